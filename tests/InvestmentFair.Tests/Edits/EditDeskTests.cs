using InvestmentFair.Access;
using InvestmentFair.Choices;
using InvestmentFair.Deals;
using InvestmentFair.Delegations;
using InvestmentFair.Edits;
using InvestmentFair.Invitations;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using InvestmentFair.Projects;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Edits;

public sealed class EditDeskTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static readonly GuestForm Rank77 = new() { ProtocolRank = 77 };

    [Theory, ClassData(typeof(Both))]
    public async Task Sixty_guests_are_corrected_at_once_and_each_keeps_its_history(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var ids = await GuestsAsync(house, 60);
        var before = await VersionsAsync(house, ids);
        var links = await house.LinksAsync();

        var plan = House.Done(await Guests(house).PlanAsync(House.Organizer, House.Fair, Selection.Of(ids), nameof(GuestForm.ProtocolRank), Rank77, Cancel));
        Assert.Equal((60, links), (plan.Changes, await house.LinksAsync()));
        var done = House.Done(await Guests(house).ApplyAsync(House.Organizer, House.Fair, Selection.Of(ids), nameof(GuestForm.ProtocolRank), Rank77, plan.Stamp, "按新名单", Cancel));

        Assert.Equal(60, done.Changes);
        Assert.Equal(before.ToDictionary(v => v.Key, v => v.Value + 1), await VersionsAsync(house, ids));
        await using var db = house.Open();
        var link = await db.AuditEntries.Include(a => a.Rows).OrderBy(a => a.Sequence).LastAsync(Cancel);
        Assert.Equal(("guest.edited", "按新名单", 60), (link.Act, link.Purpose, link.Rows.Count));
        Assert.All(link.Rows, row => Assert.Equal(("ProtocolRank", "77"), (row.Field, row.New)));
        Assert.Equal(plan.Lines.Select(l => l.Old).Order(), link.Rows.Select(r => r.Old).Order());
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_change_of_many_is_taken_back_but_for_rows_that_were_changed_since_which_are_named(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var ids = await GuestsAsync(house, 12);
        Task<Dictionary<Guid, int>> RanksAsync() => house.ReadAsync(db => db.Guests.Where(g => ids.Contains(g.Id)).ToDictionaryAsync(g => g.Id, g => g.ProtocolRank, Cancel));
        var before = await RanksAsync();
        var desk = Guests(house);
        var plan = House.Done(await desk.PlanAsync(House.Organizer, House.Fair, Selection.Of(ids), nameof(GuestForm.ProtocolRank), Rank77, Cancel));
        Assert.Null(plan.Batch);
        var done = House.Done(await desk.ApplyAsync(House.Organizer, House.Fair, Selection.Of(ids), nameof(GuestForm.ProtocolRank), Rank77, plan.Stamp, null, Cancel));
        House.Done(await desk.PutAsync(House.Organizer, House.Fair, ids[3], nameof(GuestForm.ProtocolRank), new GuestForm { ProtocolRank = 5 }, "77", Cancel));
        // A cell put right and back, and another field of a row, are no reason to keep what the many were given.
        foreach (var (rank, seen) in new[] { (6, "77"), (77, "6") })
            House.Done(await desk.PutAsync(House.Organizer, House.Fair, ids[4], nameof(GuestForm.ProtocolRank), new GuestForm { ProtocolRank = rank }, seen, Cancel));
        var organisation = await house.ReadAsync(db => db.Guests.Where(g => g.Id == ids[5]).Select(g => g.Organisation).SingleAsync(Cancel));
        House.Done(await desk.PutAsync(House.Organizer, House.Fair, ids[5], nameof(GuestForm.Organisation), new GuestForm { Organisation = "仁化县人民政府（示例）" }, organisation, Cancel));
        var name = await house.ReadAsync(db => db.Guests.Where(g => g.Id == ids[3]).Select(g => g.Person.Name).SingleAsync(Cancel));
        var links = await house.LinksAsync();

        var back = House.Done(await desk.TakeBackAsync(House.Organizer, House.Fair, done.Batch!, Cancel));

        Assert.Equal((11, links + 1), (back.Count, await house.LinksAsync()));
        Assert.Equal([new EditLeft(name, EditRefusals.ChangedSince.Text)], back.Left);
        Assert.Equal(before.ToDictionary(b => b.Key, b => b.Key == ids[3] ? 5 : b.Value), await RanksAsync());
        Assert.Equal("仁化县人民政府（示例）", await house.ReadAsync(db => db.Guests.Where(g => g.Id == ids[5]).Select(g => g.Organisation).SingleAsync(Cancel)));
        // Once is all there is to take back.
        Assert.Equal(0, House.Done(await desk.TakeBackAsync(House.Organizer, House.Fair, done.Batch!, Cancel)).Count);
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Letters_marked_as_sent_are_out_and_nothing_offers_to_take_that_back(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var delegation = await house.ReadAsync(db => db.Delegations.Where(d => d.Fair.Code == House.Fair).Select(d => d.Id).FirstAsync(Cancel));
        var letters = new InvitationDesk(house.Database.Contexts, house.Clock);
        var letter = House.Done(await letters.SaveAsync(House.Organizer, House.Fair, null, new InvitationForm { LetterNumber = "招商函〔2027〕99号", DelegationId = delegation, AnswerBy = house.Today.AddDays(9) }, Cancel));
        var desk = new InvitationEditDesk(house.Database.Contexts, house.Clock, new ChoiceQueries(house.Database.Contexts, house.Clock), new InvitationList(house.Database.Contexts), letters);
        var sent = new SentForm { On = house.Today };
        var plan = House.Done(await desk.PlanAsync(House.Organizer, House.Fair, Selection.Of([letter]), "SentOn", sent, Cancel));

        var done = House.Done(await desk.ApplyAsync(House.Organizer, House.Fair, Selection.Of([letter]), "SentOn", sent, plan.Stamp, null, Cancel));

        Assert.Equal(1, done.Changes);
        Assert.Null(done.Batch);
        var asked = new EditBatch("SentOn", "", [new EditedRow(letter, "", null, house.Today)]);
        Assert.Equal(Refusal.NotFound, (await desk.TakeBackAsync(House.Organizer, House.Fair, asked, Cancel)).Refusal);
        Assert.Equal(house.Today, await house.ReadAsync(db => db.Invitations.Where(i => i.Id == letter).Select(i => i.SentOn).SingleAsync(Cancel)));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Answers_and_rosters_set_for_many_are_given_back(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var answer = new AnswerForm { Attendance = Attendance.Coming };
        var guests = await house.ReadAsync(db => db.Guests.Where(g => g.Fair.Code == House.Fair && g.Attendance == Attendance.Unknown).OrderBy(g => g.Number).Select(g => g.Id).Take(3).ToListAsync(Cancel));
        var answered = await AppliedAsync(Guests(house), guests, "Attendance", answer);
        Assert.Equal(3, House.Done(await Guests(house).TakeBackAsync(House.Organizer, House.Fair, answered.Batch!, Cancel)).Count);
        Assert.Equal(3, await house.ReadAsync(db => db.Guests.CountAsync(g => guests.Contains(g.Id) && g.Attendance == Attendance.Unknown && g.AnsweredAt == null, Cancel)));

        var desk = new DelegationEditDesk(house.Database.Contexts, house.Clock, new ChoiceQueries(house.Database.Contexts, house.Clock), new DelegationList(house.Database.Contexts), house.Delegations);
        var delegation = await house.ReadAsync(db => db.Delegations.Where(d => d.Fair.Code == House.Fair && d.Roster != RosterState.Locked).OrderBy(d => d.Id).Select(d => new { d.Id, d.Roster }).FirstAsync(Cancel));
        var advanced = await AppliedAsync(desk, [delegation.Id], "Roster", new RosterForm { Roster = delegation.Roster + 1 });
        Assert.Equal(1, House.Done(await desk.TakeBackAsync(House.Organizer, House.Fair, advanced.Batch!, Cancel)).Count);
        Assert.Equal(delegation.Roster, await house.ReadAsync(db => db.Delegations.Where(d => d.Id == delegation.Id).Select(d => d.Roster).SingleAsync(Cancel)));
        await house.VerifyAsync();
    }

    private static async Task<EditPlan> AppliedAsync(IEditDesk desk, IReadOnlyList<Guid> ids, string choice, Form typed)
    {
        var plan = House.Done(await desk.PlanAsync(House.Organizer, House.Fair, Selection.Of(ids), choice, typed, Cancel));
        return House.Done(await desk.ApplyAsync(House.Organizer, House.Fair, Selection.Of(ids), choice, typed, plan.Stamp, null, Cancel));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_locked_roster_is_left_alone_and_said(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        await using var db = house.Open();
        var delegation = await db.Delegations.Include(d => d.Guests).OrderBy(d => d.RegionCode).FirstAsync(d => d.Fair.Code == House.Fair, Cancel);
        foreach (var state in Enum.GetValues<RosterState>().Where(s => s > delegation.Roster))
            House.Done(await house.Delegations.AdvanceAsync(House.Organizer, House.Fair, delegation.Id, await house.VersionAsync<Delegation>(delegation.Id), state, Cancel));
        var locked = delegation.Guests.Select(g => g.Id).ToList();
        var open = (await db.Guests.Where(g => g.Fair.Code == House.Fair && g.Delegation!.Roster != RosterState.Locked).OrderBy(g => g.Id).Select(g => g.Id).Take(5).ToListAsync(Cancel)).Except(locked).ToList();
        var both = Selection.Of([.. locked, .. open]);
        var before = await VersionsAsync(house, locked);

        var plan = House.Done(await Guests(house).PlanAsync(House.Organizer, House.Fair, both, nameof(GuestForm.ProtocolRank), Rank77, Cancel));
        var done = House.Done(await Guests(house).ApplyAsync(House.Organizer, House.Fair, both, nameof(GuestForm.ProtocolRank), Rank77, plan.Stamp, null, Cancel));

        Assert.Equal(open.Count, done.Changes);
        Assert.Equal([new EditSkip(DelegationRefusals.RosterLocked.Text, locked.Count)], done.Skips);
        Assert.Equal(before, await VersionsAsync(house, locked));
        Assert.Equal(open.Count, await house.ReadAsync(r => r.Guests.CountAsync(g => g.Fair.Code == House.Fair && g.ProtocolRank == 77, Cancel)));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task What_is_so_already_is_not_saved_again(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var ids = await GuestsAsync(house, 10);
        await ApplyAsync(house, Selection.Of(ids));
        var before = await VersionsAsync(house, ids);

        var plan = House.Done(await Guests(house).PlanAsync(House.Organizer, House.Fair, Selection.Of(ids), nameof(GuestForm.ProtocolRank), Rank77, Cancel));

        Assert.Equal((0, 10), (plan.Changes, plan.Skipped));
        Assert.Equal(EditRefusals.NothingToDo, (await Guests(house).ApplyAsync(House.Organizer, House.Fair, Selection.Of(ids), nameof(GuestForm.ProtocolRank), Rank77, plan.Stamp, null, Cancel)).Refusal);
        Assert.Equal(before, await VersionsAsync(house, ids));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task All_that_match_is_asked_again_and_one_row_more_stops_it(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var matching = Selection.AllOf(new ListState { Filters = new Dictionary<string, string> { ["attendance"] = nameof(Attendance.Declined) } });
        var plan = House.Done(await Guests(house).PlanAsync(House.Organizer, House.Fair, matching, nameof(GuestForm.ProtocolRank), Rank77, Cancel));
        var coming = await house.ReadAsync(db => db.Guests.Where(g => g.Fair.Code == House.Fair && g.Attendance == Attendance.Coming).Select(g => g.Id).FirstAsync(Cancel));
        House.Done(await house.Delegations.AnswerAsync(House.Organizer, House.Fair, coming, await house.VersionAsync<Guest>(coming), Attendance.Declined, Cancel));
        var links = await house.LinksAsync();

        var refused = await Guests(house).ApplyAsync(House.Organizer, House.Fair, matching, nameof(GuestForm.ProtocolRank), Rank77, plan.Stamp, null, Cancel);

        Assert.Equal(EditRefusals.Moved, refused.Refusal);
        Assert.Equal((0, links), (await house.ReadAsync(db => db.Guests.CountAsync(g => g.ProtocolRank == 77, Cancel)), await house.LinksAsync()));
        var again = House.Done(await Guests(house).PlanAsync(House.Organizer, House.Fair, matching, nameof(GuestForm.ProtocolRank), Rank77, Cancel));
        Assert.Equal(plan.Changes + 1, again.Changes);
        Assert.Equal(again.Changes, House.Done(await Guests(house).ApplyAsync(House.Organizer, House.Fair, matching, nameof(GuestForm.ProtocolRank), Rank77, again.Stamp, null, Cancel)).Changes);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_deal_is_handed_over_by_an_entry_and_a_closed_one_is_left_alone(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var owner = await house.HostAsync(3);
        await using var db = house.Open();
        var open = await db.Deals.Where(d => d.StageType == StageType.Open && d.OwnerId != owner).OrderBy(d => d.Number).Select(d => d.Id).Take(8).ToListAsync(Cancel);
        var closed = await db.Deals.Where(d => d.StageType == StageType.Lost && d.OwnerId != owner).OrderBy(d => d.Number).Select(d => d.Id).Take(2).ToListAsync(Cancel);
        var typed = new OwnerForm { OwnerId = owner, From = house.Today, Reason = "分工调整" };
        var desk = new DealEditDesk(house.Database.Contexts, house.Clock, new ChoiceQueries(house.Database.Contexts, house.Clock), new DealList(house.Database.Contexts, house.Clock), house.Deals);
        var selection = Selection.Of([.. open, .. closed]);

        var plan = House.Done(await desk.PlanAsync(House.Organizer, null, selection, "Owner", typed, Cancel));
        var done = House.Done(await desk.ApplyAsync(House.Organizer, null, selection, "Owner", typed, plan.Stamp, null, Cancel));

        Assert.Equal((open.Count, closed.Count), (done.Changes, done.Skipped));
        Assert.Equal(open.Count, await house.ReadAsync(r => r.Set<DealOwner>().CountAsync(o => open.Contains(o.SubjectId) && o.PersonId == owner && o.Reason == "分工调整", Cancel)));
        Assert.DoesNotContain(plan.Lines, line => line.New == owner.ToString());
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_reporter_edits_the_deals_of_the_own_unit_and_no_others(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        await using var db = house.Open();
        var units = await db.Deals.Where(d => d.StageType == StageType.Open).GroupBy(d => d.LeadUnitId).OrderByDescending(g => g.Count()).Select(g => g.Key).Take(2).ToListAsync(Cancel);
        var reporter = new Actor(Guid.NewGuid(), "经办人（测试）", Role.Reporter, units[0]);
        var theirs = await db.Deals.Where(d => d.LeadUnitId == units[1]).Select(d => d.Id).ToListAsync(Cancel);
        var typed = new OwnerForm { OwnerId = await house.HostAsync(3), From = house.Today };
        var desk = new DealEditDesk(house.Database.Contexts, house.Clock, new ChoiceQueries(house.Database.Contexts, house.Clock), new DealList(house.Database.Contexts, house.Clock), house.Deals);

        Assert.Empty(House.Done(await desk.PlanAsync(reporter, null, Selection.Of(theirs), "Owner", typed, Cancel)).Lines);
        Assert.NotEmpty(House.Done(await desk.PlanAsync(House.Organizer, null, Selection.Of(theirs), "Owner", typed, Cancel)).Lines);
        var all = House.Done(await desk.PlanAsync(reporter, null, Selection.AllOf(new ListState()), "Owner", typed, Cancel));
        Assert.Equal(await db.Deals.CountAsync(d => d.LeadUnitId == units[0], Cancel), all.Changes + all.Skipped);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_rosters_next_step_is_for_the_delegation_to_allow(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var desk = new DelegationEditDesk(house.Database.Contexts, house.Clock, new ChoiceQueries(house.Database.Contexts, house.Clock), new DelegationList(house.Database.Contexts), house.Delegations);
        await using var db = house.Open();
        var rosters = await db.Delegations.Where(d => d.Fair.Code == House.Fair).Select(d => d.Roster).ToListAsync(Cancel);

        var plan = House.Done(await desk.PlanAsync(House.Organizer, House.Fair, Selection.AllOf(new ListState()), "Roster", new RosterForm { Roster = RosterState.Checked }, Cancel));

        Assert.Equal(rosters.Count(r => r is RosterState.Submitted or RosterState.Locked), plan.Changes);
        Assert.Contains(plan.Skips, s => s.Reason == DelegationRefusals.OneStepAtATime(RosterState.Submitted).Text && s.Count == rosters.Count(r => r is RosterState.Open));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task What_the_page_of_a_listing_refuses_its_list_refuses_too(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var desk = new ProjectEditDesk(house.Database.Contexts, house.Clock, new ChoiceQueries(house.Database.Contexts, house.Clock), new ProjectList(house.Database.Contexts, house.Clock), house.Projects);
        var shown = await house.ReadAsync(db => db.Projects.Where(p => p.State == ProjectState.Published).OrderBy(p => p.Code).Select(p => new { p.Id, p.ValidTo }).FirstAsync(Cancel));
        var withdrawn = await house.ReadAsync(db => db.Projects.Where(p => p.State == ProjectState.Published).OrderBy(p => p.Code).Select(p => p.Id).Skip(1).FirstAsync(Cancel));
        House.Done(await house.Publication.WithdrawAsync(House.Organizer, withdrawn, await house.VersionAsync<Project>(withdrawn), "暂不推介", Cancel));
        var longer = new ProjectForm { ValidTo = shown.ValidTo.AddYears(1) };

        var plan = House.Done(await desk.PlanAsync(House.Organizer, House.Fair, Selection.Of([shown.Id, withdrawn]), nameof(ProjectForm.ValidTo), longer, Cancel));

        Assert.Equal([(withdrawn, null), (shown.Id, PublicationRefusals.ExtendInstead.Text)], plan.Lines.Select(l => (l.Id, l.Skipped)));
    }

    [Fact]
    public async Task What_cannot_stand_in_the_field_is_refused_before_any_row_is_looked_at()
    {
        await using var house = await House.OpenAsync(Engine.Sqlite);

        var plan = await Guests(house).PlanAsync(House.Organizer, House.Fair, Selection.AllOf(new ListState()), nameof(GuestForm.Part), new GuestForm(), Cancel);

        Assert.Equal([nameof(GuestForm.Part)], plan.Problems.Select(p => p.Field));
        Assert.Equal(Refusal.NotFound, (await Guests(house).PlanAsync(House.Organizer, House.Fair, Selection.AllOf(new ListState()), nameof(GuestForm.Mobile), new GuestForm(), Cancel)).Refusal);
        Assert.Equal(Refusal.NotFound, (await Guests(house).PlanAsync(House.Organizer, House.Fair, Selection.AllOf(new ListState()), nameof(GuestForm.Part), new DelegationForm(), Cancel)).Refusal);
    }

    [Fact]
    public async Task Who_may_not_change_one_may_not_change_many()
    {
        await using var house = await House.OpenAsync(Engine.Sqlite);
        var leader = new Actor(Guid.NewGuid(), "领导（测试）", Role.Leader);

        await Assert.ThrowsAsync<NotAllowedException>(() => Guests(house).PlanAsync(leader, House.Fair, Selection.AllOf(new ListState()), nameof(GuestForm.ProtocolRank), Rank77, Cancel));
        await Assert.ThrowsAsync<NotAllowedException>(() => Guests(house).ApplyAsync(leader, House.Fair, Selection.AllOf(new ListState()), nameof(GuestForm.ProtocolRank), Rank77, "", null, Cancel));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Whoever_declines_with_many_is_shown_with_the_meetings_for_which_another_must_be_named(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (guest, meeting) = await house.ReadAsync(async db =>
        {
            var sits = await (from m in db.Meetings
                              join a in db.Set<MeetingAttendee>() on m.Id equals a.MeetingId
                              where m.Fair.Code == House.Fair && m.State == MeetingState.Planned && a.Side == Side.Guest && db.Guests.Any(g => g.FairId == m.FairId && g.PersonId == a.PersonId && g.Attendance != Attendance.Declined)
                              orderby m.Number
                              select new { m.Number, a.PersonId }).FirstAsync(Cancel);
            return (await db.Guests.Where(g => g.Fair.Code == House.Fair && g.PersonId == sits.PersonId).Select(g => g.Id).SingleAsync(Cancel), sits.Number);
        });
        var free = await house.ReadAsync(db => db.Guests.Where(g => g.Fair.Code == House.Fair && g.Attendance != Attendance.Declined && g.Delegation!.HeadGuestId != g.Id
            && !db.Meetings.Any(m => m.Attendees.Any(a => a.PersonId == g.PersonId))).OrderBy(g => g.Number).Select(g => g.Id).FirstAsync(Cancel));
        var answer = new AnswerForm { Attendance = Attendance.Declined };

        var plan = House.Done(await Guests(house).PlanAsync(House.Organizer, House.Fair, Selection.Of([free, guest]), "Attendance", answer, Cancel));

        Assert.Equal((2, 1, guest), (plan.Changes, plan.Warnings, plan.Lines[0].Id));
        Assert.Contains("洽谈须另定人员", plan.Lines[0].Warning, StringComparison.Ordinal);
        Assert.Contains(meeting, plan.Lines[0].Warning, StringComparison.Ordinal);
        Assert.Null(plan.Lines[1].Warning);
        // The answer says it once more.
        Assert.Equal(1, House.Done(await Guests(house).ApplyAsync(House.Organizer, House.Fair, Selection.Of([free, guest]), "Attendance", answer, plan.Stamp, null, Cancel)).Warnings);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_title_put_right_in_Chinese_says_that_its_English_stays(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var guest = await house.ReadAsync(db => db.Guests.Where(g => g.Fair.Code == House.Fair && g.Title.En != null && g.Title.Zh != "" && g.Delegation!.Roster != RosterState.Locked).OrderBy(g => g.Number).FirstAsync(Cancel));
        var said = StaleEnglish.Says("英文职务", guest.Title.En!);
        var typed = new GuestForm { TitleZh = "新职务（示例）" };

        var plan = House.Done(await Guests(house).PlanAsync(House.Organizer, House.Fair, Selection.Of([guest.Id]), nameof(GuestForm.TitleZh), typed, Cancel));
        var put = await Guests(house).PutAsync(House.Organizer, House.Fair, guest.Id, nameof(GuestForm.TitleZh), typed, guest.Title.Zh, Cancel);

        Assert.Equal([said], plan.Lines.Select(l => l.Warning));
        House.Done(put);
        Assert.Equal(said, put.Notice);
        Assert.Equal(guest.Title.En, await house.ReadAsync(db => db.Guests.Where(g => g.Id == guest.Id).Select(g => g.Title.En).SingleAsync(Cancel)));
    }

    private static GuestEditDesk Guests(House house) => new(house.Database.Contexts, house.Clock, new ChoiceQueries(house.Database.Contexts, house.Clock), new GuestList(house.Database.Contexts), house.Delegations);

    private static async Task ApplyAsync(House house, Selection selection)
    {
        var plan = House.Done(await Guests(house).PlanAsync(House.Organizer, House.Fair, selection, nameof(GuestForm.ProtocolRank), Rank77, Cancel));
        House.Done(await Guests(house).ApplyAsync(House.Organizer, House.Fair, selection, nameof(GuestForm.ProtocolRank), Rank77, plan.Stamp, null, Cancel));
    }

    private static Task<List<Guid>> GuestsAsync(House house, int count) =>
        house.ReadAsync(db => db.Guests.Where(g => g.Fair.Code == House.Fair && g.Delegation!.Roster != RosterState.Locked).OrderBy(g => g.Number).Select(g => g.Id).Take(count).ToListAsync(Cancel));

    private static Task<Dictionary<Guid, int>> VersionsAsync(House house, IReadOnlyCollection<Guid> ids) =>
        house.ReadAsync(db => db.Guests.Where(g => ids.Contains(g.Id)).ToDictionaryAsync(g => g.Id, g => g.Version, Cancel));
}
