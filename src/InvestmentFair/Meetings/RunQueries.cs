using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Dictionaries;
using InvestmentFair.Kernel;
using InvestmentFair.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

/// <summary>A search as its page shows it.</summary>
/// <param name="Run">The row.</param>
/// <param name="Zone">The fair's time zone.</param>
/// <param name="Ahead">How many are looked for before it.</param>
/// <param name="Progress">How far it has come; none unless it is being looked for.</param>
/// <param name="Aims">What the timetable came to, aim by aim.</param>
/// <param name="Conflicts">What could not be asked for together.</param>
/// <param name="LeftOut">Wishes that took no part, by why.</param>
/// <param name="Fault">Why it failed.</param>
/// <param name="Ordinal">Under which the timetable that was found is kept.</param>
public sealed record RunView(ScheduleRun Run, string Zone, int Ahead, RunProgress? Progress, IReadOnlyList<string> Aims, IReadOnlyList<string> Conflicts, IReadOnlyList<LeftOutView> LeftOut, string? Fault, int? Ordinal)
{
    /// <summary>The ways to replan, as far as they are known.</summary>
    public IReadOnlyList<ProposalView> Proposals { get; init; } = [];

    /// <summary>Who comes late and from when on they can attend, where it was asked for because of them.</summary>
    public IReadOnlyList<string> Late { get; init; } = [];

    /// <summary>What must take place and was left out.</summary>
    public IReadOnlyList<MustLeft> MustsLeft { get; init; } = [];
}

/// <summary>A search as it is told of on the board of its fair.</summary>
/// <param name="Run">The row.</param>
/// <param name="Zone">The fair's time zone.</param>
/// <param name="Ahead">How many are looked for before it.</param>
/// <param name="Progress">How far it has come; none unless it is being looked for.</param>
/// <param name="Points">How much of what was wished for found a place, and how much could at most.</param>
/// <param name="Ordinal">Of the timetable that was found; none where there are several to choose from.</param>
/// <param name="Fault">Why it failed.</param>
public sealed record RunOnBoard(ScheduleRun Run, string Zone, int Ahead, RunProgress? Progress, string? Points, int? Ordinal, string? Fault);

/// <summary>Wishes that took no part for one reason, each by who would meet about what.</summary>
public sealed record LeftOutView(LeftOutWhy Why, IReadOnlyList<(Guid RequestId, string Of)> Wishes);

public sealed partial class ScheduleQueries
{
    public async Task<RunView?> RunAsync(Actor actor, string fair, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = contexts.CreateDbContext();
        if (await db.Runs.AsNoTracking().Include(r => r.Fair).Include(r => r.FromSlot).SingleOrDefaultAsync(r => r.Id == id && r.Fair.Code == fair, cancel) is not { } run) return null;
        var (ahead, progress) = (await AheadAsync(db, run, cancel), await ProgressAsync(db, run, cancel));
        var proposal = run.IsLive ? null : await db.Proposals.AsNoTracking().OrderBy(p => p.Ordinal).FirstOrDefaultAsync(p => p.RunId == id, cancel);
        var (conflicts, leftOut) = (proposal?.ReadConflicts() ?? [], proposal?.ReadLeftOut() ?? []);
        var names = await NamesAsync(db, conflicts.SelectMany(ScheduleWords.Named).Concat(leftOut.Select(l => l.RequestId)), cancel);
        var scores = proposal?.ReadScores() ?? progress?.Scores ?? [];
        return new RunView(run, run.Fair.TimeZone, ahead, progress,
            [.. scores.Select(s => ScheduleWords.Say(s, run.PointsAsked ?? progress?.PointsAsked ?? 0))],
            [.. conflicts.Select(c => ScheduleWords.Say(c, names)).Distinct()],
            [.. leftOut.GroupBy(l => l.Why).OrderBy(g => g.Key).Select(g => new LeftOutView(g.Key, [.. g.Select(l => (l.RequestId, names.Meeting(l.RequestId)))]))],
            run.Fault is { } fault ? RunRefusals.Say(fault) : null, proposal?.Ordinal)
        {
            Proposals = run.Kind is RunKind.Replan ? await ProposalsAsync(db, run, progress, cancel) : [],
            Late = run.Kind is RunKind.Replan ? await LateAsync(db, run, cancel) : [],
            MustsLeft = await MustsLeftAsync(db, run, proposal, clock.GetUtcNow().UtcDateTime, cancel),
        };
    }

    // The act that entered them names the search, and its history what was entered.
    private static async Task<IReadOnlyList<string>> LateAsync(FairDbContext db, ScheduleRun run, CancellationToken cancel)
    {
        // From the few who were entered as late: the page asks each quarter of a second, and the chain is long.
        var entered = from a in db.Availability
                      where a.FairId == run.FairId && a.Source == AvailabilitySource.Late
                      join row in db.History on a.Id equals row.RecordId
                      where row.Field == ""
                      join link in db.AuditEntries on row.Sequence equals link.Sequence
                      where link.Act == ScheduleDesk.Late && link.Purpose == run.Number
                      select new { a.Person.Name, a.Person.PinyinKey, At = a.Kind == AvailabilityKind.Arrives ? a.From : a.Until };
        return [.. (await entered.ToListAsync(cancel)).GroupBy(a => a.At!.Value).OrderBy(g => g.Key).Select(g =>
            FromWhen(g.Key, Language.List(g.OrderBy(a => a.PinyinKey, StringComparer.Ordinal).Select(a => a.Name))))];

        string FromWhen(DateTime at, string names) => Language.Say($"{names}：{FairTime.Instant(at, run.Fair.TimeZone)} 起", $"{names}: from {FairTime.Instant(at, run.Fair.TimeZone)}");
    }

    /// <summary>The search of this fair that goes on or comes next, else the one that was asked for last; none once that was accepted or came to nothing.</summary>
    public async Task<RunOnBoard?> OnBoardAsync(Actor actor, string fair, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = contexts.CreateDbContext();
        var runs = db.Runs.AsNoTracking().Include(r => r.Fair).Where(r => r.Fair.Code == fair);
        var run = await runs.Where(r => r.State == RunState.Queued || r.State == RunState.Running).OrderByDescending(r => r.State == RunState.Running).ThenBy(r => r.Kind != RunKind.Replan).ThenBy(r => r.QueuedAt).ThenBy(r => r.Id).FirstOrDefaultAsync(cancel)
            ?? await runs.OrderByDescending(r => r.QueuedAt).ThenByDescending(r => r.Id).FirstOrDefaultAsync(cancel);
        if (run is null || !(run.IsLive || run.MayBeAccepted || run.State is RunState.Failed)) return null;
        var (ahead, progress) = (await AheadAsync(db, run, cancel), await ProgressAsync(db, run, cancel));
        var found = run.MayBeAccepted ? await db.Proposals.AsNoTracking().Where(p => p.RunId == run.Id).OrderBy(p => p.Ordinal).Select(p => new { p.Ordinal, p.Scores }).ToListAsync(cancel) : [];
        var scores = found is [var first, ..] ? Kept.Read<IReadOnlyList<Score>>(first.Scores) : progress?.Scores;
        return new RunOnBoard(run, run.Fair.TimeZone, ahead, progress, scores?.Where(s => s.Goal is Goal.Points).Select(s => ScheduleWords.Say(s, run.PointsAsked ?? progress?.PointsAsked ?? 0)).FirstOrDefault(),
            found is [var only] ? only.Ordinal : null, run.Fault is { } fault ? RunRefusals.Say(fault) : null);
    }

    // A replan comes before all others.
    private static async Task<int> AheadAsync(FairDbContext db, ScheduleRun run, CancellationToken cancel)
    {
        if (run.State is not RunState.Queued) return 0;
        var isReplan = run.Kind is RunKind.Replan;
        return await db.Runs.CountAsync(r => r.State == RunState.Running || (r.State == RunState.Queued && ((!isReplan && r.Kind == RunKind.Replan)
            || ((r.Kind == RunKind.Replan) == isReplan && (r.QueuedAt < run.QueuedAt || (r.QueuedAt == run.QueuedAt && r.Id.CompareTo(run.Id) < 0))))), cancel);
    }

    private static async Task<RunProgress?> ProgressAsync(FairDbContext db, ScheduleRun run, CancellationToken cancel) =>
        run.State is RunState.Running ? (await db.RunLeases.AsNoTracking().SingleOrDefaultAsync(l => l.RunId == run.Id, cancel))?.ReadProgress() : null;

    internal static async Task<ScheduleNames> NamesAsync(FairDbContext db, IEnumerable<Guid> of, CancellationToken cancel)
    {
        var ids = of.Distinct().ToList();
        var parties = await db.Investors.Where(i => ids.Contains(i.Id)).Select(i => new { i.Id, i.Name }).ToListAsync(cancel);
        parties.AddRange(await db.Delegations.Where(d => ids.Contains(d.Id)).Select(d => new { d.Id, d.Name }).ToListAsync(cancel));
        parties.AddRange(await db.Projects.Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Name }).ToListAsync(cancel));
        parties.AddRange(await db.Plants.Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Name }).ToListAsync(cancel));
        parties.AddRange(await db.Units.Where(u => ids.Contains(u.Id)).Select(u => new { u.Id, u.Name }).ToListAsync(cancel));
        var meetings = await db.Meetings.Where(m => ids.Contains(m.Id)).Select(m => new { m.Id, m.Number }).ToDictionaryAsync(m => m.Id, m => m.Number, cancel);
        var wishes = await db.Requests.Where(r => ids.Contains(r.Id)).Select(r => new
        {
            r.Id,
            Subject = r.Project != null ? r.Project.Name : r.Plant != null ? r.Plant.Name : null,
            r.Topic,
            Guest = r.Investor != null ? r.Investor.Survivor.Name : r.Delegation!.Name,
        }).ToListAsync(cancel);
        foreach (var wish in wishes) meetings[wish.Id] = Language.Say($"{wish.Guest.Text}与{wish.Subject?.Text ?? wish.Topic}", $"{wish.Guest.Text} and {wish.Subject?.Text ?? wish.Topic}");
        return new ScheduleNames(
            await db.People.Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Name }).ToDictionaryAsync(p => p.Id, p => p.Name, cancel),
            meetings, parties.ToDictionary(n => n.Id, n => n.Name.Text), await db.WordsAsync(DictionaryKind.Language, cancel));
    }
}
