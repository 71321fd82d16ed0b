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

    public string Title => Language.Say(Zh, En);
}

// The kinds of filter a list is declared with.
public abstract partial class ListOf<TRow>
{
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
}
