using System.Security.Cryptography;
using System.Text;
using InvestmentFair.Dictionaries;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore.Migrations;

namespace InvestmentFair.Data;

/// <summary>
/// What every database knows from the start: the words that were enums before they became the county's own, and the
/// State Council's arrangement of holidays for 2026 (国办发明电〔2025〕7号).
/// </summary>
public static class BuiltIn
{
    private static readonly (DictionaryKind Kind, string Code, string Zh, string En)[] Words =
    [
        (DictionaryKind.ExitReason, "Land", "用地", "Land"),
        (DictionaryKind.ExitReason, "Utilities", "水电配套", "Utilities"),
        (DictionaryKind.ExitReason, "Finance", "资金", "Finance"),
        (DictionaryKind.ExitReason, "Environment", "环评能耗", "Environment and energy"),
        (DictionaryKind.ExitReason, "Chain", "产业配套", "Supply chain"),
        (DictionaryKind.ExitReason, "Policy", "政策", "Policy"),
        (DictionaryKind.ExitReason, "Market", "市场", "Market"),
        (DictionaryKind.ExitReason, "InvestorLeft", "投资方退出", "The investor left"),
        (DictionaryKind.ExitReason, "WentElsewhere", "流向他地", "Went elsewhere"),
        (DictionaryKind.ExitReason, "OurPromiseBroken", "我方承诺未兑现", "Our promise was broken"),
        (DictionaryKind.ExitReason, "Duplicate", "重复", "Duplicate"),
        (DictionaryKind.ExitReason, "Other", "其他", "Other"),
        (DictionaryKind.CooperationMode, "SoleInvestment", "独资", "Sole investment"),
        (DictionaryKind.CooperationMode, "JointVenture", "合资", "Joint venture"),
        (DictionaryKind.CooperationMode, "Cooperation", "合作", "Cooperation"),
        (DictionaryKind.CooperationMode, "Lease", "租赁", "Lease"),
        (DictionaryKind.CooperationMode, "WholeLease", "整体租赁", "Lease of the whole"),
        (DictionaryKind.CooperationMode, "Franchise", "特许经营", "Franchise"),
        (DictionaryKind.CooperationMode, "Ppp", "PPP", "PPP"),
        (DictionaryKind.CooperationMode, "Bot", "BOT", "BOT"),
        (DictionaryKind.CooperationMode, "Tot", "TOT", "TOT"),
        (DictionaryKind.CooperationMode, "EquityCooperation", "股权合作", "Equity cooperation"),
        (DictionaryKind.CooperationMode, "EquityTransfer", "股权转让", "Equity transfer"),
        (DictionaryKind.CooperationMode, "Acquisition", "收购", "Acquisition"),
        (DictionaryKind.CooperationMode, "ManagedOperation", "委托运营", "Managed operation"),
        (DictionaryKind.CooperationMode, "Technical", "技术合作", "Technical cooperation"),
        (DictionaryKind.Voucher, "CapitalVerification", "验资报告", "Capital verification"),
        (DictionaryKind.Voucher, "BankSlip", "银行进账单", "Bank slip"),
        (DictionaryKind.Voucher, "EquipmentList", "设备清单", "Equipment list"),
        (DictionaryKind.Voucher, "VatInvoice", "增值税发票", "VAT invoice"),
        (DictionaryKind.Voucher, "ConstructionPayment", "施工合同和付款凭证", "Construction contract and payment"),
        (DictionaryKind.Voucher, "LandPayment", "土地出让金缴款凭证", "Land payment"),
        (DictionaryKind.Voucher, "Other", "其他", "Other"),
    ];

    private static readonly (string Zh, string En, string From, string To, string[] Worked)[] Holidays2026 =
    [
        ("元旦", "New Year’s Day", "2026-01-01", "2026-01-03", ["2026-01-04"]),
        ("春节", "Spring Festival", "2026-02-15", "2026-02-23", ["2026-02-14", "2026-02-28"]),
        ("清明节", "Tomb-sweeping Day", "2026-04-04", "2026-04-06", []),
        ("劳动节", "Labour Day", "2026-05-01", "2026-05-05", ["2026-05-09"]),
        ("端午节", "Dragon Boat Festival", "2026-06-19", "2026-06-21", []),
        ("中秋节", "Mid-autumn Festival", "2026-09-25", "2026-09-27", []),
        ("国庆节", "National Day", "2026-10-01", "2026-10-07", ["2026-09-20", "2026-10-10"]),
    ];

    private static readonly (string Code, string Zh, string En)[] Languages =
        [("en", "英语", "English"), ("ja", "日语", "Japanese"), ("ko", "韩语", "Korean"), ("de", "德语", "German"), ("ru", "俄语", "Russian"), ("yue", "粤语", "Cantonese")];

    /// <summary>Called by the migration that makes the tables.</summary>
    public static void Enter(MigrationBuilder migration)
    {
        string[] word = ["Id", "Kind", "Code", "Name_Zh", "Name_En", "Ordinal", "NeedsNote", "Version"];
        foreach (var (entry, place) in Words.GroupBy(w => w.Kind).SelectMany(g => g.Select((w, i) => (w, (i + 1) * 10))))
            migration.InsertData("Dictionary", word, new object[] { IdOf($"{entry.Kind}/{entry.Code}"), entry.Kind.ToString(), entry.Code, entry.Zh, entry.En, place, entry is { Kind: DictionaryKind.ExitReason, Code: "Other" }, 1 });

        string[] holiday = ["Id", "Day", "Kind", "Name_Zh", "Name_En", "IsVoid", "Version"];
        foreach (var (zh, en, from, to, worked) in Holidays2026)
        {
            for (var day = Day(from); day <= Day(to); day = day.AddDays(1))
                migration.InsertData("Holidays", holiday, new object[] { IdOf($"{day:O}"), day, nameof(DayKind.Holiday), zh, en, false, 1 });
            foreach (var day in worked.Select(Day))
                migration.InsertData("Holidays", holiday, new object[] { IdOf($"{day:O}"), day, nameof(DayKind.Workday), $"{zh}调休", $"{en}, worked instead", false, 1 });
        }
    }

    /// <summary>Called by the migration that lets people interpret; the names are read for their keys after it.</summary>
    public static void EnterLanguages(MigrationBuilder migration)
    {
        string[] word = ["Id", "Kind", "Code", "Name_Zh", "Name_En", "PinyinKey", "Ordinal", "NeedsNote", "Version"];
        foreach (var ((code, zh, en), place) in Languages.Select((l, i) => (l, (i + 1) * 10)))
            migration.InsertData("Dictionary", word, new object[] { IdOf($"{nameof(DictionaryKind.Language)}/{code}"), nameof(DictionaryKind.Language), code, zh, en, "", place, false, 1 });
    }

    // The same in every database, so that two of them can be compared.
    private static Guid IdOf(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "O", System.Globalization.CultureInfo.InvariantCulture);
}
