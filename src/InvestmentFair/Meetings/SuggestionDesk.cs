using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Delegations;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.Ledger;
using InvestmentFair.Matching;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

/// <summary>Pairs that might meet at a fair: weighed, marked by whoever knows better, and entered as wishes of the county's side.</summary>
public sealed class SuggestionDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock) : Desk(contexts, clock)
{
    public async Task<SuggestionsFound?> ForFairAsync(Actor actor, string fair, SuggestionFilter filter, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = Open();
        if (await FairIdAsync(db, fair, cancel) is not { } fairId) return null;
        var facts = await SuggestionFactsQueries.ReadAsync(db, fairId, actor.May(Permission.ViewDeals), Now, cancel);
        var ranked = Suggestion.Rank(facts.Weighed(p => p.InvestorId == (filter.InvestorId ?? p.InvestorId) && p.SubjectId == (filter.SubjectId ?? p.SubjectId)));
        var found = ranked.Where(s => !s.IsHidden && s.Score >= filter.Least).ToList();
        return new SuggestionsFound([.. found.Take(filter.Most)], found.Count, [.. ranked.Where(s => s.IsHidden)]);
    }

    /// <summary>Pins a pair, hides it, scores it by hand, or takes that back (<see cref="Mark.None"/> and no score); each with a reason.</summary>
    public async Task<Outcome> MarkAsync(Actor actor, string fair, PairOf pair, Mark mark, int? score, string? reason, CancellationToken cancel)
    {
        actor.Must(Permission.ManageMeetings);
        await using var db = Open();
        await using var transaction = await db.BeginAsync(cancel);
        if (await FairIdAsync(db, fair, cancel) is not { } fairId || !await db.Investors.AnyAsync(i => i.Id == pair.InvestorId, cancel)
            || !(pair.IsPlant ? await db.Plants.AnyAsync(p => p.Id == pair.SubjectId, cancel) : await db.Projects.AnyAsync(p => p.Id == pair.SubjectId, cancel)))
            return Refusal.NotFound;
        var put = PairMark.Put(fairId, pair, mark, score, reason, Today);
        if (put.Refused) return put;
        db.Add(put.Value!);
        return await CommitAsync(db, transaction, new Act(actor, "suggestion.marked", Now), pair.InvestorId, cancel);
    }

    /// <summary>
    /// A wish of the county's side for each of the pairs; one that has been wished for, booked or refused meanwhile is left out.
    /// The answer is how many were entered.
    /// </summary>
    public async Task<Outcome<int>> RequestAsync(Actor actor, string fair, IReadOnlyList<PairOf> pairs, CancellationToken cancel)
    {
        actor.Must(Permission.ManageMeetings);
        if (pairs.Count == 0) return SuggestionRefusals.NothingChosen;
        await using var db = Open();
        await using var transaction = await db.BeginAsync(cancel);
        if (await FairIdAsync(db, fair, cancel) is not { } fairId) return Refusal.NotFound;
        // Whoever enters suggestions at the same instant waits here, and then sees what has been wished for.
        await db.NextNumberAsync($"suggestion/{fair}", cancel);
        var chosen = pairs.ToHashSet();
        var facts = await SuggestionFactsQueries.ReadAsync(db, fairId, tellsDeals: false, Now, cancel);
        var suggestions = Suggestion.Rank(facts.Weighed(chosen.Contains));
        if (suggestions.Count == 0) return SuggestionRefusals.Wished;

        var guests = await GuestsAsync(db, fairId, cancel);
        var days = FairSetting.Days(await db.FairSettings.AsNoTracking().ToListAsync(cancel), Setting.RequestExpiryDays, fairId, new AsOf(Today));
        foreach (var suggestion in suggestions)
        {
            var hosts = suggestion.Subject.IsPlant ? await MeetingDesk.StandInsAsync(db, suggestion.Subject.Id, Today, cancel) : [];
            if (suggestion.Subject.IsPlant && hosts.Count == 0) return SuggestionRefusals.NoHosts(suggestion.Subject.Name.Text);
            var form = Form(suggestion, [.. guests[suggestion.Investor.Id]], hosts);
            if (form.Check() is { Count: > 0 } problems) return Outcome.Wrong(problems).As<int>();
            var wish = MeetingRequest.Wish(fairId, form, Now, days);
            await JointWishQueries.JoinAsync(db, wish, Now, cancel);
            db.Add(wish);
        }

        return await CommitAsync(db, transaction, new Act(actor, "suggestion.requested", Now), suggestions.Count, cancel);
    }

    // A project's team comes where nobody is named; of the enterprise whoever has time.
    private static RequestForm Form(Suggestion suggestion, List<Guid> guests, List<Guid> hosts) => new()
    {
        From = Side.Host,
        Priority = Wish.Want,
        ProjectId = suggestion.Subject.IsPlant ? null : suggestion.Subject.Id,
        PlantId = suggestion.Subject.IsPlant ? suggestion.Subject.Id : null,
        InvestorId = suggestion.Investor.Id,
        Guests = guests,
        GuestsFromPool = guests.Count > 1 ? 1 : 0,
        Hosts = hosts,
        Points = suggestion.Points,
        Reason = suggestion.Reason,
    };

    // Who speaks for an enterprise; where it sends only others, they do.
    private static async Task<ILookup<Guid, Guid>> GuestsAsync(FairDbContext db, Guid fairId, CancellationToken cancel)
    {
        var guests = await db.Guests.AsNoTracking().Where(g => g.FairId == fairId && g.Attendance != Attendance.Declined && g.InvestorId != null)
            .OrderBy(g => g.ProtocolRank).ThenBy(g => g.Id).Select(g => new { g.PersonId, g.Part, InvestorId = g.Investor!.SurvivorId }).ToListAsync(cancel);
        return guests.GroupBy(g => g.InvestorId).SelectMany(of => of.Any(g => Speaks(g.Part)) ? of.Where(g => Speaks(g.Part)) : of).ToLookup(g => g.InvestorId, g => g.PersonId);

        static bool Speaks(GuestPart part) => part is GuestPart.Leader or GuestPart.Entrepreneur;
    }

    private static Task<Guid?> FairIdAsync(FairDbContext db, string fair, CancellationToken cancel) => db.Fairs.Where(f => f.Code == fair).Select(f => (Guid?)f.Id).SingleOrDefaultAsync(cancel);
}
