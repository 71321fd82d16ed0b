using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using InvestmentFair.Access;
using InvestmentFair.Audit;
using InvestmentFair.Deals;
using InvestmentFair.Delegations;
using InvestmentFair.Documents;
using InvestmentFair.Drafts;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using InvestmentFair.Organisations;
using InvestmentFair.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using LedgerEntry = InvestmentFair.Ledger.Entry;

namespace InvestmentFair.Data;

/// <summary>What is being done, by whom and when: every save says so.</summary>
public sealed record Act(Actor Actor, string Name, DateTime Now, string? Purpose = null, Guid? BatchId = null)
{
    /// <summary>The record this is about: what a repeated press is answered with.</summary>
    public Guid? Result { get; init; }

    /// <summary>Why a record was changed that has no column to say so; it stands in the history of that record.</summary>
    public Why? Why { get; init; }
}

/// <summary>In the erasable history and not in the chain: what somebody writes as a reason may name people.</summary>
public sealed record Why(Guid RecordId, string Reason);

/// <summary>The claims of the meetings touched are taken away and these are put in their place.</summary>
public sealed record ClaimChange(IReadOnlyList<Guid> Meetings, IReadOnlyList<SlotClaim> Claims);

/// <summary>A fair that is archived was written to; every desk shows it as the refusal it is.</summary>
public sealed class OverlappingSlotsException() : Exception(Fairs.FairRefusals.SlotsOverlap.En);

public sealed class ArchivedFairException() : Exception(Fairs.FairRefusals.Archived.En);

/// <summary>What belongs to one fair was pointed at something of another.</summary>
public sealed class AnotherFairException() : Exception(Fairs.FairRefusals.OfAnotherFair.En);

public abstract partial class FairDbContext
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    // A timetable that is accepted claims tens of thousands of places; a statement takes a journey each.
    private const int ClaimsAtOnce = 200;
    private bool _saving;

    /// <summary>
    /// The one way to write. In one transaction: the records with their versions raised, the claims, and last the audit
    /// entry with its history rows, which closes the link of the chain. A save overtaken by another, a broken unique
    /// rule and a busy database come back as refusals; anything else is a fault and is thrown.
    /// </summary>
    public async Task<Outcome> SaveAsync(Act act, CancellationToken cancel, ClaimChange? claims = null)
    {
        var own = Database.CurrentTransaction is null ? await Database.BeginTransactionAsync(cancel) : null;
        try
        {
            _saving = true;
            await HoldChainAsync(cancel);
            ChangeTracker.DetectChanges();
            // Once is enough, and every look at the entries would repeat it: what changes from here on tells the tracker itself.
            ChangeTracker.AutoDetectChangesEnabled = false;
            KeyNames();
            var teams = Teams();
            teams.ForEach(t => t.RaiseVersion());
            List<Change> changes = [.. Changes(teams), .. await AccountChangesAsync(cancel), .. Reasons(act.Why)];
            var reworded = Reworded();
            var changesPortal = ChangesPortal();
            RaiseVersions();
            var fairs = FairsChanged();
            await RefuseAnotherFairAsync(cancel);
            await TakePressAsync(act, cancel);
            await RepeatKeysAsync(cancel);
            await KeepInvestorKeysAsync(cancel);
            if (claims is not null)
            {
                await base.SaveChangesAsync(cancel);
                await ReplaceClaimsAsync(claims, cancel);
            }

            await CloseLinkAsync(act, changes, fairs, cancel);
            await base.SaveChangesAsync(cancel);
            await IndexAsync(reworded, cancel);
            if (changesPortal) PortalChange = await NextNumberAsync(Commits.PortalSeries, cancel);
            if (own is not null) await own.CommitAsync(cancel);
            return Outcome.Done;
        }
        catch (Exception fault) when (own is not null && Violations.Explain(fault) is { } refusal)
        {
            await own.RollbackAsync(CancellationToken.None);
            ChangeTracker.Clear();
            return refusal == Violations.ClaimTaken && claims is not null ? await NameBothAsync(claims, cancel) : refusal;
        }
        finally
        {
            _saving = false;
            ChangeTracker.AutoDetectChangesEnabled = true;
            if (own is not null) await own.DisposeAsync();
        }
    }

    /// <summary>
    /// Whoever writes waits here for whoever writes, before holding any record that the other might want: two of them can then
    /// not lock each other up. Only the number of a series and the lease of a search are taken earlier, by all in that order.
    /// What is read after it is what the other has left. SQLite has one writer at a time as it is.
    /// </summary>
    internal Task HoldChainAsync(CancellationToken cancel) =>
        Database.IsNpgsql() ? Database.ExecuteSqlAsync($"""SELECT 1 FROM "AuditHeads" FOR UPDATE""", cancel) : Task.CompletedTask;

    /// <summary>The next number of a series, and as many after it as are asked for; taken in this transaction, so one that fails leaves no gap and no double.</summary>
    public async Task<int> NextNumberAsync(string series, CancellationToken cancel, int count = 1)
    {
        if (Database.CurrentTransaction is null) throw new InvalidOperationException("Numbers are taken inside the transaction that uses them.");
        var last = await Database.SqlQuery<int>(
            $"""INSERT INTO "Numbers" ("Series", "Last") VALUES ({series}, {count}) ON CONFLICT ("Series") DO UPDATE SET "Last" = "Numbers"."Last" + {count} RETURNING "Last" AS "Value" """)
            .ToListAsync(cancel);
        return last.Single() - count + 1;
    }

    public Task<IDbContextTransaction> BeginAsync(CancellationToken cancel) => Database.BeginTransactionAsync(cancel);

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        CheckPlainSave();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        CheckPlainSave();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    // Identity's managers save by themselves, and a session notes when it was seen; everything else of ours says who did what.
    private void CheckPlainSave()
    {
        if (_saving) return;
        var ours = ChangeTracker.Entries().FirstOrDefault(e =>
            e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted
            && e.Entity is not (StaffMember or LoginSession) && e.Entity.GetType().Namespace?.StartsWith("Microsoft.AspNetCore.Identity", StringComparison.Ordinal) != true);
        if (ours is not null) throw new InvalidOperationException($"{ours.Metadata.ClrType.Name} is saved through SaveAsync, which asks who did what.");
        KeyNames();
    }

    private void RaiseVersions()
    {
        foreach (var entry in ChangeTracker.Entries<Record>())
        {
            if (entry.State is EntityState.Added)
                entry.Property(nameof(Record.Version)).CurrentValue = 1;
            else if (entry.State is EntityState.Modified)
                // Higher already where one record came to stand before another: see Outrank.
                entry.Property(nameof(Record.Version)).CurrentValue = Math.Max((int)entry.Property(nameof(Record.Version)).OriginalValue! + 1, (int)entry.Property(nameof(Record.Version)).CurrentValue!);
        }
    }

    // With the change itself or not at all; what was kept of the form until now is no longer needed.
    private async Task TakePressAsync(Act act, CancellationToken cancel)
    {
        if (act.Actor is not { Press: { } key, Id: var actor }) return;
        Presses.Add(new Press(actor, key, act.Name, act.Now, act.Result));
        await Drafts.Where(d => d.OwnerId == actor && d.PressKey == key).ExecuteDeleteAsync(cancel);
    }

    // A guest repeats the pinyin key of the person, so that a list of 100,000 is sorted by one index. It is no fact of the guest:
    // neither its version rises nor does the history tell of it.
    private async Task RepeatKeysAsync(CancellationToken cancel)
    {
        foreach (var entry in ChangeTracker.Entries<Guest>().Where(e => e is { State: EntityState.Added, Entity.Person: not null }))
            entry.Property(g => g.PinyinKey).CurrentValue = entry.Entity.Person.PinyinKey;
        foreach (var entry in ChangeTracker.Entries<Guest>().Where(e => e.State is EntityState.Modified && e.Property(g => g.PersonId).IsModified))
        {
            var key = entry.Property(g => g.PinyinKey);
            key.CurrentValue = await People.Where(p => p.Id == entry.Entity.PersonId).Select(p => p.PinyinKey).SingleAsync(cancel);
            // Written even where it is the same: the person it comes from may be keyed anew in this very save.
            key.IsModified = true;
        }

        foreach (var entry in ChangeTracker.Entries<Person>().Where(e => e.State is EntityState.Modified && e.Property(p => p.PinyinKey).IsModified))
            await Guests.IgnoreQueryFilters().Where(g => g.PersonId == entry.Entity.Id).ExecuteUpdateAsync(set => set.SetProperty(g => g.PinyinKey, entry.Entity.PinyinKey), cancel);
    }

    private async Task ReplaceClaimsAsync(ClaimChange change, CancellationToken cancel)
    {
        await Claims.Where(c => change.Meetings.Contains(c.MeetingId)).ExecuteDeleteAsync(cancel);
        foreach (var claims in change.Claims.Chunk(ClaimsAtOnce))
            await Database.ExecuteSqlAsync(FormattableStringFactory.Create(
                $"""INSERT INTO "Claims" ("FairId", "SlotId", "Kind", "ResourceId", "MeetingId") VALUES {string.Join(", ", claims.Select((_, i) => $"({{{5 * i}}}, {{{5 * i + 1}}}, {{{5 * i + 2}}}, {{{5 * i + 3}}}, {{{5 * i + 4}}})"))}""",
                [.. claims.SelectMany(c => new object[] { c.FairId, c.SlotId, c.Kind.ToString(), c.ResourceId, c.MeetingId })]), cancel);
    }

    /// <summary>Which two meetings want the same person or table; asked after the roll-back.</summary>
    internal async Task<Refusal> NameBothAsync(ClaimChange change, CancellationToken cancel)
    {
        var slots = change.Claims.Select(c => c.SlotId).Distinct().ToList();
        var held = await Claims.AsNoTracking().Where(c => slots.Contains(c.SlotId) && !change.Meetings.Contains(c.MeetingId)).ToListAsync(cancel);
        var wanted = change.Claims.FirstOrDefault(w => held.Any(h => h.SlotId == w.SlotId && h.Kind == w.Kind && h.ResourceId == w.ResourceId));
        // Two of the meetings touched may clash with each other, as in a swap of teams that share a person.
        if (wanted is null)
        {
            var twice = change.Claims.GroupBy(c => (c.SlotId, c.Kind, c.ResourceId)).FirstOrDefault(g => g.Count() > 1)?.ToList();
            if (twice is null) return Refusal.BusyTryAgain;
            return MeetingRefusals.SameSlotTaken(await NumberOfAsync(twice[0].MeetingId, cancel), await NumberOfAsync(twice[1].MeetingId, cancel));
        }

        var holder = held.First(h => h.SlotId == wanted.SlotId && h.Kind == wanted.Kind && h.ResourceId == wanted.ResourceId);
        return MeetingRefusals.SameSlotTaken(await NumberOfAsync(wanted.MeetingId, cancel), await NumberOfAsync(holder.MeetingId, cancel));
    }

    private async Task<string> NumberOfAsync(Guid meetingId, CancellationToken cancel) =>
        await Meetings.AsNoTracking().Where(m => m.Id == meetingId).Select(m => m.Number).SingleOrDefaultAsync(cancel) ?? "新洽谈 new";

    private async Task CloseLinkAsync(Act act, IReadOnlyList<Change> changes, IReadOnlyList<Guid> fairs, CancellationToken cancel)
    {
        var head = AuditHeads.Local.SingleOrDefault() ?? await AuditHeads.SingleAsync(cancel);
        await RefuseArchivedAsync(fairs, cancel);
        await RefuseOverlapsAsync(cancel);

        var at = act.Now > head.At ? act.Now : head.At;
        // PostgreSQL keeps microseconds; the hash must be the same when the link is read again.
        at = new DateTime(at.Ticks - at.Ticks % TimeSpan.TicksPerMicrosecond, DateTimeKind.Utc);
        var audit = new AuditEntry
        {
            Sequence = head.Sequence + 1,
            At = at,
            ActorId = act.Actor.Id,
            ActorName = act.Actor.Name,
            Act = act.Name,
            Purpose = act.Purpose,
            BatchId = act.BatchId,
            Previous = head.Hash,
        };
        foreach (var entry in ChangeTracker.Entries<LedgerEntry>().Where(e => e.State is EntityState.Added))
            entry.Entity.Recorded(audit.Sequence, at, act.Actor.Id, act.Actor.Name);
        audit.Rows.AddRange(changes.Select((d, i) => HistoryRow.Of(audit.Sequence, i, d.Record, d.Id, d.Version(), d.Field, d.Old, d.New)));
        audit.Seal();
        head.Advance(audit);
        Entry(head).DetectChanges();
        AuditEntries.Add(audit);
    }

    // Asked before anything is written: what is saved counts as unchanged. Ledgers of deals go on: they outlive their fair. A search
    // that was begun ends: it would hold up those of other fairs. An address that was given out opens for some time after the fair: it
    // can be taken from whoever has it as long as it does.
    private List<Guid> FairsChanged() =>
    [
        .. ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && e.Entity is not (LedgerEntry or Deal or Export or ImportBatch or PrintRun)
                && !(e.Entity is ScheduleRun or GuestLink && e.State is EntityState.Modified))
            .Select(e => e.Metadata.FindProperty("FairId") is { } of ? e.Property(of).CurrentValue as Guid? : null).OfType<Guid>().Distinct(),
    ];

    /// <summary>
    /// Nothing of an archived fair is written, whoever writes it. Asked when the head of the chain is held, so that a fair
    /// archived a moment ago is seen.
    /// </summary>
    /// <exception cref="ArchivedFairException">Something of an archived fair was changed.</exception>
    private async Task RefuseArchivedAsync(IReadOnlyList<Guid> fairs, CancellationToken cancel)
    {
        if (fairs.Count > 0 && await Fairs.AsNoTracking().AnyAsync(f => fairs.Contains(f.Id) && f.IsArchived, cancel)) throw new ArchivedFairException();
    }

    /// <summary>
    /// A guest comes with a delegation of the same fair, a letter goes to one, an item of the agenda is in a hall of it: the form
    /// offers nothing else, and nothing else is kept, whoever sends it. Which fair something is of never changes.
    /// </summary>
    /// <exception cref="AnotherFairException">Something points into another fair.</exception>
    private async Task RefuseAnotherFairAsync(CancellationToken cancel)
    {
        foreach (var entry in ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified && e.Entity is Record and not Deal).ToList())
        {
            if (entry.Metadata.FindProperty("FairId") is not { } own || entry.Property(own).CurrentValue is not Guid fair) continue;
            foreach (var key in entry.Metadata.GetForeignKeys().Where(k => k.Properties.Count == 1 && k.PrincipalEntityType.FindProperty("FairId") is not null))
            {
                var pointer = entry.Property(key.Properties[0]);
                if (pointer.CurrentValue is null || (entry.State is EntityState.Modified && !pointer.IsModified)) continue;
                // What is not there at all is told by the database.
                if (await FindAsync(key.PrincipalEntityType.ClrType, [pointer.CurrentValue], cancel) is { } there && Entry(there).Property("FairId").CurrentValue is Guid of && of != fair) throw new AnotherFairException();
            }
        }
    }

    /// <summary>
    /// Claims keep people from sitting in two places of one slot; that they sit in one place at a time also needs slots that do not
    /// overlap. Asked when the head of the chain is held, so that a slot of a moment ago is seen.
    /// </summary>
    /// <exception cref="OverlappingSlotsException">A slot overlaps another of its fair.</exception>
    private async Task RefuseOverlapsAsync(CancellationToken cancel)
    {
        var changed = ChangeTracker.Entries<TimeSlot>().Where(e => e.State is EntityState.Added or EntityState.Modified).Select(e => e.Entity).ToList();
        var ids = changed.Select(s => s.Id).ToList();
        foreach (var slot in changed)
            if (changed.Any(s => s.Id != slot.Id && s.FairId == slot.FairId && s.StartsAt < slot.EndsAt && slot.StartsAt < s.EndsAt)
                || await Slots.AsNoTracking().AnyAsync(s => s.FairId == slot.FairId && !ids.Contains(s.Id) && s.StartsAt < slot.EndsAt && slot.StartsAt < s.EndsAt, cancel))
                throw new OverlappingSlotsException();
    }

    // One row with all it says.
    private static Change Made(string record, Guid id, Func<int> version, Dictionary<string, string?> says) => new(record, id, version, "", null, JsonSerializer.Serialize(says, Plain));

    private sealed record Change(string Record, Guid Id, Func<int> Version, string Field, string? Old, string? New);

    private IEnumerable<Change> Changes(List<Team> teams)
    {
        foreach (var entry in ChangeTracker.Entries().Where(e => e.Entity is Record or LedgerEntry && e.State is not EntityState.Unchanged))
        {
            var id = (Guid)entry.Property("Id").CurrentValue!;
            var name = entry.Metadata.ClrType.Name;
            Func<int> version = entry.Entity is Record record ? () => record.Version : () => 1;
            switch (entry.State)
            {
                case EntityState.Added:
                    yield return Made(name, id, version, Standing(entry, teams));
                    break;
                case EntityState.Modified when entry.Entity is LedgerEntry:
                    throw new InvalidOperationException($"{name} is an entry of a ledger and is never changed.");
                case EntityState.Deleted:
                    throw new InvalidOperationException($"{name} is never deleted.");
                case EntityState.Modified:
                    foreach (var value in Values(entry).Where(v => v.Current != v.Original))
                        yield return new Change(name, id, version, value.Name, value.Original, value.Current);
                    foreach (var team in teams.Where(t => t.Owner.Entity == entry.Entity))
                        yield return new Change(name, id, version, team.Field, team.Old, team.New);
                    break;
            }
        }
    }

    private IEnumerable<Change> Reasons(Why? why)
    {
        if (why is null) return [];
        var of = ChangeTracker.Entries<Record>().Single(e => e.Entity.Id == why.RecordId);
        if (of.State is EntityState.Unchanged) of.Property(r => r.Version).IsModified = true;
        return [new Change(of.Metadata.ClrType.Name, why.RecordId, () => of.Entity.Version, nameof(Why.Reason), null, why.Reason)];
    }

    /// <summary>
    /// An entry of a ledger, which is never changed, still says what its history row holds. Fields that a later version of the
    /// product added say nothing, or what they say by default.
    /// </summary>
    internal static bool SaysStill(EntityEntry entry, string written)
    {
        var (then, now) = (JsonSerializer.Deserialize<Dictionary<string, string?>>(written, Plain)!, Standing(entry));
        return now.All(v => then.TryGetValue(v.Key, out var was) ? was == v.Value : v.Value is "0" or "False" or "")
            && then.Keys.All(field => now.ContainsKey(field) || Values(entry).All(v => v.Name != field));
    }

    private static Dictionary<string, string?> Standing(EntityEntry entry, IEnumerable<Team>? teams = null) =>
        Values(entry).Select(v => (v.Name, v.Current)).Concat((teams ?? []).Where(t => t.Owner.Entity == entry.Entity).Select(t => (Name: t.Field, Current: t.New)))
            .Where(v => v.Current is not null).ToDictionary(v => v.Name, v => v.Current);

    private static IEnumerable<(string Name, string? Original, string? Current)> Values(EntityEntry entry)
    {
        foreach (var property in entry.Properties.Where(p => IsKept(entry.Metadata, p.Metadata.Name)))
            yield return (property.Metadata.Name, Plainly(property.OriginalValue), Plainly(property.CurrentValue));
        foreach (var complex in entry.ComplexProperties)
            foreach (var property in complex.Properties)
                yield return ($"{complex.Metadata.Name}.{property.Metadata.Name}", Plainly(property.OriginalValue), Plainly(property.CurrentValue));
    }

    /// <summary>What of a record is written into history; a part of a complex value by its path, as Name.Zh.</summary>
    public static IEnumerable<string> KeptColumns(IEntityType type) =>
        type.GetProperties().Where(p => IsKept(type, p.Name)).Select(p => p.Name).Concat(type.GetComplexProperties().SelectMany(c => c.ComplexType.GetProperties().Select(p => $"{c.Name}.{p.Name}")));

    private static bool IsKept(IReadOnlyTypeBase type, string property) =>
        !IsBookkeeping(property) || (property == "PinyinKey" && (type.ClrType == typeof(Person) || type.ClrType == typeof(Investor)));

    private static bool IsBookkeeping(string property) => property is nameof(Record.Id) or nameof(Record.Version)
        or nameof(LedgerEntry.Sequence) or nameof(LedgerEntry.RecordedAt) or nameof(LedgerEntry.ById) or nameof(LedgerEntry.ByName)
        or "PinyinKey" or "NameKey" or "StageOrder" or "LastSaidAt" or "KeyHash" or nameof(Notice.SinceWithheld) or nameof(ScheduleRun.Instance);

    private static string? Plainly(object? value) => value switch
    {
        null => null,
        string text => text,
        byte[] digest => Convert.ToHexStringLower(digest),
        DateTime at => at.ToString("O", CultureInfo.InvariantCulture),
        DateTimeOffset at => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        // One database hands 96 back as 96.0, the other as 96.0000; typed again it has not changed.
        decimal number => number.ToString("0.########", CultureInfo.InvariantCulture),
        System.Collections.IEnumerable many => string.Join(",", many.Cast<object?>().Select(Plainly)),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
