using System.Linq.Expressions;
using System.Reflection;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Spreadsheets;

// How the rows of a list are sorted and told apart, whatever they are.
public abstract partial class ListOf<TRow>
{
    private const string IdName = "Id";

    /// <summary>Whether a row is a record, which can be selected, edited and noted; a link of the audit chain is none.</summary>
    public bool HasRecords => typeof(TRow).GetProperty(IdName)!.PropertyType == typeof(Guid);

    public Guid IdOf(TRow row) => RowId.Read(row);

    // The keys of the page first, in order: what a row shows besides (counts, names from elsewhere) is then looked up for the
    // rows of one page, where sorting whole rows would look it up for every row of the list.
    private async Task<IReadOnlyList<TRow>> PageAsync(IQueryable<TRow> narrowed, IQueryable<TRow> all, ListState state, CancellationToken cancel)
    {
        var from = (state.Number - 1) * state.Size;
        if (!HasRecords) return await Sort(narrowed, state).Skip(from).Take(state.Size).AsNoTracking().ToListAsync(cancel);
        var keys = await Sort(narrowed, state).Select(RowId.Of).Skip(from).Take(state.Size).ToListAsync(cancel);
        if (keys.Count == 0) return [];
        var rows = await all.Where(IsAmong(keys)).AsNoTracking().ToListAsync(cancel);
        var byKey = rows.ToDictionary(RowId.Read);
        return [.. keys.Where(byKey.ContainsKey).Select(key => byKey[key])];
    }

    private IQueryable<TRow> Sort(IQueryable<TRow> rows, ListState state)
    {
        if (state.Sort is null || Columns.SingleOrDefault(c => c.Key == state.Sort && c.IsSortable) is not { } column) return InOrder(rows);
        var row = Expression.Parameter(typeof(TRow), "row");
        var plain = Expression.Property(row, column.SortBy ?? column.Key);
        var property = InOrderOfDeclaration(plain);
        var sorted = rows.Expression;
        var order = nameof(Queryable.OrderBy);
        // What says nothing stands last whichever way: of the two databases one would put it first.
        if (property == plain && SaysNothing(row, plain) is { } empty)
        {
            sorted = Expression.Call(typeof(Queryable), order, [typeof(TRow), typeof(bool)], sorted, Expression.Quote(Expression.Lambda(empty, row)));
            order = nameof(Queryable.ThenBy);
        }

        var call = Expression.Call(typeof(Queryable), state.Descending ? $"{order}Descending" : order, [typeof(TRow), property.Type], sorted, Expression.Quote(Expression.Lambda(property, row)));
        return ThenInOrder((IOrderedQueryable<TRow>)rows.Provider.CreateQuery<TRow>(call), rows, plain.Member.Name);
    }

    // Rows that compare equal stand as they do in the list's own order, which ends in what tells every row apart. Of a column that
    // is one of its keys only the keys after it follow: what comes before it no index could add.
    private IOrderedQueryable<TRow> ThenInOrder(IOrderedQueryable<TRow> sorted, IQueryable<TRow> rows, string by)
    {
        var keys = new Stack<(MethodCallExpression Call, bool Descending)>();
        for (var at = InOrder(rows).Expression; at is MethodCallExpression call && at != rows.Expression; at = call.Arguments[0])
        {
            if (call.Arguments[1] is UnaryExpression { Operand: LambdaExpression { Body: MemberExpression key } } && key.Member.Name == by) break;
            keys.Push((call, call.Method.Name.EndsWith("Descending", StringComparison.Ordinal)));
        }

        var expression = sorted.Expression;
        foreach (var (call, descending) in keys)
            expression = Expression.Call(typeof(Queryable), descending ? nameof(Queryable.ThenByDescending) : nameof(Queryable.ThenBy), call.Method.GetGenericArguments(), expression, call.Arguments[1]);
        return (IOrderedQueryable<TRow>)sorted.Provider.CreateQuery<TRow>(expression);
    }

    private static BinaryExpression? SaysNothing(ParameterExpression row, MemberExpression property) =>
        new NullabilityInfoContext().Create((PropertyInfo)property.Member).ReadState is NullabilityState.Nullable ? Expression.Equal(Expression.Property(row, property.Member.Name), Expression.Constant(null, property.Type)) : null;

    // The database holds the names of members, and the alphabet is no order: they stand in the one they are declared in.
    private static Expression InOrderOfDeclaration(Expression property)
    {
        var type = Nullable.GetUnderlyingType(property.Type) ?? property.Type;
        if (!type.IsEnum) return property;
        Expression order = Expression.Constant(int.MaxValue);
        foreach (var (member, at) in Enum.GetValues(type).Cast<object>().Select((m, i) => (m, i)).Reverse())
            order = Expression.Condition(Expression.Equal(property, Expression.Constant(member, property.Type)), Expression.Constant(at), order);
        return order;
    }

    private static Expression<Func<TRow, bool>> IsAmong(IReadOnlyList<Guid> keys)
    {
        var id = RowId.Of;
        Expression<Func<Guid, bool>> among = key => keys.Contains(key);
        return among.Of(id);
    }

    private static class RowId
    {
        public static readonly Expression<Func<TRow, Guid>> Of = Make();

        public static readonly Func<TRow, Guid> Read = Of.Compile();

        private static Expression<Func<TRow, Guid>> Make()
        {
            var row = Expression.Parameter(typeof(TRow), "row");
            return Expression.Lambda<Func<TRow, Guid>>(Expression.Property(row, IdName), row);
        }
    }
}
