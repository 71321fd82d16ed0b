using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.Scheduling;

namespace InvestmentFair.Meetings;

/// <summary>What is known of a fair as it is replanned on the day.</summary>
/// <param name="Told">The place that people were told of each meeting; nothing before anything was published.</param>
/// <param name="Now">What lies before it is over.</param>
/// <param name="Freeze">What begins sooner stays.</param>
public sealed record ReplanFacts(IReadOnlyDictionary<Guid, Place> Told, DateTime Now, TimeSpan Freeze);

/// <summary>A timetable that new facts have overtaken, from now on.</summary>
public sealed partial class ProblemOf
{
    /// <summary>The first slot that may still change; none where all have begun.</summary>
    public static TimeSlot? FirstAhead(FairFacts facts, DateTime now) => facts.Slots.Where(s => !s.IsClosed && s.StartsAt >= now).MinBy(s => s.StartsAt);

    /// <summary>
    /// The fair from now on. What is locked, has begun or begins within minutes stays, and so does what was moved by hand since people
    /// were told; but nothing stays where somebody of it is not there, or at a table that was closed. A meeting that should have begun,
    /// and whose people came late, is a meeting that lost its place. Nobody waits for wishes that were never placed: they are wanted, and no musts.
    /// </summary>
    public static MappedFair FromNow(FairFacts facts, ReplanFacts replan)
    {
        var spans = facts.Slots.ToDictionary(s => s.Id, s => s.Period);
        var tables = facts.Halls.SelectMany(h => h.Tables).ToDictionary(t => t.Id);
        var presence = facts.Presence.ToLookup(r => r.PersonId);
        // What was placed by hand against a rule is not moved for the rule's sake.
        var blocks = Build(facts with { Presence = [], Declined = new HashSet<Guid>() }, RunKind.Fill).Blocks.Except(facts.Meetings.Where(IsShort).Select(m => m.Id)).ToHashSet();
        var mapped = Build(facts, RunKind.Replan, blocks, stay: facts.Meetings.Where(Stays).Select(m => m.Id).ToHashSet());
        return mapped with { Problem = Ahead(mapped, mapped.Problem.Slots.Count(s => s.Start < replan.Now)) };

        bool Stays(Meeting meeting)
        {
            if (MeetingDesk.PlaceOf(meeting) is not { } place || !spans.TryGetValue(place.FirstSlotId, out var begins)) return false;
            if (begins.StartsAt < replan.Now) return !IsMissed(meeting);
            var isSettled = begins.StartsAt <= replan.Now + replan.Freeze || (replan.Told.TryGetValue(meeting.Id, out var told) && told != place);
            return isSettled && !tables[place.TableId].IsClosed && !IsShort(meeting);
        }

        // Somebody of it is not there.
        bool IsShort(Meeting meeting) => meeting.TableId is { } table && facts.Taken[meeting.Id].Any(slot => meeting.People.Any(p => facts.Declined.Contains(p) || presence[p].Any(r => r.SpeaksAgainst(spans[slot], tables[table].HallId))));

        // It never began: somebody of it was said to be late that day.
        bool IsMissed(Meeting meeting) => facts.Taken[meeting.Id].Any(slot => meeting.People.Any(p => presence[p].Any(r => r.Source is AvailabilitySource.Late
            && r.SpeaksAgainst(spans[slot], null) && FairTime.DayOf((r.From ?? r.Until)!.Value, facts.Zone) == FairTime.DayOf(spans[slot].StartsAt, facts.Zone))));
    }

    /// <summary>The past is closed to all that may move, and whoever sits in what stays is there.</summary>
    private static TimetableProblem Ahead(MappedFair mapped, int from)
    {
        var problem = mapped.Problem;
        var ahead = SlotSet.First(problem.Slots.Count) - SlotSet.First(from);
        var placed = mapped.Working.Placings.ToDictionary(p => p.Demand);
        var tables = problem.Tables.ToDictionary(t => t.Id);
        var lengths = problem.Demands.ToDictionary(d => d.Id, d => d.Length);
        var kept = mapped.Working.Placings.Where(p => mapped.Fixed.Contains(p.Demand)).ToList();
        var sitting = kept.SelectMany(p => p.People.Select(person => (person, p))).ToLookup(s => s.person, s => s.p);
        var standing = kept.ToLookup(p => p.Table);
        var taking = problem.Demands.Where(d => placed.ContainsKey(d.Id)).SelectMany(d => new[] { d.Guest.Party, d.Host.Party }).CountBy(p => p).ToDictionary();
        return problem with
        {
            Demands = [.. problem.Demands.Select(FromHere)],
            People = [.. problem.People.Select(p => p with { Free = (p.Free & ahead) | Taken(sitting[p.Id]) })],
            Tables = [.. problem.Tables.Select(t => t with { Open = (t.Open & ahead) | Taken(standing[t.Id]) })],
            Parties = [.. problem.Parties.Select(p => p with { Least = 0, Most = p.Most is { } most ? Math.Max(most, taking.GetValueOrDefault(p.Id)) : null })],
            // On the day nobody is moved for evenness.
            Rules = problem.Rules with { BreaksDifferBy = null },
        };

        SlotSet Taken(IEnumerable<Placing> placings) => placings.Aggregate(SlotSet.None, (slots, p) => slots | SlotSet.Range(p.Slot, lengths[p.Demand]));

        Demand FromHere(Demand demand)
        {
            if (demand.AtSlot is not null) return demand;
            if (!placed.TryGetValue(demand.Id, out var at)) demand = demand with { Must = false, Points = demand.Must ? Math.Max(demand.Points, PointsOfMust) : demand.Points };
            else if (tables.TryGetValue(at.Table, out var table)) demand = Content(demand, at, table);
            return from == 0 ? demand : demand with { MayStart = (demand.MayStart ?? ahead) & ahead };
        }
    }
}
