using InvestmentFair.Access;
using InvestmentFair.Delegations;
using InvestmentFair.Kernel;
using InvestmentFair.Matching;
using InvestmentFair.Meetings;
using InvestmentFair.Organisations;
using InvestmentFair.People;
using InvestmentFair.Projects;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Meetings;

/// <summary>Which pairs are suggested, what staff say against the arithmetic, and how suggestions become wishes.</summary>
public sealed class SuggestionDeskTests
{
    private static readonly SuggestionFilter All = new(Most: int.MaxValue);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task Who_is_invited_is_held_against_what_is_offered_unless_they_speak_already(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);

        var found = await FoundAsync(house);

        var pairs = found.Shown.Concat(found.Hidden).Select(s => s.Pair).ToHashSet();
        Assert.Equal(found.Found, found.Shown.Count);
        Assert.Equal(found.Shown.Count + found.Hidden.Count, pairs.Count);
        Assert.All(found.Shown.Where(s => !s.IsPinned).Zip(found.Shown.Where(s => !s.IsPinned).Skip(1)), s => Assert.True((s.First.IsMissed ? 0 : 1, s.First.Score).CompareTo((s.Second.IsMissed ? 0 : 1, s.Second.Score)) >= 0));
        await using var db = house.Open();
        var fair = await house.FairIdAsync();
        var invited = await db.Guests.Where(g => g.FairId == fair && g.Attendance != Attendance.Declined && g.InvestorId != null).Select(g => g.Investor!.SurvivorId).Distinct().ToListAsync(Cancel);
        Assert.All(pairs, p => Assert.Contains(p.InvestorId, invited));
        var offered = await db.FairProjects.Where(l => l.FairId == fair && l.Project.State == ProjectState.Published).Select(l => l.ProjectId).ToListAsync(Cancel);
        var plants = await db.Plants.Where(p => p.IsPublished).Select(p => p.Id).ToListAsync(Cancel);
        var wishes = await db.Requests.Where(r => r.FairId == fair && r.InvestorId != null && r.Topic == null && r.State != RequestState.Withdrawn).ToListAsync(Cancel);
        var spoken = wishes.Where(r => r.Priority is Wish.No || r.State is RequestState.Placed || r.IsLive(house.Now)).Select(r => new PairOf(r.InvestorId!.Value, (r.ProjectId ?? r.PlantId)!.Value, r.PlantId is not null)).Where(p => invited.Contains(p.InvestorId)).ToHashSet();
        Assert.NotEmpty(spoken);
        Assert.Contains(wishes, w => w.Priority is Wish.No);
        Assert.Empty(pairs.Intersect(spoken));
        Assert.Equal(invited.Count * (offered.Count + plants.Count) - spoken.Count(p => p.IsPlant ? plants.Contains(p.SubjectId) : offered.Contains(p.SubjectId)), pairs.Count);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Who_declines_what_is_withdrawn_and_what_is_not_published_is_not_suggested(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var best = (await FoundAsync(house)).Shown.First(s => !s.Subject.IsPlant);
        House.Done(await house.Publication.WithdrawAsync(House.Organizer, best.Subject.Id, await house.VersionAsync<Project>(best.Subject.Id), "整改", Cancel));
        var other = (await FoundAsync(house)).Shown[0].Investor.Id;
        var guests = await house.ReadAsync(db => db.Guests.Where(g => g.Fair.Code == House.Fair && g.InvestorId == other).Select(g => g.Id).ToListAsync(Cancel));
        await house.ReadAsync(db => db.Guests.Where(g => guests.Contains(g.Id)).ExecuteUpdateAsync(s => s.SetProperty(g => g.Attendance, Attendance.Declined), Cancel));

        var found = await FoundAsync(house);

        Assert.DoesNotContain(found.Shown.Concat(found.Hidden), s => s.Subject.Id == best.Subject.Id);
        Assert.DoesNotContain(found.Shown.Concat(found.Hidden), s => s.Investor.Id == other);
        Assert.Null(await house.Suggestions.ForFairAsync(House.Organizer, "1999", All, Cancel));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Where_an_enterprise_wishes_to_go_is_a_reason_and_a_place_that_is_none_is_refused(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var one = (await FoundAsync(house)).Shown[0];
        var elsewhere = await house.ReadAsync(db => db.Regions.Where(r => r.Kind == RegionKind.Township && r.ValidTo == null && r.Code != one.Subject.TownshipCode).Select(r => r.Code).FirstAsync(Cancel));
        async Task<PairTermMatch> ReasonAsync(params string[] townships)
        {
            foreach (var need in await house.ReadAsync(db => db.Needs.Where(n => n.InvestorId == one.Investor.Id).ToListAsync(Cancel)))
            {
                var form = NeedForm.Of(need);
                form.Townships = [.. townships];
                House.Done(await house.Projects.SaveNeedAsync(House.Organizer, need.Id, form, Cancel));
            }

            return (await FoundAsync(house, new(one.Investor.Id, one.Subject.Id))).Shown.Single().Match.Terms.Single(t => t.Term is PairTerm.Location);
        }

        Assert.Equal(Fit.Met, (await ReasonAsync(elsewhere, one.Subject.TownshipCode)).Fit);
        var other = await ReasonAsync(elsewhere);
        Assert.Equal(Fit.Short, other.Fit);
        Assert.StartsWith("企业意向乡镇为", other.Zh, StringComparison.Ordinal);

        var refused = await house.Projects.SaveNeedAsync(House.Organizer, null, new NeedForm { InvestorId = one.Investor.Id, Townships = ["440100000"] }, Cancel);
        Assert.Equal("save.no-such-choice", refused.Refusal?.Code);
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_filter_finds_those_of_one_side_from_a_score_on_and_the_first_so_many(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var all = await FoundAsync(house);
        var some = all.Shown[all.Shown.Count / 4];

        var ofFirm = await FoundAsync(house, new(InvestorId: some.Investor.Id, Most: int.MaxValue));
        var ofBoth = await FoundAsync(house, new(some.Investor.Id, some.Subject.Id));
        var good = await FoundAsync(house, new(Least: some.Score, Most: 3));

        Assert.Equal(all.Shown.Where(s => s.Investor.Id == some.Investor.Id).Select(s => s.Pair), ofFirm.Shown.Select(s => s.Pair));
        Assert.Equal([some.Pair], ofBoth.Shown.Select(s => s.Pair));
        Assert.Equal((3, all.Shown.Count(s => s.Score >= some.Score)), (good.Shown.Count, good.Found));
        Assert.Equal(all.Shown.Where(s => s.Score >= some.Score).Take(3).Select(s => s.Pair), good.Shown.Select(s => s.Pair));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task What_is_followed_as_a_deal_is_set_apart_until_somebody_pins_it(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var pair = (await FoundAsync(house)).Shown.First(s => !s.Subject.IsPlant && s.Mark is null).Pair;
        await house.ReadAsync(db => db.Deals.Where(d => d.Number == "GZ-0001").ExecuteUpdateAsync(s => s.SetProperty(d => d.InvestorId, pair.InvestorId).SetProperty(d => d.ProjectId, pair.SubjectId), Cancel));
        Assert.Equal("已在跟踪", (await FoundAsync(house)).Hidden.Single(s => s.Pair == pair).Apart!.Zh);

        House.Done(await house.Suggestions.MarkAsync(House.Organizer, House.Fair, pair, Mark.Pinned, null, "增资另谈", Cancel));

        var found = await FoundAsync(house);
        Assert.DoesNotContain(found.Hidden, s => s.Pair == pair);
        Assert.True(found.Shown.Single(s => s.Pair == pair).IsPinned);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task What_is_hidden_for_every_need_of_an_enterprise_is_set_apart(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var matches = new MatchDesk(house.Database.Contexts, house.Clock);
        var found = await FoundAsync(house);
        var need = await house.ReadAsync(async db => (await db.Needs.ToListAsync(Cancel)).GroupBy(n => n.InvestorId).First(g => g.Count() == 1 && found.Shown.Any(s => s.Investor.Id == g.Key && s.Subject.IsPlant)).Single());
        var pair = found.Shown.First(s => s.Investor.Id == need.InvestorId && s.Subject.IsPlant).Pair;

        House.Done(await matches.MarkAsync(House.Organizer, need.Id, OfferKind.Plant, pair.SubjectId, Mark.Hidden, "企业明确不考虑", Cancel));
        Assert.Equal("转移需求的匹配中已隐藏：企业明确不考虑", (await FoundAsync(house)).Hidden.Single(s => s.Pair == pair).Apart!.Zh);

        House.Done(await matches.MarkAsync(House.Organizer, need.Id, OfferKind.Plant, pair.SubjectId, Mark.None, "又考虑了", Cancel));
        Assert.Contains((await FoundAsync(house)).Shown, s => s.Pair == pair);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_score_is_overruled_a_pair_pinned_or_hidden_and_all_of_it_kept_when_taken_back(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var before = (await FoundAsync(house)).Shown;
        var (last, first) = (before[^1], before.First(s => s.Mark is null));
        Assert.Equal(MatchRefusals.NoReason, (await SayAsync(last.Pair, Mark.Pinned, null, null)).Refusal);
        Assert.Equal(MatchRefusals.ScoreOutside, (await SayAsync(last.Pair, Mark.None, 101, "见过面")).Refusal);
        Assert.Equal(Refusal.NotFound, (await SayAsync(last.Pair with { InvestorId = Guid.NewGuid() }, Mark.Pinned, null, "见过面")).Refusal);
        Assert.Equal(Refusal.NotFound, (await SayAsync(last.Pair with { IsPlant = !last.Pair.IsPlant }, Mark.Pinned, null, "见过面")).Refusal);
        await Assert.ThrowsAsync<NotAllowedException>(() => house.Suggestions.MarkAsync(new Actor(Guid.NewGuid(), "领导", Role.Leader), House.Fair, last.Pair, Mark.Pinned, null, "见过面", Cancel));

        House.Done(await SayAsync(last.Pair, Mark.None, 100, "老板点名要见"));
        House.Done(await SayAsync(first.Pair, Mark.Hidden, null, "已到别处落户"));

        var after = await FoundAsync(house);
        var scored = after.Shown.Single(s => s.Pair == last.Pair);
        Assert.Equal((100, last.Match.Score, "老板点名要见", House.Organizer.Name, false), (scored.Score, scored.Match.Score, scored.Mark!.Reason, scored.Mark.ByName, scored.IsMissed));
        Assert.Equal(last.Pair, after.Shown.First(s => !s.IsPinned).Pair);
        Assert.Equal("已到别处落户", after.Hidden.Single(s => s.Pair == first.Pair).Mark!.Reason);

        House.Done(await SayAsync(last.Pair, Mark.None, null, "记错了人"));
        House.Done(await SayAsync(first.Pair, Mark.None, null, "没有谈成"));
        Assert.Equal(before.Select(s => (s.Pair, s.Score)), (await FoundAsync(house)).Shown.Select(s => (s.Pair, s.Score)));
        Assert.Equal(4, await house.ReadAsync(db => db.PairMarks.CountAsync(m => m.ById == House.Organizer.Id, Cancel)));
        await house.VerifyAsync();

        Task<Outcome> SayAsync(PairOf pair, Mark mark, int? score, string? reason) => house.Suggestions.MarkAsync(House.Organizer, House.Fair, pair, mark, score, reason, Cancel);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Chosen_suggestions_become_wishes_of_the_county_once(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var found = await FoundAsync(house);
        Suggestion[] chosen = [found.Shown.First(s => !s.Subject.IsPlant), found.Shown.First(s => s.Subject.IsPlant)];
        Assert.Equal(SuggestionRefusals.NothingChosen, (await house.Suggestions.RequestAsync(House.Organizer, House.Fair, [], Cancel)).Refusal);

        Assert.Equal(2, House.Done(await house.Suggestions.RequestAsync(House.Organizer, House.Fair, [.. chosen.Select(s => s.Pair), chosen[0].Pair], Cancel)));

        foreach (var suggestion in chosen)
        {
            var wish = await house.ReadAsync(db => db.Requests.Include(r => r.People).SingleAsync(r => r.InvestorId == suggestion.Investor.Id && (r.ProjectId == suggestion.Subject.Id || r.PlantId == suggestion.Subject.Id) && r.State == RequestState.Open && r.From == Side.Host && r.Points != null && r.ExpiresAt > house.Now, Cancel));
            Assert.Equal((Wish.Want, 10 + suggestion.Score / 5, suggestion.Reason), (wish.Priority, wish.Points, wish.Reason));
            Assert.NotEmpty(wish.Team(Side.Guest));
            Assert.Equal(wish.Team(Side.Guest).Count() > 1 ? 1 : 0, wish.GuestsFromPool);
            // A project's own team comes; for a plant somebody of its township.
            Assert.Equal(suggestion.Subject.IsPlant, wish.Team(Side.Host).Any());
        }

        // A second press, of the same hand or of another.
        Assert.Equal(SuggestionRefusals.Wished, (await house.Suggestions.RequestAsync(House.Organizer, House.Fair, [.. chosen.Select(s => s.Pair)], Cancel)).Refusal);
        var next = (await FoundAsync(house)).Shown.First(s => !s.Subject.IsPlant);
        Assert.DoesNotContain(next.Pair, chosen.Select(s => s.Pair));
        Assert.Equal(1, House.Done(await house.Suggestions.RequestAsync(House.Organizer, House.Fair, [chosen[0].Pair, next.Pair], Cancel)));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Of_eight_who_enter_one_suggestion_at_once_one_makes_the_wish(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var pair = (await FoundAsync(house)).Shown.First(s => !s.Subject.IsPlant).Pair;
        var before = await house.ReadAsync(db => db.Requests.CountAsync(Cancel));

        var outcomes = await House.FightAsync(8, _ => house.Suggestions.RequestAsync(House.Organizer, House.Fair, [pair], Cancel));

        Assert.Single(outcomes, o => !o.Refused);
        Assert.All(outcomes.Where(o => o.Refused), o => Assert.Contains(o.Refusal, new Refusal?[] { SuggestionRefusals.Wished, Refusal.BusyTryAgain }));
        Assert.Equal(before + 1, await house.ReadAsync(db => db.Requests.CountAsync(Cancel)));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_withdrawn_wish_is_suggested_again_and_of_firms_that_were_merged_all_counts_for_the_one_that_stays(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var pair = (await FoundAsync(house)).Shown.First(s => !s.Subject.IsPlant).Pair;
        House.Done(await house.Suggestions.RequestAsync(House.Organizer, House.Fair, [pair], Cancel));
        var wish = await house.ReadAsync(db => db.Requests.OrderByDescending(r => r.Id).Select(r => r.Id).FirstAsync(Cancel));
        House.Done(await house.Suggestions.MarkAsync(House.Organizer, House.Fair, pair, Mark.Pinned, null, "重点企业", Cancel));
        Assert.DoesNotContain((await FoundAsync(house)).Shown, s => s.Pair == pair);

        House.Done(await house.Meetings.WithdrawRequestAsync(House.Organizer, House.Fair, wish, await house.VersionAsync<MeetingRequest>(wish), Cancel));
        Assert.Equal(pair, (await FoundAsync(house)).Shown.First(s => s.IsPinned && s.Pair == pair).Pair);

        var stays = (await FoundAsync(house)).Shown.First(s => s.Investor.Id != pair.InvestorId && s.Subject.Id == pair.SubjectId && s.Mark is null).Investor.Id;
        var merges = new InvestorMergeDesk(house.Database.Contexts, house.Clock);
        House.Done(await merges.MergeAsync(House.Organizer, pair.InvestorId, stays, await house.VersionAsync<Investor>(pair.InvestorId), await house.VersionAsync<Investor>(stays), [], Cancel));
        var found = await FoundAsync(house);
        Assert.DoesNotContain(found.Shown.Concat(found.Hidden), s => s.Investor.Id == pair.InvestorId);
        Assert.True(found.Shown.Concat(found.Hidden).Single(s => s.Pair == pair with { InvestorId = stays }).Mark is { Reason: "重点企业" });
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task The_sums_of_deals_are_told_only_to_whoever_may_see_deals_and_the_score_is_the_same(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var staff = await FoundAsync(house);

        var reception = (await house.Suggestions.ForFairAsync(new Actor(Guid.NewGuid(), "接待（测试）", Role.Reception), House.Fair, All, Cancel))!;

        Assert.Equal(staff.Shown.Select(s => (s.Pair, s.Score)), reception.Shown.Select(s => (s.Pair, s.Score)));
        var withDeals = await house.ReadAsync(db => db.Deals.Select(d => d.InvestorId).Distinct().ToListAsync(Cancel));
        Assert.Contains(Sizes(staff), t => t.Zh.Contains("，拟引资", StringComparison.Ordinal));
        Assert.DoesNotContain(Sizes(reception), t => t.Zh.Contains("，拟引资", StringComparison.Ordinal));

        IEnumerable<PairTermMatch> Sizes(SuggestionsFound found) => found.Shown.Where(s => withDeals.Contains(s.Investor.Id)).SelectMany(s => s.Match.Terms.Where(t => t.Term is PairTerm.Size));
    }

    private static async Task<SuggestionsFound> FoundAsync(House house, SuggestionFilter? filter = null) => (await house.Suggestions.ForFairAsync(House.Organizer, House.Fair, filter ?? All, Cancel))!;
}
