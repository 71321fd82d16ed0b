namespace InvestmentFair.Scheduling;

/// <summary>A person or a table taken by a meeting in one slot.</summary>
public sealed record Taken(Guid Slot, Guid Resource, Guid Meeting);

/// <summary>A meeting looking for a place: its people, and how many slots in a row it takes.</summary>
public sealed record Booking(Guid Meeting, IReadOnlyList<Guid> People, int Length);

/// <summary>What stands in the way of one place: who or what is taken, by which meeting; or that the day ends too early.</summary>
public sealed record Obstacle(Guid? Resource, Guid? Meeting)
{
    public static readonly Obstacle TooShort = new(null, null);
}

/// <summary>
/// Who and what is taken when, on one grid of slots. Says for every place whether a meeting fits and, where it does not,
/// everything that stands in its way.
/// </summary>
public sealed class Occupancy
{
    private readonly IReadOnlyList<Guid> _slots;
    private readonly Dictionary<(Guid Slot, Guid Resource), Guid> _taken;

    /// <param name="slots">The open slots in the order of time.</param>
    /// <param name="taken">Who and what is taken; no resource twice in a slot.</param>
    public Occupancy(IReadOnlyList<Guid> slots, IEnumerable<Taken> taken)
    {
        _slots = slots;
        _taken = taken.ToDictionary(t => (t.Slot, t.Resource), t => t.Meeting);
    }

    /// <summary>The run of slots a meeting takes from its first one on; null where the grid ends before it does.</summary>
    public IReadOnlyList<Guid>? Run(Guid first, int length)
    {
        var start = _slots.TakeWhile(s => s != first).Count();
        return length < 1 || start + length > _slots.Count ? null : [.. _slots.Skip(start).Take(length)];
    }

    /// <summary>Nothing in the list means: it fits.</summary>
    public IReadOnlyList<Obstacle> Obstacles(Booking booking, Guid first, Guid table)
    {
        if (Run(first, booking.Length) is not { } run) return [Obstacle.TooShort];
        return
        [
            .. run.SelectMany(slot => booking.People.Append(table).Distinct()
                .Where(resource => _taken.TryGetValue((slot, resource), out var holder) && holder != booking.Meeting)
                .Select(resource => new Obstacle(resource, _taken[(slot, resource)])))
                .Distinct(),
        ];
    }
}
