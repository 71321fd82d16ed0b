using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using InvestmentFair.Kernel;

namespace InvestmentFair.People;

/// <summary>Telephone numbers as people type them, and as those see them who have no need of the whole number.</summary>
public static partial class Mobiles
{
    /// <summary>
    /// Full-width digits and stray spaces made plain, and the eleven digits of a Chinese mobile number closed up, before its
    /// extension if it has one; null for nothing typed.
    /// </summary>
    public static string? Clean(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        var plain = new StringBuilder();
        foreach (var c in typed.Folded)
            if (!char.IsWhiteSpace(c) && c is not ('\u200B' or '\uFEFF'))
                plain.Append(c is (>= '\u2010' and <= '\u2015') or '\u2212' ? '-' : c);

        var text = plain.ToString();
        if (text.StartsWith("+86", StringComparison.Ordinal)) text = text[3..].TrimStart('-');
        if (Whole().Match(text) is not { Success: true } whole) return text;
        var line = whole.Groups["line"].Value.Replace("-", "", StringComparison.Ordinal);
        return whole.Groups["extension"].Value is { Length: > 0 } extension ? $"{line}-{extension}" : line;
    }

    /// <summary>Digits, dashes and a plus sign; what begins as a Chinese mobile number does (13 to 19) has its eleven digits, and after a dash the extension.</summary>
    public static bool IsPlausible(string number) => IsWritten(number) && (number is not ['1', >= '3' and <= '9', ..] || Whole().IsMatch(number));

    /// <summary>Digits, dashes and a plus sign: all that is asked of a number that stood before its digits were counted.</summary>
    public static bool IsWritten(string number) => Plausible().IsMatch(number);

    /// <summary>The numbers of a form that are other than what stands and are none.</summary>
    public static IReadOnlyList<FieldProblem> Wrong(Form typed, Form stands) =>
    [
        .. Form.Fields(typed.GetType())
            .Select(f => (Field: f, Rule: f.GetCustomAttribute<MobileAttribute>(), Number: Clean(f.GetValue(typed) as string)))
            .Where(f => f is { Rule: not null, Number: { } number } && number != Clean(f.Field.GetValue(stands) as string) && !IsPlausible(number))
            .Select(f => new FieldProblem(f.Field.Name, MobileAttribute.Zh, MobileAttribute.En)),
    ];

    /// <summary>
    /// The line a number rings, for counting: dashes, the country's code and an extension make no other one of it. What stands
    /// there is kept and shown as it was written.
    /// </summary>
    public static string LineOf(string number)
    {
        var digits = new string([.. number.Where(char.IsAsciiDigit)]);
        return Mobile().Match(digits) is { Success: true } mobile ? mobile.Groups["line"].Value : digits;
    }

    /// <summary>138****0000. A masked value equals its own mask and is never written back.</summary>
    public static string? Mask(string? number)
    {
        if (string.IsNullOrEmpty(number) || number.Length < 7) return number is null ? null : new string('*', number.Length);
        return string.Create(CultureInfo.InvariantCulture, $"{number[..3]}****{number[^4..]}");
    }

    /// <summary>Numbers and addresses that cannot belong to anybody: samples. Worth a warning, never a refusal.</summary>
    public static bool IsSample(string? numberOrAddress) => numberOrAddress is not null
        && (numberOrAddress.StartsWith("000-", StringComparison.Ordinal)
            || numberOrAddress.StartsWith("0356-0000", StringComparison.Ordinal)
            || numberOrAddress.EndsWith(".example", StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex("^[0-9+][0-9-]{4,28}$")]
    private static partial Regex Plausible();

    [GeneratedRegex("^(?<line>1-*[3-9](?:-*[0-9]){9})(?:-+(?<extension>[0-9]{1,8})|-*)$")]
    private static partial Regex Whole();

    [GeneratedRegex("^(?:(?:00)?86)?(?<line>1[3-9][0-9]{9})")]
    private static partial Regex Mobile();
}

public sealed class MobileAttribute : ValidationAttribute, IReachesSomebody
{
    internal const string Zh = "手机号为 11 位数字；座机写作 0356-0000000";
    internal const string En = "A Chinese mobile number has 11 digits; others are written as 0356-0000000";

    public override bool IsValid(object? value) => Mobiles.Clean(value as string) is not { } number || Mobiles.IsPlausible(number);

    // A form that was opened from a record may come with a number from before; whether it is another is seen where it is saved.
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        validationContext.ObjectInstance is Form { Version: > 0 } && Mobiles.Clean(value as string) is { } number && Mobiles.IsWritten(number)
            ? ValidationResult.Success
            : base.IsValid(value, validationContext);

    public override string FormatErrorMessage(string name) => Language.Say(Zh, En);
}

/// <summary>An address the mailer may use: one @, no quotes, no spaces, no control characters.</summary>
public sealed partial class MailAddressAttribute : ValidationAttribute, IReachesSomebody
{
    public override bool IsValid(object? value) => value is not string { Length: > 0 } text || Plain().IsMatch(text.Trim());

    public override string FormatErrorMessage(string name) =>
        Language.Say("邮箱格式不对，例如 name@example.cn", "Not an e-mail address, such as name@example.cn");

    [GeneratedRegex(@"^[^\s@""<>(),;:\\\[\]\p{C}]+@[^\s@""<>(),;:\\\[\]\p{C}]+\.[^\s@""<>(),;:\\\[\]\p{C}]+$")]
    private static partial Regex Plain();
}
