using System.Globalization;
using InvestmentFair.Deals;
using InvestmentFair.Dictionaries;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using InvestmentFair.Organisations;

namespace InvestmentFair.Data.Seeding;

/// <summary>
/// Two and a half years of deals, replayed as they were recorded: what came of a meeting, what was opened, and every event
/// since, with one save for each day on which something was recorded.
/// </summary>
internal sealed class DealSeed(SeedBook book, SeedFiles files)
{
    private const string Reviewer = "县达产评审组（示例）";

    private readonly SeedKeys<StageChange> _stages = new("阶段 stage");
    private readonly SeedKeys<Signing> _signings = new("签约 signing");
    private readonly SeedKeys<FundsReceipt> _receipts = new("到位资金 receipt");
    private readonly SeedKeys<Problem> _problems = new("问题 problem");
    private readonly SeedKeys<Commitment> _commitments = new("承诺 commitment");

    public IEnumerable<SeedStep> Steps() =>
        book["meetings.csv"].Where(r => r["outcome"] is not null).Select(row => new Recorded(row, (db, _) => Record(db, row)))
            .Concat(book["deals.csv"].Select(row => new Recorded(row, (db, cancel) => OpenAsync(db, row, cancel))))
            .Concat(book["deal_events.csv"].Select(row => new Recorded(row, (db, cancel) => HappenAsync(db, row, cancel))))
            .OrderBy(r => r.At)
            .GroupBy(r => r.Day)
            .Select(day => new SeedStep(day.Last().At, "seed.deals", async (db, cancel) =>
            {
                foreach (var recorded in day) await recorded.Do(db, cancel);
                return null;
            }));

    private sealed record Recorded(SeedRow Row, Func<FairDbContext, CancellationToken, Task> Do)
    {
        public DateTime At { get; } = Row.Instant("recorded_at");

        public DateOnly Day => FairTime.DayOf(At);
    }

    private Task Record(FairDbContext db, SeedRow row)
    {
        var meeting = book.Meetings.Of(row, "key");
        db.AttachOnce(meeting);
        var form = row.Checked(new OutcomeForm
        {
            Kind = row.Word<OutcomeKind>("outcome"),
            Amount = row.WanOrNone("outcome_amount_wan"),
            NextStep = row["next_step_zh"],
            OwnerId = book.Hosts.OfOrNone(row, "next_step_by")?.PersonId,
            Due = row.DayOrNone("due"),
        });
        row.Must(meeting.Record(form, row.Instant("recorded_at")));
        return Task.CompletedTask;
    }

    private async Task OpenAsync(FairDbContext db, SeedRow row, CancellationToken cancel)
    {
        var meeting = book.Meetings.OfOrNone(row, "meeting");
        if (meeting is { Outcome: null or { Kind: OutcomeKind.None } }) throw row.Wrong(MeetingRefusals.NoOutcome.Text);
        var enquiry = book.Enquiries.OfOrNone(row, "enquiry");
        if (enquiry is not null)
        {
            db.AttachOnce(enquiry);
            row.Must(enquiry.Follow(row.Instant("recorded_at")));
        }

        var form = row.Checked(new DealForm
        {
            NameZh = row.Text("name_zh"),
            NameEn = row["name_en"],
            InvestorId = book.Investors.Of(row, "investor").Id,
            ProjectId = book.Projects.OfOrNone(row, "project")?.Id,
            PlantId = book.Plants.OfOrNone(row, "plant")?.Id,
            FairId = book.Fairs.OfOrNone(row, "fair")?.Id,
            OpenedOn = row.Day("opened_on"),
            OwnerId = book.Hosts.Of(row, "owner").PersonId,
            LeaderId = book.Hosts.OfOrNone(row, "leader")?.PersonId,
            LeadUnitId = book.Units.Of(row, "lead_unit").Id,
            TownshipCode = book.Regions.Of(row, "township").Code,
            SectorCode = book.Sectors.OfOrNone(row, "sector")?.Code,
            Total = row.WanOrNone("total_wan"),
            NextStep = row.Text("next_step_zh"),
            NextStepOn = row.Day("next_step_on"),
            NextStepById = book.Hosts.Of(row, "next_step_by").PersonId,
        });
        var number = $"GZ-{await db.NextNumberAsync("deal", cancel):0000}";
        db.Add(book.Deals.Add(row, row.Text("key"), Deal.Open(number, form, row.Word<InvestmentOrigin>("origin"), meeting?.Id, enquiry?.Id)));
    }

    private async Task HappenAsync(FairDbContext db, SeedRow row, CancellationToken cancel)
    {
        var deal = book.Deals.Of(row, "deal");
        // With all its entries: those it has are known as saved, those a verb adds are found as new.
        db.AttachOnce(deal);
        var at = row.Instant("recorded_at");
        var file = await files.EvidenceAsync(db, row, deal.Id, at, cancel);
        row.Must(Happen(deal, row, file, FairTime.DayOf(at)));
    }

    private Outcome Happen(Deal deal, SeedRow row, Guid? file, DateOnly today) => row.Text("kind") switch
    {
        "Stage" => Advance(deal, row, file, today),
        "Correct" => deal.CorrectStage(_stages.Of(row, "corrects").Id, new StageEvidence(row.Word<DealStage>("stage"), row.Day("day"), row["document"], file), Words(row), today),
        "Hold" => deal.Hold(row.Day("day"), row.Day("due"), row.Text("text_zh"), today),
        "Resume" => deal.Resume(row.Day("day"), Next(row) ?? throw row.Wrong(DealRefusals.NextStepNeeded.Text), today),
        "Terminate" => deal.Terminate(row.Day("day"), book.Words.Named(row, $"{DictionaryKind.ExitReason}/{row.Text("exit_reason")}"), Words(row), today),
        "Signing" => Sign(deal, row, file, today),
        "Receipt" => Receive(deal, row, file, today),
        "Reverse" => deal.Reverse(_receipts.Of(row, "reverses").Id, row.Day("day"), row.Text("text_zh"), today),
        "FollowUp" => deal.Note(row.Day("day"), row.Text("text_zh"), Next(row), today),
        "Owner" => deal.HandTo(book.Hosts.Of(row, "owner").PersonId, row.Day("day"), row["text_zh"], today),
        "Sums" => deal.PlanTotal(Amount.Of(row.Wan("total_wan")), row.Day("day"), row["text_zh"], today),
        "Investor" => ChangeInvestor(deal, row, today),
        "Problem" => Raise(deal, row),
        "ProblemState" => Move(_problems.Of(row, "key"), deal, row),
        "Commitment" => Promise(deal, row),
        "CommitmentState" => Move(_commitments.Of(row, "key"), deal, row, file),
        var other => throw row.Wrong($"kind“{other}”无此种 is unknown"),
    };

    private Outcome Advance(Deal deal, SeedRow row, Guid? file, DateOnly today)
    {
        var stage = row.Word<DealStage>("stage");
        var evidence = new StageEvidence(stage, row.Day("day"), row["document"], file);
        var outcome = stage is DealStage.AtCapacity
            ? deal.Advance(evidence, today, null, Reviewer, row.Text("text_zh"))
            : deal.Advance(evidence, today, row["text_zh"]);
        if (!outcome.Refused && row["key"] is { } key) _stages.Add(row, key, deal.Stages[^1]);
        return outcome;
    }

    private Outcome Sign(Deal deal, SeedRow row, Guid? file, DateOnly today) => deal.Sign(_signings.Add(row, row.Text("key"), new Signing
    {
        SubjectId = deal.Id,
        HoldsFrom = row.Day("day"),
        Ordinal = deal.Signings.Count,
        Kind = row.Word<SigningKind>("signing"),
        Subtype = row.WordOrNone<AgreementSubtype>("subtype"),
        Change = row.Word<SigningChange>("change"),
        FairId = book.Fairs.OfOrNone(row, "fair")?.Id,
        InvestorId = book.Investors.Of(row, "investor").Id,
        Total = Amount.Of(row.Wan("total_wan")),
        Contracted = Amount.Of(row.Wan("contracted_wan")),
        UpgradesId = _signings.OfOrNone(row, "upgrades")?.Id,
        Document = row["document"],
        FileId = file,
        Reason = row["text_zh"],
    }), today);

    private Outcome Receive(Deal deal, SeedRow row, Guid? file, DateOnly today) => deal.Receive(_receipts.Add(row, row.Text("key"), new FundsReceipt
    {
        SubjectId = deal.Id,
        HoldsFrom = row.Day("day"),
        Ordinal = deal.Receipts.Count,
        Amount = Sum(row),
        Voucher = book.Words.Named(row, $"{DictionaryKind.Voucher}/{row.Text("voucher")}").Code,
        Origin = row.Word<InvestmentOrigin>("origin"),
        FileId = file,
        Document = row["document"],
        Reason = row["text_zh"],
    }), today);

    // 万 of the currency, as 万元 is of yuan; a hundred minor units each, as 分.
    private static Amount Sum(SeedRow row) => row["currency"] is not { } currency
        ? Amount.Of(row.Wan("amount_wan"))
        : Amount.Foreign(currency, row.Wan("amount_wan").Fen, decimal.ToInt64((row.DecimalOrNone("rate") ?? throw row.Wrong("rate 为空 is empty")) * Amount.RateUnit),
            row.Day("day"), "当日中间价（示例）");

    private Outcome ChangeInvestor(Deal deal, SeedRow row, DateOnly today)
    {
        var investor = book.Investors.Of(row, "investor");
        return deal.ChangeInvestor(investor.Id, row.WordOrNone<InvestmentOrigin>("origin") ?? investor.Origin, row.Day("day"), row.Text("text_zh"), today);
    }

    private Outcome Raise(Deal deal, SeedRow row)
    {
        deal.Problems.Add(_problems.Add(row, row.Text("key"),
            Problem.Raise(deal.Id, row.Text("text_zh"), row.Day("day"), book.Units.OfOrNone(row, "unit")?.Id, row.DayOrNone("due"))));
        return Outcome.Done;
    }

    private static Outcome Move(Problem problem, Deal deal, SeedRow row)
    {
        if (problem.DealId != deal.Id) return Refusal.NotFound;
        problem.Move(row.Word<ProblemState>("state"), row.Day("day"), row["text_zh"]);
        return Outcome.Done;
    }

    private Outcome Promise(Deal deal, SeedRow row)
    {
        deal.Commitments.Add(_commitments.Add(row, row.Text("key"),
            Commitment.Promise(deal.Id, row.Text("text_zh"), book.Units.Of(row, "unit").Id, row.Day("day"), row.Day("due"))));
        return Outcome.Done;
    }

    private static Outcome Move(Commitment commitment, Deal deal, SeedRow row, Guid? file)
    {
        if (commitment.DealId != deal.Id) return Refusal.NotFound;
        commitment.Move(row.Word<CommitmentState>("state"), row.Day("day"), row["text_zh"], file);
        return Outcome.Done;
    }

    private NextStep? Next(SeedRow row) => row["next_step_zh"] is { } words
        ? new NextStep(words, row.Day("next_step_on"), book.Hosts.Of(row, "next_step_by").PersonId)
        : null;

    // A termination and a correction have no field for the paper they rest on; its number stands in the reason.
    private static string Words(SeedRow row) => row["document"] is { } document
        ? string.Create(CultureInfo.InvariantCulture, $"{row.Text("text_zh")}（{document}）")
        : row.Text("text_zh");
}
