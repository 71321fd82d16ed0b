using InvestmentFair.Kernel;
using InvestmentFair.Projects;

namespace InvestmentFair.Matching;

/// <summary>One thing by which an offer is compared with a need.</summary>
public enum MatchTerm
{
    [Text("行业", "Sector")] Sector,
    [Text("建筑面积", "Building area")] Area,
    [Text("层高", "Height")] Height,
    [Text("供电", "Power")] Power,
    [Text("用工", "Workers")] Jobs,
    [Text("环评类别", "Environment class")] Environment,
    [Text("搬迁时间", "Date of the move")] MoveBy,
}

/// <summary>What an enterprise says it needs; what it leaves out is not compared.</summary>
public sealed record Wanted(string? SectorCode = null, int? AreaM2 = null, decimal? HeightM = null, int? PowerKva = null, int? Jobs = null, EnvironmentClass? Environment = null, DateOnly? MoveBy = null)
{
    /// <summary>What people call the sector, for the sentence.</summary>
    public Bilingual? SectorName { get; init; }

    public static Wanted By(RelocationNeed need) => new(need.SectorCode, need.BuildingM2, need.HeightM, need.PowerKva, need.Jobs, need.Environment, need.MoveBy);

    public bool Asks(MatchTerm term) => term switch
    {
        MatchTerm.Sector => SectorCode is not null,
        MatchTerm.Area => AreaM2 > 0,
        MatchTerm.Height => HeightM > 0,
        MatchTerm.Power => PowerKva > 0,
        MatchTerm.Jobs => Jobs > 0,
        MatchTerm.Environment => Environment is not null,
        MatchTerm.MoveBy => MoveBy is not null,
        _ => throw new ArgumentOutOfRangeException(nameof(term), term, null),
    };

    public bool IsEmpty => !Enum.GetValues<MatchTerm>().Any(Asks);
}

public enum OfferKind
{
    [Text("闲置厂房", "Idle plant")] Plant,
    [Text("承接载体", "Carrier project")] Carrier,
}

/// <summary>What the county has to offer, as far as it is known.</summary>
public sealed record Offered(
    OfferKind Kind, Guid Id, string Code, Bilingual Name, string? SectorCode = null, int? AreaM2 = null, decimal? HeightM = null, int? PowerKva = null, int? Jobs = null,
    EnvironmentClass? EnvironmentLimit = null, DateOnly? ReadyOn = null, string? TownshipCode = null, bool IsPublic = true, bool IsProtected = false)
{
    public Bilingual? SectorName { get; init; }

    public Bilingual? Township { get; init; }

    public Guid? PictureId { get; init; }
}
