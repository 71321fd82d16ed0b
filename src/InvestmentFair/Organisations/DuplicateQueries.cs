using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.People;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Organisations;

/// <summary>Why two records may be one, the strongest first.</summary>
public enum Likeness
{
    [Text("姓名和手机相同", "Same name and mobile")] NameAndMobile,
    [Text("信用代码相同", "Same credit code")] CreditCode,
    [Text("名称相同", "Same name")] Name,
    [Text("姓名和单位相同", "Same name and unit")] NameAndUnit,
    [Text("姓名相同，单位相近", "Same name, near-same unit")] NameAndNearUnit,
    [Text("名称相近", "Near-same name")] NearName,
    [Text("手机相同", "Same mobile")] Mobile,
}

/// <summary>What is known of somebody who is being typed; of <see cref="Except"/>, who is put right, the units they are known from as well.</summary>
public sealed record PersonProbe(string? Name = null, string? Mobile = null, string? Organisation = null, Guid? InvestorId = null, Guid? UnitId = null, Guid? DelegationId = null, Guid? Except = null);

public sealed record CompanyProbe(string? NameZh, string? NameEn, string? CreditCode, Guid? Except = null);

/// <summary>A record that may be the one meant: enough to recognise it by.</summary>
public sealed record Lookalike(Guid Id, string Name, string Known, Likeness Likeness)
{
    /// <summary>Who it is, where they are known from, and why it may be the same.</summary>
    public string Said => Language.Say($"{Name} · {Known}（{Likeness.Text}）", $"{Name} · {Known} ({Likeness.Text})");
}

/// <summary>
/// Who may be known already, by indexed keys only: mobile, folded name, credit code, and the keys of company names. The same
/// rules serve whoever types, the importer, the linking of enquiries and the list to work through.
/// </summary>
public sealed class DuplicateQueries(IDbContextFactory<FairDbContext> contexts) : ILookalikes
{
    /// <summary>A name that more people have is no sign of anything; they are told apart by their units.</summary>
    private const int MostOfOneName = 500;

    private const int MostShown = 5;
    private const int MostNamed = 3;

    public async Task<IReadOnlyList<Lookalike>> PeopleAsync(Actor actor, PersonProbe probe, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = contexts.CreateDbContext();
        var found = await PeopleAsync(db, probe, cancel);
        return probe.Except is { } known ? await StillAlikeAsync(db, known, found, cancel) : found;
    }

    public async Task<IReadOnlyList<Lookalike>> CompaniesAsync(Actor actor, CompanyProbe probe, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = contexts.CreateDbContext();
        return await CompaniesAsync(db, probe, cancel);
    }

    /// <summary>Who else may be this person, those told apart left out.</summary>
    public async Task<IReadOnlyList<Lookalike>> OfPersonAsync(Actor actor, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = contexts.CreateDbContext();
        return await OfPersonAsync(db, id, cancel);
    }

    public async Task<IReadOnlyList<Lookalike>> OfInvestorAsync(Actor actor, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = contexts.CreateDbContext();
        return await OfInvestorAsync(db, id, cancel);
    }

    public async Task<string?> NoticeAsync(Actor actor, Guid person, string field, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = contexts.CreateDbContext();
        return await NoticeOfPersonAsync(db, person, field, cancel);
    }

    /// <summary>Who else may be the person whose name or number was put right just now, by what that field has to do with it.</summary>
    internal static async Task<string?> NoticeOfPersonAsync(FairDbContext db, Guid person, string field, CancellationToken cancel) => field switch
    {
        nameof(RoleForm.Name) => Notice((await OfPersonAsync(db, person, cancel)).Where(l => l.Likeness is not Likeness.Mobile)),
        nameof(RoleForm.Mobile) => Notice((await OfPersonAsync(db, person, cancel)).Where(l => l.Likeness is Likeness.Mobile or Likeness.NameAndMobile)),
        _ => null,
    };

    /// <summary>Who else may be the firm whose name was put right just now; a code that is another's is refused and named.</summary>
    internal static async Task<string?> NoticeOfInvestorAsync(FairDbContext db, Guid investor, string field, CancellationToken cancel) =>
        field is nameof(InvestorForm.NameZh) or nameof(InvestorForm.NameEn) ? Notice(await OfInvestorAsync(db, investor, cancel)) : null;

    private static string? Notice(IEnumerable<Lookalike> alike) =>
        string.Join(Language.Say("；", "; "), alike.Take(MostNamed).Select(l => l.Said)) is { Length: > 0 } said ? Language.Say($"可能是同一个：{said}", $"May be the same: {said}") : null;

    private static async Task<IReadOnlyList<Lookalike>> OfPersonAsync(FairDbContext db, Guid id, CancellationToken cancel)
    {
        if (await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, cancel) is not { } person) return [];
        return await StillAlikeAsync(db, id, await PeopleAsync(db, new PersonProbe(person.Name, person.Mobile, null, Except: id), cancel), cancel);
    }

    private static async Task<IReadOnlyList<Lookalike>> OfInvestorAsync(FairDbContext db, Guid id, CancellationToken cancel) =>
        await db.Investors.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, cancel) is { } investor
            ? await StillAlikeAsync(db, id, await CompaniesAsync(db, new CompanyProbe(investor.Name.Zh, investor.Name.En, investor.CreditCode, id), cancel), cancel)
            : [];

    private static async Task<IReadOnlyList<Lookalike>> StillAlikeAsync(FairDbContext db, Guid id, IEnumerable<Lookalike> found, CancellationToken cancel)
    {
        var apart = await db.NotTheSame.Where(n => n.OneId == id || n.OtherId == id).Select(n => n.OneId == id ? n.OtherId : n.OneId).ToListAsync(cancel);
        return [.. found.OrderBy(f => f.Likeness).DistinctBy(f => f.Id).Where(f => !apart.Contains(f.Id))];
    }

    internal static async Task<IReadOnlyList<Lookalike>> PeopleAsync(FairDbContext db, PersonProbe probe, CancellationToken cancel)
    {
        var (key, mobile) = (PersonName.Key(probe.Name ?? ""), Mobiles.Clean(probe.Mobile));
        // Half a name or half a number means nobody.
        if (mobile is { Length: < 7 }) mobile = null;
        if (key.Length < 2 && mobile is null) return [];
        // One line, however it is written; an index holds only what is written the same.
        var line = mobile is null ? null : Mobiles.LineOf(mobile);
        var people = await db.People.AsNoTracking().Where(p => p.SurvivorId == p.Id && p.Id != probe.Except && (p.NameKey == key || (line != null && (p.Mobile == mobile || p.Mobile!.Replace("-", "") == line))))
            .OrderBy(p => line != null && p.Mobile!.Replace("-", "") == line ? 0 : 1).ThenBy(p => p.Id).Take(MostOfOneName).Select(p => new { p.Id, p.Name, p.NameKey, p.Mobile }).ToListAsync(cancel);
        if (people.Count == 0) return [];
        var units = await UnitsAsync(db, [.. people.Select(p => p.Id)], cancel);
        var typed = (await UnitsOfAsync(db, probe, cancel)).Select(CompanyName.Of).ToList();
        return
        [
            .. (from person in people
               let unit = typed.SelectMany(t => units[person.Id].Select(u => t.LikenessTo(CompanyName.Of(u)))).DefaultIfEmpty(NameLikeness.Different).Max()
               let likeness = (person.NameKey == key, line is not null && person.Mobile is { } known && Mobiles.LineOf(known) == line, unit) switch
               {
                   (true, true, _) => Likeness.NameAndMobile,
                   (true, _, NameLikeness.Same) => Likeness.NameAndUnit,
                   (true, _, NameLikeness.Near) => Likeness.NameAndNearUnit,
                   (false, true, _) => (Likeness?)Likeness.Mobile,
                   _ => null,
               }
               where likeness is not null
               orderby likeness
               select new Lookalike(person.Id, person.Name, Known(units[person.Id], person.Mobile), likeness.Value)).Take(MostShown),
        ];
    }

    /// <summary>The one person of exactly this name and number; none where there are two, since nobody guesses between them.</summary>
    internal static async Task<IReadOnlyList<Guid>> ExactlyAsync(FairDbContext db, string name, string? mobile, CancellationToken cancel)
    {
        var (key, number) = (PersonName.Key(name), Mobiles.Clean(mobile));
        if (number is null) return [];
        var line = Mobiles.LineOf(number);
        return await db.People.Where(p => p.SurvivorId == p.Id && p.NameKey == key && (p.Mobile == number || p.Mobile!.Replace("-", "") == line)).OrderBy(p => p.Id).Select(p => p.Id).Take(2).ToListAsync(cancel);
    }

    internal static async Task<IReadOnlyList<Lookalike>> CompaniesAsync(FairDbContext db, CompanyProbe probe, CancellationToken cancel)
    {
        var code = string.IsNullOrWhiteSpace(probe.CreditCode) ? null : probe.CreditCode.Trim().ToUpperInvariant();
        var names = new[] { probe.NameZh, probe.NameEn }.OfType<string>().Where(n => n.Trim().Length > 1).Select(CompanyName.Of).Where(n => n.Core.Length > 1).ToList();
        if (code is null && names.Count == 0) return [];
        var keys = names.SelectMany(n => n.Keys()).Distinct().ToList();
        var likely = await db.InvestorKeys.Where(k => keys.Contains(k.Key)).GroupBy(k => k.InvestorId).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).Take(MostOfOneName).Select(g => g.Key).ToListAsync(cancel);
        var found = await db.Investors.AsNoTracking().Where(i => i.SurvivorId == i.Id && i.Id != probe.Except && (likely.Contains(i.Id) || (code != null && i.CreditCode == code)))
            .Select(i => new { i.Id, i.Number, i.Name, i.CreditCode }).ToListAsync(cancel);
        return
        [
            .. (from investor in found
               let alike = names.SelectMany(n => new[] { investor.Name.Zh, investor.Name.En }.OfType<string>().Select(own => n.LikenessTo(CompanyName.Of(own)))).DefaultIfEmpty(NameLikeness.Different).Max()
               let likeness = code is not null && investor.CreditCode == code ? Likeness.CreditCode
                   // Two codes that both stand say that the firms are two, however alike their names.
                   : code is not null && investor.CreditCode is not null ? null
                   : alike switch { NameLikeness.Same => Likeness.Name, NameLikeness.Near => (Likeness?)Likeness.NearName, _ => null }
               where likeness is not null
               orderby likeness, investor.Number
               select new Lookalike(investor.Id, investor.Name.Text, investor.Number, likeness.Value)).Take(MostShown),
        ];
    }

    /// <summary>Where people have their roles: what tells one 王伟 from another.</summary>
    internal static async Task<ILookup<Guid, string>> UnitsAsync(FairDbContext db, IReadOnlyList<Guid> people, CancellationToken cancel)
    {
        var guests = await db.Guests.AsNoTracking().Where(g => people.Contains(g.PersonId))
            .Select(g => new { g.PersonId, g.Organisation, Investor = g.Investor == null ? null : g.Investor.Survivor.Name.Zh, Delegation = g.Delegation == null ? null : g.Delegation.Name.Zh }).ToListAsync(cancel);
        var contacts = await db.Contacts.AsNoTracking().Where(c => people.Contains(c.PersonId)).Select(c => new { c.PersonId, Name = c.Investor.Survivor.Name.Zh }).ToListAsync(cancel);
        var hosts = await db.Hosts.AsNoTracking().Where(h => people.Contains(h.PersonId)).Select(h => new { h.PersonId, Name = h.Unit.Name.Zh }).ToListAsync(cancel);
        return contacts.Select(c => (c.PersonId, c.Name)).Concat(hosts.Select(h => (h.PersonId, h.Name)))
            .Concat(guests.SelectMany(g => new[] { g.Investor, g.Organisation, g.Delegation }.OfType<string>().Where(n => n.Length > 0).Select(n => (g.PersonId, Name: n))))
            .Distinct().ToLookup(u => u.PersonId, u => u.Name);
    }

    private static async Task<IReadOnlyList<string>> UnitsOfAsync(FairDbContext db, PersonProbe probe, CancellationToken cancel)
    {
        var units = new List<string?> { probe.Organisation };
        if (probe.InvestorId is { } investor) units.Add(await db.Investors.Where(i => i.Id == investor).Select(i => i.Survivor.Name.Zh).SingleOrDefaultAsync(cancel));
        if (probe.UnitId is { } unit) units.Add(await db.Units.Where(u => u.Id == unit).Select(u => u.Name.Zh).SingleOrDefaultAsync(cancel));
        if (probe.DelegationId is { } delegation) units.Add(await db.Delegations.Where(d => d.Id == delegation).Select(d => d.Name.Zh).SingleOrDefaultAsync(cancel));
        if (probe.Except is { } known) units.AddRange((await UnitsAsync(db, [known], cancel))[known]);
        return [.. units.OfType<string>().Where(u => u.Trim().Length > 0)];
    }

    internal static string Known(IEnumerable<string> units, string? mobile) => string.Join(" · ", units.Take(2).Append(Mobiles.Mask(mobile)).OfType<string>());
}
