using InvestmentFair.People;

namespace InvestmentFair.Tests.People;

public sealed class MobileTests
{
    [Theory]
    [InlineData("12")]
    [InlineData("电话")]
    [InlineData("000000000000000000000000000000")]
    public void A_malformed_number_is_answered_with_what_is_expected(string typed)
    {
        var problem = Assert.Single(new PersonForm { Name = "陈试（示例）", Mobile = typed }.Check());

        Assert.Equal(nameof(PersonForm.Mobile), problem.Field);
        Assert.Contains("5 至 29 位", problem.Zh, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("00000")]
    [InlineData("000-0000-1234")]
    [InlineData("０３５６－０００００００")]
    [InlineData("+86 000 0000 1234")]
    [InlineData("00000000000000000000000000000")]
    public void What_the_message_expects_is_taken(string typed) => Assert.Empty(new PersonForm { Name = "陈试（示例）", Mobile = typed }.Check());

    [Fact]
    public void The_samples_of_the_message_belong_to_nobody()
    {
        foreach (var sample in new[] { "000-0000-1234", "0356-0000000" })
        {
            Assert.Contains(sample, new MobileAttribute().FormatErrorMessage(""), StringComparison.Ordinal);
            Assert.True(Mobiles.IsSample(sample) && Mobiles.IsPlausible(sample));
        }
    }
}
