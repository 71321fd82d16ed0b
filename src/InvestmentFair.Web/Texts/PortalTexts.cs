using System.Globalization;
using InvestmentFair.Enquiries;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.Projects;
using static InvestmentFair.Kernel.Language;

namespace InvestmentFair.Web.Texts;

/// <summary>The words of the portal's frame, its home page and what its pages share.</summary>
public static class PortalTexts
{
    public static string Skip => Say("跳到正文", "Skip to the content");
    public static string Menu => Say("主导航", "Main navigation");
    public static string Home => Say("首页", "Home");
    public static string Projects => Say("招商项目", "Projects");
    public static string Plants => Say("闲置厂房", "Idle plants");
    public static string Agenda => Say("日程", "Agenda");
    public static string Ask => Say("来询方式", "Ask");
    public static string Login => Say("工作人员登录", "Staff login");
    public static string Province => Say("山西省", "Shanxi");
    public static string CountyName => Say("陵川县", "Lingchuan County");
    public static string County => Say("山西省陵川县（示例）", "Lingchuan County, Shanxi (sample)");
    public static string Host => Say($"主办：{County}", $"Host: {County}");
    public static string Privacy => Say("隐私说明", "Privacy");
    public static string About => Say("太行山南段的一个县，在广州开一场招商会。", "A county in the southern Taihang Mountains brings its projects to Guangzhou.");
    public static string LocalTime(string zone) => Say($"时间均为{FairZones.Say(zone)}。", $"All times are {FairZones.Say(zone)}.");

    public static string NoFair => Say("下一届招商会正在筹备", "The next fair is being prepared");
    public static string NoFairYet => Say("日期和地点确定后在此公布。已发布的项目和厂房可以先看。", "Its days and place will be announced here. Published projects and plants can be seen now.");
    public static string SeeProjects => Say("看招商项目", "See the projects");
    public static string SeePlants => Say("看闲置厂房", "See the idle plants");
    public static string Figures => Say("本届概况", "The fair in figures");
    public static string FigureProjects => Say("招商项目", "projects");
    public static string FigureTotal => Say("总投资", "total investment");
    public static string FigureSought => Say("拟引资额", "capital sought");
    public static string FigureDelegations => Say("受邀代表团", "delegations invited");
    public static string FigurePlants => Say("闲置厂房", "idle plants");
    public static string UnitOf => Say("个", "");
    public static string UnitPlants => Say("处", "");
    public static string Categories => Say("三类项目", "Three kinds of projects");
    public static string CategoryCount(int projects, Money total) => Say($"{projects} 个项目，总投资 {total.Prose}", $"{projects} {(projects == 1 ? "project" : "projects")}, {total.Prose}");
    public static string CategoryLine(ProjectCategory category) => category switch
    {
        ProjectCategory.Tourism => Say("云海、古建、围棋和二十度的夏天。", "A sea of clouds, old timber halls, the game of go, and summers at 20 °C."),
        ProjectCategory.Resource => Say("煤层气、党参、连翘和好水，就地加工。", "Coal-bed gas, dangshen, forsythia and clean water, processed where they are found."),
        _ => Say("现成厂房和园区，接得住从珠三角迁来的产线。", "Ready plants and parks for production lines that leave the Pearl River Delta."),
    };
    public static string Shown => Say("先看这几个", "A first look");
    public static string AllProjects => Say("全部项目", "All projects");
    public static string MainDay => Say("主会日", "The main day");
    public static string WholeAgenda => Say("全部日程", "The whole agenda");
    public static string AgendaSoon => Say("日程确定后在此公布。", "The agenda will be announced here.");

    public static string AskSteps => Say("怎样来询", "How to ask");
    public static string AskStep1 => Say("挑一个项目或厂房", "Choose a project or plant");
    public static string AskStep1Line => Say("每页都有用地、投资和效益，也写明数字怎样算出来。", "Each page gives land, investment and benefit, and says how the figures were calculated.");
    public static string AskStep2 => Say("写下姓名、手机和想说的话", "Leave your name, mobile and a few words");
    public static string AskStep2Line => Say("提问、表达意向或约见洽谈，一分钟写完，不用注册。", "A question, an interest or a meeting: one minute, no account.");
    public static string AskStep3 => Say("用专属网址看办理进度", "Follow it at your own address");
    public static string AskStep3Line => Say("每件来询都有答复期限。也可直接拨打项目页上的办公电话。", "Every enquiry has a reply-by date. You can also call the office named on each page.");

    public static string Days(DateOnly first, DateOnly last) => first == last ? FairTime.Day(first)
        : (first.Year, first.Month) == (last.Year, last.Month) ? Say($"{first.Year}年{first.Month}月{first.Day}日—{last.Day}日", $"{first.Day}–{FairTime.Day(last)}")
        : first.Year == last.Year ? Say($"{FairTime.Day(first)}—{last.Month}月{last.Day}日", $"{first.ToString("d MMM", CultureInfo.InvariantCulture)} – {FairTime.Day(last)}")
        : Say($"{FairTime.Day(first)}—{FairTime.Day(last)}", $"{FairTime.Day(first)} – {FairTime.Day(last)}");

    public static string Weekday(DateOnly day) => Say("星期" + "日一二三四五六"[(int)day.DayOfWeek], day.DayOfWeek.ToString());

    /// <summary>A large sum as number and unit, which a figure shows in two sizes.</summary>
    public static (string Number, string Unit) Parts(Money money) => IsEnglish
        ? ((money.Fen / (100m * Money.FenPerWan)).ToString("#,##0", CultureInfo.InvariantCulture), "million CNY")
        : money.Fen >= Money.FenPerYi
            ? (((decimal)money.Fen / Money.FenPerYi).ToString("#,##0.##", CultureInfo.InvariantCulture), "亿元")
            : (money.Wan.ToString("#,##0", CultureInfo.InvariantCulture), "万元");

    /// <summary>Facts as one sentence, and what is said after it.</summary>
    public static string Sentence(IEnumerable<string> facts, string rest) => Say($"{string.Join("，", facts)}。{rest}", $"{string.Join(", ", facts)}. {rest}");

    public static string Picture(string name) => Say($"{name} 示意图", $"Drawing of {name}");
    public static string Number(decimal number) => number.ToString("#,##0.##", CultureInfo.InvariantCulture);
    public static string Title(string page) => $"{page} · {HouseTexts.Product}";

    public static string NotFound => Say("没有找到这一页", "This page was not found");
    public static string NotFoundWhy => Say("网址可能抄错了，或者项目还没有发布、已经撤下。可以在这里找项目：", "The address may be mistyped, or the project is not published or has been withdrawn. You can look for a project here:");
    public static string Expired => Say("页面停留太久，没有提交成功", "The page was open too long, so nothing was sent");
    public static string TooLong => Say("内容太长，没有提交", "That was too long, so nothing was sent");
    public static string TooLongWhy => Say("请按浏览器的返回键回到表单，缩短“想说的话”（最多 2000 字）再提交；长的材料可在联系上以后发送。", "Please go back to the form with your browser's back button and shorten what you would like to say (at most 2,000 characters); longer papers can be sent once we are in touch.");
    public static string ExpiredWhy => Say("请按浏览器的返回键回到表单，您填写的内容一般还在；刷新页面后再提交一次。浏览器须允许本站的 Cookie。", "Please go back to the form with your browser's back button, where your words usually still stand, reload it and send it again. Your browser must allow this site's cookies.");
    public static string Back => Say("回到刚才的表单", "Back to the form");
    public static string Fault => Say("系统出了故障", "Something went wrong");
    public static string FaultWhy => Say("不是您的操作造成的，请稍后再试。若再次出现，请把下面的编号告诉工作人员。", "It was nothing you did; please try again in a moment. If it happens again, please tell our staff this number.");
    public static string Incident => Say("故障编号", "Incident");
    public static string ToHome => Say("回到首页", "To the home page");
}

/// <summary>The list of projects and a project's page.</summary>
public static class ProjectTexts
{
    public static string Intro(int total) => Say($"{total} 个项目面向客商推介，数字均注明口径。", $"{total} {(total == 1 ? "project is" : "projects are")} offered to investors, with the basis of every figure.");
    public static string Search => Say("搜索", "Search");
    public static string SearchIn => Say("搜索项目", "Search the projects");
    public static string SearchHint => Say("名称、地点、内容，如“古建”“厂房”", "Name, place or content, such as “hotel”");
    public static string Category => Say("类别", "Category");
    public static string Town => Say("乡镇", "Township");
    public static string Mode => Say("合作方式", "Mode of cooperation");
    public static string Industry => Say("行业", "Sector");
    public static string Min => Say("最低投资（万元）", "Least investment (CNY 10,000)");
    public static string Max => Say("最高投资（万元）", "Most investment (CNY 10,000)");
    public static string Sort => Say("排序", "Order");
    public static string All => Say("全部", "All");
    public static string More => Say("更多条件", "More filters");
    public static string Apply => Say("筛选", "Apply");
    public static string Clear => Say("清除条件", "Clear all");
    public static string Found(int total) => Say($"共 {total} 个项目", $"{total} {(total == 1 ? "project" : "projects")}");
    public static string FoundOnPage(int total, int page, int pages) => Say($"共 {total} 个项目，第 {page} 页，共 {pages} 页", $"{total} projects, page {page} of {pages}");
    public static string Nothing => Say("没有符合条件的项目", "No project fits");
    public static string NothingWhy => Say("试试更短的词（两个字也行），放宽投资范围，或者", "Try a shorter word or a wider range of investment, or");
    public static string NothingAll => Say("看全部项目", "see all projects");
    public static string NothingYet => Say("项目还在准备，发布后在此显示。", "Projects are being prepared and will be shown here.");
    public static string Notice => Say("请注意", "Please note");
    public static string Pages => Say("分页", "Pages");
    public static string Previous => Say("上一页", "Previous");
    public static string Next => Say("下一页", "Next");
    public static string PageNumber(int page) => Say($"第 {page} 页", $"Page {page}");
    public static string Choice(string name, int projects) => Say($"{name}（{projects}）", $"{name} ({projects})");

    public static string Signed => Say("已签约", "Signed");
    public static string Total => Say("总投资", "Total investment");
    public static string OfWhich => Say("其中拟引资额", "of which capital sought");
    public static string FixedAssets => Say("固定资产投资", "Fixed assets");
    public static string Modes => Say("合作方式", "Mode of cooperation");
    public static string Payback => Say("投资回收期", "Payback");
    public static string Years(decimal years) => Say($"{PortalTexts.Number(years)} 年", $"{PortalTexts.Number(years)} years");
    public static string Irr => Say("内部收益率", "Internal rate of return");
    public static string Percent(decimal percent) => $"{PortalTexts.Number(percent)}%";
    public static string Site => Say("建设地点", "Site");
    public static string Land => Say("用地", "Land");
    public static string Mu(decimal mu) => Say($"{PortalTexts.Number(mu)} 亩", $"{PortalTexts.Number(mu)} mu ({PortalTexts.Number(decimal.Round(mu / 15, 1))} ha)");
    public static string LandNature => Say("用地性质", "Kind of land");
    public static string Floor => Say("建筑面积", "Floor area");
    public static string SquareMetres(int m2) => Say($"{PortalTexts.Number(m2)} ㎡", $"{PortalTexts.Number(m2)} m²");
    public static string Months => Say("建设期", "Construction");
    public static string MonthCount(int months) => Say($"{months} 个月", $"{months} months");
    public static string Preliminary => Say("前期工作", "Work done so far");
    public static string Market => Say("市场分析", "Market");
    public static string Revenue => Say("年营业收入", "Revenue a year");
    public static string Profit => Say("年利润", "Profit a year");
    public static string Tax => Say("年税收", "Tax a year");
    public static string Jobs => Say("就业", "Jobs");
    public static string People(int n) => Say($"{n} 人", $"{PortalTexts.Number(n)}");
    public static string Social => Say("社会效益", "Social benefit");
    public static string Unit => Say("项目单位", "Undertaking unit");
    public static string Contact => Say("联系岗位", "Contact");
    public static string Telephone => Say("办公电话", "Office telephone");
    public static string ValidTo => Say("有效期至", "Valid until");
    public static string Valid(DateOnly from, DateOnly to) => Say($"{FairTime.Day(from)}至{FairTime.Day(to)}", $"{FairTime.Day(from)} to {FairTime.Day(to)}");
    public static string Validity => Say("有效期", "Validity");
    public static string Updated => Say("最近更新", "Last updated");
    public static string Reviewed => Say("会审日期", "Reviewed on");
    public static string Tags => Say("标签", "Tags");

    public static string Heading(int number) => number switch
    {
        1 => Say("一、建设的背景", "1. Background"),
        2 => Say("二、建设基础", "2. Existing conditions"),
        3 => Say("三、主要建设内容及规模", "3. Content and scale"),
        4 => Say("四、建设投资", "4. Investment"),
        5 => Say("五、经济社会效益分析", "5. Economic and social benefit"),
        6 => Say("六、合作方式及投资回报方式", "6. Cooperation and return"),
        _ => Say("七、项目单位及联系方式", "7. Unit and contact"),
    };

    public static string Calculation => Say("这些数字怎样算出来", "How these figures were calculated");
    public static string NoCalculation => Say("项目单位尚未提供测算说明，请来询。", "The unit has not said how yet; please ask.");
    public static string Remark => Say("备注", "Remark");
    public static string Caveat => Say("收入、利润、税收、回收期和收益率是测算值，不构成承诺；用地、规模和政策以主管部门批复和签订的文本为准。", "Revenue, profit, tax, payback and return are estimates and no promise; land, scale and policy are as approved by the authorities and as signed.");
    public static string NotSaid => Say("未填报，可来询。", "Not given; please ask.");
    public static string NotListed => Say("本届招商会没有推介此项目，资料保留供查阅，仍可来询。", "The present fair does not show this project; its page is kept, and you may still ask about it.");
    public static string IsSigned => Say("此项目已签约，资料保留供查阅。", "This project has been signed; its page is kept for reference.");
    public static string IsExpired(DateOnly day) => Say($"资料有效期已于{FairTime.Day(day)}届满，请来询最新情况。", $"These data were valid until {FairTime.Day(day)}; please ask for the present state.");
    public static string AskQuestion => Say("提一个问题", "Ask a question");
    public static string AskInterest => Say("表达意向", "Express interest");
    public static string AskMeeting => Say("约见洽谈", "Ask for a meeting");
    public static string AskLine => Say("一分钟写完，不用注册。", "One minute, no account.");
    public static string BackToList => Say("返回招商项目", "Back to the projects");
}

/// <summary>Idle plants.</summary>
public static class PlantTexts
{
    public static string Intro(int plants) => Say($"{plants} 处闲置厂房可租、可改、可承接产线；列入保护的老厂房只作利用，不拆除。", $"{plants} idle plants to rent, refit and move production lines into. Old works under protection are reused, never pulled down.");
    public static string None => Say("目前没有发布的闲置厂房。", "No idle plant is published at present.");
    public static string NoneLine => Say("可先看招商项目，或在项目页来询。", "You can look at the projects, or ask on a project's page.");
    public static string Floor => Say("建筑面积", "Floor area");
    public static string Structure => Say("结构", "Structure");
    public static string Height => Say("层高", "Height");
    public static string Metres(decimal m) => $"{PortalTexts.Number(m)} m";
    public static string Load => Say("楼面荷载", "Floor load");
    public static string KnM2(decimal load) => Say($"{PortalTexts.Number(load)} kN/㎡", $"{PortalTexts.Number(load)} kN/m²");
    public static string Power => Say("供电", "Power");
    public static string Kva(int kva) => $"{PortalTexts.Number(kva)} kVA";
    public static string Rent => Say("租金", "Rent");
    public static string RentOf(long fen) => fen == 0 ? Say("面议", "By agreement") : Say($"{PortalTexts.Number((decimal)fen / Money.FenPerYuan)} 元/㎡·年", $"CNY {PortalTexts.Number((decimal)fen / Money.FenPerYuan)}/m² a year");
    public static string Readiness => Say("使用条件", "Readiness");
    public static string Owner => Say("产权单位", "Owner");
    public static string State => Say("权属状况", "State of title");
    public static string Built => Say("建成年份", "Built in");
    public static string Idle => Say("闲置起始", "Idle since");
    public static string Year(int year) => Say($"{year} 年", $"{year}");
    public static string Use => Say("建议用途", "Suggested use");
    public static string Protected => Say("列入保护", "Protected");
    public static string ProtectedLine => Say("老厂房已列入保护名录：可以利用，不得拆除。", "An old works under protection: it may be used, never pulled down.");
    public static string Building => Say("建筑条件", "Building");
    public static string Terms => Say("权属和租金", "Title and rent");
    public static string Contact => Say("联系方式", "Contact");
    public static string Caveat => Say("面积、荷载和供电以实地测量和检测报告为准。", "Area, load and power are subject to measurement and inspection on site.");
    public static string BackToList => Say("返回闲置厂房", "Back to the idle plants");
}

/// <summary>The form for asking, and the page on which the asker follows it.</summary>
public static class AskTexts
{
    public static string Title => Say("来询", "Ask");
    public static string KindNotRead => Say("没有看懂地址中的来询类型，请在下面选择。", "The kind of enquiry in the address was not understood; please choose below.");
    public static string About => Say("关于：", "About: ");
    public static string KindOf(EnquiryKind kind) => kind switch
    {
        EnquiryKind.Question => ProjectTexts.AskQuestion,
        EnquiryKind.Interest => ProjectTexts.AskInterest,
        _ => ProjectTexts.AskMeeting,
    };
    public static string RequiredNote => Say("带 * 的必填。", "Fields with * are required.");
    public static string Problems(int n) => Say($"有 {n} 处需要改正，已填内容都还在：", $"{n} {(n == 1 ? "entry needs" : "entries need")} correcting; all you typed is still here:");
    public static string NotSent => Say("没有提交成功", "It was not sent");
    public static string Send => Say("提交", "Send");
    public static string MobileHint => Say("用于答复您，不公开。", "To reply to you; never shown to others.");
    public static string WordsHint => Say("想了解什么、大约何时、对场地或合作方式的要求。", "What you would like to know, roughly when, and what you need of the site or the cooperation.");
    public static string Consent => Say("提交即同意我们为答复您而使用以上信息，详见", "By sending you agree that we use these data to answer you; see");
    public static string Trap => Say("请勿填写此栏", "Leave this field empty");
    public static string TrapSprung => Say("没有提交成功，请再点一次“提交”。", "It was not sent; please press Send once more.");

    public static string Followed => Say("来询办理进度", "How your enquiry stands");
    public static string Keep => Say("请保存下面的网址，以后用它打开本页；只有持有这个网址的人能看到。", "Please keep the address below and open this page with it; only those who have it can see the page.");
    public static string ReplyBy => Say("答复期限", "Reply by");
    public static string Overdue => Say("已超过答复期限，我们已收到提醒。急事请拨打项目页上的办公电话。", "The reply is overdue and we have been reminded. If it is urgent, please call the office named on the project's page.");
    public static string Steps => Say("办理过程", "Steps");
    public static string Answer => Say("答复", "Answer");
    public static string NoAnswer => Say("还没有答复。答复会写在这里，也可能直接给您打电话。", "There is no answer yet. It will stand here; we may also call you.");
}
