using InvestmentFair.Kernel;

namespace InvestmentFair.Audit;

/// <summary>For what and for whom a file leaves the house.</summary>
public sealed class ExportForm : Form
{
    [Text("用途", "Purpose"), Needed, AtMost(200)]
    public string Purpose { get; set; } = "";

    [Text("接收人", "Recipient"), Needed, AtMost(120)]
    public string Recipient { get; set; } = "";
}
