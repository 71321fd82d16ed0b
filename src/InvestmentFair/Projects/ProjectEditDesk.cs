using InvestmentFair.Access;
using InvestmentFair.Choices;
using InvestmentFair.Data;
using InvestmentFair.Edits;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Projects;

public sealed class FairOrderForm : Form
{
    [Text("推介次序", "Order"), Needed, Between(1, 9999)]
    public int? Place { get; set; }
}

/// <summary>Listings corrected in their list.</summary>
public sealed class ProjectEditDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock, ChoiceQueries choices, ProjectList list, ProjectDesk desk)
    : EditDesk<Project, ProjectForm>("project", contexts, clock, choices, list)
{
    public override Permission Permission => Permission.ManageProjects;

    protected override IReadOnlyList<Edit<Project>> Edits =>
    [
        Field(nameof(ProjectForm.Category), "Category"), Field(nameof(ProjectForm.TownshipCode), "Township"), Field(nameof(ProjectForm.SectorCode)), Field(nameof(ProjectForm.UnitId), "Unit"),
        Field(nameof(ProjectForm.ValidFrom)), Field(nameof(ProjectForm.ValidTo), "ValidTo"), .. Both("ContactRole"), Field(nameof(ProjectForm.ContactPhone)), .. Both("Tags"),
        Cell(nameof(ProjectForm.Code)), NameCell("Name", "Name"), Cell(nameof(ProjectForm.Total), "TotalFen"), Cell(nameof(ProjectForm.Sought), "SoughtFen"), Cell(nameof(ProjectForm.LandMu)),
        Cell(nameof(ProjectForm.Latitude)), Cell(nameof(ProjectForm.Longitude)), Cell(nameof(ProjectForm.ExpresswayMinutes)), Cell(nameof(ProjectForm.RailwayMinutes)), Cell(nameof(ProjectForm.AirportMinutes)),
        InOrder(),
    ];

    protected override async Task<string?> NoticeAsync(Actor actor, string fair, Guid id, string choice, Form typed, CancellationToken cancel)
    {
        if (typed is not FairOrderForm { Place: { } place }) return null;
        await using var db = Open();
        var others = await db.FairProjects.Where(l => l.Fair.Code == fair && l.Ordinal == place && l.ProjectId != id).OrderBy(l => l.Project.Code).Select(l => l.Project.Code).ToListAsync(cancel);
        return SameOrder.Notice(place, others);
    }

    protected override IQueryable<Project> Records(FairDbContext db, Actor actor, string fair) => db.Projects.Include(p => p.Listings.Where(l => l.Fair.Code == fair)).ThenInclude(l => l.Fair);

    // Each has its own place; many are not given the same.
    private Edit<Project> InOrder()
    {
        var cell = InCell<FairOrderForm>(Verb("FairOrder", Language.Say("推介次序", "Order"), () => new FairOrderForm(), project => project.FairOrder, (project, typed) => project.FairOrder == typed.Place,
            (project, typed) => project.StandAt(typed.Place!.Value)),
            "FairOrder", "project.ordered", (project, typed, _) => project.StandAt(typed.Place!.Value));
        return cell with { Choice = cell.Choice with { IsForMany = false } };
    }

    protected override string NameOf(Project record) => $"{record.Code} {record.Name.Text}";

    protected override ProjectForm Shown(Project record) => ProjectForm.Of(record);

    protected override Task<Outcome> ReviseAsync(FairDbContext db, Project record, ProjectForm form, CancellationToken cancel) => ProjectDesk.ReviseAsync(db, record, form, Now, cancel);

    protected override Task<Outcome<Guid>> SaveAsync(Actor actor, string fair, Guid id, ProjectForm form, CancellationToken cancel) => desk.SaveAsync(actor, id, form, cancel);
}

/// <summary>Plants corrected in their list.</summary>
public sealed class PlantEditDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock, ChoiceQueries choices, PlantList list, ProjectDesk desk)
    : EditDesk<IdlePlant, PlantForm>("plant", contexts, clock, choices, list)
{
    public override Permission Permission => Permission.ManageProjects;

    protected override IReadOnlyList<Edit<IdlePlant>> Edits =>
    [
        Field(nameof(PlantForm.IsPublished), "IsPublished"), Field(nameof(PlantForm.IsProtected), "IsProtected"), Field(nameof(PlantForm.TownshipCode), "Township"), Field(nameof(PlantForm.RentYuan), "RentFen"),
        Field(nameof(PlantForm.SectorCode)), Field(nameof(PlantForm.EnvironmentLimit)), Field(nameof(PlantForm.ReadyOn)), .. Both("Readiness", "Readiness"), .. Both("ContactRole"), Field(nameof(PlantForm.ContactPhone)),
        Cell(nameof(PlantForm.Code)), NameCell("Name", "Name"), Cell(nameof(PlantForm.FloorM2)), Cell(nameof(PlantForm.HeightM)), Cell(nameof(PlantForm.PowerKva)),
    ];

    protected override IQueryable<IdlePlant> Records(FairDbContext db, Actor actor, string fair) => db.Plants;

    protected override string NameOf(IdlePlant record) => $"{record.Code} {record.Name.Text}";

    protected override PlantForm Shown(IdlePlant record) => PlantForm.Of(record);

    protected override Task<Outcome> ReviseAsync(FairDbContext db, IdlePlant record, PlantForm form, CancellationToken cancel) => Task.FromResult(ProjectDesk.Revise(record, form));

    protected override Task<Outcome<Guid>> SaveAsync(Actor actor, string fair, Guid id, PlantForm form, CancellationToken cancel) => desk.SavePlantAsync(actor, id, form, cancel);
}

/// <summary>Relocation needs corrected in their list.</summary>
public sealed class NeedEditDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock, ChoiceQueries choices, NeedList list, ProjectDesk desk)
    : EditDesk<RelocationNeed, NeedForm>("need", contexts, clock, choices, list)
{
    public override Permission Permission => Permission.ManageProjects;

    protected override IReadOnlyList<Edit<RelocationNeed>> Edits =>
    [
        Field(nameof(NeedForm.SectorCode), "Sector"), Field(nameof(NeedForm.Environment), "Environment"), Field(nameof(NeedForm.MoveBy), "MoveBy"), .. Both("Note"),
        Cell(nameof(NeedForm.BuildingM2)), Cell(nameof(NeedForm.HeightM)), Cell(nameof(NeedForm.PowerKva)), Cell(nameof(NeedForm.Jobs)),
    ];

    protected override IQueryable<RelocationNeed> Records(FairDbContext db, Actor actor, string fair) => db.Needs.Include(n => n.Investor.Survivor);

    protected override string NameOf(RelocationNeed record) => record.Investor.Survivor.Name.Text;

    protected override NeedForm Shown(RelocationNeed record) => NeedForm.Of(record);

    protected override Task<Outcome> ReviseAsync(FairDbContext db, RelocationNeed record, NeedForm form, CancellationToken cancel) => ProjectDesk.ReviseAsync(db, record, form, cancel);

    protected override Task<Outcome<Guid>> SaveAsync(Actor actor, string fair, Guid id, NeedForm form, CancellationToken cancel) => desk.SaveNeedAsync(actor, id, form, cancel);
}
