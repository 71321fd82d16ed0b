using static InvestmentFair.Kernel.Language;

namespace InvestmentFair.Web.Texts;

/// <summary>What the pages of the console say of their own matter.</summary>
public static class StaffTexts
{
    public static string Today => Say("今日", "Today");
    public static string Waiting => Say("等着办的", "Waiting");
    public static string Standing => Say("目前", "As it stands");
    public static string OnNext => Say("正在进行和接下来", "On now and next");
    public static string NothingNext => Say("没有接下来的日程", "Nothing further on the agenda");
    public static string OnNow => Say("正在进行", "On now");

    public static string Answers => Say("回执", "Answer");
    public static string AnsweredThrough(string who, string when) => Say($"{who} 于 {when} 登记", $"entered by {who} at {when}");
    public static string Coming => Say("电话确认：出席", "By telephone: coming");
    public static string Declined => Say("电话确认：不出席", "By telephone: declined");
    public static string Deputy => Say("电话确认：派代表", "By telephone: sends a deputy");
    public static string Reset => Say("撤销答复", "Withdraw the answer");
    public static string Replace => Say("换人", "Somebody else comes");
    public static string Replaces(string who) => Say($"替换 {who}", $"In the stead of {who}");

    public static string StillHead => Say("不出席，仍是带队领导，须另定：", "Not coming and still the head; another is needed:");
    public static string StillInMeetings => Say("仍在洽谈中，须换人或另定人员：", "Still in meetings; replace them, or name another:");
    public static string HeadDeclined => Say("不出席，须另定", "not coming; another is needed");
    public static string NotComing(string who) => Say($"不出席：{who}", $"Not coming: {who}");
    public static string Unattended(int meetings) => Say($"{meetings} 场洽谈届时有人不在场，须改期：", meetings == 1 ? "At the time of one meeting somebody is not there; it needs another:" : $"At the time of {meetings} meetings somebody is not there; they need another:");
    public static string ExpiredWishes(int wishes) => Say($"另有 {wishes} 个申请已过期，不在待排之列", wishes == 1 ? "One more request has expired and waits no longer" : $"{wishes} more requests have expired and wait no longer");
    public static string SlotOver => Say("已结束", "over");
    public static string Lacking(int meetings) => Say($"{meetings} 场洽谈有人不出席，须另定：", meetings == 1 ? "One meeting needs another guest:" : $"{meetings} meetings need another guest:");

    public static string Roster => Say("名单状态", "Roster");
    public static string MoveTo(string state) => Say($"改为“{state}”", $"Move to “{state}”");
    public static string Quota(int guests, int quota) => Say($"名额 {quota}，现有 {guests} 人", $"Quota {quota}, {guests} now");
    public static string OverQuota => Say("已超名额", "Over the quota");
    public static string Head => Say("带队领导", "Head");
    public static string NameHead => Say("设为带队领导", "Name the head");
    public static string Members => Say("成员", "Members");
    public static string SeeMembers => Say("在名单中查看", "See in the guest list");
    public static string AddGuest => Say("添加嘉宾", "Add a guest");

    public static string MarkSent => Say("标记为已发", "Mark as sent");
    public static string MarkOpened => Say("标记为已打开", "Mark as opened");
    public static string Addressee => Say("主送", "To");

    public static string State => Say("状态", "State");
    public static string List => Say("列入本届推介", "List at this fair");
    public static string Unlist => Say("移出本届推介", "Take off this fair");
    public static string SeeOnPortal => Say("在门户查看", "See on the portal");
    public static string HostTeam => Say("接待组（县方默认人员）", "Host team (host side by default)");
    public static string SetHostTeam => Say("保存接待组", "Save the host team");
    public static string SeeRequests => Say("查看洽谈申请", "See its requests");

    public static string Contacts => Say("联系人", "Contacts");
    public static string AddContact => Say("添加联系人", "Add a contact");
    public static string Main => Say("主要", "main");
    public static string InviteContact => Say("登记为本届嘉宾", "Enter as a guest of this fair");
    public static string SeeDeals => Say("查看跟踪项目", "See its deals");
    public static string NewRequestFor => Say("登记洽谈申请", "Enter a meeting request");

    public static string AskedBy => Say("来询人", "Asked by");
    public static string AskedAt => Say("来询时间", "Asked");
    public static string ReplyBy => Say("答复期限", "Reply by");
    public static string Overdue => Say("超期", "overdue");
    public static string About => Say("关于", "About");
    public static string Words => Say("内容", "Words");
    public static string Link => Say("关联或新建客商", "Link to or create the investor");
    public static string LinkedTo => Say("已关联", "Linked to");
    public static string MakeRequests => Say("登记洽谈申请", "Enter meeting requests");
    public static string Requested(int count) => Say($"已登记 {count} 个洽谈申请", $"{count} meeting requests entered");
    public static string SeeRequest => Say("查看洽谈申请", "See the request");
    public static string MakeLead => Say("转为跟踪项目", "Follow as a deal");
    public static string Answer => Say("答复", "Answer");
    public static string AskersPage => Say("来询人看到的页面", "The asker's own page");
    public static string Steps => Say("进度", "Steps");
    public static string SeeDeal => Say("查看跟踪项目", "See the deal");

    public static string AvailabilityHint => Say(
        "“此后可参会”只填“自”，“此前可参会”只填“至”，“另有安排”两项都填，只是不能到某一会场时再填会场。同一人新登记的到达或离开时间取代先前登记的。排期时只提醒，不阻拦。",
        "An arrival has only “from”, a departure only “until”, busy has both, and a hall where it is only that hall they cannot be in. An arrival or departure entered anew takes the place of the one before. The board warns and does not forbid.");
    public static string PartyAvailabilityHint => Say("给其中没有谢绝的每位嘉宾各登记一条，以后加入的人不在内。", "One entry for each of its guests who has not declined; whoever joins later is not among them.");
    public static string AvailabilityOfAll => Say("登记全体可参会时间", "Enter availability of all");
    public static string Listed => Say("已在本届名单中", "In the list of this fair already");
    public static string IsAnother => Say("是另一个人，保存", "It is another person: save");
    public static string SeePerson => Say("查看人员（可合并重复）", "See the person (where duplicates are merged)");
    public static string SeeAvailability => Say("查看可参会时间", "See availability");
    public static string Voided => Say("已作废", "Void");
    public static string Counts => Say("有效", "In force");
    public static string MakeVoid => Say("作废", "Make void");
    public static string RenewRequest => Say("重新提出", "Make it again");
    public static string OfAnotherParty(string name, string party) => Say($"{name} 在本届名单中代表 {party}，不是所选的一方。", $"{name} is in the list of this fair for {party}, not for the party chosen here.");
    public static string RefusalHolds => Say("不见，有效", "Not to meet, holds");
    public static string RefusalHint => Say("不排，也不过期；撤回后这一对才可再排。", "Nothing is booked of it, and it does not lapse; withdrawn, the pair can be booked again.");
    public static string WaitsAgain => Say("这一对又在待排中，全排或填空时会再排上。确实不见的，请撤回洽谈申请：", "The pair waits again, and a search will book it anew. If they are not to meet at all, withdraw the request:");
    public static string RequestExpired => Say("已过期", "Expired");
    public static string ServedWith => Say("对方已有同一申请，并入其洽谈", "The other side wished for the same; one meeting serves both");
    public static string RequestUntil(string at) => Say($"{at} 前未排则过期", $"Expires at {at} unless booked");
    public static string WithdrawRequest => Say("撤回申请", "Withdraw the request");
    public static string BookOnBoard => Say("去排期", "Book on the board");

    public static string Board => Say("排期", "Board");
    public static string Tray => Say("待排", "To place");
    public static string TrayOf(int wishes, int meetings) => Say(meetings == 0 ? $"申请 {wishes} 份，双方都提的合为一张" : $"申请 {wishes} 份（双方都提的合为一张），已约未排 {meetings} 场",
        meetings == 0 ? $"{wishes} requests; those of both sides are one card" : $"{wishes} requests (those of both sides are one card), {meetings} booked and without a place");
    public static string TrayMore(int left) => Say($"再显示一些（还有 {left} 张）", $"Show more ({left} left)");
    public static string CardGone => Say("地址中的卡片不在排期板上：可能已撤回、过期或取消。", "The card of this address is not on the board: it may have been withdrawn, expired or cancelled.");
    public static string ChangedBy(string who, IReadOnlyList<string> cards) => Say(
        $"{who} 刚改动了 {HouseTexts.List(cards.Take(6))}{(cards.Count > 6 ? $" 等 {cards.Count} 张卡片" : "")}。",
        $"{who} has just changed {HouseTexts.List(cards.Take(6))}{(cards.Count > 6 ? $" and others, {cards.Count} in all" : "")}.");
    public static string ChangeTeam => Say("更换人员", "Change the team");
    public static string WouldFit(int slots) => Say($"有 {slots} 个时段可排", slots == 1 ? "1 slot would do" : $"{slots} slots would do");
    public static string FitsNowhere => Say("为何排不上", "Why it fits nowhere");
    public static string EverySlot => Say("各时段", "every slot");
    public static string TrayHelp => Say("先选一场，再点绿色的空位，或直接拖过去；红色的不能排，点一下就说明为什么。已排的可移动、互换、锁定或取消。", "Choose a card, then a green place, or drag it there; a red one says why not when it is pressed. A booked one can be moved, swapped, locked or cancelled.");
    public static string BoardKeys => Say("键盘：方向键移动，回车选定或排入；按 ? 查看全部快捷键。", "By keyboard: arrows move, Enter chooses and places; ? lists all keys.");
    public static string NotHere => Say("不可", "No");
    public static string Halls => Say("会场", "Halls");
    public static string TraySearch => Say("在待排中查找", "Find in the tray");
    public static string Time => Say("时段", "Slot");
    public static string ChosenCard => Say("已选", "Chosen");
    public static string Unchoose => Say("取消选择", "Choose none");
    public static string TakeOff => Say("放回待排", "Back to the tray");
    public static string Lock => Say("锁定", "Lock");
    public static string Locked => Say("锁定", "Locked");
    public static string LockedHere => Say("已锁定，先解锁再移动。", "Locked: unlock it before it is moved.");
    public static string WithheldHere => Say("暂不公布：对外不显示；在“排期版本”中当前版本的页面恢复公布。", "Withheld: nobody outside is shown it; it is told again on the page of the release that holds.");
    public static string LookForRoom => Say("怎样才能排上？", "What would make room?");
    public static string LookingForRoom => Say("正在试排，约 5 秒……", "Trying, about 5 seconds…");
    public static string RoomFound => Say("已试排，以下任一种都能排上", "Tried out: each of these would give it a place");
    public static string NoRoom => Say("试排后没有找到办法：移动他人、加桌、加时段、请人到场都排不上。", "Nothing was found: neither moving others nor a table, a slot or somebody’s time would do.");
    public static string WhatMoves => Say("逐场改动", "What moves where");
    public static string ApplyRemedy => Say("照此调整", "Do this");
    public static string AvailabilityOf(string name) => Say($"{name} 的可参会时间", $"When {name} is there");
    public static string TakeBack => Say("撤销和重做", "Undo and redo");
    public static string Undo => Say("撤销", "Undo");
    public static string Redo => Say("重做", "Redo");
    public static string Undone(string what) => Say($"已撤销：{what}", $"Undone: {what}");
    public static string Redone(string what) => Say($"已重做：{what}", $"Done again: {what}");
    public static string NeverPublished => Say("尚未发布 → 发布", "Not published yet → publish");
    public static string ToPublish(int meetings) => Say($"未发布 {meetings} 处 → 发布", meetings == 1 ? "1 change unpublished → publish" : $"{meetings} changes unpublished → publish");
    public static string AllPublished => Say("已全部发布", "All is published");
    public static string AboveTotal(Kernel.Money received, Kernel.Money total) =>
        Say($"累计到位 {received.Prose}，超过总投资 {total.Prose}，请核对金额和单位", $"{received.Prose} are in place, more than the total investment of {total.Prose}; please check the sum and its unit");
    public static string ReceiveDespite => Say("金额无误，照此登记", "The sum is right, enter it");
    public static string AwayMark => Say("届时不在", "away");
    public static string AwayHere => Say("届时有人不在场，须改期；已锁定的先解锁。", "At its time somebody is not there: it needs another; unlock it first where it is locked.");
    public static string LockMark => Say("锁", "locked");
    public static string CancelMeeting => Say("取消洽谈", "Cancel the meeting");
    public static string CancelTitle(string meeting) => HouseTexts.Pair(CancelMeeting, meeting);
    public static string OpenMeeting => Say("打开", "Open");
    public static string SwapWith(string card) => Say($"与 {card} 互换", $"Swap with {card}");
    public static string Here => Say("排在这里", "Place here");
    public static string FitsThen => Say("可排", "Free then");
    public static string Closed => Say("停用", "closed");
    public static string NoGrid => Say("本届还没有时段或桌次。先在“日程与会场”里设时段和桌次。", "This fair has no slots or tables yet. Set them under “Agenda and halls”.");
    public static string PlaceLabel(string slot, string table) => Say($"{slot} 桌 {table}", $"{slot} table {table}");
    public static string TrayCount(int shown, int all) => Say($"显示 {shown} / {all}", $"{shown} of {all} shown");
    public static string Warnings => Say("注意", "Mind");

    public static string Subject => Say("项目 / 议题", "Subject");
    public static string GuestSide => Say("投资方", "Investor or delegation");
    public static string Place => Say("时间和桌次", "Time and table");
    public static string NotPlaced => Say("待排", "not placed yet");
    public static string Outcome => Say("洽谈结果", "Outcome");
    public static string RecordOutcome => Say("记录结果", "Record the outcome");
    public static string CorrectOutcome => Say("更正结果", "Correct the outcome");
    public static string TakeOutcomeBack => Say("撤回结果", "Take the outcome back");
    public static string NoOutcome => Say("还没有记录结果", "No outcome recorded yet");
    public static string FollowMeeting => Say("生成跟踪项目", "Follow as a deal");
    public static string OnBoard => Say("在排期上查看", "See on the board");

    public static string Stage => Say("阶段", "Stage");
    public static string StageSince(string day) => Say($"自 {day}", $"since {day}");
    public static string Funds => Say("签约额 / 到位", "Contracted / in place");
    public static string NextStep => Say("下一步", "Next step");
    public static string CountedFor => Say("计入届次", "Counted for");
    public static string NotCounted => Say("未计入（未签协议或合同，或会外签约）", "none (nothing binding signed, or signed outside a fair)");
    public static string AdvanceStage => Say("推进阶段", "Advance the stage");
    public static string Sign => Say("登记签约", "Enter a signing");
    public static string Receive => Say("登记到位资金", "Enter funds received");
    public static string FollowUp => Say("写跟进", "Write a follow-up");
    public static string HandOver => Say("变更责任人", "Change the owner");
    public static string StepBack => Say("退回一步", "Step back");
    public static string Hold => Say("搁置", "Put on hold");
    public static string Resume => Say("恢复", "Resume");
    public static string Terminate => Say("终止", "Terminate");
    public static string Reopen => Say("重新打开", "Reopen");
    public static string Correct => Say("更正", "Correct");
    public static string Regroup => Say("变更归口", "Regroup");
    public static string ChangeInvestor => Say("变更投资方", "Change the investor");
    public static string PlanTotal => Say("调整总投资", "Change the planned total");
    public static string PlanFor => Say("列入年度清单", "Put on the list of the year");
    public static string Reverse => Say("冲销", "Reverse");
    public static string Timeline => Say("时间线", "Timeline");
    public static string DaysStood(int days) => Say($"历时 {days} 天", $"{days} days");
    public static string RecordedAt(string by, string at) => Say($"{by} 记于 {at}", $"{by}, recorded {at}");
    public static string File => Say("附件", "file");
    public static string Problems => Say("问题", "Problems");
    public static string Commitments => Say("政府承诺", "Commitments");
    public static string FromMeeting => Say("来自洽谈", "From a meeting");
    public static string FromEnquiry => Say("来自来询", "From an enquiry");
    public static string WakesUp(string day) => Say($"唤醒日期 {day}", $"wakes up on {day}");
    public static string Owner => Say("责任人", "Owner");
    public static string Leader => Say("责任领导", "Leader in charge");
    public static string Unit => Say("责任单位", "Lead unit");
    public static string Investor => Say("投资方", "Investor");
    public static string Total => Say("总投资", "Total investment");

    public static string InitialPassword(string password) => Say($"初始密码：{password}（只显示一次，首次登录须修改）", $"Initial password: {password} (shown once; must be changed at the first login)");
    public static string ResetPasswordAsk => Say("原密码立即失效，本人须用新的临时密码登录。", "The password of before ends at once; they log in with a new, temporary one.");
    public static string ResetPassword => Say("重置密码", "Reset the password");
    public static string Unlock => Say("解除锁定", "Unlock");
    public static string ResetTwoFactor => Say("重置两步验证", "Reset two-factor login");
    public static string LockedOut => Say("暂时锁定", "locked for now");
}
