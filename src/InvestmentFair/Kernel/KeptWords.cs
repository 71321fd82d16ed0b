namespace InvestmentFair.Kernel;

/// <summary>
/// What the house itself writes into the record as an actor, a purpose or a source. It is kept in both languages, since the chain
/// holds every letter of it, and said in the reader's.
/// </summary>
public static class KeptWords
{
    public const string Portal = "门户 Portal";
    public const string Seed = "初始数据 Seed";
    public const string Setup = "系统设置 Setup";
    public const string Job = "后台任务 Job";
    public const string TakenBack = "撤销批量修改 Taken back";
    public const string EnteredForMany = "批量登记 Entered for many";

    private static readonly Dictionary<string, Bilingual> Table = new[] { Portal, Seed, Setup, Job, TakenBack, EnteredForMany }
        .ToDictionary(kept => kept, kept => new Bilingual(kept[..kept.IndexOf(' ', StringComparison.Ordinal)], kept[(kept.IndexOf(' ', StringComparison.Ordinal) + 1)..]));

    /// <summary>In the reader's language; whatever somebody typed stays as it was typed.</summary>
    public static string Say(string kept) => Table.TryGetValue(kept, out var word) ? word.Text : kept;
}
