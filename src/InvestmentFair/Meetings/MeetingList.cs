using System.Linq.Expressions;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Dictionaries;
using InvestmentFair.Kernel;
using InvestmentFair.Spreadsheets;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

public sealed record MeetingRow
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public string Subject { get; init; } = "";
    public string? SubjectKey { get; init; }
    public int? Session { get; init; }
    public string? Unit { get; init; }
    public string GuestSide { get; init; } = "";
    public string GuestSideKey { get; init; } = "";
    public IReadOnlyList<Representative> Guests { get; init; } = [];
    public string? Modes { get; init; }
    public DateTime? StartsAt { get; init; }
    public string Zone { get; init; } = "";
    public string? Table { get; init; }
    public MeetingState State { get; init; }
    public OutcomeKind? Outcome { get; init; }
    public long? AmountFen { get; init; }
    public string? NextStep { get; init; }
    public string? Owner { get; init; }
    public string? OwnerKey { get; init; }
    public DateOnly? Due { get; init; }
    public string? Support { get; init; }
    public string? Deal { get; init; }
    public bool LacksSomebody { get; init; }
    public bool IsUnattended { get; init; }
    public bool IsLocked { get; init; }
}

/// <summary>Who sits for the guest side, with the title under which they were invited.</summary>
public sealed record Representative(string Name, string? Title)
{
    public string Text => string.IsNullOrWhiteSpace(Title) ? Name : Language.Say($"{Name}（{Title}）", $"{Name} ({Title})");
}

/// <summary>
/// The columns of the county's own sheet 洽谈对接表 in its order, each named as the column of the list that shows the same: the list, its
/// workbook and the paper are made of these.
/// </summary>
public enum SheetColumn
{
    Session,
    StartsAt,
    Table,
    Subject,
    Unit,
    GuestSide,
    Guests,
    Modes,
    AmountFen,
    Support,
    Outcome,
    NextStep,
    Owner,
    Due,
}

/// <summary>The meetings of a fair; with the columns of <see cref="Official"/> it is the county's own sheet 洽谈对接表.</summary>
public sealed class MeetingList(IDbContextFactory<FairDbContext> contexts) : ListOf<MeetingRow>(contexts)
{
    /// <summary>The keys of the columns of the sheet 洽谈对接表, in its order.</summary>
    public static readonly IReadOnlyList<string> Official = [.. Enum.GetNames<SheetColumn>()];

    public override string Key => "meetings";

    public override string Title => Language.Say("洽谈对接", "Meetings");

    public override Permission Permission => Permission.ViewFair;

    public override IReadOnlyList<Column<MeetingRow>> Columns =>
    [
        new("Number", "编号", "No.", CellKind.Text, r => r.Number) { Width = 12 },
        new(nameof(SheetColumn.StartsAt), "时段", "Time", CellKind.FairTime, r => r.StartsAt is { } at ? FairTime.ToLocal(at, r.Zone) : null) { Width = 18 },
        new(nameof(SheetColumn.Table), "桌号", "Table", CellKind.Text, r => r.Table) { Width = 8 },
        new(nameof(SheetColumn.Subject), "陵川方项目", "County project", CellKind.Text, r => r.Subject) { Width = 44, SortBy = nameof(MeetingRow.SubjectKey) },
        new(nameof(SheetColumn.GuestSide), "投资方", "Guest side", CellKind.Text, r => r.GuestSide) { Width = 38, SortBy = nameof(MeetingRow.GuestSideKey) },
        new("State", "状态", "State", CellKind.Text, r => r is { State: MeetingState.Planned, StartsAt: null } ? Language.Say("待排", "No place yet") : r.State) { Width = 10, SortBy = nameof(MeetingRow.State) },
        new(nameof(SheetColumn.Outcome), "洽谈结果", "Result", CellKind.Text, r => r.Outcome) { Width = 12 },
        new(nameof(SheetColumn.AmountFen), "拟投资额（万元）", "Amount (CNY 10,000)", CellKind.Money, r => r.AmountFen) { Width = 16 },
        new(nameof(SheetColumn.NextStep), "下一步事项", "Next step", CellKind.Text, r => r.NextStep) { Width = 36, IsOptional = true },
        new(nameof(SheetColumn.Owner), "责任人", "Owner", CellKind.Text, r => r.Owner) { Width = 16, IsOptional = true, SortBy = nameof(MeetingRow.OwnerKey) },
        new(nameof(SheetColumn.Due), "完成时限", "Due", CellKind.Day, r => r.Due),
        new("Deal", "跟踪项目", "Deal", CellKind.Text, r => r.Deal) { Width = 12 },
        new("IsLocked", "锁定", "Locked", CellKind.Flag, r => r.IsLocked) { Width = 8, IsOptional = true },
        new(nameof(SheetColumn.Session), "场次", "Round", CellKind.Number, r => r.Session) { Width = 8, IsOptional = true },
        new(nameof(SheetColumn.Unit), "责任单位", "Unit in charge", CellKind.Text, r => r.Unit) { Width = 24, IsOptional = true, IsSortable = false },
        new(nameof(SheetColumn.Guests), "投资方代表（职务）", "Guests (title)", CellKind.Text, r => Language.List(r.Guests.Select(g => g.Text))) { Width = 30, IsOptional = true, IsSortable = false },
        new(nameof(SheetColumn.Modes), "意向合作方式", "Modes of cooperation", CellKind.Text, r => r.Modes) { Width = 20, IsOptional = true, IsSortable = false },
        new(nameof(SheetColumn.Support), "争议 / 所需支持", "Disputed, or support needed", CellKind.Text, r => r.Support) { Width = 30, IsOptional = true },
    ];

    public override IReadOnlyList<ListFilter<MeetingRow>> Filters =>
    [
        ByEnum<MeetingState>("state", "状态", "State", state => r => r.State == state),
        ByEnum<OutcomeKind>("outcome", "洽谈结果", "Result", kind => r => r.Outcome == kind),
        ByFlag("placed", "已排时段", "Has a place", yes => r => (r.StartsAt != null) == yes),
        ByFlag("locked", "已锁定", "Locked", yes => r => r.IsLocked == yes),
        ByFlag("deal", "有跟踪项目", "Has a deal", yes => r => (r.Deal != null) == yes),
        ByFlag("unattended", "届时有人不在场", "Somebody is not there at its time", yes => r => r.IsUnattended == yes),
        ByFlag("lacking", "有人不出席，须另定", "Somebody has declined, another is needed", yes => r => r.LacksSomebody == yes),
    ];

    protected override IOrderedQueryable<MeetingRow> InOrder(IQueryable<MeetingRow> rows) => rows.OrderBy(r => r.StartsAt).ThenBy(r => r.Table).ThenBy(r => r.Number).ThenBy(r => r.Id);

    protected override IQueryable<MeetingRow> Rows(FairDbContext db, Actor actor, string fair) => Said(db, fair, new([]));

    // The dictionary is read beside the rows, as for the languages of requests.
    protected override async Task<IQueryable<MeetingRow>> ReckonedAsync(FairDbContext db, Actor actor, string fair, CancellationToken cancel) =>
        Said(db, fair, await db.WordsAsync(DictionaryKind.CooperationMode, cancel));

    private static IQueryable<MeetingRow> Said(FairDbContext db, string fair, Words words)
    {
        var english = Language.IsEnglish;
        var (lacking, unattended, offices) = (db.Lacking(fair), db.Unattended(fair), db.OfficesAt(fair));
        return db.Meetings.Where(m => m.Fair.Code == fair).Select(m => new MeetingRow
        {
            Id = m.Id,
            Number = m.Number,
            Subject = m.Project != null ? (english ? m.Project.Name.En ?? m.Project.Name.Zh : m.Project.Name.Zh)
                : m.Plant != null ? (english ? m.Plant.Name.En ?? m.Plant.Name.Zh : m.Plant.Name.Zh) : m.Topic ?? "",
            // As in the requests: topics stand behind.
            SubjectKey = m.Project!.PinyinKey ?? m.Plant!.PinyinKey,
            GuestSideKey = m.Investor != null ? m.Investor.Survivor.PinyinKey : m.Delegation!.PinyinKey,
            GuestSide = m.Investor != null ? (english ? m.Investor.Survivor.Name.En ?? m.Investor.Survivor.Name.Zh : m.Investor.Survivor.Name.Zh)
                : english ? m.Delegation!.Name.En ?? m.Delegation.Name.Zh : m.Delegation!.Name.Zh,
            // The fair counts its slots, closed ones too: what is printed keeps its number when one is closed.
            Session = m.FirstSlot == null ? null : db.Slots.Count(s => s.FairId == m.FairId && s.StartsAt <= m.FirstSlot.StartsAt),
            // A plant and a topic belong to no unit; for them answers that of the host who is named first.
            Unit = m.Project != null ? (english ? m.Project.Unit.Name.En ?? m.Project.Unit.Name.Zh : m.Project.Unit.Name.Zh)
                : m.Attendees.Where(a => a.Side == Side.Host && !a.Interprets && db.Hosts.Any(h => h.PersonId == a.PersonId)).OrderBy(a => a.Ordinal)
                    .Select(a => offices.Where(h => h.PersonId == a.PersonId).Select(h => english ? h.Unit.Name.En ?? h.Unit.Name.Zh : h.Unit.Name.Zh).FirstOrDefault()).FirstOrDefault(),
            Guests = m.Attendees.Where(a => a.Side == Side.Guest).OrderBy(a => a.Ordinal).Select(a => new Representative(a.Person.Name,
                db.Guests.Where(g => g.Fair.Code == fair && g.PersonId == a.PersonId).Select(g => english ? g.Title.En ?? g.Title.Zh : g.Title.Zh).FirstOrDefault())).ToList(),
            Modes = m.Project == null ? null : Named(words, m.Project.Modes),
            StartsAt = m.FirstSlot == null ? null : m.FirstSlot.StartsAt,
            Zone = m.Fair.TimeZone,
            Table = m.Table == null ? null : m.Table.Code,
            State = m.State,
            Outcome = m.State != MeetingState.Held || m.Outcome == null ? null : m.Outcome.Kind,
            AmountFen = m.State != MeetingState.Held || m.Outcome == null ? null : m.Outcome.AmountFen,
            NextStep = m.State != MeetingState.Held || m.Outcome == null ? null : m.Outcome.NextStep,
            Owner = m.State != MeetingState.Held || m.Outcome == null || m.Outcome.Owner == null ? null : m.Outcome.Owner.Name,
            OwnerKey = m.State != MeetingState.Held ? null : m.Outcome!.Owner!.PinyinKey,
            Due = m.State != MeetingState.Held || m.Outcome == null ? null : m.Outcome.Due,
            Support = m.State != MeetingState.Held || m.Outcome == null ? null : m.Outcome.Support,
            Deal = db.Deals.IgnoreQueryFilters().Where(d => d.OriginMeetingId == m.Id).Select(d => d.Survivor.Number).FirstOrDefault(),
            LacksSomebody = lacking.Any(l => l.Id == m.Id),
            IsUnattended = unattended.Any(l => l.Id == m.Id),
            IsLocked = m.LockedAt != null,
        });
    }

    private static string Named(Words words, List<string> modes) => Language.List(words.Of(modes).Select(mode => mode.Text));

    protected override Expression<Func<MeetingRow, bool>> Finds(string word) => r => r.Number.Contains(word) || r.Subject.Contains(word) || r.GuestSide.Contains(word);
}
