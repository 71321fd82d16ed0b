using System.Globalization;
using System.Linq.Expressions;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.Spreadsheets;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Audit;

public sealed record AuditRow
{
    public long Id { get; init; }
    public DateTime At { get; init; }
    public Guid ActorId { get; init; }
    public string Actor { get; init; } = "";
    public string? ActorKey { get; init; }
    public string Act { get; init; } = "";
    public List<string> Records { get; init; } = [];
    public int Changes { get; init; }
    public string? Purpose { get; init; }
}

public sealed class AuditList(IDbContextFactory<FairDbContext> contexts) : ListOf<AuditRow>(contexts)
{
    public override string Key => "audit";

    public override string Title => Language.Say("审计", "Audit");

    public override string Sought => Language.Say("操作人、用途、编号", "Who did it, purpose, number");

    public override Permission Permission => Permission.ViewAudit;

    public override IReadOnlyList<Column<AuditRow>> Columns =>
    [
        new("Id", "序号", "No.", CellKind.Number, r => r.Id) { Width = 10 },
        new("At", "时间", "Time", CellKind.Instant, r => r.At) { Width = 18 },
        new("Actor", "操作人", "Who", CellKind.Text, r => r.Actor) { Width = 24, SortBy = nameof(AuditRow.ActorKey) },
        new("Act", "事项", "Act", CellKind.Text, r => ActNames.Say(r.Act)) { Width = 28 },
        new("Records", "记录", "Records", CellKind.Text, r => string.Join(Language.Say("、", ", "), r.Records.Select(ActNames.Record).Distinct().Order())) { Width = 30, IsSortable = false },
        new("Changes", "变更数", "Changes", CellKind.Number, r => r.Changes) { Width = 10 },
        new("Purpose", "用途或对象", "Purpose or subject", CellKind.Text, r => r.Purpose) { Width = 30 },
    ];

    public override IReadOnlyList<ListFilter<AuditRow>> Filters =>
    [
        ById("who", "操作人", "Who", ChoiceOf.Account, id => r => r.ActorId == id),
        new("act", "事项", "Act", (rows, typed) => ActNames.Nouns.ContainsKey(typed) ? rows.Where(r => r.Act.StartsWith(typed + ".")) : null)
        {
            Options = () => [.. ActNames.Nouns.Select(n => new Choice(n.Key, n.Value.Text)).OrderBy(c => c.Text, StringComparer.CurrentCulture)],
        },
        new("record", "记录", "Record", (rows, typed) => typed.Length is > 0 and <= 60 ? rows.Where(r => r.Records.Contains(typed)) : null)
        {
            Options = () => [.. RecordKinds.Select(k => new Choice(k, ActNames.Record(k))).OrderBy(c => c.Text, StringComparer.CurrentCulture)],
        },
        ByDay("from", "自", "From", day =>
        {
            var at = FairTime.ToUtc(day, TimeOnly.MinValue);
            return r => r.At >= at;
        }),
        ByDay("to", "至", "To", day =>
        {
            var end = FairTime.ToUtc(day.AddDays(1), TimeOnly.MinValue);
            return r => r.At < end;
        }),
    ];

    private static IReadOnlyList<string> RecordKinds { get; } =
        [.. typeof(AuditList).Assembly.GetTypes().Where(t => !t.IsAbstract && (t.IsSubclassOf(typeof(Kernel.Record)) || t.IsSubclassOf(typeof(Ledger.Entry)))).Select(t => t.Name)];

    protected override IOrderedQueryable<AuditRow> InOrder(IQueryable<AuditRow> rows) => rows.OrderByDescending(r => r.Id);

    protected override IQueryable<AuditRow> Rows(FairDbContext db, Actor actor, string fair) => db.AuditEntries.Select(a => new AuditRow
    {
        Id = a.Sequence,
        At = a.At,
        ActorId = a.ActorId,
        Actor = a.ActorName,
        ActorKey = db.Users.Where(u => u.Id == a.ActorId).Select(u => u.PinyinKey).FirstOrDefault(),
        Act = a.Act,
        // Told apart by the column that shows them: SQLite cannot look up what is distinct for each row of a page.
        Records = a.Rows.Select(r => r.Record).ToList(),
        Changes = a.Rows.Count,
        Purpose = a.Purpose,
    });

    protected override Expression<Func<AuditRow, bool>> Finds(string word)
    {
        var number = long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var typed) ? typed : -1;
        return r => r.Actor.Contains(word) || r.Act.Contains(word) || r.Id == number || (r.Purpose != null && r.Purpose.Contains(word));
    }
}
