using static InvestmentFair.Kernel.Language;

namespace InvestmentFair.Web.Texts;

/// <summary>Settings, dictionaries and the calendar of working days.</summary>
public static class SettingTexts
{
    public static string Title => Say("口径与时限", "Rules and clocks");
    public static string Help => Say("每一项都按日期记录：从哪天起、谁改的、为什么。以前的报表仍用当时的取值。", "Every value is a dated entry: from which day, by whom and why. Earlier reports keep the value of their time.");
    public static string Setting => Say("设置", "Setting");
    public static string Value => Say("现行取值", "Value in force");
    public static string Source => Say("来源", "From");
    public static string OfProduct => Say("系统默认", "The product’s own");
    public static string OfCounty => Say("全县", "The county");
    public static string OfFair => Say("本届", "This fair");
    public static string Since(string day, string by) => Say($"自 {day} 起 · {by}", $"since {day} · {by}");
    public static string Change => Say("修改", "Change");
    public static string ChangeOf(string setting) => Say($"修改：{setting}", $"Change: {setting}");
    public static string HoldsFor => Say("适用于", "Holds for");
    public static string Days => Say("天数", "Days");
    public static string Seconds => Say("秒数", "Seconds");
    public static string Minutes => Say("分钟数", "Minutes");
    public static string NewValue => Say("新的取值", "New value");
    public static string Save => Say("保存", "Save");
    public static string FollowCounty => Say("改回沿用全县", "Follow the county again");
    public static string Follows => Say("沿用全县", "follows the county");
    public static string History => Say("历次取值", "Earlier values");
    public static string NoHistory => Say("还没有人改过。", "Nobody has changed it yet.");
    public static string Entry => Say("字典词条", "Word of a dictionary");
    public static string NewEntry => Say("新增词条", "New word");
    public static string EditEntry => Say("修改词条", "Edit the word");
    public static string NoEntry => Say("没有符合条件的词条。", "No such word.");
    public static string Holiday => Say("节假日与调休", "Holiday or make-up workday");
    public static string NewHoliday => Say("新增日期", "New day");
    public static string EditHoliday => Say("修改日期", "Edit the day");
    public static string NoHoliday => Say("还没有日期；按国务院办公厅通知逐日新增，或导入一张表。", "No day yet; enter them from the State Council’s notice, or import a sheet.");
    public static string Import => Say("导入", "Import");
}
