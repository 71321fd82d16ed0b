using InvestmentFair.Ledger;

namespace InvestmentFair.Deals;

/// <summary>
/// The whitelist of moves, read from the stages as they stand. Each verb keeps it as it goes forward; a correction changes
/// what lies behind, so it is asked here, and so is the whole database.
/// </summary>
public static class Road
{
    /// <summary>The stages that may not follow those that stand before them.</summary>
    public static IReadOnlyList<StageChange> Breaches(IEnumerable<StageChange> stages)
    {
        List<StageChange> standing = [.. AsOf.Latest.Standing(stages)];
        return [.. standing.Where((stage, i) => !MayFollow(standing[..i], stage))];
    }

    private static bool MayFollow(List<StageChange> earlier, StageChange stage)
    {
        if (earlier is not [.., var last]) return stage is { Stage: DealStage.Lead, IsReturn: false };
        var at = DealFigures.LastActive(AsOf.Latest, earlier);
        return stage switch
        {
            { IsReturn: true } => stage.Stage <= at && earlier.Any(s => s.Stage == stage.Stage),
            { Stage.IsOnTheRoad: true } => last.Stage.Type is StageType.Open && stage.Stage > at,
            { Stage: DealStage.OnHold } => last.Stage.Type is StageType.Open && stage.WakeUpOn > stage.HoldsFrom,
            _ => last.Stage.Type is not StageType.Lost && stage.ExitReason is not null,
        };
    }
}
