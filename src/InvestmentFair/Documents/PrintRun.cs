using InvestmentFair.Kernel;

namespace InvestmentFair.Documents;

/// <summary>What is printed again and again while the fair goes on, and has to be known to be the newest.</summary>
public enum Document
{
    [Text("洽谈对接表", "Table of meetings")] MeetingTable,
    [Text("个人行程单", "Personal slips")] Slips,
    [Text("电话通知单", "Call list")] CallList,
}

/// <summary>A line of a document: under which key it is found again in the next print, and what it says.</summary>
public sealed record PrintLine(string Key, Bilingual Text);

/// <summary>
/// A document as it was put on paper 打印: who printed it when, what for and for whom, and every line of it as it stood then. From
/// it follows what the paper in people's hands no longer says.
/// </summary>
public sealed class PrintRun : Record
{
    private PrintRun()
    {
    }

    public Guid FairId { get; private init; }

    public string Number { get; private init; } = "";

    public Document Document { get; private init; }

    /// <summary>Only what had changed since the print before went on paper; the lines kept are all the same those of the whole document.</summary>
    public bool OnlyChanges { get; private init; }

    /// <summary>How many lines the document had.</summary>
    public int Lines { get; private init; }

    /// <summary>How many went on this paper.</summary>
    public int OnPaper { get; private init; }

    /// <summary>Over the lines, so that what was printed can be proven: it stands in the chain with the rest.</summary>
    public string Digest { get; private init; } = "";

    public DateTime PrintedAt { get; private init; }

    public Guid PrintedById { get; private init; }

    public string PrintedBy { get; private init; } = "";

    public string Purpose { get; private init; } = "";

    public string Recipient { get; private init; } = "";

    public List<PrintedLine> Printed { get; private init; } = [];

    public static PrintRun Of(string number, Guid fairId, Document document, IReadOnlyList<PrintLine> lines, int? changes, PrintForm form, Guid byId, string byName, DateTime now)
    {
        var run = new PrintRun
        {
            Number = number,
            FairId = fairId,
            Document = document,
            OnlyChanges = changes is not null,
            Lines = lines.Count,
            OnPaper = changes ?? lines.Count,
            Digest = DigestOf(lines),
            PrintedAt = now,
            PrintedById = byId,
            PrintedBy = byName,
            Purpose = form.Purpose.Trim(),
            Recipient = form.Recipient.Trim(),
        };
        run.Printed.AddRange(lines.Select((line, at) => new PrintedLine(run.Id, at, line)));
        return run;
    }

    internal static string DigestOf(IEnumerable<PrintLine> lines) => Convert.ToHexStringLower(Parts.Digest(lines.SelectMany(l => new[] { l.Key, l.Text.Zh, l.Text.En })));
}

/// <summary>One line as it was printed.</summary>
public sealed class PrintedLine
{
    private PrintedLine()
    {
    }

    internal PrintedLine(Guid printRunId, int ordinal, PrintLine line) => (PrintRunId, Ordinal, Key, Text) = (printRunId, ordinal, line.Key, line.Text);

    public Guid PrintRunId { get; private init; }

    public int Ordinal { get; private init; }

    public string Key { get; private init; } = "";

    public Bilingual Text { get; private init; } = Bilingual.Empty;

    public PrintLine Line => new(Key, Text);
}

/// <summary>For what and for whom it is printed.</summary>
public sealed class PrintForm : Form
{
    [Text("用途", "Purpose"), Needed, AtMost(200)]
    public string Purpose { get; set; } = "";

    [Text("发给", "Handed to"), Needed, AtMost(120)]
    public string Recipient { get; set; } = "";
}

public static class PrintRefusals
{
    public static Refusal Nothing => new("print.nothing", "没有可打印的内容", "There is nothing to print");
}
