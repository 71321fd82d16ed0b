using InvestmentFair.People;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.People;

public sealed class MobileTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("12")]
    [InlineData("电话")]
    [InlineData("000000000000000000000000000000")]
    public void A_malformed_number_is_answered_with_what_is_expected(string typed)
    {
        var problem = Assert.Single(new PersonForm { Name = "陈试（示例）", Mobile = typed }.Check());

        Assert.Equal(nameof(PersonForm.Mobile), problem.Field);
        Assert.Contains("11 位", problem.Zh, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("00000")]
    [InlineData("000-0000-1234")]
    [InlineData("０３５６－０００００００")]
    [InlineData("+86 000 0000 1234")]
    [InlineData("00000000000000000000000000000")]
    public void What_the_message_expects_is_taken(string typed) => Assert.Empty(new PersonForm { Name = "陈试（示例）", Mobile = typed }.Check());

    [Theory]
    [InlineData("130 0000 0000", "13000000000")]
    [InlineData("１３０ 0000-0000", "13000000000")]
    [InlineData("+86 130—0000—0000", "13000000000")]
    [InlineData("130-0000-0000-12", "13000000000-12")]
    [InlineData("13000000000-", "13000000000")]
    [InlineData("000-0000-1234", "000-0000-1234")]
    [InlineData("0356 0000000", "03560000000")]
    [InlineData("130-0000-000", "130-0000-000")]
    public void A_mobile_number_is_kept_in_one_way_however_it_is_typed(string typed, string kept) => Assert.Equal(kept, Mobiles.Clean(typed));

    [Theory]
    [InlineData("130-0000-0000", "13000000000")]
    [InlineData("1-3000000000", "13000000000")]
    [InlineData("13000000000-12", "13000000000")]
    [InlineData("008613000000000", "13000000000")]
    [InlineData("8613000000000-1", "13000000000")]
    [InlineData("0356-0000000", "03560000000")]
    [InlineData("000-0000-1234", "00000001234")]
    [InlineData("000-0000-1235", "00000001235")]
    [InlineData("+1-202-0000", "12020000")]
    public void However_it_is_written_a_number_rings_one_line(string written, string line) => Assert.Equal(line, Mobiles.LineOf(written));

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

    [Theory]
    [InlineData("-801", true)]
    [InlineData("-12345678", true)]
    [InlineData("-", true)]
    [InlineData("801", false)]
    [InlineData("-123456789", false)]
    public void After_the_eleven_digits_comes_the_extension(string extension, bool taken)
    {
        Assert.Equal(taken, Mobiles.IsPlausible($"13000000000{extension}"));
        Assert.Equal(taken, Mobiles.IsPlausible($"130-0000-0000{extension}"));
        Assert.False(Mobiles.IsPlausible($"1300000000-{extension}"));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_number_from_before_stays_while_something_else_is_put_right_and_is_not_replaced_by_another_like_it(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var desk = new PeopleDesk(house.Database.Contexts, house.Clock);
        var host = await house.ReadAsync(db => db.Hosts.OrderBy(h => h.Id).Select(h => new { h.Id, h.PersonId }).FirstAsync(Cancel));
        await house.ReadAsync(db => db.People.Where(p => p.Id == host.PersonId).ExecuteUpdateAsync(p => p.SetProperty(x => x.Mobile, "1300000000"), Cancel));

        var form = (await desk.HostAsync(House.Organizer, host.Id, Cancel))!;
        form.TitleZh = "新职务（示例）";
        Assert.Empty(form.Check());
        House.Done(await desk.SaveHostAsync(House.Organizer, host.Id, form, Cancel));

        form = (await desk.HostAsync(House.Organizer, host.Id, Cancel))!;
        form.Mobile = "130000000000";
        Assert.Equal([nameof(HostForm.Mobile)], (await desk.SaveHostAsync(House.Organizer, host.Id, form, Cancel)).Problems.Select(p => p.Field));
        form.Mobile = "12";
        Assert.Equal([nameof(HostForm.Mobile)], form.Check().Select(p => p.Field));
        Assert.Equal([nameof(HostForm.Mobile)], new HostForm { Mobile = "1300000000" }.Check().Select(p => p.Field).Where(f => f == nameof(HostForm.Mobile)));
    }

    [Fact]
    public void The_message_is_short_and_its_sample_belongs_to_nobody()
    {
        const string sample = "0356-0000000";
        var message = new MobileAttribute().FormatErrorMessage("");
        Assert.Contains(sample, message, StringComparison.Ordinal);
        Assert.True(message.Length <= 30, message);
        Assert.True(Mobiles.IsSample(sample) && Mobiles.IsPlausible(sample));
    }
}
