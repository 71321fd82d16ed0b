using static InvestmentFair.Kernel.Language;

namespace InvestmentFair.Web.Texts;

/// <summary>The timetable as it was published, and publishing it.</summary>
public static class ReleaseTexts
{
    public static string Release => Say("排期版本", "Release");
    public static string New => Say("发布排期", "Publish the timetable");
    public static string NoReleases => Say("排期还没有发布过。先在排期板上排好，再看差异、发布。", "The timetable has not been published yet. Place the meetings on the board, then look at the differences and publish.");
    public static string Help => Say("下面是现在的排期与现行版本的差异。发布之后，每个人看到的就是这一版；之后的改动要再发布才算数。", "Below is what differs between the timetable as it stands and the release that holds. Once published, this is what everybody sees; what is changed afterwards counts when it is published again.");
    public static string Since(string name, string at) => Say($"现行版本：{name}（{at} 发布）", $"Holds now: {name} (published {at})");
    public static string First => Say("尚无现行版本：这是第一次发布，有安排的每个人都会看到自己的全部场次。", "Nothing holds yet: this is the first release, and everybody who has meetings sees all of theirs.");
    public static string Nothing => Say("与现行版本没有差异，无须发布。", "Nothing differs from the release that holds; there is nothing to publish.");
    public static string Total(int meetings, int changed, int people) => Say($"共 {meetings} 场；{changed} 场有差异，涉及 {people} 人", $"{meetings} meetings; {changed} differ, which concerns {people} people");
    public static string Change(string what, int count) => Say($"{what} {count} 场", $"{what}: {count}");
    public static string OutOfReach(int count) => Say($"{count} 人没有手机和邮箱，须另想办法通知：", count == 1 ? "One person has neither a mobile nor an e-mail and has to be told otherwise:" : $"{count} people have neither a mobile nor an e-mail and have to be told otherwise:");
    public static string People => Say("每个人的变化", "What changes for whom");
    public static string OnlyOutOfReach => Say("只看没有手机和邮箱的", "Only those without a mobile and an e-mail");
    public static string Person => Say("人员", "Person");
    public static string Reach => Say("联系方式", "Reached by");
    public static string Lines => Say("变化", "Changes");
    public static string Nobody => Say("没有人的安排有变化。", "Nobody’s meetings change.");
    public static string All(int count) => Say($"显示全部 {count} 人", $"Show all {count} people");
    public static string AllMeetings(int count) => Say($"显示全部 {count} 场", $"Show all {count} meetings");
    public static string Changed(int count) => Say($"有差异的洽谈（{count} 场）", $"Meetings that differ ({count})");
    public static string Publish(int notices) => notices == 0 ? Say("发布（没有要通知的人）", "Publish (nobody has to be told)")
        : Say($"发布并生成 {notices} 条通知", notices == 1 ? "Publish and make one notice" : $"Publish and make {notices} notices");
    public static string Untold => Say("上一条还未通知，合并告知", "Was not told of the last change yet; both are told in one");
    public static string KnowsIt => Say("又回到其已知的安排，不必再通知", "Back to what they know; nothing has to be told any more");
    public static string Archived => Say("本届已归档，排期不再发布；已发布的各版照常可查。", "This fair is archived: nothing is published any more, and what was published can still be read.");
    public static string MayNot => Say("只有组织者和管理员可以发布。", "Only organizers and administrators publish.");

    public static string State => Say("状态", "State");
    public static string Holds => Say("现行", "Holds");
    public static string Superseded => Say("已被新版取代", "Superseded");
    public static string PublishedBy => Say("发布", "Published");
    public static string By(string who, string at) => Say($"{who} 于 {at}", $"{who}, {at}");
    public static string Note => Say("说明", "Note");
    public static string ComparedTo(string name) => Say($"与{name}相比", $"Compared to {name}");
    public static string ComparedToNothing => Say("首次发布的全部场次", "All meetings of the first release");
    public static string Meetings(int count) => Say($"全部场次（{count}）", $"All meetings ({count})");
    public static string Time => Say("时间", "Time");
    public static string Table => Say("桌号", "Table");
    public static string Hall => Say("会场", "Hall");
    public static string Subject => Say("项目 / 议题", "Subject");
    public static string GuestSide => Say("客方", "Guest side");
    public static string HostSide => Say("县方", "Host side");
    public static string Meeting => Say("洽谈", "Meeting");
    public static string Cancelled => Say("已取消", "Cancelled");
    public static string Notice => Say("变更通知", "Notice");
    public static string NoNotices => Say("没有变更通知。发布排期时，安排有变化的每个人各生成一条。", "No notices. Publishing makes one for everybody whose meetings change.");
    public static string Words => Say("通知内容", "What to say");
    public static string InEnglish => Say("英文", "In English");
    public static string Copy => Say("复制", "Copy");
    public static string CopyEnglish => Say("复制英文", "Copy the English");
    public static string Copied => Say("已复制", "Copied");
    public static string CopyHint => Say("复制时会附上对方查看全部日程的个人链接；粘贴到微信发给对方，再标记已通知。", "What is copied ends with the personal link to all their meetings; paste it into WeChat, send it, then mark it as told.");
    public static string Reopen => Say("标错了，改回待通知", "Marked by mistake: to be told");
    public static string Mark => Say("标记已通知", "Mark as told");
    public static string Mobile => Say("手机", "Mobile");
    public static string Email => Say("邮箱", "E-mail");
    public static string Knew => Say("此前已知", "Known before");
    public static string KnewNothing => Say("尚未通知过", "Not told anything before");
    public static string Told(string how, string who, string at) => Say($"{how}，{who} 于 {at} 登记", $"{how}, marked by {who} at {at}");
    public static string Hidden => Say("暂不公布", "Withheld");
    public static string Act => Say("操作", "Act");
    public static string Hide => Say("暂不公布", "Withhold");
    public static string Show => Say("恢复公布", "Tell again");
    public static string HideTitle(string number) => Say($"{number} 暂不公布：参会人各得一条“暂缓”通知，个人日程、行程单和现场看板上不再有这一场", $"Withhold {number}: its people each get a notice that it is put off; their timetables, slips and the hall boards no longer have it");
    public static string ShowTitle(string number) => Say($"恢复公布 {number}：不知道这一场的参会人各得一条通知", $"Tell {number} again: those of its people who do not know it each get a notice");
    public static string Compare => Say("比较两版", "Compare releases");
    public static string OneRelease => Say("一版", "One release");
    public static string OtherRelease => Say("另一版", "The other");
    public static string Option(int number, string name) => Say($"第{number}版", $"Release {number}") is var plain && plain == name ? name : Say($"{plain} · {name}", $"{plain} · {name}");
    public static string FromTo(string before, string after) => Say($"从{before}到{after}", $"From {before} to {after}");
    public static string Same => Say("两版没有差异。", "The two do not differ.");
    public static string ChooseTwo => Say("请选不同的两版。", "Choose two different releases.");
    public static string NothingToCompare => Say("还没有两版可以比较。", "There are no two releases to compare yet.");
    public static string Return => Say("工作排期恢复到这一版", "Put the timetable back to this release");
    public static string ReturnHelp(string name) => Say($"工作排期将改回{name}：已锁定和已有结果的场次不动。发布之前，对外看到的仍是现行版本，谁也不会收到通知。", $"The working timetable goes back to {name}; what is locked or was held stays. Until it is published everybody still sees the release that holds, and nobody is told.");
    public static string Returned(int changed) => Say($"已恢复 {changed} 场，可在排期板上撤销。还没有发布：", changed == 1 ? "One meeting was put back; it can be undone on the board. It is not published yet:" : $"{changed} meetings were put back; it can be undone on the board. They are not published yet:");
    public static string ReturnedNothing => Say("没有可恢复的场次。", "Nothing could be put back, or nothing differs.");
    public static string Left(int count) => Say($"{count} 场没有恢复，保持原样：", count == 1 ? "One meeting was left as it is:" : $"{count} meetings were left as they are:");
    public static string ReturnsTo => Say("恢复自", "Goes back to");
    public static string WillReturn(string name) => Say($"工作排期已恢复到{name}；发布后会记下。", $"The working timetable was put back to {name}; the release will say so.");
}
