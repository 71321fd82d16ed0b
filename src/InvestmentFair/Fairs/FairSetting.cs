using InvestmentFair.Kernel;
using InvestmentFair.Ledger;

namespace InvestmentFair.Fairs;

public enum Setting
{
    [Text("比率取舍（四舍五入 HalfUp / 截断 Truncate）", "Rounding of rates (HalfUp / Truncate)")] Rounding,
    [Text("开工的认定", "What counts as started")] StartedMeans,
    [Text("三率构成", "Which three rates make 三率")] ThreeRates,
    [Text("来询答复时限（工作日）", "Days to reply to an enquiry (working days)")] EnquiryReplyDays,
    [Text("洽谈申请有效期（天）", "Days until a meeting request expires")] RequestExpiryDays,
}

/// <summary>
/// A setting of the county, which a fair may override, as a dated entry: a report of last year is made with last
/// year's settings. <see cref="Entry.SubjectId"/> is the fair, or <see cref="County"/>.
/// </summary>
public sealed class FairSetting : Entry
{
    public static readonly Guid County = new("00000000-0000-0000-0000-000000140524");

    public Setting Setting { get; init; }

    public string Value { get; init; } = "";

    public static string Default(Setting setting) => setting switch
    {
        Setting.Rounding => "HalfUp",
        Setting.StartedMeans => "实质性动工（现场照片和施工许可）",
        Setting.ThreeRates => "履约率,开工率,资金到位率",
        Setting.EnquiryReplyDays => "3",
        Setting.RequestExpiryDays => "30",
        _ => "",
    };

    /// <summary>The fair's own value, else the county's, else the default.</summary>
    public static string Resolve(IEnumerable<FairSetting> entries, Setting setting, Guid? fairId, AsOf asOf)
    {
        var of = entries.Where(e => e.Setting == setting).ToList();
        return (fairId is { } id ? asOf.InForce(of.Where(e => e.SubjectId == id)) : null)?.Value
            ?? asOf.InForce(of.Where(e => e.SubjectId == County))?.Value
            ?? Default(setting);
    }
}
