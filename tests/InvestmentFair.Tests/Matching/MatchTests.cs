using CsCheck;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.Ledger;
using InvestmentFair.Matching;
using InvestmentFair.Projects;

namespace InvestmentFair.Tests.Matching;

/// <summary>The arithmetic of matching, for needs, offers and weights of every kind.</summary>
public sealed class MatchTests
{
    private static readonly string[] Sectors = ["C2110", "C2130", "C2190", "C3872", "C38", "H6110", "G5930"];

    private static readonly Gen<DateOnly?> Day = Maybe(Gen.Int[0, 2000].Select(d => new DateOnly(2026, 1, 1).AddDays(d)));

    private static readonly Gen<EnvironmentClass?> Class = Maybe(Gen.Enum<EnvironmentClass>());

    private static readonly Gen<Wanted> Needs = Gen.Select(MaybeText(), Maybe(Gen.Int[1, 50_000]), Maybe(Gen.Int[10, 200]), Maybe(Gen.Int[1, 9000]), Maybe(Gen.Int[1, 900]), Class, Day,
        (sector, area, height, power, jobs, environment, by) => new Wanted(sector, area, height / 10m, power, jobs, environment, by));

    private static readonly Gen<Offered> Offers = Gen.Select(MaybeText(), Maybe(Gen.Int[0, 50_000]), Maybe(Gen.Int[0, 200]), Maybe(Gen.Int[0, 9000]), Maybe(Gen.Int[0, 900]), Class, Day, Gen.Int[1, 99],
        (sector, area, height, power, jobs, limit, ready, code) =>
            new Offered(OfferKind.Plant, Guid.CreateVersion7(), $"IP-{code:00}", new Bilingual("厂房"), sector, area, height / 10m, power, jobs, limit, ready));

    private static readonly Gen<MatchWeights> Weights = Gen.Select(Gen.Int[0, 100].Array[7], Gen.Int[0, 99],
        (of, unknown) => new MatchWeights(Enum.GetValues<MatchTerm>().Zip(of).ToDictionary(p => p.First, p => p.Second), unknown));

    [Fact]
    public void A_score_and_the_points_of_each_term_lie_between_0_and_100() => Gen.Select(Needs, Offers, Weights).Sample((need, offer, weights) =>
    {
        var match = Match.Of(need, offer, weights);
        return match.Score is >= 0 and <= 100 && match.Terms.All(t => t.Points is >= 0 and <= 100) && match.Terms.Count == Enum.GetValues<MatchTerm>().Count(need.Asks);
    });

    [Fact]
    public void The_shares_of_the_weights_are_of_one_whole() => Gen.Select(Needs.Where(n => !n.IsEmpty), Weights).Sample((need, weights) =>
    {
        var asked = Enum.GetValues<MatchTerm>().Where(need.Asks).ToList();
        var shares = weights.Shares(asked);
        return Math.Abs(shares.Values.Sum() - 1) < 1e-9 && shares.Values.All(s => s is >= 0 and <= 1) && shares.Count == asked.Count;
    });

    [Fact]
    public void More_points_in_one_term_never_lower_the_score() => Gen.Select(Needs.Where(n => !n.IsEmpty), Offers, Weights, Gen.Int[0, 6], Gen.Int[1, 100]).Sample((need, offer, weights, which, more) =>
    {
        var terms = Match.Of(need, offer, weights).Terms.ToList();
        var before = Match.Sum(terms);
        var at = which % terms.Count;
        terms[at] = terms[at] with { Points = Math.Min(100, terms[at].Points + more) };
        return Match.Sum(terms) >= before;
    });

    [Fact]
    public void A_better_fact_never_costs_points() => Gen.Select(Needs, Offers, Weights, Gen.Int[0, 4], Gen.Int[1, 5000]).Sample((need, offer, weights, which, more) =>
    {
        var better = which switch
        {
            0 => offer with { AreaM2 = offer.AreaM2 + more },
            1 => offer with { HeightM = offer.HeightM + more / 100m },
            2 => offer with { PowerKva = offer.PowerKva + more },
            3 => offer with { Jobs = offer.Jobs + more },
            _ => offer with { ReadyOn = offer.ReadyOn?.AddDays(-more) },
        };
        return Match.Of(need, better, weights).Score >= Match.Of(need, offer, weights).Score;
    });

    [Fact]
    public void What_is_not_known_counts_as_set_and_never_in_full() => Gen.Select(Needs, Offers, Weights).Sample((need, offer, weights) =>
        Match.Of(need, offer, weights).Of(Fit.Unknown).All(t => t.Points == weights.Unknown && t.Points < 100));

    [Fact]
    public void The_order_is_the_same_however_the_offers_come_and_what_misses_comes_last() => Gen.Select(Needs, Offers.Array[0, 12], Weights, Gen.Int[0, 1000]).Sample((need, offers, weights, seed) =>
    {
        var unique = offers.DistinctBy(o => o.Code).ToArray();
        var shuffled = (Offered[])unique.Clone();
        new Random(seed).Shuffle(shuffled);
        var ranked = Match.Rank(need, unique, weights);
        return ranked.Select(m => m.Offer.Code).SequenceEqual(Match.Rank(need, shuffled, weights).Select(m => m.Offer.Code))
            && ranked.SkipWhile(m => !m.IsMissed).All(m => m.IsMissed)
            && ranked.GroupBy(m => m.IsMissed).All(g => g.Zip(g.Skip(1)).All(p => p.First.Score >= p.Second.Score));
    });

    [Fact]
    public void The_pinned_come_first_the_hidden_apart_and_no_score_moves() => Gen.Select(Needs, Offers.Array[0, 12], Weights, Gen.Enum<Mark>().Array[12]).Sample((need, offers, weights, marks) =>
    {
        var needId = Guid.CreateVersion7();
        var ranked = Match.Rank(need, offers.DistinctBy(o => o.Code), weights).Zip(marks, (m, mark) => new MarkedMatch<Offered>(m.Offer, m,
            MatchMark.Standing([MatchMark.Put(needId, m.Offer.Kind, m.Offer.Id, mark, "示例", new(2026, 11, 2)).Value!], needId, m.Offer.Kind, m.Offer.Id))).ToList();
        var (shown, hidden) = Marking.Apply(ranked);
        return hidden.All(m => m.IsHidden) && shown.All(m => !m.IsHidden) && shown.Count + hidden.Count == ranked.Count
            && shown.SkipWhile(m => m.IsPinned).All(m => !m.IsPinned)
            && shown.Where(m => !m.IsPinned).SequenceEqual(ranked.Where(m => m.Mark is null))
            && shown.Concat(hidden).Sum(m => m.Match.Score) == ranked.Sum(m => m.Match.Score);
    });

    [Theory]
    [InlineData("C2110", 100, Fit.Met)]
    [InlineData("C2119", 85, Fit.Short)]
    [InlineData("C2190", 65, Fit.Short)]
    [InlineData("C3872", 25, Fit.Short)]
    [InlineData("H6110", 0, Fit.Short)]
    [InlineData(null, 30, Fit.Unknown)]
    public void A_sector_counts_by_how_much_of_its_code_is_shared(string? offer, int points, Fit fit)
    {
        var term = Of(new Wanted(SectorCode: "C2110"), o => o with { SectorCode = offer });

        Assert.Equal((points, fit), (term.Points, term.Fit));
    }

    [Fact]
    public void Each_term_says_why_in_both_languages()
    {
        Assert.Equal(("层高 9 m ≥ 需要 8 m", "Height 9 m ≥ 8 m wanted"), Said(new Wanted(HeightM: 8), o => o with { HeightM = 9 }));
        Assert.Equal(("层高 7.5 m，低 0.5 m", "Height 7.5 m, 0.5 m too low"), Said(new Wanted(HeightM: 8), o => o with { HeightM = 7.5m }));
        Assert.Equal(("供电 800 kVA，缺 200 kVA", "Power 800 kVA, 200 kVA short"), Said(new Wanted(PowerKva: 1000), o => o with { PowerKva = 800 }));
        Assert.Equal(("用工 120 人，缺 30 人", "Workers 120, 30 short"), Said(new Wanted(Jobs: 150), o => o with { Jobs = 120 }));
        Assert.Equal(("用工 1,600 人 ≥ 需要 150 人", "Workers 1,600 ≥ 150 wanted"), Said(new Wanted(Jobs: 150), o => o with { Jobs = 1600 }));
        Assert.Equal(("用工：资料未填报，按 30 分计", "Workers: not known, counted as 30"), Said(new Wanted(Jobs: 150), o => o));
        Assert.Equal(("建筑面积：资料未填报，按 30 分计", "Building area: not known, counted as 30"), Said(new Wanted(AreaM2: 1000), o => o with { AreaM2 = null }));
        Assert.Equal(("最高只能办“登记表”，需要“报告书”", "Only up to “Registration” possible, “Report book” wanted"),
            Said(new Wanted(Environment: EnvironmentClass.ReportBook), o => o with { EnvironmentLimit = EnvironmentClass.Registration }));
        Assert.Equal(("2027-06-30 可进场，晚 30 天", "Ready on 2027-06-30, 30 days late"), Said(new Wanted(MoveBy: new(2027, 5, 31)), o => o with { ReadyOn = new(2027, 6, 30) }));
        Assert.Equal(("木质家具制造，需要家具：同一大类", "Wooden furniture, wanted Furniture: the same division"),
            Said(new Wanted(SectorCode: "C2190") { SectorName = new("家具", "Furniture") }, o => o with { SectorCode = "C2110", SectorName = new("木质家具制造", "Wooden furniture") }));
    }

    [Fact]
    public void Too_low_a_hall_is_missed_and_worth_at_most_half_while_power_can_be_added()
    {
        var height = Of(new Wanted(HeightM: 8), o => o with { HeightM = 7.9m });
        var power = Of(new Wanted(PowerKva: 1000), o => o with { PowerKva = 990 });

        Assert.Equal((Fit.Missed, 49), (height.Fit, height.Points));
        Assert.Equal((Fit.Short, 99), (power.Fit, power.Points));
    }

    [Fact]
    public void Of_equals_the_one_with_less_to_spare_stands_first()
    {
        var (hall, park) = (Plant() with { Code = "B-HALL", AreaM2 = 8600 }, Plant() with { Code = "A-PARK", AreaM2 = 120_000 });

        Assert.Equal(["B-HALL", "A-PARK"], Match.Rank(new Wanted(AreaM2: 7900), [park, hall], MatchWeights.Default).Select(m => m.Offer.Code));
    }

    [Fact]
    public void Weights_are_those_of_the_day_and_a_fairs_own_stand_before_the_countys()
    {
        var fair = Guid.NewGuid();
        FairSetting Set(Guid subject, DateOnly from, string value) => new() { SubjectId = subject, Setting = Setting.MatchHeight, Value = value, HoldsFrom = from };
        IReadOnlyList<FairSetting> entries = [Set(FairSetting.County, new(2026, 1, 1), "40"), Set(FairSetting.County, new(2027, 1, 1), "50"), Set(fair, new(2026, 6, 1), "90")];

        Assert.Equal(15, MatchWeights.Read(entries, null, new AsOf(new(2025, 12, 31))).Of[MatchTerm.Height]);
        Assert.Equal(40, MatchWeights.Read(entries, null, new AsOf(new(2026, 12, 31))).Of[MatchTerm.Height]);
        Assert.Equal(50, MatchWeights.Read(entries, null, new AsOf(new(2027, 1, 1))).Of[MatchTerm.Height]);
        Assert.Equal(90, MatchWeights.Read(entries, fair, new AsOf(new(2027, 1, 1))).Of[MatchTerm.Height]);
    }

    [Theory]
    [InlineData(Setting.MatchHeight, "101", "setting.weight")]
    [InlineData(Setting.MatchHeight, "a", "setting.weight")]
    [InlineData(Setting.MatchUnknown, "100", "setting.points")]
    [InlineData(Setting.MatchHeight, "0", null)]
    [InlineData(Setting.MatchUnknown, "99", null)]
    public void A_weight_is_a_number_from_0_to_100_and_the_unknown_never_counts_in_full(Setting setting, string value, string? refusal) =>
        Assert.Equal(refusal, SettingRule.Of(setting).Refuses(value)?.Code);

    [Fact]
    public void A_mark_needs_a_reason_and_the_last_one_stands()
    {
        var (need, plant) = (Guid.NewGuid(), Guid.NewGuid());
        Assert.Equal(MatchRefusals.NoReason, MatchMark.Put(need, OfferKind.Plant, plant, Mark.Pinned, " ", new(2026, 11, 2)).Refusal);
        var pinned = MatchMark.Put(need, OfferKind.Plant, plant, Mark.Pinned, "看过", new(2026, 11, 1)).Value!;
        var taken = MatchMark.Put(need, OfferKind.Plant, plant, Mark.None, "不再考虑", new(2026, 11, 2)).Value!;

        Assert.Same(pinned, MatchMark.Standing([pinned], need, OfferKind.Plant, plant));
        Assert.Null(MatchMark.Standing([pinned], need, OfferKind.Carrier, plant));
        Assert.Null(MatchMark.Standing([pinned, taken], need, OfferKind.Plant, plant));
    }

    [Theory]
    [InlineData("7,900㎡", "8.0米", "1600kVA", 7900, 8.0, 1600)]
    [InlineData("７９００", "8", " 1600 ", 7900, 8.0, 1600)]
    public void A_need_is_read_as_people_type_it(string area, string height, string power, int m2, double metres, int kva)
    {
        var read = WantedRead.Read(new WantedAsked("C2110", area, height, power, "175", "reportform", "2028-03-31"));

        Assert.Empty(read.Ignored);
        Assert.Equal(new Wanted("C2110", m2, (decimal)metres, kva, 175, EnvironmentClass.ReportForm, new(2028, 3, 31)), read.Wanted);
    }

    [Theory]
    [InlineData("' OR 1=1", "-3", "1e9", "99999999999", "3", "31.02.2028")]
    [InlineData("c2110", "0", "\ud800", "NaN", "Something", "0001-01-01")]
    public void What_cannot_be_read_is_left_out_and_said(string industry, string area, string height, string power, string env, string by)
    {
        var read = WantedRead.Read(new WantedAsked(industry, area, height, power, null, env, by));

        Assert.True(read.Wanted.IsEmpty);
        Assert.Equal(6, read.Ignored.Count);
    }

    private static TermMatch Of(Wanted need, Func<Offered, Offered> change) => Assert.Single(Match.Of(need, change(Plant()), MatchWeights.Default).Terms);

    private static (string, string) Said(Wanted need, Func<Offered, Offered> change) => Of(need, change) is var term ? (term.Zh, term.En) : default;

    private static Offered Plant() => new(OfferKind.Plant, Guid.CreateVersion7(), "IP-A", new Bilingual("厂房"));

    private static Gen<T?> Maybe<T>(Gen<T> of) where T : struct => Gen.Select(Gen.Bool, of, (yes, value) => yes ? value : (T?)null);

    private static Gen<string?> MaybeText() => Gen.Select(Gen.Bool, Gen.Int[0, Sectors.Length - 1], (yes, which) => yes ? Sectors[which] : null);
}
