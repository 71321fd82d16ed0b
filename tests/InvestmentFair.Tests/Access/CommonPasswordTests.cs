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
    public void What_everybody_tries_is_common(string password) => Assert.True(CommonPasswords.IsCommon(password, "zhouwen"));

    [Theory]
    [InlineData("taihang-shanli-youyun7")]
    [InlineData("vK7mqpXr2sWd")]
    [InlineData("correct horse battery 9")]
    [InlineData("山里有云不下雨2")]
    [InlineData("xiyagou9guabi")]
    [InlineData("House-2027-accounts")]
    public void What_somebody_thought_of_is_not(string password) => Assert.False(CommonPasswords.IsCommon(password, "zhouwen"));

    [Fact]
    public void An_initial_password_is_never_common() => Assert.All(Enumerable.Range(0, 500), _ => Assert.False(CommonPasswords.IsCommon(Passwords.Make(), "staff")));
}
