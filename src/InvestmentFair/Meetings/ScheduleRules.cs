using InvestmentFair.Fairs;
using InvestmentFair.Ledger;
using InvestmentFair.Scheduling;

namespace InvestmentFair.Meetings;

/// <summary>What the settings of a fair say of its timetable.</summary>
/// <param name="SessionGap">A longer pause between two slots begins another session.</param>
/// <param name="Lunch">To be kept free within each meal of the agenda.</param>
/// <param name="MostInARow">Meetings in a row before a free slot; none without a limit.</param>
/// <param name="BetweenVenues">Slots to keep free on the way to another venue.</param>
/// <param name="BetweenHalls">The same to another hall of one venue.</param>
/// <param name="MostPerGuestParty">Meetings of a party of the guest side that has no bounds of its own.</param>
/// <param name="MostPerHostParty">The same of the host side.</param>
/// <param name="BreaksDifferBy">The waits of any two people differ by at most so many.</param>
/// <param name="Goals">In the order of importance.</param>
public sealed record ScheduleRules(
    TimeSpan SessionGap, TimeSpan Lunch, int? MostInARow, int BetweenVenues, int BetweenHalls, int? MostPerGuestParty, int? MostPerHostParty, int? BreaksDifferBy, IReadOnlyList<Goal> Goals)
{
    public static ScheduleRules Of(IReadOnlyCollection<FairSetting> entries, Guid fairId, AsOf asOf)
    {
        return new ScheduleRules(TimeSpan.FromMinutes(Number(Setting.SessionGapMinutes)), TimeSpan.FromMinutes(Number(Setting.LunchMinutes)), Limit(Setting.RestAfterMeetings),
            Number(Setting.TravelBetweenVenues), Number(Setting.TravelBetweenHalls), Limit(Setting.MostPerGuestParty), Limit(Setting.MostPerHostParty), Limit(Setting.BreaksDifferBy),
            FairSetting.Resolve(entries, Setting.ScheduleOrder, fairId, asOf) switch
            {
                "Fair" => [Goal.Points, Goal.Fairness, Goal.Breaks, Goal.Preferences, Goal.HallChanges],
                "Compact" => [Goal.Points, Goal.Breaks, Goal.IdleSlots, Goal.Fairness, Goal.Preferences, Goal.HallChanges],
                _ => [Goal.Points, Goal.Breaks, Goal.Fairness, Goal.Preferences, Goal.HallChanges],
            });

        int Number(Setting setting) => FairSetting.Number(entries, setting, fairId, asOf);

        int? Limit(Setting setting) => Number(setting) is > 0 and var limit ? limit : null;
    }
}
