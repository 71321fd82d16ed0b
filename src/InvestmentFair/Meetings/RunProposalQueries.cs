using InvestmentFair.Data;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

/// <summary>A meeting that a proposal changes: what it is called, who meets about what, and from where to where.</summary>
public sealed record MoveView(Guid Key, string Name, string Of, string Said, bool IsDropped);

/// <summary>One way to replan as its column shows it.</summary>
/// <param name="Ordinal">Which of them it is.</param>
/// <param name="Name">By what it is the best.</param>
/// <param name="Costs">What it changes, and what cannot be less.</param>
/// <param name="Moves">Meeting by meeting.</param>
/// <param name="People">Those to be told, by name.</param>
public sealed record ProposalView(int Ordinal, string Name, IReadOnlyList<string> Costs, IReadOnlyList<MoveView> Moves, IReadOnlyList<string> People)
{
    /// <summary>What its name means.</summary>
    public string Why { get; init; } = "";
}

public sealed partial class ScheduleQueries
{
    private static async Task<IReadOnlyList<ProposalView>> ProposalsAsync(FairDbContext db, ScheduleRun run, RunProgress? progress, CancellationToken cancel)
    {
        var changes = progress?.Proposals
            ?? [.. (await db.Proposals.AsNoTracking().Where(p => p.RunId == run.Id).OrderBy(p => p.Ordinal).ToListAsync(cancel)).Select(p => p.ReadChange()).OfType<ProposedChange>()];
        var moves = changes.SelectMany(c => c.Moves).ToList();
        var keys = moves.Select(m => m.Key).Distinct().ToList();
        var met = await db.Meetings.Where(m => keys.Contains(m.Id)).Select(m => new
        {
            m.Id,
            m.Number,
            Subject = m.Project != null ? m.Project.Name : m.Plant != null ? m.Plant.Name : null,
            m.Topic,
            Guest = m.Investor != null ? m.Investor.Survivor.Name : m.Delegation!.Name,
        }).ToDictionaryAsync(m => m.Id, cancel);
        var names = await NamesAsync(db, keys.Where(k => !met.ContainsKey(k)), cancel);
        var touched = moves.SelectMany(m => m.People).Distinct().ToList();
        var people = (await db.People.Where(p => touched.Contains(p.Id)).OrderBy(p => p.PinyinKey).ThenBy(p => p.Id).Select(p => new { p.Id, p.Name }).ToListAsync(cancel)).Index().ToDictionary(p => p.Item.Id, p => (p.Index, p.Item.Name));
        var places = moves.SelectMany(m => new[] { m.Before, m.After }).OfType<Place>().ToList();
        var words = await WordsAsync(db, run, places, cancel);
        return
        [
            .. changes.Select((c, i) => new ProposalView(i, ReplanWords.Name(c), ReplanWords.Costs(c), [.. c.Moves.OrderBy(m => words.Starts(m.Before ?? m.After!.Value)).ThenBy(m => NameOf(m.Key), StringComparer.Ordinal).Select(Said)],
                [.. c.Moves.SelectMany(m => m.People).Distinct().Where(people.ContainsKey).Select(p => people[p]).OrderBy(p => p.Index).Select(p => p.Name)]) { Why = ReplanWords.Why(c) }),
        ];

        string NameOf(Guid key) => met.TryGetValue(key, out var meeting) ? meeting.Number : "";

        MoveView Said(MeetingMove move) => new(move.Key, NameOf(move.Key), met.TryGetValue(move.Key, out var m) ? $"{m.Guest.Text} · {m.Subject?.Text ?? m.Topic}" : names.Meeting(move.Key), words.Move(move), move.After is null);
    }

    private static async Task<ReplanWords> WordsAsync(FairDbContext db, ScheduleRun run, IReadOnlyList<Place> places, CancellationToken cancel)
    {
        var at = places.Select(p => p.TableId).Distinct().ToList();
        return new ReplanWords(run.Fair.TimeZone, await db.Slots.Where(s => s.FairId == run.FairId).ToDictionaryAsync(s => s.Id, s => s.StartsAt, cancel),
            await db.Tables.Where(t => at.Contains(t.Id)).ToDictionaryAsync(t => t.Id, t => t.Code, cancel));
    }
}
