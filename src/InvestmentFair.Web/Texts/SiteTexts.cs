using System.Globalization;
using InvestmentFair.Kernel;
using InvestmentFair.Projects;
using static InvestmentFair.Kernel.Language;

namespace InvestmentFair.Web.Texts;

/// <summary>The site of a listing: what reaches it, where it lies, and what is shown beside it.</summary>
public static class SiteTexts
{
    public static string Glance => Say("一页要点", "At a glance");
    public static string Supplies => Say("用地与配套", "Land and utilities");
    public static string Supply => Say("项目", "Item");
    public static string Capacity => Say("现有能力", "What there is");
    public static string ProvedOn => Say("证明日期", "Date of proof");
    public static string Unproved => Say("未提供证明", "no proof yet");
    public static string Unknown => Say("未核实", "not verified");
    public static string Land => Say("用地", "Land");
    public static string LandPrice => Say("地价或租金参考", "Price of land or rent");
    public static string Power => Say("供电", "Power");
    public static string Water => Say("供水", "Water");
    public static string Gas => Say("供气", "Gas");
    public static string Sewage => Say("污水排放", "Sewage");
    public static string Expressway => Say("到高速入口", "To the expressway");
    public static string Railway => Say("到高铁站", "To high-speed rail");
    public static string Airport => Say("到机场", "To the airport");
    public static string SuppliesCaveat => Say("能力以主管部门或供应企业出具的证明为准；没有证明日期的，来询时可要求提供。", "Capacities are as proved by the authority or supplier; where no date stands, you may ask us for the proof.");
    public static string? Kva(int? kva) => kva is { } n ? $"{PortalTexts.Number(n)} kVA" : null;
    public static string? M3Day(int? m3) => m3 is { } n ? Say($"{PortalTexts.Number(n)} m³/日", $"{PortalTexts.Number(n)} m³ a day") : null;
    public static string? M3Hour(int? m3) => m3 is { } n ? Say($"{PortalTexts.Number(n)} m³/时", $"{PortalTexts.Number(n)} m³ an hour") : null;
    public static string? Minutes(int? minutes) => minutes is { } n ? Say($"车程约 {n} 分钟", $"about {n} min by road") : null;

    public static string Place => Say("位置", "Location");
    public static string OpenAmap => Say("在高德地图中查看", "Open in Amap (Chinese map)");
    public static string OpenMap => Say("在手机地图应用中打开", "Open in the phone’s map application");
    public static string Wgs84 => Say("坐标（WGS-84，纬度,经度）", "Coordinates (WGS-84, latitude,longitude)");
    public static string Gcj02 => Say("国内地图应用用（GCJ-02）", "For Chinese map applications (GCJ-02)");
    public static string CoordinatesNote => Say("轻点坐标可整段选中复制。高德、腾讯等国内地图采用 GCJ-02，直接用 WGS-84 会偏移数百米；位置为地块中心附近，以规划红线为准。", "Tap the figures to select and copy them. Chinese map applications draw in GCJ-02, some hundred metres beside WGS-84. The point lies near the centre of the plot; the planning boundary prevails.");

    public static string Labour => Say("用工条件", "Labour");
    public static string Permits => Say("所需审批", "Permits and who decides");
    public static string CostBasis => Say("成本和融资假设", "Cost and finance assumptions");

    public static string Pictures => Say("图片", "Pictures");
    public static string OpenPicture(string caption) => Say($"看大图：{caption}", $"Open the picture: {caption}");
    public static string Papers => Say("资料下载", "Documents");
    public static string Paper(string caption, long size) => Say($"{caption}（PDF，{Weight(size)}）", $"{caption} (PDF, {Weight(size)})");

    public static string Related => Say("相关项目", "Related projects");
    public static string RelatedPlants => Say("附近的闲置厂房", "Idle plants nearby");
    public static string SameTown(string town) => Say($"同在{town}", $"also in {town}");
    public static string Reason(RelatedProject related, string sector) => related.By switch
    {
        RelatedBy.Sector when sector.Length > 0 => Say($"同属{sector}", $"Same sector: {sector}"),
        RelatedBy.Township => Say($"同在{related.Card.Township.Text}", $"Also in {related.Card.Township.Text}"),
        RelatedBy.Category => Say($"同为{related.Card.Category.Text}", $"Also {related.Card.Category.Text}"),
        _ => related.By.Text,
    };

    public static string ReplyWithin(int days) => Say($"来询 {days} 个工作日内答复", $"Answered within {days} working days");
    public static string ReplyBy => Say("答复时限", "Reply by");
    public static string Share => Say("转给同事", "Share");
    public static string ShareHow => Say("点网址即可选中复制；在微信里点右上角“⋯”转发。", "A click selects the address to copy; in WeChat, the ⋯ menu at the top right passes it on.");
    public static string QrAlt(string name) => Say($"{name} 页面二维码", $"QR code of the page on {name}");
    public static string QrLine => Say("扫码或长按打开本页", "Scan to open this page");
    public static string QrSave => Say("下载二维码", "Download the QR code");

    private static string Weight(long bytes) => bytes >= 1024 * 1024
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024m / 1024m:0.#} MB")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, bytes / 1024)} KB");
}

/// <summary>The shortlist, the comparison, and asking for several at once.</summary>
public static class ShortlistTexts
{
    public static string Full(int most) => Say($"候选已满 {most} 项，没有再加入；先移出一些。", $"The shortlist is full with {most}, and nothing was added; remove some first.");
    public static string Title => Say("对比清单", "Shortlist");
    public static string Add => Say("加入对比清单", "Add to shortlist");
    public static string AddShort => Say("＋ 对比", "+ Compare");
    public static string Empty => Say("清单还是空的。在项目或厂房页点“加入对比清单”，就能并排比较、一次来询。", "Your shortlist is empty. Press “Add to shortlist” on a project or plant to compare several and ask about them at once.");
    public static string Intro(int n) => Say($"已选 {n} 项。可并排比较，也可一次来询。", $"{n} chosen. Compare them side by side, or ask about all of them at once.");
    public static string OnlyFirst(int n) => Say($"并排比较最多各 {n} 项，多出的不显示；来询不受此限。", $"At most {n} of each are compared; you can still ask about all.");
    public static string Remove => Say("移除", "Remove");
    public static string RemoveNamed(string name) => Say($"移除 {name}", $"Remove {name}");
    public static string Clear => Say("清空", "Clear");
    public static string Compare => Say("并排比较", "Compare side by side");
    public static string AskAll(int n) => n == 1 ? Say("来询", "Ask about it") : Say($"就这 {n} 项一次来询", $"Ask about all {n}");
    public static string Kept => Say("清单只存在您的浏览器里，90 天内有效；不用注册，我们也看不到。", "The list is kept in your browser for 90 days; there is no account, and we do not see it.");

    public static string Compared => Say("并排比较", "Side by side");
    public static string Item => Say("比较项", "Item");
    public static string CompareIntro => Say("数字相同的行颜色较浅。手机上可左右滑动。", "Lines that do not differ are paler. On a phone, swipe sideways.");
    public static string NothingToCompare => Say("没有可比较的项目，它们可能已经撤下。", "There is nothing to compare; the listings may have been withdrawn.");
    public static string ShareOrPrint => Say("本页网址就是这份比较，可以直接转发；打印为 A4 横向一页。", "The address of this page is the comparison and can be sent on; it prints on A4 landscape.");

    public static string AskAbout => Say("关于哪几项", "About");
    public static string NothingChosen => Say("还没有选择项目或厂房。", "No project or plant has been chosen yet.");
    public static string ChooseOne => Say("请至少保留一项", "Please keep at least one");
}
