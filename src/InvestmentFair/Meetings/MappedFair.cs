using InvestmentFair.Kernel;
using InvestmentFair.Scheduling;

namespace InvestmentFair.Meetings;

/// <summary>Why a wish takes no part in the search at all.</summary>
public enum LeftOutWhy
{
    [Text("没有县方人员", "Nobody of the host side")] NoHosts,
    [Text("同一人在两边", "Somebody sits on both sides")] OnBothSides,
    [Text("人选不足", "Fewer people than are asked for")] TooFewNamed,
    [Text("一方不见", "One side would rather not meet")] Refused,
    [Text("已过期", "Expired")] Expired,
}

/// <summary>A wish that takes no part, by the request made first.</summary>
public sealed record LeftOut(Guid RequestId, LeftOutWhy Why);

/// <summary>What a demand of the problem stands for: a meeting, or the requests of a pair, each as it was when it was read.</summary>
/// <param name="MeetingId">The meeting; none where it has yet to be booked.</param>
/// <param name="Requests">The requests it serves, the one made first at the head, with their versions.</param>
/// <param name="Version">Of the meeting; 0 where there is none.</param>
public sealed record DemandSource(Guid? MeetingId, IReadOnlyList<(Guid Id, int Version)> Requests, int Version);

/// <summary>
/// Where a meeting goes and who sits there, named by what the database knows: the grid may have changed since it was worked out.
/// Without a place the meeting goes back to the tray, and its people stay who they are.
/// </summary>
public sealed record Arrangement(
    Guid? MeetingId, IReadOnlyList<(Guid Id, int Version)> Requests, int Version, Place? Place, IReadOnlyList<Guid> Guests, IReadOnlyList<Guid> Hosts, IReadOnlyList<Guid> Interpreters)
{
    public IReadOnlyList<Guid> People => [.. Guests, .. Hosts, .. Interpreters];
}

/// <summary>A fair as a problem, and the way back.</summary>
/// <param name="Problem">The problem.</param>
/// <param name="Working">The meetings that have a place now.</param>
/// <param name="Sources">What each demand stands for.</param>
/// <param name="Fixed">Demands that stay where they are.</param>
/// <param name="Blocks">Meetings that keep their people and their table and are no demand: they were held, or were placed by hand against a rule.</param>
/// <param name="LeftOut">Wishes that take no part.</param>
public sealed record MappedFair(
    TimetableProblem Problem, Timetable Working, IReadOnlyDictionary<Guid, DemandSource> Sources, IReadOnlySet<Guid> Fixed, IReadOnlySet<Guid> Blocks, IReadOnlyList<LeftOut> LeftOut)
{
    /// <summary>A timetable of the problem in the words of the database; what has a place now and none there is taken off.</summary>
    public IReadOnlyList<Arrangement> Read(Timetable timetable)
    {
        var demands = Problem.Demands.ToDictionary(d => d.Id);
        var placed = timetable.Placings.Select(p => p.Demand).ToHashSet();
        return
        [
            .. timetable.Placings.Select(p => Read(demands[p.Demand], p)),
            .. Working.Placings.Where(p => !placed.Contains(p.Demand)).Select(p => Sources[p.Demand]).Select(s => new Arrangement(s.MeetingId, s.Requests, s.Version, null, [], [], [])),
        ];
    }

    private Arrangement Read(Demand demand, Placing placing)
    {
        var source = Sources[demand.Id];
        // Who was found to interpret is told last.
        List<Guid> interpreters = [.. Interpreting.GetValueOrDefault(demand.Id) ?? [], .. demand.Language is null ? [] : placing.People.TakeLast(1)];
        var guests = Of(demand.Guest, interpreters);
        return new Arrangement(source.MeetingId, source.Requests, source.Version, new Place(Problem.Slots[placing.Slot].Id, demand.Length, placing.Table),
            guests, Of(demand.Host, [.. interpreters, .. guests]), interpreters);

        List<Guid> Of(PartySide side, List<Guid> elsewhere) => [.. side.All.Except(elsewhere), .. side.Pool.Except(side.All).Except(elsewhere).Where(placing.People.Contains).Take(side.AtLeast)];
    }

    /// <summary>Interpreters who are named in a demand, among its hosts, and not looked for.</summary>
    internal IReadOnlyDictionary<Guid, IReadOnlyList<Guid>> Interpreting { get; init; } = new Dictionary<Guid, IReadOnlyList<Guid>>();
}
