using InvestmentFair.Documents;
using static InvestmentFair.Kernel.Language;

namespace InvestmentFair.Web.Texts;

/// <summary>What goes on paper.</summary>
public static class PrintTexts
{
    public static string Title => Say("资料打印", "Printing");
    public static string Help => Say("会期中排期还会变。打印时登记，下次就能看出手里的纸上哪些已经过时，也可以只印变化。", "The timetable goes on changing during the fair. What is printed is registered, so that the next time shows what the paper in people’s hands no longer says, and only that can be printed.");
    public static string Log => Say("打印登记", "Prints");
    public static string NoPrint => Say("还没有登记过打印。在“资料打印”里打开一份资料，按“打印并登记”。", "Nothing has been printed yet. Open a document under Printing and press Print and register.");
    public static string Document => Say("资料", "Document");
    public static string Lines => Say("行数", "Lines");
    public static string LastPrint => Say("上次打印", "Last print");
    public static string Since => Say("之后的变化", "Changed since");
    public static string Never => Say("未打印过", "Never");
    public static string None => Say("无变化", "Nothing");
    public static string Changes(int count) => Say($"{count} 处", count == 1 ? "1 line" : $"{count} lines");
    public static string Whole => Say("全部", "Everything");
    public static string OnlyChanges(int count) => Say($"只印上次之后的变化（{count} 处）", $"Only what changed since ({count})");
    public static string Print => Say("打印并登记", "Print and register");
    public static string PrintAgain => Say("再次打开打印窗口", "Open the print window again");
    public static string Registered(string number) => Say($"已登记为 {number}。打印窗口没有出现时，用下面的按钮再打开一次。", $"Registered as {number}. Should the print window not have opened, open it again below.");
    public static string Renew => Say("重新载入", "Load again");
    public static string NotRegistered => Say("未登记的打印件", "Not a registered print");
    public static string Printed(string number, string at, string by) => Say($"编号 {number} · {at} 打印 · {by}", $"No. {number} · printed {at} · {by}");
    public static string AsOf(string at) => Say($"截至 {at}", $"As of {at}");
    public static string ChangesSince(string number, string at) => Say($"只含 {number}（{at}）之后的变化", $"Only what changed since {number} ({at})");
    public static string Gone => Say("上次打印后取消", "Gone since the last print");
    public static string Was(string text) => Say($"原：{text}", $"Was: {text}");
    public static string NothingToPrint => Say("还没有排入时间表的洽谈，没有可打印的内容。", "No meeting has a place in the timetable yet, so there is nothing to print.");
    public static string Unpublished(int count) => Say($"有 {count} 场未发布的改动：这张表印的是工作排期，对外看到的仍是现行版本。", count == 1 ? "One meeting differs from what is published: this table is the working timetable, everybody else sees the release that holds." : $"{count} meetings differ from what is published: this table is the working timetable, everybody else sees the release that holds.");
    public static string NoSlips => Say("排期还没有发布，没有行程单。发布之后，每个有场次的人各有一张。", "The timetable has not been published, so there are no slips. Once it is, everybody who has meetings has one.");
    public static string SlipsGone => Say("上次打印后不再有场次，请收回", "No meetings any more since the last print; take these back");
    public static string With => Say("对方", "With");
    public static string OfRelease(string name, string at) => Say($"{name}（{at} 发布）", $"{name}, published {at}");
    public static string NobodyToCall => Say("没有待通知的人。", "Nobody has to be told anything.");
    public static string Told => Say("已通知", "Told");
    public static string Number => Say("电话", "Number");
    public static string NoNumber => Say("无电话", "None");
    public static string Through(string liaison) => Say($"联络员 {liaison}", $"Through {liaison}");
    public static string NothingChanged => Say("上次打印之后没有变化。", "Nothing has changed since the last print.");

    public static string Sign(LineChange change) => change switch
    {
        LineChange.New => Say("新", "new"),
        LineChange.Changed => Say("改", "changed"),
        _ => Say("取消", "gone"),
    };
}
