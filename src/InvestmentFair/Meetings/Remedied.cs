using InvestmentFair.Kernel;

namespace InvestmentFair.Meetings;

/// <summary>What has to be seen to before a change would help.</summary>
public enum RemedyNeeds
{
    Nothing,
    Table,
    People,
    Request,
    Slot,
}

/// <summary>Something that would give a card its place, found by making it and solving.</summary>
/// <param name="Said">What would be done, and what it costs others.</param>
/// <param name="Changes">Each meeting that is touched: from where to where.</param>
/// <param name="Needs">What somebody has to see to first.</param>
public sealed record Remedied(string Said, IReadOnlyList<string> Changes, RemedyNeeds Needs)
{
    /// <summary>To be applied as a whole, where nothing has to be seen to first.</summary>
    public IReadOnlyList<Arrangement> Arrangements { get; init; } = [];

    /// <summary>Behind which a slot is added.</summary>
    public Guid? AfterSlotId { get; init; }

    /// <summary>Who has to be there.</summary>
    public IReadOnlyList<(Guid Id, string Name)> People { get; init; } = [];
}

public static class RemedyRefusals
{
    public static Refusal TakesNoPart => new("remedy.no-part", "这张卡片已排上、已撤回，或本届已没有剩余时段，不用再找办法；请刷新看板", "This card has a place by now, was withdrawn, or no slot of the fair is left; there is nothing to look for. Load the board again");
}
