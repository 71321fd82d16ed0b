using static InvestmentFair.Kernel.Language;

namespace InvestmentFair.Web.Texts;

public static class MergeTexts
{
    public static string Person => Say("人员", "Person");
    public static string People => Say("人员", "People");
    public static string NewPerson => Say("新建人员", "New person");
    public static string EditPerson => Say("修改人员", "Edit person");
    public static string NoPerson => Say("还没有人员；新建嘉宾、联系人或县方代表时会一并登记。", "No person yet; entering a guest, a contact or a host representative enters one.");
    public static string Roles => Say("各种身份", "Roles");
    public static string NoRole => Say("还没有任何身份。", "No role yet.");
    public static string Past => Say("已过", "past");
    public static string Duplicates => Say("疑似重复", "Likely duplicates");
    public static string DuplicatesHelp => Say("逐对查看：是同一个就合并，不是就标明，以后不再提示。", "Look at each pair: merge what is one, and tell apart what is not; you are not asked again.");
    public static string NoDuplicates => Say("没有发现疑似重复。", "No likely duplicates were found.");
    public static string NoneHere => Say("这一段没有疑似重复，可继续往下找。", "None in this stretch; go on looking.");
    public static string GoOn => Say("继续往下找", "Go on looking");
    public static string FromStart => Say("从头开始", "From the start");
    public static string NotTheSame => Say("不是同一个", "Not the same");
    public static string Why => Say("依据", "Why");
    public static string One => Say("记录一", "One");
    public static string Other => Say("记录二", "The other");
    public static string Merge => Say("合并……", "Merge…");
    public static string MergeTitle => Say("合并两条记录", "Merge two records");
    public static string MergeHelp => Say("选定保留哪一条，再逐项选用哪边的内容。另一条不会删除，它名下的一切都跟过来；合并可以撤销。", "Choose which one stays, and for each field whose content. The other is not deleted and everything it has comes along; a merge can be undone.");
    public static string MergeDealHelp => Say("被合并的一条不再列出、不再计数，金额不累加；它的记录附在保留的一条后面。", "The one merged away is no longer listed or counted and its sums are not added; its entries are shown with those of the one that stays.");
    public static string ChooseOther => Say("与哪一条合并", "Merge with which");
    public static string DealNumber => Say("另一个项目的编号，例如 GZ-0012", "The other deal's number, such as GZ-0012");
    public static string Look => Say("并排查看", "Side by side");
    public static string Stays => Say("保留这一条", "This one stays");
    public static string Along => Say("跟过来的", "What comes along");
    public static string Nothing => Say("没有", "nothing");
    public static string DoMerge(string loser, string survivor, int children) => Say($"把“{loser}”及其 {children} 条记录并入“{survivor}”", $"Merge “{loser}” and its {children} records into “{survivor}”");
    public static string Merged => Say("已合并", "Merged");
    public static string MergedHere => Say("已并入这一条", "Merged into this one");
    public static string MergedBy(string who, string at) => Say($"{who} 于 {at} 合并", $"by {who}, {at}");
    public static string Undo => Say("撤销合并", "Undo the merge");
    public static string Undone => Say("已撤销合并", "The merge was undone");
    public static string Kept(string what) => Say($"以下内容后来有改动，保持不变：{what}", $"Changed since and left as it is: {what}");
    public static string CameFrom => Say("您打开的记录已合并到这里。", "The record you opened has been merged into this one.");
    public static string Alike => Say("可能是同一个", "May be the same");
    public static string Open => Say("打开", "Open");
    public static string UseThis => Say("就用这个", "Use this one");
    public static string NewTab => Say("在新标签页打开", "opens in a new tab");
    public static string Known => Say("已有的客商和人员", "Investors and persons known already");
    public static string Readings => Say("多音字读音", "Readings");
    public static string Reading => Say("读音", "Reading");
    public static string NewReading => Say("新增读音", "New reading");
    public static string EditReading => Say("修改读音", "Edit reading");
    public static string ReadingsHelp => Say("姓氏和地名按这里的读音排序。改动后，名称含该字词而未手工填写拼音键的，同时重排。", "Surnames and places sort by these readings. A change re-sorts at once every name with the word whose key nobody has typed.");
    public static string BuiltIn => Say("内置", "built in");
    public static string NotUsed => Say("不用", "not used");
    public static string Word => Say("字词", "Word");
    public static string Kind => Say("类别", "Kind");
    public static string Change => Say("改读音", "Change");
}
