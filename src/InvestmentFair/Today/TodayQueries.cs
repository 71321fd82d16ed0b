using System.Collections.Concurrent;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Deals;
using InvestmentFair.Delegations;
using InvestmentFair.Enquiries;
using InvestmentFair.Fairs;
using InvestmentFair.Invitations;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using InvestmentFair.Projects;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Today;

/// <summary>A count that opens its list.</summary>
public sealed record TodayCount(string Key, string Text, int Count, string Address, bool IsAlert);

/// <summary>Of the agenda, or the meetings of a slot, which stand on the board.</summary>
public sealed record OnNext(DateTime StartsAt, DateTime EndsAt, string Title, string Place, bool IsOn, string? Address = null);

public sealed record TodayView(IReadOnlyList<TodayCount> Waiting, IReadOnlyList<TodayCount> Standing, AnsweredInTime Answered, string Zone, IReadOnlyList<OnNext> Next);

/// <summary>What waits today, and what is on next.</summary>
public sealed class TodayQueries(IDbContextFactory<FairDbContext> contexts, FairClock clock)
{
    // What a clock alone changes is a minute late in the menu; whatever is saved is there at the next look.
    private static readonly TimeSpan CountedAgainAfter = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, Counted> _counted = new();

    public async Task<TodayView> TodayAsync(Actor actor, string fair, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = contexts.CreateDbContext();
        var now = clock.GetUtcNow().UtcDateTime;
        var today = FairTime.DayOf(now);
        var inDays = today.AddDays(Project.RemindDays);
        var tomorrow = FairTime.ToUtc(today.AddDays(1), TimeOnly.MinValue);
        var measured = db.Enquiries.Where(e => e.Fair.Code == fair && (e.FirstAnsweredAt != null || (e.State != EnquiryState.Withdrawn && e.FirstReplyBy < now)));
        var answered = new AnsweredInTime(await measured.CountAsync(e => e.FirstAnsweredAt != null && e.FirstAnsweredAt <= e.FirstReplyBy, cancel), await measured.CountAsync(cancel), now);
        var deals = db.Deals.VisibleTo(actor);
        var guests = db.Guests.Where(g => g.Fair.Code == fair);
        var checklist = db.Checklist.Where(i => i.Fair.Code == fair && i.DoneOn == null);
        var soon = today.AddDays(ChecklistList.SoonDays);
        var (unreplied, requests) = (Unreplied(db, fair), Waiting(db, fair));

        var late = db.LateLeads(await db.LeadClocksAsync(today, cancel));

        // Whoever asked at another fair is owed an answer as well, whichever fair is current.
        var elsewhere = await db.Enquiries.Where(e => e.Fair.Code != fair && !e.Fair.IsArchived && (e.State == EnquiryState.Received || e.State == EnquiryState.InHand))
            .GroupBy(e => e.Fair.Code).Select(g => new { Fair = g.Key, Open = g.Count(), Overdue = g.Count(e => e.ReplyBy < now) }).OrderBy(g => g.Fair).ToListAsync(cancel);

        IReadOnlyList<TodayCount> waiting =
        [
            new("enquiries", TodayTexts.EnquiriesOverdue, await unreplied.CountAsync(e => e.ReplyBy < now, cancel), $"/console/{fair}/enquiries?f.overdue=yes", true),
            new("enquiries-today", TodayTexts.EnquiriesDueToday, await unreplied.CountAsync(e => e.ReplyBy >= now && e.ReplyBy < tomorrow, cancel), $"/console/{fair}/enquiries?f.clock=Today", true),
            Waits("enquiries-open", await unreplied.CountAsync(cancel), fair),
            new("enquiries-late", TodayTexts.EnquiriesLate, await db.Enquiries.CountAsync(e => e.Fair.Code == fair && e.FirstAnsweredAt != null && e.FirstAnsweredAt > e.FirstReplyBy, cancel), $"/console/{fair}/enquiries?f.late=yes", false),
            .. elsewhere.Where(f => f.Overdue > 0).Select(f => new TodayCount($"enquiries-{f.Fair}", TodayTexts.Of(f.Fair, TodayTexts.EnquiriesOverdue), f.Overdue, $"/console/{f.Fair}/enquiries?f.overdue=yes", true)),
            .. elsewhere.Where(f => f.Open > f.Overdue).Select(f => new TodayCount($"enquiries-open-{f.Fair}", TodayTexts.Of(f.Fair, TodayTexts.EnquiriesOpen), f.Open, $"/console/{f.Fair}/enquiries?f.open=yes", false)),
            new("leads", TodayTexts.LeadsLate, await deals.CountAsync(d => late.Contains(d.Id), cancel), "/console/deals?f.lead=yes", true),
            new("next-steps", TodayTexts.NextStepsOverdue, await deals.CountAsync(d => d.StageType == StageType.Open && d.NextStepOn < today, cancel), "/console/deals?f.overdue=yes", true),
            new("wake-ups", TodayTexts.WakeUps, await deals.CountAsync(d => d.StageType == StageType.OnHold && d.WakeUpOn <= today, cancel), "/console/deals?f.wake=yes", true),
            new("commitments", TodayTexts.CommitmentsOverdue, await deals.CountAsync(d => d.Commitments.Any(c => c.State == CommitmentState.Pending && c.Due < today), cancel), "/console/deals?f.promises=yes", true),
            new("checklist-overdue", TodayTexts.ChecklistOverdue, await checklist.CountAsync(i => i.DueOn < today, cancel), $"/console/{fair}/checklist?f.state=Overdue", true),
            new("checklist-soon", TodayTexts.ChecklistSoon, await checklist.CountAsync(i => i.DueOn >= today && i.DueOn <= soon, cancel), $"/console/{fair}/checklist?f.state=Soon", false),
            Waits("answers", await Unanswered(db, fair).CountAsync(cancel), fair),
            new("headless", TodayTexts.HeadDeclined, await db.Headless(fair).CountAsync(cancel), $"/console/{fair}/delegations?f.headless=yes", true),
            new("lacking", TodayTexts.MeetingsLacking, await db.Lacking(fair).CountAsync(cancel), $"/console/{fair}/meetings?f.lacking=yes", true),
            new("unattended", TodayTexts.MeetingsUnattended, await db.Unattended(fair).CountAsync(cancel), $"/console/{fair}/meetings?f.unattended=yes", true),
            Waits("unpublished", await ReleaseQueries.UnpublishedAsync(db, fair, cancel), fair),
            Waits("notices", await ToTell(db, fair).CountAsync(cancel), fair),
            Waits("invitations", await NotSent(db, fair).CountAsync(cancel), fair),
            Waits("requests", await requests.CountAsync(r => r.ExpiresAt >= now, cancel), fair),
            new("expired", TodayTexts.RequestsExpired, await requests.CountAsync(r => r.ExpiresAt < now, cancel), $"/console/{fair}/requests?f.expired=yes", true),
            new("validity-ended", TodayTexts.ValidityEnded, await db.Projects.CountAsync(p => p.State == ProjectState.Published && p.ValidTo < today, cancel), $"/console/{fair}/projects?f.validity=Expired", true),
            new("validity-ends", TodayTexts.ValidityEnds, await db.Projects.CountAsync(p => p.State == ProjectState.Published && p.ValidTo >= today && p.ValidTo <= inDays, cancel), $"/console/{fair}/projects?f.validity=Due", false),
            .. actor.May(Permission.ManageAccounts)
                ? [new TodayCount("unguarded", TodayTexts.Unguarded, await db.Users.CountAsync(u => u.Role == Role.Administrator && !u.IsDisabled && !u.TwoFactorEnabled, cancel), "/console/accounts?f.unguarded=yes", true)]
                : Array.Empty<TodayCount>(),
            new("drafts", TodayTexts.ReviewsMissing, await db.Projects.CountAsync(p => p.State == ProjectState.Draft, cancel), $"/console/{fair}/projects?f.state=Draft", false),
        ];
        IReadOnlyList<TodayCount> standing =
        [
            new("delegations", TodayTexts.Delegations, await db.Delegations.CountAsync(d => d.Fair.Code == fair, cancel), $"/console/{fair}/delegations", false),
            new("guests", TodayTexts.Coming, await guests.CountAsync(g => g.Attendance == Attendance.Coming || g.Attendance == Attendance.Deputy, cancel), $"/console/{fair}/guests?f.coming=yes", false),
            new("projects", TodayTexts.Projects, await db.FairProjects.CountAsync(l => l.Fair.Code == fair, cancel), $"/console/{fair}/projects?f.listed=yes", false),
            new("meetings", TodayTexts.Meetings, await db.Meetings.CountAsync(m => m.Fair.Code == fair && m.FirstSlotId != null, cancel), $"/console/{fair}/meetings?f.placed=yes", false),
            new("deals", TodayTexts.DealsOpen, await deals.CountAsync(d => d.StageType == StageType.Open, cancel), "/console/deals?f.type=Open", false),
        ];
        var slots = await db.Slots.Where(s => s.Fair.Code == fair && s.EndsAt >= now).OrderBy(s => s.StartsAt)
            .Select(s => new { s.StartsAt, s.EndsAt, Meetings = db.Claims.Count(c => c.SlotId == s.Id && c.Kind == ClaimKind.Table) }).Where(s => s.Meetings > 0).Take(2).ToListAsync(cancel);
        var agenda = await db.Agenda.AsNoTracking().Where(a => a.Fair.Code == fair && a.EndsAt >= now).OrderBy(a => a.StartsAt).Take(5).ToListAsync(cancel);
        var zone = await db.Fairs.Where(f => f.Code == fair).Select(f => f.TimeZone).SingleOrDefaultAsync(cancel) ?? FairTime.DefaultZone;
        var next = agenda.Select(a => new OnNext(a.StartsAt, a.EndsAt, a.Title.Text, a.Place.Text, a.StartsAt <= now))
            .Concat(slots.Select(s => new OnNext(s.StartsAt, s.EndsAt, TodayTexts.MeetingsThen(s.Meetings), "", s.StartsAt <= now, $"/console/{fair}/board")));
        return new TodayView(waiting, standing, answered, zone, [.. next.OrderBy(n => n.StartsAt).ThenByDescending(n => n.EndsAt)]);
    }

    /// <summary>What waits in the lists of the menu, each with the list of it, only where something does. All who look share one counting.</summary>
    public async Task<IReadOnlyList<TodayCount>> MenuAsync(Actor actor, string fair, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        // What is not published takes some tenths of a second at a large fair: not on the thread that answers the reader's keys.
        var counted = await Task.Run(() => CountedAsync(fair, cancel), cancel);
        return
        [
            .. new[]
            {
                Waits("answers", counted.Guests, fair),
                Waits("invitations", counted.Invitations, fair),
                Waits("enquiries-open", counted.Enquiries, fair),
                Waits("requests", counted.Requests, fair),
                Waits("unpublished", counted.Unpublished, fair),
                Waits("notices", counted.Notices, fair),
            }.Where(c => c.Count > 0),
        ];
    }

    private async Task<Counted> CountedAsync(string fair, CancellationToken cancel)
    {
        await using var db = contexts.CreateDbContext();
        var (now, link) = (clock.GetUtcNow().UtcDateTime, await db.AuditHeads.Select(h => h.Sequence).SingleAsync(cancel));
        if (_counted.TryGetValue(fair, out var known) && known.Link == link && now - known.At < CountedAgainAfter) return known;
        return _counted[fair] = new(link, now,
            await Unanswered(db, fair).CountAsync(cancel), await NotSent(db, fair).CountAsync(cancel), await Unreplied(db, fair).CountAsync(cancel),
            await Waiting(db, fair).CountAsync(r => r.ExpiresAt >= now, cancel), await ReleaseQueries.UnpublishedAsync(db, fair, cancel), await ToTell(db, fair).CountAsync(cancel));
    }

    // What Today and the menu both say.
    private static TodayCount Waits(string key, int count, string fair)
    {
        var (text, list) = key switch
        {
            "answers" => (TodayTexts.Unanswered, "guests?f.attendance=Unknown"),
            "invitations" => (TodayTexts.NotSent, "invitations?f.state=NotSent"),
            "enquiries-open" => (TodayTexts.EnquiriesOpen, "enquiries?f.open=yes"),
            "requests" => (TodayTexts.RequestsWaiting, "requests?f.waiting=yes"),
            "unpublished" => (TodayTexts.Unpublished, "releases/new"),
            "notices" => (TodayTexts.Notices, "notices?f.state=Open"),
            _ => throw new ArgumentOutOfRangeException(nameof(key), key, null),
        };
        return new TodayCount(key, text, count, $"/console/{fair}/{list}", false);
    }

    private static IQueryable<Guest> Unanswered(FairDbContext db, string fair) => db.Guests.Where(g => g.Fair.Code == fair && g.Attendance == Attendance.Unknown);

    private static IQueryable<Invitation> NotSent(FairDbContext db, string fair) => db.Invitations.Where(i => i.Fair.Code == fair && i.State == InvitationState.NotSent);

    private static IQueryable<Enquiry> Unreplied(FairDbContext db, string fair) => db.Enquiries.Where(e => e.Fair.Code == fair && (e.State == EnquiryState.Received || e.State == EnquiryState.InHand));

    private static IQueryable<MeetingRequest> Waiting(FairDbContext db, string fair) => db.Requests.Where(r => r.Fair.Code == fair && r.State == RequestState.Open && r.Priority != Wish.No);

    private static IQueryable<Notice> ToTell(FairDbContext db, string fair) => db.Notices.Where(n => n.Fair.Code == fair && n.State == NoticeState.Open);

    private sealed record Counted(long Link, DateTime At, int Guests, int Invitations, int Enquiries, int Requests, int Unpublished, int Notices);
}

internal static class TodayTexts
{
    public static string EnquiriesOverdue => Language.Say("来询超期未答", "Enquiries past their reply-by");
    public static string Of(string fair, string what) => Language.Say($"{fair} 届：{what}", $"Fair {fair}: {what}");
    public static string EnquiriesOpen => Language.Say("来询未答复", "Enquiries unanswered");
    public static string EnquiriesDueToday => Language.Say("来询今天到期", "Enquiries due today");
    public static string EnquiriesLate => Language.Say("来询答复超时", "Enquiries answered late");
    public static string LeadsLate => Language.Say("线索超时限", "Leads past their clock");
    public static string NextStepsOverdue => Language.Say("下一步超期", "Next steps overdue");
    public static string WakeUps => Language.Say("搁置到期", "On hold, due to wake up");
    public static string CommitmentsOverdue => Language.Say("承诺超期的项目", "Deals with commitments overdue");
    public static string ChecklistOverdue => Language.Say("准备事项超期", "Preparations overdue");
    public static string ChecklistSoon => Language.Say("准备事项一周内到期", "Preparations due within a week");
    public static string Unanswered => Language.Say("嘉宾未答复", "Guests without an answer");
    public static string HeadDeclined => Language.Say("带队领导不出席", "Delegations whose head has declined");
    public static string MeetingsLacking => Language.Say("洽谈有人不出席，须另定", "Meetings that need another guest");
    public static string MeetingsUnattended => Language.Say("洽谈届时有人不在场", "Meetings at whose time somebody is not there");
    public static string Unpublished => Language.Say("排期改动未发布", "Changes of the timetable not published");
    public static string Notices => Language.Say("变更通知待告知", "Notices of changes to give");
    public static string NotSent => Language.Say("邀请函未发", "Invitations not sent");
    public static string RequestsWaiting => Language.Say("洽谈申请待排", "Requests to place");
    public static string RequestsExpired => Language.Say("洽谈申请已过期", "Requests expired");
    public static string ValidityEnded => Language.Say("已发布项目过有效期", "Published projects past their validity");
    public static string ValidityEnds => Language.Say("30天内到有效期", "Validity ends within 30 days");
    public static string Unguarded => Language.Say("管理员未开两步验证", "Administrators without two-factor");
    public static string ReviewsMissing => Language.Say("项目待会审", "Projects to be reviewed");
    public static string Delegations => Language.Say("代表团", "Delegations");
    public static string Coming => Language.Say("确认出席", "Guests coming");
    public static string Projects => Language.Say("推介项目", "Projects listed");
    public static string Meetings => Language.Say("已排洽谈", "Meetings booked");
    public static string MeetingsThen(int meetings) => Language.Say($"洽谈 {meetings} 场", meetings == 1 ? "1 meeting" : $"{meetings} meetings");
    public static string DealsOpen => Language.Say("跟踪中的项目", "Open deals");
}
