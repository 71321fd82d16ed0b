using System.Linq.Expressions;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.Spreadsheets;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

public sealed record SlipRow
{
    public string Id => $"{MeetingId:N}{PersonId:N}";
    public Guid MeetingId { get; init; }
    public Guid PersonId { get; init; }
    public string Person { get; init; } = "";
    public string PinyinKey { get; init; } = "";
    public string Organisation { get; init; } = "";
    public string Title { get; init; } = "";
    public string? Delegation { get; init; }
    public string DelegationKey { get; init; } = "";
    public string OrganisationKey { get; init; } = "";
    public Guid? DelegationId { get; init; }
    public Guid? InvestorId { get; init; }
    public int ProtocolRank { get; init; }
    public Side Side { get; init; }
    public bool Interprets { get; init; }
    public string Number { get; init; } = "";
    public DateTime StartsAt { get; init; }
    public DateTime EndsAt { get; init; }
    public string Zone { get; init; } = "";
    public string Hall { get; init; } = "";
    public string Table { get; init; } = "";
    public string Subject { get; init; } = "";
    public string With { get; init; } = "";
}

/// <summary>Who is where when, as it was published: a line for every meeting of every person, those who come together one below the other.</summary>
public sealed class SlipList(IDbContextFactory<FairDbContext> contexts) : ListOf<SlipRow>(contexts)
{
    public override string Key => "slips";

    public override string Title => Language.Say("个人行程单", "Personal slips");

    public override Permission Permission => Permission.ViewFair;

    public override IReadOnlyList<Column<SlipRow>> Columns =>
    [
        new("Person", "人员", "Person", CellKind.Text, r => r.Person) { Width = 16, SortBy = nameof(SlipRow.PinyinKey) },
        new("Organisation", "单位", "Organisation", CellKind.Text, r => r.Organisation) { Width = 30, IsSortable = false },
        new("Title", "职务", "Title", CellKind.Text, r => r.Title) { Width = 18, IsSortable = false, IsOptional = true },
        new("Delegation", "代表团", "Delegation", CellKind.Text, r => r.Delegation) { Width = 26, IsSortable = false, IsOptional = true },
        new("StartsAt", "开始", "Starts", CellKind.FairTime, r => FairTime.ToLocal(r.StartsAt, r.Zone)) { Width = 18 },
        new("EndsAt", "结束", "Ends", CellKind.FairTime, r => FairTime.ToLocal(r.EndsAt, r.Zone)) { Width = 18 },
        new("Hall", "会场", "Hall", CellKind.Text, r => r.Hall) { Width = 18, IsSortable = false },
        new("Table", "桌号", "Table", CellKind.Text, r => r.Table) { Width = 8 },
        new("Subject", "项目 / 议题", "Subject", CellKind.Text, r => r.Subject) { Width = 36, IsSortable = false },
        new("With", "对方", "With", CellKind.Text, r => r.With) { Width = 30, IsSortable = false },
        new("Number", "洽谈", "Meeting", CellKind.Text, r => r.Number) { Width = 12 },
        new("Side", "所在一方", "Side", CellKind.Text, r => r.Side) { Width = 10, IsOptional = true },
        new("Interprets", "翻译", "Interprets", CellKind.Flag, r => r.Interprets) { Width = 8, IsOptional = true },
    ];

    public override IReadOnlyList<ListFilter<SlipRow>> Filters =>
    [
        ById("delegation", "代表团", "Delegation", ChoiceOf.Delegation, id => r => r.DelegationId == id),
        ById("investor", "企业", "Enterprise", ChoiceOf.Investor, id => r => r.InvestorId == id),
        ById("person", "人员", "Person", ChoiceOf.FairPerson, id => r => r.PersonId == id),
        ByEnum<Side>("side", "所在一方", "Side", side => r => r.Side == side),
    ];

    protected override IOrderedQueryable<SlipRow> InOrder(IQueryable<SlipRow> rows) =>
        rows.OrderBy(r => r.Side).ThenBy(r => r.DelegationKey).ThenBy(r => r.OrganisationKey).ThenBy(r => r.Organisation).ThenBy(r => r.ProtocolRank).ThenBy(r => r.PinyinKey).ThenBy(r => r.PersonId).ThenBy(r => r.StartsAt).ThenBy(r => r.MeetingId);

    // On the paper is only what is on: nothing that was cancelled, nothing that is withheld, nobody who is out.
    protected override IQueryable<SlipRow> Rows(FairDbContext db, Actor actor, string fair)
    {
        var english = Language.IsEnglish;
        var offices = db.OfficesAt(fair);
        return from meeting in db.ReleasedMeetings.Where(m => m.Release.IsCurrent && m.Release.Fair.Code == fair && !m.IsCancelled && !m.IsHidden)
               from seat in meeting.People.Where(p => !p.IsOut)
               join told in db.People on seat.PersonId equals told.Id
               let person = told.Survivor
               let guest = db.Guests.FirstOrDefault(g => g.FairId == meeting.FairId && g.PersonId == person.Id)
               select new SlipRow
               {
                   MeetingId = meeting.MeetingId,
                   PersonId = person.Id,
                   Person = seat.Name,
                   PinyinKey = person.PinyinKey,
                   Organisation = english ? seat.Organisation.En ?? seat.Organisation.Zh : seat.Organisation.Zh,
                   Title = english ? seat.Title.En ?? seat.Title.Zh : seat.Title.Zh,
                   Delegation = guest == null || guest.Delegation == null ? null : english ? guest.Delegation.Name.En ?? guest.Delegation.Name.Zh : guest.Delegation.Name.Zh,
                   DelegationKey = guest == null || guest.Delegation == null ? "" : guest.Delegation.PinyinKey,
                   OrganisationKey = guest == null ? offices.Where(h => h.PersonId == person.Id).Select(h => h.Unit.PinyinKey).FirstOrDefault() ?? "" : guest.Investor == null ? "" : guest.Investor.Survivor.PinyinKey,
                   DelegationId = guest == null ? null : guest.DelegationId,
                   InvestorId = guest == null || guest.Investor == null ? null : guest.Investor.SurvivorId,
                   ProtocolRank = guest != null ? guest.ProtocolRank : offices.Where(h => h.PersonId == person.Id).Select(h => (int?)h.ProtocolRank).FirstOrDefault() ?? int.MaxValue,
                   Side = seat.Side,
                   Interprets = seat.Interprets,
                   Number = meeting.Number,
                   StartsAt = meeting.StartsAt,
                   EndsAt = meeting.EndsAt,
                   Zone = meeting.Release.Fair.TimeZone,
                   Hall = english ? meeting.Hall.En ?? meeting.Hall.Zh : meeting.Hall.Zh,
                   Table = meeting.TableCode,
                   Subject = english ? meeting.Subject.En ?? meeting.Subject.Zh : meeting.Subject.Zh,
                   With = seat.Side == Side.Guest ? (english ? meeting.HostSide.En ?? meeting.HostSide.Zh : meeting.HostSide.Zh) : english ? meeting.GuestSide.En ?? meeting.GuestSide.Zh : meeting.GuestSide.Zh,
               };
    }

    protected override Expression<Func<SlipRow, bool>> Finds(string word) => r => r.Person.Contains(word) || r.Organisation.Contains(word) || r.Subject.Contains(word) || r.With.Contains(word) || r.Number.Contains(word) || r.Table.Contains(word);
}
