using InvestmentFair.Kernel;
using InvestmentFair.Projects;
using static InvestmentFair.Kernel.Language;

namespace InvestmentFair.Web.Texts;

/// <summary>The publication life of a project, for staff; and what of it the portal shows.</summary>
public static class PublicationTexts
{
    public static string Title => Say("发布", "Publication");
    public static string StateOf(ProjectState state) => Say($"当前状态：{state.Text}", $"State: {state.Text}");
    public static string Round(int round) => Say($"第 {round} 轮会审", $"Round {round} of reviews");
    public static string Path => Say("草稿 → 会审（用地、环境、规划）→ 发布 → 签约或撤下", "Draft → reviewed (land, environment, planning) → published → signed or withdrawn");
    public static string Waiting => Say("待会审", "not reviewed yet");
    public static string Missing(string fields) => Say($"还缺：{fields}", $"Still missing: {fields}");
    public static string Ready => Say("三项会审都已同意，可以发布。", "All three have agreed; it can be published.");
    public static string Due(string day) => Say($"有效期将于 {day} 届满，请及时延长或撤下。", $"Valid until {day} only; extend it in time or withdraw it.");
    public static string Expired(string day) => Say($"有效期已于 {day} 届满，门户上已注明。", $"It was valid until {day}; the portal says so.");
    public static string AddReview => Say("登记会审意见", "Enter a review");
    public static string Publish => Say("发布到门户", "Publish on the portal");
    public static string PublishAgain => Say("恢复发布", "Publish again");
    public static string Sign => Say("标记为已签约", "Mark as signed");
    public static string WithdrawTitle => Say("从门户撤下：立即看不到，再发布须重新会审用地、环境、规划", "Withdraw from the portal: it is gone at once, and land, environment and planning are reviewed anew before it is published again");
    public static string Withdraw => Say("从门户撤下", "Withdraw from the portal");
    public static string Extend => Say("延长有效期", "Extend the validity");
    public static string Field => Say("事项", "Review of");
    public static string Unit => Say("单位", "Unit");
    public static string Reviewer => Say("审核人", "Reviewer");
    public static string Day => Say("日期", "Day");
    public static string Verdict => Say("结论", "Verdict");
    public static string Document => Say("文号 / 文件", "Document");
    public static string Opinion => Say("意见", "Opinion");
    public static string OldRound(int round) => Say($"第 {round} 轮", $"round {round}");
    public static string Superseded => Say("已被后来的意见取代", "superseded");
    public static string OpenFile => Say("查看文件", "open the file");
    public static string Life => Say("发布经历", "Publication history");
    public static string NoLife => Say("还没有发布经历。", "Nothing has happened yet.");
    public static string To(string day) => Say($"至 {day}", $"to {day}");

    public static string Clauses => Say("激励条款", "Incentives");
    public static string ClausesHelp => Say("每条须先通过公平竞争审查，门户才显示；条文一改，须重新审查。", "The portal shows a clause only after a fair-competition review; another wording needs another review.");
    public static string NoClause => Say("没有激励条款。", "No incentive is offered.");
    public static string AddClause => Say("新增条款", "Add a clause");
    public static string EditClause => Say("修改条文", "Edit the words");
    public static string ReviewClause => Say("登记公平竞争审查", "Enter the fair-competition review");
    public static string RetireClause => Say("停用", "Retire");
    public static string Shown => Say("门户显示", "shown on the portal");
    public static string NotShown => Say("门户不显示", "not shown");
    public static string NotReviewed => Say("未审查", "not reviewed");
    public static string Retired(string day, string why) => Say($"{day} 停用：{why}", $"retired on {day}: {why}");
    public static string Basis => Say("政策依据", "Legal basis");

    public static string OnPortal => Say("激励政策", "Incentives");
    public static string ReviewedBy => Say("公平竞争审查：", "Fair-competition review: ");
    public static string Comma => Say("，", ", ");
    public static string PortalCaveat => Say("以下条款均已通过公平竞争审查，所有符合条件的经营者同等适用；以正式文件为准。", "Each of these has passed a fair-competition review and is open to every enterprise that qualifies; the official papers prevail.");
}
