using InvestmentFair.Meetings;
using InvestmentFair.Organisations;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Meetings;

/// <summary>What an open board is told of what was saved since it was read.</summary>
public sealed class BoardChangesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task A_board_hears_of_what_it_shows_and_by_whom_and_of_nothing_twice(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var board = new BoardQueries(house.Database.Contexts, house.Clock);
        var other = House.Organizer with { Id = Guid.CreateVersion7(), Name = "王芳（测试）" };
        var asOf = (await board.BoardAsync(House.Organizer, House.Fair, Cancel))!.AsOf;
        Assert.Null(await board.ChangesAsync(House.Organizer, asOf, Cancel));

        var two = await house.ReadAsync(db => db.Meetings.AsNoTracking().Where(m => m.Fair.Code == House.Fair && m.FirstSlotId != null && m.State == MeetingState.Planned).OrderBy(m => m.Number).Take(2).ToListAsync(Cancel));
        House.Done(await house.Meetings.LockAsync(other, House.Fair, two[0].Id, two[0].Version, true, Cancel));
        House.Done(await house.Meetings.LockAsync(House.Organizer, House.Fair, two[1].Id, two[1].Version, true, Cancel));
        var changes = await board.ChangesAsync(House.Organizer, asOf, Cancel);
        Assert.True(changes!.ShowOnBoard);
        Assert.Equal([(two[0].Id, other.Name)], changes.By.Select(c => (c.Key, c.Value)));
        Assert.Equal([(two[1].Id, House.Organizer.Name)], (await board.ChangesAsync(other, asOf, Cancel))!.By.Select(c => (c.Key, c.Value)));
        Assert.Equal((await board.BoardAsync(House.Organizer, House.Fair, Cancel))!.AsOf, changes.AsOf);
        Assert.Null(await board.ChangesAsync(House.Organizer, changes.AsOf, Cancel));

        House.Done(await house.Investors.SaveAsync(House.Organizer, null, new InvestorForm { NameZh = "与排期无关的企业（示例）", Origin = InvestmentOrigin.Abroad }, Cancel));
        var elsewhere = await board.ChangesAsync(House.Organizer, changes.AsOf, Cancel);
        Assert.False(elsewhere!.ShowOnBoard);
        Assert.Empty(elsewhere.By);
    }
}
