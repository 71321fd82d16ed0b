using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

public sealed partial class ScheduleDesk
{
    internal const string Late = "schedule.late";

    /// <summary>Who comes late is entered, and a timetable that holds for it is looked for: both, or neither.</summary>
    /// <returns>The search.</returns>
    public async Task<Outcome<Guid>> LateAsync(Actor actor, string fair, LateForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageMeetings);
        if (form.Check() is { Count: > 0 } problems) return Outcome.Wrong(problems).As<Guid>();
        await using var db = Open();
        if (await db.Fairs.SingleOrDefaultAsync(f => f.Code == fair, cancel) is not { } of) return Refusal.NotFound;
        // Read before the transaction: it is long, and nobody else writes meanwhile.
        var facts = await ScheduleFactsQueries.ReadAsync(db, of, Now, cancel);
        if (RunRefusals.Of(facts, RunKind.Replan, Now) is { } impossible) return impossible;

        await using var transaction = await db.BeginAsync(cancel);
        var people = await AvailabilityDesk.PartyAsync(db, of, form, cancel);
        if (people.Refused) return people.As<Guid>();
        var rows = new List<Availability>();
        foreach (var person in people.Value!)
        {
            var comes = Comes(facts, form, person);
            if (comes.Value is not { } late) return comes.As<Guid>();
            var stated = Availability.State(of.Id, of.TimeZone, person, late, AvailabilitySource.Late);
            if (stated.Value is not { } row) return stated.As<Guid>();
            rows.Add(row);
        }

        await AvailabilityDesk.MakeWayAsync(db, rows, cancel);
        db.AddRange(rows);
        var queued = await RunDesk.QueueAsync(db, of, facts, RunKind.Replan, null, actor, Now, cancel);
        if (queued.Value is not { } run) return queued.As<Guid>();
        return await CommitAsync(db, transaction, new Act(actor, Late, Now, run.Number), run.Id, cancel);
    }

    // Minutes are counted from when they were to come that day, else from its first slot.
    private static Outcome<LateArrival> Comes(FairFacts facts, LateForm form, Guid person)
    {
        var (zone, day) = (facts.Zone, form.Day!.Value);
        var open = facts.Slots.Where(s => !s.IsClosed).Select(s => s.StartsAt).Order().ToList();
        if (open.FindIndex(s => FairTime.DayOf(s, zone) == day) is not (>= 0 and var first)) return Outcome.Wrong([LateRefusals.NoSlots([.. open.Select(s => FairTime.DayOf(s, zone)).Distinct()])]).As<LateArrival>();
        var due = facts.Presence.Where(r => r.PersonId == person && r is { IsVoid: false, Kind: AvailabilityKind.Arrives } && FairTime.DayOf(r.From!.Value, zone) == day).Max(r => r.From);
        var comes = form.From is { } time ? FairTime.ToUtc(day, time, zone) : (due ?? open[first]).AddMinutes(form.Minutes!.Value);
        if (FairTime.DayOf(comes, zone) != day) return LateRefusals.NotThatDay;
        if (comes <= open[first]) return LateRefusals.NotLate;
        // Whoever was here on an earlier day did come then.
        return new LateArrival(first == 0 || due is not null ? AvailabilityKind.Arrives : AvailabilityKind.Busy, open[first], comes, zone, form.Reason);
    }
}
