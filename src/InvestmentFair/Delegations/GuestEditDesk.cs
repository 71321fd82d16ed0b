using InvestmentFair.Access;
using InvestmentFair.Choices;
using InvestmentFair.Data;
using InvestmentFair.Edits;
using InvestmentFair.Kernel;
using InvestmentFair.Organisations;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Delegations;

public sealed class AnswerForm : Form
{
    [Text("回执", "Answer"), Needed]
    public Attendance? Attendance { get; set; }
}

/// <summary>Guests corrected in their list.</summary>
public sealed class GuestEditDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock, ChoiceQueries choices, GuestList list, DelegationDesk desk)
    : EditDesk<Guest, GuestForm>("guest", contexts, clock, choices, list)
{
    public override Permission Permission => Permission.ManageDelegations;

    protected override IReadOnlyList<Edit<Guest>> Edits =>
    [
        InCell<AnswerForm>(Verb("Attendance", Language.Say("回执", "Answer"), () => new AnswerForm(), guest => guest.Attendance, (guest, typed) => guest.Attendance == typed.Attendance,
            (guest, typed) => guest.Answer(typed.Attendance!.Value, KeptWords.EnteredForMany, Now)),
            "Attendance", "guest.answered", (guest, typed, actor) => guest.Answer(typed.Attendance!.Value, actor.Name, Now)) with { CanBeTakenBack = true },
        Field(nameof(GuestForm.Part), "Part"), Field(nameof(GuestForm.ProtocolRank), "ProtocolRank"), Field(nameof(GuestForm.DelegationId), "Delegation"), Field(nameof(GuestForm.InvestorId), "Investor"),
        Field(nameof(GuestForm.Organisation), "Organisation"), .. Both("Title", "Title"), Cell(nameof(GuestForm.Name)), Cell(nameof(GuestForm.Mobile)),
    ];

    protected override async Task<string?> NoticeAsync(Actor actor, string fair, Guid id, string choice, Form typed, CancellationToken cancel)
    {
        if (typed is AnswerForm { Attendance: Attendance.Declined }) return await desk.LeavesAsync(id, cancel);
        if (choice is not (nameof(GuestForm.ProtocolRank) or nameof(GuestForm.Name) or nameof(GuestForm.Mobile)) || await FindAsync(actor, fair, id, cancel) is not { } guest) return null;
        if (choice != nameof(GuestForm.ProtocolRank))
        {
            await using var db = Open();
            return await DuplicateQueries.NoticeOfPersonAsync(db, guest.PersonId, choice, cancel);
        }

        return SameOrder.Notice(guest.ProtocolRank, await desk.SameRankAsync(actor, fair, id, GuestForm.Of(guest), cancel));
    }

    protected override async Task<IReadOnlyDictionary<Guid, string>> WarningsAsync(FairDbContext db, IReadOnlyCollection<Guest> changed, EditChoice choice, Form typed, CancellationToken cancel)
    {
        if (typed is not AnswerForm { Attendance: Attendance.Declined }) return await base.WarningsAsync(db, changed, choice, typed, cancel);
        return await db.LeftByAsync(changed, cancel);
    }

    protected override IQueryable<Guest> Records(FairDbContext db, Actor actor, string fair) =>
        db.Guests.Include(g => g.Person).Include(g => g.Delegation).Where(g => g.Fair.Code == fair);

    protected override string NameOf(Guest record) => record.Person.Name;

    protected override GuestForm Shown(Guest record) => GuestForm.Of(record);

    protected override Task<Outcome> ReviseAsync(FairDbContext db, Guest record, GuestForm form, CancellationToken cancel) => DelegationDesk.ReviseAsync(db, record, form, cancel);

    protected override Task<Outcome<Guid>> SaveAsync(Actor actor, string fair, Guid id, GuestForm form, CancellationToken cancel) => desk.SaveGuestAsync(actor, fair, id, form, cancel);
}
