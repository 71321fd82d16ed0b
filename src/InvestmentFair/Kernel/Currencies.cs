namespace InvestmentFair.Kernel;

/// <summary>The money investors of a county come with, by its code of ISO 4217; one's own first, then by how often it is met.</summary>
public static class Currencies
{
    private static readonly (string Code, string Zh, string En)[] Known =
    [
        (Amount.Cny, "人民币", "Renminbi"), ("USD", "美元", "US dollar"), ("HKD", "港元", "Hong Kong dollar"), ("EUR", "欧元", "Euro"), ("JPY", "日元", "Japanese yen"),
        ("TWD", "新台币", "New Taiwan dollar"), ("MOP", "澳门元", "Macanese pataca"), ("GBP", "英镑", "Pound sterling"), ("KRW", "韩元", "South Korean won"), ("SGD", "新加坡元", "Singapore dollar"),
        ("AUD", "澳大利亚元", "Australian dollar"), ("CAD", "加拿大元", "Canadian dollar"), ("CHF", "瑞士法郎", "Swiss franc"), ("NZD", "新西兰元", "New Zealand dollar"), ("THB", "泰铢", "Thai baht"),
        ("MYR", "马来西亚林吉特", "Malaysian ringgit"), ("IDR", "印度尼西亚盾", "Indonesian rupiah"), ("VND", "越南盾", "Vietnamese dong"), ("PHP", "菲律宾比索", "Philippine peso"), ("INR", "印度卢比", "Indian rupee"),
        ("RUB", "俄罗斯卢布", "Russian rouble"), ("KZT", "哈萨克斯坦坚戈", "Kazakhstani tenge"), ("AED", "阿联酋迪拉姆", "UAE dirham"), ("SAR", "沙特里亚尔", "Saudi riyal"), ("TRY", "土耳其里拉", "Turkish lira"),
        ("SEK", "瑞典克朗", "Swedish krona"), ("NOK", "挪威克朗", "Norwegian krone"), ("DKK", "丹麦克朗", "Danish krone"), ("PLN", "波兰兹罗提", "Polish zloty"), ("BRL", "巴西雷亚尔", "Brazilian real"),
        ("MXN", "墨西哥比索", "Mexican peso"), ("ZAR", "南非兰特", "South African rand"),
    ];

    /// <summary>A code with its name; one that is met for the first time says itself.</summary>
    public static string Say(string code) => Known.FirstOrDefault(c => c.Code == code) is { Code: not null } known ? $"{Language.Say(known.Zh, known.En)} {code}" : code;

    /// <summary>By name in either language or by code; 人民币 is also known as RMB.</summary>
    public static IReadOnlyList<Choice> Found(string typed) =>
    [
        .. Known.Where(c => new[] { c.Code, c.Zh, c.En, c.Code == Amount.Cny ? "RMB" : "", Say(c.Code) }.Any(name => name.Contains(typed.Folded, StringComparison.OrdinalIgnoreCase))).Select(c => new Choice(c.Code, Say(c.Code))),
    ];
}
