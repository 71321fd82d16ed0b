using System.Linq.Expressions;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.Spreadsheets;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.People;

public sealed record PersonRow
{
    public Guid Id { get; init; }
    public string Name { get; init; } = "";
    public string PinyinKey { get; init; } = "";
    public string? Unit { get; init; }
    public string? Mobile { get; init; }
    public int Guests { get; init; }
    public int Contacts { get; init; }
    public int Hosts { get; init; }
    public int Meetings { get; init; }
    public string? Note { get; init; }
}

/// <summary>A row for each human being, whatever roles they have.</summary>
public sealed class PersonList(IDbContextFactory<FairDbContext> contexts) : ListOf<PersonRow>(contexts)
{
    public override string Key => "people";

    public override string Title => Language.Say("人员", "People");

    public override Permission Permission => Permission.ViewFair;

    public override IReadOnlyList<Column<PersonRow>> Columns =>
    [
        new("Name", "姓名", "Name", CellKind.Text, r => r.Name) { Width = 18, SortBy = nameof(PersonRow.PinyinKey) },
        new("PinyinKey", "拼音键", "Pinyin key", CellKind.Text, r => r.PinyinKey) { Width = 20, IsOptional = true },
        new("Unit", "单位", "Unit", CellKind.Text, r => r.Unit) { Width = 36, IsSortable = false },
        new("Mobile", "手机", "Mobile", CellKind.Mobile, r => r.Mobile) { Width = 16, IsSortable = false },
        new("Guests", "嘉宾届次", "Guest of fairs", CellKind.Number, r => r.Guests) { Width = 10 },
        new("Contacts", "客商联系人", "Contact of investors", CellKind.Number, r => r.Contacts) { Width = 12 },
        new("Hosts", "县方任职", "Host appointments", CellKind.Number, r => r.Hosts) { Width = 10 },
        new("Meetings", "洽谈场数", "Meetings", CellKind.Number, r => r.Meetings) { Width = 10 },
        new("Note", "备注", "Note", CellKind.Text, r => r.Note) { Width = 40, IsSortable = false, IsOptional = true },
    ];

    public override IReadOnlyList<ListFilter<PersonRow>> Filters =>
    [
        ByFlag("guest", "嘉宾", "Guest", yes => r => (r.Guests > 0) == yes),
        ByFlag("contact", "客商联系人", "Contact", yes => r => (r.Contacts > 0) == yes),
        ByFlag("host", "县方代表", "Host", yes => r => (r.Hosts > 0) == yes),
        ByFlag("meetings", "有洽谈", "Has meetings", yes => r => (r.Meetings > 0) == yes),
    ];

    protected override IOrderedQueryable<PersonRow> InOrder(IQueryable<PersonRow> rows) => rows.OrderBy(r => r.PinyinKey).ThenBy(r => r.Id);

    protected override IQueryable<PersonRow> Rows(FairDbContext db, Actor actor, string fair)
    {
        var english = Language.IsEnglish;
        return db.People.Where(p => p.SurvivorId == p.Id).Select(p => new PersonRow
        {
            Id = p.Id,
            Name = p.Name,
            PinyinKey = p.PinyinKey,
            Unit = db.Contacts.Where(c => c.PersonId == p.Id).OrderByDescending(c => c.From).ThenBy(c => c.Id).Select(c => english ? c.Investor.Survivor.Name.En ?? c.Investor.Survivor.Name.Zh : c.Investor.Survivor.Name.Zh).FirstOrDefault()
                ?? db.Hosts.Where(h => h.PersonId == p.Id).OrderByDescending(h => h.From).ThenBy(h => h.Id).Select(h => english ? h.Unit.Name.En ?? h.Unit.Name.Zh : h.Unit.Name.Zh).FirstOrDefault()
                ?? db.Guests.Where(g => g.PersonId == p.Id).OrderByDescending(g => g.Id).Select(g => g.Organisation).FirstOrDefault(),
            Mobile = p.Mobile,
            Guests = db.Guests.Count(g => g.PersonId == p.Id),
            Contacts = db.Contacts.Count(c => c.PersonId == p.Id),
            Hosts = db.Hosts.Count(h => h.PersonId == p.Id),
            Meetings = db.Meetings.Count(m => m.FirstSlotId != null && m.Attendees.Any(a => a.PersonId == p.Id)),
            Note = p.Note,
        });
    }

    protected override Expression<Func<PersonRow, bool>> Finds(string word) => r => r.Name.Contains(word);

    protected override PersonRow Shown(PersonRow row, Actor actor) => row with { Mobile = Mobiles.Mask(row.Mobile), Note = actor.May(Permission.ViewContacts) ? row.Note : null };
}
