using System.Globalization;
using InvestmentFair.Kernel;
using InvestmentFair.Scheduling;

namespace InvestmentFair.Meetings;

/// <summary>What excludes each other, and what a timetable is worth.</summary>
internal static partial class ScheduleWords
{
    public static string Say(Conflict conflict, ScheduleNames names) => conflict switch
    {
        Conflict.TooManyMusts many => Language.Say($"{names.Person(many.Person)} 有 {many.Musts.Count} 场须排（必见的和不再移动的），需要 {many.Needed} 个时段，只有 {many.Left.Count} 个可用",
            $"{names.Person(many.Person)} has {many.Musts.Count} meetings to be kept (musts, and those that stay where they are): {many.Needed} slots are needed, and {many.Left.Count} are left"),
        Conflict.NoPlace none => Language.Say($"{names.Meeting(none.Demand)} 没有一个时段可排：{Why(none, names, "；")}", $"There is no slot for {names.Meeting(none.Demand)}: {Why(none, names, "; ")}"),
        Conflict.TooFewTables few => Language.Say($"{few.Musts.Count} 场须排的洽谈需要 {few.Needed} 个合适的桌位时段，只有 {few.TableSlots} 个",
            $"{few.Musts.Count} meetings that must take place need {few.Needed} slots at tables that would do, and there are {few.TableSlots}"),
        Conflict.TooFewInterpreters few => Language.Say($"{Languages(few, names, "、")}翻译不够：{few.Musts.Count} 场须排的洽谈需要 {few.Needed} 个时段，只有 {few.PersonSlots} 个",
            $"Too few interpreters of {Languages(few, names, ", ")}: {few.Musts.Count} meetings that must take place need {few.Needed} slots, and there are {few.PersonSlots}"),
        Conflict.FixedClash { Person: { } person } clash => Language.Say($"{names.Meeting(clash.One)} 与 {names.Meeting(clash.Other)} 固定在同一时段，都有 {names.Person(person)}",
            $"{names.Meeting(clash.One)} and {names.Meeting(clash.Other)} are fixed to one slot, and {names.Person(person)} sits in both"),
        Conflict.FixedClash clash => Language.Say($"{names.Meeting(clash.One)} 与 {names.Meeting(clash.Other)} 固定在同一时段同一桌", $"{names.Meeting(clash.One)} and {names.Meeting(clash.Other)} are fixed to one slot and one table"),
        Conflict.Circle circle => Language.Say($"先后次序绕成一圈：{Some(circle.Demands.Select(names.Meeting), "、", " 等")}", $"Each of these has to come before the next, and the last before the first: {Some(circle.Demands.Select(names.Meeting), ", ", " and others")}"),
        Conflict.OrderImpossible order => Language.Say($"{names.Meeting(order.First)} 结束前，{names.Meeting(order.Then)} 就必须开始", $"{names.Meeting(order.Then)} would have to begin before {names.Meeting(order.First)} can end"),
        Conflict.PartyTooMany many => Language.Say($"{names.Party(many.Party)} 有 {many.Musts.Count} 场须排，上限是 {many.Most} 场", $"{names.Party(many.Party)} has {many.Musts.Count} meetings that must take place and may have {many.Most}"),
        Conflict.PartyTooFew few => Language.Say($"{names.Party(few.Party)} 只有 {few.Asked} 场可排，下限是 {few.Least} 场", $"{names.Party(few.Party)} has {few.Asked} meetings asked for, and at least {few.Least} are due"),
        Conflict.Together { Musts.Count: 0 } => Language.Say("各方下限和候场之差的规定，合起来没有一种排法能满足", "The least of the parties and the limit on waits cannot all be kept by any timetable"),
        Conflict.Together together => Language.Say($"不能都排下，去掉其中任何一场即可：{Some(together.Musts.Select(names.Meeting), "、", " 等")}", $"These cannot all take place, and leaving out any one of them makes room: {Some(together.Musts.Select(names.Meeting), ", ", " and others")}"),
        _ => throw new ArgumentOutOfRangeException(nameof(conflict), conflict, null),
    };

    /// <summary>What a timetable came to by one aim, and what no timetable can do better.</summary>
    /// <param name="score">The aim, its value and its bound.</param>
    /// <param name="asked">Points of all that was asked for.</param>
    public static string Say(Score score, long asked)
    {
        return score.Goal switch
        {
            Goal.Points when asked == 0 => Language.Say("没有要排的洽谈", "Nothing to be placed"),
            Goal.Points => Bounded($"已排进 {Share(asked - score.Value)} 的优先分", $"{Share(asked - score.Value)} of the points placed",
                $"没有任何排法能再多排 {Gap(score.Value - score.Bound)} 以上的优先分", $"no timetable places more than another {Gap(score.Value - score.Bound)} of the points"),
            Goal.Breaks => Counted("次空等", "waits between meetings"),
            Goal.IdleSlots => Counted("个时段在空等", "slots of waiting"),
            Goal.Fairness => Bounded($"各方没排上的场次的不均匀度 {score.Value}（0 表示都排上，越小越均匀）", $"How unevenly meetings without a place lie on the parties: {score.Value} (0 if all are placed; the less, the more even)", $"至少 {score.Bound}", $"{score.Bound} at least"),
            Goal.Preferences => Counted("场不在所愿的上午或下午", "meetings not at the time of the day that was wished for"),
            Goal.HallChanges => Counted("次换会场", "changes of the hall"),
            _ => throw new ArgumentOutOfRangeException(nameof(score), score, null),
        };

        string Counted(string zh, string en) => Bounded($"{score.Value} {zh}", $"{score.Value} {en}", $"至少 {score.Bound} {zh[..1]}不可避免", $"{score.Bound} of them cannot be avoided");

        string Bounded(string zh, string en, string zhBound, string enBound) => Language.Say(zh, en)
            + (score.Proven ? Language.Say("，已证明不能更好", ", proven the best there is")
                : score.Goal is not Goal.Points && score.Bound <= 0 ? "" : Language.Say($"，{zhBound}", $"; {enBound}"));

        // Never more than it is: all is only said of all.
        string Share(long points) => Percent(Math.Floor(1000m * points / asked));

        string Gap(long points) => Percent(Math.Ceiling(1000m * points / asked));

        static string Percent(decimal permille) => $"{(permille / 10).ToString("0.#", CultureInfo.InvariantCulture)}%";
    }

    /// <summary>Whom and what a reason speaks of.</summary>
    public static IEnumerable<Guid> Named(Reason reason) => reason switch
    {
        Reason.Away away => [away.Person],
        Reason.Busy busy => [busy.Person, busy.With],
        Reason.PoolBusy pool => [pool.Party],
        Reason.TablesTaken taken => taken.By,
        Reason.NoRest rest => [rest.Person],
        Reason.NoLunch lunch => [lunch.Person],
        Reason.TooFar far => [far.Person, far.Other],
        Reason.Order order => [order.Other],
        Reason.PartyFull full => [full.Party],
        _ => [],
    };

    public static IEnumerable<Guid> Named(Conflict conflict) => conflict switch
    {
        Conflict.TooManyMusts many => [many.Person],
        Conflict.NoPlace none => [none.Demand, .. none.Reasons.SelectMany(Named)],
        Conflict.FixedClash clash => [clash.One, clash.Other, clash.Person ?? Guid.Empty],
        Conflict.Circle circle => circle.Demands,
        Conflict.OrderImpossible order => [order.First, order.Then],
        Conflict.PartyTooMany many => [many.Party],
        Conflict.PartyTooFew few => [few.Party],
        Conflict.Together together => together.Musts,
        _ => [],
    };

    private static string Why(Conflict.NoPlace none, ScheduleNames names, string between) =>
        string.Join(between, none.Reasons.GroupBy(r => Say(r, names)).Where(r => r.Key is not null).OrderByDescending(r => r.Count()).Take(MostNamed).Select(r => r.Key));

    private static string Languages(Conflict.TooFewInterpreters few, ScheduleNames names, string between) => string.Join(between, few.Languages.Select(l => names.Languages[l].Text));
}
