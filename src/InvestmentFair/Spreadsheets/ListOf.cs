using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Spreadsheets;

/// <summary>A list, whatever its rows are: what an address, a menu, an export and an act on many rows need of it.</summary>
public interface IListOf
{
    string Key { get; }

    string Title { get; }

    Permission Permission { get; }

    /// <summary>Which of the rows selected this reader may see, in the order of the list.</summary>
    Task<IReadOnlyList<Guid>> KeysAsync(Actor actor, string? fair, Selection selection, CancellationToken cancel);

    /// <summary>How many rows the list as seen has, or how many of those selected.</summary>
    Task<int> CountAsync(Actor actor, string? fair, ListState state, Selection? selection, CancellationToken cancel);

    /// <summary>
    /// Writes the list as seen (search, filters, sort; every page, or the rows selected) as a workbook: all of it, or nothing
    /// and the reason.
    /// </summary>
    Task<Outcome<WrittenList>> WriteAsync(Stream output, Actor actor, string? fair, ListState state, Selection? selection, CancellationToken cancel);
}

/// <summary>What a workbook holds: how many rows, of which columns.</summary>
public sealed record WrittenList(int Rows, string Columns);

/// <summary>
/// A list, declared once: its rows, its columns, its filters. The grid, the address and the workbook are all made of this
/// declaration, so that an export is exactly what is seen.
/// </summary>
public abstract partial class ListOf<TRow>(IDbContextFactory<FairDbContext> contexts) : IListOf where TRow : class
{
    /// <summary>Rows of a workbook that are named together.</summary>
    internal const int AtOnce = 200;

    private readonly Totals _totals = new();

    public abstract string Key { get; }

    public abstract string Title { get; }

    /// <summary>What its search finds, where that is other than names and numbers.</summary>
    public virtual string? Sought => null;

    public abstract Permission Permission { get; }

    public abstract IReadOnlyList<Column<TRow>> Columns { get; }

    public virtual IReadOnlyList<ListFilter<TRow>> Filters => [];

    /// <summary>The order of the list while nobody has asked for another; it must be total.</summary>
    protected abstract IOrderedQueryable<TRow> InOrder(IQueryable<TRow> rows);

    /// <summary>The rows this reader may see; names in the reader's language.</summary>
    protected abstract IQueryable<TRow> Rows(FairDbContext db, Actor actor, string fair);

    /// <summary>The same rows with what has to be reckoned before they are read, such as what is late by the county's working days.</summary>
    protected virtual Task<IQueryable<TRow>> ReckonedAsync(FairDbContext db, Actor actor, string fair, CancellationToken cancel) => Task.FromResult(Rows(db, actor, fair));

    /// <summary>Where one word of the search is looked for as it is written; names are found by how they are read besides.</summary>
    protected abstract Expression<Func<TRow, bool>> Finds(string word);

    /// <summary>Where one word is looked for besides, among records that the rows only point at.</summary>
    protected virtual Task<Expression<Func<TRow, bool>>?> FindsBesidesAsync(FairDbContext db, Actor actor, string word, CancellationToken cancel) => Task.FromResult<Expression<Func<TRow, bool>>?>(null);

    /// <summary>What is looked up for the rows that were read, all of them at once, because no query of rows can say it.</summary>
    protected virtual Task<IReadOnlyList<TRow>> NamedAsync(FairDbContext db, Actor actor, IReadOnlyList<TRow> rows, CancellationToken cancel) => Task.FromResult(rows);

    /// <summary>Hides from a row what this reader has no need of.</summary>
    protected virtual TRow Shown(TRow row, Actor actor) => row;

    public async Task<Page<TRow>> LoadAsync(Actor actor, string? fair, ListState state, CancellationToken cancel)
    {
        actor.Must(Permission);
        await using var db = contexts.CreateDbContext();
        var all = await ReckonedAsync(db, actor, fair ?? "", cancel);
        var rows = await NarrowAsync(db, all, actor, state, cancel);
        var total = await _totals.OfAsync(db, actor, fair, state, () => rows.CountAsync(cancel), cancel);
        var page = await PageAsync(rows, all, state, cancel);
        return new Page<TRow>([.. (await NamedAsync(db, actor, page, cancel)).Select(row => Shown(row, actor))], total);
    }

    /// <summary>These rows as they are now, whatever the filter says: one that has just been put right stays in sight.</summary>
    public async Task<IReadOnlyList<TRow>> RowsAsync(Actor actor, string? fair, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        actor.Must(Permission);
        if (!HasRecords) return [];
        await using var db = contexts.CreateDbContext();
        var rows = await (await ReckonedAsync(db, actor, fair ?? "", cancel)).Where(IsAmong(ids)).AsNoTracking().ToListAsync(cancel);
        return [.. (await NamedAsync(db, actor, rows, cancel)).Select(row => Shown(row, actor))];
    }

    public async Task<IReadOnlyList<Guid>> KeysAsync(Actor actor, string? fair, Selection selection, CancellationToken cancel)
    {
        actor.Must(Permission);
        if (!HasRecords) return [];
        await using var db = contexts.CreateDbContext();
        return await Sort(await ChosenAsync(db, actor, fair, new ListState(), selection, cancel), selection.Matching ?? new ListState()).Select(RowId.Of).ToListAsync(cancel);
    }

    public async Task<int> CountAsync(Actor actor, string? fair, ListState state, Selection? selection, CancellationToken cancel)
    {
        actor.Must(Permission);
        await using var db = contexts.CreateDbContext();
        return await (await ChosenAsync(db, actor, fair, state, selection, cancel)).CountAsync(cancel);
    }

    // Row by row from the database into the workbook: a list of any length takes the memory of a short one.
    public async Task<Outcome<WrittenList>> WriteAsync(Stream output, Actor actor, string? fair, ListState state, Selection? selection, CancellationToken cancel)
    {
        actor.Must(Permission);
        actor.Must(Permission.ExportData);
        await using var db = contexts.CreateDbContext();
        var chosen = await ChosenAsync(db, actor, fair, state, selection, cancel);
        var total = await chosen.CountAsync(cancel);
        if (total > WorkbookWriter.MostRows) return SheetRefusals.MoreThanASheet(total);
        var shown = ColumnsOf(state);
        // One more than fits, should the list have grown since it was counted.
        var rows = Sort(chosen, state).Take(WorkbookWriter.MostRows + 1).AsNoTracking().AsAsyncEnumerable();
        var written = await WorkbookWriter.WriteAsync(output, Title, shown, NamedAsync(actor, rows, cancel), cancel);
        return written > WorkbookWriter.MostRows ? SheetRefusals.MoreThanASheet(written) : new WrittenList(written, string.Join(",", shown.Select(c => c.Key)));
    }

    // Beside the reader of the rows, which is open until the last of them.
    private async IAsyncEnumerable<TRow> NamedAsync(Actor actor, IAsyncEnumerable<TRow> rows, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var db = contexts.CreateDbContext();
        await foreach (var part in rows.Chunk(AtOnce).WithCancellation(cancel))
            foreach (var row in await NamedAsync(db, actor, part, cancel))
                yield return Shown(row, actor);
    }

    /// <summary>The columns to be seen, in their order.</summary>
    public IReadOnlyList<Column<TRow>> ColumnsOf(ListState state)
    {
        var columns = Columns;
        var chosen = state.Columns.Distinct().Select(key => columns.SingleOrDefault(c => c.Key == key)).OfType<Column<TRow>>().ToList();
        return chosen.Count > 0 ? chosen : [.. columns.Where(c => !c.IsOptional)];
    }

    /// <summary>What the address asks for and this list does not know or cannot read; the page says so and goes on.</summary>
    public IReadOnlyList<string> Unread(ListState state) =>
    [
        .. state.Filters.Where(f => Filters.SingleOrDefault(k => k.Key == f.Key)?.Apply(Enumerable.Empty<TRow>().AsQueryable(), f.Value) is null).Select(f => f.Key),
        .. state.Columns.Append(state.Sort).OfType<string>().Where(key => Columns.All(c => c.Key != key)).Distinct(),
    ];

    private async Task<IQueryable<TRow>> ChosenAsync(FairDbContext db, Actor actor, string? fair, ListState state, Selection? selection, CancellationToken cancel)
    {
        var rows = await ReckonedAsync(db, actor, fair ?? "", cancel);
        if (selection is null) return await NarrowAsync(db, rows, actor, state, cancel);
        return selection.Matching is { } matching ? await NarrowAsync(db, rows, actor, matching, cancel) : rows.Where(IsAmong(selection.Ids));
    }

    private async Task<IQueryable<TRow>> NarrowAsync(FairDbContext db, IQueryable<TRow> rows, Actor actor, ListState state, CancellationToken cancel)
    {
        foreach (var (key, value) in state.Filters)
            rows = Filters.SingleOrDefault(f => f.Key == key)?.Apply(rows, value) ?? rows;
        return await SearchAsync(db, rows, actor, state.Search, cancel);
    }

    // All of the words; or the whole of them is one number, which its spaces only part.
    private async Task<IQueryable<TRow>> SearchAsync(FairDbContext db, IQueryable<TRow> rows, Actor actor, string search, CancellationToken cancel)
    {
        var words = new List<Expression<Func<TRow, bool>>>();
        foreach (var word in search.Split([' ', '\u3000'], StringSplitOptions.RemoveEmptyEntries).Take(6))
            words.Add(await FindsBesidesAsync(db, actor, word, cancel) is { } besides ? FindsOrReads(word).Or(besides) : FindsOrReads(word));
        if (words.Count == 0) return rows;
        var found = words.Aggregate((one, other) => one.And(other));
        if (actor.May(Permission.ViewContacts) && SoughtNumber.Read(search) is { } digits)
            found = Telephones.Aggregate(found, (all, telephone) => all.Or(SoughtNumber.Rings(digits).Of(Value(telephone))));
        return rows.Where(found);
    }
}
