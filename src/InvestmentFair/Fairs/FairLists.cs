using System.Linq.Expressions;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.Spreadsheets;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Fairs;

public sealed record FairRow
{
    public Guid Id { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public string PinyinKey { get; init; } = "";
    public string City { get; init; } = "";
    public DateOnly FirstDay { get; init; }
    public DateOnly LastDay { get; init; }
    public DateOnly AnswerBy { get; init; }
    public bool IsCurrent { get; init; }
    public bool IsArchived { get; init; }
}

public sealed class FairList(IDbContextFactory<FairDbContext> contexts) : ListOf<FairRow>(contexts)
{
    public override string Key => "fairs";

    public override string Title => Language.Say("届次", "Fairs");

    public override Permission Permission => Permission.ViewFair;

    public override IReadOnlyList<Column<FairRow>> Columns =>
    [
        new("Code", "编码", "Code", CellKind.Text, r => r.Code) { Width = 10 },
        new("Name", "名称", "Name", CellKind.Text, r => r.Name) { Width = 44, SortBy = nameof(FairRow.PinyinKey) },
        new("City", "城市", "City", CellKind.Text, r => r.City),
        new("FirstDay", "首日", "First day", CellKind.Day, r => r.FirstDay),
        new("LastDay", "末日", "Last day", CellKind.Day, r => r.LastDay),
        new("AnswerBy", "回执截止", "Answer by", CellKind.Day, r => r.AnswerBy),
        new("IsCurrent", "当前", "Current", CellKind.Flag, r => r.IsCurrent) { Width = 8 },
        new("IsArchived", "已归档", "Archived", CellKind.Flag, r => r.IsArchived) { Width = 8 },
    ];

    public override IReadOnlyList<ListFilter<FairRow>> Filters => [ByFlag("archived", "已归档", "Archived", yes => r => r.IsArchived == yes)];

    protected override IOrderedQueryable<FairRow> InOrder(IQueryable<FairRow> rows) => rows.OrderBy(r => r.IsArchived).ThenByDescending(r => r.FirstDay).ThenBy(r => r.Id);

    protected override IQueryable<FairRow> Rows(FairDbContext db, Actor actor, string fair)
    {
        var english = Language.IsEnglish;
        return db.Fairs.Select(f => new FairRow
        {
            Id = f.Id,
            Code = f.Code,
            Name = english ? f.Name.En ?? f.Name.Zh : f.Name.Zh,
            PinyinKey = f.PinyinKey,
            City = english ? f.City.En ?? f.City.Zh : f.City.Zh,
            FirstDay = f.FirstDay,
            LastDay = f.LastDay,
            AnswerBy = f.AnswerBy,
            IsCurrent = f.IsCurrent,
            IsArchived = f.IsArchived,
        });
    }

    protected override Expression<Func<FairRow, bool>> Finds(string word) => r => r.Name.Contains(word) || r.Code.Contains(word) || r.City.Contains(word);
}

public sealed record VenueRow
{
    public Guid Id { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public string PinyinKey { get; init; } = "";
    public string Address { get; init; } = "";
}

public sealed class VenueList(IDbContextFactory<FairDbContext> contexts) : ListOf<VenueRow>(contexts)
{
    public override string Key => "venues";

    public override string Title => Language.Say("场馆", "Venues");

    public override Permission Permission => Permission.ViewFair;

    public override IReadOnlyList<Column<VenueRow>> Columns =>
    [
        new("Code", "编码", "Code", CellKind.Text, r => r.Code) { Width = 10 },
        new("Name", "场馆", "Venue", CellKind.Text, r => r.Name) { Width = 36, SortBy = nameof(VenueRow.PinyinKey) },
        new("Address", "地址", "Address", CellKind.Text, r => r.Address) { Width = 44 },
    ];

    protected override IOrderedQueryable<VenueRow> InOrder(IQueryable<VenueRow> rows) => rows.OrderBy(r => r.Code).ThenBy(r => r.Id);

    protected override IQueryable<VenueRow> Rows(FairDbContext db, Actor actor, string fair)
    {
        var english = Language.IsEnglish;
        return db.Venues.Select(v => new VenueRow
        {
            Id = v.Id,
            Code = v.Code,
            Name = english ? v.Name.En ?? v.Name.Zh : v.Name.Zh,
            PinyinKey = v.PinyinKey,
            Address = english ? v.Address.En ?? v.Address.Zh : v.Address.Zh,
        });
    }

    protected override Expression<Func<VenueRow, bool>> Finds(string word) => r => r.Name.Contains(word) || r.Code.Contains(word) || r.Address.Contains(word);
}

public sealed record HallRow
{
    public Guid Id { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public string PinyinKey { get; init; } = "";
    public HallKind Kind { get; init; }
    public string Venue { get; init; } = "";
    public string VenueKey { get; init; } = "";
    public int Capacity { get; init; }
    public int Tables { get; init; }
}

public sealed class HallList(IDbContextFactory<FairDbContext> contexts) : ListOf<HallRow>(contexts)
{
    public override string Key => "halls";

    public override string Title => Language.Say("会场", "Halls");

    public override Permission Permission => Permission.ViewFair;

    public override IReadOnlyList<Column<HallRow>> Columns =>
    [
        new("Code", "编码", "Code", CellKind.Text, r => r.Code) { Width = 10 },
        new("Name", "会场", "Hall", CellKind.Text, r => r.Name) { Width = 36, SortBy = nameof(HallRow.PinyinKey) },
        new("Kind", "类型", "Kind", CellKind.Text, r => r.Kind) { Width = 14 },
        new("Venue", "场馆", "Venue", CellKind.Text, r => r.Venue) { Width = 36, SortBy = nameof(HallRow.VenueKey) },
        new("Capacity", "容量", "Capacity", CellKind.Number, r => r.Capacity) { Width = 10 },
        new("Tables", "桌数", "Tables", CellKind.Number, r => r.Tables) { Width = 8 },
    ];

    public override IReadOnlyList<ListFilter<HallRow>> Filters => [ByEnum<HallKind>("kind", "类型", "Kind", kind => r => r.Kind == kind)];

    protected override IOrderedQueryable<HallRow> InOrder(IQueryable<HallRow> rows) => rows.OrderBy(r => r.Code).ThenBy(r => r.Id);

    protected override IQueryable<HallRow> Rows(FairDbContext db, Actor actor, string fair)
    {
        var english = Language.IsEnglish;
        return db.Halls.Where(h => h.Fair.Code == fair).Select(h => new HallRow
        {
            Id = h.Id,
            Code = h.Code,
            Name = english ? h.Name.En ?? h.Name.Zh : h.Name.Zh,
            PinyinKey = h.PinyinKey,
            Kind = h.Kind,
            VenueKey = h.Venue.PinyinKey,
            Venue = english ? h.Venue.Name.En ?? h.Venue.Name.Zh : h.Venue.Name.Zh,
            Capacity = h.Capacity,
            Tables = h.Tables.Count,
        });
    }

    protected override Expression<Func<HallRow, bool>> Finds(string word) => r => r.Name.Contains(word) || r.Code.Contains(word) || r.Venue.Contains(word);
}

public sealed record TableRow
{
    public Guid Id { get; init; }
    public string Code { get; init; } = "";
    public string Hall { get; init; } = "";
    public string HallKey { get; init; } = "";
    public Guid HallId { get; init; }
    public int Seats { get; init; }
    public TableKind Kind { get; init; }
    public bool IsClosed { get; init; }
    public int Meetings { get; init; }
}

public sealed class TableList(IDbContextFactory<FairDbContext> contexts) : ListOf<TableRow>(contexts)
{
    public override string Key => "tables";

    public override string Title => Language.Say("桌次", "Tables");

    public override Permission Permission => Permission.ViewFair;

    public override IReadOnlyList<Column<TableRow>> Columns =>
    [
        new("Code", "桌号", "Table", CellKind.Text, r => r.Code) { Width = 10 },
        new("Hall", "会场", "Hall", CellKind.Text, r => r.Hall) { Width = 36, SortBy = nameof(TableRow.HallKey) },
        new("Seats", "座位", "Seats", CellKind.Number, r => r.Seats) { Width = 8 },
        new("Kind", "桌型", "Kind", CellKind.Text, r => r.Kind) { Width = 14 },
        new("Meetings", "洽谈场数", "Meetings", CellKind.Number, r => r.Meetings) { Width = 10 },
        new("IsClosed", "停用", "Closed", CellKind.Flag, r => r.IsClosed) { Width = 8 },
    ];

    public override IReadOnlyList<ListFilter<TableRow>> Filters =>
    [
        ById("hall", "会场", "Hall", ChoiceOf.Hall, id => r => r.HallId == id),
        ByEnum<TableKind>("kind", "桌型", "Kind", kind => r => r.Kind == kind),
        ByFlag("closed", "停用", "Closed", yes => r => r.IsClosed == yes),
    ];

    protected override IOrderedQueryable<TableRow> InOrder(IQueryable<TableRow> rows) => rows.OrderBy(r => r.Code).ThenBy(r => r.Id);

    protected override IQueryable<TableRow> Rows(FairDbContext db, Actor actor, string fair)
    {
        var english = Language.IsEnglish;
        return db.Tables.Where(t => t.Hall.Fair.Code == fair).Select(t => new TableRow
        {
            Id = t.Id,
            Code = t.Code,
            Hall = english ? t.Hall.Name.En ?? t.Hall.Name.Zh : t.Hall.Name.Zh,
            HallKey = t.Hall.PinyinKey,
            HallId = t.HallId,
            Seats = t.Seats,
            Kind = t.Kind,
            IsClosed = t.IsClosed,
            Meetings = db.Meetings.Count(m => m.TableId == t.Id),
        });
    }

    protected override Expression<Func<TableRow, bool>> Finds(string word) => r => r.Code.Contains(word) || r.Hall.Contains(word);
}

public sealed record SlotRow
{
    public Guid Id { get; init; }
    public DateTime StartsAt { get; init; }
    public DateTime EndsAt { get; init; }
    public string Zone { get; init; } = "";
    public bool IsClosed { get; init; }
    public int Meetings { get; init; }
}

public sealed class SlotList(IDbContextFactory<FairDbContext> contexts) : ListOf<SlotRow>(contexts)
{
    public override string Key => "slots";

    public override string Title => Language.Say("时段", "Time slots");

    public override Permission Permission => Permission.ViewFair;

    public override IReadOnlyList<Column<SlotRow>> Columns =>
    [
        new("StartsAt", "开始", "Starts", CellKind.FairTime, r => FairTime.ToLocal(r.StartsAt, r.Zone)) { Width = 18 },
        new("EndsAt", "结束", "Ends", CellKind.FairTime, r => FairTime.ToLocal(r.EndsAt, r.Zone)) { Width = 18 },
        new("Meetings", "洽谈场数", "Meetings", CellKind.Number, r => r.Meetings) { Width = 10 },
        new("IsClosed", "停用", "Closed", CellKind.Flag, r => r.IsClosed) { Width = 8 },
    ];

    protected override IOrderedQueryable<SlotRow> InOrder(IQueryable<SlotRow> rows) => rows.OrderBy(r => r.StartsAt).ThenBy(r => r.Id);

    protected override IQueryable<SlotRow> Rows(FairDbContext db, Actor actor, string fair) =>
        db.Slots.Where(s => s.Fair.Code == fair).Select(s => new SlotRow
        {
            Id = s.Id,
            StartsAt = s.StartsAt,
            EndsAt = s.EndsAt,
            Zone = s.Fair.TimeZone,
            IsClosed = s.IsClosed,
            Meetings = db.Meetings.Count(m => m.FirstSlotId == s.Id),
        });

    // Slots have no words to find them by.
    protected override Expression<Func<SlotRow, bool>> Finds(string word) => r => false;
}

public sealed record AgendaRow
{
    public Guid Id { get; init; }
    public DateTime StartsAt { get; init; }
    public DateTime EndsAt { get; init; }
    public string Zone { get; init; } = "";
    public AgendaKind Kind { get; init; }
    public string Title { get; init; } = "";
    public string PinyinKey { get; init; } = "";
    public string Place { get; init; } = "";
    public string Owner { get; init; } = "";
}

public sealed class AgendaList(IDbContextFactory<FairDbContext> contexts) : ListOf<AgendaRow>(contexts)
{
    public override string Key => "agenda";

    public override string Title => Language.Say("日程", "Agenda");

    public override Permission Permission => Permission.ViewFair;

    public override IReadOnlyList<Column<AgendaRow>> Columns =>
    [
        new("StartsAt", "开始", "Starts", CellKind.FairTime, r => FairTime.ToLocal(r.StartsAt, r.Zone)) { Width = 18 },
        new("EndsAt", "结束", "Ends", CellKind.FairTime, r => FairTime.ToLocal(r.EndsAt, r.Zone)) { Width = 18 },
        new("Kind", "类型", "Kind", CellKind.Text, r => r.Kind) { Width = 12 },
        new("Title", "事项", "Title", CellKind.Text, r => r.Title) { Width = 44, SortBy = nameof(AgendaRow.PinyinKey) },
        new("Place", "地点", "Place", CellKind.Text, r => r.Place) { Width = 30 },
        new("Owner", "负责", "Owner", CellKind.Text, r => r.Owner) { Width = 14, IsSortable = false },
    ];

    public override IReadOnlyList<ListFilter<AgendaRow>> Filters => [ByEnum<AgendaKind>("kind", "类型", "Kind", kind => r => r.Kind == kind)];

    protected override IOrderedQueryable<AgendaRow> InOrder(IQueryable<AgendaRow> rows) => rows.OrderBy(r => r.StartsAt).ThenBy(r => r.EndsAt).ThenBy(r => r.Id);

    protected override IQueryable<AgendaRow> Rows(FairDbContext db, Actor actor, string fair)
    {
        var english = Language.IsEnglish;
        return db.Agenda.Where(a => a.Fair.Code == fair).Select(a => new AgendaRow
        {
            Id = a.Id,
            StartsAt = a.StartsAt,
            EndsAt = a.EndsAt,
            Zone = a.Fair.TimeZone,
            Kind = a.Kind,
            Title = english ? a.Title.En ?? a.Title.Zh : a.Title.Zh,
            PinyinKey = a.PinyinKey,
            Place = english ? a.Place.En ?? a.Place.Zh : a.Place.Zh,
            Owner = a.Owner,
        });
    }

    protected override Expression<Func<AgendaRow, bool>> Finds(string word) => r => r.Title.Contains(word) || r.Place.Contains(word) || r.Owner.Contains(word);
}
