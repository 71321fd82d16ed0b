using System.Globalization;
using InvestmentFair.Meetings;
using static InvestmentFair.Kernel.Language;

namespace InvestmentFair.Web.Texts;

/// <summary>Timetables that are looked for.</summary>
public static class RunTexts
{
    public static string Run => Say("自动排期", "Timetable search");
    public static string None => Say("还没有自动排期过。填空只排还没排的洽谈，全排重新安排所有未锁定的洽谈；结果要有人采用才会改动排期。", "Nothing has been looked for yet. Filling the gaps places what waits; scheduling all places everything anew that is not locked. The timetable changes only when somebody accepts what was found.");
    public static string Fill => Say("填空：排还没排的", "Fill the gaps");
    public static string All => Say("全排：重排未锁定的", "Schedule all");
    public static string Replan => Say("重排：从现在起，少动为先", "Replan from now, moving as little as can be");
    public static string Late => Say("登记晚到并重排", "Somebody is late: replan");
    public static string LateHint => Say("填可参会的时刻，或比原定晚多少分钟：原先登记过到达时间的从该时间算起，没有登记的从当天第一个时段算起。保存后登记其中没有谢绝的每位嘉宾，并立即给出至多三个重排方案；采用之前排期不变，发布之前不通知任何人。", "Give the time from which they can attend, or how many minutes later than was known: counted from the arrival that stands, else from the first slot of that day. Saving enters it for each guest who has not declined and proposes up to three ways to replan at once. The timetable changes only when one is accepted, and nobody is told before it is published.");
    public static string LateWho => Say("晚到的人", "Who comes late");
    public static string Stuck => Say("届时有人不在场，仍留在原处（锁定的先解锁再排）：", "Left where they are, though somebody is not there at that time (unlock what is locked, then look again):");
    public static string StaysHint => Say("锁定的、已经开始的、马上开始的和发布后手工移动过的洽谈不动。", "What is locked, has begun or is about to begin stays, and so does what was moved by hand since it was published.");
    public static string From => Say("从哪个时段起可改", "First slot that may change");
    public static string Proposals => Say("重排方案", "Ways to replan");
    public static string AcceptThis => Say("采用这个方案", "Accept this one");
    public static string NothingChanges => Say("没有要改的洽谈。", "No meeting has to change.");
    public static string Moves => Say("变动的洽谈", "Meetings that change");
    public static string PeopleTouched => Say("要通知的人，含换桌", "People to be told, also of another table");
    public static string Ask => Say("开始自动排期", "Look for it");
    public static string AskedFor(string kind) => Say($"已开始自动排期：{kind}", $"Being looked for: {kind}");
    public static string FillDoes => Say("填空：只排还没排的洽谈，已排的不动。", "Fill the gaps places what waits and moves nothing.");
    public static string AllDoes => Say("全排：重新安排所有未锁定的洽谈。", "Schedule all places everything anew that is not locked.");
    public static string PointsHint => Say(
        $"优先分：必见 {JointWish.OfMust} 分，愿见 {JointWish.OfWant} 分，双方都提出的加 {JointWish.OfBoth} 分，最高 {JointWish.MostPoints} 分；申请上另填了分值的按所填。",
        $"Points: {JointWish.OfMust} for a must, {JointWish.OfWant} for a want, {JointWish.OfBoth} more where both sides ask, {JointWish.MostPoints} at most; where the request says its own, those count.");
    public static string SeeBoard => Say("看排期板", "See the board");
    public static string ToPublish => Say("去发布", "Go on to publish");
    public static string PutAway => Say("收起", "Put away");
    public static string PutAwayHint => Say("在这台电脑的排期板上不再显示；自动排期记录里仍能查看和采用。", "It shows on the board of this computer no more; among the timetable searches it can still be looked at and accepted.");
    public static string TakenOff(int count) => Say($"放回待排的 {count} 场：", count == 1 ? "Back to the tray:" : $"Back to the tray, {count} meetings:");
    public static string WasTold(string release) => Say($"{release}已经发布：采用后与大家知道的不同，须再发布一次并逐人通知。只想少改动，请用“登记晚到并重排”。", $"{release} has been published: once this is accepted, people know another timetable; publish again, and tell each of them. To change as little as possible, replan instead.");
    public static string MustsLeft => Say("没有排下的必见", "Musts without a place");
    public static string Look => Say("查看", "Details");
    public static string Stop => Say("停止", "Stop");
    public static string Stopping => Say("正在停止，保留已找到的最好结果…", "Stopping; the best found so far is kept…");
    public static string State => Say("状态", "State");
    public static string Kind => Say("方式", "Kind");
    public static string Asked => Say("提交", "Asked");
    public static string Took => Say("用时", "Time taken");
    public static string Verdict => Say("结论", "Verdict");
    public static string Placed => Say("排下", "Placed");
    public static string MustsMissing => Say("必见未排", "Must meet, without a place");
    public static string Accepted => Say("采用", "Accepted");
    public static string IsAccepted => Say("已采用", "Accepted");
    public static string Accept => Say("采用", "Accept");
    public static string AcceptOf(string run) => Say($"采用 {run} 的排法", $"Accept the timetable of {run}");
    public static string AcceptHint => Say("采用只改动排期草稿，不通知任何人；可以撤销。发布之后才算数。", "Only the draft of the timetable changes, and nobody is told; it can be undone. It counts once it is published.");
    public static string AcceptedHint => Say("在排期板上可以撤销，或接着用手调整；发布之后才算数。", "On the board it can be undone or changed by hand; it counts once it is published.");
    public static string ChangesNothing => Say("采用它不会改动任何洽谈。", "Accepting it would change no meeting.");
    public static string WillBecome(Arranged arranged) => Say($"将{Counts(arranged)}", $"Will be {Counts(arranged)}");
    public static string Became(Arranged arranged) => Say($"已采用：{Counts(arranged)}", $"Accepted: {Counts(arranged)}");
    public static string WillBeLeft(int count) => Say($"以下 {count} 场保持不变，因为排出之后已有变动：", count == 1 ? "One meeting is left as it is, because something has changed since:" : $"{count} meetings are left as they are, because something has changed since:");
    public static string WasLeft(int count) => Say($"以下 {count} 场没有采用：", count == 1 ? "One meeting was left as it is:" : $"{count} meetings were left as they are:");
    public static string ChangedSince => Say("排出之后已有改动", "changed since it was looked for");
    public static string BetterAgain => Say("变动的比能采用的还多：最好重新排一次。", "More has changed than could be accepted: it is better looked for again.");
    public static string Fault => Say("失败原因", "Why it failed");
    public static string Aims => Say("各项目标", "By each aim");
    public static string Conflicts => Say("不能同时满足的要求", "What cannot be asked for together");
    public static string ConflictsHint => Say("这些洽谈按最高分值尽量排，排不下的留在待排栏。", "These meetings count the most, as many as fit are placed, and the others stay in the tray.");
    public static string LeftOut => Say("没有参加自动排期的申请", "Wishes that took no part");
    public static string Progress => Say("自动排期进度", "How far it has come");
    public static string Ahead(int count) => count == 0 ? Say("马上开始", "It begins in a moment") : Say($"前面还有 {count} 个", $"{count} before it");
    public static string Of(int placed, int wanted) => Say($"{placed} / {wanted} 场", $"{placed} of {wanted} meetings");
    public static string Seconds(double seconds) => Say($"{Rounded(seconds)} 秒", $"{Rounded(seconds)} s");
    public static string Seconds(double seconds, int limit) => Say($"{Rounded(seconds)} 秒，至多 {limit} 秒", $"{Rounded(seconds)} s of {limit} s at most");
    public static string Of(string what, int count) => Say($"{what}（{count}）", $"{what} ({count})");
    public static string By(string name, string at) => Say($"{name}，{at}", $"{name}, {at}");

    /// <summary>What the engine is at.</summary>
    public static string Phase(string phase) => phase switch
    {
        "first" => Say("找到第一个排法", "A first timetable was found"),
        "search" => Say("正在改进", "Making it better"),
        "proof" => Say("正在证明还能不能更好", "Proving whether it can be better"),
        _ => Say("正在准备", "Getting ready"),
    };

    private static string Counts(Arranged arranged) => string.Join(" · ", new[]
    {
        (arranged.Booked, Say($"新排 {arranged.Booked}", $"{arranged.Booked} booked")),
        (arranged.Moved, Say($"移动 {arranged.Moved}", $"{arranged.Moved} moved")),
        (arranged.Seated, Say($"换人 {arranged.Seated}", $"{arranged.Seated} with other people")),
        (arranged.TakenOff, Say($"移出 {arranged.TakenOff}", $"{arranged.TakenOff} taken off")),
    }.Where(c => c.Item1 > 0).Select(c => c.Item2));

    private static string Rounded(double seconds) => Math.Round(seconds).ToString(CultureInfo.InvariantCulture);
}
