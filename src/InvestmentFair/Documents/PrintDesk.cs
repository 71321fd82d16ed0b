using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Documents;

/// <summary>The print before this one.</summary>
public sealed record LastPrint(string Number, DateTime PrintedAt, string PrintedBy);

/// <summary>What would be printed, against what was printed last; nothing has changed while nothing was printed.</summary>
public sealed record PrintPreview(LastPrint? Last, IReadOnlyList<RewordedLine> Changes);

/// <summary>What goes on paper is entered, line by line, so that the next print knows what the paper in people's hands no longer says.</summary>
public sealed class PrintDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock) : Desk(contexts, clock)
{
    public async Task<PrintPreview> PreviewAsync(Actor actor, string fair, Document document, IReadOnlyList<PrintLine> lines, CancellationToken cancel)
    {
        Must(actor, document);
        await using var db = Open();
        return await PreviewAsync(db, fair, document, lines, cancel);
    }

    /// <summary>Enters the print of these lines, which are those on the reader's page: whole, or only what changed since the last.</summary>
    public async Task<Outcome<string>> PrintAsync(Actor actor, string fair, Document document, bool onlyChanges, PrintForm form, IReadOnlyList<PrintLine> lines, CancellationToken cancel)
    {
        Must(actor, document);
        if (form.Check() is { Count: > 0 } problems) return Outcome.Wrong(problems).As<string>();
        await using var db = Open();
        await using var transaction = await db.BeginAsync(cancel);
        if (await db.Fairs.Where(f => f.Code == fair).Select(f => (Guid?)f.Id).SingleOrDefaultAsync(cancel) is not { } fairId) return Refusal.NotFound;
        int? changes = onlyChanges ? (await PreviewAsync(db, fair, document, lines, cancel)).Changes.Count : null;
        if ((changes ?? lines.Count) == 0) return PrintRefusals.Nothing;
        var run = PrintRun.Of($"DY-{await db.NextNumberAsync("print", cancel):00000}", fairId, document, lines, changes, form, actor.Id, actor.Name, Now);
        db.Add(run);
        return await CommitAsync(db, transaction, new Act(actor, "print.printed", Now, run.Purpose), run.Number, cancel);
    }

    // Whom to call stands on it with the number.
    private static void Must(Actor actor, Document document)
    {
        actor.Must(Permission.ExportData);
        if (document is Document.CallList) actor.Must(Permission.ViewContacts);
    }

    private static async Task<PrintPreview> PreviewAsync(FairDbContext db, string fair, Document document, IReadOnlyList<PrintLine> lines, CancellationToken cancel)
    {
        var last = await db.Prints.AsNoTracking().Where(p => p.Document == document && db.Fairs.Any(f => f.Id == p.FairId && f.Code == fair))
            .OrderByDescending(p => p.PrintedAt).ThenByDescending(p => p.Id).Include(p => p.Printed.OrderBy(l => l.Ordinal)).FirstOrDefaultAsync(cancel);
        return last is null ? new PrintPreview(null, []) : new PrintPreview(new LastPrint(last.Number, last.PrintedAt, last.PrintedBy), PrintChanges.Since([.. last.Printed.Select(l => l.Line)], lines));
    }
}
