using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Documents;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using InvestmentFair.People;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Documents;

/// <summary>What is given into people's hands is what was published, and who is called is whoever was not told.</summary>
public sealed class SlipTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task A_slip_has_what_is_on_of_the_release_that_holds_and_changes_with_it_alone(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (queries, people, tables) = (new SlipQueries(house.Database.Contexts), await house.PeopleAsync(2), await house.TablesAsync(2));
        Assert.Equal((null, 0), (await queries.SlipsAsync(House.Organizer, House.Fair, Cancel)) is { } none ? (none.Release, none.Slips.Count) : default);
        var (first, second) = (await house.MeetingAsync(await house.SlotAsync(), tables[0], people[0]), await house.MeetingAsync(await house.SlotAsync(), tables[0], people[0], people[1]));
        var release = await house.PublishAsync();

        var before = (await queries.SlipsAsync(House.Organizer, House.Fair, Cancel))!;
        var meetings = (await house.ReadAsync(db => ReleaseQueries.Whole(db).SingleAsync(r => r.Id == release, Cancel))).Meetings;
        Assert.All(before.Slips, s => Assert.Equal(Released.Of(meetings, [Guid.Parse(s.Key)]).Where(m => m.State is ReleasedState.On).Select(m => m.Meeting.TableCode), s.Lines.Select(l => l.Table)));
        Assert.Equal(["8月20日 08:00–08:20", "8月20日 08:30–08:50"], Of(before, people[0]).Lines.Select(l => l.Time.Zh));
        Assert.Contains("与会者1（示例）", Of(before, people[0]).Lines[0].With.Zh, StringComparison.Ordinal);

        // Moved and not published yet is on no slip; withheld is on none any more, and only those of its people change.
        House.Done(await house.Meetings.PlaceAsync(House.Organizer, House.Fair, second, await house.VersionAsync<Meeting>(second), new Place(await house.SlotAsync(), 1, tables[1]), Cancel));
        Assert.Equal(before.Slips.Select(s => s.Text), (await queries.SlipsAsync(House.Organizer, House.Fair, Cancel))!.Slips.Select(s => s.Text));
        var row = await house.ReadAsync(db => db.ReleasedMeetings.AsNoTracking().Include(m => m.People).SingleAsync(m => m.ReleaseId == release && m.MeetingId == first, Cancel));
        House.Done(await house.Releases.HideAsync(House.Organizer, House.Fair, row.Id, row.Version, "示例", Cancel));
        var after = (await queries.SlipsAsync(House.Organizer, House.Fair, Cancel))!;
        Assert.Equal(["8月20日 08:30–08:50"], Of(after, people[0]).Lines.Select(l => l.Time.Zh));
        var changes = PrintChanges.Since([.. before.Slips.Select(Line)], [.. after.Slips.Select(Line)]);
        Assert.Equal(row.People.Select(p => $"{p.PersonId:N}").Order(), changes.Select(c => c.Key).Order());

        // Whom the host meets is said in both languages as each parts names.
        var withTwo = Assert.Single(before.Slips.SelectMany(s => s.Lines).Select(l => l.With).Distinct(), w => w.Zh.Contains("与会者1（示例）、与会者2（示例）", StringComparison.Ordinal));
        Assert.EndsWith("与会者1（示例）, 与会者2（示例）", withTwo.En, StringComparison.Ordinal);

        // The list has the same, line by line.
        var list = await new SlipList(house.Database.Contexts).LoadAsync(House.Organizer, House.Fair, new ListState { Size = 100, Filters = new Dictionary<string, string> { ["person"] = $"{people[0]}" } }, Cancel);
        Assert.Equal(Of(after, people[0]).Lines.Select(l => (l.Table, l.Subject.Zh)), list.Rows.Select(r => (r.Table, r.Subject)));
        Assert.Equal(after.Slips.Sum(s => s.Lines.Count), await new SlipList(house.Database.Contexts).CountAsync(House.Organizer, House.Fair, new ListState(), null, Cancel));
        Assert.Null(await queries.SlipsAsync(House.Organizer, "none", Cancel));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task The_call_list_has_every_open_notice_with_the_number_and_no_print_keeps_a_number(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var queries = new CallListQueries(house.Database.Contexts);
        var person = await house.ReadAsync(async db =>
        {
            var reached = Person.Enter(new PersonForm { Name = "接电话的人（示例）", Mobile = "13800000123" });
            db.Add(reached);
            House.Done(await db.SaveAsync(new Act(House.Organizer, "person.entered", house.Now), Cancel));
            return reached.Id;
        });
        await house.MeetingAsync(await house.SlotAsync(), await house.TableAsync(), person);
        await house.PublishAsync();

        var list = (await queries.CallsAsync(House.Organizer, House.Fair, Cancel))!;

        var open = await house.ReadAsync(db => db.Notices.Where(n => n.Fair.Code == House.Fair && n.State == NoticeState.Open).ToListAsync(Cancel));
        Assert.Equal(open.Select(n => $"{n.Id:N}").Order(), list.Calls.Select(c => c.Key).Order());
        var call = list.Calls.Single(c => c.Key == $"{open.Single(n => n.PersonId == person).Id:N}");
        Assert.Equal(("接电话的人（示例）", "13800000123"), (call.Name, call.Mobile));
        PrintLine[] lines = [.. list.Calls.Select(c => new PrintLine(c.Key, c.Text))];
        var form = new PrintForm { Purpose = "电话通知", Recipient = "联络组" };
        House.Done(await house.Prints.PrintAsync(House.Organizer, House.Fair, Document.CallList, null, form, lines, Cancel));
        Assert.False(await house.ReadAsync(db => db.Prints.SelectMany(p => p.Printed).AnyAsync(l => l.Text.Zh.Contains("13800000123"), Cancel)));
        await Assert.ThrowsAsync<NotAllowedException>(() => queries.CallsAsync(House.Organizer with { Role = Role.Leader }, House.Fair, Cancel));
        await house.VerifyAsync();

        await house.TellAllAsync();
        Assert.Empty((await queries.CallsAsync(House.Organizer, House.Fair, Cancel))!.Calls);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Paper_and_list_stand_in_one_order_by_how_names_are_read(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        await house.PublishAsync();

        var slips = (await new SlipQueries(house.Database.Contexts).SlipsAsync(House.Organizer, House.Fair, Cancel))!.Slips;
        var (list, rows) = (new SlipList(house.Database.Contexts), new List<SlipRow>());
        for (var page = 1; ; page++)
        {
            var read = await list.LoadAsync(House.Organizer, House.Fair, new ListState { Size = 100, Number = page }, Cancel);
            rows.AddRange(read.Rows);
            if (rows.Count >= read.Total) break;
        }

        Assert.Equal(rows.Select(r => $"{r.PersonId:N}").Distinct(), slips.Select(s => s.Key));
        var keys = rows.Select(r => (r.Side, r.DelegationKey, r.OrganisationKey)).ToList();
        Assert.True(keys.Select(k => k.DelegationKey).Distinct().Count() > 2);
        Assert.Equal(keys.OrderBy(k => k.Side).ThenBy(k => k.DelegationKey, StringComparer.Ordinal).ThenBy(k => k.OrganisationKey, StringComparer.Ordinal), keys);

        var calls = (await new CallListQueries(house.Database.Contexts).CallsAsync(House.Organizer, House.Fair, Cancel))!.Calls;
        var delegations = await house.ReadAsync(db => (from n in db.Notices
                                                       join g in db.Guests on new { n.FairId, n.PersonId } equals new { g.FairId, g.PersonId }
                                                       where g.Delegation != null
                                                       select new { n.Id, g.Delegation!.PinyinKey }).ToDictionaryAsync(g => $"{g.Id:N}", g => g.PinyinKey, Cancel));
        var read2 = calls.Select(c => delegations.GetValueOrDefault(c.Key, "")).ToList();
        Assert.Equal(read2.Order(StringComparer.Ordinal), read2);
        // Within a delegation, and among the hosts by their units, as well.
        Assert.All(calls.Zip(read2).GroupBy(c => c.Second, c => c.First), of => Assert.Equal(
            of.OrderBy(c => Pinyin.KeyOfName(c.Organisation.Zh), StringComparer.Ordinal).ThenBy(c => Pinyin.KeyOfName(c.Name), StringComparer.Ordinal).Select(c => $"{c.Organisation.Zh} {c.Name}"), of.Select(c => $"{c.Organisation.Zh} {c.Name}")));
    }

    private static Slip Of(SlipBook book, Guid person) => book.Slips.Single(s => s.Key == $"{person:N}");

    private static PrintLine Line(Slip slip) => new(slip.Key, slip.Text);
}
