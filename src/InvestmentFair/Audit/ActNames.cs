using InvestmentFair.Kernel;

namespace InvestmentFair.Audit;

/// <summary>What the audit calls acts, records and fields: the words of the house for the names of the code.</summary>
public static class ActNames
{
    private static readonly Dictionary<string, Bilingual> NounTable = new()
    {
        ["account"] = new("账号", "Account"),
        ["agenda"] = new("日程", "Agenda"),
        ["checklist"] = new("准备事项", "Preparation"),
        ["clause"] = new("政策条款", "Policy clause"),
        ["conditions"] = new("项目条件", "Project conditions"),
        ["contact"] = new("联系人", "Contact"),
        ["deal"] = new("跟踪项目", "Deal"),
        ["delegation"] = new("代表团", "Delegation"),
        ["dictionary"] = new("字典", "Dictionary"),
        ["duplicate"] = new("疑似重复", "Possible duplicate"),
        ["enquiry"] = new("来询", "Enquiry"),
        ["export"] = new("导出", "Export"),
        ["fair"] = new("届次", "Fair"),
        ["guest"] = new("嘉宾", "Guest"),
        ["hall"] = new("会场", "Hall"),
        ["holiday"] = new("节假日", "Holiday"),
        ["host"] = new("县方代表", "Host representative"),
        ["import"] = new("导入", "Import"),
        ["investor"] = new("客商", "Investor"),
        ["invitation"] = new("邀请函", "Invitation"),
        ["meeting"] = new("洽谈", "Meeting"),
        ["need"] = new("转移需求", "Relocation need"),
        ["note"] = new("备注", "Note"),
        ["person"] = new("人员", "Person"),
        ["plant"] = new("闲置厂房", "Idle plant"),
        ["project"] = new("招商项目", "Project"),
        ["reading"] = new("姓名读音", "Reading of a name"),
        ["request"] = new("洽谈申请", "Meeting request"),
        ["seed"] = new("示例数据", "Sample data"),
        ["setting"] = new("设置", "Setting"),
        ["slot"] = new("时段", "Time slot"),
        ["table"] = new("桌次", "Table"),
        ["unit"] = new("单位", "Unit"),
        ["venue"] = new("场馆", "Venue"),
        ["view"] = new("视图", "View"),
    };

    private static readonly Dictionary<string, Bilingual> Verbs = new()
    {
        ["answered"] = new("答复", "answered"),
        ["archived"] = new("归档", "archived"),
        ["asked"] = new("提交", "asked"),
        ["booked"] = new("排期", "booked"),
        ["cancelled"] = new("取消", "cancelled"),
        ["cloned"] = new("复制", "cloned"),
        ["concluded"] = new("记录结果", "concluded"),
        ["done"] = new("完成", "done"),
        ["ended"] = new("停用", "ended"),
        ["entered"] = new("新建", "entered"),
        ["extended"] = new("延期", "extended"),
        ["followed-up"] = new("写跟进", "followed up"),
        ["from-enquiry"] = new("由来询生成", "made of an enquiry"),
        ["from-meeting"] = new("由洽谈生成", "made of a meeting"),
        ["handed-over"] = new("变更责任人", "handed over"),
        ["head"] = new("设带队领导", "head named"),
        ["held"] = new("搁置", "put on hold"),
        ["investor-changed"] = new("变更投资方", "investor changed"),
        ["kept"] = new("保存", "kept"),
        ["linked"] = new("关联客商", "linked"),
        ["listed"] = new("列入推介", "listed"),
        ["made-current"] = new("设为当前届", "made current"),
        ["merged"] = new("合并", "merged"),
        ["moved"] = new("移动", "moved"),
        ["opened"] = new("打开", "opened"),
        ["published"] = new("发布", "published"),
        ["received"] = new("登记到位资金", "funds received"),
        ["recovery-renewed"] = new("换恢复码", "recovery codes renewed"),
        ["removed"] = new("移除", "removed"),
        ["reopened"] = new("重新打开", "reopened"),
        ["requested"] = new("登记洽谈申请", "requests made"),
        ["reset"] = new("重置密码", "password reset"),
        ["restored"] = new("恢复", "restored"),
        ["resumed"] = new("恢复", "resumed"),
        ["retired"] = new("不再是当前届", "no longer current"),
        ["review"] = new("送审", "sent for review"),
        ["reviewed"] = new("复核", "reviewed"),
        ["reversed"] = new("冲销", "reversed"),
        ["revised"] = new("修改", "revised"),
        ["roster"] = new("名单状态", "roster moved"),
        ["seated"] = new("安排人员", "people seated"),
        ["sent"] = new("标记已发", "marked as sent"),
        ["set"] = new("取值", "set"),
        ["signed"] = new("登记签约", "signed"),
        ["signed-out"] = new("退出登录", "signed out"),
        ["stage"] = new("推进阶段", "stage advanced"),
        ["stage-corrected"] = new("更正阶段", "stage corrected"),
        ["stepped-back"] = new("退回一步", "stepped back"),
        ["swapped"] = new("互换", "swapped"),
        ["taken-off"] = new("移出时间表", "taken off"),
        ["team"] = new("接待组", "host team"),
        ["terminated"] = new("终止", "terminated"),
        ["told-apart"] = new("确认不是同一个", "told apart"),
        ["two-factor-off"] = new("关闭两步验证", "two-factor off"),
        ["two-factor-on"] = new("开启两步验证", "two-factor on"),
        ["two-factor-reset"] = new("重置两步验证", "two-factor reset"),
        ["unlisted"] = new("移出推介", "unlisted"),
        ["unmerged"] = new("撤销合并", "merge undone"),
        ["unlocked"] = new("解除锁定", "unlocked"),
        ["withdrawn"] = new("撤回", "withdrawn"),
        ["written"] = new("写下", "written"),
        ["Reviewed"] = new("会审通过", "reviewed"),
        ["Published"] = new("发布", "published"),
        ["Signed"] = new("标记已签约", "marked as signed"),
        ["Withdrawn"] = new("撤下", "withdrawn"),
    };

    /// <summary>Of the records whose name is not also that of their acts.</summary>
    private static readonly Dictionary<string, Bilingual> Records = new()
    {
        ["DealMerge"] = new("项目合并", "Merge of deals"),
        ["InvestorMerge"] = new("客商合并", "Merge of investors"),
        ["NotTheSame"] = new("不是同一个", "Told apart"),
        ["PersonMerge"] = new("人员合并", "Merge of persons"),
        ["AgendaItem"] = new("日程", "Agenda item"),
        ["ChecklistItem"] = new("准备事项", "Preparation"),
        ["Commitment"] = new("政府承诺", "Commitment"),
        ["CommitmentChange"] = new("承诺变更", "Change of a commitment"),
        ["DealFair"] = new("来源届次", "Fair of a deal"),
        ["DealInvestor"] = new("项目投资方", "Investor of a deal"),
        ["DealLeader"] = new("责任领导", "Leader of a deal"),
        ["DealOwner"] = new("责任人", "Owner of a deal"),
        ["DealPlace"] = new("落地乡镇", "Township of a deal"),
        ["DealPlan"] = new("七个一批", "Plan list"),
        ["DealSector"] = new("项目行业", "Sector of a deal"),
        ["DealTotal"] = new("总投资", "Planned total"),
        ["DealUnit"] = new("责任单位", "Units of a deal"),
        ["DictionaryEntry"] = new("字典词条", "Word of a dictionary"),
        ["FairSetting"] = new("设置", "Setting"),
        ["FollowUp"] = new("跟进", "Follow-up"),
        ["FundsReceipt"] = new("到位资金", "Funds received"),
        ["HostRepresentative"] = new("县方代表", "Host representative"),
        ["IdlePlant"] = new("闲置厂房", "Idle plant"),
        ["MeetingOutcome"] = new("洽谈结果", "Outcome of a meeting"),
        ["MeetingRequest"] = new("洽谈申请", "Meeting request"),
        ["Problem"] = new("问题", "Problem"),
        ["ProblemChange"] = new("问题进展", "Change of a problem"),
        ["ProjectFile"] = new("项目图片和文件", "Pictures and papers of a project"),
        ["RelocationNeed"] = new("转移需求", "Relocation need"),
        ["Signing"] = new("签约", "Signing"),
        ["StageChange"] = new("阶段", "Stage"),
        ["TimeSlot"] = new("时段", "Time slot"),
    };

    public static IReadOnlyDictionary<string, Bilingual> Nouns => NounTable;

    /// <summary>Both halves have words; what has none is shown as the code says it.</summary>
    public static bool IsNamed(string act) => act.Split('.', 2) is [var noun, var verb] && NounTable.ContainsKey(noun) && (noun is "export" or "import" or "seed" || Verbs.ContainsKey(verb));

    public static string Say(string act) => act.Split('.', 2) is [var noun, var verb]
        ? $"{(NounTable.TryGetValue(noun, out var of) ? of.Text : noun)} · {(Verbs.TryGetValue(verb, out var what) ? what.Text : verb)}"
        : act;

    public static string Record(string record) => Records.TryGetValue(record, out var named) || NounTable.TryGetValue(record.ToLowerInvariant(), out named) ? named.Text : record;

    /// <summary>A column is called as its field on the form of its record: Name.Zh is NameZh, TotalFen is Total.</summary>
    public static string Field(string record, string field)
    {
        var form = typeof(ActNames).Assembly.GetTypes().FirstOrDefault(t => t.IsSubclassOf(typeof(Form)) && t.Name == $"{FormOf.GetValueOrDefault(record, record)}Form");
        var bare = field.Replace(".", "", StringComparison.Ordinal);
        var property = form?.GetProperty(bare) ?? form?.GetProperty(bare.EndsWith("Fen", StringComparison.Ordinal) ? bare[..^3] : bare) ?? form?.GetProperty(field.Split('.')[0]);
        return property is null ? field : property.Label;
    }

    private static readonly Dictionary<string, string> FormOf = new()
    {
        ["AgendaItem"] = "Agenda",
        ["ChecklistItem"] = "Checklist",
        ["DictionaryEntry"] = "Dictionary",
        ["HostRepresentative"] = "Host",
        ["IdlePlant"] = "Plant",
        ["MeetingRequest"] = "Request",
        ["RelocationNeed"] = "Need",
        ["TimeSlot"] = "Slot",
    };
}
