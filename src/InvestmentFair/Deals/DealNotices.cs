using InvestmentFair.Kernel;

namespace InvestmentFair.Deals;

/// <summary>What is done all the same and is worth another look.</summary>
public static class DealNotices
{
    public static string ReceivedAboveTotal(Money received, Money total) =>
        Language.Say($"累计到位 {received.Prose}，超过总投资 {total.Prose}，请核对金额和单位", $"{received.Prose} are in place, more than the total investment of {total.Prose}; please check the sum and its unit");
}
