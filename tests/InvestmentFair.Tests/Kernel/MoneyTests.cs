using CsCheck;
using InvestmentFair.Kernel;

namespace InvestmentFair.Tests.Kernel;

public class MoneyTests
{
    [Theory]
    [InlineData("3.8亿", 38_000_000_000)]
    [InlineData("38000万", 38_000_000_000)]
    [InlineData("38,000 万元", 38_000_000_000)]
    [InlineData("３８０００", 38_000_000_000)]
    [InlineData("￥500元", 50_000)]
    [InlineData("0.01元", 1)]
    [InlineData("-12万", -12_000_000)]
    [InlineData("25 million", 2_500_000_000)]
    public void Free_typing_is_read_exactly(string typed, long fen)
    {
        Assert.True(Money.TryParse(typed, out var money));
        Assert.Equal(fen, money.Fen);
    }

    [Theory]
    [InlineData("")]
    [InlineData("三千万")]
    [InlineData("1.2.3")]
    [InlineData("0.001元")]
    [InlineData("99999999999999999999亿")]
    [InlineData("1e9")]
    [InlineData("12 dollars")]
    public void What_cannot_be_read_exactly_is_refused(string typed) => Assert.False(Money.TryParse(typed, out _));

    [Fact]
    public void What_a_column_shows_reads_back_to_the_same_sum() =>
        Gen.Long[-1_000_000_000_000, 1_000_000_000_000].Sample(fen =>
        {
            Assert.True(Money.TryParse(new Money(fen).InWan, out var money));
            Assert.Equal(fen, money.Fen);
        });

    [Fact]
    public void A_hundred_million_and_more_is_said_in_yi()
    {
        Assert.Equal("3.8亿元", new Money(38_000_000_000).Prose);
        Assert.Equal("9,999.5万元", new Money(9_999_500_000).Prose);
    }

    [Theory]
    [InlineData(1_000_000, 712_340_000, 7_123_400)]
    [InlineData(1, 50_000_000, 1)]
    [InlineData(3, 50_000_000, 2)]
    public void Foreign_money_is_rounded_half_up_once(long minor, long rate, long fen)
    {
        var amount = Amount.Foreign("USD", minor, rate, new DateOnly(2026, 1, 5), "日均");

        Assert.Equal(fen, amount.Fen);
        Assert.True(amount.IsConsistent);
        Assert.False((amount with { Fen = fen + 1 }).IsConsistent);
    }
}
