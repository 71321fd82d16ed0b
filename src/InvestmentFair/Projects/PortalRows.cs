using InvestmentFair.Fairs;
using InvestmentFair.Kernel;

namespace InvestmentFair.Projects;

public sealed record PortalFair(Guid Id, string Code, Bilingual Name, Bilingual City, Bilingual Introduction, string TimeZone, DateOnly FirstDay, DateOnly LastDay);

public sealed record PortalFigures(int Projects, Money Total, Money Sought, int Delegations, int Plants);

public sealed record CategoryFigures(ProjectCategory Category, int Projects, Money Total);

public sealed record PortalAgendaRow(DateTime StartsAt, DateTime EndsAt, AgendaKind Kind, Bilingual Title, Bilingual Place);

public sealed record PortalDay(DateOnly Day, IReadOnlyList<PortalAgendaRow> Rows);

public sealed record PortalHome(PortalFair? Fair, PortalFigures Figures, IReadOnlyList<CategoryFigures> Categories, IReadOnlyList<ProjectCard> Shown, PortalDay? MainDay);

public sealed record PortalAgenda(PortalFair? Fair, IReadOnlyList<PortalDay> Days);

public sealed record ProjectCard
{
    public string Code { get; init; } = "";
    public ProjectCategory Category { get; init; }
    public Bilingual Name { get; init; } = Bilingual.Empty;
    public Bilingual Why { get; init; } = Bilingual.Empty;
    public Bilingual Township { get; init; } = Bilingual.Empty;
    public string TownshipCode { get; init; } = "";
    public long TotalFen { get; init; }
    public long SoughtFen { get; init; }
    public List<string> ModeCodes { get; init; } = [];
    public IReadOnlyList<Bilingual> Modes { get; init; } = [];
    public ProjectState State { get; init; }
    public Guid? PictureId { get; init; }

    public Money Total => new(TotalFen);

    public Money Sought => new(SoughtFen);
}

/// <summary>A value of a filter, with the number of projects it would leave.</summary>
public sealed record FilterChoice(string Key, Bilingual Name, int Projects);

/// <summary>A page of the list. <see cref="Alike"/> and <see cref="Nearest"/> are what to try where nothing was found.</summary>
public sealed record ProjectListing(
    PortalFair? Fair, ProjectSearch Search, IReadOnlyList<ProjectCard> Rows, int Total, int Pages, Facets Facets, IReadOnlyList<Nearest> Nearest, IReadOnlyList<ListedProject> Alike);

/// <summary>An incentive that has passed its fair-competition review, with the record of it.</summary>
public sealed record PortalIncentive(Bilingual Words, Bilingual ReviewUnit, DateOnly ReviewedOn, string? Document);

/// <summary>A listing as the public sees it: no e-mail address, no host team, no draft.</summary>
public sealed partial record PortalProject
{
    public IReadOnlyList<PortalIncentive> Incentives { get; init; } = [];
    public string Code { get; init; } = "";
    public ProjectCategory Category { get; init; }
    public Bilingual Name { get; init; } = Bilingual.Empty;
    public Bilingual Township { get; init; } = Bilingual.Empty;
    public Bilingual Sector { get; init; } = Bilingual.Empty;
    public Bilingual Site { get; init; } = Bilingual.Empty;
    public Bilingual Background { get; init; } = Bilingual.Empty;
    public Bilingual Conditions { get; init; } = Bilingual.Empty;
    public Bilingual Scale { get; init; } = Bilingual.Empty;
    public Money Total { get; init; }
    public Money? FixedAssets { get; init; }
    public Money Sought { get; init; }
    public IReadOnlyList<Bilingual> Modes { get; init; } = [];
    public Bilingual Market { get; init; } = Bilingual.Empty;
    public Money? Revenue { get; init; }
    public Money? Profit { get; init; }
    public Money? Tax { get; init; }
    public int? Jobs { get; init; }
    public decimal? PaybackYears { get; init; }
    public decimal? IrrPercent { get; init; }
    public Bilingual SocialBenefit { get; init; } = Bilingual.Empty;
    public decimal? LandMu { get; init; }
    public Bilingual LandNature { get; init; } = Bilingual.Empty;
    public int? FloorM2 { get; init; }
    public int? Months { get; init; }
    public Bilingual Preliminary { get; init; } = Bilingual.Empty;
    public Bilingual Unit { get; init; } = Bilingual.Empty;
    public Bilingual ContactRole { get; init; } = Bilingual.Empty;
    public string? ContactPhone { get; init; }
    public DateOnly ValidFrom { get; init; }
    public DateOnly ValidTo { get; init; }
    public DateOnly? ReviewedOn { get; init; }
    public DateOnly UpdatedOn { get; init; }
    public Bilingual Tags { get; init; } = Bilingual.Empty;
    public Bilingual Calculation { get; init; } = Bilingual.Empty;
    public Bilingual Remark { get; init; } = Bilingual.Empty;
    public Guid? PictureId { get; init; }
    public bool IsSigned { get; init; }
    public bool IsExpired { get; init; }

    /// <summary>The current fair shows it; another keeps its address and says so.</summary>
    public bool IsListed { get; init; }
}

public sealed record PortalPlant
{
    public string TownshipCode { get; init; } = "";
    public string Code { get; init; } = "";
    public Bilingual Name { get; init; } = Bilingual.Empty;
    public Bilingual Township { get; init; } = Bilingual.Empty;
    public int FloorM2 { get; init; }
    public Bilingual Structure { get; init; } = Bilingual.Empty;
    public decimal? HeightM { get; init; }
    public decimal? LoadKnM2 { get; init; }
    public int? PowerKva { get; init; }
    public Bilingual Owner { get; init; } = Bilingual.Empty;
    public Bilingual Title { get; init; } = Bilingual.Empty;
    public long RentFen { get; init; }
    public Bilingual Readiness { get; init; } = Bilingual.Empty;
    public int? BuiltYear { get; init; }
    public int? IdleSinceYear { get; init; }
    public bool IsProtected { get; init; }
    public Bilingual SuggestedUse { get; init; } = Bilingual.Empty;
    public Bilingual ContactRole { get; init; } = Bilingual.Empty;
    public string? ContactPhone { get; init; }
    public Guid? PictureId { get; init; }
}
