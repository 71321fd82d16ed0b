using InvestmentFair.Delegations;
using InvestmentFair.Kernel;

namespace InvestmentFair.Timeline;

/// <summary>Who comes in the stead of a guest, and what of theirs passes to them.</summary>
public sealed class ReplacementForm : GuestForm
{
    [Text("接任带队领导", "Leads the delegation in their stead")]
    public bool TakesHeadship { get; set; }

    [Text("接替其洽谈（已安排的和申请中的）", "Takes over their meetings and wishes to meet")]
    public bool TakesMeetings { get; set; }
}
