using InvestmentFair.Access;
using InvestmentFair.Kernel;
using InvestmentFair.Palette;
using InvestmentFair.People;

namespace InvestmentFair.Benchmarks;

/// <summary>What the palette asks for each key, over many people who are all guests. To be under 50 ms.</summary>
internal static class PaletteMeasure
{
    private const double Target = 50;

    public static async Task<int> RunAsync(int people)
    {
        var targets = new Targets();
        var actor = new Actor(Guid.CreateVersion7(), "benchmark", Role.Organizer);
        foreach (var (name, crowd) in await Crowd.OnBothAsync())
        {
            await using (crowd)
            {
                Console.WriteLine($"{name}, {people} people, each a guest");
                await crowd.AddGuestsAsync(people);
                var palette = new PaletteQueries(crowd.Contexts, new FairClock(TimeProvider.System));
                var names = Enumerable.Range(0, 40).Select(_ => crowd.Person()).ToList();
                foreach (var (kind, typed) in new (string, IEnumerable<string>)[]
                {
                    ("name", names),
                    ("surname", names.Select(n => n[..1])),
                    ("pinyin", names.Select(n => Pinyin.KeyOfPerson(n).Replace(" ", "", StringComparison.Ordinal))),
                    ("initials", names.Select(n => string.Concat(Pinyin.KeyOfPerson(n).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(s => s[0])))),
                    ("one letter", "abcdefghjklmnpqrstwxyz".Select(c => c.ToString())),
                    ("number", Enumerable.Range(0, 40).Select(i => $"2027-X{i * 2111 % people:000000}")),
                    ("last four digits", Enumerable.Range(0, 40).Select(i => $"{i * 211:0000}")),
                })
                {
                    await Times.OfAsync(typed.Take(3), q => palette.FindAsync(actor, "2027", q, CancellationToken.None));
                    double[] times = [];
                    var cpu = await Times.CpuAsync(typed.Count(), async () => times = await Times.OfAsync(typed, q => palette.FindAsync(actor, "2027", q, CancellationToken.None)));
                    Console.WriteLine($"  {kind,-16} {times.Text()}, cpu {cpu:0.0} ms{targets.Under($"palette, {name}, {kind}, p95", times.At(0.95), Target)}");
                }
            }
        }

        return targets.End();
    }
}
