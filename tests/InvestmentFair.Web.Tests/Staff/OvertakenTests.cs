using Bunit;
using InvestmentFair.Delegations;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using InvestmentFair.Web.Texts;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Web.Tests.Staff;

/// <summary>A button was pressed on what somebody else had changed meanwhile: both versions are shown, and nothing is done.</summary>
public sealed class OvertakenTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_seen_and_what_stands_are_shown_and_the_verb_is_done_when_it_is_pressed_again()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var delegations = desk.Desk<DelegationDesk>();
        var id = desk.Id<Delegation>(all => all.Where(d => d.Fair.Code == "2027" && d.Roster == RosterState.Open && d.Interest != null));
        var page = desk.Visit($"/console/2027/delegations/{id}");
        page.Wait(() => Assert.True(page.Offers(StaffTexts.MoveTo(RosterState.Submitted.Text))));
        var form = (await delegations.DelegationAsync(desk.Me, "2027", id, Cancel))!.Form;
        var was = form.Interest!;
        form.Interest = "光伏组件（示例）";
        Assert.False((await delegations.SaveAsync(desk.Me with { Id = Guid.NewGuid(), Name = "吴越（示例）" }, "2027", id, form, Cancel)).Refused);
        var acts = desk.Acts();

        page.Press(StaffTexts.MoveTo(RosterState.Submitted.Text));

        page.Wait(() => Assert.Contains(FormTexts.MovedHelp, page.DialogText, StringComparison.Ordinal));
        page.Wait(() => Assert.Equal([was, "光伏组件（示例）", "吴越（示例）"], page.Texts(".mud-dialog table.since tbody td").Take(3)));
        Assert.Equal(acts, desk.Acts());
        page.Press(FormTexts.MovedUnderstood, ".mud-dialog");
        page.Wait(() => Assert.Contains("光伏组件（示例）", page.Text, StringComparison.Ordinal));

        page.Press(StaffTexts.MoveTo(RosterState.Submitted.Text));
        page.Wait(() => Assert.Equal(RosterState.Submitted, delegations.DelegationAsync(desk.Me, "2027", id, Cancel).Result!.Roster));
    }

    [Fact]
    public async Task Two_who_seat_a_meeting_are_merged_side_by_side_in_the_dialog()
    {
        await using var desk = await StaffPageContext.SitAsync();
        var id = desk.Id<Meeting>(all => all.Where(m => m.Fair.Code == "2027" && m.State == MeetingState.Planned && m.Attendees.Count(a => a.Side == Side.Guest) == 2));
        var page = desk.Visit($"/console/2027/meetings/{id}");
        page.Wait(() => Assert.True(page.Offers(StaffTexts.ChangeTeam)));
        var meetings = desk.Desk<MeetingDesk>();
        var team = await TeamAsync(desk, id);
        page.Press(StaffTexts.ChangeTeam);
        page.Wait(() => Assert.Equal(2, page.All(".mud-dialog .picker")[0].QuerySelectorAll("button").Length));
        page.All(".mud-dialog .picker")[0].QuerySelectorAll("button")[1].Click();
        Assert.False((await meetings.SeatAsync(desk.Me with { Id = Guid.NewGuid() }, "2027", id, new TeamForm { Version = team.Version, Guests = [team.Guests[1]], Hosts = team.Hosts }, Cancel)).Refused);

        page.Confirm();
        page.Wait(() => Assert.Equal(FormTexts.MergeTitle, page.Texts(".mud-dialog .clash h2").Single()));
        page.Wait(() => Assert.Contains(desk.Me.Name, Assert.Single(page.Texts(".mud-dialog .saved-by")), StringComparison.Ordinal));
        Assert.Single(page.All(".mud-dialog .clash tbody tr"));
        page.Press(FormTexts.AllMine, ".mud-dialog");
        page.Press(FormTexts.MergeAndSave, ".mud-dialog");

        page.Wait(() => Assert.Equal([team.Guests[0]], TeamAsync(desk, id).Result.Guests));
    }

    private static async Task<TeamForm> TeamAsync(StaffPageContext desk, Guid id)
    {
        await using var db = desk.Open();
        return TeamForm.Of(await db.Meetings.Include(m => m.Attendees).SingleAsync(m => m.Id == id, Cancel));
    }
}
