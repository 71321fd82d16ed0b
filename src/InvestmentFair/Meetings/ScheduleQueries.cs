using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

/// <summary>One thing that keeps a card out of these slots.</summary>
public sealed record WhyNotThen(string Reason, IReadOnlyList<Guid> Slots);

/// <summary>Why a card of the tray has no place yet: in how many of the slots it would fit as everything else lies, and what keeps it out of the others, the commonest first.</summary>
public sealed record WhyWaits(int Slots, int Possible, IReadOnlyList<WhyNotThen> Reasons);

/// <summary>A meeting by its number, to be opened.</summary>
public sealed record NumberedMeeting(Guid Id, string Number, bool IsLocked);

/// <summary>What the engine says of the timetable as it stands.</summary>
public sealed partial class ScheduleQueries(IDbContextFactory<FairDbContext> contexts, FairClock clock)
{
    /// <summary>The meetings at whose time somebody of them is not there, as the timetable stands.</summary>
    public async Task<IReadOnlyList<NumberedMeeting>> UnattendedAsync(Actor actor, string fair, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = contexts.CreateDbContext();
        return await db.Unattended(fair).NumberedAsync(cancel);
    }

    /// <summary>For every card of the tray why it waits, by all rules of the fair; nothing where the grid is empty or longer than the engine plans with.</summary>
    public async Task<IReadOnlyDictionary<Guid, WhyWaits>> WaitingAsync(Actor actor, string fair, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        // A tenth of a second and more at a fair of 1,600 meetings: not on the thread that answers the reader's keys.
        return await Task.Run(() => WhyAsync(fair, cancel), cancel);
    }

    private async Task<Dictionary<Guid, WhyWaits>> WhyAsync(string fair, CancellationToken cancel)
    {
        await using var db = contexts.CreateDbContext();
        if (await db.Fairs.AsNoTracking().SingleOrDefaultAsync(f => f.Code == fair, cancel) is not { } of) return [];
        var now = clock.GetUtcNow().UtcDateTime;
        var facts = await ScheduleFactsQueries.ReadAsync(db, of, now, cancel);
        if (!ProblemOf.Fits(facts)) return [];
        var mapped = ProblemOf.Build(facts, RunKind.Fill);
        var found = WhyNot.All(mapped.Problem, mapped.Working);
        var names = await NamesAsync(db, found.Values.SelectMany(r => r).SelectMany(ScheduleWords.Named), cancel);
        var slots = mapped.Problem.Slots;
        var why = found.ToDictionary(f => f.Key, f => new WhyWaits(slots.Count, f.Value.OfType<Reason.Possible>().DistinctBy(r => r.Slot).Count(),
        [
            .. f.Value.Select(r => (Said: r is Reason.NotAllowed && slots[r.Slot].Start < now ? BoardTexts.Begun : ScheduleWords.Say(r, names), r.Slot)).Where(r => r.Said is not null).GroupBy(r => r.Said!, r => slots[r.Slot].Id)
                .Select(g => new WhyNotThen(g.Key, [.. g.Distinct()])).OrderByDescending(r => r.Slots.Count),
        ]));
        foreach (var left in mapped.LeftOut) why[left.RequestId] = new WhyWaits(slots.Count, 0, [new WhyNotThen(left.Why.Text, [.. slots.Select(s => s.Id)])]);
        return why;
    }
}
