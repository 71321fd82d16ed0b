using System.Reflection;
using System.Text.Json;
using InvestmentFair.Deals;
using InvestmentFair.Delegations;
using InvestmentFair.Kernel;
using InvestmentFair.Ledger;
using InvestmentFair.Meetings;
using InvestmentFair.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using LedgerEntry = InvestmentFair.Ledger.Entry;

namespace InvestmentFair.Data;

/// <summary>
/// Re-points every key that names one person to another, by what the model says points at persons, so that a table added
/// later comes along by itself. Entries of a ledger are never changed, and a deal's columns repeat them: both keep the
/// loser and are read through <see cref="Person.Survivor"/>.
/// </summary>
internal sealed class Repointing(FairDbContext db, Merge merge)
{
    private const string Folded = "FoldedIntoId";
    private static readonly MethodInfo RowsOf = typeof(Repointing).GetMethods(BindingFlags.NonPublic | BindingFlags.Instance).Single(m => m is { Name: nameof(RowsAsync), IsGenericMethodDefinition: true });
    private readonly List<PersonMove> _moves = [];
    private readonly List<(Guest Kept, Guest Folded)> _folded = [];

    public static bool IsRepointed(IForeignKey key) => key is { Properties: [{ Name: not (Folded or nameof(IMergeable.SurvivorId)) } property], DeclaringEntityType.ClrType: { } type }
        && type != typeof(Deal) && type != typeof(PersonMove)
        && !typeof(LedgerEntry).IsAssignableFrom(type) && (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) == typeof(Guid);

    public async Task<Outcome<Moved>> MoveAsync(CancellationToken cancel)
    {
        var (from, to) = (merge.SubjectId, merge.SurvivorId!.Value);
        if (await MoveAsync(typeof(Person), from, to, cancel) is { } refusal) return refusal;
        return new Moved(await ClaimsAsync(claim => claim.ResourceId == from ? to : claim.ResourceId, [], cancel), () =>
        {
            db.AddRange(_moves);
            foreach (var (kept, folded) in _folded) kept.TakeOver(folded);
        });
    }

    public async Task<ClaimChange?> MoveBackAsync(List<string> kept, CancellationToken cancel)
    {
        _moves.AddRange(await db.Set<PersonMove>().Where(m => m.MergeId == merge.Id).OrderByDescending(m => m.Ordinal).ToListAsync(cancel));
        var back = new HashSet<Guid>();
        var again = new HashSet<Guid>();
        foreach (var move in _moves)
        {
            var type = db.Model.GetEntityTypes().Single(t => t.ClrType.Name == move.Record);
            var done = typeof(Record).IsAssignableFrom(type.ClrType) || move.Row.Length == 36 ? await RecordBackAsync(type, move, cancel) : await RowBackAsync(type, move, cancel);
            if (!done) kept.Add(type.ClrType.Name);
            else if (type.ClrType == typeof(MeetingAttendee)) (move.Kind is MoveKind.Dropped ? again : back).Add(Guid.Parse(Read(move.Row)[nameof(MeetingAttendee.MeetingId)]!));
        }

        return await ClaimsAsync(claim => back.Contains(claim.MeetingId) && claim.ResourceId == merge.SurvivorId ? merge.SubjectId : claim.ResourceId, again, cancel);
    }

    private async Task<Refusal?> MoveAsync(Type principal, Guid from, Guid to, CancellationToken cancel)
    {
        foreach (var key in db.Model.GetEntityTypes().SelectMany(t => t.GetForeignKeys()).Where(k => k.PrincipalEntityType.ClrType == principal && IsRepointed(k)).ToList())
        {
            var (type, property) = (key.DeclaringEntityType, key.Properties[0]);
            var theirs = await RowsAsync(type, property, from, cancel);
            var ours = theirs.Count == 0 ? [] : await RowsAsync(type, property, to, cancel);
            foreach (var row in theirs)
            {
                var twin = ours.FirstOrDefault(o => Clashes(type, property, row, o));
                if (twin is null) Point(type, property, row, from, to);
                else if (type.FindProperty(Folded) is not null)
                {
                    row.Property(Folded).CurrentValue = twin.Property("Id").CurrentValue;
                    Log(MoveKind.Folded, type, property, row, from, to);
                    if (row.Entity is Guest folded) _folded.Add(((Guest)twin.Entity, folded));
                    if (await MoveAsync(type.ClrType, (Guid)row.Property("Id").CurrentValue!, (Guid)twin.Property("Id").CurrentValue!, cancel) is { } refusal) return refusal;
                }
                else if (row.Entity is Record) return MergeRefusals.CannotMove(type.ClrType.Name);
                else
                {
                    Log(MoveKind.Dropped, type, property, row, from, to);
                    row.State = EntityState.Deleted;
                }
            }
        }

        return null;
    }

    private void Point(IEntityType type, IProperty property, EntityEntry row, Guid from, Guid to)
    {
        Log(MoveKind.Moved, type, property, row, from, to);
        if (!property.IsKey())
        {
            row.Property(property.Name).CurrentValue = to;
            return;
        }

        Replace(row, property.Name, to);
    }

    // A key cannot be changed: the row goes and comes again under the other key.
    private void Replace(EntityEntry row, string field, Guid to)
    {
        var values = row.CurrentValues.Clone();
        values[field] = to;
        row.State = EntityState.Deleted;
        db.Add(values.ToObject());
    }

    private async Task<bool> RecordBackAsync(IEntityType type, PersonMove move, CancellationToken cancel)
    {
        var row = (await RowsAsync(type, type.FindPrimaryKey()!.Properties[0], Guid.Parse(move.Row), cancel)).SingleOrDefault();
        var field = move.Kind is MoveKind.Folded ? Folded : move.Field;
        if (row is null || (move.Kind is MoveKind.Moved && !Equals(row.Property(field).CurrentValue, move.ToId))) return false;
        row.Property(field).CurrentValue = move.Kind is MoveKind.Folded ? null : move.FromId;
        return true;
    }

    private async Task<bool> RowBackAsync(IEntityType type, PersonMove move, CancellationToken cancel)
    {
        var was = Read(move.Row);
        var others = type.FindPrimaryKey()!.Properties.Where(p => p.Name != move.Field).ToList();
        var property = type.FindProperty(move.Field)!;
        bool IsIt(EntityEntry row) => others.TrueForAll(p => Plain(row.Property(p.Name).CurrentValue) == was[p.Name]);
        if (move.Kind is MoveKind.Moved)
        {
            if ((await RowsAsync(type, property, move.ToId, cancel)).SingleOrDefault(IsIt) is not { } row) return false;
            Replace(row, move.Field, move.FromId);
            return true;
        }

        // Back in its place beside the survivor's, if there is still something to be in.
        if (!(await RowsAsync(type, property, move.ToId, cancel)).Any(IsIt)) return false;
        var values = db.Entry(Activator.CreateInstance(type.ClrType, nonPublic: true)!).CurrentValues.Clone();
        foreach (var own in type.GetProperties()) values[own.Name] = Typed(was[own.Name], own.ClrType);
        db.Add(values.ToObject());
        return true;
    }

    /// <summary>The claims of the meetings whose people moved, each for whom it is now; and for those who are back beside the survivor one for every slot.</summary>
    private async Task<ClaimChange?> ClaimsAsync(Func<SlotClaim, Guid> now, HashSet<Guid> again, CancellationToken cancel)
    {
        var meetings = _moves.Where(m => m.Record == nameof(MeetingAttendee)).Select(m => Guid.Parse(Read(m.Row)[nameof(MeetingAttendee.MeetingId)]!)).Distinct().ToList();
        if (meetings.Count == 0) return null;
        var claims = await db.Claims.AsNoTracking().Where(c => meetings.Contains(c.MeetingId)).ToListAsync(cancel);
        var person = claims.Select(c => Claim(c, c.Kind is ClaimKind.Person ? now(c) : c.ResourceId));
        var back = claims.Where(c => again.Contains(c.MeetingId) && c.ResourceId == merge.SurvivorId).Select(c => Claim(c, merge.SubjectId));
        return new ClaimChange(meetings, [.. person.Concat(back).DistinctBy(c => (c.SlotId, c.Kind, c.ResourceId, c.MeetingId))]);
    }

    private static SlotClaim Claim(SlotClaim of, Guid resource) => new() { FairId = of.FairId, SlotId = of.SlotId, Kind = of.Kind, ResourceId = resource, MeetingId = of.MeetingId };

    private static bool Clashes(IEntityType type, IProperty property, EntityEntry row, EntityEntry other) =>
        type.GetIndexes().Where(i => i.IsUnique).Select(i => i.Properties).Concat(type.GetKeys().Select(k => k.Properties))
            .Where(unique => unique.Contains(property))
            .Any(unique => unique.Where(p => p != property).All(p => Equals(row.Property(p.Name).CurrentValue, other.Property(p.Name).CurrentValue)));

    private void Log(MoveKind kind, IEntityType type, IProperty property, EntityEntry row, Guid from, Guid to) => _moves.Add(new PersonMove
    {
        MergeId = merge.Id,
        Ordinal = _moves.Count,
        Kind = kind,
        Record = type.ClrType.Name,
        Field = property.Name,
        Row = type.FindPrimaryKey()!.Properties is [{ Name: "Id" }] ? row.Property("Id").CurrentValue!.ToString()!
            : JsonSerializer.Serialize(type.GetProperties().ToDictionary(p => p.Name, p => Plain(row.Property(p.Name).CurrentValue))),
        FromId = from,
        ToId = to,
    });

    private static Dictionary<string, string?> Read(string row) => JsonSerializer.Deserialize<Dictionary<string, string?>>(row)!;

    private static string? Plain(object? value) => value is null ? null : Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture);

    internal static object? Typed(string? text, Type type)
    {
        if (text is null) return null;
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        return bare switch
        {
            { IsEnum: true } => Enum.Parse(bare, text),
            _ when bare == typeof(Guid) => Guid.Parse(text),
            _ when bare == typeof(DateOnly) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture),
            _ when bare == typeof(DateTime) => DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.RoundtripKind),
            _ => Convert.ChangeType(text, bare, System.Globalization.CultureInfo.InvariantCulture),
        };
    }

    private Task<List<EntityEntry>> RowsAsync(IEntityType type, IProperty property, Guid id, CancellationToken cancel) =>
        (Task<List<EntityEntry>>)RowsOf.MakeGenericMethod(type.ClrType, property.ClrType).Invoke(this, [property.Name, property.ClrType == typeof(Guid) ? id : (Guid?)id, cancel])!;

    private async Task<List<EntityEntry>> RowsAsync<T, TKey>(string property, TKey id, CancellationToken cancel) where T : class =>
        [.. (await db.Set<T>().IgnoreQueryFilters().Where(e => Equals(EF.Property<TKey>(e, property), id)).ToListAsync(cancel)).Select(e => db.Entry(e)).Where(e => e.State is not EntityState.Deleted)];
}
