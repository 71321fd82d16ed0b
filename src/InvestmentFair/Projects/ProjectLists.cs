using System.Linq.Expressions;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.People;
using InvestmentFair.Spreadsheets;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Projects;

public sealed record ProjectRow
{
    public Guid Id { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public string PinyinKey { get; init; } = "";
    public ProjectCategory Category { get; init; }
    public string? Township { get; init; }
    public string TownshipCode { get; init; } = "";
    public long TotalFen { get; init; }
    public long SoughtFen { get; init; }
    public string Unit { get; init; } = "";
    public string UnitKey { get; init; } = "";
    public ProjectState State { get; init; }
    public DateOnly ValidTo { get; init; }
    public bool IsListed { get; init; }
    public int? FairOrder { get; init; }
    public int Requests { get; init; }
    public DateTime UpdatedAt { get; init; }
    public decimal? LandMu { get; init; }
    public decimal? Latitude { get; init; }
    public decimal? Longitude { get; init; }
    public int? PowerKva { get; init; }
    public int? WaterM3 { get; init; }
    public int? GasM3 { get; init; }
    public int? SewageM3 { get; init; }
    public int? ExpresswayMinutes { get; init; }
    public int? RailwayMinutes { get; init; }
    public int? AirportMinutes { get; init; }
}

public enum ProjectValidity
{
    [Text("30天内到期", "Ends within 30 days")] Due,
    [Text("已过有效期", "Past its validity")] Expired,
}

public sealed class ProjectList(IDbContextFactory<FairDbContext> contexts, FairClock clock) : ListOf<ProjectRow>(contexts)
{
    public override string Key => "projects";

    public override string Title => Language.Say("招商项目", "Projects");

    public override Permission Permission => Permission.ViewFair;

    public override IReadOnlyList<Column<ProjectRow>> Columns =>
    [
        new("Code", "编号", "Code", CellKind.Text, r => r.Code) { Width = 10 },
        new("Name", "项目名称", "Name", CellKind.Text, r => r.Name) { Width = 48, SortBy = nameof(ProjectRow.PinyinKey) },
        new("Category", "类别", "Category", CellKind.Text, r => r.Category) { Width = 18 },
        new("Township", "乡镇", "Township", CellKind.Text, r => r.Township) { Width = 12, SortBy = nameof(ProjectRow.TownshipCode) },
        new("TotalFen", "总投资（万元）", "Total (CNY 10,000)", CellKind.Money, r => r.TotalFen) { Width = 16 },
        new("SoughtFen", "拟引资额（万元）", "Sought (CNY 10,000)", CellKind.Money, r => r.SoughtFen) { Width = 16 },
        new("Unit", "项目单位", "Unit", CellKind.Text, r => r.Unit) { Width = 32, SortBy = nameof(ProjectRow.UnitKey) },
        new("State", "状态", "State", CellKind.Text, r => r.State) { Width = 10 },
        new("ValidTo", "有效期至", "Valid to", CellKind.Day, r => r.ValidTo),
        new("IsListed", "本届推介", "Listed", CellKind.Flag, r => r.IsListed) { Width = 8 },
        new("FairOrder", "推介次序", "Order", CellKind.Number, r => r.FairOrder) { Width = 8 },
        new("Requests", "洽谈申请", "Requests", CellKind.Number, r => r.Requests) { Width = 10 },
        new("UpdatedAt", "更新时间", "Updated", CellKind.Instant, r => r.UpdatedAt) { Width = 18, IsOptional = true },
        new("LandMu", "用地（亩）", "Land (mu)", CellKind.Number, r => r.LandMu) { Width = 12, IsOptional = true },
        new("Latitude", "纬度（WGS-84）", "Latitude (WGS-84)", CellKind.Number, r => r.Latitude) { Width = 14, IsOptional = true },
        new("Longitude", "经度（WGS-84）", "Longitude (WGS-84)", CellKind.Number, r => r.Longitude) { Width = 14, IsOptional = true },
        new("PowerKva", "供电（kVA）", "Power (kVA)", CellKind.Number, r => r.PowerKva) { Width = 12, IsOptional = true },
        new("WaterM3", "供水（m³/日）", "Water (m³ a day)", CellKind.Number, r => r.WaterM3) { Width = 14, IsOptional = true },
        new("GasM3", "供气（m³/时）", "Gas (m³ an hour)", CellKind.Number, r => r.GasM3) { Width = 14, IsOptional = true },
        new("SewageM3", "污水（m³/日）", "Sewage (m³ a day)", CellKind.Number, r => r.SewageM3) { Width = 14, IsOptional = true },
        new("ExpresswayMinutes", "到高速入口（分钟）", "To the expressway (min)", CellKind.Number, r => r.ExpresswayMinutes) { Width = 16, IsOptional = true },
        new("RailwayMinutes", "到高铁站（分钟）", "To the railway (min)", CellKind.Number, r => r.RailwayMinutes) { Width = 16, IsOptional = true },
        new("AirportMinutes", "到机场（分钟）", "To the airport (min)", CellKind.Number, r => r.AirportMinutes) { Width = 16, IsOptional = true },
    ];

    public override IReadOnlyList<ListFilter<ProjectRow>> Filters =>
    [
        ByEnum<ProjectCategory>("category", "类别", "Category", category => r => r.Category == category),
        ByEnum<ProjectState>("state", "状态", "State", state => r => r.State == state),
        ByKey("town", "乡镇", "Township", ChoiceOf.Township, code => r => r.TownshipCode == code),
        ByFlag("listed", "本届推介", "Listed", yes => r => r.IsListed == yes),
        ByEnum<ProjectValidity>("validity", "已发布的有效期", "Validity of the published", InDays),
    ];

    private DateOnly Today => FairTime.DayOf(clock.GetUtcNow().UtcDateTime);

    private Expression<Func<ProjectRow, bool>> InDays(ProjectValidity validity)
    {
        var (today, soon) = (Today, Today.AddDays(Project.RemindDays));
        return validity is ProjectValidity.Expired
            ? r => r.State == ProjectState.Published && r.ValidTo < today
            : r => r.State == ProjectState.Published && r.ValidTo >= today && r.ValidTo <= soon;
    }

    protected override IOrderedQueryable<ProjectRow> InOrder(IQueryable<ProjectRow> rows) => rows.OrderBy(r => r.Code).ThenBy(r => r.Id);

    protected override IQueryable<ProjectRow> Rows(FairDbContext db, Actor actor, string fair)
    {
        var english = Language.IsEnglish;
        return db.Projects.Select(p => new ProjectRow
        {
            Id = p.Id,
            Code = p.Code,
            Name = english ? p.Name.En ?? p.Name.Zh : p.Name.Zh,
            PinyinKey = p.PinyinKey,
            Category = p.Category,
            Township = db.Regions.Where(r => r.Code == p.TownshipCode).Select(r => english ? r.Name.En ?? r.Name.Zh : r.Name.Zh).FirstOrDefault(),
            TownshipCode = p.TownshipCode,
            TotalFen = p.TotalFen,
            SoughtFen = p.SoughtFen,
            Unit = english ? p.Unit.Name.En ?? p.Unit.Name.Zh : p.Unit.Name.Zh,
            UnitKey = p.Unit.PinyinKey,
            State = p.State,
            ValidTo = p.ValidTo,
            IsListed = db.FairProjects.Any(l => l.ProjectId == p.Id && l.Fair.Code == fair),
            FairOrder = db.FairProjects.Where(l => l.ProjectId == p.Id && l.Fair.Code == fair).Select(l => (int?)l.Ordinal).SingleOrDefault(),
            Requests = db.Requests.Count(q => q.ProjectId == p.Id && q.Fair.Code == fair),
            UpdatedAt = p.UpdatedAt,
            LandMu = p.LandMu,
            Latitude = p.Latitude,
            Longitude = p.Longitude,
            PowerKva = p.Power.Capacity,
            WaterM3 = p.Water.Capacity,
            GasM3 = p.Gas.Capacity,
            SewageM3 = p.Sewage.Capacity,
            ExpresswayMinutes = p.ExpresswayMinutes,
            RailwayMinutes = p.RailwayMinutes,
            AirportMinutes = p.AirportMinutes,
        });
    }

    protected override Expression<Func<ProjectRow, bool>> Finds(string word) => r => r.Name.Contains(word) || r.Code.Contains(word) || r.Unit.Contains(word) || (r.Township != null && r.Township.Contains(word));
}

public sealed record PlantRow
{
    public Guid Id { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public string PinyinKey { get; init; } = "";
    public string? Township { get; init; }
    public string TownshipCode { get; init; } = "";
    public int FloorM2 { get; init; }
    public decimal? HeightM { get; init; }
    public int? PowerKva { get; init; }
    public long RentFen { get; init; }
    public string Readiness { get; init; } = "";
    public bool IsProtected { get; init; }
    public bool IsPublished { get; init; }
}

public sealed class PlantList(IDbContextFactory<FairDbContext> contexts) : ListOf<PlantRow>(contexts)
{
    public override string Key => "plants";

    public override string Title => Language.Say("闲置厂房", "Idle plants");

    public override Permission Permission => Permission.ViewFair;

    public override IReadOnlyList<Column<PlantRow>> Columns =>
    [
        new("Code", "编号", "Code", CellKind.Text, r => r.Code) { Width = 10 },
        new("Name", "名称", "Name", CellKind.Text, r => r.Name) { Width = 36, SortBy = nameof(PlantRow.PinyinKey) },
        new("Township", "乡镇", "Township", CellKind.Text, r => r.Township) { Width = 14, SortBy = nameof(PlantRow.TownshipCode) },
        new("FloorM2", "建筑面积（㎡）", "Floor area (m²)", CellKind.Number, r => r.FloorM2) { Width = 14 },
        new("HeightM", "层高（m）", "Height (m)", CellKind.Number, r => r.HeightM) { Width = 10, IsSortable = false },
        new("PowerKva", "供电（kVA）", "Power (kVA)", CellKind.Number, r => r.PowerKva) { Width = 12 },
        new("RentFen", "租金（元/㎡·年）", "Rent (yuan/m² a year)", CellKind.Number, r => (decimal)r.RentFen / Money.FenPerYuan) { Width = 16 },
        new("Readiness", "使用条件", "Readiness", CellKind.Text, r => r.Readiness) { Width = 26 },
        new("IsProtected", "列入保护", "Protected", CellKind.Flag, r => r.IsProtected) { Width = 10 },
        new("IsPublished", "已发布", "Published", CellKind.Flag, r => r.IsPublished) { Width = 10 },
    ];

    public override IReadOnlyList<ListFilter<PlantRow>> Filters =>
    [
        ByKey("town", "乡镇", "Township", ChoiceOf.Township, code => r => r.TownshipCode == code),
        ByFlag("protected", "列入保护", "Protected", yes => r => r.IsProtected == yes),
        ByFlag("published", "已发布", "Published", yes => r => r.IsPublished == yes),
    ];

    protected override IOrderedQueryable<PlantRow> InOrder(IQueryable<PlantRow> rows) => rows.OrderBy(r => r.Code).ThenBy(r => r.Id);

    protected override IQueryable<PlantRow> Rows(FairDbContext db, Actor actor, string fair)
    {
        var english = Language.IsEnglish;
        return db.Plants.Select(p => new PlantRow
        {
            Id = p.Id,
            Code = p.Code,
            Name = english ? p.Name.En ?? p.Name.Zh : p.Name.Zh,
            PinyinKey = p.PinyinKey,
            Township = db.Regions.Where(r => r.Code == p.TownshipCode).Select(r => english ? r.Name.En ?? r.Name.Zh : r.Name.Zh).FirstOrDefault(),
            TownshipCode = p.TownshipCode,
            FloorM2 = p.FloorM2,
            HeightM = p.HeightM,
            PowerKva = p.PowerKva,
            RentFen = p.RentFen,
            Readiness = english ? p.Readiness.En ?? p.Readiness.Zh : p.Readiness.Zh,
            IsProtected = p.IsProtected,
            IsPublished = p.IsPublished,
        });
    }

    protected override Expression<Func<PlantRow, bool>> Finds(string word) => r => r.Name.Contains(word) || r.Code.Contains(word) || (r.Township != null && r.Township.Contains(word));
}

public sealed record NeedRow
{
    public Guid Id { get; init; }
    public string Investor { get; init; } = "";
    public string InvestorKey { get; init; } = "";
    public string? Sector { get; init; }
    public string? SectorCode { get; init; }
    public int? BuildingM2 { get; init; }
    public decimal? HeightM { get; init; }
    public int? PowerKva { get; init; }
    public int? Jobs { get; init; }
    public EnvironmentClass? Environment { get; init; }
    public DateOnly? MoveBy { get; init; }
    public string? Townships { get; init; }
    public List<string> TownshipCodes { get; init; } = [];
}

public sealed class NeedList(IDbContextFactory<FairDbContext> contexts) : ListOf<NeedRow>(contexts)
{
    public override string Key => "needs";

    public override string Title => Language.Say("转移需求", "Relocation needs");

    public override Permission Permission => Permission.ViewFair;

    public override IReadOnlyList<Column<NeedRow>> Columns =>
    [
        new("Investor", "企业", "Enterprise", CellKind.Text, r => r.Investor) { Width = 40, SortBy = nameof(NeedRow.InvestorKey) },
        new("Sector", "行业", "Sector", CellKind.Text, r => r.Sector) { Width = 22, SortBy = nameof(NeedRow.SectorCode) },
        new("BuildingM2", "建筑面积（㎡）", "Area (m²)", CellKind.Number, r => r.BuildingM2) { Width = 14 },
        new("HeightM", "层高（m）", "Height (m)", CellKind.Number, r => r.HeightM) { Width = 10, IsSortable = false },
        new("PowerKva", "供电（kVA）", "Power (kVA)", CellKind.Number, r => r.PowerKva) { Width = 12 },
        new("Jobs", "用工", "Jobs", CellKind.Number, r => r.Jobs) { Width = 8 },
        new("Environment", "环评类别", "Environment", CellKind.Text, r => r.Environment) { Width = 12 },
        new("MoveBy", "最迟搬迁", "Move by", CellKind.Day, r => r.MoveBy),
        new("Townships", "意向乡镇", "Townships wished for", CellKind.Text, r => r.Townships) { Width = 24, IsSortable = false },
    ];

    public override IReadOnlyList<ListFilter<NeedRow>> Filters =>
    [
        ByEnum<EnvironmentClass>("environment", "环评类别", "Environment", value => r => r.Environment == value),
        ByDay("before", "最迟搬迁不晚于", "Move by, not after", day => r => r.MoveBy <= day),
        ByKey("town", "意向乡镇", "Township wished for", ChoiceOf.Township, code => r => r.TownshipCodes.Contains(code)),
    ];

    protected override IOrderedQueryable<NeedRow> InOrder(IQueryable<NeedRow> rows) => rows.OrderBy(r => r.InvestorKey).ThenBy(r => r.Id);

    protected override IQueryable<NeedRow> Rows(FairDbContext db, Actor actor, string fair) => Said(db, []);

    // Names of townships are read beside the rows: which need has which is a list in one column.
    protected override async Task<IQueryable<NeedRow>> ReckonedAsync(FairDbContext db, Actor actor, string fair, CancellationToken cancel) =>
        Said(db, await db.Regions.Where(r => r.Kind == RegionKind.Township).ToDictionaryAsync(r => r.Code, r => r.Name, cancel));

    private static string Named(Dictionary<string, Bilingual> towns, List<string> codes) => Language.List(codes.Order(StringComparer.Ordinal).Select(code => towns.GetValueOrDefault(code)?.Text ?? code));

    private static IQueryable<NeedRow> Said(FairDbContext db, Dictionary<string, Bilingual> towns)
    {
        var english = Language.IsEnglish;
        return db.Needs.Select(n => new NeedRow
        {
            Id = n.Id,
            Investor = english ? n.Investor.Survivor.Name.En ?? n.Investor.Survivor.Name.Zh : n.Investor.Survivor.Name.Zh,
            InvestorKey = n.Investor.Survivor.PinyinKey,
            Sector = db.Sectors.Where(s => s.Code == n.SectorCode).Select(s => english ? s.Name.En ?? s.Name.Zh : s.Name.Zh).FirstOrDefault(),
            SectorCode = n.SectorCode,
            BuildingM2 = n.BuildingM2,
            HeightM = n.HeightM,
            PowerKva = n.PowerKva,
            Jobs = n.Jobs,
            Environment = n.Environment,
            MoveBy = n.MoveBy,
            Townships = Named(towns, n.Townships),
            TownshipCodes = n.Townships,
        });
    }

    protected override Expression<Func<NeedRow, bool>> Finds(string word) => r => r.Investor.Contains(word) || (r.Sector != null && r.Sector.Contains(word));
}
