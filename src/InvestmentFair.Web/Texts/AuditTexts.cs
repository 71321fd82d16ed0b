using static InvestmentFair.Kernel.Language;

namespace InvestmentFair.Web.Texts;

public static class AuditTexts
{
    public static string Entry(long sequence) => Say($"审计第 {sequence} 条", $"Audit entry {sequence}");
    public static string Chain => Say("审计链", "Chain");
    public static string Holds(long links, int checkedLinks, string at) => Say($"共 {links} 条，最近 {checkedLinks} 条逐环核对无误，最后一条 {at}。全库核对用命令 verify。", $"{links} entries; the last {checkedLinks} were checked and hold, the latest of {at}. The command verify checks all of them.");
    public static string Broken(long sequence) => Say($"第 {sequence} 条核对不符：审计记录可能被改动过，请用命令 verify 全库核对并保留现场。", $"Entry {sequence} does not hold: the audit may have been tampered with. Run the command verify and keep the database as it is.");
    public static string Empty => Say("还没有记录。", "Nothing recorded yet.");
    public static string True => Say("核对无误", "holds");
    public static string False => Say("核对不符", "does not hold");
    public static string When => Say("时间", "When");
    public static string Who => Say("操作人", "Who");
    public static string Act => Say("事项", "Act");
    public static string Purpose => Say("用途或说明", "Purpose or remark");
    public static string Hashes => Say("核对用的哈希", "Hashes, for checking");
    public static string Hash => Say("本条哈希", "Hash of this entry");
    public static string Previous => Say("前一条哈希", "Hash of the one before");
    public static string Field => Say("字段", "Field");
    public static string Old => Say("原值", "Old");
    public static string New => Say("新值", "New");
    public static string Made => Say("（新建）", "(made)");
    public static string Hidden => Say("值不显示：您没有查看联系方式的权限。", "Values are not shown: you may not see contact details.");
    public static string Erased => Say("部分值已按保存期限清除，只留摘要。", "Some values have been erased under their retention; their digests stay.");
    public static string NothingWritten => Say("这一条没有写记录，只记下做了什么。", "This act wrote no record; it only says what was done.");
}
