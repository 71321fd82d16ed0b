using InvestmentFair.Data;
using InvestmentFair.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

/// <summary>What the rules of the fair say against a place, which for the hand are warnings.</summary>
public sealed partial class BoardQueries
{
    /// <summary>By slot what is said whatever the hall, and by hall and slot what is said there.</summary>
    private sealed record RuleWarnings(ILookup<Guid, string> Everywhere, ILookup<(Guid Hall, Guid Slot), string> In)
    {
        public static readonly RuleWarnings None = Of([], []);

        public static RuleWarnings Of(IEnumerable<(Guid Slot, string Said)> everywhere, IEnumerable<(Guid Hall, Guid Slot, string Said)> there) =>
            new(everywhere.ToLookup(w => w.Slot, w => w.Said), there.ToLookup(w => (w.Hall, w.Slot), w => w.Said));
    }

    /// <summary>
    /// Rest, meals, the way between halls, what a party may have and where a session ends. Only what has to do with the card is
    /// read: its people's other meetings, and those of its parties.
    /// </summary>
    private static async Task<RuleWarnings> RulesAsync(FairDbContext db, Guid fairId, NearCard near, DateTime now, CancellationToken cancel)
    {
        var facts = await ScheduleFactsQueries.ReadAsync(db, await db.Fairs.AsNoTracking().SingleAsync(f => f.Id == fairId, cancel), now, cancel, near);
        if (!ProblemOf.Fits(facts)) return RuleWarnings.None;
        // As if it waited: this is a copy that nobody keeps. What stays where it is asks for no other place.
        if (facts.Meetings.FirstOrDefault(m => m.Id == near.Card) is { FirstSlotId: not null } lies && lies.TakeOff().Refused) return RuleWarnings.None;
        var mapped = ProblemOf.Build(facts, RunKind.Fill);
        if (mapped.Problem.Demands.FirstOrDefault(d => d.Id == near.Card || near.Wishes.Contains(d.Id)) is not { } card) return RuleWarnings.None;
        var halls = facts.Halls.Where(h => h.Tables.Exists(t => !t.IsClosed)).ToList();
        var found = halls.SelectMany(hall => Against(mapped, card, hall.Id).Select(reason => (Hall: hall.Id, Reason: reason))).ToList();
        if (found.Count == 0) return RuleWarnings.None;

        var names = await ScheduleQueries.NamesAsync(db, found.SelectMany(f => ScheduleWords.Named(f.Reason)), cancel);
        var said = found.Select(f => (f.Hall, Slot: mapped.Problem.Slots[f.Reason.Slot].Id, Said: ScheduleWords.Say(f.Reason, names)!)).Distinct().ToList();
        var everywhere = said.GroupBy(s => (s.Slot, s.Said)).Where(g => g.Count() == halls.Count).Select(g => g.Key).ToHashSet();
        return RuleWarnings.Of(everywhere, said.Where(s => !everywhere.Contains((s.Slot, s.Said))));
    }

    // Who is busy or away, and whether a table is free, is said already, and so is what was wished for.
    private static IEnumerable<Reason> Against(MappedFair mapped, Demand card, Guid hall)
    {
        List<Demand> demands = [.. mapped.Problem.Demands.Where(d => mapped.Fixed.Contains(d.Id)), card with { Hall = hall, MayStart = null, TableKind = "", Seats = 0, Language = null }];
        var problem = mapped.Problem with { Demands = demands, Precedences = [] };
        return WhyNot.All(problem, mapped.Working)[card.Id].Where(r => r is Reason.NoRest or Reason.NoLunch or Reason.TooFar or Reason.PartyFull or Reason.SessionEnds);
    }

    private static async Task<Guid> SurvivorAsync(FairDbContext db, Guid? investor, CancellationToken cancel) =>
        investor is null ? Guid.Empty : await db.Investors.Where(i => i.Id == investor).Select(i => i.SurvivorId).SingleAsync(cancel);
}
