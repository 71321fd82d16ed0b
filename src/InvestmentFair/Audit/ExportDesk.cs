using System.Collections.Concurrent;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.Spreadsheets;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Audit;

/// <summary>Lists that leave the house as workbooks. Each gets a number and a row that says who took what, for whom and why.</summary>
public sealed class ExportDesk(IDbContextFactory<FairDbContext> contexts, IEnumerable<IListOf> lists, FairClock clock) : Desk(contexts, clock)
{
    private static readonly TimeSpan OrderLasts = TimeSpan.FromMinutes(10);

    // A workbook of ClosedXML is held in memory whole: one at a time.
    private static readonly SemaphoreSlim OneAtATime = new(1, 1);

    // In memory only: a link that was opened, is old, or was given by a server that has stopped is ordered again with one click.
    private readonly ConcurrentDictionary<Guid, Order> _orders = new();

    private sealed record Order(Guid ActorId, string List, string? Fair, ListState State, Selection? Selection, string Purpose, string Recipient, long At);

    /// <summary>
    /// Says for what and for whom, and gets the number of a download that is good once and for ten minutes. So a link alone,
    /// opened by accident or by somebody else, takes nothing out of the house.
    /// </summary>
    public async Task<Outcome<Guid>> OrderAsync(Actor actor, string list, string? fair, ListState state, Selection? selection, ExportForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ExportData);
        if (form.Check() is { Count: > 0 } problems) return Outcome.Wrong(problems).As<Guid>();
        if (lists.SingleOrDefault(l => l.Key == list) is not { } source) return Refusal.NotFound;
        actor.Must(source.Permission);
        if (await source.CountAsync(actor, fair, state, selection, cancel) is > WorkbookWriter.MostRows and var rows) return SheetRefusals.MoreThanASheet(rows);
        foreach (var old in _orders.Where(o => Environment.TickCount64 - o.Value.At > OrderLasts.TotalMilliseconds)) _orders.TryRemove(old);
        var id = Guid.NewGuid();
        _orders[id] = new Order(actor.Id, list, fair, state, selection, form.Purpose.Trim(), form.Recipient.Trim(), Environment.TickCount64);
        return id;
    }

    /// <summary>Writes what was ordered, to the one who ordered it.</summary>
    public async Task<Outcome<string>> DeliverAsync(Actor actor, Guid orderId, Stream output, CancellationToken cancel)
    {
        actor.Must(Permission.ExportData);
        if (!_orders.TryGetValue(orderId, out var order) || order.ActorId != actor.Id || Environment.TickCount64 - order.At > OrderLasts.TotalMilliseconds) return Refusal.NotFound;
        if (!_orders.TryRemove(KeyValuePair.Create(orderId, order))) return Refusal.NotFound;
        return await WriteAsync(actor, order.List, order.Fair, order.State, order.Selection, order.Purpose, order.Recipient, output, cancel);
    }

    public async Task<Outcome<string>> WriteAsync(Actor actor, string list, string? fair, ListState state, Selection? selection, string purpose, string recipient, Stream output, CancellationToken cancel)
    {
        actor.Must(Permission.ExportData);
        if (lists.SingleOrDefault(l => l.Key == list) is not { } source) return Refusal.NotFound;
        actor.Must(source.Permission);
        await using (var known = Open())
            if (fair is not null && !await known.Fairs.AnyAsync(f => f.Code == fair, cancel)) return Refusal.NotFound;
        await OneAtATime.WaitAsync(cancel);
        try
        {
            var written = await source.WriteAsync(output, actor, fair, state, selection, cancel);
            if (written.Value is not { } whole) return written.As<string>();
            await using var db = Open();
            await using var transaction = await db.BeginAsync(cancel);
            var number = $"DC-{await db.NextNumberAsync("export", cancel):00000}";
            db.Add(Export.Of(number, fair is null ? list : $"{fair}/{list}", Filter(selection?.Matching ?? state, selection), whole.Columns, whole.Rows, actor.Id, actor.Name, purpose, recipient, Now));
            return await CommitAsync(db, transaction, new Act(actor, $"export.{list}", Now, purpose), $"{source.Title}-{number}.xlsx", cancel);
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    private static string Filter(ListState state, Selection? selection) =>
        string.Join("&", state.Filters.Select(f => $"{f.Key}={f.Value}").Prepend($"q={state.Search}").Append(selection is { Ids.Count: > 0 and var ticked } ? $"selected={ticked}" : null).OfType<string>());
}
