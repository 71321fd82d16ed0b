using System.ComponentModel.DataAnnotations;
using InvestmentFair.Kernel;

namespace InvestmentFair.People;

public enum ReadingOf
{
    [Text("姓氏", "Surname")] Surname,
    [Text("地名", "Place")] Place,
}

/// <summary>How the office reads a surname or a place; it goes before the built-in table.</summary>
public sealed class Reading : Record
{
    private Reading()
    {
    }

    public ReadingOf Of { get; private init; }

    public string Word { get; private init; } = "";

    /// <summary>Syllables apart, without tones; none where the built-in reading is taken out.</summary>
    public string? Syllables { get; private set; }

    public static Reading Enter(ReadingForm form)
    {
        var reading = new Reading { Of = form.Of!.Value, Word = form.Word.Trim() };
        reading.Revise(form);
        return reading;
    }

    public void Revise(ReadingForm form) =>
        Syllables = string.IsNullOrWhiteSpace(form.Syllables) ? null : string.Join(' ', form.Syllables.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries));
}

public sealed class ReadingForm : Form
{
    [Text("类别", "Kind"), Needed, Fixed]
    public ReadingOf? Of { get; set; }

    [Text("字词", "Word"), Needed, AtMost(PinyinTable.LongestPlace), Han, Fixed]
    public string Word { get; set; } = "";

    [Text("读音（音节间空一格；留空则不用内置读音）", "Reading (syllables apart; empty: not the built-in one)"), AtMost(40), Syllables]
    public string? Syllables { get; set; }

    protected override IEnumerable<FieldProblem> Problems()
    {
        if (Of is ReadingOf.Surname && Word.Trim().Length > 2) yield return new(nameof(Word), "姓氏是一个或两个字", "A surname has one or two characters");
        if (Of is ReadingOf.Place && Word.Trim().Length < 2) yield return new(nameof(Word), "地名至少两个字", "A place has two characters or more");
    }

    public static ReadingForm From(Reading reading) => new()
    {
        Version = reading.Version,
        Of = reading.Of,
        Word = reading.Word,
        Syllables = reading.Syllables,
    };
}

public sealed class HanAttribute() : RegularExpressionAttribute("^[\\u3400-\\u9fff]+$")
{
    public override string FormatErrorMessage(string name) => Language.Say("只填汉字", "Chinese characters only");
}

public sealed class SyllablesAttribute() : RegularExpressionAttribute("^[A-Za-z]{1,6}( [A-Za-z]{1,6})*$")
{
    public override string FormatErrorMessage(string name) => Language.Say("只填不带声调的拼音，例如 zeng 或 chang zhi", "Pinyin without tones, such as zeng or chang zhi");
}
