using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.People;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

/// <summary>Whom to call and what to say; where somebody has no number of their own, whoever speaks for their delegation.</summary>
public sealed record Call(string Key, string Name, Bilingual Organisation, string? Mobile, string? Liaison, string? LiaisonMobile, Bilingual Words)
{
    /// <summary>What the print keeps: numbers are not, they stand on the paper alone.</summary>
    public Bilingual Text => new($"{Name} · {Words.Zh}", $"{Name} · {ReleaseWords.In(Words)}");
}

public sealed record CallList(Bilingual Fair, string Zone, IReadOnlyList<Call> Calls);

/// <summary>The notices that are still to be given, to be told off one by one at a telephone.</summary>
public sealed class CallListQueries(IDbContextFactory<FairDbContext> contexts)
{
    public async Task<CallList?> CallsAsync(Actor actor, string fair, CancellationToken cancel)
    {
        actor.Must(Permission.ViewContacts);
        await using var db = contexts.CreateDbContext();
        if (await db.Fairs.AsNoTracking().SingleOrDefaultAsync(f => f.Code == fair, cancel) is not { } of) return null;
        var offices = db.OfficesAt(of.Id);
        var calls = await (from notice in db.Notices.AsNoTracking().Where(n => n.FairId == of.Id && n.State == NoticeState.Open)
                           join told in db.People on notice.PersonId equals told.Id
                           let person = told.Survivor
                           let guest = db.Guests.FirstOrDefault(g => g.FairId == notice.FairId && g.PersonId == person.Id)
                           select new
                           {
                               notice.Id,
                               notice.Words,
                               Release = notice.Release.Number,
                               person.Name,
                               person.PinyinKey,
                               person.Mobile,
                               Investor = guest == null || guest.Investor == null ? null : guest.Investor.Survivor.Name,
                               Organisation = guest == null ? null : guest.Organisation,
                               Delegation = guest == null || guest.Delegation == null ? null : guest.Delegation.Name,
                               Liaison = guest == null || guest.Delegation == null ? null : guest.Delegation.LiaisonName,
                               LiaisonMobile = guest == null || guest.Delegation == null ? null : guest.Delegation.LiaisonMobile,
                               Unit = offices.Where(h => h.PersonId == person.Id).Select(h => h.Unit.Name).FirstOrDefault(),
                               DelegationKey = guest == null || guest.Delegation == null ? "" : guest.Delegation.PinyinKey,
                               OrganisationKey = guest == null ? offices.Where(h => h.PersonId == person.Id).Select(h => h.Unit.PinyinKey).FirstOrDefault() ?? "" : guest.Investor == null ? "" : guest.Investor.Survivor.PinyinKey,
                           }).ToListAsync(cancel);
        return new CallList(of.Name, of.TimeZone,
        [
            .. calls.Select(c => (Call: c, Of: c.Investor ?? (string.IsNullOrEmpty(c.Organisation) ? c.Delegation ?? c.Unit : new Bilingual(c.Organisation)) ?? Bilingual.Empty))
                // What changed last is called first: on the morning of the fair it cannot wait behind what was told weeks ago.
                .OrderByDescending(c => c.Call.Release).ThenBy(c => c.Call.DelegationKey, StringComparer.Ordinal).ThenBy(c => c.Call.OrganisationKey.Length > 0 ? c.Call.OrganisationKey : Pinyin.KeyOfName(c.Of.Zh), StringComparer.Ordinal).ThenBy(c => c.Call.PinyinKey, StringComparer.Ordinal).ThenBy(c => c.Call.Id)
                .Select(c => new Call($"{c.Call.Id:N}", c.Call.Name, c.Of, c.Call.Mobile, c.Call.Mobile is null ? c.Call.Liaison : null, c.Call.Mobile is null ? c.Call.LiaisonMobile : null, c.Call.Words)),
        ]);
    }
}
