using System.Globalization;
using InvestmentFair.Kernel;
using InvestmentFair.Web.Texts;

namespace InvestmentFair.Web.Shared;

/// <summary>How one kind of value is shown in a field and read back from what was typed.</summary>
public sealed record FieldKind(string Input, string? Mode, Func<string, (bool Read, object? Value)> Reads, Func<object, string> Shows)
{
    private static readonly FieldKind Plain = new("text", null, typed => (true, typed), value => value.ToString() ?? "");

    public IReadOnlyList<Enum>? Options { get; private init; }

    public bool IsMany { get; private init; }

    public bool IsFlag { get; private init; }

    public bool IsMoney { get; private init; }

    public string? Hint => IsMoney ? FieldTexts.Money : null;

    public string? Show(object? value) => value is null ? null : Shows(value);

    /// <summary>Nothing typed reads as nothing.</summary>
    public bool TryRead(string? typed, out object? value)
    {
        value = null;
        if (string.IsNullOrWhiteSpace(typed)) return true;
        (var read, value) = Reads(typed);
        return read;
    }

    public static FieldKind Of(Type type)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        if (bare.IsEnum)
            return Plain with { Options = [.. Enum.GetValues(bare).Cast<Enum>()], Reads = typed => Enum.TryParse(bare, typed, out var member) && Enum.IsDefined(bare, member!) ? (true, member) : (false, null) };
        if (bare.IsGenericType && bare.GetGenericTypeDefinition() == typeof(List<>) && bare.GetGenericArguments()[0] is { IsEnum: true } member)
            return Plain with { Options = [.. Enum.GetValues(member).Cast<Enum>()], IsMany = true };
        if (bare == typeof(bool)) return Plain with { IsFlag = true };
        if (bare == typeof(int))
            return new FieldKind("text", "numeric", typed => int.TryParse(Digits(typed), NumberStyles.AllowLeadingSign | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var n) ? (true, n) : (false, null), v => ((int)v).ToString(CultureInfo.InvariantCulture));
        if (bare == typeof(decimal))
            return new FieldKind("text", "decimal", typed => decimal.TryParse(Digits(typed), NumberStyles.Number, CultureInfo.InvariantCulture, out var n) ? (true, n) : (false, null), v => ((decimal)v).ToString("0.########", CultureInfo.InvariantCulture));
        if (bare == typeof(Money))
            return new FieldKind("text", "decimal", typed => Money.TryParse(typed, out var money) ? (true, money) : (false, null), v => ((Money)v).InWan) { IsMoney = true };
        if (bare == typeof(DateOnly))
            return new FieldKind("date", null, typed => DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? (true, day) : (false, null), v => ((DateOnly)v).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (bare == typeof(TimeOnly))
            return new FieldKind("time", null, typed => TimeOnly.TryParse(typed, CultureInfo.InvariantCulture, out var time) ? (true, time) : (false, null), v => ((TimeOnly)v).ToString("HH:mm", CultureInfo.InvariantCulture));
        return Plain;
    }

    private static string Digits(string typed) => typed.Folded.Trim();
}
