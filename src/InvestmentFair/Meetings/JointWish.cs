using InvestmentFair.Fairs;

namespace InvestmentFair.Meetings;

/// <summary>Who would meet about what; wishes of one pair, of either side, are served by one meeting.</summary>
public readonly record struct Pair(Guid? ProjectId, Guid? PlantId, Guid? InvestorId, Guid? DelegationId);

/// <summary>
/// The wishes that one meeting serves. Each side names its own people, and what any of them asks of time and place holds for all;
/// where two ask for different tables or halls, the wish that was made first decides.
/// </summary>
public sealed class JointWish
{
    public const int OfMust = 100;
    public const int OfWant = 20;
    public const int OfBoth = 10;
    public const int MostPoints = 100;

    private readonly List<MeetingRequest> _wishes;

    public JointWish(IEnumerable<MeetingRequest> wishes) => _wishes = [.. wishes.OrderBy(w => w.Id)];

    /// <summary>In the order in which they were made.</summary>
    public IReadOnlyList<MeetingRequest> Wishes => _wishes;

    public MeetingRequest First => _wishes[0];

    public Wish Priority => _wishes.Min(w => w.Priority);

    public bool OfBothSides => _wishes.DistinctBy(w => w.From).Count() > 1;

    /// <summary>How much it counts for, 1–100: what the staff say, else what the strongest wish says and a little more where both sides wish it.</summary>
    public int Points => _wishes.Max(w => w.Points) ?? Math.Min(MostPoints, (Priority is Wish.Must ? OfMust : OfWant) + (OfBothSides ? OfBoth : 0));

    public int Length => _wishes.Max(w => w.Length);

    public string? Language => _wishes.Select(w => w.Language).FirstOrDefault(l => l is not null);

    public TableKind? TableKind => _wishes.Select(w => w.TableKind).FirstOrDefault(k => k is not null);

    public Guid? HallId => _wishes.Select(w => w.HallId).FirstOrDefault(h => h is not null);

    /// <summary>A meeting is booked of the first, or of that one; it serves the others too.</summary>
    internal void Booked(Guid? of = null)
    {
        var booked = _wishes.Find(w => w.Id == of) ?? First;
        booked.Booked();
        foreach (var wish in _wishes.Where(w => w != booked)) wish.Join(booked);
    }

    /// <summary>Whose people of that side are meant: of the wish that the side made itself, else of the first that names any.</summary>
    internal MeetingRequest Naming(Side side) => _wishes.Where(w => w.Team(side).Any()).OrderBy(w => w.From != side).FirstOrDefault() ?? First;

    /// <summary>A topic is nobody's but its own; a firm that was merged stands for the one that stays.</summary>
    public static Pair? PairOf(MeetingRequest wish, Func<Guid, Guid> survivor) =>
        wish.Topic is null ? new Pair(wish.ProjectId, wish.PlantId, wish.InvestorId is { } investor ? survivor(investor) : null, wish.DelegationId) : null;

    public static IReadOnlyList<JointWish> Of(IEnumerable<MeetingRequest> wishes, Func<Guid, Guid> survivor) =>
        [.. wishes.GroupBy(w => (PairOf(w, survivor), Topic: w.Topic is null ? (Guid?)null : w.Id)).Select(pair => new JointWish(pair)).OrderBy(wish => wish.First.Id)];
}
