using InvestmentFair.Documents;
using InvestmentFair.Kernel;

namespace InvestmentFair.Web.Staff.Documents;

/// <summary>Which lines go on paper, what is to be said beside those that changed since the last, and by what mark the print is known.</summary>
public sealed record PrintView(bool OnlyChanges, IReadOnlyDictionary<string, RewordedLine> Changes, string Mark)
{
    public bool Shows(string key) => !OnlyChanges || Changes.ContainsKey(key);

    public static string Say(PrintMark last, string zone) => $"{last.Number} · {FairTime.Instant(last.PrintedAt, zone)} · {last.PrintedBy}";

    public RewordedLine? Of(string key) => Changes.GetValueOrDefault(key);
}
