using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Documents;

/// <summary>By what a print is known: its number in the register, when it was entered and by whom.</summary>
public sealed record PrintMark(string Number, DateTime PrintedAt, string PrintedBy)
{
    internal static PrintMark Of(PrintRun run) => new(run.Number, run.PrintedAt, run.PrintedBy);
}

/// <summary>What would be printed, against what was printed last; nothing has changed while nothing was printed.</summary>
public sealed record PrintPreview(PrintMark? Last, IReadOnlyList<RewordedLine> Changes);

/// <summary>What goes on paper is entered, line by line, so that the next print knows what the paper in people's hands no longer says.</summary>
public sealed class PrintDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock) : Desk(contexts, clock)
{
    public async Task<PrintPreview> PreviewAsync(Actor actor, string fair, Document document, IReadOnlyList<PrintLine> lines, CancellationToken cancel)
    {
        Must(actor, document);
        await using var db = Open();
        var last = await Runs(db, fair, document).OrderByDescending(p => p.PrintedAt).ThenByDescending(p => p.Id).FirstOrDefaultAsync(cancel);
        return last is null ? new PrintPreview(null, []) : new PrintPreview(PrintMark.Of(last), Since(last, lines));
    }

    /// <summary>
    /// Enters the print of these lines, which are those on the reader's page: whole, or only what changed since the print that
    /// bears the number, against which they were shown. Whatever colleagues have printed meanwhile is not the paper that is being replaced.
    /// </summary>
    public async Task<Outcome<PrintMark>> PrintAsync(Actor actor, string fair, Document document, string? since, PrintForm form, IReadOnlyList<PrintLine> lines, CancellationToken cancel)
    {
        Must(actor, document);
        if (form.Check() is { Count: > 0 } problems) return Outcome.Wrong(problems).As<PrintMark>();
        await using var db = Open();
        await using var transaction = await db.BeginAsync(cancel);
        if (await db.Fairs.Where(f => f.Code == fair).Select(f => (Guid?)f.Id).SingleOrDefaultAsync(cancel) is not { } fairId) return Refusal.NotFound;
        var seen = since is null ? null : await Runs(db, fair, document).SingleOrDefaultAsync(p => p.Number == since, cancel);
        if (since is not null && seen is null) return Refusal.NotFound;
        int? changes = seen is null ? null : Since(seen, lines).Count;
        if ((changes ?? lines.Count) == 0) return PrintRefusals.Nothing;
        var run = PrintRun.Of($"DY-{await db.NextNumberAsync("print", cancel):00000}", fairId, document, lines, changes, form, actor.Id, actor.Name, Now);
        db.Add(run);
        return await CommitAsync(db, transaction, new Act(actor, "print.printed", Now, run.Purpose), PrintMark.Of(run), cancel);
    }

    // Whom to call stands on it with the number.
    private static void Must(Actor actor, Document document)
    {
        actor.Must(Permission.ExportData);
        if (document is Document.CallList) actor.Must(Permission.ViewContacts);
    }

    private static IQueryable<PrintRun> Runs(FairDbContext db, string fair, Document document) =>
        db.Prints.AsNoTracking().Where(p => p.Document == document && db.Fairs.Any(f => f.Id == p.FairId && f.Code == fair)).Include(p => p.Printed.OrderBy(l => l.Ordinal));

    // Whoever is on the list of calls no longer was told, or has not to be: that is done, and goes on no paper.
    private static IReadOnlyList<RewordedLine> Since(PrintRun paper, IReadOnlyList<PrintLine> lines) =>
        [.. PrintChanges.Since([.. paper.Printed.Select(l => l.Line)], lines).Where(c => paper.Document is not Document.CallList || c.Change is not LineChange.Gone)];
}
