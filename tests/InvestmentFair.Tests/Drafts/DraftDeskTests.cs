using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Drafts;
using InvestmentFair.Meetings;
using InvestmentFair.Organisations;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Drafts;

public sealed class DraftDeskTests
{
    private static readonly Actor Mine = new(Guid.CreateVersion7(), "周文（测试）", Role.Staff);
    private static readonly Actor Theirs = new(Guid.CreateVersion7(), "李武（测试）", Role.Administrator);
    private static readonly DraftPlace Place = new(nameof(InvestorForm), "/console/2027/investors/new");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task A_draft_is_found_again_with_what_was_typed_even_what_cannot_be_read(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var desk = Desk(house);
        var typed = Fields(("NameZh", "“引号”\n换行 \0 \uD83C\uDF5A <b>"), ("Total", "很多钱"));

        var press = Guid.CreateVersion7();
        House.Done(await desk.KeepAsync(Mine, Place, 3, press, Fields(("NameZh", "早先")), Cancel));
        House.Done(await desk.KeepAsync(Mine, Place, 4, press, typed, Cancel));

        var draft = await desk.FindAsync(Mine, Place, Cancel);
        Assert.NotNull(draft);
        Assert.Equal((4, house.Now), (draft.BaseVersion, draft.SavedAt));
        Assert.Equal(typed, draft.Fields);
        Assert.Equal(1, await house.ReadAsync(db => db.Drafts.CountAsync(Cancel)));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_draft_is_never_offered_to_another_account_nor_dropped_by_one(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (desk, press) = (Desk(house), Guid.CreateVersion7());
        House.Done(await desk.KeepAsync(Mine, Place, 0, press, Fields(("NameZh", "只有我看得到")), Cancel));

        Assert.Null(await desk.FindAsync(Theirs, Place, Cancel));
        Assert.Null(await desk.OfPressAsync(Theirs, Place, press, Cancel));
        await desk.DropAsync(Theirs, Place, press, Cancel);
        House.Done(await desk.KeepAsync(Theirs, Place, 0, Guid.CreateVersion7(), Fields(("NameZh", "别人的")), Cancel));

        Assert.Equal("只有我看得到", (await desk.FindAsync(Mine, Place, Cancel))!.Fields["NameZh"].Typed);
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.FindAsync(Actor.Portal, Place, Cancel));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Two_tabs_of_one_form_have_two_drafts_and_neither_writes_over_nor_drops_the_others(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (desk, one, two) = (Desk(house), Guid.CreateVersion7(), Guid.CreateVersion7());

        House.Done(await desk.KeepAsync(Mine, Place, 0, one, Fields(("NameZh", "第一个标签页")), Cancel));
        house.Time.Advance(TimeSpan.FromSeconds(1));
        House.Done(await desk.KeepAsync(Mine, Place, 0, two, Fields(("NameZh", "第二个标签页")), Cancel));
        house.Time.Advance(TimeSpan.FromSeconds(1));
        House.Done(await desk.KeepAsync(Mine, Place, 0, one, Fields(("NameZh", "第一个标签页，又写了")), Cancel));

        Assert.Equal(("第一个标签页，又写了", "第二个标签页"), (await TypedAsync(desk.FindAsync(Mine, Place, Cancel)), await TypedAsync(desk.FindAsync(Mine, Place, Cancel, one))));
        Assert.Equal(("第一个标签页，又写了", "第二个标签页"), (await TypedAsync(desk.OfPressAsync(Mine, Place, one, Cancel)), await TypedAsync(desk.OfPressAsync(Mine, Place, two, Cancel))));
        House.Done(await desk.OnceAsync(Mine, one, me => house.Investors.SaveAsync(me, null, New("先保存的（示例）"), Cancel), Cancel));
        Assert.Null(await desk.OfPressAsync(Mine, Place, one, Cancel));
        await desk.DropAsync(Mine, Place, one, Cancel);
        Assert.Equal("第二个标签页", await TypedAsync(desk.FindAsync(Mine, Place, Cancel)));
        await desk.DropAsync(Mine, Place, two, Cancel);
        Assert.Equal(0, await house.ReadAsync(db => db.Drafts.CountAsync(Cancel)));

        static async Task<string> TypedAsync(Task<DraftView?> draft) => (await draft)!.Fields["NameZh"].Typed;
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_draft_goes_with_the_save_and_a_late_key_does_not_bring_it_back(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (desk, press) = (Desk(house), Guid.CreateVersion7());
        House.Done(await desk.KeepAsync(Mine, Place, 0, press, Fields(("NameZh", "新企业")), Cancel));

        House.Done(await desk.OnceAsync(Mine, press, me => house.Investors.SaveAsync(me, null, New("新企业（示例）"), Cancel), Cancel));
        Assert.Null(await desk.FindAsync(Mine, Place, Cancel));
        Assert.Equal(0, await house.ReadAsync(db => db.Drafts.CountAsync(Cancel)));

        House.Done(await desk.KeepAsync(Mine, Place, 0, press, Fields(("NameZh", "新企业！")), Cancel));
        Assert.Equal(0, await house.ReadAsync(db => db.Drafts.CountAsync(Cancel)));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_refused_save_keeps_the_draft_and_the_press(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (desk, press) = (Desk(house), Guid.CreateVersion7());
        House.Done(await desk.KeepAsync(Mine, Place, 0, press, Fields(("NameZh", "")), Cancel));

        Assert.True((await desk.OnceAsync(Mine, press, me => house.Investors.SaveAsync(me, null, New(""), Cancel), Cancel)).Refused);

        Assert.NotNull(await desk.FindAsync(Mine, Place, Cancel));
        House.Done(await desk.OnceAsync(Mine, press, me => house.Investors.SaveAsync(me, null, New("补上名称（示例）"), Cancel), Cancel));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task One_press_replayed_ten_times_at_once_makes_one_record_and_one_link_and_answers_all_the_same(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (desk, press, links) = (Desk(house), Guid.CreateVersion7(), await house.LinksAsync());

        var outcomes = await House.FightAsync(10, _ => desk.OnceAsync(Mine, press, me => house.Investors.SaveAsync(me, null, New("只有一家（示例）"), Cancel), Cancel));
        var later = await desk.OnceAsync(Mine, press, _ => throw new InvalidOperationException("An answered press does nothing."), Cancel);

        Assert.All(outcomes, House.Done);
        var made = Assert.Single(outcomes.Append(later).Select(o => o.Value).Distinct());
        Assert.Equal([made], await house.ReadAsync(db => db.Investors.Where(i => i.Name.Zh == "只有一家（示例）").Select(i => i.Id).ToListAsync(Cancel)));
        Assert.Equal(links + 1, await house.LinksAsync());
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Without_the_press_the_same_form_sent_twice_makes_two_records(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);

        foreach (var _ in new[] { 1, 2 }) House.Done(await house.Investors.SaveAsync(Mine, null, New("没有钥匙（示例）"), Cancel));

        Assert.Equal(2, await house.ReadAsync(db => db.Investors.CountAsync(i => i.Name.Zh == "没有钥匙（示例）", Cancel)));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task The_database_itself_refuses_a_second_record_by_the_same_press(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var pressing = Mine with { Press = Guid.CreateVersion7() };

        House.Done(await house.Investors.SaveAsync(pressing, null, New("第一次（示例）"), Cancel));
        var second = await house.Investors.SaveAsync(pressing, null, New("第二次（示例）"), Cancel);

        Assert.Equal(Violations.PressedTwice, second.Refusal);
        Assert.Equal(0, await house.ReadAsync(db => db.Investors.CountAsync(i => i.Name.Zh == "第二次（示例）", Cancel)));
        // The key is one person's: another's press of the same key is another press.
        House.Done(await house.Investors.SaveAsync(Theirs with { Press = pressing.Press }, null, New("另一个人（示例）"), Cancel));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_verb_pressed_twice_is_done_once_and_not_refused(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (desk, press, request) = (Desk(house), Guid.CreateVersion7(), await house.RequestAsync());
        var links = await house.LinksAsync();

        for (var i = 0; i < 3; i++)
            House.Done(await desk.OnceAsync(Mine, press, async me => (await house.Meetings.WithdrawRequestAsync(me, House.Fair, request, await house.VersionAsync<MeetingRequest>(request), Cancel)).With(Guid.Empty), Cancel));

        Assert.Equal(links + 1, await house.LinksAsync());
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Drafts_are_swept_after_thirty_days(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var desk = Desk(house);
        House.Done(await desk.KeepAsync(Mine, Place, 0, Guid.CreateVersion7(), Fields(("NameZh", "旧")), Cancel));
        house.Time.Advance(TimeSpan.FromDays(29));
        House.Done(await desk.KeepAsync(Mine, Place with { Form = "Other" }, 0, Guid.CreateVersion7(), Fields(("NameZh", "新")), Cancel));
        Assert.Equal(0, await desk.SweepAsync(Actor.Job, Cancel));

        house.Time.Advance(TimeSpan.FromDays(2));

        Assert.Equal(1, await desk.SweepAsync(Actor.Job, Cancel));
        Assert.NotNull(await desk.FindAsync(Mine, Place with { Form = "Other" }, Cancel));
    }

    [Fact]
    public async Task Keeping_a_draft_leaves_the_stored_pages_of_the_portal_alone()
    {
        await using var house = await House.OpenAsync(Engine.Sqlite);
        var commits = ((FairContexts)house.Database.Contexts).Commits;
        var before = commits.Portal;

        House.Done(await Desk(house).KeepAsync(Mine, Place, 0, Guid.CreateVersion7(), Fields(("NameZh", "一键一存")), Cancel));

        Assert.Equal(before, commits.Portal);
    }

    private static DraftDesk Desk(House house) => new(house.Database.Contexts, house.Clock);

    private static Dictionary<string, DraftField> Fields(params (string Field, string Typed)[] typed) => typed.ToDictionary(t => t.Field, t => new DraftField("", t.Typed));

    private static InvestorForm New(string name) => new() { NameZh = name, Origin = InvestmentOrigin.OutsideProvince };
}
