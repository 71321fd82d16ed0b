using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Dictionaries;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Enquiries;

public sealed record EnquiryStepView(EnquiryStepKind Kind, DateTime At);

public sealed record SaidView(WordKind Kind, string Text, DateTime At);

/// <summary>What was asked about, with its page on the portal.</summary>
public sealed record AskedAbout(Bilingual Name, string Address);

/// <summary>What the asker sees of their own enquiry, and nothing of the house behind it: roles and no names.</summary>
public sealed record AskedView(string Number, EnquiryKind Kind, EnquiryState State, EnquiryChannel Channel, DateTime AskedAt, DateTime ReplyBy, bool IsOverdue, int WorkingDaysLeft, string Words, bool InEnglish, SaidView? Answer,
    Bilingual? Unit, Bilingual? Role, IReadOnlyList<AskedAbout> Subjects, IReadOnlyList<SaidView> Said, IReadOnlyList<EnquiryStepView> Steps)
{
    public bool IsOpen => State is EnquiryState.Received or EnquiryState.InHand;

    public bool MayAdd => State is not EnquiryState.Withdrawn;

    /// <summary>What was said in the asker's language says so where the page is read in another.</summary>
    public Bilingual In(string said) => new(said, InEnglish ? said : null);
}

/// <summary>The asker at their own page. Whoever holds the reference is the asker; looking changes nothing.</summary>
public sealed class AskerDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock) : Desk(contexts, clock)
{
    /// <summary>How it stands, on the page at that site: what was written may name its address.</summary>
    public async Task<AskedView?> AskedAsync(Actor actor, string reference, CancellationToken cancel, string site = "")
    {
        if (reference.Length != LinkKeys.Length) return null;
        var hash = LinkKeys.HashOf(reference);
        await using var db = Open();
        var enquiry = await db.Enquiries.Include(e => e.Steps).Include(e => e.Said).Include(e => e.Unit).Include(e => e.Owner!.Unit)
            .Include(e => e.Subjects).ThenInclude(s => s.Project).Include(e => e.Subjects).ThenInclude(s => s.Plant)
            .AsSplitQuery().AsNoTracking().SingleOrDefaultAsync(e => e.KeyHash == hash, cancel);
        if (enquiry is null || enquiry.LinkEndsAt <= Now) return null;
        // What was answered before the asker added something stands among the rest; it is not the answer to that.
        var answer = enquiry.IsOpen ? null : enquiry.Said.Where(w => w.Kind is WordKind.Answer).MaxBy(w => (w.At, w.Id));
        return new AskedView(enquiry.Number, enquiry.Kind, enquiry.State, enquiry.Channel, enquiry.AskedAt, enquiry.ReplyBy, enquiry.IsOverdue(Now), (await db.WorkingDaysAsync(cancel)).Left(Now, enquiry.ReplyBy), enquiry.Words, enquiry.InEnglish, answer is null ? null : Said(answer),
            enquiry.Unit?.Name ?? enquiry.Owner?.Unit.Name, enquiry.Owner?.Title,
            [.. enquiry.Subjects.OrderBy(s => s.Id).Select(s => s.Project is { } p ? new AskedAbout(p.Name, $"projects/{p.Code}") : new AskedAbout(s.Plant!.Name, $"plants/{s.Plant.Code}"))],
            [.. enquiry.Said.Where(w => w.Kind is not WordKind.Reason && w != answer).OrderBy(w => w.At).ThenBy(w => w.Id).Select(Said)],
            [.. enquiry.Steps.OrderBy(s => s.Ordinal).Select(s => new EnquiryStepView(s.Kind, s.At))]);

        SaidView Said(EnquiryWord word) => new(word.Kind, word.Shown($"{site}/q/{reference}"), word.At);
    }

    public async Task<Outcome> AddAsync(Actor actor, string reference, AddForm form, CancellationToken cancel)
    {
        if (form.Check() is { Count: > 0 } problems) return Outcome.Wrong(problems);
        return await DoAsync(actor, "enquiry.added", reference, async (db, enquiry) =>
        {
            // The same words again within minutes are a second press of the button.
            var words = enquiry.WithoutAddress(form.Words.Trim());
            var isAgain = enquiry.Said.Any(w => w.Kind is WordKind.Added && w.Text == words && w.At > Now.AddMinutes(-10));
            return isAgain ? Outcome.Done : enquiry.Add(words, Now, await EnquiryDesk.ReplyByAsync(db, enquiry.FairId, Now, cancel));
        }, cancel);
    }

    public Task<Outcome> WithdrawAsync(Actor actor, string reference, CancellationToken cancel) =>
        DoAsync(actor, "enquiry.withdrawn", reference, async (db, enquiry) =>
        {
            // A wish to meet goes with it; a meeting that has been booked takes two to call off.
            var requests = await db.Requests.Where(r => r.EnquiryId == enquiry.Id && r.State != RequestState.Withdrawn).ToListAsync(cancel);
            if (requests.Any(r => r.State is RequestState.Placed)) return EnquiryRefusals.MeetingBooked;
            var withdrawn = enquiry.Withdraw(Now);
            if (!withdrawn.Refused) foreach (var request in requests) request.Withdraw();
            return withdrawn;
        }, cancel);

    private async Task<Outcome> DoAsync(Actor actor, string act, string reference, Func<FairDbContext, Enquiry, Task<Outcome>> verb, CancellationToken cancel)
    {
        await using var look = Open();
        var hash = LinkKeys.HashOf(reference);
        var id = reference.Length == LinkKeys.Length ? await look.Enquiries.Where(e => e.KeyHash == hash).Select(e => (Guid?)e.Id).SingleOrDefaultAsync(cancel) : null;
        return id is not { } known
            ? Refusal.NotFound
            : await DoAsync(actor, act, known, async (db, e) =>
            {
                // The asker saw no version: of two presses at once the second waits, and then sees what the first has done.
                await db.HoldChainAsync(cancel);
                return await db.Enquiries.Include(q => q.Steps).Include(q => q.Said).AsSplitQuery().SingleOrDefaultAsync(q => q.Id == e, cancel) is { } asked && !(asked.LinkEndsAt <= Now) ? asked : null;
            }, verb, cancel);
    }
}
