using InvestmentFair.Access;
using InvestmentFair.Audit;
using InvestmentFair.Choices;
using InvestmentFair.Deals;
using InvestmentFair.Delegations;
using InvestmentFair.Enquiries;
using InvestmentFair.Fairs;
using InvestmentFair.History;
using InvestmentFair.Invitations;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using InvestmentFair.Projects;
using InvestmentFair.Timeline;
using InvestmentFair.Tests.Meetings;
using InvestmentFair.Tests.Projects;
using InvestmentFair.Views;
using Microsoft.EntityFrameworkCore;
using AnswerForm = InvestmentFair.Enquiries.AnswerForm;
using Noun = InvestmentFair.Kernel.Record;

namespace InvestmentFair.Tests.Audit;

/// <summary>A button is pressed on what the reader sees: where somebody else has saved since, nothing is done and both versions are shown.</summary>
public sealed class OvertakenVerbTests
{
    private static readonly Actor Colleague = House.Organizer with { Id = new Guid("00000000-0000-0000-0000-0000000000a2"), Name = "同事（测试）" };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task A_verb_on_a_record_that_somebody_else_has_changed_does_nothing_and_says_what_changed(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var history = new HistoryQueries(house.Database.Contexts, new ValueNameQueries(house.Database.Contexts, new ChoiceQueries(house.Database.Contexts, house.Clock)));
        var tried = 0;
        foreach (var prepare in Verbs())
        {
            var pressed = await prepare(house);
            var seen = await pressed.Version();
            House.Done(await pressed.Touch());
            var (rows, now) = (await RowsAsync(house, pressed.Record), await pressed.Version());
            Assert.True(now > seen, pressed.Name);

            var stale = await pressed.Verb(seen);

            Assert.True(stale.IsOvertaken, $"{pressed.Name}: {(stale.Refused ? stale.Text : "done")}");
            Assert.Equal((pressed.Name, new MovedOn(pressed.Record, seen), rows, now), (pressed.Name, stale.Moved, await RowsAsync(house, pressed.Record), await pressed.Version()));
            var since = await history.SinceAsync(House.Organizer, stale.Moved!, Cancel);
            var changed = since.SingleOrDefault(s => s.Field == pressed.Field);
            Assert.True(changed is not null, $"{pressed.Name}: no {pressed.Field} in {string.Join(", ", since.Select(s => s.Field))}");
            Assert.Equal((pressed.Name, Colleague.Name, true), (pressed.Name, changed.By, changed.Seen != changed.Stands && changed.Stands is { Length: > 0 }));

            var done = await pressed.Verb(now);
            Assert.False(done.Refused, $"{pressed.Name}: {done.Text}");
            tried++;
        }

        Assert.Equal(38, tried);
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Of_eight_who_press_on_one_version_one_is_heard(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var delegation = await DelegationAsync(house);
        var (version, links) = (await house.VersionAsync<Delegation>(delegation), await house.LinksAsync());

        var outcomes = await House.FightAsync(8, _ => house.Delegations.AdvanceAsync(House.Organizer, House.Fair, delegation, version, RosterState.Submitted, Cancel));

        Assert.Single(outcomes, o => !o.Refused);
        Assert.All(outcomes.Where(o => o.Refused), o => Assert.Equal(new MovedOn(delegation, version), o.Moved));
        Assert.Equal(links + 1, await house.LinksAsync());
    }

    [Theory, ClassData(typeof(Both))]
    public async Task What_was_changed_and_put_back_is_no_change_and_contacts_are_for_those_who_may_see_them(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var history = new HistoryQueries(house.Database.Contexts, new ValueNameQueries(house.Database.Contexts, new ChoiceQueries(house.Database.Contexts, house.Clock)));
        var delegation = await DelegationAsync(house);
        var seen = await house.VersionAsync<Delegation>(delegation);
        foreach (var interest in new[] { "先改（示例）", "" })
            await TouchDelegationAsync(house, delegation, f => f.Interest = interest.Length > 0 ? interest : f.Interest);
        var was = (await house.Delegations.DelegationAsync(House.Organizer, House.Fair, delegation, Cancel))!.Form.LiaisonMobile;
        await TouchDelegationAsync(house, delegation, f => f.LiaisonMobile = "000-0000-9001");

        var open = await history.SinceAsync(House.Organizer, new MovedOn(delegation, seen), Cancel);
        Assert.Contains(open, s => (s.Seen, s.Stands) == (was, "000-0000-9001"));
        var masked = await history.SinceAsync(new Actor(Guid.NewGuid(), "领导（测试）", Role.Leader), new MovedOn(delegation, seen), Cancel);
        Assert.All(masked, s => Assert.Equal((null, null), (s.Seen, s.Stands)));
        Assert.Equal(open.Select(s => s.Field), masked.Select(s => s.Field));
        await TouchDelegationAsync(house, delegation, f => f.LiaisonMobile = was);
        Assert.DoesNotContain(await history.SinceAsync(House.Organizer, new MovedOn(delegation, seen), Cancel), s => s.Stands == was);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Another_team_stands_in_the_history_of_its_meeting_its_wish_and_its_project(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (people, wish) = (await house.PeopleAsync(2), await house.RequestAsync());
        var meeting = await house.MeetingAsync(await house.SlotAsync(), await house.TableAsync(), people[0]);
        var project = await house.ReadAsync(db => db.Projects.Where(p => p.Code == "LC-T01").Select(p => p.Id).SingleAsync(Cancel));
        var hosts = await house.ReadAsync(db => db.Hosts.OrderBy(h => h.Id).Select(h => h.Id).Take(2).ToListAsync(Cancel));

        await SeatAsync(house, meeting, people[1]);
        var form = (await house.Meetings.RequestAsync(House.Organizer, House.Fair, wish, Cancel))!;
        form.Guests = [people[0]];
        House.Done(await house.Meetings.SaveRequestAsync(House.Organizer, House.Fair, wish, form, Cancel));
        House.Done(await house.Projects.SetHostTeamAsync(House.Organizer, project, await house.VersionAsync<Project>(project), hosts, Cancel));

        var said = await house.ReadAsync(db => db.History.Where(h => (h.RecordId == meeting || h.RecordId == wish || h.RecordId == project) && (h.Field == "Guests" || h.Field == "HostTeam"))
            .OrderBy(h => h.Sequence).Select(h => new { h.RecordId, h.New, h.RecordVersion }).ToListAsync(Cancel));
        Assert.Equal([(meeting, people[1].ToString()), (wish, people[0].ToString()), (project, string.Join(",", hosts))], said.TakeLast(3).Select(s => (s.RecordId, s.New!)));
        Assert.Equal(await house.VersionAsync<Project>(project), said[^1].RecordVersion);
        await house.VerifyAsync();
    }

    private sealed record Pressed(string Name, Guid Record, Func<Task<int>> Version, Func<Task<Outcome>> Touch, Func<int, Task<Outcome>> Verb, string Field);

    private static Func<House, Task<Pressed>> Of<T>(string name, Func<House, Task<Guid>> prepare, Func<House, Guid, Task<Outcome>> touch, Func<House, Guid, int, Task<Outcome>> verb, string column) where T : Noun => async house =>
    {
        var id = await prepare(house);
        return new Pressed(name, id, () => house.VersionAsync<T>(id), () => touch(house, id), version => verb(house, id, version), FieldNames.Say(typeof(T).Name, column));
    };

    private static IEnumerable<Func<House, Task<Pressed>>> Verbs()
    {
        var who = House.Organizer;
        const string Fair = House.Fair;

        Func<House, Task<Pressed>> Meeting(string name, Func<House, Guid, int, Task<Outcome>> verb) => Of<Meeting>(name, MeetingAsync, async (house, id) => await SeatAsync(house, id, (await house.PeopleAsync(2))[1]), verb, "Guests");
        yield return Meeting("place", async (house, id, version) => await house.Meetings.PlaceAsync(who, Fair, id, version, new Place(await house.SlotAsync(), 1, await house.TableAsync()), Cancel));
        yield return Meeting("take off", (house, id, version) => house.Meetings.TakeOffAsync(who, Fair, id, version, Cancel));
        yield return Meeting("cancel", (house, id, version) => house.Meetings.CancelAsync(who, Fair, id, version, "改期", Cancel));
        yield return Meeting("swap with another", async (house, id, version) =>
        {
            var other = await MeetingAsync(house);
            return await house.Meetings.SwapAsync(who, Fair, other, await house.VersionAsync<Meeting>(other), id, version, Cancel);
        });

        Func<House, Guid, Task<OutcomeForm>> outcomeForm = (house, id) => house.ReadAsync(async db => OutcomeForm.Of(await db.Outcomes.SingleAsync(o => o.Id == id, Cancel)));
        Func<House, Guid, Task<Guid>> meetingOf = (house, id) => house.ReadAsync(db => db.Outcomes.Where(o => o.Id == id).Select(o => o.MeetingId).SingleAsync(Cancel));
        yield return Of<MeetingOutcome>("take the outcome back", async house =>
        {
            var meeting = await ConcludingTests.ConcludedAsync(house, OutcomeKind.Intent);
            return await house.ReadAsync(db => db.Outcomes.Where(o => o.MeetingId == meeting).Select(o => o.Id).SingleAsync(Cancel));
        }, async (house, id) =>
        {
            var form = await outcomeForm(house, id);
            (form.NextStep, form.Reason) = ("同事更正的下一步（示例）", "听错（示例）");
            return await house.Meetings.CorrectAsync(Colleague, Fair, await meetingOf(house, id), form, Cancel);
        }, async (house, id, version) => await house.Meetings.TakeBackAsync(who, Fair, await meetingOf(house, id), version, "记错了洽谈（示例）", Cancel), "NextStep");

        Func<House, Task<Pressed>> Wish(string name, Func<House, Guid, int, Task<Outcome>> verb) => Of<MeetingRequest>(name, house => house.RequestAsync(), async (house, id) =>
        {
            var form = (await house.Meetings.RequestAsync(who, Fair, id, Cancel))!;
            form.Reason = "补充理由（示例）";
            return await house.Meetings.SaveRequestAsync(Colleague, Fair, id, form, Cancel);
        }, verb, "Reason");
        yield return Wish("withdraw the wish", (house, id, version) => house.Meetings.WithdrawRequestAsync(who, Fair, id, version, Cancel));
        yield return Wish("renew the wish", (house, id, version) => house.Meetings.RenewRequestAsync(who, Fair, id, version, Cancel));
        yield return Wish("book", async (house, id, version) => await house.Meetings.BookAsync(who, Fair, id, version, new Place(await house.SlotAsync(), 1, await house.TableAsync()), Cancel));

        yield return Of<Availability>("make void", house => house.ReadAsync(db => db.Availability.Where(a => a.Fair.Code == Fair).OrderBy(a => a.Id).Select(a => a.Id).FirstAsync(Cancel)), async (house, id) =>
        {
            var form = (await house.Availability.AvailabilityAsync(who, Fair, id, Cancel))!.Form;
            form.Reason = "改期（示例）";
            return await house.Availability.SaveAsync(Colleague, Fair, id, form, Cancel);
        }, (house, id, version) => house.Availability.VoidAsync(who, Fair, id, version, Cancel), "Reason");

        Func<House, Task<Pressed>> Party(string name, Func<House, Guid, int, Task<Outcome>> verb) => Of<Delegation>(name, DelegationAsync, (house, id) => TouchDelegationAsync(house, id, f => f.Interest = "新的意向（示例）"), verb, "Interest");
        yield return Party("roster", (house, id, version) => house.Delegations.AdvanceAsync(who, Fair, id, version, RosterState.Submitted, Cancel));
        yield return Party("head", async (house, id, version) => await house.Delegations.NameHeadAsync(who, Fair, id, version, await house.ReadAsync(db => db.Guests.Where(g => g.DelegationId == id && g.Delegation!.HeadGuestId != g.Id).OrderBy(g => g.Number).Select(g => g.Id).FirstAsync(Cancel)), Cancel));
        yield return Of<Guest>("answer", house => house.ReadAsync(db => db.Guests.Where(g => g.Fair.Code == Fair && g.Attendance == Attendance.Coming && g.Delegation!.Roster == RosterState.Open).OrderBy(g => g.Number).Select(g => g.Id).FirstAsync(Cancel)), async (house, id) =>
        {
            var form = (await house.Delegations.GuestAsync(who, Fair, id, Cancel))!.Form;
            form.TitleZh = "新职务（示例）";
            return await house.Delegations.SaveGuestAsync(Colleague, Fair, id, form, Cancel);
        }, (house, id, version) => house.Delegations.AnswerAsync(who, Fair, id, version, Attendance.Declined, Cancel), "Title.Zh");

        yield return Of<Guest>("replace", house => house.ReadAsync(db => db.Guests.Where(g => g.Fair.Code == Fair && g.Delegation!.Roster == RosterState.Open).OrderBy(g => g.Number).Select(g => g.Id).LastAsync(Cancel)), async (house, id) =>
        {
            var form = (await house.Delegations.GuestAsync(who, Fair, id, Cancel))!.Form;
            form.TitleZh = "新职务（示例）";
            return await house.Delegations.SaveGuestAsync(Colleague, Fair, id, form, Cancel);
        }, async (house, id, version) => await house.Replacements.ReplaceAsync(who, Fair, id, version, new ReplacementForm { Name = "替补（示例）", Part = GuestPart.Staff }, Cancel), "Title.Zh");

        yield return Of<ChecklistItem>("finish", ItemAsync, TouchItemAsync, (house, id, version) => house.Checklist.FinishAsync(who, Fair, id, version, new FinishForm { On = house.Today }, Cancel), "Note");
        yield return Of<ChecklistItem>("reopen", async house =>
        {
            var id = await ItemAsync(house);
            House.Done(await house.Checklist.FinishAsync(who, Fair, id, 1, new FinishForm { On = house.Today }, Cancel));
            return id;
        }, TouchItemAsync, (house, id, version) => house.Checklist.ReopenAsync(who, Fair, id, version, Cancel), "Note");

        yield return Of<Fair>("make current", house => FairAsync(house, "2025"), TouchFairAsync, (house, id, version) => house.Fairs.MakeCurrentAsync(who, id, version, Cancel), "Name.En");
        yield return Of<Fair>("back to the fair", house => FairAsync(house, Fair), TouchFairAsync, (house, id, version) => house.Fairs.MakeCurrentAsync(who, id, version, Cancel), "Name.En");
        yield return Of<Fair>("archive", house => FairAsync(house, "2024"), TouchFairAsync, (house, id, version) => house.Editions.ArchiveAsync(who, id, version, Cancel), "Name.En");
        // An archived fair is written to by nobody; what overtakes its restoring is another who restored it and put it away again.
        yield return Of<Fair>("restore", house => FairAsync(house, "2024"), async (house, id) =>
        {
            House.Done(await house.Editions.RestoreAsync(Colleague, id, await house.VersionAsync<Fair>(id), Cancel));
            await TouchFairAsync(house, id);
            return await house.Editions.ArchiveAsync(Colleague, id, await house.VersionAsync<Fair>(id), Cancel);
        }, (house, id, version) => house.Editions.RestoreAsync(who, id, version, Cancel), "Name.En");

        yield return Of<Invitation>("sent", LetterAsync, TouchLetterAsync, (house, id, version) => Letters(house).MarkSentAsync(who, Fair, id, version, house.Today, Cancel), "Note");
        yield return Of<Invitation>("opened", async house =>
        {
            var id = await LetterAsync(house);
            House.Done(await Letters(house).MarkSentAsync(who, Fair, id, 1, house.Today, Cancel));
            return id;
        }, TouchLetterAsync, (house, id, version) => Letters(house).MarkOpenedAsync(who, Fair, id, version, Cancel), "Note");

        // What the asker reads of an enquiry is an entry; whose it is, is a field.
        Func<House, Guid, Task<Outcome>> handed = async (house, id) => await house.Replies.AssignAsync(Colleague, Fair, id, await house.VersionAsync<Enquiry>(id), await ChargeAsync(house, 1), Cancel);
        Func<House, Task<Pressed>> Asked(string name, Func<House, Task<Guid>> prepare, Func<House, Guid, int, Task<Outcome>> verb) => Of<Enquiry>(name, prepare, handed, verb, "UnitId");
        yield return Asked("link", AskedAsync, (house, id, version) => house.Enquiries.LinkAsync(who, Fair, id, version, new LinkForm(), Cancel));
        yield return Asked("assign", AskedAsync, async (house, id, version) => await house.Replies.AssignAsync(who, Fair, id, version, await ChargeAsync(house, 2), Cancel));
        yield return Asked("tell", AskedAsync, (house, id, version) => house.Replies.TellAsync(who, Fair, id, version, new TellForm { Words = "正在核实（示例）" }, Cancel));
        yield return Asked("reply", AskedAsync, (house, id, version) => house.Replies.ReplyAsync(who, Fair, id, version, new AnswerForm { Answer = "可以（示例）" }, Cancel));
        yield return Asked("request meetings", LinkedAsync, async (house, id, version) => await house.Enquiries.RequestMeetingsAsync(who, Fair, id, version, Cancel));
        yield return Asked("follow as a lead", LinkedAsync, async (house, id, version) =>
        {
            var next = new NextStep("电话联系", house.Today.AddDays(3), await house.HostAsync());
            return await house.Deals.FollowEnquiryAsync(who, Fair, id, version, next.ById, next, Cancel);
        });
        yield return Asked("close", async house =>
        {
            var id = await AskedAsync(house);
            House.Done(await house.Replies.ReplyAsync(who, Fair, id, 1, new AnswerForm { Answer = "可以（示例）" }, Cancel));
            return id;
        }, (house, id, version) => house.Replies.CloseAsync(who, Fair, id, version, Cancel));

        Func<House, Task<Pressed>> Listing(string name, Func<House, Task<Guid>> prepare, Func<House, Guid, int, Task<Outcome>> verb) => Of<Project>(name, prepare, async (house, id) =>
        {
            var form = (await house.Projects.ProjectAsync(who, Fair, id, Cancel))!.Form;
            form.RemarkZh = $"同事的备注 {Guid.NewGuid()}（示例）";
            return await house.Projects.SaveAsync(Colleague, id, form, Cancel);
        }, verb, "Remark.Zh");
        Func<House, Task<Guid>> published = house => house.ReadAsync(db => db.Projects.Where(p => p.Code == "LC-T04").Select(p => p.Id).SingleAsync(Cancel));
        yield return Listing("host team", published, async (house, id, version) => await house.Projects.SetHostTeamAsync(who, id, version, [await house.ReadAsync(db => db.Hosts.OrderBy(h => h.Id).Select(h => h.Id).FirstAsync(Cancel))], Cancel));
        yield return Listing("extend", house => house.ReadAsync(db => db.Projects.Where(p => p.Code == "LC-T06").Select(p => p.Id).SingleAsync(Cancel)), (house, id, version) => house.Publication.ExtendAsync(who, id, version, new ExtendForm { ValidTo = new(2029, 12, 31), Reason = "续签（示例）" }, Cancel));
        yield return Listing("sign", published, (house, id, version) => house.Publication.SignAsync(who, id, version, Cancel));
        yield return Listing("withdraw", published, (house, id, version) => house.Publication.WithdrawAsync(who, id, version, "撤下（示例）", Cancel));
        yield return Listing("review", published, async (house, id, version) => await house.Publication.ReviewAsync(who, id, version, await ReviewAsync(house, ReviewField.Land), null, Cancel));
        yield return Listing("publish", async house =>
        {
            var id = await published(house);
            foreach (var field in Enum.GetValues<ReviewField>())
                House.Done(await house.Publication.ReviewAsync(who, id, await house.VersionAsync<Project>(id), await ReviewAsync(house, field), null, Cancel));
            return id;
        }, (house, id, version) => house.Publication.PublishAsync(who, id, version, Cancel));

        Func<House, Guid, Task<Outcome>> reworded = async (house, id) =>
        {
            var clause = await house.ReadAsync(db => db.Clauses.SingleAsync(c => c.Id == id, Cancel));
            var form = ClauseForm.Of(clause);
            form.Basis = "陵政发〔2027示例〕2号";
            return await house.Publication.SaveClauseAsync(Colleague, clause.ProjectId, id, form, Cancel);
        };
        yield return Of<IncentiveClause>("review a clause", house => ClauseAsync(house, published), reworded, async (house, id, version) => await house.Publication.ReviewClauseAsync(who, await published(house), id, version,
            new FairReviewForm { UnitId = await house.ReadAsync(db => db.Units.Select(u => u.Id).FirstAsync(Cancel)), Reviewer = "审查人（示例）", On = new(2027, 6, 1), Verdict = FairVerdict.Compliant, DocumentNumber = "示例 3 号", Note = "示例" }, null, Cancel), "Basis");
        yield return Of<IncentiveClause>("retire a clause", house => ClauseAsync(house, published), reworded, async (house, id, version) => await house.Publication.RetireClauseAsync(who, await published(house), id, version, "到期（示例）", Cancel), "Basis");

        yield return Of<SavedView>("remove a shared view", async house => House.Done(await Views(house).KeepAsync(who, "guests", "sort=Name", new ViewForm { Name = "按拼音（示例）", IsShared = true }, Cancel)),
            async (house, id) => await Views(house).ReviseAsync(Colleague, id, 1, "sort=Number", new ViewForm { Name = "按编号（示例）", IsShared = true }, Cancel),
            (house, id, version) => Views(house).RemoveAsync(who, id, version, Cancel), "Name");
        yield return Of<Deal>("hand over", house => house.ReadAsync(db => db.Deals.Where(d => d.StageType == StageType.Open).OrderBy(d => d.Number).Select(d => d.Id).FirstAsync(Cancel)), async (house, id) =>
        {
            var form = DealForm.Of(await house.ReadAsync(db => db.Deals.SingleAsync(d => d.Id == id, Cancel)));
            form.NameZh = "同事改的名（示例）";
            return await house.Deals.SaveAsync(Colleague, id, form, Cancel);
        }, async (house, id, version) => await house.Deals.HandToAsync(who, id, version, new OwnerForm { OwnerId = await house.HostAsync(3), From = house.Today }, Cancel), "Name.Zh");
    }

    private static Task<int> RowsAsync(House house, Guid record) => house.ReadAsync(db => db.History.CountAsync(h => h.RecordId == record, Cancel));

    private static InvitationDesk Letters(House house) => new(house.Database.Contexts, house.Clock);

    private static ViewDesk Views(House house) => new(house.Database.Contexts, [new GuestList(house.Database.Contexts)], house.Clock);

    private static async Task<Guid> MeetingAsync(House house) => await house.MeetingAsync(await house.SlotAsync(), await house.TableAsync(), (await house.PeopleAsync(1))[0]);

    private static async Task<Outcome> SeatAsync(House house, Guid meeting, params Guid[] guests)
    {
        var team = TeamForm.Of(await house.ReadAsync(db => db.Meetings.Include(m => m.Attendees).SingleAsync(m => m.Id == meeting, Cancel)));
        team.Guests = [.. guests];
        var seated = await house.Meetings.SeatAsync(Colleague, House.Fair, meeting, team, Cancel);
        House.Done(seated);
        return seated;
    }

    private static Task<Guid> DelegationAsync(House house) =>
        house.ReadAsync(db => db.Delegations.Where(d => d.Fair.Code == House.Fair && d.Roster == RosterState.Open).OrderBy(d => d.ProtocolRank).ThenBy(d => d.Id).Select(d => d.Id).LastAsync(Cancel));

    private static async Task<Outcome> TouchDelegationAsync(House house, Guid id, Action<DelegationForm> change)
    {
        var form = (await house.Delegations.DelegationAsync(House.Organizer, House.Fair, id, Cancel))!.Form;
        change(form);
        var saved = await house.Delegations.SaveAsync(Colleague, House.Fair, id, form, Cancel);
        House.Done(saved);
        return saved;
    }

    private static async Task<Guid> ItemAsync(House house) => House.Done(await house.Checklist.SaveAsync(House.Organizer, House.Fair, null, new ChecklistForm
    {
        Phase = ChecklistPhase.Reception,
        TitleZh = "核对接站牌（示例）",
        DaysBefore = 30,
        UnitId = await house.ReadAsync(db => db.Units.OrderBy(u => u.Code).Select(u => u.Id).FirstAsync(Cancel)),
    }, Cancel));

    private static async Task<Outcome> TouchItemAsync(House house, Guid id)
    {
        var form = (await house.Checklist.ItemAsync(House.Organizer, House.Fair, id, Cancel))!.Form;
        form.Note = "同事的备注（示例）";
        return await house.Checklist.SaveAsync(Colleague, House.Fair, id, form, Cancel);
    }

    private static Task<Guid> FairAsync(House house, string code) => house.ReadAsync(db => db.Fairs.Where(f => f.Code == code).Select(f => f.Id).SingleAsync(Cancel));

    private static async Task<Outcome> TouchFairAsync(House house, Guid id)
    {
        var form = (await new FairQueries(house.Database.Contexts).FairAsync(House.Organizer, id, Cancel))!;
        form.NameEn = $"{form.NameEn} again";
        var saved = await house.Fairs.SaveFairAsync(Colleague, id, form, Cancel);
        House.Done(saved);
        return saved;
    }

    private static async Task<Guid> LetterAsync(House house) => House.Done(await Letters(house).SaveAsync(House.Organizer, House.Fair, null, new InvitationForm
    {
        LetterNumber = $"陵招函示例{Guid.NewGuid():N}号"[..20],
        InvestorId = await house.InvestorAsync(),
        AnswerBy = house.Today.AddDays(20),
    }, Cancel));

    private static async Task<Outcome> TouchLetterAsync(House house, Guid id)
    {
        var form = (await Letters(house).InvitationAsync(House.Organizer, House.Fair, id, Cancel))!.Form;
        form.Note = "同事的备注（示例）";
        return await Letters(house).SaveAsync(Colleague, House.Fair, id, form, Cancel);
    }

    private static async Task<Guid> AskedAsync(House house)
    {
        var mobile = $"000-0000-{Random.Shared.Next(1000, 9999)}";
        var form = new AskForm { Kind = EnquiryKind.Meeting, Name = "何问（示例）", Organisation = "问问公司（示例）", Mobile = mobile, Words = $"想了解用地条件 {Guid.NewGuid()}" };
        var code = await house.ReadAsync(db => db.Projects.OrderBy(p => p.Code).Select(p => p.Code).FirstAsync(Cancel));
        var reference = House.Done(await house.Enquiries.AskAsync(Actor.Portal, form, [code], [], Cancel));
        return await house.EnquiryAsync(reference);
    }

    private static async Task<AssignForm> ChargeAsync(House house, int which) => new() { UnitId = await house.ReadAsync(db => db.Units.OrderBy(u => u.Code).Select(u => u.Id).Skip(which).FirstAsync(Cancel)), Reason = "转办（示例）" };

    private static async Task<Guid> LinkedAsync(House house)
    {
        var id = await AskedAsync(house);
        House.Done(await house.Enquiries.LinkAsync(House.Organizer, House.Fair, id, 1, new LinkForm(), Cancel));
        return id;
    }

    private static async Task<Guid> ClauseAsync(House house, Func<House, Task<Guid>> project) =>
        House.Done(await house.Publication.SaveClauseAsync(House.Organizer, await project(house), null, new ClauseForm { WordsZh = "免租一年（示例）", Basis = "陵政发〔2027示例〕1号" }, Cancel));

    private static async Task<ReviewForm> ReviewAsync(House house, ReviewField field)
    {
        var form = PublicationTests.Form(field);
        form.UnitId = await house.ReadAsync(db => db.Units.Select(u => u.Id).FirstAsync(Cancel));
        return form;
    }
}
