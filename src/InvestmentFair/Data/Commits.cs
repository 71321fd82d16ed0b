using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace InvestmentFair.Data;

/// <summary>
/// Counts what this process has committed. A copy of a page is good for as long as the count stands still, which no
/// page made while somebody saved can outlive.
/// </summary>
public sealed class Commits : DbTransactionInterceptor
{
    private long _count;

    public long Count => Interlocked.Read(ref _count);

    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Interlocked.Increment(ref _count);

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _count);
        return Task.CompletedTask;
    }
}
