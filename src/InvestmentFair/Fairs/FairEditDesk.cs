using InvestmentFair.Access;
using InvestmentFair.Choices;
using InvestmentFair.Data;
using InvestmentFair.Edits;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Fairs;

/// <summary>Fairs corrected in their list.</summary>
public sealed class FairEditDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock, ChoiceQueries choices, FairList list, FairDesk desk)
    : EditDesk<Fair, FairForm>("fair", contexts, clock, choices, list)
{
    public override Permission Permission => Permission.ManageFairs;

    protected override IReadOnlyList<Edit<Fair>> Edits => [NameCell("Name", "Name"), NameCell("City", "City"), Cell(nameof(FairForm.FirstDay)), Cell(nameof(FairForm.LastDay)), Cell(nameof(FairForm.AnswerBy))];

    protected override IQueryable<Fair> Records(FairDbContext db, Actor actor, string fair) => db.Fairs;

    protected override string NameOf(Fair record) => $"{record.Code} {record.Name.Text}";

    protected override FairForm Shown(Fair record) => FairForm.Of(record);

    protected override Task<Outcome> ReviseAsync(FairDbContext db, Fair record, FairForm form, CancellationToken cancel) => FairDesk.ReviseAsync(db, record, form, cancel);

    protected override Task<Outcome<Guid>> SaveAsync(Actor actor, string fair, Guid id, FairForm form, CancellationToken cancel) => desk.SaveFairAsync(actor, id, form, cancel);
}

/// <summary>Venues corrected in their list.</summary>
public sealed class VenueEditDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock, ChoiceQueries choices, VenueList list, FairDesk desk)
    : EditDesk<Venue, VenueForm>("venue", contexts, clock, choices, list)
{
    public override Permission Permission => Permission.ManageFairs;

    protected override IReadOnlyList<Edit<Venue>> Edits => [Field(nameof(VenueForm.RegionCode)), .. Both("Address", "Address"), Cell(nameof(VenueForm.Code)), NameCell("Name", "Name")];

    protected override IQueryable<Venue> Records(FairDbContext db, Actor actor, string fair) => db.Venues;

    protected override string NameOf(Venue record) => record.Name.Text;

    protected override VenueForm Shown(Venue record) => VenueForm.Of(record);

    protected override Task<Outcome> ReviseAsync(FairDbContext db, Venue record, VenueForm form, CancellationToken cancel) => Revised(() => record.Revise(form));

    protected override Task<Outcome<Guid>> SaveAsync(Actor actor, string fair, Guid id, VenueForm form, CancellationToken cancel) => desk.SaveVenueAsync(actor, id, form, cancel);
}

/// <summary>Halls corrected in their list.</summary>
public sealed class HallEditDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock, ChoiceQueries choices, HallList list, FairDesk desk)
    : EditDesk<Hall, HallForm>("hall", contexts, clock, choices, list)
{
    public override Permission Permission => Permission.ManageFairs;

    protected override IReadOnlyList<Edit<Hall>> Edits =>
        [Field(nameof(HallForm.Kind), "Kind"), Field(nameof(HallForm.VenueId), "Venue"), Field(nameof(HallForm.Capacity), "Capacity"), Cell(nameof(HallForm.Code)), NameCell("Name", "Name")];

    protected override IQueryable<Hall> Records(FairDbContext db, Actor actor, string fair) => db.Halls.Where(h => h.Fair.Code == fair);

    protected override string NameOf(Hall record) => $"{record.Code} {record.Name.Text}";

    protected override HallForm Shown(Hall record) => HallForm.Of(record);

    protected override Task<Outcome> ReviseAsync(FairDbContext db, Hall record, HallForm form, CancellationToken cancel) => Revised(() => record.Revise(form));

    protected override Task<Outcome<Guid>> SaveAsync(Actor actor, string fair, Guid id, HallForm form, CancellationToken cancel) => desk.SaveHallAsync(actor, fair, id, form, cancel);
}

/// <summary>Tables corrected in their list.</summary>
public sealed class TableEditDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock, ChoiceQueries choices, TableList list, FairDesk desk)
    : EditDesk<Table, TableForm>("table", contexts, clock, choices, list)
{
    public override Permission Permission => Permission.ManageFairs;

    protected override IReadOnlyList<Edit<Table>> Edits =>
        [Field(nameof(TableForm.HallId), "Hall"), Field(nameof(TableForm.Seats), "Seats"), Field(nameof(TableForm.Kind), "Kind"), Field(nameof(TableForm.IsClosed), "IsClosed"), Cell(nameof(TableForm.Code))];

    protected override IQueryable<Table> Records(FairDbContext db, Actor actor, string fair) => db.Tables.Where(t => t.Hall.Fair.Code == fair);

    protected override string NameOf(Table record) => record.Code;

    protected override TableForm Shown(Table record) => TableForm.Of(record);

    protected override Task<Outcome> ReviseAsync(FairDbContext db, Table record, TableForm form, CancellationToken cancel) => FairDesk.ReviseAsync(db, record, form, cancel);

    protected override Task<Outcome<Guid>> SaveAsync(Actor actor, string fair, Guid id, TableForm form, CancellationToken cancel) => desk.SaveTableAsync(actor, fair, id, form, cancel);
}

/// <summary>Slots corrected in their list: closed and opened, many at once; their times one by one.</summary>
public sealed class SlotEditDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock, ChoiceQueries choices, SlotList list, FairDesk desk)
    : EditDesk<TimeSlot, SlotForm>("slot", contexts, clock, choices, list)
{
    public override Permission Permission => Permission.ManageFairs;

    protected override IReadOnlyList<Edit<TimeSlot>> Edits => [Field(nameof(SlotForm.IsClosed), "IsClosed"), Cell(nameof(SlotForm.Starts), "StartsAt"), Cell(nameof(SlotForm.Ends), "EndsAt")];

    protected override IQueryable<TimeSlot> Records(FairDbContext db, Actor actor, string fair) => db.Slots.Include(s => s.Fair).Where(s => s.Fair.Code == fair);

    protected override string NameOf(TimeSlot record) => FairTime.Instant(record.StartsAt, record.Fair.TimeZone);

    protected override SlotForm Shown(TimeSlot record) => SlotForm.Of(record, record.Fair.TimeZone);

    protected override Task<Outcome> ReviseAsync(FairDbContext db, TimeSlot record, SlotForm form, CancellationToken cancel) => FairDesk.ReviseAsync(db, record, form, cancel);

    protected override Task<Outcome<Guid>> SaveAsync(Actor actor, string fair, Guid id, SlotForm form, CancellationToken cancel) => desk.SaveSlotAsync(actor, fair, id, form, cancel);
}

/// <summary>The agenda corrected in its list.</summary>
public sealed class AgendaEditDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock, ChoiceQueries choices, AgendaList list, FairDesk desk)
    : EditDesk<AgendaItem, AgendaForm>("agenda", contexts, clock, choices, list)
{
    public override Permission Permission => Permission.ManageFairs;

    protected override IReadOnlyList<Edit<AgendaItem>> Edits =>
    [
        Field(nameof(AgendaForm.Day)), Field(nameof(AgendaForm.Kind), "Kind"), .. Both("Place", "Place"), Field(nameof(AgendaForm.HallId)), Field(nameof(AgendaForm.Owner), "Owner"),
        Cell(nameof(AgendaForm.Starts), "StartsAt"), Cell(nameof(AgendaForm.Ends), "EndsAt"), NameCell("Title", "Title"),
    ];

    protected override IQueryable<AgendaItem> Records(FairDbContext db, Actor actor, string fair) => db.Agenda.Include(a => a.Fair).Where(a => a.Fair.Code == fair);

    protected override string NameOf(AgendaItem record) => record.Title.Text;

    protected override AgendaForm Shown(AgendaItem record) => AgendaForm.Of(record, record.Fair.TimeZone);

    protected override Task<Outcome> ReviseAsync(FairDbContext db, AgendaItem record, AgendaForm form, CancellationToken cancel) => Revised(() => record.Revise(record.Fair.TimeZone, form));

    protected override Task<Outcome<Guid>> SaveAsync(Actor actor, string fair, Guid id, AgendaForm form, CancellationToken cancel) => desk.SaveAgendaAsync(actor, fair, id, form, cancel);
}

/// <summary>The plan of preparations corrected in its list.</summary>
public sealed class ChecklistEditDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock, ChoiceQueries choices, ChecklistList list, ChecklistDesk desk)
    : EditDesk<ChecklistItem, ChecklistForm>("checklist", contexts, clock, choices, list)
{
    public override Permission Permission => Permission.ManageFairs;

    protected override IReadOnlyList<Edit<ChecklistItem>> Edits =>
    [
        Field(nameof(ChecklistForm.Phase), "Phase"), Field(nameof(ChecklistForm.DaysBefore), "Countdown"), Field(nameof(ChecklistForm.UnitId), "Unit"), Field(nameof(ChecklistForm.PersonId), "Person"),
        Field(nameof(ChecklistForm.Note), "Note"), NameCell("Title", "Title"),
    ];

    protected override IQueryable<ChecklistItem> Records(FairDbContext db, Actor actor, string fair) => db.Checklist.Include(i => i.Fair).Where(i => i.Fair.Code == fair);

    protected override string NameOf(ChecklistItem record) => record.Title.Text;

    protected override ChecklistForm Shown(ChecklistItem record) => ChecklistForm.Of(record);

    protected override Task<Outcome> ReviseAsync(FairDbContext db, ChecklistItem record, ChecklistForm form, CancellationToken cancel) => Revised(() => record.Revise(record.Fair, form));

    protected override Task<Outcome<Guid>> SaveAsync(Actor actor, string fair, Guid id, ChecklistForm form, CancellationToken cancel) => desk.SaveAsync(actor, fair, id, form, cancel);
}
