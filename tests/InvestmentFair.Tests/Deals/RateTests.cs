using InvestmentFair.Deals;

namespace InvestmentFair.Tests.Deals;

public class RateTests
{
    [Theory]
    [InlineData(291, 292, "99.66 %", "99.65 %")]
    [InlineData(198, 292, "67.81 %", "67.80 %")]
    [InlineData(61, 63, "96.83 %", "96.82 %")]
    [InlineData(2794.49, 6129.09, "45.59 %", "45.59 %")]
    [InlineData(401, 1093, "36.69 %", "36.68 %")]
    [InlineData(881.4, 6793.18, "12.97 %", "12.97 %")]
    public void Published_rates_come_out_rounded_or_truncated_as_set(double numerator, double denominator, string halfUp, string truncated)
    {
        var rate = new Rate((decimal)numerator, (decimal)denominator);

        Assert.Equal(halfUp, rate.Text());
        Assert.Equal(truncated, rate.Text(RateRounding.Truncate));
    }

    [Fact]
    public void Nothing_out_of_nothing_is_a_dash() => Assert.Equal("—", new Rate(0, 0).Text());
}
