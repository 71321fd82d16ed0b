using InvestmentFair.Scheduling;

namespace InvestmentFair.Meetings;

/// <summary>Room for one card that waits.</summary>
public sealed partial class ProblemOf
{
    /// <summary>
    /// The fair as somebody looks for room in it for one card: what is placed and not locked may move, with the people it has, and
    /// what else waits goes on waiting. What has begun stays, and nothing is looked for in the past. None where the card takes no part, or the fair is over.
    /// </summary>
    public static MappedFair? RoomFor(FairFacts facts, Guid card, DateTime now)
    {
        // What was placed by hand against a rule stays as it is: made to keep the rule, it would be moved for nothing.
        var mapped = Build(facts, RunKind.All, Build(facts, RunKind.Fill).Blocks, keepsPeople: true);
        var problem = mapped.Problem;
        var placed = mapped.Working.Placings.ToDictionary(p => p.Demand);
        var from = problem.Slots.Count(s => s.Start < now);
        if (placed.ContainsKey(card) || problem.Demands.All(d => d.Id != card) || from == problem.Slots.Count) return null;

        var ahead = SlotSet.First(problem.Slots.Count) - SlotSet.First(from);
        var begun = mapped.Working.Placings.Where(p => p.Slot < from).ToLookup(p => p.Table);
        var tables = problem.Tables.ToDictionary(t => t.Id);
        var sitting = mapped.Working.Placings.SelectMany(p => p.People.Select(person => (person, p))).ToLookup(s => s.person, s => s.p);
        var lengths = problem.Demands.ToDictionary(d => d.Id, d => d.Length);
        List<Demand> demands = [.. problem.Demands.Where(d => d.Id == card || placed.ContainsKey(d.Id)).Select(d => placed.TryGetValue(d.Id, out var at) ? AsPlaced(d, at) : Ahead(d))];
        var taking = demands.Where(d => d.Id != card).SelectMany(d => new[] { d.Guest.Party, d.Host.Party }).CountBy(p => p).ToDictionary();
        return mapped with
        {
            Problem = problem with
            {
                Demands = demands,
                People = [.. problem.People.Select(Sitting)],
                Tables = [.. problem.Tables.Select(t => t with { Open = (t.Open & ahead) | begun[t.Id].Aggregate(SlotSet.None, (open, p) => open | SlotSet.Range(p.Slot, lengths[p.Demand])) })],
                // Those that have more than they may, by hand, keep what they have; what a party lacks is no concern of this card.
                Parties = [.. problem.Parties.Select(p => p with { Least = 0, Most = p.Most is { } most ? Math.Max(most, taking.GetValueOrDefault(p.Id)) : null })],
                Precedences = [.. problem.Precedences.Where(p => demands.Exists(d => d.Id == p.First) && demands.Exists(d => d.Id == p.Then))],
            },
        };

        // Whoever sits somewhere is there, whatever is known of them.
        Attendee Sitting(Attendee person)
        {
            var there = sitting[person.Id].Aggregate(SlotSet.None, (slots, p) => slots | SlotSet.Range(p.Slot, lengths[p.Demand]));
            return person with { Free = person.Free | there, FreeInHall = person.FreeInHall?.ToDictionary(h => h.Key, h => h.Value | there) };
        }

        Demand Ahead(Demand demand) => from == 0 ? demand : demand with { MayStart = (demand.MayStart ?? ahead) & ahead };

        Demand AsPlaced(Demand demand, Placing at)
        {
            if (demand.AtSlot is not null) return demand;
            return at.Slot < from ? demand with { MayStart = null, AtSlot = at.Slot, AtTable = at.Table } : Ahead(Content(demand, at, tables[at.Table]));
        }
    }

    // Where it is now does for it, whatever was wished for.
    private static Demand Content(Demand demand, Placing at, FairTable table) => demand with
    {
        Seats = Math.Min(demand.Seats, table.Seats),
        TableKind = demand.TableKind == table.Kind ? demand.TableKind : "",
        Hall = demand.Hall == table.Hall ? demand.Hall : null,
        MayStart = demand.MayStart is { } may ? may | SlotSet.Of(at.Slot) : null,
    };
}
