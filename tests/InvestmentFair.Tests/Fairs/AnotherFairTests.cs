using InvestmentFair.Delegations;
using InvestmentFair.Fairs;
using InvestmentFair.Invitations;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Fairs;

/// <summary>A form offers what is of its own fair; whoever sends something of another is refused, and nothing is kept.</summary>
public sealed class AnotherFairTests
{
    private const string Other = "2026";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task What_is_of_another_fair_is_not_taken_by_any_form_and_what_is_of_its_own_is(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var own = await PointsAsync(house, House.Fair);
        var theirs = await MakeOtherAsync(house);
        var wish = await house.RequestFormAsync();
        var links = await house.LinksAsync();

        foreach (var (what, send) in Forms(house, wish))
        {
            var outcome = await send(theirs);
            Assert.True(outcome.Refused, $"{what} took what is of another fair");
            Assert.Contains(outcome.Refusal, new Refusal?[] { FairRefusals.OfAnotherFair, FairRefusals.HallOfAnotherFair, Refusal.NotFound });
        }

        Assert.Equal(links, await house.LinksAsync());
        // The control: the very same forms, pointed at what they offer.
        foreach (var (what, send) in Forms(house, wish)) Assert.True(!(await send(own)).Refused, what);
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Nor_is_what_stands_already_led_into_another_fair(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var theirs = await MakeOtherAsync(house);
        var item = await house.ReadAsync(db => db.Agenda.AsNoTracking().Include(a => a.Fair).FirstAsync(a => a.Fair.Code == House.Fair, Cancel));
        var form = AgendaForm.Of(item, item.Fair.TimeZone);
        form.HallId = theirs.Hall;

        Assert.Equal(FairRefusals.OfAnotherFair, (await house.Fairs.SaveAgendaAsync(House.Organizer, House.Fair, item.Id, form, Cancel)).Refusal);

        Assert.Equal((item.HallId, item.Version), await house.ReadAsync(db => db.Agenda.Where(a => a.Id == item.Id).Select(a => new ValueTuple<Guid?, int>(a.HallId, a.Version)).SingleAsync(Cancel)));
    }

    private sealed record Points(Guid Delegation, Guid Guest, Guid Hall);

    private static IReadOnlyList<(string What, Func<Points, Task<Outcome>> Send)> Forms(House house, RequestForm wish) =>
    [
        ("a guest's delegation", async p => (await house.Delegations.SaveGuestAsync(House.Organizer, House.Fair, null, new GuestForm { Name = "房小满（示例）", DelegationId = p.Delegation, Part = GuestPart.Leader, ProtocolRank = 500 }, Cancel))),
        ("a letter's delegation", async p => (await Invitations(house).SaveAsync(House.Organizer, House.Fair, null, new InvitationForm { LetterNumber = "示例 901 号", DelegationId = p.Delegation, AnswerBy = house.Today.AddDays(20) }, Cancel))),
        ("a letter's guest", async p => (await Invitations(house).SaveAsync(House.Organizer, House.Fair, null, new InvitationForm { LetterNumber = "示例 902 号", GuestId = p.Guest, AnswerBy = house.Today.AddDays(20) }, Cancel))),
        ("a wish's delegation", async p =>
        {
            var form = (RequestForm)wish.Copy();
            (form.InvestorId, form.DelegationId) = (null, p.Delegation);
            return (await house.Meetings.SaveRequestAsync(House.Organizer, House.Fair, null, form, Cancel));
        }),
        ("the availability of a guest", async p => await house.Availability.SaveAsync(House.Organizer, House.Fair, null, new AvailabilityForm { PersonId = await house.ReadAsync(db => db.Guests.Where(g => g.Id == p.Guest).Select(g => g.PersonId).SingleAsync(Cancel)), Kind = AvailabilityKind.Arrives, Day = new(2027, 8, 2), From = new(9, 0) }, Cancel)),
        ("the availability of a delegation", async p => await house.Availability.ForPartyAsync(House.Organizer, House.Fair, new PartyAvailabilityForm { DelegationId = p.Delegation, Kind = AvailabilityKind.Arrives, Day = new(2027, 8, 2), From = new(9, 0) }, Cancel)),
        ("a hall in which a host cannot be", async p => await house.Availability.SaveAsync(House.Organizer, House.Fair, null, new AvailabilityForm { PersonId = await house.HostAsync(), Kind = AvailabilityKind.Busy, Day = new(2027, 8, 2), From = new(9, 0), Until = new(10, 0), HallId = p.Hall }, Cancel)),
        ("the limits of a delegation", async p => await house.Limits.SaveAsync(House.Organizer, House.Fair, null, new LimitForm { DelegationId = p.Delegation, Most = 3 }, Cancel)),
        ("an agenda item's hall", async p => (await house.Fairs.SaveAgendaAsync(House.Organizer, House.Fair, null, new AgendaForm { Day = new(2027, 8, 2), Starts = new(6, 0), Ends = new(6, 10), Kind = AgendaKind.Opening, TitleZh = "示例", Owner = "会务组", HallId = p.Hall }, Cancel))),
        ("a table's hall", async p => (await house.Fairs.SaveTableAsync(House.Organizer, House.Fair, null, new TableForm { Code = "Z-91", HallId = p.Hall, Seats = 6 }, Cancel))),
    ];

    private static InvitationDesk Invitations(House house) => new(house.Database.Contexts, house.Clock);

    private static async Task<Points> MakeOtherAsync(House house)
    {
        House.Done(await house.Fairs.SaveFairAsync(House.Organizer, null, new FairForm { Code = Other, NameZh = "上一届（示例）", CityZh = "广州市", FirstDay = new(2026, 12, 2), LastDay = new(2026, 12, 3), AnswerBy = new(2026, 11, 26) }, Cancel));
        var delegation = House.Done(await house.Delegations.SaveAsync(House.Organizer, Other, null, new DelegationForm { NameZh = "上一届代表团（示例）", Quota = 5, LiaisonName = "联络（示例）", LiaisonMobile = "000-0000-6601" }, Cancel));
        House.Done(await house.Delegations.SaveGuestAsync(House.Organizer, Other, null, new GuestForm { Name = "上届嘉宾（示例）", DelegationId = delegation, Part = GuestPart.Leader, ProtocolRank = 10 }, Cancel));
        var venue = await house.ReadAsync(db => db.Venues.OrderBy(v => v.Code).Select(v => v.Id).FirstAsync(Cancel));
        House.Done(await house.Fairs.SaveHallAsync(House.Organizer, Other, null, new HallForm { Code = "H1", NameZh = "上届会场", VenueId = venue, Kind = Enum.GetValues<HallKind>()[0], Capacity = 20 }, Cancel));
        return await PointsAsync(house, Other);
    }

    private static Task<Points> PointsAsync(House house, string fair) => house.ReadAsync(async db => new Points(
        await db.Delegations.Where(d => d.Fair.Code == fair).OrderBy(d => d.Id).Select(d => d.Id).FirstAsync(Cancel),
        await db.Guests.Where(g => g.Fair.Code == fair).OrderBy(g => g.Id).Select(g => g.Id).FirstAsync(Cancel),
        await db.Halls.Where(h => h.Fair.Code == fair).OrderBy(h => h.Id).Select(h => h.Id).FirstAsync(Cancel)));
}
