using InvestmentFair.Kernel;

namespace InvestmentFair.Meetings;

public static class ScheduleRefusals
{
    private const int MostNamed = 5;

    public static Refusal PeopleGone => new("schedule.people", "有人不来或已并入他人", "Somebody does not come, or was merged with another");

    public static Refusal MovedOn(IReadOnlyList<LeftAlone> left) => new("schedule.moved-on",
        $"没有改动：{Named(left, l => $"{l.Name}（{l.Why.Zh}）", "；", "；等")}。请重新查看", $"Nothing was changed: {Named(left, l => $"{l.Name} ({l.Why.En})", "; ", "; and others")}. Please look again");

    public static Refusal NothingToUndo => new("schedule.nothing-to-undo", "没有可撤销的操作", "There is nothing to undo");

    public static Refusal NothingToRedo => new("schedule.nothing-to-redo", "没有可重做的操作", "There is nothing to do again");

    public static Refusal CannotUndo => new("schedule.cannot-undo", "这一步不能撤销：记录已清除，或属于另一届", "This step cannot be undone: its history was erased, or it is of another fair");

    public static Refusal ChangedSince(IReadOnlyList<LeftAlone> left) => new("schedule.changed-since",
        $"此后已有变动，保持不变：{Named(left, l => $"{l.Name}（{l.Why.Zh}）", "；", "；等")}", $"Changed since, and left as it is: {Named(left, l => $"{l.Name} ({l.Why.En})", "; ", "; and others")}");

    /// <summary>Whoever is told so once goes on to what was done before.</summary>
    public static bool CanBePassedOver(Refusal refusal) => refusal == CannotUndo || refusal.Code == ChangedSince([]).Code;

    private static string Named(IReadOnlyList<LeftAlone> left, Func<LeftAlone, string> name, string between, string more) =>
        string.Join(between, left.Take(MostNamed).Select(name)) + (left.Count > MostNamed ? more : "");
}
