using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.Spreadsheets;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Audit;

/// <summary>Lists that leave the house as workbooks. Each gets a number and a row that says who took what, for whom and why.</summary>
public sealed class ExportDesk(IDbContextFactory<FairDbContext> contexts, IEnumerable<IListOf> lists, FairClock clock) : Desk(contexts, clock)
{
    // A workbook of ClosedXML is held in memory whole: one at a time.
    private static readonly SemaphoreSlim OneAtATime = new(1, 1);

    public async Task<Outcome<string>> WriteAsync(Actor actor, string list, string? fair, ListState state, IReadOnlyList<string> columns, string? purpose, string? recipient, Stream output, CancellationToken cancel)
    {
        actor.Must(Permission.ExportData);
        if (lists.SingleOrDefault(l => l.Key == list) is not { } source) return Refusal.NotFound;
        actor.Must(source.Permission);
        await using (var known = Open())
            if (fair is not null && !await known.Fairs.AnyAsync(f => f.Code == fair, cancel)) return Refusal.NotFound;
        await OneAtATime.WaitAsync(cancel);
        try
        {
            var (rows, written) = await source.WriteAsync(output, actor, fair, state, columns, cancel);
            await using var db = Open();
            await using var transaction = await db.BeginAsync(cancel);
            var number = $"DC-{await db.NextNumberAsync("export", cancel):00000}";
            var filter = string.Join("&", state.Filters.Select(f => $"{f.Key}={f.Value}").Prepend($"q={state.Search}"));
            db.Add(Export.Of(number, fair is null ? list : $"{fair}/{list}", filter, written, rows, actor.Id, actor.Name, purpose, recipient, Now));
            return await CommitAsync(db, transaction, new Act(actor, $"export.{list}", Now, purpose), $"{source.Title}-{number}.xlsx", cancel);
        }
        finally
        {
            OneAtATime.Release();
        }
    }
}
