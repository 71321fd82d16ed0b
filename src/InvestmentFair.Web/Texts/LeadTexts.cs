using static InvestmentFair.Kernel.Language;

namespace InvestmentFair.Web.Texts;

/// <summary>The clock of a lead.</summary>
public static class LeadTexts
{
    public static string Title => Say("线索时限", "Clock of the lead");
    public static string By(string day) => Say($"期限 {day}", $"due {day}");
    public static string Done(string day) => Say($"{day} 完成", $"done {day}");
    public static string DoneLate(string day) => Say($"{day} 完成（超时）", $"done late, {day}");
    public static string DueToday => Say("今天到期", "due today");
    public static string Waits => Say("待办", "to be done");
}
