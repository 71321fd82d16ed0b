using InvestmentFair.Kernel;

namespace InvestmentFair.Meetings;

public static class ScheduleRefusals
{
    private const int MostNamed = 5;

    public static Refusal PeopleGone => new("schedule.people", "有人不来或已并入他人", "Somebody does not come, or was merged with another");

    public static Refusal MovedOn(IReadOnlyList<LeftAlone> left) => new("schedule.moved-on",
        $"没有改动：{Named(left, l => $"{l.Name}（{l.Why.Zh}）", "；", "；等")}。请重新查看", $"Nothing was changed: {Named(left, l => $"{l.Name} ({l.Why.En})", "; ", "; and others")}. Please look again");

    private static string Named(IReadOnlyList<LeftAlone> left, Func<LeftAlone, string> name, string between, string more) =>
        string.Join(between, left.Take(MostNamed).Select(name)) + (left.Count > MostNamed ? more : "");
}
