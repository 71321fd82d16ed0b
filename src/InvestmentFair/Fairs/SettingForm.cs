using InvestmentFair.Kernel;

namespace InvestmentFair.Fairs;

/// <summary>From which day a setting says something else, and why; what it says is asked for by its kind.</summary>
public sealed class SettingForm : Form
{
    [Text("自哪天起", "Holds from"), Needed]
    public DateOnly? HoldsFrom { get; set; }

    [Text("为什么改", "Why it changes"), Needed, AtMost(300)]
    public string? Reason { get; set; }
}
