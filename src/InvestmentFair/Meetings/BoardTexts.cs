using InvestmentFair.Delegations;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;

namespace InvestmentFair.Meetings;

internal static class BoardTexts
{
    public static string Taken(string who, string meeting) => Language.Say($"{who} 已在 {meeting}", $"{who} is in {meeting}");

    public static string Table(string code) => Language.Say($"桌 {code}", $"Table {code}");

    public static string Begun => Language.Say("该时段已经开始", "That slot has begun already");

    public static string TooShort => Language.Say("后面没有足够的时段", "Not enough slots follow");

    public static string Seats(int seats, int people) => Language.Say($"{seats} 个座位，{people} 人", $"{seats} seats for {people} people");

    public static string NotComing(string name, Attendance attendance) => Language.Say($"{name}：{attendance.Names.Zh}", $"{name}: {attendance.Names.En}");

    public static string PoolTaken(int needed, int pool) => Language.Say($"{pool} 人中须有 {needed} 人有空", $"{needed} of {pool} must be free");

    public static string RatherNot(Side from, string? reason) => Language.Say($"{from.Names.Zh}表示不见{(reason is null ? "" : $"：{reason}")}", $"{from.Names.En} would rather not meet{(reason is null ? "" : $": {reason}")}");

    public static string Wished(Side from, Wish priority) => Language.Say($"{from.Names.Zh}{priority.Names.Zh}", $"{from.Names.En}: {priority.Names.En.ToLowerInvariant()}");

    public static string OtherTime(DateOnly? day, SessionWish session) => Language.Say(
        $"所求时间：{string.Join("，", new[] { day is { } d ? FairTime.Day(d) : null, session is SessionWish.Any ? null : session.Names.Zh }.OfType<string>())}",
        $"Wished for: {string.Join(", ", new[] { day is { } e ? FairTime.Day(e) : null, session is SessionWish.Any ? null : session.Names.En }.OfType<string>())}");

    public static string NoInterpreter(Bilingual language) => Language.Say($"没有空闲的{language.Zh}翻译", $"No interpreter for {language.En ?? language.Zh} is free");

    public static string OutOfOrder(string number, bool isFirst, int gap) => isFirst
        ? Language.Say($"须排在 {number} 之后{(gap > 0 ? $"，隔 {gap} 个时段" : "")}", $"Wished for after {number}{(gap > 0 ? $", {gap} slots between" : "")}")
        : Language.Say($"{number} 须排在其后{(gap > 0 ? $"，隔 {gap} 个时段" : "")}", $"{number} was wished for after it{(gap > 0 ? $", {gap} slots between" : "")}");

    public static string OtherTable(TableKind kind) => Language.Say($"所求桌型：{kind.Names.Zh}", $"Wished for a table: {kind.Names.En}");

    public static string OtherHall => Language.Say("不在所求会场", "Not in the hall wished for");

    public static string NotYet => Language.Say("洽谈尚未开始", "The meeting has not started yet");
}
