using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;

namespace InvestmentFair.Access;

/// <summary>
/// Passwords that everybody tries first, by family rather than by list: digits alone, repetitions, walks over the keyboard,
/// and a common word, somebody's name or that of the place or of the account dressed up with a year or a few signs.
/// </summary>
public static partial class CommonPasswords
{
    private static readonly string[] Walks =
    [
        "01234567890123456789", "qwertyuiopasdfghjklzxcvbnm", "qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz",
        "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "qazwsxedcrfvtgbyhnujmikolp", "1q2w3e4r5t6y7u8i9o0p", "q1w2e3r4t5y6u7i8o9p0", "a1s2d3f4g5h6j7k8l9", "a1b2c3d4e5f6g7h8",
        "147258369", "741852963", "159357", "789456123",
    ];

    // Words, names and families of words that lists of stolen passwords are full of, and what anybody here would think of.
    private static readonly HashSet<string> Words =
    [
        "password", "passwort", "passw", "pass", "pwd", "mima", "admin", "administrator", "root", "user", "guest", "test", "demo", "system", "manager", "master", "login", "welcome", "hello", "nihao", "default", "secret",
        "changeme", "letmein", "iloveyou", "woaini", "woaiwojia", "woaizhongguo", "aini", "love", "sunshine", "princess", "dragon", "monkey", "football", "superman", "batman", "computer", "internet", "windows", "office", "wechat", "weixin", "alipay", "taobao", "baidu", "huawei", "xiaomi",
        "china", "zhongguo", "beijing", "shanghai", "guangzhou", "shenzhen", "guangdong", "shanxi", "taiyuan", "jincheng", "lingchuan", "lingchuanxian", "taihang", "taihangshan", "wangmangling", "xian", "xianwei", "xianzhengfu", "zhengfu", "gongzuo", "bangong", "bangongshi",
        "zhaoshang", "zhaoshangju", "zhaoshanghui", "zhaoshangyinzi", "touzi", "cujin", "tuijie", "tuijiehui", "shangwu", "shangwuju", "fagaiju", "wenlv", "wenlvju", "gongxin", "jiedai", "investment", "investmentfair", "fair", "invest",
        "wang", "li", "zhang", "liu", "chen", "yang", "zhao", "huang", "zhou", "wu", "xu", "sun", "hu", "zhu", "gao", "lin", "he", "guo", "ma", "luo", "wangwei", "zhangwei", "liwei", "wangfang", "lina", "zhangmin", "lijing", "wangjing", "liuwei", "wangxiuying", "zhangli", "lixiuying", "zhangxiuying", "zhanglei", "wangqiang", "zhangsan", "lisi", "wangwu",
        "abc", "abcd", "abcde", "qwe", "qwer", "qwert", "qwerty", "asd", "asdf", "asdfg", "zxc", "zxcv", "qaz", "qazwsx", "wsx", "aa", "aaa", "qq", "qqq", "xx", "zz", "a", "q", "w", "z", "x", "abcabc", "asdasd", "qweasd", "qweasdzxc",
    ];

    // P@ssw0rd has a letter in disguise, zhangwei@88 a sign.
    public static bool IsCommon(string password, string userName) => IsCommonAs(Undressed(password, signsAreLetters: true), userName) || IsCommonAs(Undressed(password, signsAreLetters: false), userName);

    private static bool IsCommonAs(string plain, string userName)
    {
        if (plain.Length == 0 || plain.All(char.IsAsciiDigit)) return true;
        if (IsRepeated(plain) || plain.Distinct().Count() <= 3) return true;
        if (IsWalk(plain)) return true;

        var letters = new string([.. plain.Where(char.IsLetter)]);
        // At most so many digits hang on a word; a long number of its own is somebody's secret, a year is not.
        var digits = plain.Count(char.IsAsciiDigit);
        if (digits > MostDigitsHungOn) return false;
        // passw0rd2026: a digit inside a word is a letter in disguise.
        return letters.Length == 0 || IsWord(letters) || Name().IsMatch(letters) || IsWord(Spelled(plain.Trim([.. "0123456789"]))) || IsNamedAfter(letters, userName);
    }

    private const int MostDigitsHungOn = 8;

    // One of the surnames that nine in ten bear, and one or two syllables after it.
    [GeneratedRegex("^(?:wang|li|zhang|liu|chen|yang|huang|zhao|wu|zhou|xu|sun|ma|zhu|hu|guo|he|lin|gao|luo|zheng|liang|xie|song|tang|han|feng|deng|cao|peng|zeng|xiao|tian|dong|pan|yuan|cai|jiang|yu|du|ye|cheng|wei|su|lv|ding|ren|shen|yao|lu|cui|zhong|tan|fan|shi|liao|jin|jia|xia|fu|fang|zou|xiong|bai|meng|qin|qiu|hou|yin|xue|yan|duan|lei|long|tao|mao|hao|gong|shao|wan|qian)(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ui|ao|ou|iu|ie|ue|ve|er|an|en|in|un|ia|ua|uo|a|o|e|i|u|v)){1,2}$")]
    private static partial Regex Name();

    // Case, signs between and around, and letters written as digits do not make it another password.
    private static string Undressed(string password, bool signsAreLetters)
    {
        var plain = new StringBuilder();
        foreach (var c in password.Normalize(NormalizationForm.FormKC).ToLowerInvariant())
            if (char.IsLetterOrDigit(c)) plain.Append(c);
            else if (signsAreLetters && c is '@') plain.Append('a');
            else if (signsAreLetters && c is '$') plain.Append('s');
        return plain.ToString();
    }

    private static bool IsWord(string letters)
    {
        if (Words.Contains(letters)) return true;
        // Two of them in a row are no better than one.
        for (var i = 1; i < letters.Length; i++)
            if (Words.Contains(letters[..i]) && Words.Contains(letters[i..])) return true;
        return IsRepeated(letters);
    }

    private static bool IsNamedAfter(string letters, string userName)
    {
        var name = new string([.. Undressed(userName, signsAreLetters: true).Where(char.IsLetter)]);
        return name.Length >= 3 && (letters == name || letters == name + name || letters == Reversed(name) || (letters.StartsWith(name, StringComparison.Ordinal) && Words.Contains(letters[name.Length..])));
    }

    private static string Spelled(string letters) => letters.Replace('0', 'o').Replace('1', 'l').Replace('3', 'e').Replace('5', 's');

    private static bool IsRepeated(string text)
    {
        for (var part = 1; part <= text.Length / 2; part++)
        {
            var unit = text[..part];
            if (string.Concat(Enumerable.Repeat(unit, text.Length / part + 1)).StartsWith(text, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    // Walks, there or back, one after the other: qwerasdfzxcv, 1qaz2wsx, abcd1234.
    private static bool IsWalk(string text)
    {
        const int ShortestLeg = 3;
        var reached = new bool[text.Length + 1];
        reached[0] = true;
        for (var end = ShortestLeg; end <= text.Length; end++)
            for (var start = 0; start <= end - ShortestLeg && !reached[end]; start++)
                reached[end] = reached[start] && IsLeg(text[start..end]);
        return reached[text.Length];
    }

    private static bool IsLeg(string leg) => Walks.Any(w => w.Contains(leg, StringComparison.Ordinal) || w.Contains(Reversed(leg), StringComparison.Ordinal)) || leg.Distinct().Count() == 1;

    private static string Reversed(string text) => new([.. text.Reverse()]);
}

/// <summary>Identity asks it whenever a password is set.</summary>
public sealed class CommonPasswordValidator : IPasswordValidator<StaffMember>
{
    public const string Code = "PasswordTooCommon";

    public Task<IdentityResult> ValidateAsync(UserManager<StaffMember> manager, StaffMember user, string? password) =>
        Task.FromResult(CommonPasswords.IsCommon(password ?? "", user.UserName ?? "")
            ? IdentityResult.Failed(new IdentityError { Code = Code, Description = AccountRefusals.CommonPassword.En })
            : IdentityResult.Success);
}
