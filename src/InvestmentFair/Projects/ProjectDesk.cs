using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Dictionaries;
using InvestmentFair.Kernel;
using InvestmentFair.People;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Projects;

public sealed record ProjectView(Guid Id, ProjectForm Form, ProjectState State, DateOnly? ReviewedOn, DateTime UpdatedAt, IReadOnlyList<Choice> HostTeam, bool IsListed, Guid? PictureId);

public sealed record PlantView(Guid Id, PlantForm Form, Guid? PictureId);

/// <summary>Listings, plants and relocation needs.</summary>
public sealed class ProjectDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock) : Desk(contexts, clock)
{
    public Task<Outcome<Guid>> SaveAsync(Actor actor, Guid? id, ProjectForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageProjects);
        return EnterAsync(actor, "project", id, form,
            (db, known) => db.Projects.SingleOrDefaultAsync(p => p.Id == known, cancel), ProjectForm.Of,
            async db => await ModesRefusedAsync(db, form, [], Today, cancel) is { } refusal ? refusal : Project.Draft(form, Now),
            (db, project) => ReviseAsync(db, project, form, Now, cancel), cancel);
    }

    internal static async Task<Outcome> ReviseAsync(FairDbContext db, Project project, ProjectForm form, DateTime now, CancellationToken cancel)
    {
        if (await ModesRefusedAsync(db, form, project.Modes, FairTime.DayOf(now), cancel) is { } refusal) return refusal;
        var may = project.MayBecome(form);
        if (!may.Refused) project.Revise(form, now);
        return may;
    }

    private static async Task<Refusal?> ModesRefusedAsync(FairDbContext db, ProjectForm form, IReadOnlyList<string> present, DateOnly today, CancellationToken cancel) =>
        (await db.WordsAsync(DictionaryKind.CooperationMode, cancel)).Refuses(form.Modes, present, today);

    public Task<Outcome> SetHostTeamAsync(Actor actor, Guid id, int version, IReadOnlyList<Guid> hosts, CancellationToken cancel)
    {
        actor.Must(Permission.ManageProjects);
        return DoAsync(actor, "project.team", id, (db, known) => db.Projects.Include(p => p.HostTeam).SingleOrDefaultAsync(p => p.Id == known, cancel),
            (_, project) => Revised(() => project.SetHostTeam(hosts)), cancel, version);
    }

    /// <summary>The fair lists the project at the end of its order, or no longer lists it. Its address stays.</summary>
    public async Task<Outcome> ListAsync(Actor actor, string fair, Guid id, bool listed, CancellationToken cancel)
    {
        actor.Must(Permission.ManageProjects);
        await using var db = Open();
        await using var transaction = await db.BeginAsync(cancel);
        if (await db.Fairs.SingleOrDefaultAsync(f => f.Code == fair, cancel) is not { } of || await db.Projects.SingleOrDefaultAsync(p => p.Id == id, cancel) is null) return Refusal.NotFound;
        var present = await db.FairProjects.SingleOrDefaultAsync(l => l.FairId == of.Id && l.ProjectId == id, cancel);
        if (listed && present is null)
            db.Add(new FairProject { FairId = of.Id, ProjectId = id, Ordinal = 1 + (await db.FairProjects.Where(l => l.FairId == of.Id).MaxAsync(l => (int?)l.Ordinal, cancel) ?? 0) });
        else if (!listed && present is not null)
            db.Remove(present);
        return await CommitAsync(db, transaction, new Act(actor, listed ? "project.listed" : "project.unlisted", Now), id, cancel);
    }

    public Task<Outcome<Guid>> SavePlantAsync(Actor actor, Guid? id, PlantForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageProjects);
        return EnterAsync(actor, "plant", id, form,
            (db, known) => db.Plants.SingleOrDefaultAsync(p => p.Id == known, cancel), PlantForm.Of,
            _ => Task.FromResult<Outcome<IdlePlant>>(IdlePlant.Survey(form)),
            (_, plant) => Task.FromResult(Revise(plant, form)), cancel);
    }

    internal static Outcome Revise(IdlePlant plant, PlantForm form)
    {
        var may = plant.MayBecome(form);
        if (!may.Refused) plant.Revise(form);
        return may;
    }

    public Task<Outcome<Guid>> SaveNeedAsync(Actor actor, Guid? id, NeedForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageProjects);
        return EnterAsync(actor, "need", id, form,
            (db, known) => db.Needs.SingleOrDefaultAsync(n => n.Id == known, cancel), NeedForm.Of,
            async db => await TownshipsRefusedAsync(db, form, cancel) is { } refusal ? refusal : RelocationNeed.State(form),
            (db, need) => ReviseAsync(db, need, form, cancel), cancel);
    }

    internal static async Task<Outcome> ReviseAsync(FairDbContext db, RelocationNeed need, NeedForm form, CancellationToken cancel)
    {
        if (await TownshipsRefusedAsync(db, form, cancel) is { } refusal) return refusal;
        need.Revise(form);
        return Outcome.Done;
    }

    // Several codes in one column are beyond what the database holds to.
    private static async Task<Refusal?> TownshipsRefusedAsync(FairDbContext db, NeedForm form, CancellationToken cancel)
    {
        var wished = form.Townships.Distinct().ToList();
        return await db.Regions.CountAsync(r => wished.Contains(r.Code) && r.Kind == RegionKind.Township, cancel) == wished.Count ? null : Violations.NoSuchChoice;
    }

    public async Task<ProjectView?> ProjectAsync(Actor actor, string fair, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = Open();
        var project = await db.Projects.Include(p => p.HostTeam).ThenInclude(h => h.Host.Person).AsSplitQuery().SingleOrDefaultAsync(p => p.Id == id, cancel);
        return project is null ? null : new ProjectView(project.Id, ProjectForm.Of(project), project.State, project.ReviewedOn, project.UpdatedAt,
            [.. project.HostTeam.OrderBy(h => h.Ordinal).Select(h => new Choice(h.HostId.ToString(), $"{h.Host.Person.Name} {h.Host.Title.Text}"))],
            await db.FairProjects.AnyAsync(l => l.Fair.Code == fair && l.ProjectId == id, cancel), project.PictureId);
    }

    public async Task<PlantView?> PlantAsync(Actor actor, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = Open();
        return await db.Plants.SingleOrDefaultAsync(p => p.Id == id, cancel) is { } plant ? new PlantView(plant.Id, PlantForm.Of(plant), plant.PictureId) : null;
    }

    public async Task<NeedForm?> NeedAsync(Actor actor, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = Open();
        return await db.Needs.SingleOrDefaultAsync(n => n.Id == id, cancel) is { } need ? NeedForm.Of(need) : null;
    }
}
