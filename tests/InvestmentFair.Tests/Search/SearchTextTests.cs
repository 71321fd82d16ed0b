using InvestmentFair.People;
using InvestmentFair.Search;

namespace InvestmentFair.Tests.Search;

public sealed class SearchTextTests
{
    [Theory]
    [InlineData("张建伟", "zhangjianwei")]
    [InlineData("张建伟", "zjw")]
    [InlineData("张建伟", "zhangjw")]
    [InlineData("张建伟", "zhang")]
    [InlineData("张建伟", "jianwei")]
    [InlineData("张建伟", "jw")]
    [InlineData("张建伟", "zhang jianwei")]
    [InlineData("张建伟", "ZhangJian")]
    [InlineData("张浩", "zh")]
    [InlineData("曾晓岚", "zxl")]
    [InlineData("单田芳", "shantianfang")]
    [InlineData("欧阳娜娜", "oyn")]
    [InlineData("丁　一", "丁一")]
    [InlineData("广东绿源环保科技有限公司", "lvyuanhuanbao")]
    [InlineData("广东绿源环保科技有限公司", "lyhb")]
    [InlineData("厦门海运集团", "xmhy")]
    public void A_name_is_found_by_its_sound_and_its_initials(string name, string typed) =>
        Assert.True(SearchWords.Read(typed).AreIn(new SearchText().Name(name).Pinyin(Pinyin.KeyOfPerson(name)).Tokens), $"{name}: {typed}");

    [Theory]
    [InlineData("张建伟", "zjj")]
    [InlineData("张建伟", "wei zhang li")]
    [InlineData("张建伟", "hang")]
    [InlineData("张建伟", "伟建")]
    public void Another_sound_does_not_find_it(string name, string typed) =>
        Assert.False(SearchWords.Read(typed).AreIn(new SearchText().Name(name).Pinyin(Pinyin.KeyOfPerson(name)).Tokens), $"{name}: {typed}");

    [Fact]
    public void A_telephone_number_stands_under_a_sign_that_nobody_can_type()
    {
        var tokens = new SearchText().Private("138-0013-8000").Tokens;

        Assert.Equal(["☎13800138000", "☎00138000", "☎8000"], tokens);
        Assert.All(new[] { "13800138000", "8000", "☎8000", "☎ 8000" }, typed => Assert.False(SearchWords.Read(typed).AreIn(tokens), typed));
    }

    [Theory]
    [InlineData("古建", "\"☆project\" AND \"古建\"", "('☆project') & ('古建')")]
    [InlineData("古", "\"☆project\" AND \"古\" *", "('☆project') & ('…古')")]
    [InlineData("LC-T0 酒店", "\"☆project\" AND \"lc t0\" * AND \"酒店\"", "('☆project') & ('lc' <-> '…t0') & ('酒店')")]
    [InlineData("jcg", "\"☆project\" AND \"jcg\" *", "('☆project') & ('jcg':*)")]
    [InlineData("a OR \"b'", "\"☆project\" AND \"a\" * AND \"or\" * AND \"b\" *", "('☆project') & ('…a') & ('…or') & ('…b')")]
    public void Every_token_is_quoted_for_the_database_that_is_asked(string typed, string sqlite, string postgres)
    {
        var words = SearchWords.Read(typed);

        Assert.Equal((sqlite, postgres), (words.ForSqlite(["☆project"]), words.ForPostgres(["☆project"])));
    }

    [Fact]
    public void Four_digits_may_be_the_end_of_a_telephone_number_for_those_who_may_see_it()
    {
        Assert.Equal("(\"8000\" * OR \"☎8000\" *)", SearchWords.Read("8000").ForSqlite([], telephones: true));
        Assert.Equal("(('8000') | ('☎8000':*))", SearchWords.Read("8000").ForPostgres([], telephones: true, whole: true));
        Assert.Equal("\"8000\" *", SearchWords.Read("8000").ForSqlite([]));
        Assert.Equal("\"800\" *", SearchWords.Read("800").ForSqlite([], telephones: true));
    }

    [Fact]
    public void A_quote_within_a_token_would_be_doubled() => Assert.Equal(@"'a''b\\c'", SearchWords.Lexeme(@"a'b\c"));
}
