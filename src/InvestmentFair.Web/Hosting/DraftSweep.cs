using InvestmentFair.Access;
using InvestmentFair.Drafts;

namespace InvestmentFair.Web.Hosting;

/// <summary>Drafts that nobody came back for.</summary>
public sealed class DraftSweep(DraftDesk drafts, ILogger<DraftSweep> log) : Sweep(log)
{
    protected override Task SweepAsync(CancellationToken cancel) => drafts.SweepAsync(Actor.Job, cancel);
}
