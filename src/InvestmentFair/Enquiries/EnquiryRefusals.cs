using InvestmentFair.Kernel;

namespace InvestmentFair.Enquiries;

public static class EnquiryRefusals
{
    public static Refusal EmptyAnswer => new("enquiry.empty", "答复不能为空", "The answer must not be empty");

    public static Refusal LinkFirst => new("enquiry.link", "请先关联或新建客商和联系人", "Link it to an investor and a person first");

    public static Refusal NothingListed => new("enquiry.subject", "请选择已发布的项目或厂房", "Choose a published project or plant");

    public static Refusal NotYetOpen => new("enquiry.no-fair", "现在没有举办中的招商会，暂不受理网上来询；请按页面上的电话联系", "No fair is being held, so nothing can be asked here for now; please telephone the office named on the page");

    public static Refusal TooMany => new("enquiry.quota", "该手机号今天提交的次数已达上限，请明天再试或致电", "Too many enquiries from this number today; please try tomorrow or telephone");

    public static Refusal TooManyFromAddress => new("enquiry.quota-address", "您所在的网络今天提交的次数已达上限，请明天再试，或拨打项目页上的办公电话", "Too many enquiries from your network today; please try tomorrow, or call the office named on the project's page");

    public static Refusal TooManyToday => new("enquiry.quota-day", "今天的来询已满，请明天再试，或拨打项目页上的办公电话", "No more enquiries can be taken today; please try tomorrow, or call the office named on the project's page");

    public static Refusal RequestedAlready => new("enquiry.requested", "已登记过洽谈申请", "The meeting requests have been entered already");

    public static Refusal AlreadyFollowed => new("enquiry.deal", "此来询已转为跟踪项目", "This enquiry is already followed as a deal");

    public static Refusal IsOver(EnquiryState state) => new("enquiry.over", state is EnquiryState.Withdrawn ? $"{state.Names.Zh}，不能再办理" : $"来询{state.Names.Zh}，不能再办理", $"The enquiry is {state.Names.En.ToLowerInvariant()} and takes nothing more");

    public static Refusal YouWithdrew => new("enquiry.you-withdrew", "此来询已经撤回，不能再补充；如要继续，请重新提交来询", "It has been withdrawn and takes nothing more; to go on, please ask anew");

    public static Refusal AnswerFirst => new("enquiry.unanswered", "还没有答复，不能办结：每件来询都要有答复", "It has no answer yet and cannot be closed: every enquiry ends in an answer");

    public static Refusal NobodyNamed => new("enquiry.nobody", "请选择承办单位或承办人", "Name a unit or a person");

    public static Refusal OwnerElsewhere => new("enquiry.owner-elsewhere", "承办人不是该单位的，请重新选择单位或承办人", "The person belongs to another unit; choose the unit or the person anew");

    public static Refusal NothingToTell => new("enquiry.nothing-to-tell", "已经答复，请用“补充答复”", "It has been answered; add to the answer instead");

    public static Refusal MeetingBooked => new("enquiry.meeting-booked", "洽谈已排定，不能在网上撤回，请拨打项目页上的办公电话", "A meeting has been booked and it cannot be withdrawn here; please call the office named on the project's page");

    public static Refusal WhyHandedOver => new("enquiry.hand-over", "转交须写明原因", "Say why it is handed over");

    public static Refusal WhyLink => new("enquiry.link-why", "须写明原因：查询网址换新或停用后，原网址立即失效", "Say why: once the link is renewed or shut, the one of before opens nothing");

    public static Refusal TooManyWords => new("enquiry.words", "今天补充的次数已达上限，请明天再试或致电", "Too much was added today; please try tomorrow or telephone");

    public static Refusal AlreadyAnswered => new("enquiry.answered", "已答复的来询不能撤回，可以补充内容", "It has been answered and cannot be withdrawn; you may add something");
}
