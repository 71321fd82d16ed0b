using CsCheck;
using InvestmentFair.Kernel;
using InvestmentFair.People;
using InvestmentFair.Search;
using InvestmentFair.Spreadsheets;

namespace InvestmentFair.Tests.Kernel;

public sealed class FoldingTests
{
    // What a browser, a telephone or a broken file can hand in: half a pair, no characters, controls, marks of direction.
    private const string Odd = "\uFFFE\uFFFF\uD800\uDC00\uFDD0\u202E\0１民";
    private static readonly Gen<string> Anything = Gen.OneOf(Gen.Char, Gen.Int[0, Odd.Length - 1].Select(i => Odd[i])).Array[0, 12].Select(c => new string(c));

    [Fact]
    public void No_typed_text_stops_a_reader_of_it() => Anything.Sample(text =>
    {
        _ = text.Folded;
        _ = BiText.Tokens(text);
        _ = Money.TryParse(text, out _);
        _ = Mobiles.Clean(text);
        _ = Pinyin.KeyOfPerson(text);
        _ = Pinyin.KeyOfName(text);
        _ = CellText.Folded(text);
    });

    [Fact]
    public void Full_width_is_made_plain() => Assert.Equal("AB12亿", "ＡＢ１２亿".Folded);

    [Theory]
    [InlineData("多行\n文字\t和 emoji 👩‍🌾", true)]
    [InlineData("a\u0000b", false)]
    [InlineData("a\uFFFEb", false)]
    public void What_cannot_be_kept_is_told(string text, bool writable) => Assert.Equal(writable, text.IsWritable);

    // By itself: a test case with half a pair in its name does not survive being sent to the runner.
    [Fact]
    public void Half_a_pair_cannot_be_kept() => Assert.False("a\uD83Db".IsWritable);
}
