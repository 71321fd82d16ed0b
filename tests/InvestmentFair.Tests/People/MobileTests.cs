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

    [Theory]
    [InlineData(4, false)]
    [InlineData(8, false)]
    [InlineData(9, true)]
    [InlineData(10, false)]
    public void What_begins_as_a_mobile_number_has_eleven_digits(int zeros, bool taken)
    {
        foreach (var typed in new[] { $"13{new string('0', zeros)}", $"+86 19{new string('0', zeros)}", $"135-{new string('0', zeros - 1)}" })
            Assert.Equal(taken, new PersonForm { Name = "陈试（示例）", Mobile = typed }.Check().Count == 0);
    }

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
