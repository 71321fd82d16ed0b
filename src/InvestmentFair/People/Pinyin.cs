using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using InvestmentFair.Kernel;

namespace InvestmentFair.People;

/// <summary>
/// Sort keys for Chinese names. A database sorts Chinese by code point, and ICU puts some surnames and places under the
/// wrong reading (曾 仇 单 翟 解 区 乐, 长治, 厦门), so the key is stored, filled from here, and may be typed over.
/// </summary>
public static class Pinyin
{
    // The collation is named: neither the server's nor the reader's culture may decide how names sort.
    private static readonly CompareInfo Collation = CultureInfo.GetCultureInfo("zh-CN").CompareInfo;
    private static readonly (string First, string Syllable)[] Boundaries = Read();
    private static readonly ConcurrentDictionary<string, string> Syllables = new();

    /// <summary>The polyphonic surnames and places the product comes with; the office adds to them and puts them right.</summary>
    public static readonly PinyinTable BuiltIn = new(Table("""
        曾 zeng; 仇 qiu; 单 shan; 翟 zhai; 解 xie; 区 ou; 乐 yue; 查 zha; 盖 ge; 朴 piao; 任 ren; 华 hua; 员 yun; 纪 ji;
        逄 pang; 尹 yin; 覃 qin; 缪 miao; 黑 he; 种 chong; 洗 xian; 尉迟 yu chi; 万俟 mo qi; 单于 chan yu; 长孙 zhang sun;
        尉 wei; 秘 bi;
        """), Table("""
        长治 chang zhi; 厦门 xia men; 六安 lu an; 丽水 li shui; 长沙 chang sha; 长春 chang chun; 重庆 chong qing;
        台州 tai zhou; 东莞 dong guan; 番禺 pan yu; 乐昌 le chang; 乐山 le shan; 洪洞 hong tong; 繁峙 fan shi; 大埔 da pu;
        黄埔 huang pu; 长子 zhang zi; 解州 xie zhou; 单县 shan xian; 曾都 zeng du; 行唐 xing tang;
        """));

    /// <summary>What names are read by now: the built-in tables with the office's own readings over them.</summary>
    public static PinyinTable Readings { get; internal set; } = BuiltIn;

    public static string KeyOfPerson(string name) => Readings.KeyOfPerson(name);

    public static string KeyOfName(string name) => Readings.KeyOfName(name);

    // What stands in brackets (示例, 女, 瑶族) is no part of the name.
    internal static string Bare(string name)
    {
        var text = name.Folded;
        var bracket = text.IndexOf('(', StringComparison.Ordinal);
        return (bracket > 0 ? text[..bracket] : text).Trim();
    }

    internal static string Spell(string text, IReadOnlyDictionary<string, string> places)
    {
        var key = new StringBuilder();
        for (var i = 0; i < text.Length;)
        {
            if (PlaceAt(text, i, places) is { } place)
            {
                Append(key, places[place], apart: true);
                i += place.Length;
            }
            else if (Rune.TryGetRuneAt(text, i, out var rune))
            {
                var han = IsHan(rune);
                if (han) Append(key, Syllables.GetOrAdd(rune.ToString(), SyllableOf), apart: true);
                else if (Rune.IsLetterOrDigit(rune)) Append(key, rune.ToString().ToLowerInvariant(), apart: i > 0 && IsHan(Previous(text, i)));
                else if (key.Length > 0 && key[^1] != ' ') key.Append(' ');
                i += rune.Utf16SequenceLength;
            }
            else
            {
                i++;
            }
        }

        return key.ToString().Trim();
    }

    private static string? PlaceAt(string text, int at, IReadOnlyDictionary<string, string> places)
    {
        for (var length = Math.Min(PinyinTable.LongestPlace, text.Length - at); length >= 2; length--)
            if (places.ContainsKey(text.Substring(at, length)))
                return text.Substring(at, length);
        return null;
    }

    private static Rune Previous(string text, int i) => Rune.TryGetRuneAt(text, char.IsLowSurrogate(text[i - 1]) ? i - 2 : i - 1, out var rune) ? rune : Rune.ReplacementChar;

    private static void Append(StringBuilder key, string text, bool apart)
    {
        if (apart && key.Length > 0 && key[^1] != ' ') key.Append(' ');
        key.Append(text);
    }

    private static string SyllableOf(string character)
    {
        int low = 0, high = Boundaries.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Collation.Compare(Boundaries[middle].First, character) <= 0) low = middle + 1;
            else high = middle;
        }

        // Characters that the collation puts before 阿 or behind the last reading are sorted by themselves.
        return low == 0 ? character : Boundaries[low - 1].Syllable;
    }

    private static bool IsHan(Rune rune) => rune.Value is >= 0x3400 and <= 0x9FFF or >= 0x20000 and <= 0x3FFFF;

    private static Dictionary<string, string> Table(string text) =>
        text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split(' ', 2))
            .ToDictionary(pair => pair[0], pair => pair[1]);

    private static (string, string)[] Read() =>
        [.. PinyinBoundaries.Text.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(pair => (pair[..1], pair[1..]))];
}
