using InvestmentFair.Access;
using InvestmentFair.Enquiries;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Data.Seeding;

/// <summary>What was asked of the county in the weeks before the demo's today, and how far each has come; with what answers begin with.</summary>
internal sealed class EnquirySeed(SeedBook book, LinkKeys keys)
{
    private static readonly DateOnly Written = new(2026, 9, 16);

    public IEnumerable<SeedStep> Steps() =>
        book["enquiries.csv"].Select(row => new Recorded(row, row.Instant("asked_at"), (db, cancel) => AskAsync(db, row, cancel)))
            .Concat(book["enquiry_events.csv"].Select(row => new Recorded(row, row.Instant("recorded_at"), (db, cancel) => HappenAsync(db, row, cancel))))
            .OrderBy(r => r.At)
            .GroupBy(r => FairTime.DayOf(r.At))
            .Select(day => new SeedStep(day.Last().At, "seed.enquiries", async (db, cancel) =>
            {
                foreach (var recorded in day) await recorded.Do(db, cancel);
                return null;
            }))
            .Prepend(new SeedStep(Written.At(18), "seed.templates", (db, _) => WriteTemplates(db)));

    private sealed record Recorded(SeedRow Row, DateTime At, Func<FairDbContext, CancellationToken, Task> Do);

    private Task<ClaimChange?> WriteTemplates(FairDbContext db)
    {
        foreach (var row in book["templates.csv"])
            db.Add(ReplyTemplate.Write(row.Checked(new TemplateForm
            {
                Code = row.Text("code"),
                NameZh = row.Text("name_zh"),
                NameEn = row.Text("name_en"),
                BodyZh = row.Text("body_zh"),
                BodyEn = row.Text("body_en"),
                IsInterim = row.Flag("interim"),
            })));
        return SeedStep.NoClaims;
    }

    private async Task AskAsync(FairDbContext db, SeedRow row, CancellationToken cancel)
    {
        var (fair, at) = (book.Fairs.Of(row, "fair"), row.Instant("asked_at"));
        var form = row.Checked(new AskForm
        {
            Kind = row.Word<EnquiryKind>("kind"),
            Name = row.Text("name"),
            Organisation = row.Text("organisation"),
            Title = row["title"],
            Mobile = row.Text("mobile"),
            Email = row["email"],
            Words = row.Text("words"),
        });
        db.Add(book.Enquiries.Add(row, row.Text("key"), Enquiry.Ask(await EnquiryDesk.NumberAsync(db, cancel), keys, fair.Id, form,
            [.. book.Projects.Each(row, "projects").Select(p => new EnquirySubject { ProjectId = p.Id }), .. book.Plants.Each(row, "plants").Select(p => new EnquirySubject { PlantId = p.Id })],
            row.Flag("in_english"), at, await EnquiryDesk.ReplyByAsync(db, fair.Id, at, cancel), row.Word<EnquiryChannel>("channel"), By(row, "taken_by"))));
    }

    private async Task HappenAsync(FairDbContext db, SeedRow row, CancellationToken cancel)
    {
        var enquiry = book.Enquiries.Of(row, "enquiry");
        db.AttachOnce(enquiry);
        row.Must(await HappenAsync(db, enquiry, row, row.Instant("recorded_at"), cancel));
    }

    private async Task<Outcome> HappenAsync(FairDbContext db, Enquiry enquiry, SeedRow row, DateTime at, CancellationToken cancel) => row.Text("kind") switch
    {
        "Assign" => enquiry.Assign(book.Units.OfOrNone(row, "unit"), book.Hosts.OfOrNone(row, "owner"), row["text"], Staff(row), at),
        "Tell" => enquiry.Tell(row.Text("text"), Staff(row), at),
        "Answer" => enquiry.Reply(row.Text("text"), Staff(row), at),
        "Add" => enquiry.Add(row.Text("text"), at, await EnquiryDesk.ReplyByAsync(db, enquiry.FairId, at, cancel)),
        "Withdraw" => enquiry.Withdraw(at),
        "Close" => enquiry.Close(at),
        "Link" => Link(enquiry, row, at),
        "Request" => await RequestAsync(db, enquiry, row, at, cancel),
        var other => throw row.Wrong($"kind“{other}”无此种 is unknown"),
    };

    private Outcome Link(Enquiry enquiry, SeedRow row, DateTime at)
    {
        var contact = book.Contacts.Of(row, "contact");
        return enquiry.Link(contact.Investor, contact.Person, book.Guests.OfOrNone(row, "guest"), at);
    }

    private async Task<Outcome> RequestAsync(FairDbContext db, Enquiry enquiry, SeedRow row, DateTime at, CancellationToken cancel)
    {
        var requested = enquiry.Request(at);
        if (requested.Refused) return requested;
        var fair = book.Fairs.All.Single(f => f.Id == enquiry.FairId);
        foreach (var subject in enquiry.Subjects)
            db.Add(MeetingRequest.Wish(enquiry.FairId, row.Checked(await EnquiryDesk.WishAsync(db, enquiry, subject, FairTime.DayOf(at), cancel)), at, fair.AnswerBy.DayNumber - FairTime.DayOf(at).DayNumber, enquiry.Id));
        return Outcome.Done;
    }

    private string Staff(SeedRow row) => By(row, "by") ?? throw row.Wrong("by 为空 is empty");

    private string? By(SeedRow row, string column) => book.Hosts.OfOrNone(row, column)?.Person.Name;
}
