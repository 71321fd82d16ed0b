using System.Globalization;
using CsCheck;
using InvestmentFair.Kernel;

namespace InvestmentFair.Tests.Kernel;

/// <summary>Days, times and sums as people type them, against Monday 2 November 2026.</summary>
public sealed class TypedTests
{
    private static readonly DateOnly Today = new(2026, 11, 2);
    private static readonly DateOnly FairDay = new(2027, 8, 2);

    public static TheoryData<string> Languages => [Language.Chinese, Language.English];

    [Theory]
    [InlineData("2027年8月2日", "2027-08-02")]
    [InlineData("2027-8-2", "2027-08-02")]
    [InlineData("2027/08/02", "2027-08-02")]
    [InlineData("2027.8.2", "2027-08-02")]
    [InlineData("20270802", "2027-08-02")]
    [InlineData("２０２７年８月２日", "2027-08-02")]
    [InlineData(" 2027 年 8 月 2 日 ", "2027-08-02")]
    [InlineData("2 Aug 2027", "2027-08-02")]
    [InlineData("August 2, 2027", "2027-08-02")]
    [InlineData("今天", "2026-11-02")]
    [InlineData("明天", "2026-11-03")]
    [InlineData("后天", "2026-11-04")]
    [InlineData("昨天", "2026-11-01")]
    [InlineData("tomorrow", "2026-11-03")]
    [InlineData("周五", "2026-11-06")]
    [InlineData("星期日", "2026-11-08")]
    [InlineData("下周五", "2026-11-13")]
    [InlineData("本周一", "2026-11-02")]
    [InlineData("上周五", "2026-10-30")]
    [InlineData("next Friday", "2026-11-13")]
    [InlineData("2028-2-29", "2028-02-29")]
    public void A_day_is_read_as_people_write_it(string typed, string day)
    {
        Assert.True(DayText.TryParse(typed, Reckoning.From(Today), out var read));
        Assert.Equal(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture), read);
    }

    [Theory]
    [InlineData("周一")]
    [InlineData("周")]
    [InlineData("下个月")]
    [InlineData("2027-2-29")]
    [InlineData("2027-13-1")]
    [InlineData("8月32日")]
    [InlineData("2027年8月")]
    [InlineData("27-8-2")]
    [InlineData("")]
    [InlineData("2027-8-2-1")]
    public void What_is_no_day_or_could_be_two_is_not_guessed(string typed) => Assert.False(DayText.TryParse(typed, Reckoning.From(Today), out _));

    [Theory]
    [InlineData("8月2日", "2027-08-02")]
    [InlineData("7月15号", "2027-07-15")]
    [InlineData("１２月３０日", "2026-12-30")]
    [InlineData("8月20日", "2027-08-20")]
    [InlineData("2月29日", "2028-02-29")]
    [InlineData("2 August", "2027-08-02")]
    public void A_day_without_its_year_is_the_one_nearest_to_the_fair(string typed, string day)
    {
        Assert.True(DayText.TryParse(typed, new Reckoning(Today, FairDay), out var read));
        Assert.Equal(day, read.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_day_without_its_year_is_the_one_nearest_to_today_where_there_is_no_fair()
    {
        Assert.True(DayText.TryParse("10月20日", Reckoning.From(Today), out var past));
        Assert.True(DayText.TryParse("1月5日", Reckoning.From(Today), out var coming));
        Assert.Equal((new DateOnly(2026, 10, 20), new DateOnly(2027, 1, 5)), (past, coming));
    }

    [Fact]
    public void Figures_with_a_stroke_are_month_and_day_in_Chinese_and_refused_in_English_where_they_could_be_either()
    {
        In(Language.Chinese, () => Assert.True(DayText.TryParse("8/2", new Reckoning(Today, FairDay), out var day) && day == FairDay));
        In(Language.English, () => Assert.False(DayText.TryParse("8/2", new Reckoning(Today, FairDay), out _)));
    }

    [Theory]
    [InlineData("9:30", 9, 30)]
    [InlineData("９：３０", 9, 30)]
    [InlineData("0930", 9, 30)]
    [InlineData("9点半", 9, 30)]
    [InlineData("9点", 9, 0)]
    [InlineData("14时20分", 14, 20)]
    [InlineData("下午3点", 15, 0)]
    [InlineData("上午9:05", 9, 5)]
    [InlineData("晚上8点半", 20, 30)]
    [InlineData("中午12点", 12, 0)]
    [InlineData("3pm", 15, 0)]
    [InlineData("3:30 pm", 15, 30)]
    [InlineData("12:00 am", 0, 0)]
    public void A_time_is_read_as_people_write_it(string typed, int hour, int minute)
    {
        Assert.True(ClockText.TryParse(typed, out var time));
        Assert.Equal(new TimeOnly(hour, minute), time);
    }

    [Theory]
    [InlineData("25:00")]
    [InlineData("9:60")]
    [InlineData("上午15点")]
    [InlineData("半")]
    [InlineData("")]
    public void What_is_no_time_is_refused(string typed) => Assert.False(ClockText.TryParse(typed, out _));

    [Theory]
    [InlineData("8月2日 9:30")]
    [InlineData("8月2日上午9点半")]
    [InlineData("2027-8-2 09:30")]
    [InlineData("2027-08-02T09:30")]
    [InlineData("2 Aug 2027 9:30")]
    public void A_day_with_a_time_is_an_instant_of_the_fairs_zone(string typed)
    {
        Assert.True(ClockText.TryParseInstant(typed, new Reckoning(Today, FairDay), out var utc));
        Assert.Equal(new DateTime(2027, 8, 2, 1, 30, 0, DateTimeKind.Utc), utc);
    }

    [Theory]
    [InlineData("3.8亿", 38_000)]
    [InlineData("38000万", 38_000)]
    [InlineData("3亿8000万", 38_000)]
    [InlineData("３．８亿元", 38_000)]
    [InlineData("38,000", 38_000)]
    [InlineData("3，800万元", 3_800)]
    [InlineData("1千万", 1_000)]
    [InlineData("CNY 380 million", 38_000)]
    [InlineData("1.5 billion", 150_000)]
    [InlineData("-5亿", -50_000)]
    [InlineData("人民币5000元", 0.5)]
    [InlineData("1万5000元", 1.5)]
    public void A_sum_is_read_as_people_write_it(string typed, double wan)
    {
        Assert.True(Money.TryParse(typed, out var money));
        Assert.Equal(Money.FromWan((decimal)wan), money);
    }

    [Theory]
    [InlineData("8000万3亿")]
    [InlineData("3亿8000")]
    [InlineData("3.8亿亿")]
    [InlineData("1.005元")]
    [InlineData("亿")]
    [InlineData("1.2.3")]
    [InlineData("99999999999999999999亿")]
    public void What_is_no_sum_or_could_be_two_is_not_guessed(string typed) => Assert.False(Money.TryParse(typed, out _));

    [Theory, MemberData(nameof(Languages))]
    public void A_day_that_is_shown_is_read_back_the_same(string language) => In(language, () =>
        Gen.Int[DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber].Select(DateOnly.FromDayNumber).Sample(day =>
        {
            // A year of three figures is written with three in words, and no record is that old.
            if (day.Year < 1000) return;
            Assert.True(DayText.TryParse(FairTime.Day(day), Reckoning.From(Today), out var shown) && shown == day, FairTime.Day(day));
            Assert.True(FieldText.TryRead(typeof(DateOnly?), FieldText.Of(day), Reckoning.From(Today), out var stood) && Equals(stood, day));
        }));

    [Theory, MemberData(nameof(Languages))]
    public void A_time_and_an_instant_that_are_shown_are_read_back_the_same(string language) => In(language, () =>
        Gen.Select(Gen.Int[new DateOnly(1992, 1, 1).DayNumber, new DateOnly(2199, 1, 1).DayNumber], Gen.Int[0, 1439]).Sample((day, minute) =>
        {
            var time = TimeOnly.MinValue.AddMinutes(minute);
            var instant = FairTime.ToUtc(DateOnly.FromDayNumber(day), time);
            Assert.True(FieldText.TryRead(typeof(TimeOnly?), FieldText.Of(time), Reckoning.From(Today), out var read) && Equals(read, time));
            Assert.True(FieldText.TryRead(typeof(DateTime?), FieldText.Of(instant), Reckoning.From(Today), out var at) && Equals(at, instant), FieldText.Of(instant));
        }));

    [Theory, MemberData(nameof(Languages))]
    public void A_sum_that_is_shown_is_read_back_to_the_fen(string language) => In(language, () =>
        Gen.OneOf(Gen.Long[-Money.FenPerYi * 1_000_000, Money.FenPerYi * 1_000_000], Gen.Long[-100_000, 100_000].Select(wan => wan * Money.FenPerWan)).Select(fen => new Money(fen)).Sample(money =>
        {
            foreach (var shown in new[] { money.Exact, money.InWan, FieldText.Of(money) })
                Assert.True(Money.TryParse(shown, out var read) && read == money, $"{money.Fen} is shown as {shown}");
        }));

    [Fact]
    public void A_form_is_the_same_after_every_field_of_it_has_been_written_and_read()
    {
        var form = new InvestmentFair.Projects.ProjectForm
        {
            Code = "LC-X01",
            NameZh = "样板,项目（示例）\n第二行",
            Category = Enum.GetValues<InvestmentFair.Projects.ProjectCategory>()[1],
            Total = new Money(3_800_000_000_012),
            Modes = ["JointVenture", "Lease"],
            PaybackYears = 6.5m,
            ValidFrom = FairDay,
        };
        var copy = (Form)Activator.CreateInstance(form.GetType())!;
        foreach (var field in Form.Fields(form.GetType())) Assert.True(FieldText.TryPut(copy, field, FieldText.Of(field.GetValue(form)), Reckoning.From(Today)), field.Name);
        Assert.Equal(FieldText.Of(form), FieldText.Of(copy));
        Assert.Empty(form.Against(copy));
    }

    private static void In(string language, Action act)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            act();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
