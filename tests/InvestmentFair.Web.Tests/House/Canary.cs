using System.Text;
using InvestmentFair.Access;
using InvestmentFair.Audit;
using InvestmentFair.Deals;
using InvestmentFair.Delegations;
using InvestmentFair.Enquiries;
using InvestmentFair.Fairs;
using InvestmentFair.Imports;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using InvestmentFair.Notes;
using InvestmentFair.People;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Web.Tests.House;

/// <summary>
/// A delegation, its one member and whatever is written about them; each field holds words that stand nowhere else, so that
/// whoever reads those words has been shown that field.
/// </summary>
internal sealed class Canary
{
    public const string Fair = "2027";
    public const string Mobile = "000-0000-7654";
    public const string Email = "canary.mail@people.example";
    public const string Dietary = "忌口金丝雀";
    public const string LiaisonMobile = "000-0000-7655";
    public const string LiaisonEmail = "canary.liaison@people.example";
    public const string PersonNote = "备注金丝雀";
    public const string AwayBecause = "缺席金丝雀";
    public const string AskerMobile = "000-0000-7656";
    public const string AskerEmail = "canary.asker@people.example";
    public const string Name = "金丝雀甲（示例）";
    public const string Title = "职务金丝雀";
    public const string TitleEn = "Canary in office";
    public const string Organisation = "金丝雀单位（示例）";
    public const string LiaisonName = "联络金丝雀（示例）";
    public const string Interest = "关注金丝雀";
    public const string Remark = "便笺金丝雀";
    public const string RatherNot = "拒见金丝雀";
    public const string CancelledBecause = "取消金丝雀";
    public const string Asker = "来询金丝雀（示例）";
    public const string AskerTitle = "来询职务金丝雀";
    public const string AskerFirm = "来询单位金丝雀（示例）";
    public const string Question = "想问金丝雀";
    public const string HandedOver = "转交金丝雀";
    public const string Answer = "答复金丝雀";
    public const string Deal = "跟踪金丝雀项目（示例）";
    public const string Purpose = "用途金丝雀";
    public const string Recipient = "收件金丝雀";

    private const string SheetName = "名单.csv";

    /// <summary>By which somebody is reached, what they eat, and why they are away: for those who have to do with them.</summary>
    public static readonly string[] Reaches = [Mobile, Email, Dietary, LiaisonMobile, LiaisonEmail, PersonNote, AwayBecause, AskerMobile, AskerEmail];

    public static readonly string[] Deals = [Deal];

    public static readonly string[] Traces = [Purpose, Recipient];

    /// <summary>Who they are and what was said of them and by them: for those who see the fair.</summary>
    public static readonly string[] Names = [Name, Title, TitleEn, Organisation, LiaisonName, Interest, Remark, RatherNot, CancelledBecause, Asker, AskerTitle, AskerFirm, Question, HandedOver, Answer];

    /// <summary>Shown to nobody in a list, whoever may see it whole on its own page.</summary>
    public static readonly string[] Unlisted = [.. Reaches.Except([PersonNote, AwayBecause])];

    public static readonly string[] All = [.. Reaches, .. Names, .. Deals, .. Traces];

    /// <summary>Its words that stand in a text.</summary>
    public static IEnumerable<string> In(string text) => All.Where(words => text.Contains(words, StringComparison.Ordinal));

    private Canary()
    {
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Every record that holds a word of it, and none that there is.</summary>
    public IReadOnlyList<Guid> Ids => [Delegation, Guest, Person, DealId, Absence, Refusal, Cancelled, Meeting, Enquiry, Notice, Batch, Guid.Empty];

    public Guid Delegation { get; private init; }

    public Guid Guest { get; private init; }

    public Guid Person { get; private init; }

    public Guid DealId { get; private init; }

    public Guid Absence { get; private init; }

    public Guid Refusal { get; private init; }

    public Guid Cancelled { get; private init; }

    public Guid Meeting { get; private init; }

    public Guid Enquiry { get; private init; }

    public Guid Notice { get; private init; }

    public Guid Batch { get; private init; }

    public string Number { get; private init; } = "";

    /// <summary>Whom the member meets.</summary>
    public Guid Host { get; private init; }

    /// <summary>Somebody with meetings of their own, none of them with the member.</summary>
    public Guid Stranger { get; private init; }

    /// <summary>The key of the asker's page.</summary>
    public string Key { get; private init; } = "";

    public static async Task<Canary> HatchAsync(IServiceProvider services)
    {
        T Desk<T>() where T : notnull => services.GetRequiredService<T>();
        await using var db = Desk<IDbContextFactory<Data.FairDbContext>>().CreateDbContext();

        var delegations = Desk<DelegationDesk>();
        var delegation = Done(await delegations.SaveAsync(Actor.Seed, Fair, null, new DelegationForm { NameZh = "候鸟县代表团（示例）", Quota = 3, LiaisonName = LiaisonName, LiaisonMobile = LiaisonMobile, LiaisonEmail = LiaisonEmail, Interest = Interest }, Cancel));
        var guest = Done(await delegations.SaveGuestAsync(Actor.Seed, Fair, null, new GuestForm
        {
            Name = Name,
            Mobile = Mobile,
            Email = Email,
            Dietary = Dietary,
            TitleZh = Title,
            Organisation = Organisation,
            DelegationId = delegation,
            Part = GuestPart.Leader,
        }, Cancel));
        var person = await db.Guests.Where(g => g.Id == guest).Select(g => g.PersonId).SingleAsync(Cancel);
        var form = (await Desk<PersonQueries>().PersonAsync(Actor.Seed, person, Cancel))!.Form;
        form.Note = PersonNote;
        Done(await Desk<PeopleDesk>().SavePersonAsync(Actor.Seed, person, form, Cancel));
        // A sheet that came back says the rest of the member.
        var number = await db.Guests.Where(g => g.Id == guest).Select(g => g.Number).SingleAsync(Cancel);
        var sheet = Encoding.UTF8.GetBytes($"编号,英文职务\n{number},{TitleEn}");
        var imports = Desk<ImportDesk>();
        var preview = Done(await imports.PreviewAsync(Actor.Seed, Fair, ImportKind.Guests, SheetName, sheet, Cancel));
        var batch = Done(await imports.ApplyAsync(Actor.Seed, Fair, ImportKind.Guests, SheetName, sheet, preview.Fingerprint, Cancel));
        foreach (var (list, id) in new[] { ("delegations", delegation), ("guests", guest) })
            Done(await Desk<NoteDesk>().AddAsync(Actor.Seed, list, Fair, id, new NoteForm { Text = Remark }, Cancel));

        // On a day on which nobody sits anywhere else.
        var day = new DateOnly(2027, 8, 20);
        var slot = Done(await Desk<FairDesk>().SaveSlotAsync(Actor.Seed, Fair, null, new SlotForm { Day = day, Starts = new(9, 0), Ends = new(9, 20) }, Cancel));
        var later = Done(await Desk<FairDesk>().SaveSlotAsync(Actor.Seed, Fair, null, new SlotForm { Day = day, Starts = new(9, 30), Ends = new(9, 50) }, Cancel));
        var host = await db.Hosts.OrderBy(h => h.ProtocolRank).ThenBy(h => h.Id).Select(h => h.PersonId).FirstAsync(Cancel);
        var table = await db.Tables.Where(t => t.Hall.Fair.Code == Fair && !t.IsClosed).OrderBy(t => t.Code).ThenBy(t => t.Id).Select(t => t.Id).FirstAsync(Cancel);
        var project = await db.Projects.Where(p => p.State == Projects.ProjectState.Published).OrderBy(p => p.Code).Select(p => new { p.Id, p.Code }).FirstAsync(Cancel);
        var absence = Done(await Desk<AvailabilityDesk>().SaveAsync(Actor.Seed, Fair, null, new AvailabilityForm { PersonId = person, Kind = AvailabilityKind.Busy, Day = day, From = new(8, 0), Until = new(12, 0), Reason = AwayBecause }, Cancel));
        var meetings = Desk<MeetingDesk>();
        async Task<Guid> WishAsync(Wish priority, string? reason) => Done(await meetings.SaveRequestAsync(Actor.Seed, Fair, null, new RequestForm { Priority = priority, ProjectId = project.Id, DelegationId = delegation, Guests = [person], Hosts = [host], Reason = reason }, Cancel));
        async Task<Guid> BookAsync(Guid request, Guid at) => Done(await meetings.BookAsync(Actor.Seed, Fair, request, await VersionAsync<MeetingRequest>(request), new Place(at, 1, table), Cancel));
        async Task<int> VersionAsync<T>(Guid id) where T : Kernel.Record => await db.Set<T>().AsNoTracking().Where(r => r.Id == id).Select(r => r.Version).SingleAsync(Cancel);
        var cancelled = await BookAsync(await WishAsync(Wish.Want, null), later);
        Done(await meetings.CancelAsync(Actor.Seed, Fair, cancelled, await VersionAsync<Meeting>(cancelled), CancelledBecause, Cancel));
        var meeting = await BookAsync(await WishAsync(Wish.Want, null), slot);
        var refusal = await WishAsync(Wish.No, RatherNot);

        var key = Done(await Desk<EnquiryDesk>().AskAsync(Actor.Portal, new AskForm { Kind = EnquiryKind.Question, Name = Asker, Organisation = AskerFirm, Title = AskerTitle, Mobile = AskerMobile, Email = AskerEmail, Words = Question }, [project.Code], [], Cancel));
        var enquiry = await db.Enquiries.Where(e => e.KeyHash == LinkKeys.HashOf(key)).Select(e => e.Id).SingleAsync(Cancel);
        var units = await db.Units.OrderBy(u => u.Code).Select(u => u.Id).Take(2).ToListAsync(Cancel);
        Done(await Desk<EnquiryDesk>().LinkAsync(Actor.Seed, Fair, enquiry, await VersionAsync<Enquiry>(enquiry), new LinkForm(), Cancel));
        foreach (var (unit, why) in new[] { (units[0], (string?)null), (units[1], HandedOver) })
            Done(await Desk<ReplyDesk>().AssignAsync(Actor.Seed, Fair, enquiry, await VersionAsync<Enquiry>(enquiry), new AssignForm { UnitId = unit, Reason = why }, Cancel));
        Done(await Desk<ReplyDesk>().ReplyAsync(Actor.Seed, Fair, enquiry, await VersionAsync<Enquiry>(enquiry), new Enquiries.AnswerForm { Answer = Answer }, Cancel));

        var deal = await db.Deals.Where(d => d.StageType == StageType.Open).OrderBy(d => d.Number).FirstAsync(Cancel);
        var renamed = DealForm.Of(deal);
        renamed.NameZh = Deal;
        Done(await Desk<DealDesk>().SaveAsync(Actor.Seed, deal.Id, renamed, Cancel));
        Done(await Desk<ExportDesk>().WriteAsync(Actor.Seed, "venues", Fair, new ListState(), null, Purpose, Recipient, Stream.Null, Cancel));

        var releases = Desk<ReleaseDesk>();
        Done(await releases.PublishAsync(Actor.Seed, Fair, new PublishForm(), (await releases.PreviewAsync(Actor.Seed, Fair, Cancel))!.Stamp, Cancel));
        var released = await db.ReleasedMeetings.AsNoTracking().Include(m => m.People).Where(m => m.Release.IsCurrent && m.Release.Fair.Code == Fair).ToListAsync(Cancel);
        var met = released.Single(m => m.MeetingId == meeting).People.Select(p => p.PersonId).ToHashSet();
        return new Canary
        {
            Delegation = delegation,
            Guest = guest,
            Person = person,
            DealId = deal.Id,
            Absence = absence,
            Refusal = refusal,
            Cancelled = cancelled,
            Meeting = meeting,
            Enquiry = enquiry,
            Notice = await db.Notices.Where(n => n.PersonId == person).Select(n => n.Id).SingleAsync(Cancel),
            Batch = batch.Id,
            Number = number,
            Host = host,
            Stranger = released.SelectMany(m => m.Seated.Where(p => p.Side is Side.Guest)).Select(p => p.PersonId).Where(p => !met.Contains(p)).Order().First(),
            Key = key,
        };
    }
    internal static T Done<T>(Outcome<T> outcome)
    {
        Assert.False(outcome.Refused, outcome.Text);
        return outcome.Value!;
    }

    private static void Done(Outcome outcome) => Assert.False(outcome.Refused, outcome.Text);
}
