using System.Globalization;
using System.Text.RegularExpressions;
using InvestmentFair.Scheduling;

namespace InvestmentFair.Benchmarks.Timetables;

/// <summary>
/// An instance of the B2B meeting scheduling problem (JAIR 74, 2022) as its authors publish it: forbidden slots by participant,
/// where 0 stands for none; fixed slots by meeting, where 0 stands for free; for each meeting those that come before it.
/// </summary>
internal sealed partial record DznInstance(
    string Name, int People, int Tables, int Slots, int MorningSlots,
    IReadOnlyList<(int One, int Other, int Session)> Meetings,
    IReadOnlyList<int[]> Forbidden, IReadOnlyList<int> Fixed, IReadOnlyList<int[]> Before)
{
    public static DznInstance Read(string path)
    {
        var text = Comment().Replace(File.ReadAllText(path), "");
        var items = text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(item => item.Split('=', 2, StringSplitOptions.TrimEntries)).Where(parts => parts.Length == 2)
            .ToDictionary(parts => parts[0], parts => parts[1]);
        int One(string name) => int.Parse(items[name], CultureInfo.InvariantCulture);
        int[] All(string name) => items.TryGetValue(name, out var list) ? Numbers(list) : [];
        int[][] Sets(string name) => items.TryGetValue(name, out var list) ? [.. Braces().Matches(list).Select(set => Expand(set.Groups[1].Value))] : [];

        var asked = All("requested").Chunk(3).Select(r => (r[0] - 1, r[1] - 1, r[2])).ToList();
        var (forbidden, fixedAt, before) = (Sets("forbidden"), All("fixed"), Sets("precedences"));
        return new(Path.GetFileNameWithoutExtension(path), One("nBusiness"), One("nTables"), One("nTotalSlots"), One("nMorningSlots"), asked,
            [.. Enumerable.Range(0, One("nBusiness")).Select(p => p < forbidden.Length ? forbidden[p].Where(t => t > 0).Select(t => t - 1).ToArray() : [])],
            [.. Enumerable.Range(0, asked.Count).Select(m => m < fixedAt.Length ? fixedAt[m] : 0)],
            [.. Enumerable.Range(0, asked.Count).Select(m => m < before.Length ? before[m].Where(b => b > 0).Select(b => b - 1).ToArray() : [])]);
    }

    public static Guid Id(int kind, int number) => new(kind, 0, 0, 0, 0, 0, 0, (byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number);

    /// <summary>The same as a fair of ours: every meeting a must, every participant a party of one, breaks counted over lunch.</summary>
    public TimetableProblem Problem(int? breaksDifferBy)
    {
        var all = SlotSet.First(Slots);
        var sessions = new Dictionary<int, SlotSet?> { [1] = SlotSet.First(MorningSlots), [2] = all - SlotSet.First(MorningSlots) };
        var start = new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        return new TimetableProblem(
            [.. Enumerable.Range(0, Slots).Select(t => new Slot(Id(1, t), start.AddMinutes(20 * t), start.AddMinutes(20 * (t + 1)), 0, 0))],
            [.. Enumerable.Range(0, People).Select(p => new Attendee(Id(2, p), all - SlotSet.Of(Forbidden[p])))],
            [.. Enumerable.Range(0, Tables).Select(k => new FairTable(Id(3, k), Id(6, 0), all))],
            [
                .. Meetings.Select((m, i) => new Demand(Id(4, i), new(Id(5, m.One), [Id(2, m.One)]), new(Id(5, m.Other), [Id(2, m.Other)]))
                {
                    Must = true,
                    MayStart = sessions.GetValueOrDefault(m.Session),
                    AtSlot = Fixed[i] > 0 ? Fixed[i] - 1 : null,
                }),
            ])
        {
            Precedences = [.. Before.SelectMany((earlier, i) => earlier.Select(e => new Precedence(Id(4, e), Id(4, i))))],
            Rules = new FairRules { Goals = [Goal.Breaks], BreaksDifferBy = breaksDifferBy, BreaksAcrossSessions = true },
        };
    }

    private static int[] Numbers(string text) => [.. Number().Matches(text).Select(n => int.Parse(n.Value, CultureInfo.InvariantCulture))];

    /// <summary>A set as MiniZinc writes it between braces: numbers, or ranges like 3..5.</summary>
    private static int[] Expand(string set) =>
        [.. Range().Matches(set).SelectMany(r => r.Groups[2].Success ? Enumerable.Range(Int(r, 1), Int(r, 2) - Int(r, 1) + 1) : [Int(r, 1)])];

    private static int Int(Match match, int group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"%[^\n]*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\{([^}]*)\}")]
    private static partial Regex Braces();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();

    [GeneratedRegex(@"(\d+)(?:\s*\.\.\s*(\d+))?")]
    private static partial Regex Range();
}
