using InvestmentFair.Data;
using InvestmentFair.Delegations;
using InvestmentFair.Dictionaries;
using InvestmentFair.Kernel;
using InvestmentFair.Ledger;
using InvestmentFair.Matching;
using InvestmentFair.People;
using InvestmentFair.Projects;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

/// <summary>Who may meet about what at a fair, and what is known of each pair before it is weighed.</summary>
internal sealed record SuggestionFacts(IReadOnlyList<PairInvestor> Investors, IReadOnlyList<PairSubject> Subjects, PairWeights Weights, IReadOnlySet<PairOf> Spoken, IReadOnlyDictionary<PairOf, Bilingual> Apart, IReadOnlyDictionary<PairOf, PairMark> Marks)
{
    /// <summary>What is wished for, booked or refused already is not suggested.</summary>
    public IEnumerable<Suggestion> Weighed(Func<PairOf, bool> which) =>
        from investor in Investors
        from subject in Subjects
        let pair = new PairOf(investor.Id, subject.Id, subject.IsPlant)
        where which(pair) && !Spoken.Contains(pair)
        select new Suggestion(investor, subject, PairMatch.Of(investor, subject, Weights), Marks.GetValueOrDefault(pair), Apart.GetValueOrDefault(pair));
}

/// <summary>What suggestions depend on, read from the records: of firms that were merged all counts for the one that stays.</summary>
internal static class SuggestionFactsQueries
{
    public static async Task<SuggestionFacts> ReadAsync(FairDbContext db, Guid fairId, bool tellsDeals, DateTime now, CancellationToken cancel)
    {
        var today = FairTime.DayOf(now);
        var merged = await JointWishQueries.MergedAsync(db, cancel);
        Guid Survivor(Guid id) => merged.GetValueOrDefault(id, id);
        var sectors = await MatchDesk.SectorsAsync(db, cancel);
        Bilingual? Sector(string? code) => code is null ? null : sectors.GetValueOrDefault(code);
        var projects = await db.Projects.AsNoTracking().Select(p => new { p.Id, p.Code, p.Name, p.State, p.SectorCode, p.TownshipCode, p.SoughtFen, p.Modes, IsListed = p.Listings.Any(l => l.FairId == fairId) }).ToListAsync(cancel);
        var plants = await db.Plants.AsNoTracking().Select(p => new { p.Id, p.Code, p.Name, p.IsPublished, p.SectorCode, p.TownshipCode }).ToListAsync(cancel);
        var (modes, towns) = (projects.ToDictionary(p => p.Id, p => p.Modes), projects.ToDictionary(p => p.Id, p => p.TownshipCode));
        foreach (var plant in plants) towns[plant.Id] = plant.TownshipCode;

        var deals = await db.Deals.AsNoTracking().Select(d => new { d.InvestorId, d.ProjectId, d.PlantId, d.TotalFen, d.TownshipCode }).ToListAsync(cancel);
        var held = await db.Meetings.AsNoTracking().Where(m => m.State == MeetingState.Held && m.InvestorId != null && m.Outcome != null).OrderBy(m => m.Outcome!.RecordedAt).ThenBy(m => m.Id)
            .Select(m => new { InvestorId = m.InvestorId!.Value, m.ProjectId, m.PlantId, Fair = m.Fair.Code, m.Outcome!.Kind, m.Outcome.AmountFen }).ToListAsync(cancel);
        var (dealsOf, heldOf) = (deals.ToLookup(d => Survivor(d.InvestorId)), held.ToLookup(m => Survivor(m.InvestorId)));
        var needs = await db.Needs.AsNoTracking().OrderBy(n => n.Id).ToListAsync(cancel);
        var needsOf = needs.ToLookup(n => Survivor(n.InvestorId));

        var names = await db.Regions.AsNoTracking().Where(r => r.Kind == RegionKind.Township).ToDictionaryAsync(r => r.Code, r => r.Name, cancel);
        var guests = (await db.Guests.AsNoTracking().Where(g => g.FairId == fairId && g.Attendance != Attendance.Declined && g.InvestorId != null).Select(g => g.InvestorId!.Value).Distinct().ToListAsync(cancel)).Select(Survivor).ToHashSet();
        var investors = (await db.Investors.AsNoTracking().Where(i => guests.Contains(i.Id)).OrderBy(i => i.Number).ToListAsync(cancel)).Select(i =>
        {
            var (own, met) = (dealsOf[i.Id].ToList(), heldOf[i.Id].ToList());
            var about = own.Select(d => d.ProjectId ?? d.PlantId).Concat(met.Select(m => m.ProjectId ?? m.PlantId)).OfType<Guid>().ToHashSet();
            return new PairInvestor(i.Id, i.Number, i.Name, i.SectorCode)
            {
                SectorName = Sector(i.SectorCode),
                Usual = PairInvestor.Median(own.Select(d => d.TotalFen).Concat(met.Select(m => m.AmountFen ?? 0)).Where(fen => fen > 0)),
                TellsUsual = tellsDeals || own.Count == 0,
                Needs = [.. needsOf[i.Id].Select(n => Wanted.By(n) with { SectorName = Sector(n.SectorCode) })],
                Modes = about.SelectMany(id => modes.GetValueOrDefault(id, [])).ToHashSet(),
                Wished = needsOf[i.Id].SelectMany(n => n.Townships).Distinct().Order(StringComparer.Ordinal).Where(names.ContainsKey).ToDictionary(code => code, code => names[code]),
                Townships = about.Select(id => towns[id]).Concat(own.Select(d => d.TownshipCode)).ToHashSet(),
                // Of several meetings the last one counts.
                Talks = met.Where(m => (m.ProjectId ?? m.PlantId) is not null).GroupBy(m => (m.ProjectId ?? m.PlantId)!.Value).ToDictionary(g => g.Key, g => TalkOf(g.Last().Fair, g.Last().Kind)),
            };
        }).ToList();

        var words = await db.WordsAsync(DictionaryKind.CooperationMode, cancel);
        var offers = (await MatchDesk.OffersAsync(db, publicOnly: true, sectors, cancel)).ToDictionary(o => o.Id);
        List<PairSubject> subjects =
        [
            .. projects.Where(p => p.IsListed && p.State is ProjectState.Published).Select(p => new PairSubject(p.Id, p.Code, p.Name, IsPlant: false, p.TownshipCode, p.SectorCode)
            {
                SectorName = Sector(p.SectorCode),
                Township = names.GetValueOrDefault(p.TownshipCode),
                Sought = new Money(p.SoughtFen),
                Modes = p.Modes.ToDictionary(m => m, m => words[m]),
                Offer = offers.GetValueOrDefault(p.Id),
            }),
            .. plants.Where(p => p.IsPublished).Select(p => new PairSubject(p.Id, p.Code, p.Name, IsPlant: true, p.TownshipCode, p.SectorCode)
            {
                SectorName = Sector(p.SectorCode),
                Township = names.GetValueOrDefault(p.TownshipCode),
                Offer = offers.GetValueOrDefault(p.Id),
            }),
        ];

        var settings = await db.FairSettings.AsNoTracking().ToListAsync(cancel);
        var marks = (await db.PairMarks.AsNoTracking().Where(m => m.FairId == fairId).ToListAsync(cancel)).GroupBy(m => new PairOf(Survivor(m.SubjectId), (m.ProjectId ?? m.PlantId)!.Value, m.PlantId is not null));
        return new SuggestionFacts(investors, subjects, PairWeights.Read(settings, fairId, new AsOf(today)), await SpokenAsync(db, fairId, now, Survivor, cancel),
            await ApartAsync(db, needs, [.. deals.Select(d => Of(d.InvestorId, d.ProjectId, d.PlantId)).OfType<PairOf>()], Survivor, cancel),
            marks.Select(g => (g.Key, Mark: PairMark.Standing(g))).Where(m => m.Mark is not null).ToDictionary(m => m.Key, m => m.Mark!));

        PairOf? Of(Guid investor, Guid? project, Guid? plant) => (project ?? plant) is { } subject ? new PairOf(Survivor(investor), subject, plant is not null) : null;
    }

    // A live or booked wish of either side, a meeting, or that one side would rather not.
    private static async Task<IReadOnlySet<PairOf>> SpokenAsync(FairDbContext db, Guid fairId, DateTime now, Func<Guid, Guid> survivor, CancellationToken cancel)
    {
        var wishes = await db.Requests.AsNoTracking().Where(r => r.FairId == fairId && r.State != RequestState.Withdrawn && r.InvestorId != null).ToListAsync(cancel);
        var meetings = await db.Meetings.AsNoTracking().Where(m => m.FairId == fairId && m.State != MeetingState.Cancelled && m.InvestorId != null).Select(m => new { m.ProjectId, m.PlantId, m.InvestorId }).ToListAsync(cancel);
        return wishes.Where(r => r.Priority is Wish.No || r.State is RequestState.Placed || r.IsLive(now)).Select(r => JointWish.PairOf(r, survivor)).OfType<Pair>()
            .Concat(meetings.Select(m => new Pair(m.ProjectId, m.PlantId, survivor(m.InvestorId!.Value), null)))
            .Where(p => (p.ProjectId ?? p.PlantId) is not null).Select(p => new PairOf(p.InvestorId!.Value, (p.ProjectId ?? p.PlantId)!.Value, p.PlantId is not null)).ToHashSet();
    }

    // Who is followed already need not be brought together; what staff have hidden for every need of an enterprise is not suggested behind their back.
    private static async Task<IReadOnlyDictionary<PairOf, Bilingual>> ApartAsync(FairDbContext db, IReadOnlyList<RelocationNeed> needs, IReadOnlyList<PairOf> followed, Func<Guid, Guid> survivor, CancellationToken cancel)
    {
        var marks = (await db.MatchMarks.AsNoTracking().ToListAsync(cancel)).GroupBy(m => (Need: m.SubjectId, Offer: (m.ProjectId ?? m.PlantId)!.Value, IsPlant: m.PlantId is not null))
            .Select(g => (g.Key, Mark: AsOf.Latest.InForce(g))).Where(m => m.Mark is { Mark: Mark.Hidden }).ToList();
        var apart = new Dictionary<PairOf, Bilingual>();
        foreach (var firm in needs.GroupBy(n => survivor(n.InvestorId)))
            foreach (var hidden in marks.Where(m => firm.Any(n => n.Id == m.Key.Need)).GroupBy(m => (m.Key.Offer, m.Key.IsPlant)).Where(g => g.Count() == firm.Count()))
                apart[new PairOf(firm.Key, hidden.Key.Offer, hidden.Key.IsPlant)] = new($"转移需求的匹配中已隐藏：{hidden.First().Mark!.Reason}", $"Hidden in the matches of its need: {hidden.First().Mark!.Reason}");
        foreach (var pair in followed) apart[pair] = new("已在跟踪", "Followed as a deal already");
        return apart;
    }

    private static Talk TalkOf(string fair, OutcomeKind kind) => new(fair, kind switch
    {
        OutcomeKind.Intent or OutcomeKind.Sign => 100,
        OutcomeKind.Continue => 80,
        _ => 0,
    }, new Bilingual(kind.Names.Zh, kind.Names.En));
}
