using static InvestmentFair.Kernel.Language;

namespace InvestmentFair.Web.Texts;

/// <summary>What every page of the console says.</summary>
public static class ConsoleTexts
{
    public static string Search => Say("搜索", "Search");
    public static string SearchHint => Say("姓名、编号、拼音，按回车查找", "Name, number, pinyin, then Enter");
    public static string SearchHintWithTelephone => Say("姓名、编号、拼音、手机号，按回车查找", "Name, number, pinyin, telephone, then Enter");
    public static string All => Say("全部", "All");
    public static string Clear => Say("清除筛选", "Clear filters");
    public static string Export => Say("导出 Excel", "Export to Excel");
    public static string New => Say("新建", "New");
    public static string Edit => Say("修改", "Edit");
    public static string Save => Say("保存", "Save");
    public static string Cancel => Say("取消", "Cancel");
    public static string DoNotCancel => Say("不取消", "Do not cancel");
    public static string Back => Say("返回", "Back");
    public static string Close => Say("关闭", "Close");
    public static string Retry => Say("重试", "Try again");
    public static string Loading => Say("正在载入……", "Loading…");
    public static string LoadFailed => Say("没有载入成功，请重试。", "It could not be loaded. Please try again.");
    public static string NothingFound => Say("没有符合条件的记录。", "Nothing matches.");
    public static string NothingYet => Say("还没有记录。", "Nothing here yet.");
    public static string Rows(int from, int to, int total) => Say($"第 {from}–{to} 条，共 {total} 条", $"{from}–{to} of {total}");
    public static string PageSize => Say("每页", "A page");
    public static string Earlier => Say("更早的记录", "Earlier changes");
    public static string Previous => Say("上一页", "Previous");
    public static string Next => Say("下一页", "Next");
    public static string Unread(string what) => Say($"地址中的条件未能识别，已忽略：{what}", $"These conditions of the address were not understood and are ignored: {what}");
    public static string LostHelp => Say("控制台没有这个页面，请从菜单进入或按 Ctrl+K 查找。", "The console has no such page; use the menu, or Ctrl+K to find it.");
    public static string NoSuchFair => Say("没有这一届招商会，请在上方选择届次。", "There is no such fair; please choose one above.");
    public static string NotFound => Say("没有这条记录，可能已被删除，或不属于您。", "There is no such record, or it is not yours to see.");
    public static string Broken(string incident) => Say($"出了点问题，已记录（编号 {incident}）。请重试，或告诉管理员这个编号。", $"Something went wrong and was recorded ({incident}). Please try again, or tell the administrator that number.");
    public static string Saved => Say("已保存", "Saved");
    public static string Done => Say("已完成", "Done");
    public static string Problems(int count) => Say($"有 {count} 处需要改正", $"{count} things to put right");
    public static string Field => Say("字段", "Field");
    public static string History => Say("历史", "History");
    public static string NoHistory => Say("还没有历史记录", "No history yet");
    public static string Created => Say("建立", "Created");
    public static string Old => Say("原值", "Old");
    public static string NewValue => Say("新值", "New");
    public static string Erased => Say("已清除", "Erased");
    public static string When => Say("时间", "When");
    public static string Who => Say("操作人", "Who");
    public static string What => Say("内容", "What");
    public static string Choose => Say("请选择", "Choose");

    public static string ChooseOther => Say("改选", "Change");
    public static string Add => Say("添加", "Add");
    public static string Remove(string what) => Say($"移除 {what}", $"Remove {what}");
    public static string Needed => Say("必填", "required");
    public static string Menu => Say("菜单", "Menu");
    public static string Fair => Say("届次", "Fair");
    public static string Theme => Say("明暗", "Light or dark");
    public static string Account => Say("账号", "Account");
    public static string SkipToContent => Say("跳到正文", "Skip to content");
    public static string Portal => Say("门户", "Portal");
    public static string Actions => Say("操作", "Actions");
    public static string Reason => Say("原因", "Reason");
    public static string File => Say("文件（PDF 或图片，最大 20 MB）", "File (PDF or picture, at most 20 MB)");
    public static string FileKept(string name) => Say($"已上传：{name}", $"Uploaded: {name}");
    public static string Download => Say("下载", "Download");
    public static string Reload => Say("重新载入", "Reload");
}
