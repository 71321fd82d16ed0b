using InvestmentFair.Access;
using InvestmentFair.Choices;
using InvestmentFair.Data;
using InvestmentFair.Delegations;
using InvestmentFair.Edits;
using InvestmentFair.Invitations;
using InvestmentFair.Kernel;
using InvestmentFair.Projects;
using InvestmentFair.Spreadsheets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace InvestmentFair.Tests.Edits;

/// <summary>One cell of a list put right at once.</summary>
public sealed class EditCellTests
{
    private const string Rank = nameof(GuestForm.ProtocolRank);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task A_cell_is_put_right_as_the_page_of_its_record_does_it(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var id = await GuestAsync(house);
        var before = await FormAsync(house, id);

        House.Done(await PutAsync(house, id, "77", seen: $"{before.ProtocolRank}"));

        var after = await FormAsync(house, id);
        Assert.Equal((77, before.Version + 1), (after.ProtocolRank, after.Version));
        Assert.Equal([Rank], after.Against(before).Select(f => f.Field));
        await using var db = house.Open();
        var link = await db.AuditEntries.Include(a => a.Rows).OrderBy(a => a.Sequence).LastAsync(Cancel);
        Assert.Equal("guest.revised", link.Act);
        Assert.Equal((Rank, $"{before.ProtocolRank}", "77"), link.Rows.Select(r => (r.Field, r.Old, r.New)).Single());
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Where_the_cell_no_longer_says_what_was_seen_nothing_is_written_and_both_are_shown(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var id = await GuestAsync(house);
        var seen = $"{(await FormAsync(house, id)).ProtocolRank}";
        House.Done(await PutAsync(house, id, "55", seen));
        var links = await house.LinksAsync();

        var refused = await PutAsync(house, id, "77", seen);

        Assert.True(refused.IsOvertaken);
        Assert.Equal((77, 55), (((GuestForm)refused.Clash!.Mine).ProtocolRank, ((GuestForm)refused.Clash.Theirs).ProtocolRank));
        Assert.Equal((55, links), ((await FormAsync(house, id)).ProtocolRank, await house.LinksAsync()));
        // Having seen theirs, the reader may still want their own.
        House.Done(await PutAsync(house, id, "77", "55"));
        Assert.Equal(77, (await FormAsync(house, id)).ProtocolRank);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task What_others_changed_in_the_rest_of_the_record_stays(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var id = await GuestAsync(house);
        var opened = await FormAsync(house, id);
        var theirs = await FormAsync(house, id);
        (theirs.Organisation, theirs.Name) = ("改过的单位", "改过的名字");
        House.Done(await house.Delegations.SaveGuestAsync(House.Organizer, House.Fair, id, theirs, Cancel));

        House.Done(await PutAsync(house, id, "77", $"{opened.ProtocolRank}"));

        var after = await FormAsync(house, id);
        Assert.Equal(("改过的单位", "改过的名字", 77), (after.Organisation, after.Name, after.ProtocolRank));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Two_who_put_right_cells_of_one_record_at_once_both_have_their_way(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var id = await GuestAsync(house);
        var form = await FormAsync(house, id);

        var outcomes = await House.FightAsync(2, i => i == 0
            ? PutAsync(house, id, "77", $"{form.ProtocolRank}")
            : Guests(house).PutAsync(House.Organizer, House.Fair, id, nameof(GuestForm.Organisation), new GuestForm { Organisation = "同时改的单位" }, form.Organisation ?? "", Cancel));

        Assert.All(outcomes, House.Done);
        var after = await FormAsync(house, id);
        Assert.Equal((77, "同时改的单位"), (after.ProtocolRank, after.Organisation));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_rule_says_no_beside_the_cell_and_nothing_is_written(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var id = await GuestAsync(house);
        var form = await FormAsync(house, id);
        var links = await house.LinksAsync();

        Assert.Equal([(Rank, "应在 1 到 9999 之间")], (await PutAsync(house, id, "10000", $"{form.ProtocolRank}")).Problems.Select(p => (p.Field, p.Zh)));
        Assert.Equal([nameof(GuestForm.Name)], (await Guests(house).PutAsync(House.Organizer, House.Fair, id, nameof(GuestForm.Name), new GuestForm { Name = " " }, form.Name, Cancel)).Problems.Select(p => p.Field));
        // A rule over two fields speaks as well: a guest needs a delegation or an enterprise.
        Assert.Equal([nameof(GuestForm.DelegationId)], (await Guests(house).PutAsync(House.Organizer, House.Fair, id, nameof(GuestForm.DelegationId), new GuestForm(), $"{form.DelegationId}", Cancel)).Problems.Select(p => p.Field));
        Assert.Equal(links, await house.LinksAsync());

        foreach (var state in new[] { RosterState.Submitted, RosterState.Checked, RosterState.Locked })
            await house.Delegations.AdvanceAsync(House.Organizer, House.Fair, form.DelegationId!.Value, await house.VersionAsync<Delegation>(form.DelegationId!.Value), state, Cancel);
        Assert.Equal(DelegationRefusals.RosterLocked, (await PutAsync(house, id, "77", $"{form.ProtocolRank}")).Refusal);
        Assert.Equal(form.ProtocolRank, (await FormAsync(house, id)).ProtocolRank);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task An_answer_in_a_cell_is_an_answer_by_telephone(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var id = await house.ReadAsync(db => db.Guests.Where(g => g.Fair.Code == House.Fair && g.Attendance == Attendance.Unknown).OrderBy(g => g.Number).Select(g => g.Id).FirstAsync(Cancel));

        Assert.Equal(nameof(Attendance.Unknown), House.Done(await Guests(house).CellAsync(House.Organizer, House.Fair, id, "Attendance", Cancel)).Text);
        House.Done(await AnswerAsync(Attendance.Coming, Attendance.Unknown));

        await using var db = house.Open();
        var guest = await db.Guests.SingleAsync(g => g.Id == id, Cancel);
        Assert.Equal((Attendance.Coming, House.Organizer.Name), (guest.Attendance, guest.AnsweredThrough));
        Assert.Equal("guest.answered", await db.AuditEntries.OrderBy(a => a.Sequence).Select(a => a.Act).LastAsync(Cancel));
        var links = await house.LinksAsync();
        Assert.True((await AnswerAsync(Attendance.Declined, Attendance.Unknown)).IsOvertaken);
        House.Done(await AnswerAsync(Attendance.Coming, Attendance.Unknown));
        Assert.Equal(links, await house.LinksAsync());

        Task<Outcome> AnswerAsync(Attendance answer, Attendance seen) =>
            Guests(house).PutAsync(House.Organizer, House.Fair, id, "Attendance", new AnswerForm { Attendance = answer }, seen.ToString(), Cancel);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task The_day_in_a_letters_cell_sends_it_once(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var desk = new InvitationEditDesk(house.Database.Contexts, house.Clock, new ChoiceQueries(house.Database.Contexts, house.Clock), new InvitationList(house.Database.Contexts), new InvitationDesk(house.Database.Contexts, house.Clock));
        var letters = await house.ReadAsync(db => db.Invitations.Where(i => i.Fair.Code == House.Fair).OrderBy(i => i.LetterNumber).ToListAsync(Cancel));
        var selection = Selection.Of(letters.Select(l => l.Id));
        var waiting = letters.Count(l => l.State is InvitationState.NotSent);

        var plan = House.Done(await desk.PlanAsync(House.Organizer, House.Fair, selection, "SentOn", new SentForm { On = house.Today }, Cancel));
        Assert.Equal((waiting, letters.Count - waiting), (plan.Changes, plan.Skipped));

        var sent = letters.First(l => l.State is not InvitationState.NotSent);
        var refused = await desk.PutAsync(House.Organizer, House.Fair, sent.Id, "SentOn", new SentForm { On = house.Today }, $"{sent.SentOn:yyyy-MM-dd}", Cancel);
        Assert.Equal(InvitationRefusals.AlreadySent, refused.Refusal);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_listing_that_is_shown_is_not_made_valid_for_longer_in_a_cell(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var desk = new ProjectEditDesk(house.Database.Contexts, house.Clock, new ChoiceQueries(house.Database.Contexts, house.Clock), new ProjectList(house.Database.Contexts, house.Clock), house.Projects);
        var shown = await house.ReadAsync(db => db.Projects.Where(p => p.State == ProjectState.Published).OrderBy(p => p.Code).FirstAsync(Cancel));

        var refused = await desk.PutAsync(House.Organizer, House.Fair, shown.Id, nameof(ProjectForm.ValidTo), new ProjectForm { ValidTo = shown.ValidTo.AddYears(1) }, $"{shown.ValidTo:yyyy-MM-dd}", Cancel);

        Assert.Equal(PublicationRefusals.ExtendInstead, refused.Refusal);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_fault_in_what_follows_takes_nothing_back_and_is_written_down(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (id, log, choices) = (await GuestAsync(house), new Heard(), new ChoiceQueries(house.Database.Contexts, house.Clock));
        var guest = await house.ReadAsync(db => db.Guests.AsNoTracking().Include(g => g.Delegation).SingleAsync(g => g.Id == id, Cancel));
        var project = await house.ReadAsync(db => db.FairProjects.Where(l => l.Fair.Code == House.Fair).OrderBy(l => l.Ordinal).Select(l => new { l.ProjectId, l.Ordinal }).FirstAsync(Cancel));
        var answers = new AnswerForm { Attendance = Attendance.Declined };

        await SavedAsync((shut, desk) => new GuestEditDesk(shut, house.Clock, choices, new GuestList(house.Database.Contexts), desk) { Log = log }
            .PutAsync(House.Organizer, House.Fair, id, Rank, new GuestForm { ProtocolRank = 77 }, $"{guest.ProtocolRank}", Cancel));
        await SavedAsync((shut, desk) => new GuestEditDesk(shut, house.Clock, choices, new GuestList(house.Database.Contexts), desk) { Log = log }
            .PutAsync(House.Organizer, House.Fair, id, "Attendance", answers, guest.Attendance.ToString(), Cancel));
        await SavedAsync((shut, desk) => new DelegationEditDesk(shut, house.Clock, choices, new DelegationList(house.Database.Contexts), desk) { Log = log }
            .PutAsync(House.Organizer, House.Fair, guest.DelegationId!.Value, nameof(DelegationForm.ProtocolRank), new DelegationForm { ProtocolRank = 77 }, $"{guest.Delegation!.ProtocolRank}", Cancel));
        await SavedAsync((shut, _) => new ProjectEditDesk(shut, house.Clock, choices, new ProjectList(house.Database.Contexts, house.Clock), house.Projects) { Log = log }
            .PutAsync(House.Organizer, House.Fair, project.ProjectId, "FairOrder", new FairOrderForm { Place = 777 }, $"{project.Ordinal}", Cancel));
        House.Done(await house.Delegations.AnswerAsync(House.Organizer, House.Fair, id, await house.VersionAsync<Guest>(id), Attendance.Coming, Cancel));
        var version = await house.VersionAsync<Guest>(id);
        await SavedAsync((_, desk) => desk.AnswerAsync(House.Organizer, House.Fair, id, version, Attendance.Declined, Cancel));

        var after = await house.ReadAsync(db => db.Guests.SingleAsync(g => g.Id == id, Cancel));
        Assert.Equal((77, Attendance.Declined), (after.ProtocolRank, after.Attendance));

        async Task SavedAsync(Func<IDbContextFactory<FairDbContext>, DelegationDesk, Task<Outcome>> put)
        {
            var (links, heard) = (await house.LinksAsync(), log.Faults.Count);
            var shut = new ShutOnceSaved(house.Database, links);
            var done = await put(shut, new DelegationDesk(shut, house.Clock, log));
            House.Done(done);
            Assert.Null(done.Notice);
            Assert.Equal((links + 1, heard + 1), (await house.LinksAsync(), log.Faults.Count));
        }
    }

    [Fact]
    public async Task Nobody_edits_a_cell_who_may_not_edit_the_record()
    {
        await using var house = await House.OpenAsync(Engine.Sqlite);
        var id = await GuestAsync(house);
        var leader = new Actor(Guid.NewGuid(), "领导（测试）", Role.Leader);

        await Assert.ThrowsAsync<NotAllowedException>(() => Guests(house).CellAsync(leader, House.Fair, id, Rank, Cancel));
        await Assert.ThrowsAsync<NotAllowedException>(() => Guests(house).PutAsync(leader, House.Fair, id, Rank, new GuestForm { ProtocolRank = 1 }, "2", Cancel));
        // A guest of another fair, a field that stands in no column, and a form of another noun are not there.
        Assert.Equal(Refusal.NotFound, (await Guests(house).CellAsync(House.Organizer, "2024", id, Rank, Cancel)).Refusal);
        Assert.Equal(Refusal.NotFound, (await Guests(house).CellAsync(House.Organizer, House.Fair, id, nameof(GuestForm.Dietary), Cancel)).Refusal);
        Assert.Equal(Refusal.NotFound, (await Guests(house).PutAsync(House.Organizer, House.Fair, id, Rank, new DelegationForm(), "2", Cancel)).Refusal);
        // A name belongs to one person.
        Assert.Equal(Refusal.NotFound, (await Guests(house).PlanAsync(House.Organizer, House.Fair, Selection.Of([id]), nameof(GuestForm.Name), new GuestForm { Name = "同名" }, Cancel)).Refusal);
    }

    [Fact]
    public async Task Every_cell_that_can_be_edited_stands_in_a_column_of_its_list_and_says_what_the_record_says()
    {
        await using var house = await House.OpenAsync(Engine.Sqlite);
        await using var services = new ServiceCollection().AddInvestmentFair(house.Database.Connection).BuildServiceProvider();
        var links = await house.LinksAsync();

        foreach (var desk in services.GetServices<IEditDesk>())
        {
            var list = services.GetServices<IListOf>().Single(l => l.Key == desk.List);
            var columns = ((IEnumerable<object>)((dynamic)list).Columns).Select(c => (string)((dynamic)c).Key).ToList();
            var cells = desk.Choices.Where(c => c.Column is not null).ToList();
            Assert.Equal(cells.Select(c => c.Column).Distinct(), cells.Select(c => c.Column));
            Assert.All(cells, c => Assert.Contains(c.Column, columns));
            Assert.Equal(desk.Choices.Select(c => c.Key).Distinct(), desk.Choices.Select(c => c.Key));

            foreach (var id in (await list.KeysAsync(House.Organizer, House.Fair, Selection.AllOf(new ListState()), Cancel)).Take(3))
                foreach (var choice in cells)
                {
                    var cell = await desk.CellAsync(House.Organizer, House.Fair, id, choice.Key, Cancel);
                    Assert.False(cell.Refused, $"{desk.List} {choice.Key}: {cell.Text}");
                    Assert.True((await desk.PutAsync(House.Organizer, House.Fair, id, choice.Key, cell.Value!.Form, cell.Value.Text, Cancel)) is { Clash: null, Refusal: null }, $"{desk.List} {choice.Key}");
                }
        }

        // What is put where it stands already leaves no trace.
        Assert.Equal(links, await house.LinksAsync());
    }

    [Fact]
    public async Task Every_field_that_many_rows_can_be_given_can_be_planned_for_all_of_them()
    {
        await using var house = await House.OpenAsync(Engine.Sqlite);
        await using var services = new ServiceCollection().AddInvestmentFair(house.Database.Connection).BuildServiceProvider();

        foreach (var desk in services.GetServices<IEditDesk>())
        {
            var list = services.GetServices<IListOf>().Single(l => l.Key == desk.List);
            var all = Selection.AllOf(new ListState());
            var keys = await list.KeysAsync(House.Organizer, House.Fair, all, Cancel);
            foreach (var choice in desk.Choices.Where(c => c is { IsForMany: true, Column: not null }))
                foreach (var id in keys.Take(5))
                {
                    var form = House.Done(await desk.CellAsync(House.Organizer, House.Fair, id, choice.Key, Cancel)).Form;
                    if (choice.Check(form).Count > 0) continue;
                    var plan = House.Done(await desk.PlanAsync(House.Organizer, House.Fair, all, choice.Key, form, Cancel));
                    Assert.Equal(keys.Count, plan.Changes + plan.Skipped);
                    Assert.Contains(plan.Skips, s => s.Reason == EditRefusals.Unchanged.Text);
                    break;
                }
        }
    }

    /// <summary>The database is not to be had any more once something was saved.</summary>
    private sealed class ShutOnceSaved(FairDatabase database, long links) : IDbContextFactory<FairDbContext>
    {
        public FairDbContext CreateDbContext()
        {
            using var db = database.Open();
            return db.AuditEntries.Count() > links ? throw new InvalidOperationException("The database is gone.") : database.Open();
        }
    }

    private sealed class Heard : ILogger<DelegationDesk>
    {
        public List<Exception?> Faults { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Faults.Add(exception);
    }

    private static GuestEditDesk Guests(House house) =>
        new(house.Database.Contexts, house.Clock, new ChoiceQueries(house.Database.Contexts, house.Clock), new GuestList(house.Database.Contexts), house.Delegations);

    private static Task<Outcome> PutAsync(House house, Guid id, string rank, string seen) =>
        Guests(house).PutAsync(House.Organizer, House.Fair, id, Rank, new GuestForm { ProtocolRank = int.Parse(rank, System.Globalization.CultureInfo.InvariantCulture) }, seen, Cancel);

    private static Task<Guid> GuestAsync(House house) =>
        house.ReadAsync(db => db.Guests.Where(g => g.Fair.Code == House.Fair && g.InvestorId == null && g.Delegation!.Roster != RosterState.Locked).OrderBy(g => g.Number).Select(g => g.Id).FirstAsync(Cancel));

    private static Task<GuestForm> FormAsync(House house, Guid id) =>
        house.ReadAsync(async db => GuestForm.Of(await db.Guests.Include(g => g.Person).SingleAsync(g => g.Id == id, Cancel)));
}
