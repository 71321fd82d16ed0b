using InvestmentFair.People;

namespace InvestmentFair.Tests.People;

public class PinyinTests
{
    [Theory]
    [InlineData("陈晓岚（示例）", "chen xiao lan")]
    [InlineData("曾庆红", "zeng qing hong")]
    [InlineData("仇和", "qiu he")]
    [InlineData("单雄信", "shan xiong xin")]
    [InlineData("翟志刚", "zhai zhi gang")]
    [InlineData("解缙", "xie jin")]
    [InlineData("区志航", "ou zhi hang")]
    [InlineData("乐嘉", "yue jia")]
    [InlineData("尉迟恭", "yu chi gong")]
    [InlineData("欧阳修", "ou yang xiu")]
    public void Surnames_with_two_readings_are_read_as_surnames(string name, string key) => Assert.Equal(key, Pinyin.KeyOfPerson(name));

    [Theory]
    [InlineData("长治市", "chang zhi shi")]
    [InlineData("厦门", "xia men")]
    [InlineData("六安", "lu an")]
    [InlineData("丽水", "li shui")]
    [InlineData("LED照明", "led zhao ming")]
    public void Places_are_read_as_places(string name, string key) => Assert.Equal(key, Pinyin.KeyOfName(name));

    [Fact]
    public void The_eighteen_counties_stand_in_the_known_order()
    {
        string[] counties = ["博罗县", "大埔县", "封开县", "佛冈县", "海丰县", "怀集县", "揭西县", "龙川县", "龙门县", "饶平县", "仁化县", "乳源瑶族自治县", "始兴县", "遂溪县", "翁源县", "五华县", "新兴县", "阳西县"];

        Assert.Equal(counties, counties.Reverse().OrderBy(Pinyin.KeyOfName, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("𠮷野家")]
    [InlineData("\uD842")]
    [InlineData("（示例）")]
    public void Odd_names_make_a_key_and_no_fault(string name) => Assert.NotNull(Pinyin.KeyOfPerson(name));
}
