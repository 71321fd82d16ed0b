using System.Linq.Expressions;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Dictionaries;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.Spreadsheets;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

public sealed record RequestRow
{
    public Guid Id { get; init; }
    public Side From { get; init; }
    public Wish Priority { get; init; }
    public string Subject { get; init; } = "";
    public string? SubjectKey { get; init; }
    public string GuestSide { get; init; } = "";
    public string GuestSideKey { get; init; } = "";
    public Guid? ProjectId { get; init; }
    public Guid? InvestorId { get; init; }
    public string? Guests { get; init; }
    public string? GuestsKey { get; init; }
    public string? Hosts { get; init; }
    public string? HostsKey { get; init; }
    public RequestState State { get; init; }
    public DateTime ExpiresAt { get; init; }

    /// <summary>It was not placed in time.</summary>
    public bool IsExpired { get; init; }
    public int Length { get; init; }
    public DateOnly? Day { get; init; }
    public SessionWish Session { get; init; }
    public TableKind? TableKind { get; init; }
    public string? Language { get; init; }
    public string? Spoken { get; init; }
    public int? Points { get; init; }
    public string? Reason { get; init; }
}

public sealed class RequestList(IDbContextFactory<FairDbContext> contexts, FairClock clock) : ListOf<RequestRow>(contexts)
{
    public override string Key => "requests";

    public override string Title => Language.Say("洽谈申请", "Meeting requests");

    public override Permission Permission => Permission.ViewFair;

    public override IReadOnlyList<Column<RequestRow>> Columns =>
    [
        new("Priority", "意愿", "Priority", CellKind.Text, r => r.Priority) { Width = 10 },
        new("Subject", "项目 / 议题", "Subject", CellKind.Text, r => r.Subject) { Width = 44, SortBy = nameof(RequestRow.SubjectKey) },
        new("GuestSide", "客方", "Guest side", CellKind.Text, r => r.GuestSide) { Width = 38, SortBy = nameof(RequestRow.GuestSideKey) },
        new("From", "提出方", "Asked by", CellKind.Text, r => r.From) { Width = 10 },
        new("Guests", "客方人员", "Guests", CellKind.Text, r => r.Guests) { Width = 18, IsSortable = false },
        new("Hosts", "县方人员", "Hosts", CellKind.Text, r => r.Hosts) { Width = 18, IsSortable = false },
        new("State", "状态", "State", CellKind.Text, r => r.IsExpired ? Language.Say("已过期", "Expired") : r.State) { Width = 10, SortBy = nameof(RequestRow.State) },
        new("ExpiresAt", "有效至", "Expires", CellKind.Instant, r => r.ExpiresAt) { Width = 18 },
        new("Language", "翻译语种", "Language", CellKind.Text, r => r.Spoken) { Width = 12, IsSortable = false, IsOptional = true },
        new("Length", "时段数", "Slots", CellKind.Number, r => r.Length) { Width = 8, IsOptional = true },
        new("Day", "只在这天", "Only on", CellKind.Day, r => r.Day) { IsOptional = true },
        new("Session", "上午或下午", "Time of the day", CellKind.Text, r => r.Session) { Width = 14, IsOptional = true },
        new("TableKind", "桌型", "Kind of table", CellKind.Text, r => r.TableKind) { Width = 14, IsOptional = true },
        new("Points", "分值", "Points", CellKind.Number, r => r.Points) { Width = 8, IsOptional = true },
        new("Reason", "理由", "Reason", CellKind.Text, r => r.Reason) { Width = 40, IsOptional = true },
    ];

    public override IReadOnlyList<ListFilter<RequestRow>> Filters =>
    [
        ByEnum<Wish>("priority", "意愿", "Priority", wish => r => r.Priority == wish),
        ByEnum<RequestState>("state", "状态", "State", state => r => r.State == state),
        ByEnum<Side>("from", "提出方", "Asked by", side => r => r.From == side),
        ByKey("language", "翻译语种", "Language", ChoiceOf.Language, code => r => r.Language == code),
        ById("project", "项目", "Project", ChoiceOf.Project, id => r => r.ProjectId == id),
        ById("investor", "企业", "Enterprise", ChoiceOf.Investor, id => r => r.InvestorId == id),
        ByFlag("waiting", "待排", "Waiting to be placed", yes => r => (r.State == RequestState.Open && r.Priority != Wish.No && r.ExpiresAt >= clock.GetUtcNow().UtcDateTime) == yes),
        ByFlag("expired", "已过期", "Expired", yes => r => r.IsExpired == yes),
    ];

    protected override IOrderedQueryable<RequestRow> InOrder(IQueryable<RequestRow> rows) => rows.OrderByDescending(r => r.Id);

    protected override IQueryable<RequestRow> Rows(FairDbContext db, Actor actor, string fair) => Said(db, fair, new([]), clock.GetUtcNow().UtcDateTime);

    // The dictionary is read beside the rows, as for interpreters.
    protected override async Task<IQueryable<RequestRow>> ReckonedAsync(FairDbContext db, Actor actor, string fair, CancellationToken cancel) =>
        Said(db, fair, await db.WordsAsync(DictionaryKind.Language, cancel), clock.GetUtcNow().UtcDateTime);

    private static IQueryable<RequestRow> Said(FairDbContext db, string fair, Words words, DateTime now)
    {
        var english = Language.IsEnglish;
        return db.Requests.Where(r => r.Fair.Code == fair).Select(r => new RequestRow
        {
            Id = r.Id,
            From = r.From,
            Priority = r.Priority,
            Subject = r.Project != null ? (english ? r.Project.Name.En ?? r.Project.Name.Zh : r.Project.Name.Zh)
                : r.Plant != null ? (english ? r.Plant.Name.En ?? r.Plant.Name.Zh : r.Plant.Name.Zh) : r.Topic ?? "",
            // A topic is typed freely and has no reading: topics stand behind what has a name, as they were entered.
            SubjectKey = r.Project!.PinyinKey ?? r.Plant!.PinyinKey,
            GuestSideKey = r.Investor != null ? r.Investor.Survivor.PinyinKey : r.Delegation!.PinyinKey,
            GuestSide = r.Investor != null ? (english ? r.Investor.Survivor.Name.En ?? r.Investor.Survivor.Name.Zh : r.Investor.Survivor.Name.Zh)
                : english ? r.Delegation!.Name.En ?? r.Delegation.Name.Zh : r.Delegation!.Name.Zh,
            ProjectId = r.ProjectId,
            InvestorId = r.Investor == null ? null : r.Investor.SurvivorId,
            Guests = r.People.Where(p => p.Side == Side.Guest).OrderBy(p => p.Ordinal).Select(p => p.Person.Name).FirstOrDefault(),
            GuestsKey = r.People.Where(p => p.Side == Side.Guest).OrderBy(p => p.Ordinal).Select(p => p.Person.PinyinKey).FirstOrDefault(),
            Hosts = r.People.Where(p => p.Side == Side.Host).OrderBy(p => p.Ordinal).Select(p => p.Person.Name).FirstOrDefault(),
            HostsKey = r.People.Where(p => p.Side == Side.Host).OrderBy(p => p.Ordinal).Select(p => p.Person.PinyinKey).FirstOrDefault(),
            State = r.State,
            ExpiresAt = r.ExpiresAt,
            IsExpired = r.State == RequestState.Open && r.Priority != Wish.No && r.ExpiresAt < now,
            Length = r.Length,
            Day = r.Day,
            Session = r.Session,
            TableKind = r.TableKind,
            Language = r.Language,
            Spoken = r.Language == null ? null : words[r.Language].Text,
            Points = r.Points,
            Reason = r.Reason,
        });
    }

    protected override Expression<Func<RequestRow, bool>> Finds(string word) => r => r.Subject.Contains(word) || r.GuestSide.Contains(word)
        || (r.Guests != null && r.Guests.Contains(word)) || (r.Hosts != null && r.Hosts.Contains(word));
}
