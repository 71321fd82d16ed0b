using InvestmentFair.Access;
using InvestmentFair.Choices;
using InvestmentFair.Data;
using InvestmentFair.Edits;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.People;

/// <summary>Persons corrected in their list: name, number and pinyin key of each; what is worth knowing of many.</summary>
public sealed class PersonEditDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock, ChoiceQueries choices, PersonList list, PeopleDesk desk, ILookalikes alike)
    : EditDesk<Person, PersonForm>("person", contexts, clock, choices, list)
{
    public override Permission Permission => Permission.ManageInvestors;

    protected override IReadOnlyList<Edit<Person>> Edits =>
        [Field(nameof(PersonForm.Note), "Note"), Cell(nameof(PersonForm.Name)), Cell(nameof(PersonForm.Mobile)), Cell(nameof(PersonForm.PinyinKey))];

    protected override Task<string?> NoticeAsync(Actor actor, string fair, Guid id, string choice, Form typed, CancellationToken cancel) => alike.NoticeAsync(actor, id, choice, cancel);

    protected override IQueryable<Person> Records(FairDbContext db, Actor actor, string fair) => db.People.Where(p => p.SurvivorId == p.Id);

    protected override string NameOf(Person record) => record.Name;

    protected override PersonForm Shown(Person record) => PersonForm.Of(record);

    protected override Task<Outcome> ReviseAsync(FairDbContext db, Person record, PersonForm form, CancellationToken cancel) => Revised(() => record.Revise(form));

    protected override Task<Outcome<Guid>> SaveAsync(Actor actor, string fair, Guid id, PersonForm form, CancellationToken cancel) => desk.SavePersonAsync(actor, id, form, cancel);
}

/// <summary>Units corrected in their list.</summary>
public sealed class UnitEditDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock, ChoiceQueries choices, UnitList list, PeopleDesk desk)
    : EditDesk<Unit, UnitForm>("unit", contexts, clock, choices, list)
{
    public override Permission Permission => Permission.ManageSettings;

    protected override IReadOnlyList<Edit<Unit>> Edits =>
    [
        Field(nameof(UnitForm.TownshipCode), "Township"), Field(nameof(UnitForm.ValidFrom), "ValidFrom"), Field(nameof(UnitForm.ValidTo), "ValidTo"),
        Cell(nameof(UnitForm.Code)), NameCell("Name", "Name"),
    ];

    protected override IQueryable<Unit> Records(FairDbContext db, Actor actor, string fair) => db.Units;

    protected override string NameOf(Unit record) => $"{record.Code} {record.Name.Text}";

    protected override UnitForm Shown(Unit record) => UnitForm.Of(record);

    protected override Task<Outcome> ReviseAsync(FairDbContext db, Unit record, UnitForm form, CancellationToken cancel) => Revised(() => record.Revise(form));

    protected override Task<Outcome<Guid>> SaveAsync(Actor actor, string fair, Guid id, UnitForm form, CancellationToken cancel) => desk.SaveUnitAsync(actor, id, form, cancel);
}

/// <summary>Host representatives corrected in their list.</summary>
public sealed class HostEditDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock, ChoiceQueries choices, HostList list, PeopleDesk desk, ILookalikes alike)
    : EditDesk<HostRepresentative, HostForm>("host", contexts, clock, choices, list)
{
    public override Permission Permission => Permission.ManageSettings;

    protected override IReadOnlyList<Edit<HostRepresentative>> Edits =>
    [
        Field(nameof(HostForm.UnitId), "Unit"), .. Both("Title", "Title"), Field(nameof(HostForm.ProtocolRank), "ProtocolRank"), Field(nameof(HostForm.From), "From"), Field(nameof(HostForm.To), "To"),
        Cell(nameof(HostForm.Name)), Cell(nameof(HostForm.Mobile)),
    ];

    protected override async Task<string?> NoticeAsync(Actor actor, string fair, Guid id, string choice, Form typed, CancellationToken cancel) =>
        await FindAsync(actor, fair, id, cancel) is { } host ? await alike.NoticeAsync(actor, host.PersonId, choice, cancel) : null;

    protected override IQueryable<HostRepresentative> Records(FairDbContext db, Actor actor, string fair) => db.Hosts.Include(h => h.Person);

    protected override string NameOf(HostRepresentative record) => record.Person.Name;

    protected override HostForm Shown(HostRepresentative record) => HostForm.Of(record);

    protected override Task<Outcome> ReviseAsync(FairDbContext db, HostRepresentative record, HostForm form, CancellationToken cancel) => Revised(() => PeopleDesk.Revise(record, form));

    protected override Task<Outcome<Guid>> SaveAsync(Actor actor, string fair, Guid id, HostForm form, CancellationToken cancel) => desk.SaveHostAsync(actor, id, form, cancel);
}

/// <summary>Interpreters corrected in their list.</summary>
public sealed class InterpreterEditDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock, ChoiceQueries choices, InterpreterList list, PeopleDesk desk, ILookalikes alike)
    : EditDesk<Interpreter, InterpreterForm>("interpreter", contexts, clock, choices, list)
{
    public override Permission Permission => Permission.ManageSettings;

    protected override IReadOnlyList<Edit<Interpreter>> Edits =>
        [Field(nameof(InterpreterForm.From), "From"), Field(nameof(InterpreterForm.To), "To"), Cell(nameof(InterpreterForm.Name)), Cell(nameof(InterpreterForm.Mobile))];

    protected override async Task<string?> NoticeAsync(Actor actor, string fair, Guid id, string choice, Form typed, CancellationToken cancel) =>
        await FindAsync(actor, fair, id, cancel) is { } interpreter ? await alike.NoticeAsync(actor, interpreter.PersonId, choice, cancel) : null;

    protected override IQueryable<Interpreter> Records(FairDbContext db, Actor actor, string fair) => db.Interpreters.Include(i => i.Person);

    protected override string NameOf(Interpreter record) => record.Person.Name;

    protected override InterpreterForm Shown(Interpreter record) => InterpreterForm.Of(record);

    protected override Task<Outcome> ReviseAsync(FairDbContext db, Interpreter record, InterpreterForm form, CancellationToken cancel) => desk.ReviseAsync(db, record, form, cancel);

    protected override Task<Outcome<Guid>> SaveAsync(Actor actor, string fair, Guid id, InterpreterForm form, CancellationToken cancel) => desk.SaveInterpreterAsync(actor, id, form, cancel);
}
