using InvestmentFair.Audit;
using InvestmentFair.Data;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Imports;

/// <summary>Who is there when, as a liaison or a driver's list gives it: what was said before of an arrival or a departure makes way, as by hand.</summary>
internal sealed class AvailabilityImport(Fair fair) : ImportOf<Availability, AvailabilityForm>
{
    private List<Availability> _live = [];
    private ILookup<string, Availability> _known = Array.Empty<Availability>().ToLookup(_ => "");
    private ILookup<(Guid?, AvailabilityKind?), Availability> _said = Array.Empty<Availability>().ToLookup(_ => ((Guid?)null, (AvailabilityKind?)null));

    protected override ImportKind Kind => ImportKind.Availability;

    protected override async Task LoadAsync(FairDbContext db, CancellationToken cancel)
    {
        _live = await AvailabilityDesk.Of(db, fair.Code).Where(a => !a.IsVoid).OrderBy(a => a.Id).ToListAsync(cancel);
        _known = _live.ToLookup(a => Times(AvailabilityForm.Of(a)));
        _said = _live.Where(a => a.Kind is not AvailabilityKind.Busy).ToLookup(a => ((Guid?)a.PersonId, (AvailabilityKind?)a.Kind));
    }

    protected override async Task<IReadOnlyDictionary<ChoiceOf, ILookup<string, string>>> ChoicesAsync(FairDbContext db, CancellationToken cancel)
    {
        var people = await db.PeopleAt(fair.Code).Select(p => new { p.Id, p.Name, Number = db.Guests.Where(g => g.FairId == fair.Id && g.PersonId == p.Id).Select(g => g.Number).FirstOrDefault() }).ToListAsync(cancel);
        var halls = await db.Halls.AsNoTracking().Where(h => h.FairId == fair.Id).ToListAsync(cancel);
        return new Dictionary<ChoiceOf, ILookup<string, string>>
        {
            [ChoiceOf.FairPerson] = Choosing.By(people, p => p.Id.ToString(), p => [p.Name, p.Number]),
            [ChoiceOf.Hall] = Choosing.By(halls, h => h.Id.ToString(), h => [h.Name.Zh, h.Name.En, h.Code]),
        };
    }

    protected override IReadOnlyList<Availability> Matches(string? number, AvailabilityForm read) => [.. _known[Times(read)]];

    protected override AvailabilityForm FormOf(Availability record) => AvailabilityForm.Of(record);

    // Nobody arrives twice in one sheet; busy they may be at several times.
    protected override IEnumerable<string> Keys(AvailabilityForm form) => [form.Kind is AvailabilityKind.Busy ? Times(form) : $"{form.PersonId}/{form.Kind}"];

    protected override (string? Note, string? Problem) Recognise(AvailabilityForm form) =>
        (_said[(form.PersonId, form.Kind)].FirstOrDefault() is { } before ? Language.Say($"取代 {Said(before)}", $"In place of {Said(before)}") : null, null);

    // Where the clocks go forward, times in order on paper may not be.
    protected override Refusal? Refuses(Availability? record, AvailabilityForm form) =>
        form.Check().Count > 0 ? null : Availability.State(fair.Id, fair.TimeZone, form.PersonId!.Value, form, AvailabilitySource.Import).Refusal;

    protected override Task<Outcome> ApplyAsync(FairDbContext db, Planned row, DateTime now, CancellationToken cancel)
    {
        if (row.Record is { } record) return Task.FromResult(record.Revise(fair.TimeZone, row.Form));
        var stated = Availability.State(fair.Id, fair.TimeZone, row.Form.PersonId!.Value, row.Form, AvailabilitySource.Import);
        if (stated.Value is not { } newer) return Task.FromResult<Outcome>(stated);
        foreach (var older in _said[(newer.PersonId, newer.Kind)].Where(a => a.GivesWayTo(newer))) older.Void();
        db.Add(newer);
        return Task.FromResult(Outcome.Done);
    }

    private static string Times(AvailabilityForm form) => $"{form.PersonId}/{form.Kind}/{form.Day:O}/{form.From:HH:mm}/{form.Until:HH:mm}";

    private string Said(Availability row) => FairTime.Instant((row.From ?? row.Until)!.Value, fair.TimeZone);
}
