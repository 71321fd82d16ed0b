namespace InvestmentFair.Meetings;

/// <summary>Whether the chosen card fits a place: what forbids it, what only warns.</summary>
public sealed record PlaceVerdict(IReadOnlyList<string> Obstacles, IReadOnlyList<string> Warnings)
{
    public bool Fits => Obstacles.Count == 0;
}

/// <summary>What is said of a slot whatever the table: who is busy then, what was wished for otherwise.</summary>
public sealed record SlotVerdict(Guid SlotId, IReadOnlyList<string> Obstacles, IReadOnlyList<string> Warnings);

/// <summary>What is said of a table whatever the time, and by slot which meetings hold it where the card would begin there.</summary>
public sealed record TableVerdict(Guid TableId, IReadOnlyList<string> Warnings, IReadOnlyDictionary<Guid, IReadOnlyList<string>> Taken)
{
    /// <summary>By slot who is not to be had in its hall then, and elsewhere is.</summary>
    public IReadOnlyDictionary<Guid, IReadOnlyList<string>> Missed { get; init; } = new Dictionary<Guid, IReadOnlyList<string>>();
}

/// <summary>
/// Where the chosen card fits and why not elsewhere, said once: of every place, of a column, of a row. A board of eighty tables
/// has 1,600 places, and most of what is to say of them is the same down a column.
/// </summary>
public sealed record BoardVerdicts(IReadOnlyList<string> Everywhere, IReadOnlyDictionary<Guid, SlotVerdict> Slots, IReadOnlyDictionary<Guid, TableVerdict> Tables)
{
    /// <summary>All that is said of one place; none where the slot or the table is closed.</summary>
    public PlaceVerdict? At(Guid slot, Guid table) => Slots.TryGetValue(slot, out var then) && Tables.TryGetValue(table, out var there)
        ? new PlaceVerdict([.. then.Obstacles, .. there.Taken.GetValueOrDefault(slot, [])], [.. Everywhere, .. then.Warnings, .. there.Warnings, .. there.Missed.GetValueOrDefault(slot, [])])
        : null;
}
