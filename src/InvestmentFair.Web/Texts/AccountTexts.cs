using static InvestmentFair.Kernel.Language;

namespace InvestmentFair.Web.Texts;

public static class AccountTexts
{
    public static string Login => Say("登录", "Log in");
    public static string UserName => Say("登录名", "User name");
    public static string Password => Say("密码", "Password");
    public static string WrongLogin => Say("登录名或密码不对，或账号已停用、暂时锁定（连续 5 次错误锁定 15 分钟）。", "The user name or password is wrong, or the account is disabled or locked for now (five wrong attempts lock it for 15 minutes).");
    public static string DemoAccounts => Say("演示账号（仅开发环境）", "Demo accounts (Development only)");
    public static string DemoPassword(string password) => Say($"密码都是 {password}", $"The password of all is {password}");
    public static string ChangePassword => Say("修改密码", "Change password");
    public static string MustChange => Say("这是初始密码，请先修改。", "This is an initial password; please change it first.");
    public static string Current => Say("当前密码", "Current password");
    public static string New => Say("新密码", "New password");
    public static string Again => Say("再输一次新密码", "New password again");
    public static string PasswordRule => Say("至少 10 位，含数字和小写字母", "At least 10 characters, with a digit and a lower-case letter");
    public static string NotSame => Say("两次输入的新密码不同", "The two new passwords differ");
    public static string PasswordRefused => Say("密码未修改：当前密码不对，或新密码不合要求（至少 10 位，含数字和小写字母）。", "Not changed: the current password is wrong, or the new one does not meet the rule (at least 10 characters, with a digit and a lower-case letter).");
    public static string Changed => Say("密码已修改。", "The password has been changed.");
    public static string Denied => Say("您没有权限查看此页。", "This page is not yours to see.");
    public static string BackToConsole => Say("回到控制台", "Back to the console");
    public static string Setup => Say("建立管理员账号", "Make the administrator's account");
    public static string SetupOver => Say("链接无效或已用过。", "The link is not valid or has been used.");
    public static string Name => Say("姓名", "Name");
    public static string Create => Say("建立", "Create");
    public static string CreateRefused => Say("账号未建立：登录名只用字母、数字、点和短横；密码至少 10 位，含数字和小写字母。", "Not created: a user name has letters, digits, dots and dashes; a password at least 10 characters with a digit and a lower-case letter.");
    public static string ToPortal => Say("回到门户首页", "To the portal");
    public static string Save => Say("保存", "Save");
    public static string Logout => Say("退出登录", "Log out");
}
