using System.Linq.Expressions;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.People;
using InvestmentFair.Spreadsheets;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Delegations;

public sealed record DelegationRow
{
    public Guid Id { get; init; }
    public string Name { get; init; } = "";
    public string PinyinKey { get; init; } = "";
    public string? Region { get; init; }
    public string? RegionCode { get; init; }
    public int Quota { get; init; }
    public int Guests { get; init; }
    public int Coming { get; init; }
    public int Unanswered { get; init; }
    public RosterState Roster { get; init; }
    public string? Head { get; init; }
    public string? HeadKey { get; init; }
    public Attendance? HeadAnswer { get; init; }
    public string? Liaison { get; init; }
    public string? LiaisonMobile { get; init; }
    public int ProtocolRank { get; init; }
}

public sealed class DelegationList(IDbContextFactory<FairDbContext> contexts) : ListOf<DelegationRow>(contexts)
{
    public override string Key => "delegations";

    public override string Title => Language.Say("代表团", "Delegations");

    public override Permission Permission => Permission.ViewFair;

    public override IReadOnlyList<Column<DelegationRow>> Columns =>
    [
        new("Name", "代表团", "Delegation", CellKind.Text, r => r.Name) { Width = 36, SortBy = nameof(DelegationRow.PinyinKey) },
        new("Region", "县（市、区）", "County", CellKind.Text, r => r.Region) { Width = 20, SortBy = nameof(DelegationRow.RegionCode) },
        new("Head", "带队领导", "Head", CellKind.Text, r => r.Head) { Width = 18, SortBy = nameof(DelegationRow.HeadKey) },
        new("Quota", "名额", "Quota", CellKind.Number, r => r.Quota) { Width = 8 },
        new("Guests", "人数", "Guests", CellKind.Number, r => r.Guests) { Width = 8 },
        new("Coming", "出席", "Coming", CellKind.Number, r => r.Coming) { Width = 8 },
        new("Unanswered", "未答复", "No answer", CellKind.Number, r => r.Unanswered) { Width = 10 },
        new("Roster", "名单状态", "Roster", CellKind.Text, r => r.Roster) { Width = 12 },
        new("Liaison", "联络员", "Liaison", CellKind.Text, r => r.Liaison) { Width = 20, IsSortable = false },
        new("LiaisonMobile", "联络员手机", "Liaison's mobile", CellKind.Mobile, r => r.LiaisonMobile) { Width = 16, IsSortable = false },
        new("ProtocolRank", "礼宾顺序", "Protocol rank", CellKind.Number, r => r.ProtocolRank) { Width = 10, IsOptional = true },
    ];

    public override IReadOnlyList<ListFilter<DelegationRow>> Filters =>
    [
        ByEnum<RosterState>("roster", "名单状态", "Roster", state => r => r.Roster == state),
        ByFlag("unanswered", "有未答复", "Waiting for answers", yes => r => (r.Unanswered > 0) == yes),
        ByFlag("headless", "带队领导不出席", "The head has declined", yes => r => (r.HeadAnswer == Attendance.Declined) == yes),
    ];

    // Delegations stand in the order of the administrative code, as every Chinese list of counties does.
    protected override IOrderedQueryable<DelegationRow> InOrder(IQueryable<DelegationRow> rows) => rows.OrderBy(r => r.RegionCode == null).ThenBy(r => r.RegionCode).ThenBy(r => r.Id);

    protected override IQueryable<DelegationRow> Rows(FairDbContext db, Actor actor, string fair)
    {
        var english = Language.IsEnglish;
        return db.Delegations.Where(d => d.Fair.Code == fair).Select(d => new DelegationRow
        {
            Id = d.Id,
            Name = english ? d.Name.En ?? d.Name.Zh : d.Name.Zh,
            PinyinKey = d.PinyinKey,
            Region = db.Regions.Where(r => r.Code == d.RegionCode).Select(r => english ? r.Name.En ?? r.Name.Zh : r.Name.Zh).FirstOrDefault(),
            RegionCode = d.RegionCode,
            Quota = d.Quota,
            Guests = d.Guests.Count(g => g.Attendance != Attendance.Declined),
            Coming = d.Guests.Count(g => g.Attendance == Attendance.Coming || g.Attendance == Attendance.Deputy),
            Unanswered = d.Guests.Count(g => g.Attendance == Attendance.Unknown),
            Roster = d.Roster,
            Head = d.Guests.Where(g => g.Id == d.HeadGuestId).Select(g => g.Person.Name).FirstOrDefault(),
            HeadKey = d.Guests.Where(g => g.Id == d.HeadGuestId).Select(g => g.PinyinKey).FirstOrDefault(),
            HeadAnswer = d.Guests.Where(g => g.Id == d.HeadGuestId).Select(g => (Attendance?)g.Attendance).FirstOrDefault(),
            Liaison = d.LiaisonName,
            LiaisonMobile = d.LiaisonMobile,
            ProtocolRank = d.ProtocolRank,
        });
    }

    protected override Expression<Func<DelegationRow, bool>> Finds(string word) => r => r.Name.Contains(word) || (r.Region != null && r.Region.Contains(word)) || (r.Liaison != null && r.Liaison.Contains(word));

    protected override DelegationRow Shown(DelegationRow row, Actor actor) => row with { LiaisonMobile = Mobiles.Mask(row.LiaisonMobile) };
}

public sealed record GuestRow
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public string Name { get; init; } = "";
    public string PinyinKey { get; init; } = "";
    public string? Delegation { get; init; }
    public string? DelegationKey { get; init; }
    public Guid? DelegationId { get; init; }

    /// <summary>The administrative code, by which counties are sorted.</summary>
    public string? DelegationCode { get; init; }
    public string? Investor { get; init; }
    public string? InvestorKey { get; init; }
    public Guid? InvestorId { get; init; }
    public string Organisation { get; init; } = "";
    public string Title { get; init; } = "";
    public GuestPart Part { get; init; }
    public int ProtocolRank { get; init; }
    public Attendance Attendance { get; init; }
    public string? Mobile { get; init; }
    public int Meetings { get; init; }
}

public sealed class GuestList(IDbContextFactory<FairDbContext> contexts) : ListOf<GuestRow>(contexts)
{
    public override string Key => "guests";

    public override string Title => Language.Say("嘉宾名单", "Guests");

    public override Permission Permission => Permission.ViewFair;

    public override IReadOnlyList<Column<GuestRow>> Columns =>
    [
        new("Number", "编号", "No.", CellKind.Text, r => r.Number) { Width = 12 },
        new("Name", "姓名", "Name", CellKind.Text, r => r.Name) { Width = 18, SortBy = nameof(GuestRow.PinyinKey) },
        new("Delegation", "代表团", "Delegation", CellKind.Text, r => r.Delegation) { Width = 30, SortBy = nameof(GuestRow.DelegationCode) },
        new("Investor", "企业", "Enterprise", CellKind.Text, r => r.Investor) { Width = 34, SortBy = nameof(GuestRow.InvestorKey) },
        new("Organisation", "单位", "Organisation", CellKind.Text, r => r.Organisation) { Width = 30, IsOptional = true },
        new("Title", "职务", "Title", CellKind.Text, r => r.Title) { Width = 22 },
        new("Part", "身份", "Part", CellKind.Text, r => r.Part) { Width = 12 },
        new("ProtocolRank", "礼宾顺序", "Protocol rank", CellKind.Number, r => r.ProtocolRank) { Width = 10 },
        new("Attendance", "回执", "Answer", CellKind.Text, r => r.Attendance) { Width = 10 },
        new("Mobile", "手机", "Mobile", CellKind.Mobile, r => r.Mobile) { Width = 16, IsSortable = false },
        new("Meetings", "洽谈场数", "Meetings", CellKind.Number, r => r.Meetings) { Width = 10 },
    ];

    public override IReadOnlyList<ListFilter<GuestRow>> Filters =>
    [
        ById("delegation", "代表团", "Delegation", ChoiceOf.Delegation, id => r => r.DelegationId == id),
        ById("investor", "企业", "Enterprise", ChoiceOf.Investor, id => r => r.InvestorId == id),
        ByEnum<Attendance>("attendance", "回执", "Answer", answer => r => r.Attendance == answer),
        ByEnum<GuestPart>("part", "身份", "Part", part => r => r.Part == part),
        ByFlag("coming", "出席（含代表）", "Coming, or a deputy", yes => r => (r.Attendance == Attendance.Coming || r.Attendance == Attendance.Deputy) == yes),
        ByFlag("meetings", "有洽谈", "Has meetings", yes => r => (r.Meetings > 0) == yes),
    ];

    protected override IOrderedQueryable<GuestRow> InOrder(IQueryable<GuestRow> rows) => rows.OrderBy(r => r.ProtocolRank).ThenBy(r => r.PinyinKey).ThenBy(r => r.Id);

    protected override IQueryable<GuestRow> Rows(FairDbContext db, Actor actor, string fair)
    {
        var english = Language.IsEnglish;
        // The fair by its id and not by a join: only so does an index of one fair's guests give their order as well.
        return db.Guests.Where(g => g.FairId == db.Fairs.Where(f => f.Code == fair).Select(f => f.Id).FirstOrDefault()).Select(g => new GuestRow
        {
            Id = g.Id,
            Number = g.Number,
            Name = g.Person.Name,
            PinyinKey = g.PinyinKey,
            DelegationKey = g.Delegation!.PinyinKey,
            Delegation = g.Delegation == null ? null : english ? g.Delegation.Name.En ?? g.Delegation.Name.Zh : g.Delegation.Name.Zh,
            DelegationId = g.DelegationId,
            DelegationCode = g.Delegation!.RegionCode,
            InvestorKey = g.Investor!.Survivor.PinyinKey,
            Investor = g.Investor == null ? null : english ? g.Investor.Survivor.Name.En ?? g.Investor.Survivor.Name.Zh : g.Investor.Survivor.Name.Zh,
            InvestorId = g.Investor == null ? null : g.Investor.SurvivorId,
            Organisation = g.Organisation,
            Title = english ? g.Title.En ?? g.Title.Zh : g.Title.Zh,
            Part = g.Part,
            ProtocolRank = g.ProtocolRank,
            Attendance = g.Attendance,
            Mobile = g.Person.Mobile,
            Meetings = db.Meetings.Where(m => m.FairId == g.FairId && m.FirstSlotId != null).SelectMany(m => m.Attendees).Count(a => a.PersonId == g.PersonId),
        });
    }

    protected override Expression<Func<GuestRow, bool>> Finds(string word) => r => r.Name.Contains(word) || r.Number.Contains(word) || r.Title.Contains(word) || r.Organisation.Contains(word)
        || (r.Delegation != null && r.Delegation.Contains(word)) || (r.Investor != null && r.Investor.Contains(word));

    protected override GuestRow Shown(GuestRow row, Actor actor) => row with { Mobile = Mobiles.Mask(row.Mobile) };
}
