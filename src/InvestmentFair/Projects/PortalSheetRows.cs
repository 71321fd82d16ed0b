using InvestmentFair.Kernel;

namespace InvestmentFair.Projects;

public sealed record PortalPicture(Guid Id, Bilingual Caption, int Width, int Height);

/// <summary>A PDF shown with a listing; its size is in bytes.</summary>
public sealed record PortalPaper(Guid Id, Bilingual Caption, long Size);

/// <summary>Why one listing stands beside another; the reader is told.</summary>
public enum RelatedBy
{
    [Text("同一行业", "Same sector")] Sector,
    [Text("同一乡镇", "Same township")] Township,
    [Text("同类项目", "Same category")] Category,
}

public sealed record RelatedProject(ProjectCard Card, RelatedBy By);

/// <summary>What lies about a listing: at most three projects and three plants.</summary>
public sealed record Related(IReadOnlyList<RelatedProject> Projects, IReadOnlyList<PortalPlant> Plants)
{
    public static Related Nothing { get; } = new([], []);
}

/// <summary>Listings side by side, in the order in which they were asked for.</summary>
public sealed record PortalComparison(IReadOnlyList<PortalProject> Projects, IReadOnlyList<PortalPlant> Plants)
{
    public int Count => Projects.Count + Plants.Count;
}

/// <summary>A page that search engines may know of, relative to the portal's root.</summary>
public sealed record SitemapRow(string Path, DateOnly? UpdatedOn);

/// <summary>The site of a listing and what is shown with it.</summary>
public sealed partial record PortalProject
{
    public Coordinates? Place { get; init; }
    public Bilingual LandPrice { get; init; } = Bilingual.Empty;
    public DateOnly? LandProvedOn { get; init; }
    public Supply Power { get; init; } = Supply.None;
    public Supply Water { get; init; } = Supply.None;
    public Supply Gas { get; init; } = Supply.None;
    public Supply Sewage { get; init; } = Supply.None;
    public int? ExpresswayMinutes { get; init; }
    public int? RailwayMinutes { get; init; }
    public int? AirportMinutes { get; init; }
    public DateOnly? AccessProvedOn { get; init; }
    public Bilingual SupplyNote { get; init; } = Bilingual.Empty;
    public Bilingual Labour { get; init; } = Bilingual.Empty;
    public Bilingual Permits { get; init; } = Bilingual.Empty;
    public Bilingual CostBasis { get; init; } = Bilingual.Empty;
    public IReadOnlyList<PortalPicture> Pictures { get; init; } = [];
    public IReadOnlyList<PortalPaper> Papers { get; init; } = [];
    public Related Related { get; init; } = Related.Nothing;

    /// <summary>Working days in which an enquiry is answered.</summary>
    public int ReplyDays { get; init; }
}
