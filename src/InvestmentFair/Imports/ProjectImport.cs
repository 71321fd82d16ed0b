using InvestmentFair.Audit;
using InvestmentFair.Data;
using InvestmentFair.Dictionaries;
using InvestmentFair.Kernel;
using InvestmentFair.Projects;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Imports;

internal sealed class ProjectImport(DateOnly today) : ImportOf<Project, ProjectForm>
{
    private Dictionary<string, Project> _projects = [];

    protected override ImportKind Kind => ImportKind.Projects;

    protected override async Task LoadAsync(FairDbContext db, CancellationToken cancel) => _projects = await db.Projects.ToDictionaryAsync(p => p.Code, cancel);

    protected override async Task<IReadOnlyDictionary<ChoiceOf, ILookup<string, string>>> ChoicesAsync(FairDbContext db, CancellationToken cancel)
    {
        var towns = await db.Regions.AsNoTracking().Where(r => r.Kind == People.RegionKind.Township && r.ValidTo == null).ToListAsync(cancel);
        var sectors = await db.Sectors.AsNoTracking().ToListAsync(cancel);
        var units = await db.Units.AsNoTracking().ToListAsync(cancel);
        var modes = await db.WordsAsync(DictionaryKind.CooperationMode, cancel);
        return new Dictionary<ChoiceOf, ILookup<string, string>>
        {
            [ChoiceOf.CooperationMode] = Choosing.By(modes.Entries.Where(m => m.IsOpen(today)), m => m.Code, m => [m.Code, m.Name.Zh, m.Name.En]),
            [ChoiceOf.Township] = Choosing.By(towns, t => t.Code, t => [t.Code, t.Name.Zh, t.Name.En]),
            [ChoiceOf.Sector] = Choosing.By(sectors, s => s.Code, s => [s.Code, s.Name.Zh, s.Name.En]),
            [ChoiceOf.Unit] = Choosing.By(units, u => u.Id.ToString(), u => [u.Code, u.Name.Zh, u.Name.En]),
        };
    }

    protected override IReadOnlyList<Project> Matches(string? number, ProjectForm read) => _projects.TryGetValue(read.Code.Trim(), out var project) ? [project] : [];

    protected override ProjectForm FormOf(Project record) => ProjectForm.Of(record);

    protected override IEnumerable<string> Keys(ProjectForm form) => [form.Code.Trim()];

    protected override Refusal? Refuses(Project? record, ProjectForm form) => record?.MayBecome(form).Refusal;

    protected override Task<Outcome> ApplyAsync(FairDbContext db, Planned row, DateTime now, CancellationToken cancel)
    {
        if (row.Record is null)
        {
            db.Add(Project.Draft(row.Form, now));
            return Task.FromResult(Outcome.Done);
        }

        var may = row.Record.MayBecome(row.Form);
        if (!may.Refused) row.Record.Revise(row.Form, now);
        return Task.FromResult(may);
    }
}
