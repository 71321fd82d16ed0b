namespace InvestmentFair.Meetings;

/// <summary>Of one side everybody in <paramref name="All"/> comes, and at least so many of the pool 轮换组.</summary>
public sealed record SideTeam(IReadOnlyList<Guid> All, IReadOnlyList<Guid> Pool, int Least)
{
    public static readonly SideTeam Nobody = new([], [], 0);

    public bool IsNobody => All.Count == 0 && Pool.Count == 0;

    internal static SideTeam Of(IReadOnlyList<Guid> named, int fromPool) => fromPool > 0 ? new SideTeam([], named, fromPool) : new SideTeam(named, [], 0);
}

/// <summary>Who is to sit in the meeting of a wish. Where the host side is not named it is the project's team, and the pool is of them.</summary>
public sealed record Teams(SideTeam Guests, SideTeam Hosts)
{
    public static Teams Of(JointWish wish, IReadOnlyList<Guid> projectTeam)
    {
        var (guests, hosts) = (wish.Naming(Side.Guest), wish.Naming(Side.Host));
        var named = hosts.Team(Side.Host).ToList();
        return new Teams(SideTeam.Of([.. guests.Team(Side.Guest)], guests.GuestsFromPool), SideTeam.Of(named.Count > 0 ? named : projectTeam, hosts.HostsFromPool));
    }

    public IEnumerable<SideTeam> Sides => [Guests, Hosts];

    /// <summary>How many sit there, who interprets not counted.</summary>
    public int Seats => Sides.Sum(s => s.All.Count + Math.Min(s.Least, s.Pool.Count));
}
