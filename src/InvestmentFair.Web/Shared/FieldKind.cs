using InvestmentFair.Kernel;
using InvestmentFair.Web.Texts;

namespace InvestmentFair.Web.Shared;

/// <summary>How one kind of value is asked for on the screen.</summary>
public sealed record FieldKind
{
    // Made anew each time: what it says is in the language of whoever asks.
    private static FieldKind Plain => new();

    /// <summary>The keyboard a telephone shows.</summary>
    public string? Mode { get; private init; }

    /// <summary>The browser's own picker that can be opened beside the text.</summary>
    public string? Picker { get; private init; }

    public string? PickerLabel { get; private init; }

    public IReadOnlyList<Enum>? Options { get; private init; }

    public bool IsMany { get; private init; }

    public bool IsFlag { get; private init; }

    public string? Hint { get; private init; }

    /// <summary>What is said where what was typed cannot be read.</summary>
    public string Unreadable { get; private init; } = FormTexts.UnreadableChoice;

    /// <summary>What was read, in words, for the kinds that are typed freely.</summary>
    public Func<object, string>? Echo { get; private init; }

    public static FieldKind Of(Type type)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        if (bare.IsEnum) return Plain with { Options = [.. Enum.GetValues(bare).Cast<Enum>()] };
        if (bare.IsGenericType && bare.GetGenericTypeDefinition() == typeof(List<>) && bare.GetGenericArguments()[0] is { IsEnum: true } member)
            return Plain with { Options = [.. Enum.GetValues(member).Cast<Enum>()], IsMany = true };
        if (bare == typeof(bool)) return Plain with { IsFlag = true };
        if (bare == typeof(int)) return Plain with { Mode = "numeric", Unreadable = FormTexts.UnreadableNumber };
        if (bare == typeof(decimal)) return Plain with { Mode = "decimal", Unreadable = FormTexts.UnreadableNumber };
        // 亿 and 月 are typed with the ordinary keyboard.
        if (bare == typeof(Money)) return Plain with { Hint = FieldTexts.Money, Unreadable = FormTexts.UnreadableMoney, Echo = v => ((Money)v).Exact };
        if (bare == typeof(DateOnly)) return Plain with { Picker = "date", PickerLabel = FormTexts.OpenCalendar, Unreadable = FormTexts.UnreadableDay, Echo = v => FairTime.DayAndWeekday((DateOnly)v) };
        if (bare == typeof(TimeOnly)) return Plain with { Picker = "time", PickerLabel = FormTexts.OpenClock, Unreadable = FormTexts.UnreadableTime };
        if (bare == typeof(DateTime))
            return Plain with { Picker = "datetime-local", PickerLabel = FormTexts.OpenCalendar, Unreadable = FormTexts.UnreadableInstant, Echo = v => $"{FairTime.DayAndWeekday(FairTime.DayOf((DateTime)v))} {FairTime.Clock((DateTime)v)}" };
        return Plain;
    }
}
