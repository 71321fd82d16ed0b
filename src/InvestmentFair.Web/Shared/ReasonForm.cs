using InvestmentFair.Kernel;

namespace InvestmentFair.Web.Shared;

public sealed class ReasonForm : Form
{
    [Text("原因", "Reason"), Needed, AtMost(300), Prose]
    public string Reason { get; set; } = "";
}
