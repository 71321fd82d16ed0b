using InvestmentFair.Access;
using InvestmentFair.Choices;
using InvestmentFair.Data;
using InvestmentFair.Edits;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

public sealed record LimitView(LimitForm Form, string Party);

/// <summary>How many meetings a party has at least and at most.</summary>
public sealed class LimitDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock) : Desk(contexts, clock)
{
    public Task<Outcome<Guid>> SaveAsync(Actor actor, string fair, Guid? id, LimitForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageMeetings);
        return EnterAsync(actor, "limit", id, form,
            (db, known) => Of(db, fair).SingleOrDefaultAsync(l => l.Id == known, cancel), LimitForm.Of,
            async db =>
            {
                if (await db.Fairs.SingleOrDefaultAsync(f => f.Code == fair, cancel) is not { } of) return Refusal.NotFound;
                // One enterprise, under whichever of its records it was limited.
                return await Of(db, fair).AnyAsync(l => (form.InvestorId != null && l.InvestorId != null && db.Investors.Any(i => i.Id == form.InvestorId && i.SurvivorId == l.Investor!.SurvivorId))
                    || (form.DelegationId != null && l.DelegationId == form.DelegationId) || (form.ProjectId != null && l.ProjectId == form.ProjectId) || (form.PlantId != null && l.PlantId == form.PlantId), cancel)
                    ? LimitRefusals.Party : PartyLimit.Set(of.Id, form);
            },
            (_, limit) => Revised(() => limit.Revise(form)), cancel);
    }

    public async Task<LimitView?> LimitAsync(Actor actor, string fair, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = Open();
        return await Of(db, fair).AsNoTracking().SingleOrDefaultAsync(l => l.Id == id, cancel) is { } limit ? new LimitView(LimitForm.Of(limit), NameOf(limit)) : null;
    }

    internal static IQueryable<PartyLimit> Of(FairDbContext db, string fair) =>
        db.Limits.Include(l => l.Investor!.Survivor).Include(l => l.Delegation).Include(l => l.Project).Include(l => l.Plant).Where(l => l.Fair.Code == fair);

    internal static string NameOf(PartyLimit limit) => (limit.Investor?.Survivor.Name ?? limit.Delegation?.Name ?? limit.Project?.Name ?? limit.Plant?.Name)!.Text;
}

/// <summary>Limits corrected in their list.</summary>
public sealed class LimitEditDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock, ChoiceQueries choices, LimitList list, LimitDesk desk)
    : EditDesk<PartyLimit, LimitForm>("limit", contexts, clock, choices, list)
{
    public override Permission Permission => Permission.ManageMeetings;

    protected override IReadOnlyList<Edit<PartyLimit>> Edits => [Field(nameof(LimitForm.Least), "Least"), Field(nameof(LimitForm.Most), "Most")];

    protected override IQueryable<PartyLimit> Records(FairDbContext db, Actor actor, string fair) => LimitDesk.Of(db, fair);

    protected override string NameOf(PartyLimit record) => LimitDesk.NameOf(record);

    protected override LimitForm Shown(PartyLimit record) => LimitForm.Of(record);

    protected override Task<Outcome> ReviseAsync(FairDbContext db, PartyLimit record, LimitForm form, CancellationToken cancel) => Revised(() => record.Revise(form));

    protected override Task<Outcome<Guid>> SaveAsync(Actor actor, string fair, Guid id, LimitForm form, CancellationToken cancel) => desk.SaveAsync(actor, fair, id, form, cancel);
}
