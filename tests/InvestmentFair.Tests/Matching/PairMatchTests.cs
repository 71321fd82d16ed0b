using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.Ledger;
using InvestmentFair.Matching;

namespace InvestmentFair.Tests.Matching;

/// <summary>Why an enterprise and what the county offers ought to meet: each term, its points and its words.</summary>
public sealed class PairMatchTests
{
    private static readonly PairInvestor Firm = new(Guid.CreateVersion7(), "KS-0001", new Bilingual("企业", "Firm"), "C2110")
    {
        SectorName = new("木质家具制造", "Wooden furniture"),
    };

    private static readonly PairSubject Project = new(Guid.CreateVersion7(), "LC-C01", new Bilingual("项目", "Project"), IsPlant: false, "140524101", "C2110")
    {
        SectorName = new("家具制造", "Furniture"),
        Township = new("礼义镇", "Liyi"),
        Sought = Money.FromWan(10_000),
        Modes = new Dictionary<string, Bilingual> { ["equity"] = new("股权合作", "Equity"), ["lease"] = new("租赁", "Lease") },
    };

    [Theory]
    [InlineData("C2110", 100, Fit.Met)]
    [InlineData("C2190", 65, Fit.Short)]
    [InlineData("C3872", 25, Fit.Short)]
    [InlineData("H6110", 0, Fit.Short)]
    [InlineData(null, 30, Fit.Unknown)]
    public void A_sector_counts_by_how_much_of_its_code_is_shared(string? of, int points, Fit fit)
    {
        Assert.Equal((points, fit), Judged(PairTerm.Sector, Firm, Project with { SectorCode = of }));
        Assert.Equal((points, fit), Judged(PairTerm.Sector, Firm with { SectorCode = of }, Project));
    }

    [Theory]
    [InlineData(10_000, 100, Fit.Met)]
    [InlineData(20_000, 100, Fit.Met)]
    [InlineData(5_000, 100, Fit.Met)]
    [InlineData(20_001, 60, Fit.Short)]
    [InlineData(2_000, 60, Fit.Short)]
    [InlineData(1_999, 30, Fit.Short)]
    [InlineData(100_000, 30, Fit.Short)]
    [InlineData(999, 0, Fit.Short)]
    [InlineData(null, 30, Fit.Unknown)]
    [InlineData(0, 30, Fit.Unknown)]
    public void A_size_counts_by_how_many_times_one_sum_is_the_other(int? wan, int points, Fit fit) =>
        Assert.Equal((points, fit), Judged(PairTerm.Size, Firm with { Usual = wan is { } sum ? Money.FromWan(sum) : null }, Project));

    [Fact]
    public void The_usual_sum_is_the_one_in_the_middle()
    {
        Assert.Null(PairInvestor.Median([]));
        Assert.Equal(new Money(5), PairInvestor.Median([900, 1, 5]));
        Assert.Equal(new Money(4), PairInvestor.Median([3, 900, 5, 1]));
        Assert.Equal(new Money(long.MaxValue - 1), PairInvestor.Median([long.MaxValue, long.MaxValue - 2]));
    }

    [Fact]
    public void A_need_counts_by_the_one_that_the_place_serves_best_and_only_where_something_can_move_in()
    {
        var plant = Project with { IsPlant = true, Offer = new Offered(OfferKind.Plant, Project.Id, "IP-A", Project.Name, AreaM2: 5000, HeightM: 6) };
        var (fits, wide, high) = (new Wanted(AreaM2: 5000), new Wanted(AreaM2: 10_000), new Wanted(HeightM: 8));

        Assert.DoesNotContain(PairMatch.Of(Firm with { Needs = [fits] }, Project, PairWeights.Default).Terms, t => t.Term is PairTerm.Need);
        Assert.Equal((100, Fit.Met), Judged(PairTerm.Need, Firm with { Needs = [high, wide, fits] }, plant));
        Assert.Equal((50, Fit.Short), Judged(PairTerm.Need, Firm with { Needs = [wide] }, plant));
        Assert.Equal((37, Fit.Missed), Judged(PairTerm.Need, Firm with { Needs = [high] }, plant));
        Assert.True(PairMatch.Of(Firm with { Needs = [high] }, plant, PairWeights.Default).IsMissed);
        // What misses outright stands behind what only falls short, whatever they score.
        Assert.Equal((10, Fit.Short), Judged(PairTerm.Need, Firm with { Needs = [high, new Wanted(AreaM2: 50_000)] }, plant));
        Assert.Equal((30, Fit.Unknown), Judged(PairTerm.Need, Firm with { Needs = [new Wanted()] }, plant));
        Assert.Equal((30, Fit.Unknown), Judged(PairTerm.Need, Firm, plant));
    }

    [Fact]
    public void A_mode_and_a_township_count_where_they_have_been_talked_about()
    {
        var met = Firm with { Modes = new HashSet<string> { "lease" }, Townships = new HashSet<string> { "140524101" } };
        var elsewhere = Firm with { Modes = new HashSet<string> { "bot" }, Townships = new HashSet<string> { "140524104" } };

        Assert.Equal((100, Fit.Met), Judged(PairTerm.Mode, met, Project));
        Assert.Equal((0, Fit.Short), Judged(PairTerm.Mode, elsewhere, Project));
        Assert.Equal((30, Fit.Unknown), Judged(PairTerm.Mode, Firm, Project));
        Assert.Equal((100, Fit.Met), Judged(PairTerm.Location, met, Project));
        Assert.Equal((0, Fit.Short), Judged(PairTerm.Location, elsewhere, Project));
        Assert.Equal((30, Fit.Unknown), Judged(PairTerm.Location, Firm, Project));
        // Where it wishes to go comes before where it was.
        Assert.Equal((0, Fit.Short), Judged(PairTerm.Location, met with { Wished = Wishing("140524104", "平城镇", "Pingcheng") }, Project));
        Assert.Equal((100, Fit.Met), Judged(PairTerm.Location, elsewhere with { Wished = Wishing("140524101", "礼义镇", "Liyi") }, Project));
    }

    [Theory]
    [InlineData(100, Fit.Met)]
    [InlineData(0, Fit.Short)]
    public void What_came_of_the_last_meeting_counts_and_never_to_have_met_does_not(int points, Fit fit)
    {
        var met = Firm with { Talks = new Dictionary<Guid, Talk> { [Project.Id] = new("2025", points, new("达成意向", "Intent")) } };

        Assert.Equal((points, fit), Judged(PairTerm.MetBefore, met, Project));
        Assert.DoesNotContain(PairMatch.Of(met, Project with { Id = Guid.NewGuid() }, PairWeights.Default).Terms, t => t.Term is PairTerm.MetBefore);
    }

    [Fact]
    public void A_plant_seeks_no_sum_and_has_no_modes()
    {
        var plant = new PairSubject(Guid.NewGuid(), "IP-A", new Bilingual("厂房"), IsPlant: true, "140524101") { Offer = new Offered(OfferKind.Plant, Guid.NewGuid(), "IP-A", new Bilingual("厂房")) };

        Assert.Equal([PairTerm.Sector, PairTerm.Need, PairTerm.Location], PairMatch.Of(Firm, plant, PairWeights.Default).Terms.Select(t => t.Term));
    }

    [Fact]
    public void The_score_is_the_sum_of_points_by_their_shares()
    {
        var met = Firm with { Usual = Money.FromWan(30_000), Modes = new HashSet<string> { "lease" }, Townships = new HashSet<string> { "140524104" } };

        var match = PairMatch.Of(met, Project, PairWeights.Default);

        // Sector 25, size 15, mode 10, township 5 of 55.
        Assert.Equal((int)Math.Round((25 * 100 + 15 * 60 + 10 * 100 + 5 * 0) / 55d), match.Score);
        Assert.Equal(1, match.Terms.Sum(t => t.Share), 9);
        var even = new PairWeights(Enum.GetValues<PairTerm>().ToDictionary(t => t, _ => 0), MatchWeights.Default);
        Assert.Equal(65, PairMatch.Of(met, Project, even).Score);
    }

    [Fact]
    public void Weights_are_those_of_the_day_and_a_fairs_own_stand_before_the_countys()
    {
        var fair = Guid.NewGuid();
        FairSetting Set(Guid subject, Setting setting, string value) => new() { SubjectId = subject, Setting = setting, Value = value, HoldsFrom = new(2026, 1, 1) };
        IReadOnlyList<FairSetting> entries = [Set(FairSetting.County, Setting.PairSize, "40"), Set(fair, Setting.PairSize, "90"), Set(fair, Setting.MatchUnknown, "10")];

        Assert.Equal(15, PairWeights.Read(entries, null, new AsOf(new(2025, 12, 31))).Of[PairTerm.Size]);
        Assert.Equal((40, 30), (PairWeights.Read(entries, null, AsOf.Latest).Of[PairTerm.Size], PairWeights.Read(entries, null, AsOf.Latest).Unknown));
        Assert.Equal((90, 10), (PairWeights.Read(entries, fair, AsOf.Latest).Of[PairTerm.Size], PairWeights.Read(entries, fair, AsOf.Latest).Unknown));
    }

    [Fact]
    public void Each_term_says_why_in_both_languages()
    {
        var plant = Project with { IsPlant = true, Offer = new Offered(OfferKind.Plant, Project.Id, "IP-A", Project.Name, AreaM2: 5000, HeightM: 6) };
        var met = Firm with { Usual = Money.FromWan(12_000), Modes = new HashSet<string> { "lease" }, Townships = new HashSet<string> { "140524101" }, Talks = new Dictionary<Guid, Talk> { [Project.Id] = new("2025", 100, new("达成意向", "Intent")) } };

        Assert.Equal(("木质家具制造与家具制造：同一小类", "Wooden furniture and Furniture: the same class"), Said(PairTerm.Sector, Firm, Project));
        Assert.Equal(("行业：企业行业未填报，按 30 分计", "Sector: the enterprise names no sector, counted as 30"), Said(PairTerm.Sector, Firm with { SectorCode = null }, Project));
        Assert.Equal(("企业以往规模1.2亿元，拟引资1亿元：相当", "CNY 120 million so far, CNY 100 million sought: much the same"), Said(PairTerm.Size, met, Project));
        Assert.Equal(("企业以往规模与拟引资1亿元：相当", "Its sums so far and the CNY 100 million sought: much the same"), Said(PairTerm.Size, met with { TellsUsual = false }, Project));
        Assert.Equal(("谈过同样的合作方式：租赁", "Has talked about the same mode: Lease"), Said(PairTerm.Mode, met, Project));
        Assert.Equal(("在礼义镇谈过", "Has met about Liyi before"), Said(PairTerm.Location, met, Project));
        Assert.Equal(("礼义镇是企业的意向乡镇", "Liyi is where the enterprise wishes to go"), Said(PairTerm.Location, met with { Wished = Wishing("140524101", "礼义镇", "Liyi") }, Project));
        Assert.Equal(("企业意向乡镇为平城镇，不含礼义镇", "Wishes to go to Pingcheng, not to Liyi"), Said(PairTerm.Location, met with { Wished = Wishing("140524104", "平城镇", "Pingcheng") }, Project));
        Assert.Equal(("2025 届洽谈：达成意向", "Met at the fair of 2025: Intent"), Said(PairTerm.MetBefore, met, Project));
        Assert.Equal(("与转移需求匹配 37 分：层高 6 m，低 2 m", "Fits its need with 37 points: Height 6 m, 2 m too low"), Said(PairTerm.Need, Firm with { Needs = [new Wanted(HeightM: 8)] }, plant));
        Assert.Equal(("与转移需求匹配 100 分：各项都满足", "Fits its need with 100 points: all of it is met"), Said(PairTerm.Need, Firm with { Needs = [new Wanted(HeightM: 6)] }, plant));
    }

    [Fact]
    public void A_mark_needs_a_reason_lies_between_0_and_100_and_the_last_one_stands()
    {
        var (fair, pair, day) = (Guid.NewGuid(), new PairOf(Guid.NewGuid(), Guid.NewGuid(), IsPlant: true), new DateOnly(2026, 11, 2));
        Assert.Equal(MatchRefusals.NoReason, PairMark.Put(fair, pair, Mark.Pinned, null, " ", day).Refusal);
        Assert.Equal(MatchRefusals.ScoreOutside, PairMark.Put(fair, pair, Mark.None, 101, "见过", day).Refusal);
        var scored = PairMark.Put(fair, pair, Mark.None, 0, "老板说过不来", day).Value!;
        var pinned = PairMark.Put(fair, pair, Mark.Pinned, null, "改了主意", day.AddDays(1)).Value!;
        var taken = PairMark.Put(fair, pair, Mark.None, null, "不必标记", day.AddDays(2)).Value!;

        Assert.Equal((pair.InvestorId, null, pair.SubjectId), (scored.SubjectId, scored.ProjectId, scored.PlantId!.Value));
        Assert.Same(scored, PairMark.Standing([scored]));
        Assert.Same(pinned, PairMark.Standing([scored, pinned]));
        Assert.Null(PairMark.Standing([scored, pinned, taken]));
    }

    private static PairTermMatch Term(PairTerm term, PairInvestor firm, PairSubject subject) => PairMatch.Of(firm, subject, PairWeights.Default).Terms.Single(t => t.Term == term);

    private static (int, Fit) Judged(PairTerm term, PairInvestor firm, PairSubject subject) => Term(term, firm, subject) is var t ? (t.Points, t.Fit) : default;

    private static (string, string) Said(PairTerm term, PairInvestor firm, PairSubject subject) => Term(term, firm, subject) is var t ? (t.Zh, t.En) : default;

    private static Dictionary<string, Bilingual> Wishing(string code, string zh, string en) => new() { [code] = new(zh, en) };
}
