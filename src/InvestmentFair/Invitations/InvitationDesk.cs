using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Invitations;

public sealed record InvitationView(Guid Id, InvitationForm Form, InvitationState State, DateOnly? SentOn, string Addressee);

/// <summary>Invitations, their state kept by hand: sent by post, in WeChat, or by a colleague.</summary>
public sealed class InvitationDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock) : Desk(contexts, clock)
{
    public Task<Outcome<Guid>> SaveAsync(Actor actor, string fair, Guid? id, InvitationForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageInvitations);
        return EnterAsync(actor, "invitation", id, form,
            (db, known) => db.Invitations.SingleOrDefaultAsync(i => i.Id == known && i.Fair.Code == fair, cancel), InvitationForm.Of,
            async db => await db.Fairs.SingleOrDefaultAsync(f => f.Code == fair, cancel) is { } of ? Invitation.Draft(of.Id, form) : Refusal.NotFound,
            (_, invitation) => Revised(() => invitation.Revise(form)), cancel);
    }

    public Task<Outcome> MarkSentAsync(Actor actor, string fair, Guid id, int version, DateOnly on, CancellationToken cancel)
    {
        actor.Must(Permission.ManageInvitations);
        return DoAsync(actor, "invitation.sent", id, (db, known) => db.Invitations.SingleOrDefaultAsync(i => i.Id == known && i.Fair.Code == fair, cancel),
            (_, invitation) => Task.FromResult(invitation.Send(on)), cancel, version);
    }

    public Task<Outcome> MarkOpenedAsync(Actor actor, string fair, Guid id, int version, CancellationToken cancel)
    {
        actor.Must(Permission.ManageInvitations);
        return DoAsync(actor, "invitation.opened", id, (db, known) => db.Invitations.SingleOrDefaultAsync(i => i.Id == known && i.Fair.Code == fair, cancel),
            (_, invitation) => Task.FromResult(invitation.MarkOpened()), cancel, version);
    }

    public async Task<InvitationView?> InvitationAsync(Actor actor, string fair, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = Open();
        var invitation = await db.Invitations.Include(i => i.Delegation).Include(i => i.Investor!.Survivor).Include(i => i.Guest!.Person)
            .SingleOrDefaultAsync(i => i.Id == id && i.Fair.Code == fair, cancel);
        return invitation is null ? null : new InvitationView(invitation.Id, InvitationForm.Of(invitation), invitation.State, invitation.SentOn,
            invitation.Delegation?.Name.Text ?? invitation.Investor?.Survivor.Name.Text ?? invitation.Guest?.Person.Name ?? "");
    }
}
