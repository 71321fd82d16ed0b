using CsCheck;
using InvestmentFair.Kernel;

namespace InvestmentFair.Tests.Kernel;

public sealed class MergeTests
{
    private static readonly Gen<IReadOnlyDictionary<string, string>> Forms =
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[0, 2]).Select((a, b, c) => (IReadOnlyDictionary<string, string>)new Dictionary<string, string> { ["A"] = $"{a}", ["B"] = $"{b}", ["C"] = $"{c}" });

    [Fact]
    public void What_only_one_of_two_changed_is_taken_without_asking_and_what_both_changed_differently_is_asked() =>
        Gen.Select(Forms, Forms, Forms).Sample((opened, mine, theirs) =>
        {
            var merge = Merge.Of(opened, mine, theirs).ToDictionary(f => f.Field);
            foreach (var field in opened.Keys)
            {
                var (was, my, their) = (opened[field], mine[field], theirs[field]);
                if (!merge.TryGetValue(field, out var merged))
                {
                    Assert.True(was == my && was == their);
                    continue;
                }

                Assert.Equal(my != was && their != was && my != their, merged.IsConflict);
                if (my == was) Assert.Equal(their, merged.Merged);
                if (their == was || my == their) Assert.Equal(my, merged.Merged);
            }
        });

    [Fact]
    public void Line_breaks_of_the_browser_are_no_change() =>
        Assert.Empty(Merge.Of(Note("一\r\n二"), Note("一\n二"), Note("一\r\n二")));

    [Fact]
    public void Sums_that_differ_by_a_fen_are_not_the_same_though_they_read_alike_in_prose()
    {
        var (one, other) = (new InvestmentFair.Projects.ProjectForm { Total = new Money(Money.FenPerYi) }, new InvestmentFair.Projects.ProjectForm { Total = new Money(Money.FenPerYi + 1) });
        Assert.Equal(one.Total.Value.Prose, other.Total.Value.Prose);
        Assert.Single(one.Against(other));
    }

    private static Dictionary<string, string> Note(string text) => new() { ["Note"] = text };
}
