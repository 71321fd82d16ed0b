using System.Globalization;
using System.Linq.Expressions;
using InvestmentFair.Access;
using InvestmentFair.Audit;
using InvestmentFair.Data;
using InvestmentFair.Deals;
using InvestmentFair.Kernel;
using InvestmentFair.People;
using InvestmentFair.Spreadsheets;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.History;

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

    /// <summary>Whom or what it was about, as they are called now; looked up for the rows that are read.</summary>
    public string About { get; init; } = "";
}

public sealed class AuditList(IDbContextFactory<FairDbContext> contexts, ValueNameQueries names) : ListOf<AuditRow>(contexts)
{
    private const int MostNamed = 3;

    // An import writes thousands of rows; the first of them say whom it was about.
    private const int MostRead = 40;

    public override string Key => "audit";

    public override string Title => Language.Say("审计", "Audit");

    public override string Sought => Language.Say("操作人、对象、用途、编号", "Who did it, about whom, purpose, number");

    public override Permission Permission => Permission.ViewAudit;

    public override IReadOnlyList<Column<AuditRow>> Columns =>
    [
        new("Id", "序号", "No.", CellKind.Number, r => r.Id) { Width = 10 },
        new("At", "时间", "Time", CellKind.Instant, r => r.At) { Width = 18 },
        new("Actor", "操作人", "Who", CellKind.Text, r => KeptWords.Say(r.Actor)) { Width = 24, SortBy = nameof(AuditRow.ActorKey) },
        new("Act", "事项", "Act", CellKind.Text, r => ActNames.Say(r.Act)) { Width = 28 },
        new("About", "对象", "About", CellKind.Text, r => r.About) { Width = 36, IsSortable = false },
        new("Records", "记录", "Records", CellKind.Text, r => string.Join(Language.Say("、", ", "), r.Records.Select(ActNames.Record).Distinct().Order())) { Width = 30, IsSortable = false },
        new("Changes", "变更数", "Changes", CellKind.Number, r => r.Changes) { Width = 10 },
        new("Purpose", "用途或说明", "Purpose or remark", CellKind.Text, r => r.Purpose is { } purpose ? KeptWords.Say(purpose) : null) { Width = 30 },
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

    /// <summary>By what the records are called or numbered now, of which the audit itself keeps keys alone.</summary>
    protected override Task<Expression<Func<AuditRow, bool>>?> FindsBesidesAsync(FairDbContext db, Actor actor, string word, CancellationToken cancel)
    {
        var people = db.People.Where(p => p.Name.Contains(word)).Select(p => p.Id);
        var subjects = people
            .Concat(db.Guests.Where(g => g.Number == word || g.Person.Name.Contains(word)).Select(g => g.Id))
            .Concat(db.Contacts.Where(c => people.Contains(c.PersonId)).Select(c => c.Id))
            .Concat(db.Hosts.Where(h => people.Contains(h.PersonId)).Select(h => h.Id))
            .Concat(db.Investors.Where(i => i.Number == word || i.Name.Zh.Contains(word) || i.Name.En!.Contains(word)).Select(i => i.Id))
            .Concat(db.Delegations.Where(d => d.Name.Zh.Contains(word) || d.Name.En!.Contains(word)).Select(d => d.Id))
            .Concat(db.Projects.Where(p => p.Code == word || p.Name.Zh.Contains(word) || p.Name.En!.Contains(word)).Select(p => p.Id))
            .Concat(db.Plants.Where(p => p.Code == word || p.Name.Zh.Contains(word) || p.Name.En!.Contains(word)).Select(p => p.Id))
            .Concat(db.Deals.IgnoreQueryFilters().VisibleTo(actor).Where(d => d.Number == word || d.Name.Zh.Contains(word) || d.Name.En!.Contains(word)).Select(d => d.Id))
            .Concat(db.Meetings.Where(m => m.Number == word).Select(m => m.Id))
            .Concat(db.Enquiries.Where(e => e.Number == word).Select(e => e.Id))
            .Concat(db.Set<PersonMerge>().Where(m => people.Contains(m.SubjectId)).Select(m => m.Id));
        var sequences = db.History.Where(h => subjects.Contains(h.RecordId)).Select(h => h.Sequence);
        return Task.FromResult<Expression<Func<AuditRow, bool>>?>(r => sequences.Contains(r.Id));
    }

    protected override async Task<IReadOnlyList<AuditRow>> NamedAsync(FairDbContext db, Actor actor, IReadOnlyList<AuditRow> rows, CancellationToken cancel)
    {
        var sequences = rows.Select(r => r.Id).ToList();
        var written = (await db.History.AsNoTracking().Where(h => sequences.Contains(h.Sequence) && h.Ordinal < MostRead).OrderBy(h => h.Ordinal)
            .Select(h => new { h.Sequence, h.Record, h.RecordId }).ToListAsync(cancel)).ToLookup(h => h.Sequence, h => (h.Record, Id: h.RecordId));
        var called = await names.RecordsAsync(actor, [.. written.SelectMany(w => w).Distinct()], cancel);
        return [.. rows.Select(row => row with { About = About(row, [.. written[row.Id].Select(w => called.GetValueOrDefault(w.Id)).OfType<string>().Distinct()]) })];
    }

    private static string About(AuditRow row, IReadOnlyList<string> called)
    {
        if (row.Changes == 0) return ActNames.Nothing(row.Act);
        var more = called.Count > MostNamed || row.Changes > MostRead;
        return Language.List(called.Take(MostNamed)) + (more && called.Count > 0 ? Language.Say("等", " and others") : "");
    }
}
