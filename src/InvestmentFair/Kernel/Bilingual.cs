namespace InvestmentFair.Kernel;

/// <summary>A text as it is stored: Chinese always, English where somebody has written it.</summary>
public sealed record Bilingual(string Zh, string? En = null)
{
    public static Bilingual Empty => new("");

    public string Text => Language.IsEnglish && !string.IsNullOrWhiteSpace(En) ? En : Zh;

    /// <summary>The reader asked for English and gets Chinese: the page marks it with <c>lang="zh"</c>.</summary>
    public bool IsUntranslated => Language.IsEnglish && string.IsNullOrWhiteSpace(En) && Zh.Length > 0;

    public bool IsEmpty => string.IsNullOrWhiteSpace(Zh);

    public override string ToString() => Text;
}
