using System.Reflection;

namespace InvestmentFair.Kernel;

/// <summary>A text that is put right in Chinese keeps its English, at which nobody has looked: that is said, and nothing is changed silently.</summary>
public static class StaleEnglish
{
    /// <summary>The English field of a form beside a Chinese one.</summary>
    public static PropertyInfo? Beside(PropertyInfo field) => field.Name.EndsWith("Zh", StringComparison.Ordinal) ? field.DeclaringType!.GetProperty($"{field.Name[..^2]}En") : null;

    /// <summary>What the English of the form still says; none where it says nothing or the field is not of two languages.</summary>
    public static string? Of(PropertyInfo field, Form form) =>
        Beside(field) is { } english && FieldText.Of(english.GetValue(form)) is { Length: > 0 } text ? Says(english.Label, text) : null;

    public static string Says(string label, string text) => Language.Say($"{label}仍为“{text}”", $"{label} still says “{text}”");
}
