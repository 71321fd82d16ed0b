using InvestmentFair.Meetings;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Meetings;

/// <summary>A request waits, expires, is withdrawn, booked, and made again.</summary>
public sealed class RequestLifeTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task After_its_days_a_request_is_booked_no_more_until_it_is_made_again(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var request = await house.RequestAsync();
        var (slot, table) = (await house.SlotAsync(), await house.TableAsync());
        house.Time.Advance(TimeSpan.FromDays(31));

        Assert.Equal(MeetingRefusals.RequestNotLive, (await house.Meetings.BookAsync(House.Organizer, House.Fair, request, await house.VersionAsync<MeetingRequest>(request), new Place(slot, 1, table), Cancel)).Refusal);
        Assert.False((await house.Meetings.StandingAsync(House.Organizer, House.Fair, request, Cancel))!.IsLive);
        House.Done(await house.Meetings.RenewRequestAsync(House.Organizer, House.Fair, request, await house.VersionAsync<MeetingRequest>(request), Cancel));

        Assert.Equal(house.Now.AddDays(30), (await house.Meetings.StandingAsync(House.Organizer, House.Fair, request, Cancel))!.ExpiresAt);
        var meeting = await house.BookAsync(request, slot, table);
        Assert.Equal((RequestState.Placed, meeting), ((await house.Meetings.StandingAsync(House.Organizer, House.Fair, request, Cancel))!.State, (await house.Meetings.StandingAsync(House.Organizer, House.Fair, request, Cancel))!.MeetingId));
        Assert.Equal(MeetingRefusals.RequestBooked, (await house.Meetings.RenewRequestAsync(House.Organizer, House.Fair, request, await house.VersionAsync<MeetingRequest>(request), Cancel)).Refusal);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_request_whose_meeting_is_cancelled_late_waits_again_with_its_days_anew(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var request = await house.RequestAsync();
        var meeting = await house.BookAsync(request, await house.SlotAsync(), await house.TableAsync());
        house.Time.Advance(TimeSpan.FromDays(40));

        House.Done(await house.Meetings.CancelAsync(House.Organizer, House.Fair, meeting, await house.VersionAsync<Meeting>(meeting), "企业改期", Cancel));

        var standing = await house.Meetings.StandingAsync(House.Organizer, House.Fair, request, Cancel);
        Assert.Equal((RequestState.Open, true, (Guid?)null), (standing!.State, standing.IsLive, standing.MeetingId));
        await house.BookAsync(request, await house.SlotAsync(), await house.TableAsync());
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task What_was_withdrawn_or_booked_is_not_changed_and_what_was_withdrawn_can_be_made_again(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (withdrawn, booked) = (await house.RequestAsync(), await house.RequestAsync());
        House.Done(await house.Meetings.WithdrawRequestAsync(House.Organizer, House.Fair, withdrawn, await house.VersionAsync<MeetingRequest>(withdrawn), Cancel));
        await house.BookAsync(booked, await house.SlotAsync(), await house.TableAsync());

        foreach (var id in new[] { withdrawn, booked })
        {
            var form = (await house.Meetings.RequestAsync(House.Organizer, House.Fair, id, Cancel))!;
            form.Reason = "改了主意";
            Assert.Equal(MeetingRefusals.RequestFixed, (await house.Meetings.SaveRequestAsync(House.Organizer, House.Fair, id, form, Cancel)).Refusal);
        }

        House.Done(await house.Meetings.RenewRequestAsync(House.Organizer, House.Fair, withdrawn, await house.VersionAsync<MeetingRequest>(withdrawn), Cancel));
        var again = (await house.Meetings.RequestAsync(House.Organizer, House.Fair, withdrawn, Cancel))!;
        again.Reason = "改了主意";
        House.Done(await house.Meetings.SaveRequestAsync(House.Organizer, House.Fair, withdrawn, again, Cancel));
        Assert.Equal("改了主意", await house.ReadAsync(db => db.Requests.Where(r => r.Id == withdrawn).Select(r => r.Reason).SingleAsync(Cancel)));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Nobody_is_booked_on_both_sides(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var host = await house.HostAsync();
        var form = await house.RequestFormAsync(host);
        form.Hosts = [host];

        Assert.Equal(nameof(RequestForm.Hosts), Assert.Single((await house.Meetings.SaveRequestAsync(House.Organizer, House.Fair, null, form, Cancel)).Problems).Field);

        // The other side is the project's team where none is named.
        var project = await house.ReadAsync(db => db.Set<InvestmentFair.Projects.ProjectHost>().OrderBy(h => h.ProjectId).ThenBy(h => h.Ordinal).Select(h => new { Id = h.ProjectId, Host = h.Host.PersonId }).FirstAsync(Cancel));
        var hidden = await house.RequestFormAsync(project.Host);
        (hidden.Topic, hidden.ProjectId, hidden.Hosts) = (null, project.Id, []);
        var request = House.Done(await house.Meetings.SaveRequestAsync(House.Organizer, House.Fair, null, hidden, Cancel));
        Assert.Equal(MeetingRefusals.OnBothSides, (await house.Meetings.BookAsync(House.Organizer, House.Fair, request, await house.VersionAsync<MeetingRequest>(request), new Place(await house.SlotAsync(), 1, await house.TableAsync()), Cancel)).Refusal);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Who_is_listed_for_another_party_is_named_and_who_is_listed_for_this_one_or_for_nobody_is_not(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var guests = await house.ReadAsync(db => db.Guests.Where(g => g.Fair.Code == House.Fair && g.InvestorId != null).OrderBy(g => g.Number).Select(g => new { g.PersonId, g.Person.Name, g.Investor!.SurvivorId, Party = g.Investor.Survivor.Name }).ToListAsync(Cancel));
        var official = await house.ReadAsync(db => db.Guests.Where(g => g.Fair.Code == House.Fair && g.InvestorId == null && g.DelegationId != null).OrderBy(g => g.Number).Select(g => new { g.PersonId, g.Person.Name, g.DelegationId, Party = g.Delegation!.Name }).FirstAsync(Cancel));
        var (own, other) = (guests[0], guests.First(g => g.SurvivorId != guests[0].SurvivorId));
        List<Guid> named = [own.PersonId, other.PersonId, official.PersonId, .. await house.PeopleAsync(1)];

        async Task<IEnumerable<(string, string)>> OfAsync(RequestForm form) => (await house.Meetings.OfAnotherPartyAsync(House.Organizer, House.Fair, form, Cancel)).Order();

        Assert.Equal(new[] { (other.Name, other.Party.Text), (official.Name, official.Party.Text) }.Order(), await OfAsync(new RequestForm { InvestorId = own.SurvivorId, Guests = named }));
        Assert.DoesNotContain((official.Name, official.Party.Text), await OfAsync(new RequestForm { DelegationId = official.DelegationId, Guests = named }));
        Assert.Empty(await OfAsync(new RequestForm { Guests = named }));
    }
}
