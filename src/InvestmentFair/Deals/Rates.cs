using System.Globalization;
using InvestmentFair.Ledger;

namespace InvestmentFair.Deals;

public enum RateRounding
{
    HalfUp,
    Truncate,
}

/// <summary>A rate that carries what it is made of. Dividing by nothing is "—", never 0 % and never 100 %.</summary>
public readonly record struct Rate(decimal Numerator, decimal Denominator)
{
    public decimal? Percent => Denominator == 0 ? null : Numerator * 100 / Denominator;

    public string Text(RateRounding rounding = RateRounding.HalfUp) => Percent is not { } percent
        ? "—"
        : decimal.Round(percent, 2, rounding is RateRounding.Truncate ? MidpointRounding.ToZero : MidpointRounding.AwayFromZero)
            .ToString("0.00", CultureInfo.InvariantCulture) + " %";
}

/// <summary>All entries of one deal, as the figures need them.</summary>
public sealed record DealHistory(
    Guid DealId,
    IReadOnlyList<StageChange> Stages,
    IReadOnlyList<Signing> Signings,
    IReadOnlyList<FundsReceipt> Receipts,
    IReadOnlyList<DealInvestor> Investors);

/// <summary>
/// The rates of one fair's deals at a cut-off. Signed means an agreement or a contract by the cut-off, a letter of intent
/// never; a terminated deal stays in the denominator and leaves the numerator.
/// </summary>
public sealed record FairRates(Rate Performing, Rate Started, Rate Built, Rate Funds)
{
    public static FairRates At(AsOf asOf, Guid fairId, IEnumerable<DealHistory> deals)
    {
        int signed = 0, terminated = 0, started = 0, built = 0;
        long contracted = 0, received = 0;
        foreach (var deal in deals)
        {
            if (asOf.InForce(deal.Investors) is not { } investor) continue;
            if (DealFigures.Counted(asOf, investor.InvestorId, deal.Signings)?.FairId != fairId) continue;

            signed++;
            contracted += DealFigures.Contracted(asOf, investor.InvestorId, deal.Signings);
            received += DealFigures.Received(asOf, deal.Receipts);
            if (DealFigures.Stage(asOf, deal.Stages).Type is StageType.Lost)
            {
                terminated++;
                continue;
            }

            var reached = DealFigures.Reached(asOf, deal.Stages);
            if (reached >= DealStage.Started) started++;
            if (reached >= DealStage.Completed) built++;
        }

        return new FairRates(new(signed - terminated, signed), new(started, signed), new(built, signed), new(received, contracted));
    }
}
