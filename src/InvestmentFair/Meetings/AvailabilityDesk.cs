using InvestmentFair.Access;
using InvestmentFair.Choices;
using InvestmentFair.Data;
using InvestmentFair.Delegations;
using InvestmentFair.Edits;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

public sealed record AvailabilityView(AvailabilityForm Form, string Person, AvailabilitySource Source, bool IsVoid);

/// <summary>Who is there when: said of one person or of a whole party, put right, and made void.</summary>
public sealed class AvailabilityDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock) : Desk(contexts, clock)
{
    public Task<Outcome<Guid>> SaveAsync(Actor actor, string fair, Guid? id, AvailabilityForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageMeetings);
        return EnterAsync(actor, "availability", id, form,
            (db, known) => Of(db, fair).SingleOrDefaultAsync(a => a.Id == known, cancel), AvailabilityForm.Of,
            async db =>
            {
                if (await db.Fairs.SingleOrDefaultAsync(f => f.Code == fair, cancel) is not { } of) return Refusal.NotFound;
                if (!await db.PeopleAt(fair).AnyAsync(p => p.Id == form.PersonId, cancel)) return FairRefusals.OfAnotherFair;
                var stated = Availability.State(of.Id, of.TimeZone, form.PersonId!.Value, form, AvailabilitySource.Hand);
                if (stated.Value is { } row) await MakeWayAsync(db, [row], cancel);
                return stated;
            },
            (db, row) => ReviseAsync(db, row, form, cancel), cancel);
    }

    internal static async Task<Outcome> ReviseAsync(FairDbContext db, Availability row, AvailabilityForm form, CancellationToken cancel)
    {
        var was = row.Kind;
        var revised = row.Revise(row.Fair.TimeZone, form);
        if (!revised.Refused && row.Kind != was) await MakeWayAsync(db, [row], cancel);
        return revised;
    }

    public Task<Outcome> VoidAsync(Actor actor, string fair, Guid id, int version, CancellationToken cancel)
    {
        actor.Must(Permission.ManageMeetings);
        return DoAsync(actor, "availability.voided", id, (db, known) => Of(db, fair).SingleOrDefaultAsync(a => a.Id == known, cancel), (_, row) => Task.FromResult(row.Void()), cancel, version);
    }

    /// <summary>
    /// One row for each of a party who has not declined, all of one batch, whose id is answered. Who joins the party later is not
    /// among them.
    /// </summary>
    public async Task<Outcome<Guid>> ForPartyAsync(Actor actor, string fair, PartyAvailabilityForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageMeetings);
        if (form.Check() is { Count: > 0 } problems) return Outcome.Wrong(problems).As<Guid>();
        await using var db = Open();
        await using var transaction = await db.BeginAsync(cancel);
        if (await db.Fairs.SingleOrDefaultAsync(f => f.Code == fair, cancel) is not { } of) return Refusal.NotFound;
        var people = await PartyAsync(db, of, form, cancel);
        if (people.Refused) return people.As<Guid>();

        var rows = new List<Availability>();
        foreach (var person in people.Value!)
        {
            var stated = Availability.State(of.Id, of.TimeZone, person, form, AvailabilitySource.Hand);
            if (stated.Refused) return stated.As<Guid>();
            rows.Add(stated.Value!);
        }

        await MakeWayAsync(db, rows, cancel);
        db.AddRange(rows);
        var batch = Guid.CreateVersion7();
        return await CommitAsync(db, transaction, new Act(actor, "availability.entered", Now, BatchId: batch), batch, cancel);
    }

    public async Task<AvailabilityView?> AvailabilityAsync(Actor actor, string fair, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = Open();
        if (await Of(db, fair).AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancel) is not { } row) return null;
        var form = AvailabilityForm.Of(row);
        if (!actor.May(Permission.ViewContacts)) form.Reason = null;
        return new AvailabilityView(form, row.Person.Name, row.Source, row.IsVoid);
    }

    internal static IQueryable<Availability> Of(FairDbContext db, string fair) => db.Availability.Include(a => a.Fair).Include(a => a.Person).Where(a => a.Fair.Code == fair);

    internal static async Task<Presences> PresencesAsync(FairDbContext db, Guid fairId, CancellationToken cancel) => new(
        await db.Availability.AsNoTracking().Where(a => a.FairId == fairId && !a.IsVoid).ToListAsync(cancel),
        await db.Slots.AsNoTracking().Where(s => s.FairId == fairId).ToDictionaryAsync(s => s.Id, s => s.Period, cancel));

    internal static async Task<Outcome<List<Guid>>> PartyAsync(FairDbContext db, Fair fair, IPartyNamed form, CancellationToken cancel)
    {
        if (form.People.Count > 0)
        {
            var named = await db.PeopleAt(fair.Code).Where(p => form.People.Contains(p.Id)).OrderBy(p => p.PinyinKey).ThenBy(p => p.Id).Select(p => p.Id).ToListAsync(cancel);
            return named.Count == form.People.Distinct().Count() ? named : FairRefusals.OfAnotherFair;
        }

        if (form.DelegationId is { } delegation && !await db.Delegations.AnyAsync(d => d.Id == delegation && d.FairId == fair.Id, cancel)) return FairRefusals.OfAnotherFair;
        var guests = await db.Guests.Where(g => g.FairId == fair.Id && g.Attendance != Attendance.Declined && (form.DelegationId != null ? g.DelegationId == form.DelegationId : g.Investor!.SurvivorId == form.InvestorId))
            .OrderBy(g => g.Number).Select(g => g.PersonId).ToListAsync(cancel);
        return guests.Count > 0 ? guests : AvailabilityRefusals.Party;
    }

    // In the same act: an arrival of an hour ago and one of now never stand beside each other.
    internal static async Task MakeWayAsync(FairDbContext db, List<Availability> newer, CancellationToken cancel)
    {
        var (fair, people) = (newer[0].FairId, newer.Select(r => r.PersonId).ToList());
        var stand = await db.Availability.Where(a => a.FairId == fair && !a.IsVoid && people.Contains(a.PersonId)).ToListAsync(cancel);
        foreach (var row in stand.Where(s => newer.Any(s.GivesWayTo))) row.Void();
    }
}

/// <summary>Why somebody is away, corrected in the list.</summary>
public sealed class AvailabilityEditDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock, ChoiceQueries choices, AvailabilityList list, AvailabilityDesk desk)
    : EditDesk<Availability, AvailabilityForm>("availability", contexts, clock, choices, list)
{
    public override Permission Permission => Permission.ManageMeetings;

    protected override IReadOnlyList<Edit<Availability>> Edits => [Field(nameof(AvailabilityForm.Reason), "Reason")];

    protected override IQueryable<Availability> Records(FairDbContext db, Actor actor, string fair) => AvailabilityDesk.Of(db, fair);

    protected override string NameOf(Availability record) => record.Person.Name;

    protected override AvailabilityForm Shown(Availability record) => AvailabilityForm.Of(record);

    protected override Task<Outcome> ReviseAsync(FairDbContext db, Availability record, AvailabilityForm form, CancellationToken cancel) => AvailabilityDesk.ReviseAsync(db, record, form, cancel);

    protected override Task<Outcome<Guid>> SaveAsync(Actor actor, string fair, Guid id, AvailabilityForm form, CancellationToken cancel) => desk.SaveAsync(actor, fair, id, form, cancel);
}
