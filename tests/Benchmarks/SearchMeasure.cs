using InvestmentFair.Data;
using InvestmentFair.Search;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Benchmarks;

/// <summary>
/// Two-character searches over many projects, in the database: the newest fifty and all that match, beside LIKE over the same
/// texts. To be under 5 ms at the 95th percentile.
/// </summary>
internal static class SearchMeasure
{
    private const double Target = 5;

    public static async Task<int> RunAsync(int projects)
    {
        var targets = new Targets();
        foreach (var (name, crowd) in await Crowd.OnBothAsync())
        {
            await using (crowd)
            {
                Console.WriteLine($"{name}, {projects} projects");
                await crowd.AddProjectsAsync(projects);
                await using var db = crowd.Contexts.CreateDbContext();
                await db.Database.OpenConnectionAsync();

                // By rank of the word: the most frequent, the middle and the rare.
                var typed = new[] { 0, 100, 3000 }.SelectMany(from => crowd.Words.Skip(from).Take(25)).Select(w => w[..2]).ToList();
                SearchIndex.Part Newest(string q) => new(SearchWords.Read(q), [SearchText.Scope(SearchKind.Project)], Telephones: false, Whole: false, 50);
                await Times.OfAsync(typed.Take(5), q => SearchIndex.FindAsync(db, [Newest(q)], CancellationToken.None));
                var page = await Times.OfAsync(Enumerable.Repeat(typed, 3).SelectMany(q => q), q => SearchIndex.FindAsync(db, [Newest(q)], CancellationToken.None));
                var all = await Times.OfAsync(typed, q => SearchIndex.FindAsync(db, SearchWords.Read(q), [], CancellationToken.None));
                var like = await Times.OfAsync(typed.Where((_, i) => i % 5 == 0), q => db.Projects.Where(p => p.Name.Zh.Contains(q) || p.Background.Zh.Contains(q)).OrderByDescending(p => p.Id).Select(p => p.Id).Take(50).ToListAsync());
                Console.WriteLine($"  newest 50: {page.Text()}{targets.Under($"search, {name}, newest 50, p95", page.At(0.95), Target)}");
                Console.WriteLine($"  every hit: {all.Text()}");
                Console.WriteLine($"  baseline LIKE, newest 50: {like.Text()}");
            }
        }

        return targets.End();
    }
}
