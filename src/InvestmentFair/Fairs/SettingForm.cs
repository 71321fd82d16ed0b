using InvestmentFair.Kernel;

namespace InvestmentFair.Fairs;

/// <summary>What a setting says, for whom, from which day, and why; what it may say is the rule of the setting.</summary>
public sealed class SettingForm : Form
{
    [Text("新的值", "New value"), AtMost(SettingRule.LongestWords)]
    public string? Value { get; set; }

    [Text("只用于本届", "For this fair alone")]
    public bool ForFair { get; set; }

    [Text("自哪天起", "Holds from"), Needed]
    public DateOnly? HoldsFrom { get; set; }

    [Text("为什么改", "Why it changes"), Needed, AtMost(300)]
    public string? Reason { get; set; }
}
