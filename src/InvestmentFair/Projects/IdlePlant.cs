using InvestmentFair.Kernel;
using InvestmentFair.People;

namespace InvestmentFair.Projects;

/// <summary>A building for relocating industry 闲置厂房. An old works under protection may be shown, never demolished.</summary>
public sealed class IdlePlant : Record, ISortedByName
{
    private IdlePlant()
    {
    }

    public string Code { get; private set; } = "";

    public Bilingual Name { get; private set; } = Bilingual.Empty;

    public string PinyinKey { get; private set; } = "";

    string ISortedByName.SortedName => Name.Zh;

    public string TownshipCode { get; private set; } = "";

    public int FloorM2 { get; private set; }

    public Bilingual Structure { get; private set; } = Bilingual.Empty;

    public decimal? HeightM { get; private set; }

    public decimal? LoadKnM2 { get; private set; }

    public int? PowerKva { get; private set; }

    public Bilingual Owner { get; private set; } = Bilingual.Empty;

    public Bilingual Title { get; private set; } = Bilingual.Empty;

    /// <summary>Rent in 分 for a square metre and year; 0 means by agreement.</summary>
    public long RentFen { get; private set; }

    public Bilingual Readiness { get; private set; } = Bilingual.Empty;

    public int? BuiltYear { get; private set; }

    public int? IdleSinceYear { get; private set; }

    public bool IsProtected { get; private set; }

    public Bilingual SuggestedUse { get; private set; } = Bilingual.Empty;

    public Bilingual ContactRole { get; private set; } = Bilingual.Empty;

    public string? ContactPhone { get; private set; }

    /// <summary>The industry it suits best; empty where any may come.</summary>
    public string? SectorCode { get; private set; }

    /// <summary>The heaviest class of environmental assessment that can be had on this site.</summary>
    public EnvironmentClass? EnvironmentLimit { get; private set; }

    /// <summary>Workers who can be hired in the neighbourhood.</summary>
    public int? Labour { get; private set; }

    /// <summary>From when machines can be moved in.</summary>
    public DateOnly? ReadyOn { get; private set; }

    public bool IsPublished { get; private set; }

    /// <summary>Its code has stood in public addresses and is fixed.</summary>
    public bool WasPublished { get; private set; }

    public Guid? PictureId { get; private set; }

    public static IdlePlant Survey(PlantForm form)
    {
        var plant = new IdlePlant();
        plant.Revise(form);
        return plant;
    }

    public void Revise(PlantForm form)
    {
        Code = form.Code.Trim();
        Name = new Bilingual(form.NameZh.Trim(), form.NameEn?.Trim());
        TownshipCode = form.TownshipCode!;
        FloorM2 = form.FloorM2!.Value;
        Structure = new Bilingual(form.StructureZh?.Trim() ?? "", form.StructureEn?.Trim());
        HeightM = form.HeightM;
        LoadKnM2 = form.LoadKnM2;
        PowerKva = form.PowerKva;
        Owner = new Bilingual(form.OwnerZh?.Trim() ?? "", form.OwnerEn?.Trim());
        Title = new Bilingual(form.TitleZh?.Trim() ?? "", form.TitleEn?.Trim());
        // Exact: the form refuses a part of a 分.
        RentFen = decimal.ToInt64((form.RentYuan ?? 0) * Money.FenPerYuan);
        Readiness = new Bilingual(form.ReadinessZh?.Trim() ?? "", form.ReadinessEn?.Trim());
        BuiltYear = form.BuiltYear;
        IdleSinceYear = form.IdleSinceYear;
        IsProtected = form.IsProtected;
        SuggestedUse = new Bilingual(form.SuggestedUseZh?.Trim() ?? "", form.SuggestedUseEn?.Trim());
        ContactRole = new Bilingual(form.ContactRoleZh?.Trim() ?? "", form.ContactRoleEn?.Trim());
        ContactPhone = Mobiles.Clean(form.ContactPhone);
        SectorCode = form.SectorCode;
        EnvironmentLimit = form.EnvironmentLimit;
        Labour = form.Labour;
        ReadyOn = form.ReadyOn;
        IsPublished = form.IsPublished;
        WasPublished |= IsPublished;
    }

    public Outcome MayBecome(PlantForm form) => WasPublished && form.Code.Trim() != Code ? PlantRefusals.CodeIsFixed(Code) : Outcome.Done;

    /// <summary>One picture; where there was another already, this one takes its place.</summary>
    public void ShowPicture(Guid fileId) => PictureId = fileId;

    public Outcome HidePicture()
    {
        if (PictureId is null) return PlantRefusals.NoPicture;
        PictureId = null;
        return Outcome.Done;
    }
}

public sealed class PlantForm : Form
{
    [Text("编号", "Code"), Needed, Code]
    public string Code { get; set; } = "";

    [Text("名称", "Name (Chinese)"), Needed, AtMost(120)]
    public string NameZh { get; set; } = "";

    [Text("名称（英文）", "Name (English)"), AtMost(200)]
    public string? NameEn { get; set; }

    [Text("乡镇", "Township"), Needed, Choice(ChoiceOf.Township)]
    public string? TownshipCode { get; set; }

    [Text("建筑面积（㎡）", "Floor area (m²)"), Needed, Between(1, 10_000_000)]
    public int? FloorM2 { get; set; }

    [Text("结构", "Structure (Chinese)"), AtMost(60)]
    public string? StructureZh { get; set; }

    [Text("结构（英文）", "Structure (English)"), AtMost(100)]
    public string? StructureEn { get; set; }

    [Text("层高（m）", "Height (m)"), Between(0, 100)]
    public decimal? HeightM { get; set; }

    [Text("楼面荷载（kN/㎡）", "Floor load (kN/m²)"), Between(0, 1000)]
    public decimal? LoadKnM2 { get; set; }

    [Text("供电（kVA）", "Power (kVA)"), Between(0, 1_000_000)]
    public int? PowerKva { get; set; }

    [Text("产权单位", "Owner (Chinese)"), AtMost(120)]
    public string? OwnerZh { get; set; }

    [Text("产权单位（英文）", "Owner (English)"), AtMost(200)]
    public string? OwnerEn { get; set; }

    [Text("权属状况", "State of title (Chinese)"), AtMost(120)]
    public string? TitleZh { get; set; }

    [Text("权属状况（英文）", "State of title (English)"), AtMost(200)]
    public string? TitleEn { get; set; }

    [Text("租金（元/㎡·年）", "Rent (yuan/m² a year)"), Between(0, 100_000)]
    public decimal? RentYuan { get; set; }

    [Text("使用条件", "Readiness (Chinese)"), AtMost(200)]
    public string? ReadinessZh { get; set; }

    [Text("使用条件（英文）", "Readiness (English)"), AtMost(300)]
    public string? ReadinessEn { get; set; }

    [Text("建成年份", "Built in"), Between(1800, 2100)]
    public int? BuiltYear { get; set; }

    [Text("闲置起始年份", "Idle since"), Between(1900, 2100)]
    public int? IdleSinceYear { get; set; }

    [Text("列入保护", "Protected")]
    public bool IsProtected { get; set; }

    [Text("建议用途", "Suggested use (Chinese)"), AtMost(200)]
    public string? SuggestedUseZh { get; set; }

    [Text("建议用途（英文）", "Suggested use (English)"), AtMost(300)]
    public string? SuggestedUseEn { get; set; }

    [Text("联系岗位", "Contact role (Chinese)"), AtMost(100)]
    public string? ContactRoleZh { get; set; }

    [Text("联系岗位（英文）", "Contact role (English)"), AtMost(200)]
    public string? ContactRoleEn { get; set; }

    [Text("联系电话", "Telephone"), AtMost(30), Mobile]
    public string? ContactPhone { get; set; }

    [Text("适合行业", "Suits the sector"), Choice(ChoiceOf.Sector)]
    public string? SectorCode { get; set; }

    [Text("可办环评类别（最高）", "Heaviest environment class possible")]
    public EnvironmentClass? EnvironmentLimit { get; set; }

    [Text("周边可招工（人）", "Workers to be had nearby"), Between(0, 1_000_000)]
    public int? Labour { get; set; }

    [Text("可进场日期", "Ready to move in")]
    public DateOnly? ReadyOn { get; set; }

    [Text("在门户发布", "Shown on the portal")]
    public bool IsPublished { get; set; }

    protected override IEnumerable<FieldProblem> Problems()
    {
        if (RentYuan is { } rent && decimal.Round(rent, 2) != rent)
            yield return new(nameof(RentYuan), "租金最多写到分（两位小数）", "The rent has two decimals at most");
    }

    public static PlantForm Of(IdlePlant plant) => new()
    {
        Version = plant.Version,
        Code = plant.Code,
        NameZh = plant.Name.Zh,
        NameEn = plant.Name.En,
        TownshipCode = plant.TownshipCode,
        FloorM2 = plant.FloorM2,
        StructureZh = plant.Structure.Zh,
        StructureEn = plant.Structure.En,
        HeightM = plant.HeightM,
        LoadKnM2 = plant.LoadKnM2,
        PowerKva = plant.PowerKva,
        OwnerZh = plant.Owner.Zh,
        OwnerEn = plant.Owner.En,
        TitleZh = plant.Title.Zh,
        TitleEn = plant.Title.En,
        RentYuan = (decimal)plant.RentFen / Money.FenPerYuan,
        ReadinessZh = plant.Readiness.Zh,
        ReadinessEn = plant.Readiness.En,
        BuiltYear = plant.BuiltYear,
        IdleSinceYear = plant.IdleSinceYear,
        IsProtected = plant.IsProtected,
        SuggestedUseZh = plant.SuggestedUse.Zh,
        SuggestedUseEn = plant.SuggestedUse.En,
        ContactRoleZh = plant.ContactRole.Zh,
        ContactRoleEn = plant.ContactRole.En,
        ContactPhone = plant.ContactPhone,
        SectorCode = plant.SectorCode,
        EnvironmentLimit = plant.EnvironmentLimit,
        Labour = plant.Labour,
        ReadyOn = plant.ReadyOn,
        IsPublished = plant.IsPublished,
    };
}

public static class PlantRefusals
{
    public static Refusal NoPicture => new("plant.no-picture", "此厂房没有图片", "This plant has no picture");

    public static Refusal NotAPicture => new("plant.not-a-picture", "厂房只显示图片：请选择 PNG、JPEG 或 WebP 文件", "A plant shows a picture only: please choose a PNG, JPEG or WebP file");

    public static Refusal CodeIsFixed(string code) => new("plant.code-fixed",
        $"厂房曾以编号 {code} 发布，编号已印在网址和二维码上，不能再改", $"It has been shown as {code}, which stands in addresses and QR codes and is not changed any more");
}
