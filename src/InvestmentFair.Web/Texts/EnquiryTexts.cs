using InvestmentFair.Enquiries;
using InvestmentFair.Kernel;
using static InvestmentFair.Kernel.Language;

namespace InvestmentFair.Web.Texts;

/// <summary>The enquiry desk: what staff do with an enquiry, and what its asker may still do.</summary>
public static class EnquiryTexts
{
    public static string New => Say("代为登记来询", "Enter an enquiry for somebody");
    public static string Channel => Say("来询方式", "Channel");
    public static string Confirmed(string channel, string by, string at) => Say($"{channel}来询，{by} 于 {at} 登记确认", $"By {channel.ToLowerInvariant()}, confirmed by {by} at {at}");
    public static string Charge => Say("承办", "In charge");
    public static string Nobody => Say("还没有指定", "nobody yet");
    public static string Assign => Say("指定承办", "Put somebody in charge");
    public static string HandOver => Say("转交承办", "Hand over");
    public static string Answer => Say("写答复", "Write the answer");
    public static string AnswerAgain => Say("补充答复", "Add to the answer");
    public static string Tell => Say("告知办理情况", "Say how it stands");
    public static string Close => Say("办结", "Close");
    public static string BeginWith => Say("套用答复模板", "Begin with a template");
    public static string Templates => Say("答复模板", "Reply templates");
    public static string TemplatesHelp => Say($"可用占位符：{ReplyPlaceholders.Listed}（依次为姓名、编号、项目或厂房、答复期限、承办单位、查询网址）。只替换一次，不运行任何代码。", $"Placeholders: {ReplyPlaceholders.Listed} (name, number, project or plant, reply-by, unit in charge, link to their page). Each is put in once; nothing is run.");
    public static string LinkForAsker => Say("给来询人的查询网址", "Link for the asker");
    public static string LinkHidden => Say("已发给来询人的网址仍可打开，但只保存了它的摘要，无法再次显示；需要转告时请换新。", "The link given out still opens, but only its digest is kept and it cannot be shown again; renew it to pass one on.");
    public static string LinkShut => Say("已停用，打不开；需要时请换新。", "Shut, it opens nothing; renew it if one is needed.");
    public static string RenewLink => Say("换新查询网址", "Renew the link");
    public static string RenewLinkTitle => Say("换新查询网址：原网址立即失效", "Renew the link: the one of before opens nothing from now on");
    public static string ShutLink => Say("停用查询网址", "Shut the link");
    public static string ShutLinkTitle => Say("停用查询网址：来询人从此打不开自己的页面", "Shut the link: the asker can no longer open their page");
    public static string LinkPlaceholder => Say($"{ReplyPlaceholders.Link} 会换成来询人自己的查询网址。", $"{ReplyPlaceholders.Link} is shown as the link to the asker’s own page.");
    public static string Interim => Say("不算答复", "no answer");
    public static string Said => Say("往来", "What was said");
    public static string NothingSaid => Say("还没有往来。", "Nothing yet.");
    public static string InsideOnly => Say("来询人看不到", "the asker does not see this");
    public static string DaysLeft(int days) => days == 0 ? Say("今天到期", "due today") : Say($"还有 {days} 个工作日", $"{days} working {(days == 1 ? "day" : "days")} left");
    public static string AnsweredInTime => Say("按时答复", "Answered in time");
    public static string Figure(int inTime, int of, string rate) => Say($"{inTime} / {of}（{rate}）", $"{inTime} of {of} ({rate})");
    public static string CutOff(string at) => Say($"截至 {at}；分母为已答复的和首个答复期限已过的来询，来询人自行撤回而未答复的不计。", $"As of {at}; counted are those answered or past their first reply-by, less those their askers withdrew unanswered.");
    public static string Template => Say("答复模板", "Reply template");
    public static string NewTemplate => Say("新建模板", "New template");
    public static string EditTemplate => Say("修改模板", "Edit template");
    public static string NoTemplate => Say("还没有答复模板，先写一个。", "No reply template yet; write the first.");

    public static string WhoAnswers => Say("由谁答复", "Who answers");
    public static string NotAssigned => Say("正在指定承办单位，由招商部门负责按期答复。", "A unit is being put in charge; the investment office sees that you are answered in time.");
    public static string Yours => Say("您的来询", "What you asked");
    public static string AddTitle => Say("补充内容", "Add something");
    public static string AddLabel => Say("想补充什么", "What you would like to add");
    public static string SaidAs(WordKind kind) => kind is WordKind.Added ? Say("您补充", "You added") : kind.Text;
    public static string AddHelp => Say("有新的情况或要求可以写在这里；已答复的会重新办理，并重新计时。", "Write here if anything is new. If it was answered already it is taken up again, with a new clock.");
    public static string Add => Say("提交补充", "Send");
    public static string Copy => Say("复制网址", "Copy the address");
    public static string OnlyThisOpens => Say("转发给别人或换一台设备打开，只能用上面的网址；浏览器地址栏里的（/q/r/…）只在这台设备上有效，发出去打不开。", "To pass this on, or to open it on another device, use the address above: the one in the browser’s address bar (/q/r/…) works on this device only.");
    public static string Copied => Say("已复制", "Copied");
    public static string WithdrawTitle => Say("撤回来询", "Withdraw it");
    public static string WithdrawAsk => Say("撤回后不再答复，也不能恢复。", "Once withdrawn it is not answered, and it cannot be taken up again.");
    public static string WasAdded => Say("已收到您的补充。", "What you added has arrived.");
    public static string WithdrawHelp => Say("不再需要答复时可以撤回，撤回后不再办理。", "If you need no answer any more you can withdraw it; nothing further is done then.");
    public static string Withdraw => Say("撤回这件来询", "Withdraw this enquiry");
    public static string IsWithdrawn => Say("您已撤回这件来询，不再办理。需要时请重新来询。", "You withdrew this enquiry. Please ask again if you need to.");
    public static string NoSuch => Say("没有找到这条来询", "This enquiry was not found");
    public static string NoSuchWhy => Say(
        "网址要完整，含最后一位；请从收到的链接或短信里重新打开。县里换发过链接的，旧链接不再有效，请用新的，或再问一次。",
        "The address has to be complete, to its last character: open it again from the link you were given. Where the county has sent a new link, the old one no longer works; use the new one, or ask again.");
    public static string Throttled => Say("查询过于频繁", "Too many look-ups");
    public static string ThrottledWhy => Say("这个网络刚才查询了许多不存在的编号或链接，请一分钟后再试。", "Many references or links that do not exist were looked up from this network. Please try again in a minute.");
}
