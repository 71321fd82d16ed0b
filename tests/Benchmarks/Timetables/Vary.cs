using System.Globalization;
using System.Text;

namespace InvestmentFair.Benchmarks.Timetables;

/// <summary>
/// vary FILE… --family forbidden|fixed|precedences --percent P [--seed n] --out DIR: instances of the published families, made from
/// the originals: P % of all places of participants forbidden, of meetings fixed to a random slot of their session, or of meetings
/// put behind another of the same participant. Some have no timetable, as some of the published ones have none.
/// </summary>
internal static class Vary
{
    public static int Run(string[] args)
    {
        var options = new Options(args);
        var (family, percent, folder) = (options.Text("family", "forbidden"), options.Number("percent", 5), options.Text("out", "."));
        Directory.CreateDirectory(folder);
        foreach (var file in options.Rest)
        {
            var instance = DznInstance.Read(file);
            var random = new Random(options.Number("seed", 1));
            var varied = family switch
            {
                "forbidden" => Forbid(instance, percent, random),
                "fixed" => Fix(instance, percent, random),
                _ => Order(instance, percent, random),
            };
            File.WriteAllText(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{instance.Name}.{family}{percent}.dzn")), Text(varied));
        }

        return 0;
    }

    private static DznInstance Forbid(DznInstance instance, int percent, Random random)
    {
        // Everybody keeps a slot for each meeting: less would be refused by counting alone.
        var needed = Enumerable.Range(0, instance.People).Select(p => instance.Meetings.Count(m => m.One == p || m.Other == p)).ToArray();
        var forbidden = instance.Forbidden.Select(f => f.ToHashSet()).ToArray();
        for (var left = instance.People * instance.Slots * percent / 100; left > 0; left--)
        {
            var p = random.Next(instance.People);
            if (instance.Slots - forbidden[p].Count > needed[p]) forbidden[p].Add(random.Next(instance.Slots));
        }

        return instance with { Forbidden = [.. forbidden.Select(f => f.Order().ToArray())] };
    }

    private static DznInstance Fix(DznInstance instance, int percent, Random random)
    {
        var fixedAt = instance.Fixed.ToArray();
        var taken = new HashSet<(int, int)>();
        var tables = new int[instance.Slots];
        foreach (var m in Some(instance, percent, random))
        {
            var (one, other, session) = instance.Meetings[m];
            var open = Enumerable.Range(0, instance.Slots).Where(t => (session == 1 ? t < instance.MorningSlots : session != 2 || t >= instance.MorningSlots)
                && tables[t] < instance.Tables && !taken.Contains((one, t)) && !taken.Contains((other, t)) && !instance.Forbidden[one].Contains(t) && !instance.Forbidden[other].Contains(t)).ToArray();
            if (open.Length == 0) continue;
            var at = open[random.Next(open.Length)];
            (tables[at], fixedAt[m]) = (tables[at] + 1, at + 1);
            taken.Add((one, at));
            taken.Add((other, at));
        }

        return instance with { Fixed = fixedAt };
    }

    private static DznInstance Order(DznInstance instance, int percent, Random random)
    {
        // Behind a meeting of smaller number in a random order of all: there is never a circle.
        var rank = Enumerable.Range(0, instance.Meetings.Count).OrderBy(_ => random.Next()).ToArray();
        var before = instance.Before.ToArray();
        foreach (var m in Some(instance, percent, random))
        {
            var (one, other, _) = instance.Meetings[m];
            var earlier = Enumerable.Range(0, rank.Length).Where(e => rank[e] < rank[m] && (instance.Meetings[e].One == one || instance.Meetings[e].Other == one || instance.Meetings[e].One == other || instance.Meetings[e].Other == other)).ToArray();
            if (earlier.Length > 0) before[m] = [earlier[random.Next(earlier.Length)]];
        }

        return instance with { Before = before };
    }

    private static IEnumerable<int> Some(DznInstance instance, int percent, Random random) =>
        Enumerable.Range(0, instance.Meetings.Count).OrderBy(_ => random.Next()).Take(instance.Meetings.Count * percent / 100);

    private static string Text(DznInstance i)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"nBusiness = {i.People};\nnMeetings = {i.Meetings.Count};\nnTables = {i.Tables};\nnTotalSlots = {i.Slots};\nnMorningSlots = {i.MorningSlots};");
        text.AppendLine("requested = [|" + string.Join("\n|", i.Meetings.Select(m => $"{m.One + 1},{m.Other + 1},{m.Session},")) + "|];");
        text.AppendLine("forbidden = [" + string.Join(",\n", i.Forbidden.Select(f => "{" + string.Join(",", f.Length == 0 ? [0] : f.Select(t => t + 1)) + "}")) + "];");
        text.AppendLine("fixed = [" + string.Join(",", i.Fixed) + "];");
        text.AppendLine("precedences = [" + string.Join(",\n", i.Before.Select(b => "{" + string.Join(",", b.Select(m => m + 1)) + "}")) + "];");
        return text.ToString();
    }
}
