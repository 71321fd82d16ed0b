using System.Linq.Expressions;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Dictionaries;
using InvestmentFair.Kernel;
using InvestmentFair.Spreadsheets;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.People;

public sealed record UnitRow
{
    public Guid Id { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public string PinyinKey { get; init; } = "";
    public string? TownshipCode { get; init; }
    public string? Township { get; init; }
    public DateOnly ValidFrom { get; init; }
    public DateOnly? ValidTo { get; init; }
}

public sealed class UnitList(IDbContextFactory<FairDbContext> contexts) : ListOf<UnitRow>(contexts)
{
    public override string Key => "units";

    public override string Title => Language.Say("责任单位", "Units");

    public override Permission Permission => Permission.ManageSettings;

    public override IReadOnlyList<Column<UnitRow>> Columns =>
    [
        new("Code", "编码", "Code", CellKind.Text, r => r.Code) { Width = 10 },
        new("Name", "名称", "Name", CellKind.Text, r => r.Name) { Width = 36, SortBy = nameof(UnitRow.PinyinKey) },
        new("Township", "乡镇", "Township", CellKind.Text, r => r.Township) { Width = 18, SortBy = nameof(UnitRow.TownshipCode) },
        new("ValidFrom", "启用", "Valid from", CellKind.Day, r => r.ValidFrom),
        new("ValidTo", "停用", "Valid to", CellKind.Day, r => r.ValidTo),
    ];

    public override IReadOnlyList<ListFilter<UnitRow>> Filters =>
    [
        ByFlag("township", "乡镇单位", "Township office", yes => r => (r.Township != null) == yes),
    ];

    protected override IOrderedQueryable<UnitRow> InOrder(IQueryable<UnitRow> rows) => rows.OrderBy(r => r.Code);

    protected override IQueryable<UnitRow> Rows(FairDbContext db, Actor actor, string fair)
    {
        var english = Language.IsEnglish;
        return from unit in db.Units
               select new UnitRow
               {
                   Id = unit.Id,
                   Code = unit.Code,
                   Name = english ? unit.Name.En ?? unit.Name.Zh : unit.Name.Zh,
                   PinyinKey = unit.PinyinKey,
                   TownshipCode = unit.TownshipCode,
                   Township = db.Regions.Where(t => t.Code == unit.TownshipCode).Select(t => english ? t.Name.En ?? t.Name.Zh : t.Name.Zh).FirstOrDefault(),
                   ValidFrom = unit.ValidFrom,
                   ValidTo = unit.ValidTo,
               };
    }

    protected override Expression<Func<UnitRow, bool>> Finds(string word) => r => r.Name.Contains(word) || r.Code.Contains(word);
}

public sealed record HostRow
{
    public Guid Id { get; init; }
    public string Name { get; init; } = "";
    public string PinyinKey { get; init; } = "";
    public string Unit { get; init; } = "";
    public string UnitKey { get; init; } = "";
    public Guid UnitId { get; init; }
    public string Title { get; init; } = "";
    public int ProtocolRank { get; init; }
    public string? Mobile { get; init; }
    public DateOnly From { get; init; }
    public DateOnly? To { get; init; }
}

public sealed class HostList(IDbContextFactory<FairDbContext> contexts) : ListOf<HostRow>(contexts)
{
    public override string Key => "hosts";

    public override string Title => Language.Say("县方代表", "Host representatives");

    public override Permission Permission => Permission.ViewFair;

    public override IReadOnlyList<Column<HostRow>> Columns =>
    [
        new("Name", "姓名", "Name", CellKind.Text, r => r.Name) { Width = 18, SortBy = nameof(HostRow.PinyinKey) },
        new("Unit", "单位", "Unit", CellKind.Text, r => r.Unit) { Width = 36, SortBy = nameof(HostRow.UnitKey) },
        new("Title", "职务", "Title", CellKind.Text, r => r.Title) { Width = 24 },
        new("ProtocolRank", "礼宾顺序", "Protocol rank", CellKind.Number, r => r.ProtocolRank) { Width = 10 },
        new("Mobile", "手机", "Mobile", CellKind.Mobile, r => r.Mobile) { Width = 16, IsSortable = false },
        new("From", "任职自", "In office from", CellKind.Day, r => r.From),
        new("To", "任职至", "In office to", CellKind.Day, r => r.To),
    ];

    public override IReadOnlyList<ListFilter<HostRow>> Filters =>
    [
        ById("unit", "单位", "Unit", ChoiceOf.Unit, id => r => r.UnitId == id),
    ];

    protected override IOrderedQueryable<HostRow> InOrder(IQueryable<HostRow> rows) => rows.OrderBy(r => r.ProtocolRank).ThenBy(r => r.PinyinKey).ThenBy(r => r.Id);

    protected override IQueryable<HostRow> Rows(FairDbContext db, Actor actor, string fair)
    {
        var english = Language.IsEnglish;
        return db.Hosts.Select(h => new HostRow
        {
            Id = h.Id,
            Name = h.Person.Name,
            PinyinKey = h.Person.PinyinKey,
            Unit = english ? h.Unit.Name.En ?? h.Unit.Name.Zh : h.Unit.Name.Zh,
            UnitKey = h.Unit.PinyinKey,
            UnitId = h.UnitId,
            Title = english ? h.Title.En ?? h.Title.Zh : h.Title.Zh,
            ProtocolRank = h.ProtocolRank,
            Mobile = h.Person.Mobile,
            From = h.From,
            To = h.To,
        });
    }

    protected override Expression<Func<HostRow, bool>> Finds(string word) => r => r.Name.Contains(word) || r.Unit.Contains(word) || r.Title.Contains(word);

    protected override HostRow Shown(HostRow row, Actor actor) => row with { Mobile = Mobiles.Mask(row.Mobile) };
}

public sealed record InterpreterRow
{
    public Guid Id { get; init; }
    public string Name { get; init; } = "";
    public string PinyinKey { get; init; } = "";
    public List<string> Languages { get; init; } = [];
    public string Spoken { get; init; } = "";
    public string? Mobile { get; init; }
    public DateOnly From { get; init; }
    public DateOnly? To { get; init; }
}

public sealed class InterpreterList(IDbContextFactory<FairDbContext> contexts) : ListOf<InterpreterRow>(contexts)
{
    public override string Key => "interpreters";

    public override string Title => Language.Say("翻译", "Interpreters");

    public override Permission Permission => Permission.ViewFair;

    public override IReadOnlyList<Column<InterpreterRow>> Columns =>
    [
        new("Name", "姓名", "Name", CellKind.Text, r => r.Name) { Width = 18, SortBy = nameof(InterpreterRow.PinyinKey) },
        new("Languages", "语种", "Languages", CellKind.Text, r => r.Spoken) { Width = 24, IsSortable = false },
        new("Mobile", "手机", "Mobile", CellKind.Mobile, r => r.Mobile) { Width = 16, IsSortable = false },
        new("From", "可用自", "Available from", CellKind.Day, r => r.From),
        new("To", "可用至", "Available to", CellKind.Day, r => r.To),
    ];

    public override IReadOnlyList<ListFilter<InterpreterRow>> Filters => [ByKey("language", "语种", "Language", ChoiceOf.Language, code => r => r.Languages.Contains(code))];

    protected override IOrderedQueryable<InterpreterRow> InOrder(IQueryable<InterpreterRow> rows) => rows.OrderBy(r => r.PinyinKey).ThenBy(r => r.Id);

    protected override IQueryable<InterpreterRow> Rows(FairDbContext db, Actor actor, string fair) => Said(db, new([]));

    // SQLite cannot look up many words for each row of a page: the dictionary is read beside them.
    protected override async Task<IQueryable<InterpreterRow>> ReckonedAsync(FairDbContext db, Actor actor, string fair, CancellationToken cancel) =>
        Said(db, await db.WordsAsync(DictionaryKind.Language, cancel));

    private static IQueryable<InterpreterRow> Said(FairDbContext db, Words words) => db.Interpreters.Select(i => new InterpreterRow
    {
        Id = i.Id,
        Name = i.Person.Name,
        PinyinKey = i.Person.PinyinKey,
        Languages = i.Languages,
        Spoken = Say(words, i.Languages),
        Mobile = i.Person.Mobile,
        From = i.From,
        To = i.To,
    });

    private static string Say(Words words, IEnumerable<string> codes) => string.Join(Language.Say("、", ", "), words.Of(codes).Select(l => l.Text));

    protected override Expression<Func<InterpreterRow, bool>> Finds(string word) => r => r.Name.Contains(word);

    protected override InterpreterRow Shown(InterpreterRow row, Actor actor) => row with { Mobile = Mobiles.Mask(row.Mobile) };
}
