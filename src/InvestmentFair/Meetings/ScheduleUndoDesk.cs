using System.Globalization;
using System.Text.Json;
using InvestmentFair.Access;
using InvestmentFair.Audit;
using InvestmentFair.Data;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

/// <summary>What would be taken back next, and what done again; none where there is nothing.</summary>
public sealed record NextSteps(string? Undo, string? Redo)
{
    public static readonly NextSteps None = new(null, null);

    /// <summary>By these the steps are passed over, where they cannot be taken.</summary>
    public long? UndoOf { get; init; }

    public long? RedoOf { get; init; }
}

/// <summary>
/// Acts on the timetable taken back and done again, each one's own. What an act changed is read from the history; it is put back
/// only where it still stands as that act left it, so nothing that somebody else has done since is lost.
/// </summary>
public sealed partial class ScheduleDesk
{
    internal const string Undone = "schedule.undone";
    internal const string Redone = "schedule.redone";
    private const int Remembered = 5_000;
    private const int Deepest = 100;

    private static readonly string[] CanBeTakenBack =
        ["meeting.booked", "meeting.moved", "meeting.swapped", "meeting.taken-off", "meeting.cancelled", "meeting.seated", "meeting.locked", "meeting.unlocked", "schedule.arranged", "run.accepted", "schedule.returned"];

    /// <param name="actor">Whose acts.</param>
    /// <param name="fair">Of which fair.</param>
    /// <param name="cancel">Ends it.</param>
    /// <param name="passed">Steps that could not be taken, as others have changed since what they were about: the ones before them come next.</param>
    public async Task<NextSteps> NextStepsAsync(Actor actor, string fair, CancellationToken cancel, IReadOnlySet<long>? passed = null)
    {
        actor.Must(Permission.ManageMeetings);
        await using var db = Open();
        if (await db.Fairs.AsNoTracking().SingleOrDefaultAsync(f => f.Code == fair, cancel) is not { } of) return NextSteps.None;
        var (undo, redo) = await StepsAsync(db, of.Id, actor, passed, cancel);
        return new NextSteps(await SaidAsync(db, undo, cancel), await SaidAsync(db, redo, cancel)) { UndoOf = undo?.Sequence, RedoOf = redo?.Sequence };
    }

    public Task<Outcome<string>> UndoAsync(Actor actor, string fair, CancellationToken cancel, IReadOnlySet<long>? passed = null)
    {
        actor.Must(Permission.ManageMeetings);
        return TakeBackAsync(actor, fair, undoes: true, passed, cancel);
    }

    /// <summary>What was undone last, as long as nothing else was done since.</summary>
    public Task<Outcome<string>> RedoAsync(Actor actor, string fair, CancellationToken cancel, IReadOnlySet<long>? passed = null)
    {
        actor.Must(Permission.ManageMeetings);
        return TakeBackAsync(actor, fair, undoes: false, passed, cancel);
    }

    // To do again is to take back what took it back.
    private async Task<Outcome<string>> TakeBackAsync(Actor actor, string fair, bool undoes, IReadOnlySet<long>? passed, CancellationToken cancel)
    {
        await using var db = Open();
        await using var transaction = await db.BeginAsync(cancel);
        if (await db.Fairs.AsNoTracking().SingleOrDefaultAsync(f => f.Code == fair, cancel) is not { } of) return Refusal.NotFound;
        var (undo, redo) = await StepsAsync(db, of.Id, actor, passed, cancel);
        if ((undoes ? undo : redo) is not { } step) return undoes ? ScheduleRefusals.NothingToUndo : ScheduleRefusals.NothingToRedo;
        var rows = await db.History.AsNoTracking().Where(h => h.Sequence == step.Sequence && h.Record == nameof(Meeting)).ToListAsync(cancel);
        var ids = rows.Select(r => r.RecordId).Distinct().ToList();
        var meetings = await db.Meetings.Include(m => m.Attendees).Where(m => m.FairId == of.Id && ids.Contains(m.Id)).ToDictionaryAsync(m => m.Id, cancel);
        if (rows.Exists(r => r.IsErased) || meetings.Count < ids.Count) return ScheduleRefusals.CannotUndo;

        var survivor = await SurvivorsAsync(db, rows, cancel);
        var (left, back) = (new Dictionary<Guid, Refusal>(), new List<Return>());
        foreach (var meeting in meetings.Values)
        {
            var then = Before(meeting, [.. rows.Where(r => r.RecordId == meeting.Id)], survivor);
            if (then.Refused) left[meeting.Id] = then.Refusal!;
            else back.Add(new Return(meeting, Situation.Of(meeting), then.Value!));
        }

        var (blocked, claims) = await ReturnAsync(db, of, back, left, cancel);
        var named = await NamedAsync(db, left, blocked, cancel);
        if (left.Count + blocked.Count == meetings.Count) return ScheduleRefusals.ChangedSince(named);
        var said = (await SaidAsync(db, step, cancel))!;
        var act = undoes ? new Act(actor, "schedule.undone", Now, $"#{step.Sequence}") : new Act(actor, "schedule.redone", Now, $"#{step.Sequence}");
        await AcceptedAsync(db, step, actor, cancel);
        var saved = await CommitAsync(db, transaction, act, said, cancel, claims);
        return saved.Refused || named.Count == 0 ? saved : new Outcome<string> { Value = said, Notice = ScheduleRefusals.ChangedSince(named).Text };
    }

    // Those that can return do, with the wishes they were booked of.
    private async Task<(IReadOnlyDictionary<Guid, Guid> Blocked, ClaimChange Claims)> ReturnAsync(FairDbContext db, Fair fair, List<Return> back, Dictionary<Guid, Refusal> left, CancellationToken cancel)
    {
        var waiting = back.Exists(b => b.IsRevived) ? await JointWishQueries.WaitingAsync(db, fair.Id, Now, cancel) : [];
        foreach (var of in back.Where(b => b.IsRevived && b.Meeting.RequestId is { } request && !waiting.ContainsKey(request))) left[of.Meeting.Id] = MeetingRefusals.RequestNotLive;
        var moving = back.Where(b => !b.Then.SitsAs(b.Now)).ToList();
        var asked = await AskedAsync(db, fair.Id, [.. moving.Where(b => b.Then.Place is not null).Select(b => (b.Meeting.Id, b.Then.Place!.Value, b.Then.People))], left, cancel);
        var standing = await db.Claims.AsNoTracking().Where(c => c.FairId == fair.Id).ToListAsync(cancel);
        moving.RemoveAll(b => left.ContainsKey(b.Meeting.Id));
        var blocked = Rearranging.Blocked(standing, [.. moving.SelectMany(b => asked[b.Meeting.Id])], moving.Select(b => b.Meeting.Id).ToHashSet());
        back.RemoveAll(b => left.ContainsKey(b.Meeting.Id) || blocked.ContainsKey(b.Meeting.Id));

        var days = await MeetingDesk.ExpiryDaysAsync(db, fair.Id, Today, cancel);
        var unbooked = back.Where(b => b.Then.State is MeetingState.Cancelled).Select(b => b.Meeting.RequestId).OfType<Guid>().ToList();
        foreach (var request in await JointWishQueries.Whole(db).Where(r => unbooked.Contains(r.Id) || (r.WithId != null && unbooked.Contains(r.WithId.Value))).ToListAsync(cancel)) request.Unbooked(Now, days);
        foreach (var of in back)
        {
            if (of.IsRevived && of.Meeting.RequestId is { } request) waiting[request].Booked(request);
            of.Meeting.Return(of.Then);
        }

        List<Guid> touched = [.. moving.Select(b => b.Meeting.Id).Where(id => !blocked.ContainsKey(id))];
        return (blocked, new ClaimChange(touched, [.. touched.SelectMany(id => asked[id])]));
    }

    // A search whose timetable is taken out again may be accepted anew, and whoever does it again has accepted it. Where others have
    // accepted or freed it since, it stays with them.
    private async Task AcceptedAsync(FairDbContext db, DoneOnce step, Actor actor, CancellationToken cancel)
    {
        if (await db.History.AsNoTracking().SingleOrDefaultAsync(h => h.Sequence == step.Sequence && h.Record == nameof(ScheduleRun) && h.Field == nameof(ScheduleRun.AcceptedOrdinal), cancel) is not { } row) return;
        var run = await db.Runs.SingleAsync(r => r.Id == row.RecordId, cancel);
        if (run.AcceptedOrdinal?.ToString(CultureInfo.InvariantCulture) != row.New) return;
        if (row.Old is { } ordinal) run.Accept(int.Parse(ordinal, CultureInfo.InvariantCulture), actor, Now);
        else run.TakeBack();
    }

    // As it was before that act; refused where it does not stand as the act left it.
    private static Outcome<Situation> Before(Meeting meeting, List<HistoryRow> rows, Func<Guid, Guid> survivor)
    {
        var now = Situation.Of(meeting);
        if (rows.Find(r => r.Field.Length == 0) is { } made)
        {
            var said = JsonSerializer.Deserialize<Dictionary<string, string?>>(made.New!)!;
            if (!Situation.Fields.All(f => now.Says(f, said.GetValueOrDefault(f), survivor))) return Violations.Overtaken;
            return now with { State = MeetingState.Cancelled, CancelReason = Language.Say("撤销", "Undone"), FirstSlotId = null, TableId = null, LockedAt = null, LockedBy = null };
        }

        if (!rows.TrueForAll(r => now.Says(r.Field, r.New, survivor))) return Violations.Overtaken;
        var (returns, unlocks) = (rows.Exists(r => r.Field == nameof(Meeting.State)), rows.Exists(r => r.Field == nameof(Meeting.LockedBy)));
        if (!returns && meeting.State is not MeetingState.Planned) return MeetingRefusals.NotPlanned;
        if (!unlocks && meeting.IsLocked) return MeetingRefusals.Locked(meeting.Number);
        return rows.Aggregate(now, (then, row) => then.With(row.Field, row.Old, survivor));
    }

    private static async Task<Func<Guid, Guid>> SurvivorsAsync(FairDbContext db, List<HistoryRow> rows, CancellationToken cancel)
    {
        var people = rows.Where(r => r.Field is nameof(Situation.Guests) or nameof(Situation.Hosts) or nameof(Situation.Interpreters)).SelectMany(r => new[] { r.Old, r.New }).SelectMany(v => Situation.Named(v, id => id)).Distinct().ToList();
        var merged = await db.People.Where(p => people.Contains(p.Id) && p.SurvivorId != p.Id).ToDictionaryAsync(p => p.Id, p => p.SurvivorId, cancel);
        return id => merged.GetValueOrDefault(id, id);
    }

    /// <summary>What this one did last that can be taken back, and what they took back last with nothing done since.</summary>
    private static async Task<(DoneOnce? Undo, DoneOnce? Redo)> StepsAsync(FairDbContext db, Guid fairId, Actor actor, IReadOnlySet<long>? passed, CancellationToken cancel)
    {
        var since = await db.AuditHeads.AsNoTracking().Select(h => h.Sequence).SingleAsync(cancel) - Remembered;
        string[] acts = [.. CanBeTakenBack, Undone, Redone];
        var links = await db.AuditEntries.AsNoTracking().Where(a => a.Sequence > since && a.ActorId == actor.Id && acts.Contains(a.Act)
                && a.Rows.Any(r => r.Record == nameof(Meeting) && db.Meetings.Any(m => m.Id == r.RecordId && m.FairId == fairId)))
            .OrderByDescending(a => a.Sequence).Take(Deepest).Select(a => new { a.Sequence, a.Act, a.Purpose }).ToListAsync(cancel);
        var (undo, redo) = (new List<DoneOnce>(), new List<DoneOnce>());
        foreach (var link in links.OrderBy(l => l.Sequence))
        {
            if (link.Act is not (Undone or Redone))
            {
                redo.Clear();
                undo.Add(new DoneOnce(link.Sequence, link.Act));
                continue;
            }

            // Undone, it can be done again; done again, it can be undone.
            var (from, to) = link.Act is Undone ? (undo, redo) : (redo, undo);
            if (from.Find(s => link.Purpose == $"#{s.Sequence}") is not { } of) continue;
            from.Remove(of);
            to.Add(of with { Sequence = link.Sequence });
        }

        return (undo.LastOrDefault(IsNext), redo.LastOrDefault(IsNext));

        bool IsNext(DoneOnce step) => passed?.Contains(step.Sequence) is not true;
    }

    private static async Task<string?> SaidAsync(FairDbContext db, DoneOnce? step, CancellationToken cancel)
    {
        if (step is null) return null;
        var of = db.History.Where(h => h.Sequence == step.Sequence && h.Record == nameof(Meeting)).Select(h => h.RecordId);
        var numbers = await db.Meetings.Where(m => of.Contains(m.Id)).OrderBy(m => m.Number).Select(m => m.Number).ToListAsync(cancel);
        return ScheduleWords.Done(step.Act, numbers);
    }

    private sealed record Return(Meeting Meeting, Situation Now, Situation Then)
    {
        public bool IsRevived => Now.State is MeetingState.Cancelled && Then.State is MeetingState.Planned;
    }

    /// <summary>What somebody did, or did again, under the number by which the chain knows it.</summary>
    private sealed record DoneOnce(long Sequence, string Act);
}
