using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.Ledger;
using InvestmentFair.Projects;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Matching;

/// <summary>A need as the side of the offer sees it.</summary>
public sealed record NeedView(Guid Id, Guid InvestorId, string Investor, Wanted Wanted);

public sealed record MatchesOf<T>(IReadOnlyList<MarkedMatch<T>> Shown, IReadOnlyList<MarkedMatch<T>> Hidden, MatchWeights Weights);

public sealed record SectorChoice(string Code, Bilingual Name);

public sealed record FoundMatches(IReadOnlyList<Match> Matches, int Offers, MatchWeights Weights, IReadOnlyList<SectorChoice> Sectors);

/// <summary>Needs of enterprises that move, held against plants and carriers, from either side.</summary>
public sealed class MatchDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock) : Desk(contexts, clock)
{
    /// <summary>Anybody may say what they need, and sees what is published.</summary>
    public async Task<FoundMatches> FindAsync(Actor actor, Wanted wanted, CancellationToken cancel)
    {
        await using var db = Open();
        var sectors = await SectorsAsync(db, cancel);
        var weights = await WeightsAsync(db, await db.Fairs.Where(f => f.IsCurrent).Select(f => (Guid?)f.Id).SingleOrDefaultAsync(cancel), cancel);
        var offers = await OffersAsync(db, publicOnly: true, sectors, cancel);
        IReadOnlyList<Match> matches = wanted.IsEmpty ? [] : Match.Rank(Named(wanted, sectors), offers, weights);
        return new FoundMatches(matches, offers.Count, weights, [.. sectors.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => new SectorChoice(s.Key, s.Value))]);
    }

    public async Task<MatchesOf<Offered>?> ForNeedAsync(Actor actor, string fair, Guid needId, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = Open();
        if (await db.Needs.AsNoTracking().SingleOrDefaultAsync(n => n.Id == needId, cancel) is not { } need) return null;
        var sectors = await SectorsAsync(db, cancel);
        var weights = await WeightsAsync(db, fair, cancel);
        var marks = await db.MatchMarks.AsNoTracking().Where(m => m.SubjectId == needId).ToListAsync(cancel);
        var ranked = Match.Rank(Named(Wanted.By(need), sectors), await OffersAsync(db, publicOnly: false, sectors, cancel), weights);
        var (shown, hidden) = Marking.Apply(ranked.Select(m => new MarkedMatch<Offered>(m.Offer, m, MatchMark.Standing(marks, needId, m.Offer.Kind, m.Offer.Id))));
        return new MatchesOf<Offered>(shown, hidden, weights);
    }

    /// <summary>The same arithmetic from the other side: who could use this plant or carrier.</summary>
    public async Task<MatchesOf<NeedView>?> ForOfferAsync(Actor actor, string fair, OfferKind kind, Guid offerId, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = Open();
        var sectors = await SectorsAsync(db, cancel);
        if ((await OffersAsync(db, publicOnly: false, sectors, cancel)).SingleOrDefault(o => o.Kind == kind && o.Id == offerId) is not { } offer) return null;
        var weights = await WeightsAsync(db, fair, cancel);
        var needs = await db.Needs.AsNoTracking().Include(n => n.Investor.Survivor).ToListAsync(cancel);
        var marks = await db.MatchMarks.AsNoTracking().Where(m => m.PlantId == offerId || m.ProjectId == offerId).ToListAsync(cancel);
        var ranked = needs.Select(n => (Need: n, Match: Match.Of(Named(Wanted.By(n), sectors), offer, weights))).Where(p => p.Match.Terms.Count > 0)
            .OrderBy(p => p.Match.IsMissed).ThenByDescending(p => p.Match.Score).ThenBy(p => p.Need.Investor.Survivor.PinyinKey, StringComparer.Ordinal).ThenBy(p => p.Need.Id);
        var (shown, hidden) = Marking.Apply(ranked.Select(p => new MarkedMatch<NeedView>(
            new NeedView(p.Need.Id, p.Need.Investor.SurvivorId, p.Need.Investor.Survivor.Name.Text, Wanted.By(p.Need)), p.Match, MatchMark.Standing(marks, p.Need.Id, kind, offerId))));
        return new MatchesOf<NeedView>(shown, hidden, weights);
    }

    /// <summary>Pins a pair, hides it, or takes that back (<see cref="Mark.None"/>); each with a reason.</summary>
    public async Task<Outcome> MarkAsync(Actor actor, Guid needId, OfferKind kind, Guid offerId, Mark mark, string? reason, CancellationToken cancel)
    {
        actor.Must(Permission.ManageProjects);
        await using var db = Open();
        var known = await db.Needs.AnyAsync(n => n.Id == needId, cancel)
            && (kind is OfferKind.Plant ? await db.Plants.AnyAsync(p => p.Id == offerId, cancel) : await db.Projects.AnyAsync(p => p.Id == offerId && p.Category == ProjectCategory.Carrier, cancel));
        if (!known) return Refusal.NotFound;
        var put = MatchMark.Put(needId, kind, offerId, mark, reason, Today);
        if (put.Refused) return put;
        db.Add(put.Value!);
        return await db.SaveAsync(new Act(actor, $"match.{mark}", Now), cancel);
    }

    public async Task<ConditionsForm?> ConditionsAsync(Actor actor, Guid projectId, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = Open();
        if (!await db.Projects.AnyAsync(p => p.Id == projectId && p.Category == ProjectCategory.Carrier, cancel)) return null;
        return await db.Conditions.AsNoTracking().SingleOrDefaultAsync(c => c.ProjectId == projectId, cancel) is { } conditions ? ConditionsForm.Of(conditions) : new ConditionsForm();
    }

    public async Task<Outcome<Guid>> SaveConditionsAsync(Actor actor, Guid projectId, ConditionsForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageProjects);
        await using var look = Open();
        if (!await look.Projects.AnyAsync(p => p.Id == projectId && p.Category == ProjectCategory.Carrier, cancel)) return MatchRefusals.NotACarrier;
        var id = await look.Conditions.Where(c => c.ProjectId == projectId).Select(c => (Guid?)c.Id).SingleOrDefaultAsync(cancel);
        return await EnterAsync(actor, "conditions", id, form,
            (db, known) => db.Conditions.SingleOrDefaultAsync(c => c.Id == known, cancel), ConditionsForm.Of,
            _ => Task.FromResult<Outcome<CarrierConditions>>(CarrierConditions.Of(projectId, form)),
            (_, conditions) => Revised(() => conditions.Revise(form)), cancel);
    }

    internal static async Task<IReadOnlyList<Offered>> OffersAsync(FairDbContext db, bool publicOnly, Dictionary<string, Bilingual> sectors, CancellationToken cancel)
    {
        var plants = await db.Plants.AsNoTracking().Where(p => !publicOnly || p.IsPublished).ToListAsync(cancel);
        var carriers = await db.Projects.AsNoTracking()
            .Where(p => p.Category == ProjectCategory.Carrier && p.State != ProjectState.Signed && (publicOnly ? p.State == ProjectState.Published : p.State != ProjectState.Withdrawn))
            .Select(p => new { p.Id, p.Code, p.Name, p.SectorCode, p.FloorM2, p.Jobs, p.TownshipCode, p.State, p.PictureId }).ToListAsync(cancel);
        var conditions = await db.Conditions.AsNoTracking().ToDictionaryAsync(c => c.ProjectId, cancel);
        var towns = await db.Regions.AsNoTracking().Where(r => r.Kind == People.RegionKind.Township).ToDictionaryAsync(r => r.Code, r => r.Name, cancel);
        return
        [
            .. plants.Select(p => new Offered(OfferKind.Plant, p.Id, p.Code, p.Name, p.SectorCode, p.FloorM2, p.HeightM, p.PowerKva, p.Labour, p.EnvironmentLimit, p.ReadyOn, p.TownshipCode, p.IsPublished, p.IsProtected)
            { SectorName = Name(p.SectorCode), Township = towns.GetValueOrDefault(p.TownshipCode), PictureId = p.PictureId }),
            .. carriers.Select(p => (Project: p, Conditions: conditions.GetValueOrDefault(p.Id))).Select(c => new Offered(OfferKind.Carrier, c.Project.Id, c.Project.Code, c.Project.Name, c.Project.SectorCode,
                c.Project.FloorM2, c.Conditions?.HeightM, c.Conditions?.PowerKva, c.Project.Jobs, c.Conditions?.EnvironmentLimit, c.Conditions?.ReadyOn, c.Project.TownshipCode, c.Project.State == ProjectState.Published)
            { SectorName = Name(c.Project.SectorCode), Township = towns.GetValueOrDefault(c.Project.TownshipCode), PictureId = c.Project.PictureId }),
        ];

        Bilingual? Name(string? code) => code is null ? null : sectors.GetValueOrDefault(code);
    }

    private static Wanted Named(Wanted wanted, Dictionary<string, Bilingual> sectors) =>
        wanted.SectorCode is { } code ? wanted with { SectorName = sectors.GetValueOrDefault(code) } : wanted;

    internal static Task<Dictionary<string, Bilingual>> SectorsAsync(FairDbContext db, CancellationToken cancel) =>
        db.Sectors.AsNoTracking().ToDictionaryAsync(s => s.Code, s => s.Name, cancel);

    private async Task<MatchWeights> WeightsAsync(FairDbContext db, string fair, CancellationToken cancel) =>
        await WeightsAsync(db, await db.Fairs.Where(f => f.Code == fair).Select(f => (Guid?)f.Id).SingleOrDefaultAsync(cancel), cancel);

    private async Task<MatchWeights> WeightsAsync(FairDbContext db, Guid? fairId, CancellationToken cancel) =>
        MatchWeights.Read(await db.FairSettings.AsNoTracking().ToListAsync(cancel), fairId, new AsOf(Today));
}
