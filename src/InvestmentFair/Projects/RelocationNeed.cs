using InvestmentFair.Kernel;
using InvestmentFair.Organisations;

namespace InvestmentFair.Projects;

/// <summary>How much the environment authority wants to see, by 建设项目环境影响评价分类管理名录.</summary>
public enum EnvironmentClass
{
    [Text("豁免", "Exempt")] None,
    [Text("登记表", "Registration")] Registration,
    [Text("报告表", "Report form")] ReportForm,
    [Text("报告书", "Report book")] ReportBook,
}

/// <summary>What an enterprise that moves needs 转移需求.</summary>
public sealed class RelocationNeed : Record
{
    private RelocationNeed()
    {
    }

    public Guid InvestorId { get; private set; }

    public Investor Investor { get; private set; } = null!;

    public string? SectorCode { get; private set; }

    public int? BuildingM2 { get; private set; }

    public decimal? HeightM { get; private set; }

    public int? PowerKva { get; private set; }

    public int? Jobs { get; private set; }

    public EnvironmentClass? Environment { get; private set; }

    public DateOnly? MoveBy { get; private set; }

    /// <summary>Codes of the townships it would go to; none where it does not mind.</summary>
    public List<string> Townships { get; private set; } = [];

    public Bilingual Note { get; private set; } = Bilingual.Empty;

    public static RelocationNeed State(NeedForm form)
    {
        var need = new RelocationNeed();
        need.Revise(form);
        return need;
    }

    public void Revise(NeedForm form)
    {
        InvestorId = form.InvestorId!.Value;
        SectorCode = form.SectorCode;
        BuildingM2 = form.BuildingM2;
        HeightM = form.HeightM;
        PowerKva = form.PowerKva;
        Jobs = form.Jobs;
        Environment = form.Environment;
        MoveBy = form.MoveBy;
        Townships = [.. form.Townships.Distinct()];
        Note = new Bilingual(form.NoteZh?.Trim() ?? "", form.NoteEn?.Trim());
    }
}

public sealed class NeedForm : Form
{
    [Text("企业", "Enterprise"), Needed, Choice(ChoiceOf.Investor)]
    public Guid? InvestorId { get; set; }

    [Text("行业", "Sector"), Choice(ChoiceOf.Sector)]
    public string? SectorCode { get; set; }

    [Text("需要建筑面积（㎡）", "Building area needed (m²)"), Between(1, 10_000_000)]
    public int? BuildingM2 { get; set; }

    [Text("需要层高（m）", "Height needed (m)"), Between(0, 100)]
    public decimal? HeightM { get; set; }

    [Text("需要供电（kVA）", "Power needed (kVA)"), Between(0, 1_000_000)]
    public int? PowerKva { get; set; }

    [Text("用工（人）", "Jobs"), Between(0, 1_000_000)]
    public int? Jobs { get; set; }

    [Text("环评类别", "Environment class")]
    public EnvironmentClass? Environment { get; set; }

    [Text("最迟搬迁", "Move by")]
    public DateOnly? MoveBy { get; set; }

    [Text("意向乡镇", "Townships wished for"), Choice(ChoiceOf.Township)]
    public List<string> Townships { get; set; } = [];

    [Text("说明", "Note (Chinese)"), AtMost(1000), Prose]
    public string? NoteZh { get; set; }

    [Text("说明（英文）", "Note (English)"), AtMost(2000), Prose]
    public string? NoteEn { get; set; }

    public static NeedForm Of(RelocationNeed need) => new()
    {
        Version = need.Version,
        InvestorId = need.InvestorId,
        SectorCode = need.SectorCode,
        BuildingM2 = need.BuildingM2,
        HeightM = need.HeightM,
        PowerKva = need.PowerKva,
        Jobs = need.Jobs,
        Environment = need.Environment,
        MoveBy = need.MoveBy,
        Townships = [.. need.Townships],
        NoteZh = need.Note.Zh,
        NoteEn = need.Note.En,
    };
}
