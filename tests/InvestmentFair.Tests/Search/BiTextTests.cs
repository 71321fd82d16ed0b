using InvestmentFair.Search;

namespace InvestmentFair.Tests.Search;

public sealed class BiTextTests
{
    [Theory]
    [InlineData("陵川县", "陵川 川县 县")]
    [InlineData("县", "县")]
    [InlineData("国家5A景区", "国家 家 5a 景区 区")]
    [InlineData("LC-T01", "lc t01")]
    [InlineData("ＬＣ－Ｔ０１　山", "lc t01 山")]
    [InlineData("投资3.8亿元，", "投资 资 3 8 亿元 元")]
    [InlineData("張​三", "張三 三")]
    [InlineData("葛󠄀城", "葛城 城")]
    [InlineData("𠮷田", "𠮷田 田")]
    [InlineData("佐々木", "佐々 々木 木")]
    [InlineData("O’Neil-Smith", "o neil smith")]
    [InlineData("\uD83D x \uDC00", "x")]
    [InlineData("\"' OR * ^ ( ) : - ☎☆", "or")]
    [InlineData("", "")]
    public void Text_becomes_pairs_and_words(string text, string tokens) => Assert.Equal(tokens, string.Join(' ', BiText.Tokens(text)));

    [Theory]
    [InlineData("陵川", "陵川", false)]
    [InlineData("陵川县", "陵川 川县", false)]
    [InlineData("县", "县", true)]
    [InlineData("国家5A", "国家 家 5a", true)]
    [InlineData("5A景区", "5a 景区", false)]
    [InlineData("LC-T0", "lc t0", true)]
    [InlineData("%", "", false)]
    public void What_is_sought_may_go_on_in_what_is_found(string word, string tokens, bool endsInPrefix)
    {
        var (sought, prefix) = BiText.Sought(word);

        Assert.Equal((tokens, endsInPrefix), (string.Join(' ', sought), prefix));
    }

    [Fact]
    public void Every_part_of_a_text_is_found_in_it_and_nothing_else_of_its_alphabet_is()
    {
        var random = new Random(7);
        const string Alphabet = "甲乙丙丁5 ";
        for (var round = 0; round < 2000; round++)
        {
            var text = Some(random, Alphabet, 12);
            var sought = Some(random, Alphabet.Trim(), 4);
            var found = SearchWords.Read(sought).AreIn(BiText.Tokens(text));

            // A word of digits is found from its beginning only, so the rule by hand holds where none begins before it.
            if (sought.Contains('5', StringComparison.Ordinal)) continue;
            Assert.Equal(text.Contains(sought, StringComparison.Ordinal), found);
        }
    }

    [Fact]
    public void A_very_long_text_and_a_very_long_word_are_cut()
    {
        Assert.InRange(BiText.Tokens(string.Join('、', Enumerable.Repeat("甲", 30_000))).Count, BiText.MostTokens, BiText.MostTokens);
        Assert.Equal(40, Assert.Single(BiText.Tokens(new string('x', 5000))).Length);
    }

    private static string Some(Random random, string of, int most) => string.Concat(Enumerable.Range(0, random.Next(1, most + 1)).Select(_ => of[random.Next(of.Length)]));
}
