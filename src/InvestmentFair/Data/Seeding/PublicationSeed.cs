using InvestmentFair.Matching;
using InvestmentFair.Projects;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Data.Seeding;

/// <summary>How the sample listings came to be shown, what they offer, and what staff said of some pairs.</summary>
internal sealed class PublicationSeed(SeedBook book)
{
    private static readonly DateOnly Reviewed = new(2026, 9, 16);
    private static readonly DateOnly Extended = new(2026, 10, 20);
    private static readonly DateOnly Marked = new(2026, 10, 16);

    public IEnumerable<SeedStep> Steps() =>
    [
        new(Reviewed.At(16), "seed.projects-reviewed", (db, _) => Review(db)),
        new(Reviewed.At(17), "seed.incentives", (db, _) => OfferIncentives(db)),
        new(Marked.At(17), "seed.matches", (db, _) => Match(db)),
        new(Extended.At(10), "seed.projects-extended", (db, _) => Extend(db)),
    ];

    private Task<ClaimChange?> Review(FairDbContext db)
    {
        foreach (var row in book["reviews.csv"])
        {
            var project = book.Projects.Of(row, "project");
            db.AttachOnce(project);
            row.Must(project.Review(row.Checked(new ReviewForm
            {
                Field = row.Word<ReviewField>("field"),
                UnitId = book.Units.Of(row, "unit").Id,
                Reviewer = row.Text("reviewer"),
                On = row.Day("on"),
                Verdict = row.Word<ReviewVerdict>("verdict"),
                DocumentNumber = row["document"],
                Opinion = row["opinion"],
            }), null, Reviewed));
            // Written by another step than the listing itself, whose graph the context does not walk again.
            foreach (var entry in project.Reviews.Where(e => db.Entry(e).State is EntityState.Detached)) db.Add(entry);
            foreach (var step in project.Life.Where(e => db.Entry(e).State is EntityState.Detached)) db.Add(step);
        }

        return SeedStep.NoClaims;
    }

    private Task<ClaimChange?> OfferIncentives(FairDbContext db)
    {
        foreach (var (row, order) in book["incentives.csv"].Select((row, i) => (row, i + 1)))
        {
            var clause = IncentiveClause.Draft(book.Projects.Of(row, "project").Id, order,
                row.Checked(new ClauseForm { WordsZh = row.Text("words_zh"), WordsEn = row["words_en"], Basis = row["basis"] }));
            if (row.WordOrNone<FairVerdict>("verdict") is { } verdict)
                row.Must(clause.Review(row.Checked(new FairReviewForm
                {
                    UnitId = book.Units.Of(row, "unit").Id,
                    Reviewer = row.Text("reviewer"),
                    On = row.Day("on"),
                    Verdict = verdict,
                    DocumentNumber = row["document"],
                    Note = row["note"],
                }), null, Reviewed));
            db.Add(clause);
        }

        return SeedStep.NoClaims;
    }

    private Task<ClaimChange?> Match(FairDbContext db)
    {
        foreach (var row in book["carrier_conditions.csv"])
            db.Add(CarrierConditions.Of(book.Projects.Of(row, "project").Id, row.Checked(new ConditionsForm
            {
                HeightM = row.DecimalOrNone("height_m"),
                PowerKva = row.NumberOrNone("power_kva"),
                EnvironmentLimit = row.WordOrNone<EnvironmentClass>("environment_limit"),
                ReadyOn = row.DayOrNone("ready_on"),
            })));

        foreach (var row in book["match_marks.csv"])
        {
            var offer = row.Text("offer");
            var isPlant = offer.StartsWith("IP-", StringComparison.Ordinal);
            var put = MatchMark.Put(book.Needs.Of(row, "need").Id, isPlant ? OfferKind.Plant : OfferKind.Carrier,
                isPlant ? book.Plants.Of(row, "offer").Id : book.Projects.Of(row, "offer").Id, row.Word<Mark>("mark"), row["reason"], row.Day("on"));
            row.Must(put);
            db.Add(put.Value!);
        }

        return SeedStep.NoClaims;
    }

    private Task<ClaimChange?> Extend(FairDbContext db)
    {
        foreach (var row in book["extensions.csv"])
        {
            var project = book.Projects.Of(row, "project");
            db.AttachOnce(project);
            row.Must(project.Extend(row.Checked(new ExtendForm { ValidTo = row.Day("valid_to"), Reason = row.Text("reason") }), row.Day("on"), Extended.At(10)));
            foreach (var step in project.Life.Where(e => db.Entry(e).State is EntityState.Detached)) db.Add(step);
        }

        return SeedStep.NoClaims;
    }
}
