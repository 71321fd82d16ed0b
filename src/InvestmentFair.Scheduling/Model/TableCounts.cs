using System.Numerics;

namespace InvestmentFair.Scheduling.Model;

/// <summary>
/// Tables as counts. Which table a meeting gets is decided after the times; while these are searched it is enough, by Hall's
/// theorem, that for every union of needs no more meetings sit in a slot than tables serve one of the needs. A table that a
/// meeting is fixed to is taken like a person.
/// </summary>
internal sealed class TableCounts
{
    /// <summary>Unions kept at most. Beyond them the counts are a relaxation, and the table stage refuses what does not fit.</summary>
    private const int MostRows = 256;

    private readonly IReadOnlyList<FairTable> _tables;
    private readonly SlotSet[] _open;
    private readonly bool[][] _serves;
    private readonly bool[] _lostTable;

    /// <summary>Counts that a meeting adds to.</summary>
    public int[][] Rows { get; }

    /// <summary>Tables open by row and slot.</summary>
    public int[][] Open { get; }

    /// <summary>The table a meeting is fixed to, -1 if none.</summary>
    public int[] Fixed { get; }

    /// <summary>The need of each meeting, by number; those fixed to a table have -1.</summary>
    public int[] Need { get; }

    /// <summary>Tables that serve a need, the plainest first.</summary>
    public int[][] Serving { get; }

    public TableCounts(TimetableProblem problem, Halls halls, int[] hallOf)
    {
        _tables = problem.Tables;
        _open = [.. problem.Tables.Select(t => t.Open)];
        var numbers = problem.Tables.Select((t, k) => (t.Id, k)).ToDictionary(x => x.Id, x => x.k);
        Fixed = [.. problem.Demands.Select(d => d.AtTable is { } at ? numbers.GetValueOrDefault(at, -1) : -1)];
        _lostTable = [.. problem.Demands.Select(d => d.AtTable is { } at && !numbers.ContainsKey(at))];

        var needs = new Dictionary<(int Hall, string Kind, int Seats), int>();
        Need = new int[problem.Demands.Count];
        for (var m = 0; m < Need.Length; m++)
        {
            var demand = problem.Demands[m];
            var key = (hallOf[m], demand.TableKind, demand.Seats);
            if (Fixed[m] >= 0) Need[m] = -1;
            else if (!needs.TryGetValue(key, out Need[m])) needs[key] = Need[m] = needs.Count;
        }

        Serving = [.. needs.Keys.Select(need => Enumerable.Range(0, _tables.Count).Where(k => Serves(_tables[k], need, halls))
            .OrderBy(k => _tables[k].Seats).ThenBy(k => _tables[k].Kind.Length == 0 ? 0 : 1).ThenBy(k => k).ToArray())];
        _serves = [.. Serving.Select(s => Enumerable.Range(0, _tables.Count).Select(s.ToHashSet().Contains).ToArray())];
        var unions = Unions([.. Serving.Select(Mask)]);
        if (unions.Count == 0) unions.Add(Mask([.. Enumerable.Range(0, _tables.Count)]));
        Open = [.. unions.Select(u => Enumerable.Range(0, problem.Slots.Count).Select(t => Enumerable.Range(0, _tables.Count).Count(k => !(u >> k).IsEven && _open[k].Contains(t))).ToArray())];
        var rowsOfNeed = Serving.Select(s => Enumerable.Range(0, unions.Count).Where(r => (Mask(s) & ~unions[r]).IsZero).ToArray()).ToArray();
        Rows = [.. Enumerable.Range(0, Need.Length).Select(m => Fixed[m] < 0 ? rowsOfNeed[Need[m]] : [.. Enumerable.Range(0, unions.Count).Where(r => !(unions[r] >> Fixed[m]).IsEven)])];
    }

    /// <summary>Whether one table that would do is open for the whole span.</summary>
    public bool OpenFor(int meeting, UInt128 span) => !_lostTable[meeting] && (Fixed[meeting] >= 0
        ? _open[Fixed[meeting]].Covers(new(span))
        : Serving[Need[meeting]].Any(k => _open[k].Covers(new(span))));

    public bool Serves(int meeting, int table) => Fixed[meeting] >= 0 ? Fixed[meeting] == table : _serves[Need[meeting]][table];

    public bool IsOpen(int table, UInt128 span) => _open[table].Covers(new(span));

    private static bool Serves(FairTable table, (int Hall, string Kind, int Seats) need, Halls halls) =>
        (need.Hall < 0 || table.Hall == halls.Ids[need.Hall]) && (need.Kind.Length == 0 || need.Kind == table.Kind) && table.Seats >= need.Seats;

    private static BigInteger Mask(int[] tables) => tables.Aggregate(BigInteger.Zero, (mask, k) => mask | (BigInteger.One << k));

    private static List<BigInteger> Unions(List<BigInteger> needs)
    {
        var unions = needs.Distinct().ToList();
        for (var i = 0; i < unions.Count && unions.Count < MostRows; i++)
            foreach (var need in needs.Distinct().ToList())
                if (!unions.Contains(unions[i] | need) && unions.Count < MostRows) unions.Add(unions[i] | need);
        return unions;
    }
}
