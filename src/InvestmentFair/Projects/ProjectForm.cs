using InvestmentFair.Kernel;
using InvestmentFair.People;

namespace InvestmentFair.Projects;

/// <summary>What land, environment and planning have agreed to: once reviewed it is changed only after the listing is taken down.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ReviewedAttribute : Attribute;

/// <summary>The standard fields of a listing, under the seven headings of the official sheet.</summary>
public sealed class ProjectForm : Form
{
    [Section("基本情况", "Facts")]
    [Text("项目编号", "Code"), Needed, Code, AtMost(40)]
    public string Code { get; set; } = "";

    [Text("类别", "Category"), Needed, Reviewed]
    public ProjectCategory? Category { get; set; }

    [Text("项目名称", "Name (Chinese)"), Needed, AtMost(120)]
    public string NameZh { get; set; } = "";

    [Text("项目名称（英文）", "Name (English)"), AtMost(200)]
    public string? NameEn { get; set; }

    [Text("乡镇", "Township"), Needed, Choice(ChoiceOf.Township), Reviewed]
    public string? TownshipCode { get; set; }

    [Text("行业", "Sector"), Choice(ChoiceOf.Sector), Reviewed]
    public string? SectorCode { get; set; }

    [Text("建设地点", "Site (Chinese)"), AtMost(200)]
    public string? SiteZh { get; set; }

    [Text("建设地点（英文）", "Site (English)"), AtMost(300)]
    public string? SiteEn { get; set; }

    [Section("投资", "Investment")]
    [Text("总投资（万元）", "Total investment (CNY 10,000)"), Needed, Between(0.01, 100_000_000)]
    public Money? Total { get; set; }

    [Text("固定资产投资（万元）", "Fixed assets (CNY 10,000)"), Between(0, 100_000_000)]
    public Money? FixedAssets { get; set; }

    [Text("拟引资额（万元）", "Capital sought (CNY 10,000)"), Needed, Between(0.01, 100_000_000)]
    public Money? Sought { get; set; }

    [Text("合作方式", "Modes of cooperation"), Needed, Choice(ChoiceOf.CooperationMode)]
    public List<string> Modes { get; set; } = [];

    [Section("建设的背景、基础和内容", "Background, conditions and content")]
    [Text("建设背景", "Background (Chinese)"), AtMost(2000), Prose]
    public string? BackgroundZh { get; set; }

    [Text("建设背景（英文）", "Background (English)"), AtMost(4000), Prose]
    public string? BackgroundEn { get; set; }

    [Text("建设基础", "Existing conditions (Chinese)"), AtMost(2000), Prose]
    public string? ConditionsZh { get; set; }

    [Text("建设基础（英文）", "Existing conditions (English)"), AtMost(4000), Prose]
    public string? ConditionsEn { get; set; }

    [Text("建设内容及规模", "Content and scale (Chinese)"), AtMost(2000), Prose]
    public string? ScaleZh { get; set; }

    [Text("建设内容及规模（英文）", "Content and scale (English)"), AtMost(4000), Prose]
    public string? ScaleEn { get; set; }

    [Section("效益", "Benefit")]
    [Text("市场分析", "Market (Chinese)"), AtMost(2000), Prose]
    public string? MarketZh { get; set; }

    [Text("市场分析（英文）", "Market (English)"), AtMost(4000), Prose]
    public string? MarketEn { get; set; }

    [Text("年营业收入（万元）", "Revenue a year (CNY 10,000)"), Between(0, 100_000_000)]
    public Money? Revenue { get; set; }

    [Text("年利润（万元）", "Profit a year (CNY 10,000)"), Between(-100_000_000, 100_000_000)]
    public Money? Profit { get; set; }

    [Text("年税收（万元）", "Tax a year (CNY 10,000)"), Between(0, 100_000_000)]
    public Money? Tax { get; set; }

    [Text("就业（人）", "Jobs"), Between(0, 1_000_000)]
    public int? Jobs { get; set; }

    [Text("投资回收期（年）", "Payback (years)"), Between(0, 100)]
    public decimal? PaybackYears { get; set; }

    [Text("内部收益率（%）", "IRR (%)"), Between(-100, 1000)]
    public decimal? IrrPercent { get; set; }

    [Text("社会效益", "Social benefit (Chinese)"), AtMost(2000), Prose]
    public string? SocialBenefitZh { get; set; }

    [Text("社会效益（英文）", "Social benefit (English)"), AtMost(4000), Prose]
    public string? SocialBenefitEn { get; set; }

    [Text("测算说明", "How the figures were calculated (Chinese)"), AtMost(2000), Prose]
    public string? CalculationZh { get; set; }

    [Text("测算说明（英文）", "How the figures were calculated (English)"), AtMost(4000), Prose]
    public string? CalculationEn { get; set; }

    [Section("用地和进度", "Land and progress")]
    [Text("用地（亩）", "Land (mu)"), Between(0, 1_000_000), Reviewed]
    public decimal? LandMu { get; set; }

    [Text("用地性质", "Kind of land (Chinese)"), AtMost(200), Reviewed]
    public string? LandNatureZh { get; set; }

    [Text("用地性质（英文）", "Kind of land (English)"), AtMost(300)]
    public string? LandNatureEn { get; set; }

    [Text("建筑面积（㎡）", "Floor area (m²)"), Between(0, 100_000_000)]
    public int? FloorM2 { get; set; }

    [Text("建设期（月）", "Construction (months)"), Between(0, 600)]
    public int? Months { get; set; }

    [Text("前期工作", "Work done so far (Chinese)"), AtMost(1000), Prose]
    public string? PreliminaryZh { get; set; }

    [Text("前期工作（英文）", "Work done so far (English)"), AtMost(2000), Prose]
    public string? PreliminaryEn { get; set; }

    [Text("地价或租金参考", "Price of land or rent (Chinese)"), AtMost(200)]
    public string? LandPriceZh { get; set; }

    [Text("地价或租金参考（英文）", "Price of land or rent (English)"), AtMost(300)]
    public string? LandPriceEn { get; set; }

    [Text("用地证明日期", "Land: date of proof")]
    public DateOnly? LandProvedOn { get; set; }

    [Section("位置和配套", "Place and supplies")]
    [Text("纬度（WGS-84，度）", "Latitude (WGS-84, degrees)"), Between(3, 54)]
    public decimal? Latitude { get; set; }

    [Text("经度（WGS-84，度）", "Longitude (WGS-84, degrees)"), Between(73, 136)]
    public decimal? Longitude { get; set; }

    [Text("供电（kVA）", "Power (kVA)"), Between(0, 10_000_000)]
    public int? PowerCapacity { get; set; }

    [Text("供电证明日期", "Power: date of proof")]
    public DateOnly? PowerProvedOn { get; set; }

    [Text("供水（m³/日）", "Water (m³ a day)"), Between(0, 10_000_000)]
    public int? WaterCapacity { get; set; }

    [Text("供水证明日期", "Water: date of proof")]
    public DateOnly? WaterProvedOn { get; set; }

    [Text("供气（m³/时）", "Gas (m³ an hour)"), Between(0, 10_000_000)]
    public int? GasCapacity { get; set; }

    [Text("供气证明日期", "Gas: date of proof")]
    public DateOnly? GasProvedOn { get; set; }

    [Text("污水（m³/日）", "Sewage (m³ a day)"), Between(0, 10_000_000)]
    public int? SewageCapacity { get; set; }

    [Text("污水证明日期", "Sewage: date of proof")]
    public DateOnly? SewageProvedOn { get; set; }

    [Text("到高速入口（分钟）", "To the expressway (minutes)"), Between(0, 600)]
    public int? ExpresswayMinutes { get; set; }

    [Text("到高铁站（分钟）", "To the high-speed railway (minutes)"), Between(0, 600)]
    public int? RailwayMinutes { get; set; }

    [Text("到机场（分钟）", "To the airport (minutes)"), Between(0, 600)]
    public int? AirportMinutes { get; set; }

    [Text("通达时间核实日期", "Road times: verified on")]
    public DateOnly? AccessProvedOn { get; set; }

    [Text("配套说明", "Remark on supplies (Chinese)"), AtMost(500), Prose]
    public string? SupplyNoteZh { get; set; }

    [Text("配套说明（英文）", "Remark on supplies (English)"), AtMost(1000), Prose]
    public string? SupplyNoteEn { get; set; }

    [Section("用工、审批和成本", "Labour, permits and costs")]
    [Text("用工条件", "Labour (Chinese)"), AtMost(500), Prose]
    public string? LabourZh { get; set; }

    [Text("用工条件（英文）", "Labour (English)"), AtMost(1000), Prose]
    public string? LabourEn { get; set; }

    [Text("所需审批及审批机关", "Permits and who decides (Chinese)"), AtMost(1000), Prose]
    public string? PermitsZh { get; set; }

    [Text("所需审批及审批机关（英文）", "Permits and who decides (English)"), AtMost(2000), Prose]
    public string? PermitsEn { get; set; }

    [Text("成本和融资假设", "Cost and finance assumptions (Chinese)"), AtMost(1000), Prose]
    public string? CostBasisZh { get; set; }

    [Text("成本和融资假设（英文）", "Cost and finance assumptions (English)"), AtMost(2000), Prose]
    public string? CostBasisEn { get; set; }

    [Section("单位和联系方式", "Unit and contact")]
    [Text("项目单位", "Undertaking unit"), Needed, Choice(ChoiceOf.Unit)]
    public Guid? UnitId { get; set; }

    [Text("联系岗位", "Contact role (Chinese)"), AtMost(100)]
    public string? ContactRoleZh { get; set; }

    [Text("联系岗位（英文）", "Contact role (English)"), AtMost(200)]
    public string? ContactRoleEn { get; set; }

    [Text("联系电话", "Telephone"), AtMost(30), Mobile]
    public string? ContactPhone { get; set; }

    [Text("联系邮箱", "E-mail"), AtMost(120), MailAddress]
    public string? ContactEmail { get; set; }

    [Text("有效期自", "Valid from"), Needed]
    public DateOnly? ValidFrom { get; set; }

    [Text("有效期至", "Valid to"), Needed]
    public DateOnly? ValidTo { get; set; }

    [Text("标签", "Tags (Chinese)"), AtMost(200)]
    public string? TagsZh { get; set; }

    [Text("标签（英文）", "Tags (English)"), AtMost(300)]
    public string? TagsEn { get; set; }

    [Text("备注", "Remark (Chinese)"), AtMost(1000), Prose]
    public string? RemarkZh { get; set; }

    [Text("备注（英文）", "Remark (English)"), AtMost(2000), Prose]
    public string? RemarkEn { get; set; }

    protected override IEnumerable<FieldProblem> Problems()
    {
        if (Sought > Total)
            yield return new(nameof(Sought), "拟引资额不应大于总投资", "Capital sought must not exceed the total investment");
        if (ValidTo < ValidFrom)
            yield return new(nameof(ValidTo), "有效期的结束早于开始", "Valid to is before valid from");
        if (Latitude is null != Longitude is null)
            yield return new(Latitude is null ? nameof(Latitude) : nameof(Longitude), "经度和纬度要么都填，要么都不填", "Latitude and longitude go together");
    }

    public static ProjectForm Of(Project p) => new()
    {
        Version = p.Version,
        Code = p.Code,
        Category = p.Category,
        NameZh = p.Name.Zh,
        NameEn = p.Name.En,
        TownshipCode = p.TownshipCode,
        SectorCode = p.SectorCode,
        SiteZh = p.Site.Zh,
        SiteEn = p.Site.En,
        Total = new Money(p.TotalFen),
        FixedAssets = p.FixedAssetsFen is { } f ? new Money(f) : null,
        Sought = new Money(p.SoughtFen),
        Modes = [.. p.Modes],
        BackgroundZh = p.Background.Zh,
        BackgroundEn = p.Background.En,
        ConditionsZh = p.Conditions.Zh,
        ConditionsEn = p.Conditions.En,
        ScaleZh = p.Scale.Zh,
        ScaleEn = p.Scale.En,
        MarketZh = p.Market.Zh,
        MarketEn = p.Market.En,
        Revenue = p.RevenueFen is { } r ? new Money(r) : null,
        Profit = p.ProfitFen is { } profit ? new Money(profit) : null,
        Tax = p.TaxFen is { } tax ? new Money(tax) : null,
        Jobs = p.Jobs,
        PaybackYears = p.PaybackYears,
        IrrPercent = p.IrrPercent,
        SocialBenefitZh = p.SocialBenefit.Zh,
        SocialBenefitEn = p.SocialBenefit.En,
        CalculationZh = p.Calculation.Zh,
        CalculationEn = p.Calculation.En,
        LandMu = p.LandMu,
        LandNatureZh = p.LandNature.Zh,
        LandNatureEn = p.LandNature.En,
        FloorM2 = p.FloorM2,
        Months = p.Months,
        PreliminaryZh = p.Preliminary.Zh,
        PreliminaryEn = p.Preliminary.En,
        LandPriceZh = p.LandPrice.Zh,
        LandPriceEn = p.LandPrice.En,
        LandProvedOn = p.LandProvedOn,
        Latitude = p.Latitude,
        Longitude = p.Longitude,
        PowerCapacity = p.Power.Capacity,
        PowerProvedOn = p.Power.ProvedOn,
        WaterCapacity = p.Water.Capacity,
        WaterProvedOn = p.Water.ProvedOn,
        GasCapacity = p.Gas.Capacity,
        GasProvedOn = p.Gas.ProvedOn,
        SewageCapacity = p.Sewage.Capacity,
        SewageProvedOn = p.Sewage.ProvedOn,
        ExpresswayMinutes = p.ExpresswayMinutes,
        RailwayMinutes = p.RailwayMinutes,
        AirportMinutes = p.AirportMinutes,
        AccessProvedOn = p.AccessProvedOn,
        SupplyNoteZh = p.SupplyNote.Zh,
        SupplyNoteEn = p.SupplyNote.En,
        LabourZh = p.Labour.Zh,
        LabourEn = p.Labour.En,
        PermitsZh = p.Permits.Zh,
        PermitsEn = p.Permits.En,
        CostBasisZh = p.CostBasis.Zh,
        CostBasisEn = p.CostBasis.En,
        UnitId = p.UnitId,
        ContactRoleZh = p.ContactRole.Zh,
        ContactRoleEn = p.ContactRole.En,
        ContactPhone = p.ContactPhone,
        ContactEmail = p.ContactEmail,
        ValidFrom = p.ValidFrom,
        ValidTo = p.ValidTo,
        TagsZh = p.Tags.Zh,
        TagsEn = p.Tags.En,
        RemarkZh = p.Remark.Zh,
        RemarkEn = p.Remark.En,
    };
}
