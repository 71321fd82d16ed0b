using InvestmentFair.Projects;
using static InvestmentFair.Kernel.Language;

namespace InvestmentFair.Web.Texts;

/// <summary>The portal's search: what is in force, and what to try where nothing was found.</summary>
public static class SearchTexts
{
    public static string InForce => Say("当前条件", "Filters in force");
    public static string AtLeast(string sum) => Say($"不低于 {sum}", $"At least {sum}");
    public static string AtMost(string sum) => Say($"不高于 {sum}", $"At most {sum}");
    public static string Remove(string condition) => Say($"去掉{condition}", $"Remove {condition}");
    public static string NearestTitle => Say("少一个条件就有：", "With one condition less:");
    public static string Without(string dropped, int projects) => Say($"去掉{dropped}后有 {projects} 个", $"Without {dropped}: {projects} {(projects == 1 ? "project" : "projects")}");
    public static string Alike => Say("名称相近的项目：", "Projects with a similar name:");
    public static string Name(Nearest nearest, Facets facets) => nearest.Of switch
    {
        NearestOf.Town => Quoted(facets.Towns.FirstOrDefault(t => t.Key == nearest.Dropped)?.Name.Text ?? nearest.Dropped),
        NearestOf.Mode => Quoted(facets.Modes.FirstOrDefault(m => m.Key == nearest.Dropped)?.Name.Text ?? nearest.Dropped),
        NearestOf.Industry => Quoted(facets.Industries.FirstOrDefault(i => i.Key == nearest.Dropped)?.Name.Text ?? nearest.Dropped),
        NearestOf.Min => Quoted(AtLeast(nearest.Dropped)),
        NearestOf.Max => Quoted(AtMost(nearest.Dropped)),
        _ => Quoted(nearest.Dropped),
    };

    private static string Quoted(string what) => $"“{what}”";
}

/// <summary>The palette that jumps anywhere in the console.</summary>
public static class PaletteTexts
{
    public static string Open => Say("查找或跳转（Ctrl+K）", "Find or jump to (Ctrl+K)");
    public static string Find => Say("查找", "Find");
    public static string Title => Say("查找或跳转", "Find or jump to");
    public static string Hint => Say("姓名、拼音、首字母、编号、手机号、功能名", "Name, pinyin, initials, number, telephone or page");
    public static string Close => Say("关闭", "Close");
    public static string Recent => Say("最近打开", "Recent");
    public static string Acts => Say("常用操作", "Actions");
    public static string Pages => Say("页面和操作", "Pages and actions");
    public static string Nothing(string typed) => Say($"没有找到“{typed}”。可用姓名、拼音、首字母或编号查找。", $"Nothing found for “{typed}”. Try a name, pinyin, initials or a number.");
    public static string Count(int found) => Say($"{found} 个结果", $"{found} {(found == 1 ? "result" : "results")}");
    public static string Keys => Say("↑↓ 选择　Enter 打开　Esc 关闭", "↑↓ choose · Enter open · Esc close");
    /// <summary>Other words a page is looked for by, apart by blanks, by where it stands in its fair.</summary>
    public static IReadOnlyDictionary<string, string> Also => new Dictionary<string, string>
    {
        ["/board"] = Say("排期板 时间表 排座 填空 全排", "timetable place meetings fill schedule"),
        ["/runs"] = Say("求解 填空 全排 重排", "fill schedule replan solve"),
        ["/late"] = Say("晚到 迟到 晚点 延误 重排", "late delayed replan"),
        ["/releases"] = Say("发布 发布记录 版本", "publish published"),
        ["/releases/new"] = Say("发布", "publish"),
        ["/notices"] = Say("通知 告知 微信 待通知", "tell told WeChat"),
        ["/documents/call-list"] = Say("打电话 电话通知 打印", "telephone call print"),
        ["/live"] = Say("现场看板 大屏 看板", "wall screen hall board"),
        ["/documents"] = Say("打印 洽谈对接表 行程单 电话通知单", "print paper call list"),
        ["/slips"] = Say("打印 行程", "print timetable"),
    };

    public static string ImportGuests => Say("导入嘉宾名单", "Import guests");
    public static string ImportWishes => Say("导入洽谈意愿", "Import wishes to meet");
    public static string ImportAvailability => Say("导入可参会时间", "Import availability");
    public static string ImportProjects => Say("导入招商项目", "Import projects");
}
