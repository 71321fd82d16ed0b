using System.Linq.Expressions;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Delegations;
using InvestmentFair.Kernel;
using InvestmentFair.Spreadsheets;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Invitations;

public sealed record InvitationRow
{
    public Guid Id { get; init; }
    public string LetterNumber { get; init; } = "";
    public string Addressee { get; init; } = "";
    public string? AddresseeKey { get; init; }
    public InvitationState State { get; init; }
    public DateOnly? SentOn { get; init; }
    public DateOnly AnswerBy { get; init; }
    public int Guests { get; init; }
    public int Unanswered { get; init; }
}

public sealed class InvitationList(IDbContextFactory<FairDbContext> contexts) : ListOf<InvitationRow>(contexts)
{
    public override string Key => "invitations";

    public override string Title => Language.Say("邀请函", "Invitations");

    public override Permission Permission => Permission.ViewFair;

    public override IReadOnlyList<Column<InvitationRow>> Columns =>
    [
        new("LetterNumber", "函号", "Letter", CellKind.Text, r => r.LetterNumber) { Width = 26 },
        new("Addressee", "主送", "To", CellKind.Text, r => r.Addressee) { Width = 40, SortBy = nameof(InvitationRow.AddresseeKey) },
        new("State", "状态", "State", CellKind.Text, r => r.State) { Width = 10 },
        new("SentOn", "发出日期", "Sent on", CellKind.Day, r => r.SentOn),
        new("AnswerBy", "答复期限", "Answer by", CellKind.Day, r => r.AnswerBy),
        new("Guests", "人数", "Guests", CellKind.Number, r => r.Guests) { Width = 8 },
        new("Unanswered", "未答复", "No answer", CellKind.Number, r => r.Unanswered) { Width = 10 },
    ];

    public override IReadOnlyList<ListFilter<InvitationRow>> Filters =>
    [
        ByEnum<InvitationState>("state", "状态", "State", state => r => r.State == state),
        ByFlag("unanswered", "有未答复", "Waiting for answers", yes => r => (r.Unanswered > 0) == yes),
    ];

    protected override IOrderedQueryable<InvitationRow> InOrder(IQueryable<InvitationRow> rows) => rows.OrderBy(r => r.AnswerBy).ThenBy(r => r.LetterNumber).ThenBy(r => r.Id);

    protected override IQueryable<InvitationRow> Rows(FairDbContext db, Actor actor, string fair)
    {
        var english = Language.IsEnglish;
        return db.Invitations.Where(i => i.Fair.Code == fair).Select(i => new InvitationRow
        {
            Id = i.Id,
            LetterNumber = i.LetterNumber,
            Addressee = i.Delegation != null ? (english ? i.Delegation.Name.En ?? i.Delegation.Name.Zh : i.Delegation.Name.Zh)
                : i.Investor != null ? (english ? i.Investor.Survivor.Name.En ?? i.Investor.Survivor.Name.Zh : i.Investor.Survivor.Name.Zh)
                : i.Guest!.Person.Name,
            AddresseeKey = i.Delegation!.PinyinKey ?? i.Investor!.Survivor.PinyinKey ?? i.Guest!.PinyinKey,
            State = i.State,
            SentOn = i.SentOn,
            AnswerBy = i.AnswerBy,
            Guests = db.Guests.Count(g => g.FairId == i.FairId && (g.Id == i.GuestId || (i.DelegationId != null && g.DelegationId == i.DelegationId) || (i.InvestorId != null && g.Investor!.SurvivorId == i.Investor!.SurvivorId))),
            Unanswered = db.Guests.Count(g => g.FairId == i.FairId && g.Attendance == Attendance.Unknown && (g.Id == i.GuestId || (i.DelegationId != null && g.DelegationId == i.DelegationId) || (i.InvestorId != null && g.Investor!.SurvivorId == i.Investor!.SurvivorId))),
        });
    }

    protected override Expression<Func<InvitationRow, bool>> Finds(string word) => r => r.LetterNumber.Contains(word) || r.Addressee.Contains(word);
}
