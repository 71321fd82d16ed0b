using InvestmentFair.Scheduling.Model;

namespace InvestmentFair.Scheduling.Search;

/// <summary>Everything that keeps a meeting out of a slot of a plan, rule by rule.</summary>
internal sealed class Reasons(Instance instance, Plan plan)
{
    private readonly ILookup<int, int> _sitting = Enumerable.Range(0, instance.Meetings).Where(m => plan.Start[m] >= 0)
        .SelectMany(m => Enumerable.Range(plan.Start[m], instance.Length[m]).Select(t => (t, m))).ToLookup(x => x.t, x => x.m);

    private readonly int[] _held = [.. instance.PartyMeetings.Select(p => p.Count(m => plan.Start[m] >= 0))];

    public IEnumerable<Reason> All(int m) => Enumerable.Range(0, instance.Slots).SelectMany(t => At(m, t));

    public IReadOnlyList<Reason> At(int m, int t)
    {
        var demand = instance.Problem.Demands[m];
        if (t + instance.Length[m] > instance.Slots || instance.SessionOf[t] != instance.SessionOf[t + instance.Length[m] - 1]) return [new Reason.SessionEnds(t)];
        if (demand.MayStart?.Contains(t) == false || (demand.AtSlot ?? t) != t) return [new Reason.NotAllowed(t)];

        List<Reason> reasons = [.. People(m, t), .. Pools(m, t), .. Tables(m, t)];
        foreach (var order in instance.Orders[m])
        {
            var other = order.First == m ? order.Then : order.First;
            if (plan.Start[other] < 0 ? order.Then == m && order.NeedsFirst : !Fits(order, m, t)) reasons.Add(new Reason.Order(t, Id(other)));
        }

        foreach (var (party, id) in new[] { (instance.Guest[m], demand.Guest.Party), (instance.Host[m], demand.Host.Party) })
            if (_held[party] >= instance.PartyMost[party]) reasons.Add(new Reason.PartyFull(t, id));
        return reasons.Count > 0 ? reasons : [new Reason.Possible(t)];
    }

    private Guid Id(int m) => instance.Problem.Demands[m].Id;

    private bool Fits(Order order, int m, int t) => order.First == m
        ? t + instance.Length[m] + order.Gap <= plan.Start[order.Then]
        : plan.Start[order.First] + instance.Length[order.First] + order.Gap <= t;

    private IEnumerable<Reason> People(int m, int t)
    {
        var span = instance.Span(m, t);
        foreach (var person in instance.Required[m])
        {
            var id = instance.Problem.People[person].Id;
            if ((instance.FreeIn(person, instance.Hall[m]) & span) != span)
            {
                yield return new Reason.Away(t, id);
                continue;
            }

            var holders = new SlotSet(span).Select(s => plan.At(person, s)).Where(h => h >= 0).Distinct().ToArray();
            foreach (var holder in holders) yield return new Reason.Busy(t, id, Id(holder));
            if (holders.Length > 0) continue;
            if (instance.MostInARow[person] > 0 && !plan.Rested(person, plan.Busy(person) | span)) yield return new Reason.NoRest(t, id);
            if (!plan.Lunched(plan.Busy(person) | span)) yield return new Reason.NoLunch(t, id);
            if (plan.TooFar(person, m, t) is >= 0 and var far) yield return new Reason.TooFar(t, id, Id(far));
        }
    }

    private IEnumerable<Reason> Pools(int m, int t)
    {
        var demand = instance.Problem.Demands[m];
        var span = instance.Span(m, t);
        var sides = new[] { demand.Guest, demand.Host }.Where(s => s.AtLeast > 0).ToArray();
        for (var i = 0; i < instance.Pools[m].Length; i++)
        {
            var pool = instance.Pools[m][i];
            var free = pool.People.Count(p => plan.CanSit(p, m, t, span));
            if (free >= pool.Count) continue;
            yield return i < sides.Length ? new Reason.PoolBusy(t, sides[i].Party, free, pool.Count) : new Reason.NoInterpreter(t, demand.Language ?? "");
        }
    }

    private IEnumerable<Reason> Tables(int m, int t)
    {
        if (!instance.Tables.OpenFor(m, instance.Span(m, t))) return [new Reason.NoTable(t)];
        if (plan.TableFree(m, t)) return [];
        var by = Enumerable.Range(t, instance.Length[m]).SelectMany(s => _sitting[s]).Where(other => SharesTable(m, other, t)).Distinct().Order();
        return [new Reason.TablesTaken(t, [.. by.Select(Id)])];
    }

    private bool SharesTable(int m, int other, int t)
    {
        if (instance.Tables.Fixed[m] >= 0 && instance.Tables.Fixed[other] == instance.Tables.Fixed[m]) return true;
        return instance.Tables.Rows[m].Any(row => instance.Tables.Rows[other].Contains(row)
            && Enumerable.Range(t, instance.Length[m]).Any(s => plan.Load(row, s) >= instance.Tables.Open[row][s]));
    }
}
