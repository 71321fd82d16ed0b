using InvestmentFair.Benchmarks.Timetables;

namespace InvestmentFair.Scheduling.Tests;

/// <summary>What the verb prints and writes is what others check the engine by.</summary>
public sealed class B2bTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("b2b").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Instance(string name, string text)
    {
        var path = Path.Combine(_folder, name + ".dzn");
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>The first two meet the other two, each of them.</summary>
    private string Four(string name, int slots) => Instance(name, $$"""
        nBusiness = 4; nTables = 2; nTotalSlots = {{slots}}; nMorningSlots = {{slots}};
        requested = [|1,3,3|1,4,3|2,3,3|2,4,3|];
        """);

    private static (string Said, int Code) Run(params string[] args)
    {
        using var said = new StringWriter();
        var code = B2b.Run(args, said);
        return (said.ToString(), code);
    }

    [Fact]
    public void A_line_says_what_is_proven_and_the_timetable_is_written_as_it_was_found()
    {
        var (said, code) = Run(Four("two", 2), Four("short", 1), "--seconds", "5", "--workers", "1", "--out", Path.Combine(_folder, "out"));

        var lines = said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal((0, "instance,status,objective,bound,seconds"), (code, lines[0]));
        Assert.Matches(@"^two,OPTIMAL,0,0,\d+\.\d\d$", lines[1]);
        Assert.Matches(@"^short,UNSAT,,,\d+\.\d\d$", lines[2]);
        var written = File.ReadAllLines(Path.Combine(_folder, "out", "two.csv"));
        Assert.Equal("meeting,slot,table", written[0]);
        var rows = written[1..].Select(line => line.Split(',').Select(int.Parse).ToArray()).ToList();
        Assert.Equal([1, 2, 3, 4], rows.Select(r => r[0]));
        Assert.All(rows, r => Assert.True(r[1] is 1 or 2 && r[2] is 1 or 2));
        // The first meets the third in one slot and the fourth in the other, as the second does.
        Assert.NotEqual(rows[0][1], rows[1][1]);
        Assert.Equal(rows[0][1], rows[3][1]);
        Assert.Equal(4, rows.Select(r => (r[1], r[2])).Distinct().Count());
        Assert.False(File.Exists(Path.Combine(_folder, "out", "short.csv")));
    }

    [Fact]
    public void Breaks_differ_by_two_unless_another_limit_or_none_is_given()
    {
        // The first is free in every second slot only and has three breaks; the others have one meeting each and none.
        var path = Instance("gaps", """
            nBusiness = 5; nTables = 2; nTotalSlots = 7; nMorningSlots = 7;
            requested = [|1,2,3|1,3,3|1,4,3|1,5,3|];
            forbidden = [{2,4,6},{0},{0},{0},{0}];
            """);

        Assert.Contains("gaps,UNSAT", Run(path, "--seconds", "5").Said, StringComparison.Ordinal);
        Assert.Contains("gaps,OPTIMAL,3,3", Run(path, "--seconds", "5", "--fairness", "3").Said, StringComparison.Ordinal);
        Assert.Contains("gaps,OPTIMAL,3,3", Run(path, "--seconds", "5", "--fairness", "none").Said, StringComparison.Ordinal);
    }
}
