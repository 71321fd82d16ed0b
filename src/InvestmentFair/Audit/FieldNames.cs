using System.Collections.Concurrent;
using System.Reflection;
using InvestmentFair.Kernel;

namespace InvestmentFair.Audit;

/// <summary>What a column is called: as its field on the form of its record, and what stands on no form by a name of its own.</summary>
public static class FieldNames
{
    private static readonly ConcurrentDictionary<(string, string), PropertyInfo?> OnForm = new();

    private static readonly Dictionary<string, Bilingual> Names = new()
    {
        ["AchievedOutput"] = new("达产产值", "Output achieved"),
        ["Act"] = new("事项", "Act"),
        ["Amount.Currency"] = new("币种", "Currency"),
        ["Amount"] = new("金额", "Amount"),
        ["AmountFen"] = new("金额", "Amount"),
        ["Answer"] = new("答复", "Answer"),
        ["AnsweredAt"] = new("答复时间", "Answered at"),
        ["AnsweredThrough"] = new("答复经由", "Answered through"),
        ["ArchivedAt"] = new("归档时间", "Archived at"),
        ["AskedAt"] = new("来询时间", "Asked at"),
        ["AskerEmail"] = new("来询人电子邮箱", "Asker’s e-mail"),
        ["AskerMobile"] = new("来询人手机", "Asker’s mobile"),
        ["AskerName"] = new("来询人", "Asker"),
        ["AskerOrganisation"] = new("来询人单位", "Asker’s organisation"),
        ["AskerTitle"] = new("来询人职务", "Asker’s title"),
        ["At"] = new("时间", "At"),
        ["Attendance"] = new("出席", "Attendance"),
        ["Basis"] = new("政策依据", "Legal basis"),
        ["CancelReason"] = new("取消原因", "Why cancelled"),
        ["Caption.En"] = new("英文说明", "Caption in English"),
        ["Caption.Zh"] = new("说明", "Caption"),
        ["Channel"] = new("来询方式", "Channel"),
        ["ContractedFen"] = new("合同金额", "Contracted"),
        ["CorrectsId"] = new("更正", "Corrects"),
        ["CountedFairId"] = new("计入届次", "Counted for the fair"),
        ["DealId"] = new("跟踪项目", "Deal"),
        ["DelegationId"] = new("代表团", "Delegation"),
        ["Document"] = new("文件", "Document"),
        ["DocumentNumber"] = new("文号", "Document number"),
        ["DoneBy"] = new("完成登记人", "Done by"),
        ["DoneNote"] = new("完成说明", "How it was done"),
        ["DoneOn"] = new("完成日期", "Done on"),
        ["Due"] = new("期限", "Due"),
        ["DueOn"] = new("期限", "Due"),
        ["EndsAt"] = new("结束", "Ends"),
        ["EnquiryId"] = new("来询", "Enquiry"),
        ["EnvironmentLimit"] = new("环保准入", "Environment class"),
        ["ExitReason"] = new("退出原因", "Exit reason"),
        ["ExpiresAt"] = new("有效至", "Expires"),
        ["FairId"] = new("届次", "Fair"),
        ["FairOrder"] = new("推介次序", "Order at a fair"),
        ["Field"] = new("审核方面", "Reviewed for"),
        ["FileId"] = new("文件", "File"),
        ["FirstAnsweredAt"] = new("首次答复时间", "First answered at"),
        ["FirstPublishedOn"] = new("首次发布", "First published"),
        ["FirstReplyBy"] = new("首个答复期限", "First reply-by"),
        ["FirstSlotId"] = new("时段", "Time slot"),
        ["FoldedIntoId"] = new("并入", "Folded into"),
        ["GuestId"] = new("嘉宾", "Guest"),
        ["HeadGuestId"] = new("带队领导", "Head of the delegation"),
        ["HeightM"] = new("层高（米）", "Clear height (m)"),
        ["HoldsFrom"] = new("生效日", "Holds from"),
        ["HostTeam"] = new("接待组", "Host team"),
        ["InEnglish"] = new("用英文", "In English"),
        ["InvestorId"] = new("客商", "Investor"),
        ["Interprets"] = new("担任翻译", "Interprets"),
        ["IsArchived"] = new("已归档", "Archived"),
        ["IsCurrent"] = new("当前届", "Current"),
        ["IsPicture"] = new("是图片", "Picture"),
        ["IsRemoved"] = new("已撤下", "Taken away"),
        ["IsReturn"] = new("退回", "Step back"),
        ["IsVoid"] = new("已作废", "Void"),
        ["IsShared"] = new("共用", "Shared"),
        ["KeyGeneration"] = new("查询网址（第几个）", "Link to their page (how many so far)"),
        ["KeyShutAt"] = new("查询网址停用时间", "Link to their page shut"),
        ["Kind"] = new("类别", "Kind"),
        ["LastActiveStage"] = new("最近在办阶段", "Last active stage"),
        ["LeadUnitId"] = new("牵头单位", "Lead unit"),
        ["Length"] = new("占用时段数", "Slots taken"),
        ["List"] = new("列表", "List"),
        ["Mark"] = new("标记", "Mark"),
        ["LockedAt"] = new("锁定时间", "Locked since"),
        ["LockedBy"] = new("锁定人", "Locked by"),
        ["LockoutEnd"] = new("锁定至", "Locked until"),
        ["MeetingId"] = new("洽谈", "Meeting"),
        ["MustChangePassword"] = new("须改密码", "Must change the password"),
        ["Name"] = new("名称", "Name"),
        ["NextStep"] = new("下一步", "Next step"),
        ["Note"] = new("备注", "Note"),
        ["Number"] = new("编号", "Number"),
        ["Of"] = new("类别", "Kind"),
        ["OneId"] = new("其一", "One"),
        ["Ordinal"] = new("次序", "Order"),
        ["Origin"] = new("资金来源", "Origin"),
        ["OriginEnquiryId"] = new("来源来询", "Comes from the enquiry"),
        ["OriginMeetingId"] = new("来源洽谈", "Comes from the meeting"),
        ["OtherId"] = new("其二", "The other"),
        ["OwnerId"] = new("责任人", "Owner"),
        ["OwnerName"] = new("所有人", "Owner"),
        ["Password"] = new("密码", "Password"),
        ["PersonId"] = new("人员", "Person"),
        ["PictureId"] = new("图片", "Picture"),
        ["PinyinByHand"] = new("拼音人工填写", "Pinyin by hand"),
        ["PinyinKey"] = new("拼音", "Pinyin"),
        ["Planned"] = new("计划阶段", "Planned stage"),
        ["PlantId"] = new("闲置厂房", "Idle plant"),
        ["PowerKva"] = new("供电（千伏安）", "Power (kVA)"),
        ["PrivacyVersion"] = new("隐私说明版本", "Version of the privacy notice"),
        ["ProjectId"] = new("招商项目", "Project"),
        ["PromisedOn"] = new("承诺日期", "Promised on"),
        ["PromiserUnitId"] = new("承诺单位", "Promised by"),
        ["Query"] = new("条件", "Query"),
        ["RaisedOn"] = new("提出日期", "Raised on"),
        ["ReadyOn"] = new("可交付日期", "Ready on"),
        ["Reason"] = new("原因", "Reason"),
        ["ReceivedFen"] = new("到位资金", "Funds received"),
        ["RemovedAt"] = new("移除时间", "Removed at"),
        ["RentFen"] = new("年租金（每平方米）", "Rent a year (per m²)"),
        ["ReplacesGuestId"] = new("替换", "Replaces"),
        ["ReplyBy"] = new("答复期限", "Reply by"),
        ["RequestId"] = new("洽谈申请", "Meeting request"),
        ["RetiredOn"] = new("停用日期", "Ended on"),
        ["RetiredWhy"] = new("停用原因", "Why ended"),
        ["ReversesId"] = new("冲销", "Reverses"),
        ["ReviewDocument"] = new("审查文号", "Review document"),
        ["ReviewFileId"] = new("审查文件", "Review file"),
        ["ReviewNote"] = new("审查说明", "Review note"),
        ["ReviewUnitId"] = new("审查单位", "Reviewing unit"),
        ["ReviewedBy"] = new("审查人", "Reviewed by"),
        ["ReviewedOn"] = new("审查日期", "Reviewed on"),
        ["Reviewer"] = new("审核人", "Reviewer"),
        ["Roster"] = new("名单", "Roster"),
        ["Round"] = new("轮次", "Round"),
        ["SectorCode"] = new("行业", "Sector"),
        ["SentOn"] = new("发出日期", "Sent on"),
        ["Setting"] = new("设置", "Setting"),
        ["SignedOn"] = new("签约日期", "Signed on"),
        ["Source"] = new("登记方式", "How entered"),
        ["Stage"] = new("阶段", "Stage"),
        ["StageSince"] = new("阶段起始日", "In this stage since"),
        ["StageType"] = new("状态", "State"),
        ["StartsAt"] = new("开始", "Starts"),
        ["State"] = new("状态", "State"),
        ["SubjectId"] = new("对象", "Subject"),
        ["SupportingUnitIds"] = new("配合单位", "Supporting units"),
        ["SurvivorId"] = new("保留的记录", "Record that stays"),
        ["TableId"] = new("桌次", "Table"),
        ["TakenBy"] = new("代为登记人", "Entered by"),
        ["Text"] = new("内容", "Text"),
        ["TimeZone"] = new("时区", "Time zone"),
        ["Topic"] = new("议题", "Topic"),
        ["Total"] = new("总投资", "Total"),
        ["TownshipCode"] = new("乡镇", "Township"),
        ["TwoFactorEnabled"] = new("两步验证", "Two-factor login"),
        ["UnitId"] = new("单位", "Unit"),
        ["UpdatedAt"] = new("更新时间", "Updated at"),
        ["UpgradesId"] = new("由此升级", "Upgrades"),
        ["ValidTo"] = new("有效至", "Valid to"),
        ["Value"] = new("取值", "Value"),
        ["Verdict"] = new("结论", "Verdict"),
        ["Voucher"] = new("凭证", "Voucher"),
        ["WakeUpOn"] = new("搁置到期", "Wakes up on"),
        ["WasPublished"] = new("曾发布", "Was published"),
        ["WithId"] = new("并入的申请", "Served with"),
        ["Words"] = new("内容", "Words"),
        ["Words.En"] = new("英文内容", "Words in English"),
        ["Words.Zh"] = new("内容", "Words"),
        ["Year"] = new("年度", "Year"),
    };

    // A sum with its origin has the same parts wherever it stands.
    private static readonly Dictionary<string, Bilingual> PartsOfAmount = new()
    {
        ["Currency"] = new("币种", "Currency"),
        ["OriginalMinor"] = new("原币金额", "Original amount"),
        ["Rate"] = new("汇率", "Rate"),
        ["RateBasis"] = new("汇率依据", "Basis of the rate"),
        ["RateDay"] = new("汇率日期", "Day of the rate"),
    };

    private static readonly Dictionary<string, string> FormOf = new()
    {
        ["AgendaItem"] = "Agenda",
        ["ChecklistItem"] = "Checklist",
        ["DictionaryEntry"] = "Dictionary",
        ["Enquiry"] = "Ask",
        ["HostRepresentative"] = "Host",
        ["IdlePlant"] = "Plant",
        ["Meeting"] = "Team",
        ["MeetingOutcome"] = "Outcome",
        ["MeetingRequest"] = "Request",
        ["RelocationNeed"] = "Need",
        ["ReplyTemplate"] = "Template",
        ["StaffMember"] = "Account",
        ["TimeSlot"] = "Slot",
    };

    public static string Say(string record, string field)
    {
        if (FieldOfForm(record, field) is { } property) return property.Label;
        if (Names.TryGetValue(field, out var named)) return named.Text;
        return field.Split('.') is [var whole, var part]
            ? PartsOfAmount.TryGetValue(part, out named) || Names.TryGetValue(whole, out named) ? named.Text : field
            : field;
    }

    /// <summary>Name.Zh is NameZh on the form, TotalFen is Total.</summary>
    internal static PropertyInfo? FieldOfForm(string record, string field) => OnForm.GetOrAdd((record, field), static at =>
    {
        var (record, field) = at;
        var form = typeof(FieldNames).Assembly.GetTypes().FirstOrDefault(t => t.IsSubclassOf(typeof(Form)) && t.Name == $"{FormOf.GetValueOrDefault(record, record)}Form");
        var bare = field.Replace(".", "", StringComparison.Ordinal);
        var found = form?.GetProperty(bare) ?? form?.GetProperty(bare.EndsWith("Fen", StringComparison.Ordinal) ? bare[..^3] : bare);
        return found?.GetCustomAttribute<TextAttribute>() is null ? null : found;
    });
}
