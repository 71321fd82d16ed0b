using System.Collections;
using System.Globalization;
using System.Reflection;

namespace InvestmentFair.Kernel;

/// <summary>
/// How a value stands in a field, the same in both languages, and how what somebody types is read back. What stands in the
/// fields of a form is what is compared, merged and kept as a draft.
/// </summary>
public static class FieldText
{
    /// <summary>
    /// Characters a field takes, more than twice what any form allows, so that what is too long is seen and cut by whoever wrote
    /// it. As Chinese, told twice in the message of one change, it must still go through a circuit at once.
    /// </summary>
    public const int Longest = 10_000;

    public static string Of(object? value) => value switch
    {
        null => "",
        bool yes => yes ? "true" : "",
        string text => text,
        Enum member => member.ToString(),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm", CultureInfo.InvariantCulture),
        DateTime instant => FairTime.Instant(instant),
        Money money => money.InWan,
        decimal number => number.ToString("0.########", CultureInfo.InvariantCulture),
        IEnumerable many => string.Join(',', many.Cast<object?>().Select(Of)),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>What stands in every named field of a form.</summary>
    public static IReadOnlyDictionary<string, string> Of(Form form) =>
        Form.Fields(form.GetType()).ToDictionary(f => f.Name, f => Of(f.GetValue(form)));

    /// <summary>Nothing typed reads as nothing.</summary>
    public static bool TryRead(Type type, string? typed, Reckoning at, out object? value)
    {
        value = null;
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        if (bare == typeof(bool)) return Yes(value = typed is "true");
        if (bare.IsGenericType && bare.GetGenericTypeDefinition() == typeof(List<>)) return TryReadMany(bare, typed, at, out value);
        if (string.IsNullOrWhiteSpace(typed)) return true;
        if (bare == typeof(string)) return Yes(value = typed);
        if (bare.IsEnum) return Enum.TryParse(bare, typed, out value) && Enum.IsDefined(bare, value!);
        if (bare == typeof(Guid)) return Guid.TryParse(typed, out var id) && Yes(value = id);
        if (bare == typeof(Money)) return Money.TryParse(typed, out var money) && Yes(value = money);
        if (bare == typeof(DateOnly)) return DayText.TryParse(typed, at, out var day) && Yes(value = day);
        if (bare == typeof(TimeOnly)) return ClockText.TryParse(typed, out var time) && Yes(value = time);
        if (bare == typeof(DateTime)) return ClockText.TryParseInstant(typed, at, out var instant) && Yes(value = instant);
        var digits = typed.Folded.Trim();
        if (bare == typeof(int)) return int.TryParse(digits, NumberStyles.AllowLeadingSign | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var whole) && Yes(value = whole);
        if (bare == typeof(decimal)) return decimal.TryParse(digits, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) && Yes(value = number);
        throw new NotSupportedException($"A form cannot hold a {bare.Name}.");
    }

    /// <summary>Puts what was typed into the form where it can be read; false leaves the form as it was.</summary>
    public static bool TryPut(Form form, PropertyInfo field, string? typed, Reckoning at)
    {
        if (!TryRead(field.PropertyType, typed, at, out var value)) return false;
        field.SetValue(form, value ?? (field.PropertyType == typeof(string) && field.IsDefined(typeof(NeededAttribute)) ? "" : null));
        return true;
    }

    private static bool TryReadMany(Type list, string? typed, Reckoning at, out object? value)
    {
        var read = (IList)Activator.CreateInstance(list)!;
        value = read;
        foreach (var one in (typed ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!TryRead(list.GetGenericArguments()[0], one, at, out var member)) return false;
            read.Add(member);
        }

        return true;
    }

    private static bool Yes(object? _) => true;
}
