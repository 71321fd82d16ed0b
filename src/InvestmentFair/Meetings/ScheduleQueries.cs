using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Dictionaries;
using InvestmentFair.Kernel;
using InvestmentFair.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

/// <summary>One thing that keeps a card out of these slots.</summary>
public sealed record WhyNotThen(string Reason, IReadOnlyList<Guid> Slots);

/// <summary>Why a card of the tray has no place yet: in how many of the slots it would fit as everything else lies, and what keeps it out of the others, the commonest first.</summary>
public sealed record WhyWaits(int Slots, int Possible, IReadOnlyList<WhyNotThen> Reasons);

/// <summary>What the engine says of the timetable as it stands.</summary>
public sealed class ScheduleQueries(IDbContextFactory<FairDbContext> contexts, FairClock clock)
{
    /// <summary>For every card of the tray why it waits, by all rules of the fair; nothing where the grid is empty or longer than the engine plans with.</summary>
    public async Task<IReadOnlyDictionary<Guid, WhyWaits>> WaitingAsync(Actor actor, string fair, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = contexts.CreateDbContext();
        if (await db.Fairs.AsNoTracking().SingleOrDefaultAsync(f => f.Code == fair, cancel) is not { } of) return new Dictionary<Guid, WhyWaits>();
        var facts = await ScheduleFactsQueries.ReadAsync(db, of, clock.GetUtcNow().UtcDateTime, cancel);
        if (!ProblemOf.Fits(facts)) return new Dictionary<Guid, WhyWaits>();
        // A tenth of a second and more at a fair of 1,600 meetings: not on the thread that answers the reader's keys.
        var (mapped, found) = await Task.Run(() =>
        {
            var built = ProblemOf.Build(facts, RunKind.Fill);
            return (built, WhyNot.All(built.Problem, built.Working));
        }, cancel);
        var names = await NamesAsync(db, mapped, found.Values.SelectMany(r => r), cancel);
        var slots = mapped.Problem.Slots;
        var why = found.ToDictionary(f => f.Key, f => new WhyWaits(slots.Count, f.Value.OfType<Reason.Possible>().DistinctBy(r => r.Slot).Count(),
        [
            .. f.Value.Select(r => (Said: ScheduleWords.Say(r, names), r.Slot)).Where(r => r.Said is not null).GroupBy(r => r.Said!, r => slots[r.Slot].Id)
                .Select(g => new WhyNotThen(g.Key, [.. g.Distinct()])).OrderByDescending(r => r.Slots.Count),
        ]));
        foreach (var left in mapped.LeftOut) why[left.RequestId] = new WhyWaits(slots.Count, 0, [new WhyNotThen(left.Why.Text, [.. slots.Select(s => s.Id)])]);
        return why;
    }

    internal static async Task<ScheduleNames> NamesAsync(FairDbContext db, MappedFair mapped, IEnumerable<Reason> reasons, CancellationToken cancel)
    {
        List<Guid> parties = [.. reasons.Select(r => r switch { Reason.PoolBusy pool => pool.Party, Reason.PartyFull full => full.Party, _ => Guid.Empty }).Distinct()];
        List<Guid> people = [.. reasons.Select(r => r switch
        {
            Reason.Away away => away.Person,
            Reason.Busy busy => busy.Person,
            Reason.NoRest rest => rest.Person,
            Reason.NoLunch lunch => lunch.Person,
            Reason.TooFar far => far.Person,
            _ => Guid.Empty,
        }).Distinct()];
        var meetings = mapped.Sources.Values.Where(s => s.MeetingId is not null).Select(s => s.MeetingId!.Value).ToList();
        var named = await db.Investors.Where(i => parties.Contains(i.Id)).Select(i => new { i.Id, i.Name }).ToListAsync(cancel);
        named.AddRange(await db.Delegations.Where(d => parties.Contains(d.Id)).Select(d => new { d.Id, d.Name }).ToListAsync(cancel));
        named.AddRange(await db.Projects.Where(p => parties.Contains(p.Id)).Select(p => new { p.Id, p.Name }).ToListAsync(cancel));
        named.AddRange(await db.Plants.Where(p => parties.Contains(p.Id)).Select(p => new { p.Id, p.Name }).ToListAsync(cancel));
        named.AddRange(await db.Units.Where(u => parties.Contains(u.Id)).Select(u => new { u.Id, u.Name }).ToListAsync(cancel));
        return new ScheduleNames(
            await db.People.Where(p => people.Contains(p.Id)).Select(p => new { p.Id, p.Name }).ToDictionaryAsync(p => p.Id, p => p.Name, cancel),
            await db.Meetings.Where(m => meetings.Contains(m.Id)).Select(m => new { m.Id, m.Number }).ToDictionaryAsync(m => m.Id, m => m.Number, cancel),
            named.ToDictionary(n => n.Id, n => n.Name.Text),
            await db.WordsAsync(DictionaryKind.Language, cancel));
    }
}
