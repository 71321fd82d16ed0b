using System.Text;
using System.Text.RegularExpressions;
using InvestmentFair.People;

namespace InvestmentFair.Organisations;

public enum NameLikeness
{
    Different,
    Near,
    Same,
}

/// <summary>
/// The name of an enterprise or a unit as it is compared: without the legal form (有限公司, Co., Ltd.), brackets, width and
/// case, and with the places it names set apart, since 深圳市星河科技 and 星河科技 are one name and 广州星河科技 need not be.
/// </summary>
public sealed partial record CompanyName
{
    /// <summary>
    /// From which share of common bigrams (Dice, both ends marked) two names are near. One wrong, missing or added
    /// character changes two bigrams of n + 1, so that a Chinese name of six characters and one slip comes to 5/7 = 0.71;
    /// two names of four characters that share their trade (星河科技, 星海科技) come to 0.6 and are left apart. Latin names are
    /// longer and share more by chance.
    /// </summary>
    public const double NearHan = 0.7;

    public const double NearLatin = 0.8;

    private CompanyName(string core, IReadOnlySet<string> places) => (Core, Places, Bigrams) = (core, places, BigramsOf(core));

    public string Core { get; }

    public IReadOnlySet<string> Places { get; }

    private IReadOnlySet<string> Bigrams { get; }

    public bool IsLatin => Core.All(char.IsAscii);

    private double Threshold => IsLatin ? NearLatin : NearHan;

    public static CompanyName Of(string name)
    {
        var text = name.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        var places = new HashSet<string>();
        foreach (Match bracket in Brackets().Matches(text))
            if (Place(bracket.Groups[1].Value) is { } place)
                places.Add(place);

        var bare = Brackets().Replace(text, "");
        var core = bare.Any(c => c > '\u2E7F') ? Han(bare, places) : Latin(bare);
        // Nothing but a legal form, or nothing but brackets, is compared as it stands.
        return new CompanyName(core.Length > 0 ? core : string.Concat(text.Where(char.IsLetterOrDigit)), places);
    }

    public NameLikeness LikenessTo(CompanyName other)
    {
        if (Core.Length == 0 || other.Core.Length == 0) return NameLikeness.Different;
        var apart = Places.Count > 0 && other.Places.Count > 0 && !Places.Overlaps(other.Places);
        if (Core == other.Core) return apart ? NameLikeness.Near : NameLikeness.Same;
        if (apart || IsLatin != other.IsLatin) return NameLikeness.Different;
        return Dice(other) >= Threshold || SoundsLike(other) ? NameLikeness.Near : NameLikeness.Different;
    }

    public double Dice(CompanyName other) => 2.0 * Bigrams.Count(other.Bigrams.Contains) / (Bigrams.Count + other.Bigrams.Count);

    /// <summary>
    /// What is looked up to find every name that may be the same or near: two such names share at least one key. Besides the
    /// name and its sound these are its rarest bigrams, as many as it may lose and still be near (prefix filtering): of n
    /// bigrams a near name shares at least t/(2−t)·n, so one of the n minus that many, plus one, rarest is common to both.
    /// </summary>
    public IReadOnlyList<string> Keys()
    {
        if (Core.Length == 0) return [];
        var shared = (int)Math.Ceiling(Threshold / (2 - Threshold) * Bigrams.Count - 1e-9);
        return
        [
            $"={Core}", .. IsLatin ? Array.Empty<string>() : [$"~{Sound}"],
            .. Bigrams.OrderBy(Commonness).ThenBy(b => b, StringComparer.Ordinal).Take(Bigrams.Count - shared + 1).Select(b => $"+{b}"),
        ];
    }

    // By the readings built in: the keys are kept, and must not change when somebody enters a reading of their own.
    private string Sound => Pinyin.BuiltIn.KeyOfName(Core).Replace(" ", "", StringComparison.Ordinal);

    // Typing by pinyin, the usual slip is another character of the same sound.
    private bool SoundsLike(CompanyName other) => !IsLatin && Core.Length >= 3 && Core.Length == other.Core.Length && Sound == other.Sound;

    private static HashSet<string> BigramsOf(string core)
    {
        var marked = $"^{core}$";
        return [.. Enumerable.Range(0, marked.Length - 1).Select(i => marked.Substring(i, 2))];
    }

    private static string Han(string bare, HashSet<string> places)
    {
        var text = string.Concat(bare.Where(c => char.IsLetterOrDigit(c) || char.IsSurrogate(c)));
        for (var cut = true; cut;)
        {
            cut = false;
            if (Divisions().Match(text) is { Success: true } division && text.Length - division.Length >= 2)
            {
                places.Add(division.Groups[1].Value);
                (text, cut) = (text[division.Length..], true);
            }
            else if (KnownPlaces.FirstOrDefault(p => text.StartsWith(p, StringComparison.Ordinal)) is { } known && text.Length - known.Length >= 2)
            {
                places.Add(known);
                (text, cut) = (text[known.Length..], true);
            }
        }

        for (var form = LegalForm().Match(text); form.Success && form.Index > 0; form = LegalForm().Match(text)) text = text[..form.Index];
        return text;
    }

    private static string Latin(string bare) =>
        string.Concat(Words().Matches(bare).Select(w => w.Value).Where(w => !LegalWords.Contains(w)));

    private static string? Place(string text)
    {
        var bare = Suffix().Replace(text.Trim(), "");
        return KnownPlaces.Contains(bare) ? bare : null;
    }

    // Bigrams that many names have come last, so that few keys lead to many names.
    private static int Commonness(string bigram) => bigram.Sum(c => char.IsAscii(c) ? LettersByFrequency.IndexOf(c, StringComparison.Ordinal) + 1 : CommonInNames.Contains(c, StringComparison.Ordinal) ? 40 : 0);

    private const string LettersByFrequency = "0123456789zqjxkvbwpyfmcugdlhsroitnae";
    private const string CommonInNames = "^$科技实业发展贸易投资工程建设材料电子信息文化旅游农业食品机械制造环保新能源生物医药物流产商华中国联合大";
    private static readonly HashSet<string> LegalWords = ["co", "ltd", "limited", "inc", "incorporated", "corp", "corporation", "company", "group", "plc", "llc", "gmbh", "the"];

    // Provinces, the cities of the two provinces that meet at the fair, and those whose names firms carry most.
    private static readonly string[] KnownPlaces =
    [
        .. """
           北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 内蒙古 广西 西藏 宁夏 新疆 香港 澳门 台湾
           广州 深圳 珠海 汕头 佛山 韶关 湛江 肇庆 江门 茂名 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮
           太原 大同 朔州 忻州 阳泉 吕梁 晋中 长治 晋城 临汾 运城 陵川
           南京 苏州 无锡 杭州 宁波 温州 合肥 福州 厦门 泉州 南昌 济南 青岛 郑州 武汉 长沙 南宁 海口 成都 贵阳 昆明 西安 兰州 沈阳 大连 长春 哈尔滨 石家庄
           """.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries),
    ];

    [GeneratedRegex(@"[(\[【]([^)\]】]*)[)\]】]")]
    private static partial Regex Brackets();

    [GeneratedRegex("^(.{2,4}?)(?:省|壮族自治区|回族自治区|维吾尔自治区|自治区|市|县|区)")]
    private static partial Regex Divisions();

    [GeneratedRegex("(?:省|市|县|区)$")]
    private static partial Regex Suffix();

    [GeneratedRegex("(?:股份有限公司|有限责任公司|有限公司|集团公司|总公司|公司|股份|集团|合伙企业)$")]
    private static partial Regex LegalForm();

    [GeneratedRegex("[\\p{L}\\p{N}]+")]
    private static partial Regex Words();
}

public static class CompanyNames
{
    /// <summary>The keys of both names of an investor.</summary>
    public static IReadOnlyList<string> KeysOf(Investor investor) =>
        [.. new[] { investor.Name.Zh, investor.Name.En }.OfType<string>().Where(n => n.Trim().Length > 0).SelectMany(n => CompanyName.Of(n).Keys()).Distinct()];
}
