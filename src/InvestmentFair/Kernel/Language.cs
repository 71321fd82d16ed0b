using System.Globalization;

namespace InvestmentFair.Kernel;

/// <summary>
/// The reader's language. Every text of the product stands once, in both languages side by side, so that a
/// missing translation is a compile error and never a fall-back somebody discovers on the day of the fair.
/// </summary>
public static class Language
{
    public const string Chinese = "zh-CN";
    public const string English = "en";

    public static bool IsEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == English;

    public static string Say(string zh, string en) => IsEnglish ? en : zh;

    /// <summary>Several names in one line, parted as the reader's language parts them.</summary>
    public static string List(IEnumerable<string> names) => string.Join(Say("、", ", "), names);

    /// <summary>What a name is written in where the page is English, so that it is read out as what it is; otherwise the page's own.</summary>
    public static string? Of(string name) => IsEnglish && name.Any(c => c is >= '\u4E00' and <= '\u9FFF') ? Chinese : null;
}
