using InvestmentFair.Access;

namespace InvestmentFair.Tests.Access;

public sealed class CommonPasswordTests
{
    [Theory]
    [InlineData("1234567890")]
    [InlineData("19880808123")]
    [InlineData("aaaaaaaaaa")]
    [InlineData("abcabcabcabc")]
    [InlineData("121212121212")]
    [InlineData("qwertyuiop")]
    [InlineData("poiuytrewq")]
    [InlineData("1qaz2wsx3edc")]
    [InlineData("qwerasdfzxcv")]
    [InlineData("asdfgh123456")]
    [InlineData("abcd12345678")]
    [InlineData("password123")]
    [InlineData("P@ssw0rd2026")]
    [InlineData("Admin@123456")]
    [InlineData("lingchuan2027")]
    [InlineData("Lingchuan-2027")]
    [InlineData("LingChuan!2027")]
    [InlineData("zhaoshang_2026")]
    [InlineData("woaini1314520")]
    [InlineData("woainizhongguo")]
    [InlineData("wangwei19900101")]
    [InlineData("welcome2027!")]
    [InlineData("2027lingchuan")]
    [InlineData("zhouwen2027")]
    [InlineData("newuohz2027")]
    [InlineData("chenjing1990")]
    [InlineData("Zhang.Xiaoming88")]
    [InlineData("Zhang.Xiaoming@88")]
    public void What_everybody_tries_is_common(string password) => Assert.True(CommonPasswords.IsCommon(password, "zhouwen"));

    [Theory]
    [InlineData("taihang-shanli-youyun7")]
    [InlineData("vK7mqpXr2sWd")]
    [InlineData("correct horse battery 9")]
    [InlineData("山里有云不下雨2")]
    [InlineData("xiyagou9guabi")]
    [InlineData("shan-yue-liang9")]
    [InlineData("lindushanhe27xue")]
    [InlineData("House-2027-accounts")]
    public void What_somebody_thought_of_is_not(string password) => Assert.False(CommonPasswords.IsCommon(password, "zhouwen"));

    /// <summary>
    /// Made by the rules by which people make them, not by those of the product: whoever tries the first thousands of a list of
    /// stolen passwords tries these. What is shorter than ten characters is refused for that alone and counts for nothing here.
    /// </summary>
    [Fact]
    public void Of_more_than_three_thousand_that_everybody_tries_each_is_refused_at_the_door_where_passwords_are_set()
    {
        var tried = Tried().Where(p => p.Length >= 10).Distinct().ToList();

        Assert.True(tried.Count > 3000, $"{tried.Count} passwords");
        Assert.Equal([], tried.Where(p => !CommonPasswords.IsCommon(p, "zhouwen")).Take(20));
        // The families are each there, and none is all of them.
        Assert.All(Families(), f => Assert.InRange(f.Count(p => p.Length >= 10), 10, 0.6 * tried.Count));
    }

    private static IEnumerable<string> Tried() => Families().SelectMany(f => f);

    private static IReadOnlyList<IReadOnlyList<string>> Families()
    {
        string[] surnames = ["wang", "li", "zhang", "liu", "chen", "yang", "zhao", "huang", "zhou", "wu", "xu", "sun"];
        string[] given = ["wei", "fang", "min", "jing", "qiang", "jie", "xiaoming", "jianguo"];
        string[] words = ["password", "admin", "welcome", "iloveyou", "woaini", "qwerty", "lingchuan", "zhaoshang", "jincheng", "shanxi", "guangzhou", "zhongguo", "china", "computer", "sunshine"];
        string[] numbers = ["123456", "12345678", "111111", "666666", "888888", "123123", "520520", "1314520", "5201314", "147258", "112233", "654321"];
        string[] rows = ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc4rfv5tgb", "qazwsxedcrfv", "1q2w3e4r5t6y"];
        var years = Enumerable.Range(1960, 70).Select(y => $"{y}").ToList();
        var names = (from s in surnames from g in given select s + g).ToList();
        var days = from year in Enumerable.Range(1970, 20) from month in Enumerable.Range(1, 12) select $"{year}{month:00}{month + 7:00}";
        static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
        return
        [
            [.. from n in names from y in years.Where((_, i) => i % 4 == 0) select n + y],
            [.. from n in names from d in numbers.Take(4) select n + d],
            [.. from w in words from y in years.Skip(30) from sign in new[] { "", "!", "@", "#" } select Capital(w) + sign + y],
            [.. from w in words from d in numbers select w + d],
            [.. from d in days from e in new[] { "", "00", "123" } select d + e],
            [.. from a in numbers from b in numbers select a + b],
            [.. from r in rows from q in rows select r[..5] + q[..5], .. rows, .. rows.Select(r => new string([.. r.Reverse()]))],
            [.. from w in (string[])["abc", "aaa", "qwe", "asd", "123", "woaini", "admin", "test"] from times in Enumerable.Range(2, 4) select string.Concat(Enumerable.Repeat(w, times))],
            [.. from w in (string[])["P@ssw0rd", "Passw0rd", "Adm1n", "We1come"] from y in years.Skip(50) select w + y],
        ];
    }

    [Fact]
    public void An_initial_password_is_never_common() => Assert.All(Enumerable.Range(0, 500), _ => Assert.False(CommonPasswords.IsCommon(Passwords.Make(), "staff")));
}
