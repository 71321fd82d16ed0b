using InvestmentFair.Access;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.Matching;
using InvestmentFair.Projects;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Matching;

public sealed class MatchDeskTests
{
    private static readonly Wanted Need = new("C3511", 7000, 8, 1200, 150, EnvironmentClass.ReportForm, new(2027, 12, 31));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task The_portal_is_given_what_is_published_and_staff_everything(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var desk = Desk(house);
        var carrier = await IdAsync<Project>(house, p => p.Code == "LC-C06");
        Assert.Equal("LC-C06", (await desk.FindAsync(Actor.Portal, Need, Cancel)).Matches.First(m => m.Offer.Kind is OfferKind.Carrier).Offer.Code);

        House.Done(await house.Publication.WithdrawAsync(House.Organizer, carrier, await house.VersionAsync<Project>(carrier), "整改", Cancel));
        await SetAsync(house, plant => plant.IsPublished = false, "IP-F");

        var found = await desk.FindAsync(Actor.Portal, Need, Cancel);
        Assert.DoesNotContain(found.Matches, m => m.Offer.Code is "LC-C06" or "IP-F");
        Assert.All(found.Matches, m => Assert.True(m.Offer.IsPublic));
        var staff = (await desk.ForNeedAsync(House.Organizer, House.Fair, await NeedAsync(house), Cancel))!;
        Assert.Contains(staff.Shown, m => m.Of is { Code: "IP-F", IsPublic: false });
        Assert.DoesNotContain(staff.Shown, m => m.Of.Code == "LC-C06");
        Assert.DoesNotContain(staff.Shown, m => m.Of.Code.StartsWith("LC-T", StringComparison.Ordinal));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Nothing_asked_is_nothing_ranked(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);

        var found = await Desk(house).FindAsync(Actor.Portal, new Wanted(), Cancel);

        Assert.Empty(found.Matches);
        Assert.Equal(21, found.Offers);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_pair_has_the_same_score_from_both_sides(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (desk, need) = (Desk(house), await NeedAsync(house));

        var offers = (await desk.ForNeedAsync(House.Organizer, House.Fair, need, Cancel))!;

        foreach (var offer in offers.Shown.Concat(offers.Hidden).Take(6))
        {
            var needs = (await desk.ForOfferAsync(House.Organizer, House.Fair, offer.Of.Kind, offer.Of.Id, Cancel))!;
            var pair = Assert.Single(needs.Shown.Concat(needs.Hidden), m => m.Of.Id == need);
            Assert.Equal((offer.Match.Score, offer.Mark?.Id), (pair.Match.Score, pair.Mark?.Id));
        }
    }

    [Theory, ClassData(typeof(Both))]
    public async Task From_the_side_of_the_offer_enterprises_stand_in_the_order_of_the_scores_that_the_other_side_shows(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var desk = Desk(house);
        var scores = new Dictionary<(Guid Need, Guid Offer), (bool IsMissed, int Score)>();
        foreach (var need in await house.ReadAsync(db => db.Needs.Select(n => n.Id).ToListAsync(Cancel)))
            foreach (var offer in (await desk.ForNeedAsync(House.Organizer, House.Fair, need, Cancel))! is var all ? all.Shown.Concat(all.Hidden) : [])
                scores[(need, offer.Of.Id)] = (offer.Match.IsMissed, offer.Match.Score);
        var ordered = 0;

        foreach (var offer in scores.Keys.Select(k => k.Offer).Distinct().ToList())
        {
            var kind = await house.ReadAsync(db => db.Plants.AnyAsync(p => p.Id == offer, Cancel)) ? OfferKind.Plant : OfferKind.Carrier;
            var needs = (await desk.ForOfferAsync(House.Organizer, House.Fair, kind, offer, Cancel))!;
            // What somebody has pinned or hidden stands where they put it.
            var free = needs.Shown.Where(n => n.Mark is null).Select(n => scores[(n.Of.Id, offer)]).ToList();
            Assert.Equal(free.OrderBy(s => s.IsMissed).ThenByDescending(s => s.Score), free);
            Assert.Equal(scores.Keys.Where(k => k.Offer == offer).Select(k => k.Need).Order(), needs.Shown.Concat(needs.Hidden).Select(n => n.Of.Id).Order());
            ordered += free.Distinct().Count() > 3 ? 1 : 0;
        }

        Assert.True(ordered > 10, $"only {ordered} offers have needs of different scores");
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_pin_puts_a_pair_first_a_hide_apart_and_both_are_kept_when_taken_back(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (desk, need) = (Desk(house), await NeedAsync(house));
        var before = (await desk.ForNeedAsync(House.Organizer, House.Fair, need, Cancel))!.Shown;
        var (last, first) = (before[^1].Of, before[0].Of);
        Assert.Equal(MatchRefusals.NoReason, (await desk.MarkAsync(House.Organizer, need, last.Kind, last.Id, Mark.Pinned, null, Cancel)).Refusal);

        House.Done(await desk.MarkAsync(House.Organizer, need, last.Kind, last.Id, Mark.Pinned, "看过现场", Cancel));
        House.Done(await desk.MarkAsync(House.Organizer, need, first.Kind, first.Id, Mark.Hidden, "已租给别家", Cancel));

        var marked = (await desk.ForNeedAsync(House.Organizer, House.Fair, need, Cancel))!;
        Assert.Equal((last.Code, "看过现场", House.Organizer.Name), (marked.Shown[0].Of.Code, marked.Shown[0].Mark!.Reason, marked.Shown[0].Mark!.ByName));
        Assert.Equal(first.Code, Assert.Single(marked.Hidden).Of.Code);
        Assert.Equal(before[^1].Match.Score, marked.Shown[0].Match.Score);

        House.Done(await desk.MarkAsync(House.Organizer, need, last.Kind, last.Id, Mark.None, "企业改了主意", Cancel));
        House.Done(await desk.MarkAsync(House.Organizer, need, first.Kind, first.Id, Mark.None, "租约没成", Cancel));
        var after = (await desk.ForNeedAsync(House.Organizer, House.Fair, need, Cancel))!;
        Assert.Equal(before.Select(m => m.Of.Code), after.Shown.Select(m => m.Of.Code));
        Assert.Equal(4, await house.ReadAsync(db => db.MatchMarks.CountAsync(m => m.SubjectId == need, Cancel)));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Only_what_is_offered_can_be_marked(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (desk, need) = (Desk(house), await NeedAsync(house));
        var tourism = await IdAsync<Project>(house, p => p.Code == "LC-T01");

        Assert.Equal(Refusal.NotFound, (await desk.MarkAsync(House.Organizer, need, OfferKind.Carrier, tourism, Mark.Pinned, "x", Cancel)).Refusal);
        Assert.Equal(Refusal.NotFound, (await desk.MarkAsync(House.Organizer, Guid.NewGuid(), OfferKind.Plant, await IdAsync<IdlePlant>(house, p => p.Code == "IP-A"), Mark.Pinned, "x", Cancel)).Refusal);
        Assert.Equal(MatchRefusals.NotACarrier, (await desk.SaveConditionsAsync(House.Organizer, tourism, new ConditionsForm(), Cancel)).Refusal);
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.MarkAsync(new Actor(Guid.NewGuid(), "领导", Role.Leader), need, OfferKind.Plant, tourism, Mark.Pinned, "x", Cancel));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task What_becomes_known_of_a_carrier_changes_its_score_and_a_weight_of_nothing_leaves_it_out(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var desk = Desk(house);
        var carrier = await IdAsync<Project>(house, p => p.Code == "LC-C09");
        var need = new Wanted(HeightM: 8);
        Assert.Equal(Fit.Unknown, Term().Fit);

        House.Done(await desk.SaveConditionsAsync(House.Organizer, carrier, new ConditionsForm { HeightM = 9 }, Cancel));
        Assert.Equal((Fit.Met, 100), (Term().Fit, Term().Points));
        var form = (await desk.ConditionsAsync(House.Organizer, carrier, Cancel))!;
        form.HeightM = 6;
        House.Done(await desk.SaveConditionsAsync(House.Organizer, carrier, form, Cancel));
        Assert.Equal(Fit.Missed, Term().Fit);
        Assert.NotNull((await desk.SaveConditionsAsync(House.Organizer, carrier, form, Cancel)).Clash);

        House.Done(await new SettingDesk(house.Database.Contexts, house.Clock).SetAsync(House.Organizer, House.Fair, Setting.MatchHeight, "0", house.Today, "试一试", Cancel));
        var both = (await desk.FindAsync(Actor.Portal, need with { AreaM2 = 1000 }, Cancel)).Matches.Single(m => m.Offer.Code == "LC-C09");
        Assert.Equal(0, both.Terms.Single(t => t.Term is MatchTerm.Height).Share);
        Assert.Equal(100, both.Score);

        TermMatch Term() => Assert.Single(desk.FindAsync(Actor.Portal, need, Cancel).GetAwaiter().GetResult().Matches.Single(m => m.Offer.Code == "LC-C09").Terms);
    }

    private static MatchDesk Desk(House house) => new(house.Database.Contexts, house.Clock);

    // A need of the sample data of which no pair has been marked.
    private static Task<Guid> NeedAsync(House house) => house.ReadAsync(db => db.Needs.Where(n => !db.MatchMarks.Any(m => m.SubjectId == n.Id)).OrderBy(n => n.Id).Select(n => n.Id).FirstAsync(Cancel));

    private static Task<Guid> IdAsync<T>(House house, System.Linq.Expressions.Expression<Func<T, bool>> which) where T : InvestmentFair.Kernel.Record => house.ReadAsync(db => db.Set<T>().Where(which).Select(r => r.Id).SingleAsync(Cancel));

    private static async Task SetAsync(House house, Action<PlantForm> change, string code)
    {
        var id = await IdAsync<IdlePlant>(house, p => p.Code == code);
        var form = (await house.Projects.PlantAsync(House.Organizer, id, Cancel))!.Form;
        change(form);
        House.Done(await house.Projects.SavePlantAsync(House.Organizer, id, form, Cancel));
    }
}
