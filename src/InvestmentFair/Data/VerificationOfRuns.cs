using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Data;

public sealed partial class Verification
{
    private static async Task<IReadOnlyList<Tally>> RunsAsync(FairDbContext db, CancellationToken cancel)
    {
        var runs = new Tally("runs", "自动排期至多一个在进行，完成的有结果，采用的是其中之一", "One timetable at most is being looked for; what is done has found one, and what was accepted is among the found");
        var all = await db.Runs.OrderBy(r => r.QueuedAt).ThenBy(r => r.Id).ToListAsync(cancel);
        var found = (await db.Proposals.Select(p => new { p.RunId, p.Ordinal }).ToListAsync(cancel)).ToLookup(p => p.RunId, p => p.Ordinal);
        var leased = (await db.RunLeases.Select(l => l.RunId).ToListAsync(cancel)).ToHashSet();
        var running = all.Count(r => r.State is RunState.Running);
        runs.Expect(running <= 1, () => Language.Say($"{running} 个自动排期同时在进行", $"{running} timetables are being looked for at once"));
        foreach (var run in all)
            runs.Expect((run.State is not RunState.Done || found[run.Id].Any()) && (run.Placed is not null) == found[run.Id].Any()
                    && (run.AcceptedOrdinal is not { } accepted || found[run.Id].Contains(accepted)) && (run.IsLive || !leased.Contains(run.Id)),
                () => Language.Say($"自动排期 {run.Number} 的状态与结果不符", $"Search {run.Number}: its state and what it found disagree"));
        return [runs];
    }
}
