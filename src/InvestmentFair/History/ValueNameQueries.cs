using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using InvestmentFair.Access;
using InvestmentFair.Choices;
using InvestmentFair.Data;
using InvestmentFair.Deals;
using InvestmentFair.Delegations;
using InvestmentFair.Documents;
using InvestmentFair.Enquiries;
using InvestmentFair.Fairs;
using InvestmentFair.Files;
using InvestmentFair.Kernel;
using InvestmentFair.Ledger;
using InvestmentFair.Meetings;
using InvestmentFair.Organisations;
using InvestmentFair.People;
using InvestmentFair.Projects;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace InvestmentFair.History;

/// <summary>A value of a column as history keeps it: invariant text, members and keys by what the machine calls them.</summary>
public readonly record struct KeptValue(string Record, string Field, string? Value);

/// <summary>Says what history keeps as people read it: names for keys, words for members and codes, sums in their unit, instants in the county's time.</summary>
public sealed class ValueNameQueries(IDbContextFactory<FairDbContext> contexts, ChoiceQueries choices)
{
    private static readonly Dictionary<Type, ChoiceOf> ChoiceOfPrincipal = new()
    {
        [typeof(Delegation)] = ChoiceOf.Delegation,
        [typeof(Fair)] = ChoiceOf.Fair,
        [typeof(Guest)] = ChoiceOf.Guest,
        [typeof(Hall)] = ChoiceOf.Hall,
        [typeof(HostRepresentative)] = ChoiceOf.Host,
        [typeof(IdlePlant)] = ChoiceOf.Plant,
        [typeof(Investor)] = ChoiceOf.Investor,
        [typeof(Person)] = ChoiceOf.Person,
        [typeof(Project)] = ChoiceOf.Project,
        [typeof(Unit)] = ChoiceOf.Unit,
        [typeof(Venue)] = ChoiceOf.Venue,
    };

    // Entries of ledgers keep facts by key without a constraint, and codes are keys of tables and dictionaries.
    private static readonly Dictionary<string, ChoiceOf> ChoiceOfColumn = new()
    {
        ["After"] = ChoiceOf.Request,
        ["ExitReason"] = ChoiceOf.ExitReason,
        ["FairId"] = ChoiceOf.Fair,
        ["Guests"] = ChoiceOf.Person,
        ["HallId"] = ChoiceOf.Hall,
        ["Hosts"] = ChoiceOf.Person,
        ["Interpreters"] = ChoiceOf.Person,
        ["HostTeam"] = ChoiceOf.Host,
        ["InvestorId"] = ChoiceOf.Investor,
        ["Language"] = ChoiceOf.Language,
        ["Languages"] = ChoiceOf.Language,
        ["Modes"] = ChoiceOf.CooperationMode,
        ["PersonId"] = ChoiceOf.Person,
        ["RegionCode"] = ChoiceOf.Region,
        ["SectorCode"] = ChoiceOf.Sector,
        ["SupportingUnitIds"] = ChoiceOf.Unit,
        ["TownshipCode"] = ChoiceOf.Region,
        ["Townships"] = ChoiceOf.Township,
        ["UnitId"] = ChoiceOf.Unit,
        ["Voucher"] = ChoiceOf.Voucher,
    };

    private readonly ConcurrentDictionary<(string Record, string Field), Meaning> _meanings = new();

    /// <summary>In the order given; none stays none.</summary>
    public async Task<IReadOnlyList<string?>> SayAsync(Actor actor, IReadOnlyCollection<KeptValue> kept, CancellationToken cancel)
    {
        // A department reporter reads the history of deals, and of nothing else.
        actor.Must(!actor.May(Permission.ViewFair) && kept.All(k => k.Record == nameof(Deal)) ? Permission.ViewDeals : Permission.ViewFair);
        await using var db = contexts.CreateDbContext();
        var meant = kept.Select(k => (k.Value, Meaning: MeaningOf(db.Model, k.Record, k.Field))).ToList();
        var words = new Dictionary<(object Of, string Key), string>();
        foreach (var group in meant.Where(m => !string.IsNullOrEmpty(m.Value) && m.Meaning.KeyOf is not null).GroupBy(m => m.Meaning.KeyOf!))
        {
            string[] keys = [.. group.SelectMany(m => m.Value!.Split(',')).Distinct()];
            foreach (var (key, name) in group.Key is ChoiceOf choice
                ? await choices.NamesAsync(actor, choice, null, keys, cancel)
                : await NamesAsync(db, actor, (Type)group.Key, [.. keys.Select(Guid.Parse)], cancel))
                words[(group.Key, key)] = name;
        }

        return [.. meant.Select(m => m.Value is not { Length: > 0 } value ? m.Value
            : m.Meaning.KeyOf is { } of ? Language.List(value.Split(',').Select(k => words.GetValueOrDefault((of, k), Short(k))))
            : Form.Show(m.Meaning.Read(value)))];
    }

    /// <summary>What records are called now; those without a name, or gone, are left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> RecordsAsync(Actor actor, IReadOnlyList<(string Record, Guid Id)> records, CancellationToken cancel)
    {
        var said = await SayAsync(actor, [.. records.Select(r => new KeptValue(r.Record, nameof(Record.Id), r.Id.ToString()))], cancel);
        return records.Zip(said).Where(r => r.Second is { } name && name != Short(r.First.Id.ToString())).DistinctBy(r => r.First.Id).ToDictionary(r => r.First.Id, r => r.Second!);
    }

    private Meaning MeaningOf(IModel model, string record, string field) => _meanings.GetOrAdd((record, field), at => Find(model, at.Record, at.Field));

    private static Meaning Find(IModel model, string record, string field)
    {
        if (model.GetEntityTypes().FirstOrDefault(t => t.ClrType.Name == record) is not { } type) return new Meaning(null, value => value);
        var principal = field == nameof(Record.Id) ? type.ClrType : type.FindProperty(field)?.GetContainingForeignKeys().FirstOrDefault()?.PrincipalEntityType.ClrType;
        object? key = principal is not null && ChoiceOfPrincipal.TryGetValue(principal, out var choice) || ChoiceOfColumn.TryGetValue(field, out choice) ? choice : principal;
        var column = field.Split('.').Aggregate(type.ClrType, (of, part) => of.GetProperty(part)?.PropertyType ?? typeof(string));
        column = Nullable.GetUnderlyingType(column) ?? column;
        // Of a password no more is kept than who made it up, and it is no column.
        if ((type.ClrType, field) == (typeof(StaffMember), "Password")) column = typeof(PasswordState);
        // A key that is kept without a constraint and is of no one table.
        if (key is null && column == typeof(Guid)) key = typeof(Guid);
        return new Meaning(key, key is null ? Reader(column, field) : value => value);
    }

    private static Func<string, object> Reader(Type column, string field)
    {
        if (field == nameof(Fair.TimeZone)) return FairZones.Say;
        if (column == typeof(bool)) return value => bool.Parse(value);
        if (column == typeof(DateOnly)) return value => DateOnly.Parse(value, CultureInfo.InvariantCulture);
        if (column == typeof(DateTimeOffset)) return value => DateTimeOffset.Parse(value, CultureInfo.InvariantCulture).UtcDateTime;
        if (column == typeof(DateTime)) return value => DateTime.Parse(value, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
        // A member that a later version no longer knows is shown as it was written.
        if (column.IsEnum) return value => Enum.TryParse(column, value, out var member) && Enum.IsDefined(column, member!) && column.GetField(value)?.GetCustomAttribute<TextAttribute>() is not null ? member! : value;
        if (field.EndsWith("Fen", StringComparison.Ordinal)) return value => Sum(long.Parse(value, CultureInfo.InvariantCulture));
        if (field.EndsWith(".OriginalMinor", StringComparison.Ordinal)) return value => (long.Parse(value, CultureInfo.InvariantCulture) / 100m).ToString("#,##0.##", CultureInfo.InvariantCulture);
        if (field.EndsWith(".Rate", StringComparison.Ordinal)) return value => ((decimal)long.Parse(value, CultureInfo.InvariantCulture) / Amount.RateUnit).ToString("0.########", CultureInfo.InvariantCulture);
        return KeptWords.Say;
    }

    private static string Sum(long fen) => fen == 0 ? "0"
        : Math.Abs(fen) < Money.FenPerWan ? Language.Say(string.Create(CultureInfo.InvariantCulture, $"{fen / 100m:#,##0.##}元"), string.Create(CultureInfo.InvariantCulture, $"CNY {fen / 100m:#,##0.##}"))
        : new Money(fen).Exact;

    // What is no longer there, or is of no table that has names, is told apart by the end of its key.
    private static string Short(string key) => Guid.TryParse(key, out _) ? $"…{key[^6..]}" : key;

    private static async Task<IReadOnlyDictionary<string, string>> NamesAsync(FairDbContext db, Actor actor, Type principal, Guid[] ids, CancellationToken cancel)
    {
        if (principal == typeof(Table)) return (await db.Tables.Where(t => ids.Contains(t.Id)).Select(t => new { t.Id, t.Code }).ToListAsync(cancel)).ToDictionary(t => t.Id.ToString(), t => t.Code);
        if (principal == typeof(TimeSlot)) return (await db.Slots.Where(s => ids.Contains(s.Id)).Select(s => new { s.Id, s.StartsAt, s.Fair.TimeZone }).ToListAsync(cancel)).ToDictionary(s => s.Id.ToString(), s => FairTime.Instant(s.StartsAt, s.TimeZone));
        if (principal == typeof(StoredFile)) return (await db.Files.Where(f => ids.Contains(f.Id)).Select(f => new { f.Id, f.Name }).ToListAsync(cancel)).ToDictionary(f => f.Id.ToString(), f => f.Name);
        if (principal == typeof(Meeting)) return (await db.Meetings.Where(m => ids.Contains(m.Id)).Select(m => new { m.Id, m.Number }).ToListAsync(cancel)).ToDictionary(m => m.Id.ToString(), m => m.Number);
        if (principal == typeof(Enquiry)) return (await db.Enquiries.Where(e => ids.Contains(e.Id)).Select(e => new { e.Id, e.Number }).ToListAsync(cancel)).ToDictionary(e => e.Id.ToString(), e => e.Number);
        if (principal == typeof(Deal)) return (await db.Deals.IgnoreQueryFilters().VisibleTo(actor).Where(d => ids.Contains(d.Id)).Select(d => new { d.Id, d.Number, d.Name }).ToListAsync(cancel)).ToDictionary(d => d.Id.ToString(), d => $"{d.Number} {d.Name.Text}");
        if (principal == typeof(PrintRun)) return (await db.Prints.Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Number }).ToListAsync(cancel)).ToDictionary(p => p.Id.ToString(), p => p.Number);
        if (principal == typeof(GuestLink)) return (await db.Links.Where(l => ids.Contains(l.Id)).Select(l => new { l.Id, l.Number }).ToListAsync(cancel)).ToDictionary(l => l.Id.ToString(), l => l.Number);
        if (principal == typeof(MeetingRequest)) return (await db.Requests.Where(r => ids.Contains(r.Id)).Select(r => new { r.Id, r.Investor!.Name, r.Topic }).ToListAsync(cancel)).ToDictionary(r => r.Id.ToString(), r => $"{r.Name?.Text} {r.Topic}".Trim());
        if (principal == typeof(Availability)) return (await db.Availability.Where(a => ids.Contains(a.Id)).Select(a => new { a.Id, a.Person.Name, a.Kind }).ToListAsync(cancel)).ToDictionary(a => a.Id.ToString(), a => $"{a.Name} {a.Kind.Text}");
        if (principal == typeof(PartyLimit)) return (await db.Limits.Include(l => l.Investor!.Survivor).Include(l => l.Delegation).Include(l => l.Project).Include(l => l.Plant).Where(l => ids.Contains(l.Id)).ToListAsync(cancel)).ToDictionary(l => l.Id.ToString(), LimitDesk.NameOf);
        if (principal == typeof(RelocationNeed)) return (await db.Needs.Where(n => ids.Contains(n.Id)).Select(n => new { n.Id, n.Investor.Name }).ToListAsync(cancel)).ToDictionary(n => n.Id.ToString(), n => n.Name.Text);
        if (principal == typeof(ScheduleRelease)) return (await db.Releases.Where(r => ids.Contains(r.Id)).Select(r => new { r.Id, r.Name, r.Number }).ToListAsync(cancel)).ToDictionary(r => r.Id.ToString(), r => ScheduleRelease.CalledBy(r.Name, r.Number));
        if (principal == typeof(Notice)) return (await (from n in db.Notices.Where(n => ids.Contains(n.Id)) join p in db.People on n.PersonId equals p.Id select new { n.Id, p.Survivor.Name }).ToListAsync(cancel)).ToDictionary(n => n.Id.ToString(), n => n.Name);
        if (principal == typeof(ReleasedMeeting)) return (await db.ReleasedMeetings.Where(m => ids.Contains(m.Id)).Select(m => new { m.Id, m.Number }).ToListAsync(cancel)).ToDictionary(m => m.Id.ToString(), m => m.Number);
        if (principal == typeof(ChecklistItem)) return (await db.Checklist.Where(i => ids.Contains(i.Id)).Select(i => new { i.Id, i.Title }).ToListAsync(cancel)).ToDictionary(i => i.Id.ToString(), i => i.Title.Text);
        if (principal == typeof(AgendaItem)) return (await db.Agenda.Where(i => ids.Contains(i.Id)).Select(i => new { i.Id, i.Title }).ToListAsync(cancel)).ToDictionary(i => i.Id.ToString(), i => i.Title.Text);
        if (principal == typeof(Contact)) return (await db.Contacts.Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, c.Person.Name }).ToListAsync(cancel)).ToDictionary(c => c.Id.ToString(), c => c.Name);
        if (principal == typeof(Signing)) return (await db.Set<Signing>().Where(s => ids.Contains(s.Id)).ToListAsync(cancel)).ToDictionary(s => s.Id.ToString(), s => $"{FairTime.Day(s.HoldsFrom)} {s.Document}");
        if (principal == typeof(FundsReceipt)) return (await db.Set<FundsReceipt>().Where(r => ids.Contains(r.Id)).ToListAsync(cancel)).ToDictionary(r => r.Id.ToString(), r => $"{FairTime.Day(r.HoldsFrom)} {r.Amount.Money.Exact}");
        if (principal == typeof(PersonMerge)) return MergesBy(await db.Set<PersonMerge>().AsNoTracking().Where(m => ids.Contains(m.Id)).ToListAsync(cancel), await db.People.Where(p => db.Set<PersonMerge>().Any(m => ids.Contains(m.Id) && (m.SubjectId == p.Id || m.SurvivorId == p.Id))).ToDictionaryAsync(p => p.Id, p => p.Name, cancel));
        if (principal == typeof(InvestorMerge)) return MergesBy(await db.Set<InvestorMerge>().AsNoTracking().Where(m => ids.Contains(m.Id)).ToListAsync(cancel), (await db.Investors.Where(i => db.Set<InvestorMerge>().Any(m => ids.Contains(m.Id) && (m.SubjectId == i.Id || m.SurvivorId == i.Id))).Select(i => new { i.Id, i.Name }).ToListAsync(cancel)).ToDictionary(i => i.Id, i => i.Name.Text));
        if (principal == typeof(DealMerge)) return MergesBy(await db.Set<DealMerge>().AsNoTracking().Where(m => ids.Contains(m.Id)).ToListAsync(cancel), (await db.Deals.IgnoreQueryFilters().VisibleTo(actor).Where(d => db.Set<DealMerge>().Any(m => ids.Contains(m.Id) && (m.SubjectId == d.Id || m.SurvivorId == d.Id))).Select(d => new { d.Id, d.Number, d.Name }).ToListAsync(cancel)).ToDictionary(d => d.Id, d => $"{d.Number} {d.Name.Text}"));
        return new Dictionary<string, string>();
    }

    // Who went into whom, each by their own name; of one that was undone, who stands for themselves again.
    private static Dictionary<string, string> MergesBy(IEnumerable<Merge> merges, Dictionary<Guid, string> names) =>
        merges.Where(m => names.ContainsKey(m.SubjectId)).ToDictionary(m => m.Id.ToString(), m => m.SurvivorId is { } into && names.TryGetValue(into, out var survivor) ? $"{names[m.SubjectId]} → {survivor}" : names[m.SubjectId]);

    // The key is of a ChoiceOf or of a table; where it is of none the value says itself.
    private sealed record Meaning(object? KeyOf, Func<string, object> Read);
}
