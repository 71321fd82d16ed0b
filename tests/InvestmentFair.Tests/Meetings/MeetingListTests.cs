using System.Globalization;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Meetings;

/// <summary>The sheet 洽谈对接表 of the county is the list of meetings with its fourteen columns.</summary>
public sealed class MeetingListTests
{
    private static readonly string[] Names =
        ["场次", "时段", "桌号", "陵川方项目", "责任单位", "投资方", "投资方代表（职务）", "意向合作方式", "拟投资额（万元）", "争议 / 所需支持", "洽谈结果", "下一步事项", "责任人", "完成时限"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task The_sheet_has_the_columns_of_the_county_filled_from_what_is_known_of_each_meeting(Engine engine)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(Language.Chinese);
        await using var house = await House.OpenAsync(engine);
        var list = new MeetingList(house.Database.Contexts);
        var official = list.ColumnsOf(new ListState { Columns = MeetingList.Official });
        Assert.Equal(Names, official.Select(c => c.Zh));
        var held = await house.ReadAsync(db => db.Meetings.Where(m => m.Fair.Code == House.Fair && m.ProjectId != null && m.FirstSlotId != null && m.State == MeetingState.Planned).OrderBy(m => m.Number)
            .Select(m => new { m.Id, m.Project!.Unit.Name, m.Project.Modes, m.FirstSlot!.StartsAt, First = m.Attendees.Where(a => a.Side == Side.Guest).OrderBy(a => a.Ordinal).Select(a => new { a.PersonId, a.Person.Name }).First() }).FirstAsync(Cancel));
        var form = new OutcomeForm { Kind = OutcomeKind.Continue, NextStep = "寄送资料", OwnerId = await house.HostAsync(), Due = new(2027, 9, 1), Support = " 用电增容须协调（示例） " };
        House.Done(await house.Meetings.ConcludeAsync(House.Organizer, House.Fair, held.Id, form, Cancel));

        var rows = (await list.LoadAsync(House.Organizer, House.Fair, new ListState { Size = 100, Columns = MeetingList.Official }, Cancel)).Rows;

        var row = rows.Single(r => r.Id == held.Id);
        var slots = await house.ReadAsync(db => db.Slots.Where(s => s.Fair.Code == House.Fair).OrderBy(s => s.StartsAt).Select(s => s.StartsAt).ToListAsync(Cancel));
        Assert.Equal((slots.IndexOf(held.StartsAt) + 1, held.Name.Zh, "用电增容须协调（示例）"), (row.Session!.Value, row.Unit, row.Support));
        Assert.Equal((held.First.Name, held.Modes.Count), (row.Guests[0].Name, row.Modes!.Split('、').Length));
        Assert.DoesNotMatch("[a-z]", row.Modes);
        var title = await house.ReadAsync(db => db.Guests.Where(g => g.Fair.Code == House.Fair && g.PersonId == held.First.PersonId).Select(g => g.Title.Zh).SingleAsync(Cancel));
        Assert.Equal($"{held.First.Name}（{title}）", row.Guests[0].Text);
        // Of a plant or a topic it is the unit of the host who is named first.
        Assert.All(rows.Where(r => r.StartsAt is not null), r => Assert.False(string.IsNullOrEmpty(r.Unit), r.Number));
        using var sheet = new MemoryStream();
        Assert.Equal(string.Join(",", MeetingList.Official), House.Done(await list.WriteAsync(sheet, House.Organizer, House.Fair, new ListState { Columns = MeetingList.Official }, null, Cancel)).Columns);
    }

    [Fact]
    public async Task The_columns_can_be_sorted_searched_and_chosen_in_either_language()
    {
        await using var house = await House.OpenAsync(Engine.Sqlite);
        var list = new MeetingList(house.Database.Contexts);
        foreach (var language in new[] { Language.Chinese, Language.English })
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            foreach (var column in list.Columns.Where(c => c.IsSortable))
            {
                var page = await list.LoadAsync(House.Organizer, House.Fair, new ListState { Sort = column.Key, Descending = true, Search = "2027", Size = 25, Columns = MeetingList.Official }, Cancel);
                Assert.NotEmpty(page.Rows);
            }
        }

        Assert.Equal(["王强 (董事长)", "王强"], [new Representative("王强", "董事长").Text, new Representative("王强", " ").Text]);
    }
}
