using System.Linq.Expressions;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.People;
using InvestmentFair.Spreadsheets;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

public sealed record NoticeRow
{
    public Guid Id { get; init; }
    public string Person { get; init; } = "";
    public string PinyinKey { get; init; } = "";
    public string? Party { get; init; }
    public string? Mobile { get; init; }
    public Reach Reach { get; init; }
    public string? Liaison { get; init; }
    public string? LiaisonMobile { get; init; }
    public Guid? DelegationId { get; init; }
    public Guid? InvestorId { get; init; }
    public int Number { get; init; }
    public string Release { get; init; } = "";
    public int Lines { get; init; }
    public string Words { get; init; } = "";
    public NoticeState State { get; init; }
    public NoticeThrough? Through { get; init; }
    public DateTime? DoneAt { get; init; }
    public string Zone { get; init; } = "";
    public string? DoneBy { get; init; }
    public string? DoneNote { get; init; }
    public bool IsOfCurrent { get; init; }
}

public sealed class NoticeList(IDbContextFactory<FairDbContext> contexts) : ListOf<NoticeRow>(contexts)
{
    public override string Key => "notices";

    public override string Title => Language.Say("变更通知", "Notices of changes");

    public override Permission Permission => Permission.ViewFair;

    public override IReadOnlyList<Column<NoticeRow>> Columns =>
    [
        new("Person", "人员", "Person", CellKind.Text, r => r.Person) { Width = 16, SortBy = nameof(NoticeRow.PinyinKey) },
        new("State", "状态", "State", CellKind.Text, r => r.State) { Width = 14 },
        new("Party", "单位", "Organisation", CellKind.Text, r => r.Party) { Width = 36, IsSortable = false },
        new("Reach", "联系方式", "Reached by", CellKind.Text, r => r.Reach) { Width = 14 },
        new("Mobile", "手机", "Mobile", CellKind.Mobile, r => r.Mobile) { Width = 16, IsSortable = false },
        new("Release", "排期版本", "Release", CellKind.Text, r => ScheduleRelease.CalledBy(r.Release, r.Number)) { Width = 16, SortBy = nameof(NoticeRow.Number) },
        new("Lines", "变化", "Changes", CellKind.Number, r => r.Lines) { Width = 8 },
        new("Words", "通知内容", "What to say", CellKind.Text, r => r.Words) { Width = 60, IsSortable = false, IsOptional = true },
        new("Liaison", "联络员", "Liaison", CellKind.Text, r => r.Liaison) { Width = 16, IsSortable = false, IsOptional = true },
        new("LiaisonMobile", "联络员手机", "Liaison's mobile", CellKind.Mobile, r => r.LiaisonMobile) { Width = 16, IsSortable = false, IsOptional = true },
        new("Through", "通知方式", "Told by", CellKind.Text, r => r.Through) { Width = 14 },
        new("DoneAt", "通知时间", "Told at", CellKind.FairTime, r => r.DoneAt is { } at ? FairTime.ToLocal(at, r.Zone) : null) { Width = 18 },
        new("DoneBy", "登记人", "Marked by", CellKind.Text, r => r.DoneBy) { Width = 14, IsSortable = false },
        new("DoneNote", "备注", "Note", CellKind.Text, r => r.DoneNote) { Width = 30, IsSortable = false, IsOptional = true },
    ];

    public override IReadOnlyList<ListFilter<NoticeRow>> Filters =>
    [
        ByEnum<NoticeState>("state", "状态", "State", state => r => r.State == state),
        ByFlag("current", "随现行版本发出", "Of the release that holds", yes => r => r.IsOfCurrent == yes),
        ByEnum<Reach>("reach", "联系方式", "Reached by", reach => r => r.Reach == reach),
        ById("delegation", "代表团", "Delegation", ChoiceOf.Delegation, id => r => r.DelegationId == id),
        ById("investor", "企业", "Enterprise", ChoiceOf.Investor, id => r => r.InvestorId == id),
        ByEnum<NoticeThrough>("through", "通知方式", "Told by", through => r => r.Through == through),
    ];

    // Whoever is still to be told stands first, and of them those of the newest release.
    protected override IOrderedQueryable<NoticeRow> InOrder(IQueryable<NoticeRow> rows) =>
        rows.OrderByDescending(r => r.State == NoticeState.Open).ThenByDescending(r => r.Number).ThenBy(r => r.PinyinKey).ThenBy(r => r.Id);

    protected override IQueryable<NoticeRow> Rows(FairDbContext db, Actor actor, string fair)
    {
        var english = Language.IsEnglish;
        var offices = db.OfficesAt(fair);
        return from notice in db.Notices.Where(n => n.Fair.Code == fair)
               join told in db.People on notice.PersonId equals told.Id
               let person = told.Survivor
               let guest = db.Guests.FirstOrDefault(g => g.FairId == notice.FairId && g.PersonId == person.Id)
               select new NoticeRow
               {
                   Id = notice.Id,
                   Person = person.Name,
                   PinyinKey = person.PinyinKey,
                   Party = guest != null
                       ? guest.Investor != null ? (english ? guest.Investor.Survivor.Name.En ?? guest.Investor.Survivor.Name.Zh : guest.Investor.Survivor.Name.Zh)
                           : english ? guest.Delegation!.Name.En ?? guest.Delegation.Name.Zh : guest.Delegation!.Name.Zh
                       : offices.Where(h => h.PersonId == person.Id).Select(h => english ? h.Unit.Name.En ?? h.Unit.Name.Zh : h.Unit.Name.Zh).FirstOrDefault(),
                   Mobile = person.Mobile,
                   Reach = person.Mobile != null ? Reach.Mobile : person.Email != null ? Reach.Mail
                       : guest != null && guest.Delegation != null && (guest.Delegation.LiaisonMobile != null || guest.Delegation.LiaisonEmail != null) ? Reach.Liaison : Reach.None,
                   Liaison = guest == null || guest.Delegation == null ? null : guest.Delegation.LiaisonName,
                   LiaisonMobile = guest == null || guest.Delegation == null ? null : guest.Delegation.LiaisonMobile,
                   DelegationId = guest == null ? null : guest.DelegationId,
                   InvestorId = guest == null || guest.Investor == null ? null : guest.Investor.SurvivorId,
                   Number = notice.Release.Number,
                   Release = notice.Release.Name,
                   IsOfCurrent = notice.Release.IsCurrent,
                   Lines = notice.Lines,
                   Words = english ? notice.Words.En ?? notice.Words.Zh : notice.Words.Zh,
                   State = notice.State,
                   Through = notice.Through,
                   DoneAt = notice.DoneAt,
                   Zone = notice.Fair.TimeZone,
                   DoneBy = notice.DoneBy,
                   DoneNote = notice.DoneNote,
               };
    }

    protected override Expression<Func<NoticeRow, bool>> Finds(string word) => r => r.Person.Contains(word) || (r.Party != null && r.Party.Contains(word)) || r.Words.Contains(word);

    protected override NoticeRow Shown(NoticeRow row, Actor actor) => row with { Mobile = Mobiles.Mask(row.Mobile), LiaisonMobile = Mobiles.Mask(row.LiaisonMobile) };
}
