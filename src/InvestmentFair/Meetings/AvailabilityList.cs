using System.Linq.Expressions;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.Spreadsheets;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

public sealed record AvailabilityRow
{
    public Guid Id { get; init; }
    public Guid PersonId { get; init; }
    public string Person { get; init; } = "";
    public string PinyinKey { get; init; } = "";
    public string? Party { get; init; }
    public Guid? DelegationId { get; init; }
    public Guid? InvestorId { get; init; }
    public AvailabilityKind Kind { get; init; }
    public DateTime? From { get; init; }
    public DateTime? Until { get; init; }
    public string Zone { get; init; } = "";
    public string? Hall { get; init; }
    public string? HallKey { get; init; }
    public string? Reason { get; init; }
    public AvailabilitySource Source { get; init; }
    public bool IsVoid { get; init; }
}

public sealed class AvailabilityList(IDbContextFactory<FairDbContext> contexts) : ListOf<AvailabilityRow>(contexts)
{
    public override string Key => "availability";

    public override string Title => Language.Say("可参会时间", "Availability");

    public override Permission Permission => Permission.ViewFair;

    public override IReadOnlyList<Column<AvailabilityRow>> Columns =>
    [
        new("Person", "人员", "Person", CellKind.Text, r => r.Person) { Width = 18, SortBy = nameof(AvailabilityRow.PinyinKey) },
        new("Party", "所属", "Of", CellKind.Text, r => r.Party) { Width = 38, IsSortable = false },
        new("Kind", "类型", "Kind", CellKind.Text, r => r.Kind) { Width = 12 },
        new("From", "自", "From", CellKind.FairTime, r => r.From is { } at ? FairTime.ToLocal(at, r.Zone) : null) { Width = 18 },
        new("Until", "至", "Until", CellKind.FairTime, r => r.Until is { } at ? FairTime.ToLocal(at, r.Zone) : null) { Width = 18 },
        new("Hall", "会场", "Hall", CellKind.Text, r => r.Hall) { Width = 20, SortBy = nameof(AvailabilityRow.HallKey), IsOptional = true },
        new("Reason", "原因", "Reason", CellKind.Text, r => r.Reason) { Width = 30 },
        new("Source", "登记方式", "How entered", CellKind.Text, r => r.Source) { Width = 12, IsOptional = true },
        new("IsVoid", "已作废", "Void", CellKind.Flag, r => r.IsVoid) { Width = 8 },
    ];

    public override IReadOnlyList<ListFilter<AvailabilityRow>> Filters =>
    [
        ById("person", "人员", "Person", ChoiceOf.FairPerson, id => r => r.PersonId == id),
        ById("delegation", "代表团", "Delegation", ChoiceOf.Delegation, id => r => r.DelegationId == id),
        ById("investor", "企业", "Enterprise", ChoiceOf.Investor, id => r => r.InvestorId == id),
        ByEnum<AvailabilityKind>("kind", "类型", "Kind", kind => r => r.Kind == kind),
        ByEnum<AvailabilitySource>("source", "登记方式", "How entered", source => r => r.Source == source),
        ByFlag("void", "已作废", "Void", yes => r => r.IsVoid == yes),
    ];

    // What counts stands before what was made void.
    protected override IOrderedQueryable<AvailabilityRow> InOrder(IQueryable<AvailabilityRow> rows) => rows.OrderBy(r => r.IsVoid).ThenBy(r => r.PinyinKey).ThenBy(r => r.Id);

    protected override IQueryable<AvailabilityRow> Rows(FairDbContext db, Actor actor, string fair)
    {
        var english = Language.IsEnglish;
        var offices = db.OfficesAt(fair);
        // Why somebody is away may be an illness: who may not reach them does not read it, nor finds them by it.
        var tellsWhy = actor.May(Permission.ViewContacts);
        return from row in db.Availability.Where(a => a.Fair.Code == fair)
               let guest = db.Guests.FirstOrDefault(g => g.FairId == row.FairId && g.PersonId == row.PersonId)
               select new AvailabilityRow
               {
                   Id = row.Id,
                   PersonId = row.PersonId,
                   Person = row.Person.Name,
                   PinyinKey = row.Person.PinyinKey,
                   Party = guest != null
                       ? guest.Delegation != null ? (english ? guest.Delegation.Name.En ?? guest.Delegation.Name.Zh : guest.Delegation.Name.Zh)
                           : english ? guest.Investor!.Survivor.Name.En ?? guest.Investor.Survivor.Name.Zh : guest.Investor!.Survivor.Name.Zh
                       : offices.Where(h => h.PersonId == row.PersonId).Select(h => english ? h.Unit.Name.En ?? h.Unit.Name.Zh : h.Unit.Name.Zh).FirstOrDefault(),
                   DelegationId = guest == null ? null : guest.DelegationId,
                   InvestorId = guest == null || guest.Investor == null ? null : guest.Investor.SurvivorId,
                   Kind = row.Kind,
                   From = row.From,
                   Until = row.Until,
                   Zone = row.Fair.TimeZone,
                   Hall = row.Hall == null ? null : english ? row.Hall.Name.En ?? row.Hall.Name.Zh : row.Hall.Name.Zh,
                   HallKey = row.Hall!.PinyinKey,
                   Reason = tellsWhy ? row.Reason : null,
                   Source = row.Source,
                   IsVoid = row.IsVoid,
               };
    }

    protected override Expression<Func<AvailabilityRow, bool>> Finds(string word) => r => r.Person.Contains(word) || (r.Party != null && r.Party.Contains(word)) || (r.Reason != null && r.Reason.Contains(word));
}
