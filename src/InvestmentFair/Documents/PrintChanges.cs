using InvestmentFair.Kernel;

namespace InvestmentFair.Documents;

public enum LineChange
{
    [Text("新增", "New")] New,
    [Text("变更", "Changed")] Changed,
    [Text("取消", "Gone")] Gone,
}

/// <summary>What the paper says of a line, and what is so now.</summary>
public sealed record RewordedLine(string Key, LineChange Change, Bilingual? Was, Bilingual? Now);

/// <summary>What the paper that was printed last no longer says.</summary>
public static class PrintChanges
{
    /// <summary>New and changed lines in the order of the document, then those that are gone in the order of the paper.</summary>
    public static IReadOnlyList<RewordedLine> Since(IReadOnlyList<PrintLine> paper, IReadOnlyList<PrintLine> now)
    {
        var (said, says) = (paper.ToDictionary(l => l.Key, l => l.Text), now.Select(l => l.Key).ToHashSet());
        return
        [
            .. from line in now
               let was = said.GetValueOrDefault(line.Key)
               where was != line.Text
               select new RewordedLine(line.Key, was is null ? LineChange.New : LineChange.Changed, was, line.Text),
            .. from line in paper where !says.Contains(line.Key) select new RewordedLine(line.Key, LineChange.Gone, line.Text, null),
        ];
    }
}
