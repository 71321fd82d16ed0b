using InvestmentFair.Access;
using InvestmentFair.Choices;
using InvestmentFair.Data;
using InvestmentFair.Edits;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Projects;

/// <summary>Many listings corrected at once.</summary>
public sealed class ProjectEditDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock, ChoiceQueries choices, ProjectList list)
    : EditDesk<Project, ProjectForm>(contexts, clock, choices, list)
{
    public override Permission Permission => Permission.ManageProjects;

    protected override IReadOnlyList<Edit<Project>> Edits =>
    [
        Field(nameof(ProjectForm.Category)), Field(nameof(ProjectForm.TownshipCode)), Field(nameof(ProjectForm.SectorCode)), Field(nameof(ProjectForm.UnitId)),
        Field(nameof(ProjectForm.ValidFrom)), Field(nameof(ProjectForm.ValidTo)), Field(nameof(ProjectForm.ContactRoleZh)), Field(nameof(ProjectForm.ContactRoleEn)),
        Field(nameof(ProjectForm.ContactPhone)), Field(nameof(ProjectForm.TagsZh)), Field(nameof(ProjectForm.TagsEn)),
    ];

    protected override IQueryable<Project> Records(FairDbContext db, Actor actor, string fair) => db.Projects;

    protected override string NameOf(Project record) => $"{record.Code} {record.Name.Text}";

    protected override ProjectForm Shown(Project record) => ProjectForm.Of(record);

    protected override Task<Outcome> ReviseAsync(FairDbContext db, Project record, ProjectForm form, CancellationToken cancel) => Revised(() => record.Revise(form, Now));
}

/// <summary>Many plants corrected at once.</summary>
public sealed class PlantEditDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock, ChoiceQueries choices, PlantList list)
    : EditDesk<IdlePlant, PlantForm>(contexts, clock, choices, list)
{
    public override Permission Permission => Permission.ManageProjects;

    protected override IReadOnlyList<Edit<IdlePlant>> Edits =>
    [
        Field(nameof(PlantForm.IsPublished)), Field(nameof(PlantForm.IsProtected)), Field(nameof(PlantForm.TownshipCode)), Field(nameof(PlantForm.RentYuan)),
        Field(nameof(PlantForm.ReadinessZh)), Field(nameof(PlantForm.ReadinessEn)), Field(nameof(PlantForm.ContactRoleZh)), Field(nameof(PlantForm.ContactRoleEn)), Field(nameof(PlantForm.ContactPhone)),
    ];

    protected override IQueryable<IdlePlant> Records(FairDbContext db, Actor actor, string fair) => db.Plants;

    protected override string NameOf(IdlePlant record) => $"{record.Code} {record.Name.Text}";

    protected override PlantForm Shown(IdlePlant record) => PlantForm.Of(record);

    protected override Task<Outcome> ReviseAsync(FairDbContext db, IdlePlant record, PlantForm form, CancellationToken cancel) => Revised(() => record.Revise(form));
}
