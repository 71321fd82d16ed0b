using static InvestmentFair.Kernel.Language;

namespace InvestmentFair.Web.Texts;

/// <summary>What forms say: about drafts, about two who edit the same, and about leaving.</summary>
public static class FormTexts
{
    public static string DraftOf(string at) => Say($"您有未保存的草稿（{at}）", $"You have an unsaved draft ({at})");
    public static string DraftDiffers => Say("与现在不同之处", "What differs from what stands now");
    public static string Restore => Say("恢复", "Restore");
    public static string Discard => Say("丢弃", "Discard");
    public static string InDraft => Say("草稿", "Draft");
    public static string DraftKept(string at) => Say($"草稿已存 {at}", $"Draft kept {at}");
    public static string DraftNotKept => Say("草稿暂时没有存上，请尽快保存", "The draft could not be kept for now; please save soon");
    public static string DraftSaved => Say("这份草稿已经在另一处保存，没有再填入", "This draft has been saved elsewhere by now, and was not filled in again");
    public static string FileAgain => Say("文件不在草稿里，请重新选择", "Files are not part of a draft; please choose them again");

    public static string MergeTitle => Say("他人先保存了这条记录", "Somebody else saved this record first");
    public static string MergeHelp(int count) => Say($"您填的都还在。有 {count} 处双方改得不一样，请逐处选择；其余已自动合并。", $"What you typed is still here. In {count} fields the two of you differ: please choose; the rest has been merged.");
    public static string MergeUndecided(int count) => Say($"还有 {count} 处没有选择", $"{count} still to choose");
    public static string MergedWith(string fields) => Say($"他人刚改过的已并入：{fields}", $"Merged with what somebody else has just changed: {fields}");
    public static string MergeAndSave => Say("按所选合并并保存", "Merge as chosen and save");
    public static string MergeIn => Say("按所选填入", "Fill in as chosen");
    public static string AllMine => Say("都用我的", "All mine");
    public static string SavedBy(IEnumerable<string> people) => Say($"这期间保存过的：{string.Join("；", people)}", $"Saved meanwhile by {string.Join("; ", people)}");

    public static string ByAt(string name, string instant) => Say($"{name}（{instant}）", $"{name} ({instant})");

    public static string AllTheirs => Say("都用现在的", "All as they stand");
    public static string DropMine => Say("放弃我的，用现在的内容", "Drop mine and take what stands");
    public static string Base => Say("打开时", "When opened");
    public static string Mine => Say("我的", "Mine");
    public static string Theirs => Say("现在的", "What stands");
    public static string Seen => Say("您看到的", "What you saw");
    public static string MovedTitle => Say("他人刚刚保存了这条记录", "Somebody else has just saved this record");
    public static string MovedHelp => Say("这一步没有做。页面已换成现在的内容，看过改动之后可以再做一次。", "Nothing was done. The page now shows what stands; look at what changed and do it again if it still holds.");
    public static string MovedAround => Say("改动的是附属内容（文件、会审或条目），不是这条记录自己的字段。", "What changed belongs to the record (files, reviews or entries) and is none of its own fields.");
    public static string MovedUnderstood => Say("知道了", "Understood");
    public static string Empty => Say("（空）", "(empty)");

    public static string LeaveTitle => Say("有未保存的修改", "There are unsaved changes");
    public static string LeaveHelp => Say("草稿已经存好，下次打开此页可以恢复。", "They are kept as a draft, which this page offers when you come back.");
    public static string LeaveKeep => Say("离开，保留草稿", "Leave, keep the draft");
    public static string LeaveDiscard => Say("离开，丢弃修改", "Leave and discard");
    public static string GoOn => Say("继续填写", "Go on filling in");
    public static string LeaveChosenHelp => Say("所选的还没有保存，离开后不会保留。", "What was chosen has not been saved and is not kept.");
    public static string DropChosen => Say("放弃所选", "Drop what was chosen");
    public static string Stay => Say("留在此页", "Stay");

    public static string OpenCalendar => Say("打开日历", "Open the calendar");
    public static string OpenClock => Say("打开时钟", "Open the clock");
    public static string UnreadableDay => Say("看不懂是哪一天，请写成 2027年8月2日、8月2日或 2027-8-2", "This is not a day; write it as 2 Aug 2027 or 2027-8-2");
    public static string UnreadableTime => Say("看不懂是几点，请写成 9:30 或下午3点", "This is not a time; write it as 9:30 or 3 pm");
    public static string UnreadableInstant => Say("看不懂是什么时候，请写成 2027-8-2 9:30 或 8月2日 9:30", "This is not a day and a time; write it as 2027-8-2 9:30");
    public static string NotChosen(string typed) => Say($"“{typed}”没有选中：请从列表中选一项，或清空这一栏", $"“{typed}” was not chosen: choose one from the list, or empty the field");
    public static string UnreadableMoney => Say("看不懂金额，请写成 3.8亿、38000万或 500元", "This is not a sum; write it as 3.8亿, 38000万 or CNY 380 million");
    public static string UnreadableNumber => Say("这里只填数字", "Only a number goes here");
    public static string UnreadableChoice => Say("没有这个选项，请重新选择", "There is no such choice; please choose again");
}
