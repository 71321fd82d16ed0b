using System.Globalization;
using System.Linq.Expressions;
using InvestmentFair.Kernel;

namespace InvestmentFair.Spreadsheets;

/// <summary>A filter of a list, as its pill and its address know it.</summary>
public sealed record ListFilter<TRow>(string Key, string Zh, string En, Func<IQueryable<TRow>, string, IQueryable<TRow>?> Apply)
{
    /// <summary>The values to offer; none for a filter that is typed.</summary>
    public Func<IReadOnlyList<Choice>>? Options { get; init; }

    /// <summary>What to look up the values in.</summary>
    public ChoiceOf? Lookup { get; init; }

    public bool IsDay { get; init; }

    /// <summary>Rows that have any of several values, which stand in its value parted by commas.</summary>
    public bool TakesSeveral { get; init; }

    public string Title => Language.Say(Zh, En);
}

// The kinds of filter a list is declared with.
public abstract partial class ListOf<TRow>
{
    protected static ListFilter<TRow> ByEnum<TEnum>(string key, string zh, string en, Func<TEnum, Expression<Func<TRow, bool>>> where) where TEnum : struct, Enum =>
        ByAny(key, zh, en, typed => TryEnum<TEnum>(typed, out var value) ? where(value) : null) with
        {
            Options = () => [.. Enum.GetValues<TEnum>().Select(v => new Choice(v.ToString(), v.Text))],
        };

    protected static ListFilter<TRow> ByKey(string key, string zh, string en, ChoiceOf lookup, Func<string, Expression<Func<TRow, bool>>> where) =>
        ByAny(key, zh, en, typed => typed.Length is > 0 and <= 60 ? where(typed) : null) with { Lookup = lookup };

    protected static ListFilter<TRow> ById(string key, string zh, string en, ChoiceOf lookup, Func<Guid, Expression<Func<TRow, bool>>> where) =>
        ByAny(key, zh, en, typed => Guid.TryParse(typed, out var id) ? where(id) : null) with { Lookup = lookup };

    protected static ListFilter<TRow> ByFlag(string key, string zh, string en, Func<bool, Expression<Func<TRow, bool>>> where) =>
        new(key, zh, en, (rows, typed) => typed is "yes" or "no" ? rows.Where(where(typed == "yes")) : null)
        {
            Options = () => [new("yes", Language.Say("是", "Yes")), new("no", Language.Say("否", "No"))],
        };

    protected static ListFilter<TRow> ByDay(string key, string zh, string en, Func<DateOnly, Expression<Func<TRow, bool>>> where) =>
        new(key, zh, en, (rows, typed) => DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? rows.Where(where(day)) : null) { IsDay = true };

    // One value that cannot be read makes all of them unread: the rest would be another question than was asked.
    private static ListFilter<TRow> ByAny(string key, string zh, string en, Func<string, Expression<Func<TRow, bool>>?> where) =>
        new(key, zh, en, (rows, typed) => typed.Split(',').Distinct().Select(where).Aggregate((one, other) => one is null || other is null ? null : one.Or(other)) is { } any ? rows.Where(any) : null) { TakesSeveral = true };

    // Enum.TryParse also takes numbers, which no address of ours holds.
    private static bool TryEnum<TEnum>(string typed, out TEnum value) where TEnum : struct, Enum =>
        Enum.TryParse(typed, ignoreCase: false, out value) && Enum.IsDefined(value) && !char.IsDigit(typed[0]);
}
