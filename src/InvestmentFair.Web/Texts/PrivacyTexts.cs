using InvestmentFair.Enquiries;
using InvestmentFair.Kernel;
using static InvestmentFair.Kernel.Language;

namespace InvestmentFair.Web.Texts;

/// <summary>What the portal does with people's data, under the headings the Personal Information Protection Law asks for.</summary>
public static class PrivacyTexts
{
    public static string Named(PrivacyNotice notice) => Say($"《隐私说明》第 {notice.Version} 版", $"our privacy notice, version {notice.Version}");
    public static string Stands(PrivacyNotice notice) => Say($"第 {notice.Version} 版，自{FairTime.Day(notice.From)}起施行", $"Version {notice.Version}, in force since {FairTime.Day(notice.From)}");
    public static string WillStand(PrivacyNotice notice) => Say($"第 {notice.Version} 版，将自{FairTime.Day(notice.From)}起施行", $"Version {notice.Version}, in force from {FairTime.Day(notice.From)}");
    public static string Older => Say("这是以前的版本，供当时来询的人查阅。", "This is an earlier version, kept for those who asked while it held.");
    public static string ToCurrent => Say("看现行版本", "See the present version");
    public static string Versions => Say("各个版本", "Versions");

    public static string Lead => Say("看项目不用留下任何个人信息；只有来询时才需要姓名和手机。", "You can look at everything without leaving any personal data; only an enquiry needs a name and a mobile number.");

    /// <summary>What a version says. Earlier versions stay as they were shown.</summary>
    public static IReadOnlyList<(string Heading, IReadOnlyList<string> Lines)> Parts(PrivacyNotice notice) =>
    [
        (Say("谁在处理", "Who is responsible"),
        [
            Say("个人信息处理者是陵川县招商会主办单位（示例）；具体联系办公室和电话见各项目页“项目单位及联系方式”。", "The host of the Lingchuan Investment Fair (sample) is the handler of personal information; the office in charge and its telephone stand on each project's page under “Unit and contact”."),
            Say("本站不向其他网站发送请求，不使用第三方统计、广告或跟踪。", "This site sends no request to any other host and uses no third-party statistics, advertising or tracking."),
        ]),
        (Say("处理哪些信息、为了什么", "Which data, and what for"),
        [
            Say("来询：姓名、单位、职务（选填）、手机、邮箱（选填）和您写的话，只用于答复您、安排洽谈和跟进合作。", "Enquiry: name, organisation, title (optional), mobile, e-mail (optional) and your words, only to answer you, arrange meetings and follow up."),
            Say("依据是您的同意，即您主动填写并提交；不提交不影响浏览。", "The basis is your consent, given by filling in and sending the form; browsing never depends on it."),
            notice.Version == "1"
                ? Say("Cookie：只有语言选择、防止表单被冒用、工作人员登录三种，都是必需的，由本站设置。", "Cookies: your choice of language, protection of forms against forgery, and staff login; all necessary and set by this site only.")
                : Say("Cookie：只有语言选择、对比清单（项目编号，90 天）、防止表单被冒用、工作人员登录四种，由本站设置；不点“加入对比清单”就没有第二种。", "Cookies: your choice of language, your shortlist (codes of projects, 90 days), protection of forms against forgery, and staff login, set by this site only; the second only if you add to a shortlist."),
            .. notice.Version == "1"
                ? Array.Empty<string>()
                : [Say("为防止滥用表单，服务器在内存里按网络地址计数，当天有效，不写入数据库；来询会记下您提交时所见的本说明版本。", "To keep forms from being abused, the server counts enquiries by network address in memory for the day and stores no address; an enquiry keeps the version of this notice that you saw.")],
            Say("不收集身份证件号码、精确位置等敏感个人信息，请不要写在来询里。", "We collect no sensitive data such as identity numbers or precise location; please do not write any into an enquiry."),
        ]),
        (Say("谁能看到", "Who sees it"),
        [
            Say("只有负责招商和所询项目的工作人员；手机在名单里部分遮盖，每次导出都有记录。", "Only staff in charge of the fair and of the project you ask about; mobile numbers are partly hidden in lists, and every export is recorded."),
            Say("不出售，不提供给与答复来询无关的单位，不传到境外。", "Your data are never sold, never given to anyone who has no part in answering you, and never sent abroad."),
            Say("办理进度页的网址相当于钥匙，只有持有网址的人能打开，请勿公开转发。", "The address of your enquiry's page is its key; only those who have it can open the page, so please do not publish it."),
        ]),
        (Say("保存多久", "How long"),
        [
            Say("来询保存到本届招商会结束并办结为止；形成合作的，作为项目档案的一部分依法保存。", "Until the fair is over and your enquiry is closed; if it leads to cooperation, as part of the project's file as the law requires."),
            Say("备份按期过期；从备份恢复时，已删除的个人信息会再次删除。", "Backups expire; when one is restored, personal data erased since are erased again."),
        ]),
        (Say("您的权利", "Your rights"),
        [
            Say("依据《中华人民共和国个人信息保护法》，您可以查阅、复制、更正、补充、转移和删除您的个人信息，撤回同意，并要求我们说明处理规则。", "Under the Personal Information Protection Law of the People's Republic of China you may see, copy, correct, complete, transfer and erase your personal information, withdraw your consent, and ask us to explain how it is handled."),
            Say("请拨打项目页上的办公电话，报来询编号即可办理；撤回同意不影响此前的处理。", "Call the office on the project's page and name your enquiry's number; withdrawing consent does not affect what was done before."),
            Say("对答复不满意的，可以向履行个人信息保护职责的部门投诉、举报，也可以依法向人民法院提起诉讼。", "If you are not satisfied, you may complain to the authority that protects personal information, or bring a case before a people's court."),
        ]),
    ];
}
