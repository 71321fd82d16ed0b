using static InvestmentFair.Kernel.Language;

namespace InvestmentFair.Web.Texts;

/// <summary>Fairs as a whole, and the plan of preparations.</summary>
public static class EditionTexts
{
    public static string Clone => Say("复制为新一届", "Make next year’s of it");
    public static string CloneTitle(string fair) => Say($"从“{fair}”复制新一届", $"A new fair made of “{fair}”");
    public static string CloneHelp => Say("日期按新旧首日之差整体移动。代表团、嘉宾、邀请、洽谈不复制。", "Days move by the difference of the two opening days. Delegations, guests, invitations and meetings are not taken over.");
    public static string Preview => Say("预览", "Preview");
    public static string What => Say("内容", "What");
    public static string Count => Say("将建立", "Will be made");
    public static string Left => Say("不带", "Left behind");
    public static string Example => Say("例如", "For example");
    public static string Nothing => Say("没有可带的内容，只建立届次。", "Nothing to take over; only the fair itself is made.");
    public static string Make(int records) => Say($"建立新一届（含 {records} 项）", $"Make the new fair ({records} records)");
    public static string Archive => Say("归档", "Archive");
    public static string ArchiveAsk => Say("归档后这一届只能查看，不能改动；可以恢复。", "An archived fair can be read and not changed; it can be restored.");
    public static string Restore => Say("恢复", "Restore");
    public static string Archived => Say("已归档，只能查看", "Archived, read only");
    public static string ArchivedHere => Say("本届已归档，只能查看；项目、客商和跟踪项目照常。", "This fair is archived and can only be read; projects, investors and deals go on.");
    public static string ArchivedFairs => Say("已归档", "Archived");
    public static string Current => Say("当前届", "Current fair");
    public static string Item => Say("准备事项", "Preparation");
    public static string NewItem => Say("新建事项", "New item");
    public static string EditItem => Say("修改事项", "Edit item");
    public static string NoItem => Say("还没有准备事项；新建一项，或建届时从上一届复制。", "No item yet; enter one, or take them over when a fair is made of an earlier one.");
    public static string DueOn(string countdown, string day) => Say($"{countdown}，{day} 到期", $"{countdown}, due {day}");
    public static string DayOff => Say("这天不上班", "No working day");
    public static string Overdue => Say("超期", "overdue");
    public static string Finish => Say("登记完成", "Mark as done");
    public static string Reopen => Say("撤销完成", "Not done after all");
    public static string Done(string day, string by) => Say($"{day} 完成，{by} 登记", $"done {day}, entered by {by}");
}
