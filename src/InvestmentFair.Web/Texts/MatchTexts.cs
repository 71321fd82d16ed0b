using InvestmentFair.Matching;
using static InvestmentFair.Kernel.Language;

namespace InvestmentFair.Web.Texts;

/// <summary>Matching: what enterprises say they need, and what the county has.</summary>
public static class MatchTexts
{
    public static string Menu => Say("找场地", "Find a site");
    public static string Title => Say("说出需求，看看哪里合适", "Say what you need and see what fits");
    public static string Intro => Say("填您知道的就行，空着的不参与比较。按同一套公开的权重，把已发布的闲置厂房和承接载体从高到低排给您看，每一分都写明道理。", "Fill in what you know; what you leave empty is not compared. Published plants and carriers are ranked by one public set of weights, and every point says why.");
    public static string Description => Say("按行业、面积、层高、供电、用工、环评和搬迁时间，匹配陵川县的闲置厂房和产业承接载体。", "Match your sector, area, height, power, workers, environment class and date with idle plants and carriers of Lingchuan.");
    public static string Industry => Say("行业", "Sector");
    public static string Any => Say("不限", "Any");
    public static string Area => Say("建筑面积（㎡）", "Building area (m²)");
    public static string Height => Say("层高（m）", "Height (m)");
    public static string Power => Say("供电（kVA）", "Power (kVA)");
    public static string Jobs => Say("用工（人）", "Workers");
    public static string Environment => Say("环评类别", "Environment class");
    public static string By => Say("最迟搬迁日期", "Move by");
    public static string Find => Say("看看哪里合适", "See what fits");
    public static string Clear => Say("重新填写", "Start again");
    public static string Nothing => Say("目前没有已发布的厂房和载体。", "No plant or carrier is published at present.");
    public static string Found(int offers) => Say($"共比较 {offers} 处，按合适程度排列", $"{offers} offers compared, the best first");
    public static string Score(int score) => Say($"{score} 分", $"{score} of 100");
    public static string ScoreLabel(string name, int score) => Say($"{name}：匹配 {score} 分（满分 100）", $"{name}: a match of {score} of 100");
    public static string Missed => Say("有硬条件不符", "a hard condition is missed");
    public static string MissedLine(string terms) => Say($"硬条件不符：{terms}", $"Hard conditions missed: {terms}");
    public static string UnknownLine(string terms) => Say($"资料未填报，可来询：{terms}", $"Not known, please ask: {terms}");
    public static string Why => Say("分数怎么来的", "How the score is made up");
    public static string Term => Say("项目", "Term");
    public static string Place => Say("名次", "Place");
    public static string Reason => Say("依据", "Why");
    public static string Points => Say("得分", "Points");
    public static string Weight => Say("权重", "Weight");
    public static string Share(double share) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{share * 100:0}%");
    public static string Fit(Fit fit) => fit switch
    {
        Matching.Fit.Met => Say("满足", "met"),
        Matching.Fit.Short => Say("不足", "short"),
        Matching.Fit.Missed => Say("硬性不符", "missed"),
        _ => Say("未知", "unknown"),
    };
    public static string Formula => Say("总分 = 各项得分 × 权重占比之和；没有填的不计入，资料缺项只计一部分，硬条件不符的排在后面。权重由县里设定并留有记录。", "Score = the sum of points × share of the weight. What you left empty is left out, what is not known counts in part, and hard misses come last. The weights are set by the county and kept on record.");
    public static string Choose(string name) => Say($"选择 {name}", $"Choose {name}");
    public static string AskThese => Say("就选中的一起来询", "Ask about the chosen");
    public static string AskHint => Say("可选多处，一次提交。", "Choose several; one form for all.");
    public static string Words(string need) => Say($"我们的需求：{need}。", $"What we need: {need}.");
    public static string ProjectsOfSector(int projects) => Say($"这个行业另有 {projects} 个招商项目 ›", $"Projects of this sector: {projects} ›");
    public static string More(int count) => Say($"其余 {count} 处", $"{count} more");

    public static string ForNeed => Say("适合的厂房和载体", "Plants and carriers that fit");
    public static string ForOffer => Say("可能需要的企业", "Enterprises that may need it");
    public static string StaffHelp => Say("与门户同一套算法；未发布的也在内。置顶或隐藏须写理由，会留下记录。", "The same arithmetic as on the portal, with what is not published yet. Pinning and hiding need a reason and are kept on record.");
    public static string NothingAsked => Say("这条需求还没有可比较的内容，先补充行业、面积等。", "This need says nothing to compare yet; add a sector, an area and so on.");
    public static string NoNeeds => Say("还没有转移需求。", "No relocation need yet.");
    public static string NotPublished => Say("未发布", "not published");
    public static string Pin => Say("置顶", "Pin");
    public static string Hide => Say("隐藏", "Hide");
    public static string TakeBack => Say("取消标记", "Take the mark back");
    public static string MarkedBy(string by, string day) => Say($"{by}，{day}", $"{by}, {day}");
    public static string ByHand => Say("人工改分", "Scored by hand");
    public static string Reckoned(int score) => Say($"原 {score}", $"was {score}");
    public static string Hidden(int count) => Say($"已隐藏 {count} 对", $"{count} hidden");
    public static string Request => Say("登记洽谈申请", "Enter a meeting request");
    public static string ShowAll(int count) => Say($"显示全部 {count} 条", $"Show all {count}");
    public static string Conditions => Say("承接条件", "Receiving conditions");
    public static string ConditionsHelp => Say("匹配用：承接载体的层高、供电、环评和进场日期。不知道的留空，匹配中按“资料未填报”计。", "For matching: height, power, environment class and date of a carrier. Leave empty what is not known; it then counts as not known.");
    public static string EditConditions => Say("修改承接条件", "Edit the conditions");
}
