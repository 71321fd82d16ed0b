using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

/// <summary>What would make room for a card of the tray.</summary>
public sealed class RemedyQueries(IDbContextFactory<FairDbContext> contexts, FairClock clock)
{
    private static readonly SearchLimits Limits = new() { Time = TimeSpan.FromSeconds(5) };

    // Each takes a core for some seconds: more than two at once would keep everybody waiting. It is the machine that is shared, and a
    // search may outlast the service that was asked for it.
    private static readonly SemaphoreSlim AtOnce = new(2);

    /// <summary>The cheapest changes of each sort, the cheapest first; none where nothing would help. What cannot be looked for is refused by name.</summary>
    public async Task<Outcome<IReadOnlyList<Remedied>>> RemediesAsync(Actor actor, string fair, Guid cardId, CancellationToken cancel)
    {
        actor.Must(Permission.ManageMeetings);
        await using var db = contexts.CreateDbContext();
        if (await db.Fairs.AsNoTracking().SingleOrDefaultAsync(f => f.Code == fair, cancel) is not { } of) return Refusal.NotFound;
        var now = clock.GetUtcNow().UtcDateTime;
        var facts = await ScheduleFactsQueries.ReadAsync(db, of, now, cancel);
        if (facts.Slots.All(s => s.IsClosed)) return RunRefusals.NoGrid;
        if (!ProblemOf.Fits(facts)) return RunRefusals.GridTooLong;
        await AtOnce.WaitAsync(cancel);
        try
        {
            var (room, found) = await Task.Factory.StartNew(() => Find(facts, cardId, now, cancel), cancel, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            return room is null ? RemedyRefusals.TakesNoPart : new Outcome<IReadOnlyList<Remedied>> { Value = await SaidAsync(db, room, found, cardId, of.TimeZone, cancel) };
        }
        finally
        {
            AtOnce.Release();
        }
    }

    private static (MappedFair? Room, IReadOnlyList<Remedy> Found) Find(FairFacts facts, Guid card, DateTime now, CancellationToken cancel)
    {
        if (ProblemOf.RoomFor(facts, card, now) is not { } room) return (null, []);
        var found = WhyNot.Remedies(room.Problem, room.Working, card, limits: Limits, cancel: cancel);
        cancel.ThrowIfCancellationRequested();
        // A session that is over is not made longer.
        return (room, [.. found.Where(r => r is not Remedy.AddSlot added || room.Problem.Slots[added.AfterSlot].End > now)]);
    }

    private static async Task<IReadOnlyList<Remedied>> SaidAsync(FairDbContext db, MappedFair room, IReadOnlyList<Remedy> found, Guid card, string zone, CancellationToken cancel)
    {
        var known = room.Problem.Tables.Select(t => t.Id).ToList();
        var tables = await db.Tables.Where(t => known.Contains(t.Id)).Select(t => new { t.Id, t.Code }).ToDictionaryAsync(t => t.Id, t => t.Code, cancel);
        var meetings = room.Working.Placings.Select(p => p.Demand).ToList();
        var names = (await db.Meetings.Where(m => meetings.Contains(m.Id)).NamedAsync(cancel)).ToDictionary(m => m.Id);
        var asked = found.OfType<Remedy.FreePeople>().SelectMany(r => r.People).ToList();
        var people = await db.People.Where(p => asked.Contains(p.Id)).Select(p => new { p.Id, p.Name }).ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
        var words = new RemedyWords(room.Problem.Slots, zone, tables, names);
        // Where it fits as everything lies, nothing has to be changed for it.
        return [.. (found.FirstOrDefault(r => r is Remedy.MoveOthers { Changes.Count: 0 }) is { } fits ? [fits] : found).Select(Said)];

        Remedied Said(Remedy remedy) => remedy switch
        {
            Remedy.MoveOthers others => Moving(others),
            Remedy.OneMoreTable more => new Remedied(words.OneMoreTable(more.Slot), [], RemedyNeeds.Table),
            Remedy.FreePeople free => new Remedied(words.People(free.Slot, [.. free.People.Select(p => people[p])]), [], RemedyNeeds.People) { People = [.. free.People.Select(p => (p, people[p]))] },
            Remedy.AllowSlot allow => new Remedied(words.Allow(allow.Slot), [], RemedyNeeds.Request),
            Remedy.AddSlot added => new Remedied(words.AddSlot(added.AfterSlot), [], RemedyNeeds.Slot) { AfterSlotId = room.Problem.Slots[added.AfterSlot].Id },
            _ => throw new ArgumentOutOfRangeException(nameof(remedy), remedy, null),
        };

        // Only what differs is arranged; tables are dealt out anew with the places.
        Remedied Moving(Remedy.MoveOthers others)
        {
            var before = room.Working.Placings.ToDictionary(p => p.Demand);
            var after = others.Timetable.Placings.ToDictionary(p => p.Demand);
            List<Change> changes = [.. before.Values.Select(b => new Change(b.Demand, b, after.GetValueOrDefault(b.Demand))).Where(c => c.After is not { } a || (a.Slot, a.Table) != (c.Before!.Slot, c.Before.Table))];
            var touched = changes.Select(c => c.Demand).Append(card).ToHashSet();
            return new Remedied(words.Move(changes, after[card]), [.. changes.OrderBy(c => names[c.Demand].Number, StringComparer.Ordinal).Select(words.Change)], RemedyNeeds.Nothing)
            {
                Arrangements = [.. room.Read(others.Timetable).Where(a => touched.Contains(a.MeetingId ?? card))],
            };
        }
    }
}
