using System.Globalization;
using System.Linq.Expressions;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Spreadsheets;

/// <summary>A filter of a list, as its pill and its address know it.</summary>
public sealed record ListFilter<TRow>(string Key, string Zh, string En, Func<IQueryable<TRow>, string, IQueryable<TRow>?> Apply)
{
    /// <summary>The values to offer; none for a filter that is typed.</summary>
    public Func<IReadOnlyList<Choice>>? Options { get; init; }

    /// <summary>What to look up the values in.</summary>
    public ChoiceOf? Lookup { get; init; }

    public bool IsDay { get; init; }

    public string Title => Language.Say(Zh, En);
}

/// <summary>A list, whatever its rows are: what an address, a menu and an export need of it.</summary>
public interface IListOf
{
    string Key { get; }

    string Title { get; }

    Permission Permission { get; }

    /// <summary>Writes the whole list as seen (search, filters, sort; every page) as a workbook.</summary>
    Task<(int Rows, string Columns)> WriteAsync(Stream output, Actor actor, string? fair, ListState state, IReadOnlyList<string> columns, CancellationToken cancel);
}

/// <summary>
/// A list, declared once: its rows, its columns, its filters. The grid, the address and the workbook are all made of this
/// declaration, so that an export is exactly what is seen.
/// </summary>
public abstract class ListOf<TRow>(IDbContextFactory<FairDbContext> contexts) : IListOf where TRow : class
{
    public const int MostExported = 200_000;

    public abstract string Key { get; }

    public abstract string Title { get; }

    public abstract Permission Permission { get; }

    public abstract IReadOnlyList<Column<TRow>> Columns { get; }

    public virtual IReadOnlyList<ListFilter<TRow>> Filters => [];

    /// <summary>The order of the list while nobody has asked for another; it must be total.</summary>
    protected abstract IOrderedQueryable<TRow> InOrder(IQueryable<TRow> rows);

    /// <summary>The rows this reader may see; names in the reader's language.</summary>
    protected abstract IQueryable<TRow> Rows(FairDbContext db, Actor actor, string fair);

    /// <summary>Where one word of the search is looked for.</summary>
    protected abstract Expression<Func<TRow, bool>> Finds(string word);

    /// <summary>Hides from a row what this reader has no need of.</summary>
    protected virtual TRow Shown(TRow row, Actor actor) => row;

    public async Task<Page<TRow>> LoadAsync(Actor actor, string? fair, ListState state, CancellationToken cancel)
    {
        actor.Must(Permission);
        await using var db = contexts.CreateDbContext();
        var rows = Narrow(Rows(db, actor, fair ?? ""), state);
        var total = await rows.CountAsync(cancel);
        var page = await Sort(rows, state).Skip((state.Number - 1) * state.Size).Take(state.Size).AsNoTracking().ToListAsync(cancel);
        return new Page<TRow>([.. page.Select(row => Shown(row, actor))], total);
    }

    public async Task<(int Rows, string Columns)> WriteAsync(Stream output, Actor actor, string? fair, ListState state, IReadOnlyList<string> columns, CancellationToken cancel)
    {
        actor.Must(Permission);
        actor.Must(Permission.ExportData);
        await using var db = contexts.CreateDbContext();
        var rows = await Sort(Narrow(Rows(db, actor, fair ?? ""), state), state).Take(MostExported).AsNoTracking().ToListAsync(cancel);
        var shown = columns.Count == 0 ? Columns : [.. Columns.Where(c => columns.Contains(c.Key))];
        WorkbookWriter.Write(output, Title, shown, [.. rows.Select(row => Shown(row, actor))]);
        return (rows.Count, string.Join(",", shown.Select(c => c.Key)));
    }

    /// <summary>Filters of the address that this list does not know or cannot read; the page says so and goes on.</summary>
    public IReadOnlyList<string> Unread(ListState state) =>
        [.. state.Filters.Where(f => Filters.SingleOrDefault(k => k.Key == f.Key)?.Apply(Enumerable.Empty<TRow>().AsQueryable(), f.Value) is null).Select(f => f.Key)];

    protected static ListFilter<TRow> ByEnum<TEnum>(string key, string zh, string en, Func<TEnum, Expression<Func<TRow, bool>>> where) where TEnum : struct, Enum =>
        new(key, zh, en, (rows, typed) => TryEnum<TEnum>(typed, out var value) ? rows.Where(where(value)) : null)
        {
            Options = () => [.. Enum.GetValues<TEnum>().Select(v => new Choice(v.ToString(), v.Text))],
        };

    protected static ListFilter<TRow> ByKey(string key, string zh, string en, ChoiceOf lookup, Func<string, Expression<Func<TRow, bool>>> where) =>
        new(key, zh, en, (rows, typed) => typed.Length is > 0 and <= 60 ? rows.Where(where(typed)) : null) { Lookup = lookup };

    protected static ListFilter<TRow> ById(string key, string zh, string en, ChoiceOf lookup, Func<Guid, Expression<Func<TRow, bool>>> where) =>
        new(key, zh, en, (rows, typed) => Guid.TryParse(typed, out var id) ? rows.Where(where(id)) : null) { Lookup = lookup };

    protected static ListFilter<TRow> ByFlag(string key, string zh, string en, Func<bool, Expression<Func<TRow, bool>>> where) =>
        new(key, zh, en, (rows, typed) => typed is "yes" or "no" ? rows.Where(where(typed == "yes")) : null)
        {
            Options = () => [new("yes", Language.Say("是", "Yes")), new("no", Language.Say("否", "No"))],
        };

    protected static ListFilter<TRow> ByDay(string key, string zh, string en, Func<DateOnly, Expression<Func<TRow, bool>>> where) =>
        new(key, zh, en, (rows, typed) => DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? rows.Where(where(day)) : null) { IsDay = true };

    // Enum.TryParse also takes numbers, which no address of ours holds.
    private static bool TryEnum<TEnum>(string typed, out TEnum value) where TEnum : struct, Enum =>
        Enum.TryParse(typed, ignoreCase: false, out value) && Enum.IsDefined(value) && !char.IsDigit(typed[0]);

    private IQueryable<TRow> Narrow(IQueryable<TRow> rows, ListState state)
    {
        foreach (var (key, value) in state.Filters)
            rows = Filters.SingleOrDefault(f => f.Key == key)?.Apply(rows, value) ?? rows;
        foreach (var word in state.Search.Split([' ', '\u3000'], StringSplitOptions.RemoveEmptyEntries).Take(6))
            rows = rows.Where(Finds(word));
        return rows;
    }

    private IQueryable<TRow> Sort(IQueryable<TRow> rows, ListState state)
    {
        if (state.Sort is null || Columns.SingleOrDefault(c => c.Key == state.Sort && c.IsSortable) is not { } column) return InOrder(rows);
        var row = Expression.Parameter(typeof(TRow), "row");
        var property = Expression.Property(row, column.SortBy ?? column.Key);
        var call = Expression.Call(typeof(Queryable), state.Descending ? nameof(Queryable.OrderByDescending) : nameof(Queryable.OrderBy),
            [typeof(TRow), property.Type], rows.Expression, Expression.Quote(Expression.Lambda(property, row)));
        var sorted = (IOrderedQueryable<TRow>)rows.Provider.CreateQuery<TRow>(call);
        return ThenById(sorted);
    }

    // Rows that compare equal keep one order from page to page.
    private static IOrderedQueryable<TRow> ThenById(IOrderedQueryable<TRow> sorted)
    {
        var row = Expression.Parameter(typeof(TRow), "row");
        var id = Expression.Property(row, "Id");
        return (IOrderedQueryable<TRow>)sorted.Provider.CreateQuery<TRow>(
            Expression.Call(typeof(Queryable), nameof(Queryable.ThenBy), [typeof(TRow), id.Type], sorted.Expression, Expression.Quote(Expression.Lambda(id, row))));
    }
}
