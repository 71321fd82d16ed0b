using InvestmentFair.Access;
using InvestmentFair.Choices;
using InvestmentFair.Data;
using InvestmentFair.Edits;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Invitations;

public sealed class SentForm : Form
{
    [Text("发出日期", "Sent on"), Needed]
    public DateOnly? On { get; set; }
}

/// <summary>Letters corrected in their list: one that went out is said to have, whoever carried it.</summary>
public sealed class InvitationEditDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock, ChoiceQueries choices, InvitationList list, InvitationDesk desk)
    : EditDesk<Invitation, InvitationForm>("invitation", contexts, clock, choices, list)
{
    public override Permission Permission => Permission.ManageInvitations;

    protected override IReadOnlyList<Edit<Invitation>> Edits =>
    [
        Field(nameof(InvitationForm.AnswerBy), "AnswerBy"),
        InCell<SentForm>(Verb("SentOn", Language.Say("登记已发出", "Mark as sent"), () => new SentForm { On = Today }, letter => letter.SentOn, (letter, typed) => letter.SentOn == typed.On,
            (letter, typed) => letter.Send(typed.On!.Value)),
            "SentOn", "invitation.sent", (letter, typed, _) => letter.Send(typed.On!.Value)),
        Field(nameof(InvitationForm.Note)), Cell(nameof(InvitationForm.LetterNumber)),
    ];

    protected override IQueryable<Invitation> Records(FairDbContext db, Actor actor, string fair) => db.Invitations.Where(i => i.Fair.Code == fair);

    protected override string NameOf(Invitation record) => record.LetterNumber;

    protected override InvitationForm Shown(Invitation record) => InvitationForm.Of(record);

    protected override Task<Outcome> ReviseAsync(FairDbContext db, Invitation record, InvitationForm form, CancellationToken cancel) => Revised(() => record.Revise(form));

    protected override Task<Outcome<Guid>> SaveAsync(Actor actor, string fair, Guid id, InvitationForm form, CancellationToken cancel) => desk.SaveAsync(actor, fair, id, form, cancel);
}
