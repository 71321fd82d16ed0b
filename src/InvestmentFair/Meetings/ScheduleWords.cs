using InvestmentFair.Audit;
using InvestmentFair.Dictionaries;
using InvestmentFair.Kernel;
using InvestmentFair.Scheduling;

namespace InvestmentFair.Meetings;

/// <summary>What people call what a problem knows by its key.</summary>
/// <param name="People">Names of people.</param>
/// <param name="Meetings">Numbers of meetings; of a wish that is none yet, who would meet about what.</param>
/// <param name="Parties">Names of enterprises, delegations, projects, plants and units.</param>
/// <param name="Languages">The dictionary of languages.</param>
internal sealed record ScheduleNames(IReadOnlyDictionary<Guid, string> People, IReadOnlyDictionary<Guid, string> Meetings, IReadOnlyDictionary<Guid, string> Parties, Words Languages)
{
    private const string Unknown = "?";

    public string Person(Guid id) => People.GetValueOrDefault(id, Unknown);

    public string Meeting(Guid id) => Meetings.GetValueOrDefault(id, Unknown);

    public string Party(Guid id) => Parties.GetValueOrDefault(id, Unknown);
}

/// <summary>What the engine found, in the reader's words.</summary>
internal static partial class ScheduleWords
{
    private const int MostNamed = 3;

    /// <summary>What keeps a meeting out of a slot; none where nothing does.</summary>
    public static string? Say(Reason reason, ScheduleNames names) => reason switch
    {
        Reason.SessionEnds => Language.Say("到本场次结束时间不够", "The session ends before it would"),
        Reason.NotAllowed => Language.Say("不在所求时间", "Not at a time that was asked for"),
        Reason.Away away => Language.Say($"{names.Person(away.Person)} 不在", $"{names.Person(away.Person)} is not there"),
        Reason.Busy busy => BoardTexts.Taken(names.Person(busy.Person), names.Meeting(busy.With)),
        Reason.PoolBusy pool => Language.Say($"{names.Party(pool.Party)} 须有 {pool.Needed} 人，只有 {pool.Free} 人有空", $"{names.Party(pool.Party)} needs {pool.Needed} people, and {pool.Free} are free"),
        Reason.NoInterpreter none => BoardTexts.NoInterpreter(names.Languages[none.Language]),
        Reason.NoTable => Language.Say("没有合适的桌", "No table that would do"),
        Reason.TablesTaken taken => Language.Say($"合适的桌都已占用：{Some(taken.By.Select(names.Meeting), "、", " 等")}", $"Every table that would do is taken: {Some(taken.By.Select(names.Meeting), ", ", " and others")}"),
        Reason.NoRest rest => Language.Say($"{names.Person(rest.Person)} 连开数场，须空一个时段", $"{names.Person(rest.Person)} needs a free slot after so many meetings"),
        Reason.NoLunch lunch => Language.Say($"{names.Person(lunch.Person)} 须留出用餐时间", $"{names.Person(lunch.Person)} needs time for a meal"),
        Reason.TooFar far => Language.Say($"{names.Person(far.Person)} 来不及往返 {names.Meeting(far.Other)} 的会场", $"{names.Person(far.Person)} cannot get from or to {names.Meeting(far.Other)} in time"),
        Reason.Order order => Language.Say($"与 {names.Meeting(order.Other)} 的先后不符", $"In the wrong order with {names.Meeting(order.Other)}"),
        Reason.PartyFull full => Language.Say($"{names.Party(full.Party)} 已到场次上限", $"{names.Party(full.Party)} has as many meetings as it may"),
        Reason.Possible => null,
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };

    /// <summary>An act on the timetable, with the meetings it was about.</summary>
    public static string Done(string act, IReadOnlyList<string> meetings) => $"{ActNames.Say(act)} {(meetings.Count <= MostNamed
        ? string.Join(Language.Say("、", ", "), meetings)
        : Language.Say($"{meetings.Count} 场", $"{meetings.Count} meetings"))}";

    private static string Some(IEnumerable<string> all, string between, string more)
    {
        var named = all.Distinct().Order(StringComparer.Ordinal).ToList();
        return string.Join(between, named.Take(MostNamed)) + (named.Count > MostNamed ? more : "");
    }
}
