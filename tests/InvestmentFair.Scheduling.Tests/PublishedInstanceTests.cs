namespace InvestmentFair.Scheduling.Tests;

/// <summary>The published instances are not ours to pass on; where they lie beside the repository they are solved.</summary>
public class PublishedInstanceTests
{
    private static readonly string Folder = Path.Combine(Root(), "..", "shared", "data", "b2bsp");

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "InvestmentFair.sln"))) folder = folder.Parent;
        return folder?.FullName ?? AppContext.BaseDirectory;
    }

    [Theory]
    [InlineData("tic-12", 0)]
    [InlineData("tic-12crafc", 0)]
    [InlineData("forumt-14crafd", 4)]
    [InlineData("forumt-14", 5)]
    [InlineData("tic-13crafc", 4)]
    [InlineData("ticf-13crafc", 1)]
    public void The_published_optimum_is_found_and_proven(string name, int optimum)
    {
        var file = Path.Combine(Folder, name + ".original.dzn");
        Assert.SkipUnless(File.Exists(file), "The published instances are not beside the repository (../shared/data/b2bsp).");
        var problem = Benchmarks.Timetables.DznInstance.Read(file).Problem(breaksDifferBy: 2);

        var solution = Scheduler.Solve(problem, new() { Time = TimeSpan.FromSeconds(30) }, cancel: TestContext.Current.CancellationToken);

        Assert.Empty(TimetableCheck.Breaches(problem, solution.Timetable));
        Assert.Equal((Verdict.Optimal, optimum), (solution.Verdict, solution.Scores[0].Value));
    }
}
