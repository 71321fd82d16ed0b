using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

/// <summary>One meeting on somebody's slip: when and where, what about, and with whom.</summary>
public sealed record SlipLine(Bilingual Time, Bilingual Hall, string Table, Bilingual Subject, Bilingual With);

/// <summary>The meetings of one person as they are given into their hand 个人行程单.</summary>
public sealed record Slip(string Key, string Name, Bilingual Organisation, IReadOnlyList<SlipLine> Lines)
{
    /// <summary>All of it in one sentence, by which any change shows.</summary>
    public Bilingual Text => new(Of(t => t.Zh), Of(ReleaseWords.In));

    private string Of(Func<Bilingual, string> say) => string.Join(" · ", new[] { Name, say(Organisation) }.Concat(Lines.Select(l => string.Join(' ', say(l.Time), say(l.Hall), l.Table, say(l.Subject), say(l.With)))).Where(t => t.Length > 0));
}

public sealed record SlipBook(Bilingual Fair, string Zone, string? Release, DateTime? PublishedAt, IReadOnlyList<Slip> Slips);

/// <summary>Slips are what was published, as each person's own page has it; nothing is given out that was not.</summary>
public sealed class SlipQueries(IDbContextFactory<FairDbContext> contexts)
{
    public async Task<SlipBook?> SlipsAsync(Actor actor, string fair, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = contexts.CreateDbContext();
        if (await db.Fairs.AsNoTracking().SingleOrDefaultAsync(f => f.Code == fair, cancel) is not { } of) return null;
        if (await ReleaseQueries.Whole(db).SingleOrDefaultAsync(r => r.FairId == of.Id && r.IsCurrent, cancel) is not { } release) return new SlipBook(of.Name, of.TimeZone, null, null, []);
        var survivor = await ReleaseQueries.SurvivorAsync(db, cancel);
        var ranks = await RanksAsync(db, of.Id, cancel);
        var slips = release.Meetings.SelectMany(m => m.People, (m, p) => (Meeting: m, p.PersonId)).GroupBy(s => survivor(s.PersonId))
            .Select(s => (Person: s.Key, On: Released.Of(s.Select(m => m.Meeting).Distinct(), [.. s.Select(m => m.PersonId).Distinct()]).Where(m => m.State is ReleasedState.On).ToList()))
            .Where(s => s.On.Count > 0).Select(s => (s.Person, s.On, s.On[^1].Seat, Rank: ranks.GetValueOrDefault(s.Person, Rank.Last)))
            .OrderBy(s => s.Seat.Side).ThenBy(s => s.Rank.DelegationKey, StringComparer.Ordinal).ThenBy(s => s.Rank.OrganisationKey, StringComparer.Ordinal).ThenBy(s => s.Seat.Organisation.Zh, StringComparer.Ordinal)
            .ThenBy(s => s.Rank.Protocol).ThenBy(s => s.Rank.PinyinKey, StringComparer.Ordinal).ThenBy(s => s.Person)
            .Select(s => new Slip($"{s.Person:N}", s.Seat.Name, s.Seat.Organisation, [.. s.On.Select(m => LineOf(m, of.TimeZone))]));
        return new SlipBook(of.Name, of.TimeZone, release.Called, release.PublishedAt, [.. slips]);
    }

    private static SlipLine LineOf(PersonalMeeting of, string zone)
    {
        var (meeting, other) = (of.Meeting, of.Seat.Side is Side.Guest ? Side.Host : Side.Guest);
        var names = meeting.Seated.Where(p => p.Side == other && !p.Interprets).Select(p => p.Name).ToList();
        var interpreters = meeting.Seated.Where(p => p.Interprets && p.PersonId != of.Seat.PersonId).Select(p => p.Name).ToList();
        var party = other is Side.Host ? meeting.HostSide : meeting.GuestSide;
        return new SlipLine(ReleaseWords.Time(meeting, zone), meeting.Hall, meeting.TableCode, meeting.Subject, new Bilingual(With(party.Zh, "翻译", "、"), With(ReleaseWords.In(party), "interpreter", ", ")));

        string With(string party, string interprets, string between) =>
            string.Join(" · ", new[] { party, string.Join(between, names), interpreters.Count > 0 ? $"{interprets} {string.Join(between, interpreters)}" : "" }.Where(t => t.Length > 0));
    }

    // Those who come together stand together, in the order in which they are seated: the order of the list of slips.
    private static async Task<Dictionary<Guid, Rank>> RanksAsync(FairDbContext db, Guid fairId, CancellationToken cancel)
    {
        var guests = await db.Guests.AsNoTracking().Where(g => g.FairId == fairId).Select(g => new { g.PersonId, DelegationKey = g.Delegation == null ? "" : g.Delegation.PinyinKey, OrganisationKey = g.Investor == null ? "" : g.Investor.Survivor.PinyinKey, g.ProtocolRank, g.PinyinKey }).ToListAsync(cancel);
        var hosts = await db.OfficesAt(fairId).Select(h => new { h.PersonId, DelegationKey = "", OrganisationKey = h.Unit.PinyinKey, h.ProtocolRank, h.Person.PinyinKey }).ToListAsync(cancel);
        return guests.Concat(hosts).DistinctBy(p => p.PersonId).ToDictionary(p => p.PersonId, p => new Rank(p.DelegationKey, p.OrganisationKey, p.ProtocolRank, p.PinyinKey));
    }

    private sealed record Rank(string DelegationKey, string OrganisationKey, int Protocol, string PinyinKey)
    {
        public static readonly Rank Last = new("", "", int.MaxValue, "");
    }
}
