using Google.OrTools.Graph;
using InvestmentFair.Scheduling.Model;

namespace InvestmentFair.Scheduling.Proof;

/// <summary>
/// The most points any timetable can place, as a flow: table slots into guests, guests through meetings to hosts. Every rule left
/// out (orders, sessions, rest) can only lower the truth, so the value is a bound whatever the problem. Where people stand on
/// both sides each meeting is written twice with half its points, which is the same relaxation of a graph without two sides.
/// </summary>
internal static class PointsBound
{
    public static long MostPoints(Instance instance, Func<int, bool>? counts = null, Func<int, long>? points = null) => MostPoints(instance, counts, points, out _);

    /// <param name="instance">The problem.</param>
    /// <param name="those">The meetings whose points they are; null where there are none, or the flow may take part of one.</param>
    public static long MostPoints(Instance instance, out bool[]? those) => MostPoints(instance, null, null, out those);

    private static long MostPoints(Instance instance, Func<int, bool>? counts, Func<int, long>? points, out bool[]? those)
    {
        those = null;
        points ??= m => instance.Points[m];
        var meetings = Enumerable.Range(0, instance.Meetings).Where(m => (instance.StartList[m].Length > 0 || instance.Halls.Chosen) && counts?.Invoke(m) != false).ToArray();
        if (meetings.Length == 0) return 0;

        var ends = meetings.Select(m => Ends(instance, m)).ToArray();
        var unit = ends.Length == 0 ? 1 : meetings.Select(m => instance.Length[m]).Distinct().Aggregate(1, LeastCommonMultiple);
        var guests = ends.Select(e => e.Guest).ToHashSet();
        var twoSided = ends.All(e => !guests.Contains(e.Host));
        var flow = new MinCostFlow();
        var tables = TableSlots(instance);
        var nodes = 3;
        var left = new Dictionary<int, int>();
        var right = new Dictionary<int, int>();
        int Left(int end) => Node(left, end, (node, room) => flow.AddArcWithCapacityAndUnitCost(1, node, room, 0));
        int Right(int end) => Node(right, end, (node, room) => flow.AddArcWithCapacityAndUnitCost(node, 2, room, 0));
        int Node(Dictionary<int, int> side, int end, Action<int, long> connect)
        {
            if (side.TryGetValue(end, out var node)) return node;
            side[end] = node = nodes++;
            connect(node, Room(instance, end));
            return node;
        }

        flow.AddArcWithCapacityAndUnitCost(0, 1, twoSided ? tables : 2 * tables, 0);
        flow.AddArcWithCapacityAndUnitCost(0, 2, long.MaxValue / 1_000_000_000, 0);
        var arcs = new int[meetings.Length];
        for (var i = 0; i < meetings.Length; i++)
        {
            var (length, price) = (instance.Length[meetings[i]], -points(meetings[i]) * unit / instance.Length[meetings[i]]);
            var once = twoSided || ends[i].Guest != ends[i].Host;
            arcs[i] = flow.AddArcWithCapacityAndUnitCost(Left(ends[i].Guest), Right(ends[i].Host), length, once ? price : 2 * price);
            if (!twoSided && once) flow.AddArcWithCapacityAndUnitCost(Left(ends[i].Host), Right(ends[i].Guest), length, price);
        }

        var supply = meetings.Sum(m => 2L * instance.Length[m]);
        flow.SetNodeSupply(0, supply);
        flow.SetNodeSupply(2, -supply);
        if (flow.Solve() is not MinCostFlow.Status.OPTIMAL) return meetings.Sum(points);
        if (twoSided && unit == 1)
        {
            those = new bool[instance.Meetings];
            for (var i = 0; i < meetings.Length; i++) those[meetings[i]] = flow.Flow(arcs[i]) > 0;
        }

        return -flow.OptimalCost() / unit / (twoSided ? 1 : 2);
    }

    /// <summary>What holds a meeting back most on either side: a person by number, or a pool's party by its complement.</summary>
    private static (int Guest, int Host) Ends(Instance instance, int m)
    {
        var demand = instance.Problem.Demands[m];
        int End(PartySide side, int party) => side.All.Count == 0 ? ~party : side.All.Select(id => instance.PersonOf[id]).MinBy(p => (UInt128.PopCount(instance.Free[p]), p));
        return (End(demand.Guest, instance.Guest[m]), End(demand.Host, instance.Host[m]));
    }

    /// <summary>Slots a person has; or, of a party that draws from pools, the slots of all it may ever draw, each at most one meeting.</summary>
    private static long Room(Instance instance, int end)
    {
        if (end >= 0) return (long)UInt128.PopCount(instance.Free[end]);
        bool OfParty((PartySide Side, int Party) side) => side.Party == ~end && side.Side.All.Count == 0;
        var sides = instance.Problem.Demands.SelectMany((d, m) => new[] { (d.Guest, instance.Guest[m]), (d.Host, instance.Host[m]) }).Where(OfParty).ToList();
        if (sides.Any(s => s.Item1.AtLeast == 0)) return instance.Meetings * (long)SlotSet.Most;
        return sides.SelectMany(s => s.Item1.Pool).Distinct().Sum(id => (long)UInt128.PopCount(instance.Free[instance.PersonOf[id]]));
    }

    private static long TableSlots(Instance instance) => instance.Problem.Tables.Sum(t => (long)(t.Open & SlotSet.First(instance.Slots)).Count);

    private static int LeastCommonMultiple(int one, int other) => one / (int)System.Numerics.BigInteger.GreatestCommonDivisor(one, other) * other;
}
