using CsCheck;
using InvestmentFair.Organisations;
using InvestmentFair.People;

namespace InvestmentFair.Tests.Organisations;

public sealed class CompanyNameTests
{
    [Theory]
    [InlineData("广东省深圳市星河科技股份有限公司", "星河科技（集团）有限责任公司", NameLikeness.Same)]
    [InlineData("深圳星河科技有限公司", "星河科技（深圳）有限公司", NameLikeness.Same)]
    [InlineData("星河　科技有限公司", "星河科技有限公司", NameLikeness.Same)]
    [InlineData("广州星河科技有限公司", "深圳星河科技有限公司", NameLikeness.Near)]
    [InlineData("星河康养酒店管理有限公司", "星和康养酒店管理有限公司", NameLikeness.Near)]
    [InlineData("星河康养酒店管理有限公司", "星河康养酒店有限公司", NameLikeness.Near)]
    [InlineData("星河科技有限公司", "星海科技有限公司", NameLikeness.Different)]
    [InlineData("星河科技有限公司", "月海冷链物流有限公司", NameLikeness.Different)]
    [InlineData("Ruigu Wellness Hotels (Sample) Co., Ltd.", "RUIGU WELLNESS HOTELS LIMITED", NameLikeness.Same)]
    [InlineData("Ruigu Wellness Hotels Co., Ltd.", "Ruigu Wellness Hotel Company", NameLikeness.Near)]
    [InlineData("Ruigu Wellness Hotels Co., Ltd.", "Wengyuan Cold-Chain Logistics Co., Ltd.", NameLikeness.Different)]
    public void Two_names_are_the_same_near_or_different(string one, string other, NameLikeness likeness)
    {
        Assert.Equal(likeness, CompanyName.Of(one).LikenessTo(CompanyName.Of(other)));
        Assert.Equal(likeness, CompanyName.Of(other).LikenessTo(CompanyName.Of(one)));
    }

    [Fact]
    public void Names_that_are_the_same_or_near_always_share_a_key() =>
        // Few characters, so that near names come up by the thousand.
        (from one in Gen.Char["星河科技酒店"].Array[2, 9]
         from other in Gen.Char["星河科技酒店"].Array[2, 9]
         select (new string(one), new string(other))).Sample(pair =>
         {
             var (one, other) = (CompanyName.Of(pair.Item1), CompanyName.Of(pair.Item2));
             return one.LikenessTo(other) is NameLikeness.Different || one.Keys().Intersect(other.Keys()).Any();
         }, iter: 20_000);

    [Fact]
    public void Latin_names_that_are_near_always_share_a_key() =>
        (from one in Gen.Char["abcde"].Array[4, 20]
         from at in Gen.Int[0, 19]
         from letter in Gen.Char["abcde"]
         select (new string(one), at, letter)).Sample(slip =>
         {
             var one = slip.Item1;
             var other = one.Remove(slip.at % one.Length, 1).Insert(slip.at % one.Length, slip.letter.ToString());
             return CompanyName.Of(one).LikenessTo(CompanyName.Of(other)) is NameLikeness.Different || CompanyName.Of(one).Keys().Intersect(CompanyName.Of(other).Keys()).Any();
         }, iter: 20_000);

    [Theory]
    [InlineData("陈晓岚（示例）", "陈晓岚")]
    [InlineData("陈 晓　岚", "陈晓岚")]
    [InlineData("John SMITH", "johnsmith")]
    [InlineData("（示例）", "(示例)")]
    public void A_name_of_a_person_is_found_however_it_was_written(string name, string key) => Assert.Equal(key, PersonName.Key(name));
}
