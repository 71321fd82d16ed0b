using InvestmentFair.Audit;
using InvestmentFair.Data;
using InvestmentFair.Dictionaries;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.Ledger;
using InvestmentFair.Meetings;
using InvestmentFair.Spreadsheets;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Imports;

/// <summary>
/// Wishes to meet as a delegation or a township returns them. A row means the wish of the same side for the same subject with the
/// same party; it is never booked from here, though the meeting that stands for its pair serves it, and one that is booked stays as it was
/// wished.
/// </summary>
internal sealed class WishImport(Fair fair, DateOnly today) : ImportOf<MeetingRequest, RequestForm>
{
    private Dictionary<Guid, Guid> _survivors = [];
    private ILookup<string, MeetingRequest> _known = Array.Empty<MeetingRequest>().ToLookup(_ => "");
    private int _days;

    protected override ImportKind Kind => ImportKind.Wishes;

    protected override async Task LoadAsync(FairDbContext db, CancellationToken cancel)
    {
        _survivors = await db.Investors.AsNoTracking().ToDictionaryAsync(i => i.Id, i => i.SurvivorId, cancel);
        _known = (await JointWishQueries.Whole(db).Where(r => r.FairId == fair.Id && r.State != RequestState.Withdrawn).OrderBy(r => r.Id).ToListAsync(cancel)).ToLookup(r => Pair(RequestForm.Of(r)));
        _days = FairSetting.Days(await db.FairSettings.AsNoTracking().ToListAsync(cancel), Setting.RequestExpiryDays, fair.Id, new AsOf(today));
    }

    protected override async Task<IReadOnlyDictionary<ChoiceOf, ILookup<string, string>>> ChoicesAsync(FairDbContext db, CancellationToken cancel)
    {
        var projects = await db.Projects.AsNoTracking().Select(p => new { p.Id, p.Name, p.Code }).ToListAsync(cancel);
        var plants = await db.Plants.AsNoTracking().Select(p => new { p.Id, p.Name, p.Code }).ToListAsync(cancel);
        var investors = await db.Investors.AsNoTracking().Select(i => new { i.SurvivorId, i.Name, i.Number }).ToListAsync(cancel);
        var delegations = await db.Delegations.AsNoTracking().Where(d => d.FairId == fair.Id).ToListAsync(cancel);
        var regions = await db.Regions.AsNoTracking().ToDictionaryAsync(r => r.Code, r => r.Name, cancel);
        var guests = await db.Guests.AsNoTracking().Where(g => g.FairId == fair.Id).Select(g => new { g.PersonId, g.Person.Name, g.Number }).ToListAsync(cancel);
        var hosts = await db.Hosts.HeldOn(today).Select(h => new { h.PersonId, h.Person.Name }).ToListAsync(cancel);
        var halls = await db.Halls.AsNoTracking().Where(h => h.FairId == fair.Id).ToListAsync(cancel);
        var languages = await db.WordsAsync(DictionaryKind.Language, cancel);
        return new Dictionary<ChoiceOf, ILookup<string, string>>
        {
            [ChoiceOf.Project] = Choosing.By(projects, p => p.Id.ToString(), p => [p.Name.Zh, p.Name.En, p.Code]),
            [ChoiceOf.Plant] = Choosing.By(plants, p => p.Id.ToString(), p => [p.Name.Zh, p.Name.En, p.Code]),
            [ChoiceOf.Investor] = Choosing.By(investors, i => i.SurvivorId.ToString(), i => [i.Name.Zh, i.Name.En, i.Number]),
            [ChoiceOf.Delegation] = Choosing.By(delegations, d => d.Id.ToString(), d => [d.Name.Zh, d.Name.En, d.RegionCode, d.RegionCode is { } code ? regions[code].Zh : null]),
            [ChoiceOf.GuestPerson] = Choosing.By(guests, g => g.PersonId.ToString(), g => [g.Name, g.Number]),
            [ChoiceOf.HostPerson] = Choosing.By(hosts, h => h.PersonId.ToString(), h => [h.Name]),
            [ChoiceOf.Hall] = Choosing.By(halls, h => h.Id.ToString(), h => [h.Name.Zh, h.Name.En, h.Code]),
            [ChoiceOf.Language] = Choosing.By(languages.Entries.Where(l => l.IsOpen(today)), l => l.Code, l => [l.Name.Zh, l.Name.En, l.Code]),
        };
    }

    // While one waits it is the one that is meant.
    protected override IReadOnlyList<MeetingRequest> Matches(string? number, RequestForm read)
    {
        var known = _known[Pair(read)].ToList();
        return known.Exists(r => r.State is RequestState.Open) ? [.. known.Where(r => r.State is RequestState.Open)] : known;
    }

    protected override RequestForm FormOf(MeetingRequest record)
    {
        var form = RequestForm.Of(record);
        form.InvestorId = Survivor(form.InvestorId);
        return form;
    }

    protected override IEnumerable<string> Keys(RequestForm form) => [Pair(form)];

    protected override Refusal? Refuses(MeetingRequest? record, RequestForm form) => record is { State: not RequestState.Open } ? MeetingRefusals.RequestFixed : null;

    protected override async Task<Outcome> ApplyAsync(FairDbContext db, Planned row, DateTime now, CancellationToken cancel)
    {
        var wish = row.Record;
        if (wish is null) db.Add(wish = MeetingRequest.Wish(fair.Id, row.Form, now, _days));
        else if (wish.Revise(row.Form) is { Refused: true } refused) return refused;
        await JointWishQueries.JoinAsync(db, wish, now, cancel);
        return Outcome.Done;
    }

    private Guid? Survivor(Guid? investor) => investor is { } id ? _survivors.GetValueOrDefault(id, id) : null;

    // A topic is the same however it is spaced and written.
    private string Pair(RequestForm form) => $"{form.From}|{form.ProjectId}|{form.PlantId}|{CellText.Folded(form.Topic ?? "")}|{Survivor(form.InvestorId)}|{form.DelegationId}";
}
