using InvestmentFair.Access;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Fairs;

public sealed class ChecklistTests
{
    private static readonly Actor Staff = House.Organizer with { Role = Role.Staff };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(30, "T-30")]
    [InlineData(0, "T")]
    [InlineData(-7, "T+7")]
    public void The_countdown_is_written_as_the_office_writes_it(int daysBefore, string written) => Assert.Equal(written, ChecklistItem.Countdown(daysBefore));

    [Theory, ClassData(typeof(Both))]
    public async Task An_item_is_due_so_many_days_before_the_opening_and_moves_with_it(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var id = House.Done(await house.Checklist.SaveAsync(House.Organizer, House.Fair, null, await FormAsync(house), Cancel));
        Assert.Equal(new DateOnly(2027, 7, 3), (await house.Checklist.ItemAsync(House.Organizer, House.Fair, id, Cancel))!.DueOn);

        var fair = await house.ReadAsync(db => db.Fairs.SingleAsync(f => f.Code == House.Fair, Cancel));
        var form = FairForm.Of(fair);
        (form.FirstDay, form.LastDay) = (new(2027, 8, 9), new(2027, 8, 10));
        House.Done(await house.Fairs.SaveFairAsync(House.Organizer, fair.Id, form, Cancel));

        Assert.Equal(new DateOnly(2027, 7, 10), (await house.Checklist.ItemAsync(House.Organizer, House.Fair, id, Cancel))!.DueOn);
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Staff_tick_it_off_once_not_ahead_of_time_and_may_take_it_back(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var id = House.Done(await house.Checklist.SaveAsync(House.Organizer, House.Fair, null, await FormAsync(house), Cancel));
        house.Time.Advance(TimeSpan.FromDays(5));
        Assert.True((await house.Checklist.ItemAsync(Staff, House.Fair, id, Cancel))!.IsOverdue);

        Assert.Equal(ChecklistRefusals.DoneAhead, (await house.Checklist.FinishAsync(Staff, House.Fair, id, await house.VersionAsync<ChecklistItem>(id), new FinishForm { On = house.Today.AddDays(1) }, Cancel)).Refusal);
        House.Done(await house.Checklist.FinishAsync(Staff, House.Fair, id, await house.VersionAsync<ChecklistItem>(id), new FinishForm { On = house.Today, Note = "已落实（示例）" }, Cancel));
        Assert.Equal(ChecklistRefusals.DoneAlready, (await house.Checklist.FinishAsync(Staff, House.Fair, id, await house.VersionAsync<ChecklistItem>(id), new FinishForm { On = house.Today }, Cancel)).Refusal);
        var item = (await house.Checklist.ItemAsync(Staff, House.Fair, id, Cancel))!;
        Assert.Equal((house.Today, Staff.Name, "已落实（示例）", false), (item.DoneOn, item.DoneBy, item.DoneNote, item.IsOverdue));
        House.Done(await house.Checklist.ReopenAsync(Staff, House.Fair, id, await house.VersionAsync<ChecklistItem>(id), Cancel));
        Assert.Equal(ChecklistRefusals.NotDone, (await house.Checklist.ReopenAsync(Staff, House.Fair, id, await house.VersionAsync<ChecklistItem>(id), Cancel)).Refusal);
        await Assert.ThrowsAsync<NotAllowedException>(() => house.Checklist.FinishAsync(House.Organizer with { Role = Role.Leader }, House.Fair, id, 1, new FinishForm(), Cancel));
        Assert.Null(await house.Checklist.ItemAsync(Staff, "2024", id, Cancel));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task The_list_and_today_say_the_same_of_what_is_overdue(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var list = new ChecklistList(house.Database.Contexts, house.Clock);
        ListState Only(ChecklistState state) => new() { Size = 100, Filters = new Dictionary<string, string> { ["state"] = state.ToString() } };

        var overdue = await list.LoadAsync(House.Organizer, House.Fair, Only(ChecklistState.Overdue), Cancel);
        var today = await new InvestmentFair.Today.TodayQueries(house.Database.Contexts, house.Clock).TodayAsync(House.Organizer, House.Fair, Cancel);

        Assert.All(overdue.Rows, r => Assert.Equal(ChecklistState.Overdue, r.StateOn(house.Today)));
        Assert.Equal(overdue.Total, today.Waiting.Single(c => c.Key == "checklist-overdue").Count);
        Assert.Equal((await list.LoadAsync(House.Organizer, House.Fair, Only(ChecklistState.Soon), Cancel)).Total, today.Waiting.Single(c => c.Key == "checklist-soon").Count);
        Assert.Equal(5, (await list.LoadAsync(House.Organizer, House.Fair, Only(ChecklistState.Done), Cancel)).Total);
        var all = await list.LoadAsync(House.Organizer, House.Fair, new ListState { Size = 100, Sort = "Phase" }, Cancel);
        Assert.Equal(42, all.Total);
        Assert.Equal(all.Rows.Select(r => (int)r.Phase).Order(), all.Rows.Select(r => (int)r.Phase));
        Assert.NotEqual(0, overdue.Total);
    }

    private static async Task<ChecklistForm> FormAsync(House house) => new()
    {
        Phase = ChecklistPhase.Reception,
        TitleZh = "核对接站牌（示例）",
        DaysBefore = 30,
        UnitId = await house.ReadAsync(db => db.Units.OrderBy(u => u.Code).Select(u => u.Id).FirstAsync(Cancel)),
    };
}
