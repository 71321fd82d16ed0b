using InvestmentFair.Audit;
using InvestmentFair.Data;
using InvestmentFair.Delegations;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.People;
using InvestmentFair.Spreadsheets;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Imports;

internal sealed class GuestImport(Fair fair) : ImportOf<Guest, GuestForm>
{
    private KnownGuests _guests = new([]);
    private Dictionary<Guid, RosterState> _rosters = [];
    private Dictionary<Guid, int> _quotas = [];
    private Dictionary<Guid, int> _members = [];
    private ILookup<(string, string), Guid> _known = Array.Empty<Guid>().ToLookup(_ => ("", ""));

    protected override (string Zh, string En)? NumberColumn => ("编号", "No.");

    protected override ImportKind Kind => ImportKind.Guests;

    protected override async Task LoadAsync(FairDbContext db, CancellationToken cancel)
    {
        _guests = new KnownGuests(await db.Guests.Include(g => g.Person).Where(g => g.FairId == fair.Id).ToListAsync(cancel));
        _known = (await db.People.AsNoTracking().Where(p => p.SurvivorId == p.Id && p.Mobile != null).Select(p => new { p.Id, p.NameKey, p.Mobile }).ToListAsync(cancel))
            .ToLookup(p => (p.NameKey, Mobiles.Clean(p.Mobile)!), p => p.Id);
        var delegations = await db.Delegations.AsNoTracking().Where(d => d.FairId == fair.Id).Select(d => new { d.Id, d.Roster, d.Quota, Members = d.Guests.Count(g => g.Attendance != Attendance.Declined) }).ToListAsync(cancel);
        _rosters = delegations.ToDictionary(d => d.Id, d => d.Roster);
        _quotas = delegations.ToDictionary(d => d.Id, d => d.Quota);
        _members = delegations.ToDictionary(d => d.Id, d => d.Members);
    }

    protected override async Task<IReadOnlyDictionary<ChoiceOf, ILookup<string, string>>> ChoicesAsync(FairDbContext db, CancellationToken cancel)
    {
        var delegations = await db.Delegations.AsNoTracking().Where(d => d.FairId == fair.Id).ToListAsync(cancel);
        var regions = await db.Regions.AsNoTracking().ToDictionaryAsync(r => r.Code, r => r.Name, cancel);
        var investors = await db.Investors.AsNoTracking().Select(i => new { i.SurvivorId, i.Number, i.Name }).ToListAsync(cancel);
        return new Dictionary<ChoiceOf, ILookup<string, string>>
        {
            // A county's own name stands for its delegation, as every returned sheet has it.
            [ChoiceOf.Delegation] = Choosing.By(delegations, d => d.Id.ToString(), d => [d.Name.Zh, d.Name.En, d.RegionCode, d.RegionCode is { } code ? regions[code].Zh : null]),
            [ChoiceOf.Investor] = Choosing.By(investors, i => i.SurvivorId.ToString(), i => [i.Number, i.Name.Zh, i.Name.En]),
        };
    }

    protected override IReadOnlyList<Guest> Matches(string? number, GuestForm read) => _guests.Meant(number, read);

    // Exactly this name and this number is somebody the house knows; of two such nobody is guessed.
    protected override (string? Note, string? Problem) Recognise(GuestForm form)
    {
        var known = Mobiles.Clean(form.Mobile) is { } mobile ? _known[(PersonName.Key(form.Name), mobile)].ToList() : [];
        if (known.Count > 1) return (null, Language.Say($"有 {known.Count} 位已有人员同名同号，请先在“人员”中合并", $"{known.Count} known persons have this name and number; merge them under People first"));
        form.PersonId = known.Count == 1 ? known[0] : null;
        string?[] notes = [known.Count == 1 ? Language.Say("已有人员", "Known person") : null, OverQuota(form)];
        return (string.Join(Language.Say("；", "; "), notes.OfType<string>()) is { Length: > 0 } note ? note : null, null);
    }

    // More than its quota is worth a word, and the county decides: it is no wall.
    private string? OverQuota(GuestForm form)
    {
        if (form.DelegationId is not { } of || !_quotas.TryGetValue(of, out var quota)) return null;
        return ++_members[of] > quota ? Language.Say($"超出代表团名额 {quota} 人", $"Over the delegation’s quota of {quota}") : null;
    }

    protected override IEnumerable<string> Keys(GuestForm form) => KnownGuests.Keys(form.Name, Mobiles.Clean(form.Mobile), form.DelegationId?.ToString(), form.InvestorId?.ToString());

    protected override GuestForm FormOf(Guest record) => GuestForm.Of(record);

    // Neither into a locked roster nor out of one.
    protected override Refusal? Refuses(Guest? record, GuestForm form) =>
        new[] { record?.DelegationId, form.DelegationId }.OfType<Guid>().Any(id => _rosters.GetValueOrDefault(id) is RosterState.Locked) ? DelegationRefusals.RosterLocked : null;

    protected override async Task<Outcome> ApplyAsync(FairDbContext db, Planned row, DateTime now, CancellationToken cancel)
    {
        if (row.Record is { } guest)
        {
            guest.Person.Revise(row.Form.PersonForm(guest.Person));
            guest.Revise(row.Form);
        }
        else
        {
            if (await db.NamedAsync(row.Form, cancel) is not { } person) return Refusal.NotFound;
            db.Add(Guest.Enter(await DelegationDesk.NumberAsync(db, fair.Code, cancel), fair.Id, person, row.Form));
        }

        return Outcome.Done;
    }
}

internal static class Choosing
{
    /// <summary>Every name of every item, so that a text that two of them share is known to be ambiguous.</summary>
    public static ILookup<string, string> By<T>(IEnumerable<T> items, Func<T, string> key, Func<T, IEnumerable<string?>> names) =>
        items.SelectMany(i => names(i).OfType<string>().Where(n => n.Length > 0).Select(CellText.Folded).Distinct().Select(n => (Name: n, Key: key(i)))).ToLookup(n => n.Name, n => n.Key);
}
