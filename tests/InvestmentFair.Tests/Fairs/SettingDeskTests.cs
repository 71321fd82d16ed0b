using System.Globalization;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.Ledger;
using InvestmentFair.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Fairs;

public sealed class SettingDeskTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Setting.EnquiryReplyDays, "0")]
    [InlineData(Setting.EnquiryReplyDays, "366")]
    [InlineData(Setting.EnquiryReplyDays, "三天")]
    [InlineData(Setting.EnquiryReplyDays, "+3")]
    [InlineData(Setting.Rounding, "Ceiling")]
    [InlineData(Setting.ThreeRates, "Performance,Started")]
    [InlineData(Setting.ThreeRates, "Performance,Performance,Funds")]
    [InlineData(Setting.ThreeRates, "Performance,Started,Luck")]
    [InlineData(Setting.StartedMeans, " ")]
    [InlineData(Setting.AdministratorsUseTwoFactor, "maybe")]
    [InlineData(Setting.SolveSeconds, "0")]
    [InlineData(Setting.SolveSeconds, "3601")]
    [InlineData(Setting.SessionGapMinutes, "半小时")]
    [InlineData(Setting.SolveWorkers, "0")]
    [InlineData(Setting.SolveWorkers, "5")]
    [InlineData(Setting.MostPerGuestParty, "101")]
    [InlineData(Setting.ScheduleOrder, "Points")]
    public void A_value_that_the_setting_does_not_take_is_refused(Setting setting, string value) => Assert.NotNull(SettingRule.Of(setting).Refuses(value));

    [Fact]
    public void Every_setting_is_declared_once_with_a_value_of_its_own_that_it_takes()
    {
        Assert.Equal(Enum.GetValues<Setting>(), SettingRule.All.Select(r => r.Setting).Order());
        Assert.All(SettingRule.All, r => Assert.Null(r.Refuses(r.Default)));
    }

    [Fact]
    public void As_many_workers_are_offered_as_the_search_lets_race()
    {
        Assert.Null(SettingRule.Of(Setting.SolveWorkers).Refuses($"{SearchLimits.MostWorkers}"));
        Assert.NotNull(SettingRule.Of(Setting.SolveWorkers).Refuses($"{SearchLimits.MostWorkers + 1}"));
    }

    [Theory]
    [InlineData(Setting.SolveSeconds, "60", "60 秒", "60 seconds")]
    [InlineData(Setting.FreezeMinutes, "20", "20 分钟", "20 minutes")]
    [InlineData(Setting.SolveWorkers, "4", "4", "4")]
    [InlineData(Setting.EnquiriesPerMobile, "10", "10 次", "10 times")]
    [InlineData(Setting.RestAfterMeetings, "0", "0", "0")]
    public void A_value_is_said_with_what_it_counts(Setting setting, string value, string zh, string en)
    {
        Assert.Null(SettingRule.Of(setting).Refuses(value));
        foreach (var (language, said) in new[] { (Language.Chinese, zh), (Language.English, en) })
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            Assert.Equal(said, SettingRule.Of(setting).Show(value));
        }
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_rule_of_the_timetable_is_of_the_county_until_a_fair_has_its_own(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var fair = await house.FairIdAsync();
        async Task<(int Solve, string Order)> RulesAsync(Guid? of) => await house.ReadAsync(db => db.FairSettings.ToListAsync(Cancel)) is var entries
            ? (FairSetting.Number(entries, Setting.SolveSeconds, of, new AsOf(house.Today)), FairSetting.Resolve(entries, Setting.ScheduleOrder, of, new AsOf(house.Today))) : default;
        Assert.Equal((60, "Standard"), await RulesAsync(fair));

        House.Done(await house.Settings.SetAsync(House.Organizer, null, Setting.SolveSeconds, "120", house.Today, "大型推介会（示例）", Cancel));
        House.Done(await house.Settings.SetAsync(House.Organizer, House.Fair, Setting.ScheduleOrder, "Fair", house.Today, "各方均衡（示例）", Cancel));
        House.Done(await house.Settings.SetAsync(House.Organizer, House.Fair, Setting.SolveSeconds, "30", house.Today, "当天要快（示例）", Cancel));

        Assert.Equal(((30, "Fair"), (120, "Standard")), (await RulesAsync(fair), await RulesAsync(null)));
        Assert.Equal(FairRefusals.SettingSpan, (await house.Settings.SetAsync(House.Organizer, House.Fair, Setting.ReplanSeconds, "4000", house.Today, "示例", Cancel)).Refusal);
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_fair_overrides_the_county_from_a_day_on_and_can_go_back(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        House.Done(await house.Settings.SetAsync(House.Organizer, null, Setting.EnquiryReplyDays, "5", house.Today, "人手不足（示例）", Cancel));
        House.Done(await house.Settings.SetAsync(House.Organizer, House.Fair, Setting.EnquiryReplyDays, "2", house.Today.AddDays(10), "会前加快（示例）", Cancel));

        Assert.Equal(("5", false), await InForceAsync(house));
        Assert.Equal("2", await ResolvedAsync(house, house.Today.AddDays(10)));
        house.Time.Advance(TimeSpan.FromDays(11));
        Assert.Equal(("2", true), await InForceAsync(house));
        House.Done(await house.Settings.FollowCountyAsync(House.Organizer, House.Fair, Setting.EnquiryReplyDays, house.Today, "会后恢复（示例）", Cancel));
        Assert.Equal(("5", false), await InForceAsync(house));
        Assert.Equal("2", await ResolvedAsync(house, house.Today.AddDays(-1)));
        Assert.Equal(3, (await house.Settings.SettingsAsync(House.Organizer, House.Fair, Cancel)).Single(s => s.Rule.Setting is Setting.EnquiryReplyDays).Entries.Count);
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_change_needs_its_reason_and_what_is_of_the_county_is_not_of_a_fair(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);

        Assert.Equal(FairRefusals.SettingReason, (await house.Settings.SetAsync(House.Organizer, null, Setting.EnquiryReplyDays, "5", house.Today, " ", Cancel)).Refusal);
        Assert.Equal(FairRefusals.SettingOfCounty, (await house.Settings.SetAsync(House.Organizer, House.Fair, Setting.AdministratorsUseTwoFactor, "yes", house.Today, "示例", Cancel)).Refusal);
        Assert.Equal(Refusal.NotFound, (await house.Settings.SetAsync(House.Organizer, "1999", Setting.EnquiryReplyDays, "5", house.Today, "示例", Cancel)).Refusal);
    }

    private static async Task<(string Value, bool Overridden)> InForceAsync(House house) =>
        (await house.Settings.SettingsAsync(House.Organizer, House.Fair, Cancel)).Where(s => s.Rule.Setting is Setting.EnquiryReplyDays).Select(s => (s.Value, s.IsOverridden)).Single();

    private static async Task<string> ResolvedAsync(House house, DateOnly day)
    {
        var fair = await house.FairIdAsync();
        return FairSetting.Resolve(await house.ReadAsync(db => db.FairSettings.ToListAsync(Cancel)), Setting.EnquiryReplyDays, fair, new AsOf(day));
    }
}
