using AngleSharp.Dom;
using Bunit;
using InvestmentFair.Access;
using InvestmentFair.Deals;
using InvestmentFair.Delegations;
using InvestmentFair.Enquiries;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using InvestmentFair.Web.Texts;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Web.Tests.Staff;

public sealed class ActsTests
{
    private const string Placed = ".time-table .card";

    [Fact]
    public async Task The_board_shows_what_is_placed_and_what_waits()
    {
        await using var desk = await StaffPageContext.SitAsync();

        var page = desk.Visit("/console/2027/board");

        page.Wait(() => Assert.Equal(40, page.All(Placed).Count));
        Assert.NotEmpty(page.All(".tray .card"));
    }

    [Fact]
    public async Task A_chosen_card_shows_where_it_fits_and_why_elsewhere_not_and_is_placed()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit("/console/2027/board");
        page.Wait(() => Assert.NotEmpty(page.All(".tray .card")));

        page.Choose(page.Find(".tray .card"));

        page.Wait(() => Assert.NotEmpty(page.All(".time-table .fits")));
        Assert.Equal("true", page.Find(".tray .card").GetAttribute("aria-pressed"));
        Assert.All(page.All(".time-table .blocked"), cell => Assert.True(cell.GetAttribute("aria-disabled") is "true" && Screen.Squeezed(cell).Length > 0));
        page.PlaceAt(page.Find(".time-table .fits"));
        page.Wait(() => Assert.Equal(41, page.All(Placed).Count));
        Assert.Empty(page.All(".time-table .fits"));
    }

    [Fact]
    public async Task A_placed_card_is_blocked_with_reasons_where_its_people_are_busy_and_can_be_moved()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit("/console/2027/board");
        page.Wait(() => Assert.Equal(40, page.All(Placed).Count));
        var number = Screen.Squeezed(page.Find($"{Placed} span:last-child"));

        page.Choose(page.Find(Placed));
        page.Wait(() => Assert.NotEmpty(page.All(".time-table .fits")));
        page.PlaceAt(page.All(".time-table .fits")[^1]);

        page.Wait(() => Assert.Contains(number, page.Texts($"{Placed} span:last-child")));
        Assert.Equal(40, page.All(Placed).Count);
        Assert.NotEqual(number, Screen.Squeezed(page.Find($"{Placed} span:last-child")));
    }

    [Fact]
    public async Task Two_meetings_of_one_slot_swap_their_tables()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var pair = await SameSlotAsync(desk);
        var page = desk.Visit($"/console/2027/board?card={pair[0].Id}");
        page.Wait(() => Assert.NotEmpty(page.All(".time-table .chosen-card")));

        page.SwapWith(Card(page, pair[1].Number).ParentElement!.QuerySelector("button.cell")!);

        page.Wait(() => Assert.Empty(page.All(".chosen-card")));
        await using var db = desk.Open();
        Assert.Equal((pair[1].TableId, pair[0].TableId), ((await db.Meetings.FindAsync([pair[0].Id], TestContext.Current.CancellationToken))!.TableId, (await db.Meetings.FindAsync([pair[1].Id], TestContext.Current.CancellationToken))!.TableId));
    }

    [Fact]
    public async Task A_meeting_is_cancelled_with_a_reason_only()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var pair = await SameSlotAsync(desk);
        var page = desk.Visit($"/console/2027/board?card={pair[0].Id}");
        page.Wait(() => Assert.NotEmpty(page.All(".time-table .chosen-card")));

        page.Press(StaffTexts.CancelMeeting);
        page.Wait(() => Assert.NotEmpty(page.All("#d-Reason")));
        page.Confirm();
        page.Wait(() => Assert.NotNull(page.ProblemOf("d-Reason")));
        page.Fill("d-Reason", "投资方改期（示例）");
        page.Confirm();

        page.Wait(() => Assert.Equal(39, page.All(Placed).Count));
        await using var db = desk.Open();
        var cancelled = (await db.Meetings.FindAsync([pair[0].Id], TestContext.Current.CancellationToken))!;
        Assert.Equal("投资方改期（示例）", cancelled.CancelReason);

        // The pair waits again, which is said where one looks for what became of it, and ends where the wish is withdrawn.
        page = desk.Visit($"/console/2027/meetings/{pair[0].Id}");
        page.Wait(() => Assert.Contains(StaffTexts.WaitsAgain, page.Text, StringComparison.Ordinal));
        Assert.DoesNotContain(StaffTexts.NotPlaced, page.Texts("main dl.facts dd"));
        page = desk.Visit(page.Find($"main a[href='/console/2027/requests/{cancelled.RequestId}']").GetAttribute("href")!);
        page.Wait(() => Assert.True(page.Offers(StaffTexts.WithdrawRequest)));
        page.Press(StaffTexts.WithdrawRequest);
        page.Wait(() => Assert.Contains(RequestState.Withdrawn.Text, page.Text, StringComparison.Ordinal));
        page = desk.Visit($"/console/2027/meetings/{pair[0].Id}");
        page.Wait(() => Assert.Contains("投资方改期（示例）", page.Text, StringComparison.Ordinal));
        Assert.DoesNotContain(StaffTexts.WaitsAgain, page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_to_meet_holds_until_it_is_withdrawn_and_neither_waits_nor_lapses()
    {
        await using var desk = await StaffPageContext.SitAsync();
        await using var db = desk.Open();
        var (project, investor) = (desk.Id<Projects.Project>(), desk.Id<Organisations.Investor>());
        var refused = await desk.Desk<MeetingDesk>().SaveRequestAsync(desk.Me, StaffPageContext.Fair, null,
            new RequestForm { From = Side.Guest, Priority = Wish.No, ProjectId = project, InvestorId = investor, Reason = "已谈过（示例）", Guests = [desk.Id<People.Person>()] }, TestContext.Current.CancellationToken);
        Assert.False(refused.Refused, refused.Text);

        var page = desk.Visit($"/console/2027/requests/{refused.Value}");

        page.Wait(() => Assert.Equal(StaffTexts.RefusalHolds, page.Texts("main .tone")[0]));
        Assert.DoesNotContain("前未排则过期", page.Text, StringComparison.Ordinal);
        Assert.Equal((true, false), (page.Offers(StaffTexts.WithdrawRequest), page.Offers(StaffTexts.RenewRequest)));
        // Withdrawn by mistake, it is made to hold again like any other.
        page.Press(StaffTexts.WithdrawRequest);
        page.Wait(() => Assert.True(page.Offers(StaffTexts.RenewRequest)));
        page.Press(StaffTexts.RenewRequest);
        page.Wait(() => Assert.Equal(StaffTexts.RefusalHolds, page.Texts("main .tone")[0]));
    }

    [Fact]
    public async Task Somebody_of_another_party_is_named_beside_the_field_and_no_wall()
    {
        await using var desk = await StaffPageContext.SitAsync();
        await using var db = desk.Open();
        var guests = await db.Guests.Where(g => g.Fair.Code == "2027" && g.InvestorId != null).OrderBy(g => g.Number).Select(g => new { g.PersonId, g.Person.Name, Investor = g.Investor!.Survivor }).ToListAsync(TestContext.Current.CancellationToken);
        var (own, other) = (guests[0], guests.First(g => g.Investor.Id != guests[0].Investor.Id));
        var page = desk.Visit($"/console/2027/requests/new?investor={own.Investor.Id}");
        page.Wait(() => Assert.Single(page.All(".chosen")));

        page.Choose("f-Guests", own.Name);
        page.Choose("f-Guests", other.Name);

        page.Wait(() => Assert.Contains(StaffTexts.OfAnotherParty(other.Name, other.Investor.Name.Text), page.Text, StringComparison.Ordinal));
        Assert.DoesNotContain(StaffTexts.OfAnotherParty(own.Name, own.Investor.Name.Text), page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_without_the_right_to_book_is_offered_no_place()
    {
        await using var desk = await StaffPageContext.SitAsync(Role.Leader);
        var page = desk.Visit("/console/2027/board");
        page.Wait(() => Assert.Equal(40, page.All(Placed).Count));

        page.Choose(page.Find(Placed));

        page.Wait(() => Assert.NotEmpty(page.All(".chosen-card")));
        Assert.Empty(page.All(".time-table .cell"));
        Assert.False(page.Offers(StaffTexts.CancelMeeting));
    }

    [Fact]
    public async Task An_outcome_needs_its_next_step_and_becomes_a_deal()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var meeting = (await SameSlotAsync(desk))[0];
        var page = desk.Visit($"/console/2027/meetings/{meeting.Id}");
        page.Wait(() => Assert.True(page.Offers(StaffTexts.RecordOutcome)));

        page.Press(StaffTexts.RecordOutcome);
        page.Wait(() => Assert.NotEmpty(page.All("#d-Kind")));
        page.Fill("d-Kind", nameof(OutcomeKind.Continue));
        page.Confirm();
        page.Wait(() => Assert.Equal("除“无意向”外须写明下一步", page.ProblemOf("d-NextStep")));
        Assert.NotNull(page.ProblemOf("d-OwnerId"));
        Assert.NotNull(page.ProblemOf("d-Due"));

        page.Fill("d-NextStep", "赴县考察（示例）");
        page.Choose("d-OwnerId", "");
        page.Fill("d-Due", "2027-08-20");
        page.Confirm();
        page.Wait(() => Assert.Contains("赴县考察（示例）", page.Text, StringComparison.Ordinal));

        page.Press(StaffTexts.FollowMeeting);
        page.Wait(() => Assert.Equal(desk.AddressOf<Deal>("/console/deals", all => all.Where(d => d.OriginMeetingId == meeting.Id)), desk.Address));
        page.Wait(() => Assert.Contains("赴县考察（示例）", page.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_outcome_recorded_by_mistake_is_corrected_with_its_reason_and_taken_back()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = await ConcludedAsync(desk);
        Assert.False(page.Offers(StaffTexts.RecordOutcome));

        page.Press(StaffTexts.CorrectOutcome);
        page.Wait(() => Assert.NotEmpty(page.All("#d-Kind")));
        Assert.Equal("true", page.Find("#d-Reason").GetAttribute("aria-required"));
        Assert.NotNull(page.Find("#d-Reason-label .needed"));
        page.Fill("d-Note", "对方改口（示例）");
        page.Confirm();
        page.Wait(() => Assert.Equal(MeetingRefusals.WhyCorrected.Text, page.ProblemOf("d-Reason")));
        page.Fill("d-Reason", "听错备注（示例）");
        page.Confirm();
        page.Wait(() => Assert.Contains("对方改口（示例）", string.Join('\n', page.Texts("dl.facts dd")), StringComparison.Ordinal));
        page.Wait(() => Assert.Contains("听错备注（示例）", string.Join('\n', page.Texts(".history td")), StringComparison.Ordinal));
        Assert.DoesNotContain("听错备注（示例）", string.Join('\n', page.Texts("dl.facts dd")), StringComparison.Ordinal);

        page.Press(StaffTexts.TakeOutcomeBack);
        page.Wait(() => Assert.NotEmpty(page.All("#d-Reason")));
        page.Confirm();
        page.Wait(() => Assert.NotNull(page.ProblemOf("d-Reason")));
        page.Fill("d-Reason", "记在了别的洽谈上（示例）");
        page.Confirm();
        page.Wait(() => Assert.True(page.Offers(StaffTexts.RecordOutcome)));
        Assert.False(page.Offers(StaffTexts.TakeOutcomeBack));
        Assert.Contains(StaffTexts.NoOutcome, page.Text, StringComparison.Ordinal);
        page.Wait(() => Assert.Contains("记在了别的洽谈上（示例）", string.Join('\n', page.Texts(".history td")), StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_outcome_with_its_deal_is_not_taken_back_and_the_deal_is_named()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = await ConcludedAsync(desk);
        var back = desk.Address;
        page.Press(StaffTexts.FollowMeeting);
        page.Wait(() => Assert.NotEqual(back, desk.Address));
        page = desk.Visit(back);
        page.Wait(() => Assert.True(page.Offers(StaffTexts.TakeOutcomeBack)));

        page.Press(StaffTexts.TakeOutcomeBack);
        page.Wait(() => Assert.NotEmpty(page.All("#d-Reason")));
        page.Fill("d-Reason", "记错（示例）");
        page.Confirm();

        await using var db = desk.Open();
        var meeting = Guid.Parse(back[^36..]);
        var number = await db.Deals.Where(d => d.OriginMeetingId == meeting).Select(d => d.Number).SingleAsync(TestContext.Current.CancellationToken);
        page.Wait(() => Assert.Contains(MeetingRefusals.DealFollows(number).Text, page.DialogText, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reader_is_offered_neither_a_correction_nor_to_take_an_outcome_back()
    {
        await using var desk = await StaffPageContext.SitAsync(Role.Leader);
        await using var db = desk.Open();
        var meeting = await db.Meetings.Where(m => m.State == MeetingState.Held).OrderBy(m => m.Number).Select(m => new { m.Id, m.Fair.Code, m.Number }).FirstAsync(TestContext.Current.CancellationToken);

        var page = desk.Visit($"/console/{meeting.Code}/meetings/{meeting.Id}");

        page.Wait(() => Assert.Contains(meeting.Number, page.Text, StringComparison.Ordinal));
        Assert.False(page.Offers(StaffTexts.CorrectOutcome));
        Assert.False(page.Offers(StaffTexts.TakeOutcomeBack));
    }

    [Fact]
    public async Task Somebody_else_comes_in_the_stead_of_a_guest_and_their_page_says_so()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var guest = desk.Id<Guest>(all => all.Where(g => g.Fair.Code == "2027" && g.Attendance == Attendance.Coming && g.Delegation!.Roster == RosterState.Open));
        var page = desk.Visit($"/console/2027/guests/{guest}");
        page.Wait(() => Assert.True(page.Offers(StaffTexts.Replace)));
        var name = page.Heading;

        page.Press(StaffTexts.Replace);
        page.Wait(() => Assert.NotEmpty(page.All("#d-Name")));
        Assert.Empty(page.All("#d-DelegationId"));
        page.Confirm();
        page.Wait(() => Assert.NotNull(page.ProblemOf("d-Name")));
        page.Fill("d-Name", "替补（示例）");
        page.Confirm();

        page.Wait(() => Assert.Equal("替补（示例）", page.Heading));
        Assert.Contains(StaffTexts.Replaces(name), page.Text, StringComparison.Ordinal);
        await using var db = desk.Open();
        Assert.Equal(Attendance.Declined, (await db.Guests.FindAsync([guest], TestContext.Current.CancellationToken))!.Attendance);
    }

    [Fact]
    public async Task Whoever_declines_and_is_still_to_sit_somewhere_is_warned_of_on_their_page_and_on_the_board()
    {
        await using var desk = await StaffPageContext.SitAsync();
        await using var db = desk.Open();
        var (guest, person, name) = await db.Guests.Where(g => g.Fair.Code == "2027" && g.Attendance == Attendance.Coming && (g.Delegation == null || g.Delegation.Roster == RosterState.Open)
            && db.Meetings.Any(m => m.FairId == g.FairId && m.FirstSlotId != null && m.Attendees.Any(a => a.PersonId == g.PersonId && a.Side == Side.Guest)))
            .OrderBy(g => g.Number).Select(g => new ValueTuple<Guid, Guid, string>(g.Id, g.PersonId, g.Person.Name)).FirstAsync(TestContext.Current.CancellationToken);
        var meeting = await db.Meetings.Where(m => m.Fair.Code == "2027" && m.State == MeetingState.Planned && m.Attendees.Any(a => a.PersonId == person && a.Side == Side.Guest)).OrderBy(m => m.Number).FirstAsync(TestContext.Current.CancellationToken);
        var page = desk.Visit($"/console/2027/guests/{guest}");
        page.Wait(() => Assert.True(page.Offers(StaffTexts.Declined)));
        Assert.DoesNotContain(StaffTexts.StillInMeetings, page.Text, StringComparison.Ordinal);

        page.Press(StaffTexts.Declined);

        page.Wait(() => Assert.Contains(StaffTexts.StillInMeetings, page.Text, StringComparison.Ordinal));
        Assert.Equal(meeting.Number, page.Find($".notice a[href='/console/2027/meetings/{meeting.Id}']").TextContent);
        var board = desk.Visit("/console/2027/board");
        board.Wait(() => Assert.Contains(StaffTexts.NotComing(name), board.Texts(".declined")));
        Assert.Contains(meeting.Number, board.Find(".notice a").TextContent, StringComparison.Ordinal);

        page = desk.Visit($"/console/2027/guests/{guest}");
        page.Wait(() => Assert.True(page.Offers(StaffTexts.Replace)));
        page.Press(StaffTexts.Replace);
        page.Wait(() => Assert.NotEmpty(page.All("#d-TakesMeetings")));
        Assert.Empty(page.All("#d-TakesHeadship"));
        page.Fill("d-Name", "替补（示例）");
        page.Confirm();

        page.Wait(() => Assert.Equal("替补（示例）", page.Heading));
        Assert.False(await db.Meetings.AnyAsync(m => m.Fair.Code == "2027" && m.State == MeetingState.Planned && m.Attendees.Any(a => a.PersonId == person), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Who_is_to_meet_nobody_has_no_meetings_to_hand_over()
    {
        await using var desk = await StaffPageContext.SitAsync();
        await using var db = desk.Open();
        var guest = await db.Guests.Where(g => g.Fair.Code == "2027" && (g.Delegation == null || g.Delegation.Roster == RosterState.Open)
            && !db.Meetings.Any(m => m.FairId == g.FairId && m.Attendees.Any(a => a.PersonId == g.PersonId)) && !db.Requests.Any(r => r.FairId == g.FairId && r.People.Any(p => p.PersonId == g.PersonId))
            && !db.Guests.Any(o => o.ReplacesGuestId == g.Id)).OrderBy(g => g.Number).Select(g => g.Id).FirstAsync(TestContext.Current.CancellationToken);
        var page = desk.Visit($"/console/2027/guests/{guest}");
        page.Wait(() => Assert.True(page.Offers(StaffTexts.Replace)));

        page.Press(StaffTexts.Replace);

        page.Wait(() => Assert.NotEmpty(page.All("#d-Name")));
        Assert.Empty(page.All("#d-TakesMeetings"));
    }

    [Fact]
    public async Task In_English_the_numbers_of_the_meetings_for_which_another_must_be_named_stand_apart_as_in_English()
    {
        await using var desk = await StaffPageContext.SitAsync();
        await using var db = desk.Open();
        await db.Guests.Where(g => g.Fair.Code == "2027").ExecuteUpdateAsync(g => g.SetProperty(x => x.Attendance, Attendance.Declined), TestContext.Current.CancellationToken);

        var board = desk.Visit("/console/2027/board", Language.English);

        board.Wait(() => Assert.NotEmpty(board.All(".notice a")));
        var numbers = board.Find(".notice a").TextContent;
        Assert.Contains(", ", numbers, StringComparison.Ordinal);
        Assert.DoesNotContain("、", numbers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fair_in_Tokyo_says_its_times_by_the_clock_of_Tokyo_wherever_they_stand()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var meeting = (await SameSlotAsync(desk))[0];
        await using var db = desk.Open();
        var starts = await db.Meetings.Where(m => m.Id == meeting.Id).Select(m => m.FirstSlot!.StartsAt).SingleAsync(TestContext.Current.CancellationToken);
        await db.Database.ExecuteSqlAsync($"""UPDATE "Fairs" SET "TimeZone" = 'Asia/Tokyo' WHERE "Code" = '2027'""", TestContext.Current.CancellationToken);
        var local = FairTime.Instant(starts.AddHours(1));

        foreach (var address in new[] { $"/console/2027/meetings/{meeting.Id}", $"/console/2027/meetings?q={meeting.Number}", "/console/2027/slots" })
        {
            var page = desk.Visit(address);
            page.Wait(() => Assert.Contains(local, page.Text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_follow_up_sets_the_next_step_of_a_deal()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = await OpenDealAsync(desk);

        page.Press(StaffTexts.FollowUp);
        page.Wait(() => Assert.NotEmpty(page.All("#d-Words")));
        page.Confirm();
        page.Wait(() => Assert.NotNull(page.ProblemOf("d-Words")));
        page.Fill("d-Words", "电话回访（示例）");
        page.Fill("d-NextStep", "签订保密协议（示例）");
        page.Fill("d-NextStepOn", "2026-12-01");
        page.Confirm();

        page.Wait(() => Assert.Contains("签订保密协议（示例） · 2026", page.Text, StringComparison.Ordinal));
        Assert.Contains("电话回访（示例）", string.Join('\n', page.Texts(".timeline li")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deal_ends_with_a_reason_only()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = await OpenDealAsync(desk);

        page.Press(StaffTexts.Terminate);
        page.Wait(() => Assert.NotEmpty(page.All("#d-ExitReason")));
        page.Confirm();
        page.Wait(() => Assert.Equal(DealRefusals.ReasonNeeded.Text, page.ProblemOf("d-ExitReason")));
        page.Fill("d-ExitReason", "Land");
        page.Fill("d-Words", "投资方转投他处（示例）");
        page.Confirm();

        page.Wait(() => Assert.True(page.Offers(StaffTexts.Reopen)));
        Assert.False(page.Offers(StaffTexts.FollowUp));
    }

    [Fact]
    public async Task An_answer_by_telephone_is_kept_with_who_took_it()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit(desk.AddressOf<Guest>("/console/2027/guests", all => all.Where(g => g.Fair.Code == "2027" && g.Attendance == Attendance.Unknown)));
        page.Wait(() => Assert.True(page.Offers(StaffTexts.Coming)));

        page.Press(StaffTexts.Coming);

        page.Wait(() => Assert.False(page.Offers(StaffTexts.Coming)));
        Assert.Contains($"{desk.Me.Name} 于 2026", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_enquiry_is_linked_to_a_new_investor()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var asked = await desk.Desk<EnquiryDesk>().AskAsync(Actor.Portal, new AskForm { Kind = Enum.GetValues<EnquiryKind>()[^1], Name = "林问（示例）", Organisation = "问询制衣（示例）", Mobile = "000-0000-9901", Words = "想了解厂房。" },
            [], [.. await PlantsAsync(desk)], CancellationToken.None);
        Assert.Equal("", asked.Text);
        var page = desk.Visit(desk.AddressOf<Enquiry>("/console/2027/enquiries", all => all.Where(e => e.AskerMobile == "000-0000-9901")));
        page.Wait(() => Assert.True(page.Offers(StaffTexts.Link)));

        page.Press(StaffTexts.Link);
        page.Wait(() => Assert.NotEmpty(page.All("#d-Origin")));
        page.Confirm();

        page.Wait(() => Assert.Contains("问询制衣（示例）", page.Texts("main dd a")));
        Assert.False(page.Offers(StaffTexts.Link));
    }

    [Fact]
    public async Task An_import_is_looked_at_first_and_not_taken_with_errors()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit("/console/2027/imports/guests");
        page.Wait(() => Assert.NotEmpty(page.All("#import-file")));

        Upload(page, "姓名,代表团,身份,暗号\n吴新一（示例）,没有的代表团,领导,x\n");

        page.Wait(() => Assert.Contains("没有“没有的代表团”", page.Texts("td.bad .problem")));
        Assert.Equal(ImportTexts.FixFirst(1), page.Texts("main .actions .problem").Single());
        Assert.Equal(ImportTexts.Ignored("暗号"), page.Texts("main .notice").Single());
        Assert.False(page.Offers(ImportTexts.Apply(1)));
    }

    [Fact]
    public async Task An_import_without_errors_is_taken_in()
    {
        await using var desk = await StaffPageContext.SitAsync();
        await using var db = desk.Open();
        var delegation = await db.Delegations.FirstAsync(d => d.Fair.Code == "2027" && d.Roster == RosterState.Open, TestContext.Current.CancellationToken);
        var page = desk.Visit("/console/2027/imports/guests");
        page.Wait(() => Assert.NotEmpty(page.All("#import-file")));

        Upload(page, $"姓名,代表团,身份\n吴新一（示例）,{delegation.Name.Zh},{Enum.GetValues<GuestPart>()[0].Text}\n");
        page.Wait(() => Assert.True(page.Offers(ImportTexts.Apply(1)), page.Text));
        page.Press(ImportTexts.Apply(1));

        page.Wait(() => Assert.Equal("/console/2027/guests", desk.Address));
        Assert.Equal(1, await db.Guests.CountAsync(g => g.Person.Name.StartsWith("吴新一"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_new_account_shows_its_password_once()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var page = desk.Visit("/console/accounts/new");
        page.Wait(() => Assert.NotEmpty(page.All("main form")));

        page.Fill("f-UserName", "wu.xin");
        page.Fill("f-DisplayName", "吴新（示例）");
        page.Fill("f-Role", nameof(Role.Staff));
        page.Find("main form").Submit();

        page.Wait(() => Assert.Contains("初始密码：", page.Text, StringComparison.Ordinal));
        Assert.Empty(page.All("main form"));
        desk.Follow(page.Find("main .clash a"));
        page.Wait(() => Assert.Contains("wu.xin", page.Text, StringComparison.Ordinal));
        desk.Follow(page.Find("table.grid tbody a"));
        page.Wait(() => Assert.Equal("wu.xin", page.Find("#f-UserName").GetAttribute("value")));
        Assert.DoesNotContain("初始密码", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_console_opens_on_the_day_of_the_current_fair()
    {
        await using var desk = await StaffPageContext.SitAsync();

        var page = desk.Visit("/console");

        page.Wait(() => Assert.Equal("/console/2027/today", desk.Address));
        page.Wait(() => Assert.NotEmpty(page.All("main .counts a")));
    }

    private static IElement Card(Screen page, string number) => page.All(Placed).First(c => Screen.Squeezed(c).EndsWith(number, StringComparison.Ordinal));

    private static void Upload(Screen page, string csv) => page.Page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText(csv, "guests.csv"));

    private static async Task<Screen> ConcludedAsync(StaffPageContext desk)
    {
        var meeting = (await SameSlotAsync(desk))[0];
        var page = desk.Visit($"/console/2027/meetings/{meeting.Id}");
        page.Wait(() => Assert.True(page.Offers(StaffTexts.RecordOutcome)));
        page.Press(StaffTexts.RecordOutcome);
        page.Wait(() => Assert.NotEmpty(page.All("#d-Kind")));
        Assert.Empty(page.All("#d-Reason"));
        page.Fill("d-Kind", nameof(OutcomeKind.Continue));
        page.Fill("d-NextStep", "赴县考察（示例）");
        page.Choose("d-OwnerId", "");
        page.Fill("d-Due", "2027-08-20");
        page.Confirm();
        page.Wait(() => Assert.True(page.Offers(StaffTexts.CorrectOutcome)));
        return page;
    }

    private static async Task<List<Meeting>> SameSlotAsync(StaffPageContext desk)
    {
        await using var db = desk.Open();
        return (await db.Meetings.Where(m => m.Fair.Code == "2027" && m.FirstSlotId != null && m.Length == 1 && m.InvestorId != null).OrderBy(m => m.Number).ToListAsync()).GroupBy(m => m.FirstSlotId).First(g => g.Count() > 1).Take(2).ToList();
    }

    private static async Task<List<string>> PlantsAsync(StaffPageContext desk)
    {
        await using var db = desk.Open();
        return await db.Plants.Where(p => p.IsPublished).OrderBy(p => p.Code).Select(p => p.Code).Take(1).ToListAsync();
    }

    private static async Task<Screen> OpenDealAsync(StaffPageContext desk)
    {
        await using var db = desk.Open();
        foreach (var id in await db.Deals.OrderByDescending(d => d.Id).Select(d => d.Id).Take(60).ToListAsync())
        {
            if ((await desk.Desk<DealQueries>().DealAsync(desk.Me, id, CancellationToken.None)) is not { StageType: StageType.Open, Form.NextStepById: not null }) continue;
            var page = desk.Visit($"/console/deals/{id}");
            page.Wait(() => Assert.True(page.Offers(StaffTexts.FollowUp)));
            return page;
        }

        throw new InvalidOperationException("No open deal.");
    }
}
