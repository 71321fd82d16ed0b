using InvestmentFair.Access;
using InvestmentFair.Delegations;
using InvestmentFair.Kernel;
using InvestmentFair.Spreadsheets;
using InvestmentFair.Views;

namespace InvestmentFair.Tests.Views;

public sealed class ViewDeskTests
{
    private static readonly Actor Staff = new(new Guid("00000000-0000-0000-0000-0000000000b1"), "工作人员（测试）", Role.Staff);
    private static readonly Actor Colleague = Staff with { Id = new Guid("00000000-0000-0000-0000-0000000000b2") };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task Ones_own_view_is_seen_by_nobody_else(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var id = House.Done(await Desk(house).KeepAsync(Staff, "guests", "f.attendance=Coming", new ViewForm { Name = " 出席 " }, Cancel));

        Assert.Equal([("出席", "f.attendance=Coming")], (await Desk(house).ViewsAsync(Staff, "guests", Cancel)).Select(v => (v.Name, v.Query)));
        Assert.Empty(await Desk(house).ViewsAsync(Colleague, "guests", Cancel));
        Assert.Equal(Refusal.NotFound, (await Desk(house).RemoveAsync(Colleague, id, 1, Cancel)).Refusal);
        Assert.Equal(Refusal.NotFound, (await Desk(house).ReviseAsync(House.Organizer, id, 1, "", new ViewForm { Name = "他人" }, Cancel)).Refusal);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_shared_view_is_seen_by_all_and_looked_after_by_those_who_may_share(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var id = House.Done(await Desk(house).KeepAsync(House.Organizer, "guests", "sort=Name", new ViewForm { Name = "按拼音", IsShared = true }, Cancel));

        Assert.Equal([(true, false)], (await Desk(house).ViewsAsync(Staff, "guests", Cancel)).Select(v => (v.IsShared, v.IsMine)));
        Assert.Equal(ViewRefusals.NotYours, (await Desk(house).ReviseAsync(Staff, id, 1, "", new ViewForm { Name = "改名" }, Cancel)).Refusal);
        House.Done(await Desk(house).RemoveAsync(House.Organizer with { Id = Guid.NewGuid() }, id, 1, Cancel));
        Assert.Empty(await Desk(house).ViewsAsync(Staff, "guests", Cancel));
        // The name is free again, and the old view stays in the history.
        House.Done(await Desk(house).KeepAsync(House.Organizer, "guests", "sort=Name", new ViewForm { Name = "按拼音", IsShared = true }, Cancel));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_name_stands_once_among_ones_own_and_once_among_the_shared(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        House.Done(await Desk(house).KeepAsync(House.Organizer, "guests", "", new ViewForm { Name = "出席", IsShared = true }, Cancel));
        House.Done(await Desk(house).KeepAsync(Staff, "guests", "", new ViewForm { Name = "出席" }, Cancel));

        Assert.Equal(ViewRefusals.NameTaken, (await Desk(house).KeepAsync(Staff, "guests", "q=a", new ViewForm { Name = "出席" }, Cancel)).Refusal);
        Assert.Equal(ViewRefusals.NameTaken, (await Desk(house).KeepAsync(House.Organizer, "guests", "q=a", new ViewForm { Name = "出席", IsShared = true }, Cancel)).Refusal);
        House.Done(await Desk(house).KeepAsync(Colleague, "guests", "", new ViewForm { Name = "出席" }, Cancel));
    }

    [Fact]
    public async Task Sharing_is_for_those_who_may()
    {
        await using var house = await House.OpenAsync(Engine.Sqlite);

        Assert.Equal(ViewRefusals.NotToBeShared, (await Desk(house).KeepAsync(Staff, "guests", "", new ViewForm { Name = "共享", IsShared = true }, Cancel)).Refusal);
        Assert.Equal(ViewRefusals.TooLong, (await Desk(house).KeepAsync(Staff, "guests", new string('a', ViewDesk.LongestQuery + 1), new ViewForm { Name = "长" }, Cancel)).Refusal);
        Assert.Equal(Refusal.NotFound, (await Desk(house).KeepAsync(Staff, "nothing", "", new ViewForm { Name = "无" }, Cancel)).Refusal);
    }

    private static ViewDesk Desk(House house) => new(house.Database.Contexts, (IListOf[])[new GuestList(house.Database.Contexts)], house.Clock);
}
