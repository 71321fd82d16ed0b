using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace InvestmentFair.Data;

/// <summary>
/// How often what the portal shows has changed. A copy of a page is good for as long as the count stands still, which no
/// page made while somebody saved can outlive. The count stands in the database, so that what another process saves counts
/// as well; this process knows its own commits at once and looks for others' every second.
/// </summary>
public sealed class Commits : DbTransactionInterceptor
{
    public const string PortalSeries = "portal";

    private const long LookEvery = 1000;
    private long _portal;
    private long _lookedAt = -LookEvery;

    public long Portal => Interlocked.Read(ref _portal);

    /// <summary>The count, after a look at the database where the last one is a second old; other requests do not wait for it.</summary>
    public async ValueTask<long> LookAsync(FairContexts contexts, CancellationToken cancel)
    {
        var (now, last) = (Environment.TickCount64, Interlocked.Read(ref _lookedAt));
        if (now - last < LookEvery || Interlocked.CompareExchange(ref _lookedAt, now, last) != last) return Portal;
        await using var db = contexts.CreateDbContext();
        Raise(await db.Numbers.AsNoTracking().Where(n => n.Series == PortalSeries).Select(n => n.Last).SingleOrDefaultAsync(cancel));
        return Portal;
    }

    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Note(eventData.Context);

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Note(eventData.Context);
        return Task.CompletedTask;
    }

    private void Note(DbContext? context)
    {
        if (context is FairDbContext { PortalChange: { } change }) Raise(change);
    }

    private void Raise(long change)
    {
        for (var known = Portal; known < change; known = Portal)
            if (Interlocked.CompareExchange(ref _portal, change, known) == known) return;
    }
}
