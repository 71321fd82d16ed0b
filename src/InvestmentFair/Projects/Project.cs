using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.People;

namespace InvestmentFair.Projects;

public enum ProjectCategory
{
    [Text("文旅康养", "Tourism and wellness")] Tourism,
    [Text("资源深加工", "Resource processing")] Resource,
    [Text("产业转移承接载体", "Industrial relocation")] Carrier,
}

public enum ProjectState
{
    [Text("草稿", "Draft")] Draft,
    [Text("已会审", "Reviewed")] Reviewed,
    [Text("已发布", "Published")] Published,
    [Text("已签约", "Signed")] Signed,
    [Text("已撤下", "Withdrawn")] Withdrawn,
}

/// <summary>
/// A listing 招商项目: what the county offers to investors. It outlives fairs; its code and address are never reused.
/// </summary>
public sealed partial class Project : Record, ISortedByName
{
    private Project()
    {
    }

    public string Code { get; private set; } = "";

    public ProjectCategory Category { get; private set; }

    public Bilingual Name { get; private set; } = Bilingual.Empty;

    public string PinyinKey { get; private set; } = "";

    string ISortedByName.SortedName => Name.Zh;

    public string? SectorCode { get; private set; }

    public string TownshipCode { get; private set; } = "";

    public Bilingual Site { get; private set; } = Bilingual.Empty;

    public Bilingual Background { get; private set; } = Bilingual.Empty;

    public Bilingual Conditions { get; private set; } = Bilingual.Empty;

    public Bilingual Scale { get; private set; } = Bilingual.Empty;

    /// <summary>Total investment 总投资.</summary>
    public long TotalFen { get; private set; }

    public long? FixedAssetsFen { get; private set; }

    /// <summary>Capital sought 拟引资额; a fact of its own, never the total by default.</summary>
    public long SoughtFen { get; private set; }

    /// <summary>Codes of the county's dictionary of modes of cooperation.</summary>
    public List<string> Modes { get; private set; } = [];

    public Bilingual Market { get; private set; } = Bilingual.Empty;

    public long? RevenueFen { get; private set; }

    public long? ProfitFen { get; private set; }

    public long? TaxFen { get; private set; }

    public int? Jobs { get; private set; }

    public decimal? PaybackYears { get; private set; }

    public decimal? IrrPercent { get; private set; }

    public Bilingual SocialBenefit { get; private set; } = Bilingual.Empty;

    public decimal? LandMu { get; private set; }

    public Bilingual LandNature { get; private set; } = Bilingual.Empty;

    public int? FloorM2 { get; private set; }

    public int? Months { get; private set; }

    public Bilingual Preliminary { get; private set; } = Bilingual.Empty;

    public Guid UnitId { get; private set; }

    public Unit Unit { get; private set; } = null!;

    public Bilingual ContactRole { get; private set; } = Bilingual.Empty;

    public string? ContactPhone { get; private set; }

    public string? ContactEmail { get; private set; }

    public DateOnly ValidFrom { get; private set; }

    public DateOnly ValidTo { get; private set; }

    public Bilingual Tags { get; private set; } = Bilingual.Empty;

    public Bilingual Calculation { get; private set; } = Bilingual.Empty;

    public Bilingual Remark { get; private set; } = Bilingual.Empty;

    public DateTime UpdatedAt { get; private set; }

    public Guid? PictureId { get; private set; }

    /// <summary>Who sits on the host side when nobody says otherwise.</summary>
    public List<ProjectHost> HostTeam { get; private init; } = [];

    /// <summary>Of the fairs that list it those that were asked for.</summary>
    public List<FairProject> Listings { get; private init; } = [];

    public static Project Draft(ProjectForm form, DateTime now)
    {
        var project = new Project();
        project.Revise(form, now);
        return project;
    }

    public void Revise(ProjectForm form, DateTime now)
    {
        Code = form.Code.Trim();
        Category = form.Category!.Value;
        Name = Both(form.NameZh, form.NameEn);
        SectorCode = form.SectorCode;
        TownshipCode = form.TownshipCode!;
        Site = Both(form.SiteZh, form.SiteEn);
        Background = Both(form.BackgroundZh, form.BackgroundEn);
        Conditions = Both(form.ConditionsZh, form.ConditionsEn);
        Scale = Both(form.ScaleZh, form.ScaleEn);
        TotalFen = form.Total!.Value.Fen;
        FixedAssetsFen = form.FixedAssets?.Fen;
        SoughtFen = form.Sought!.Value.Fen;
        Modes = [.. form.Modes.Distinct()];
        Market = Both(form.MarketZh, form.MarketEn);
        RevenueFen = form.Revenue?.Fen;
        ProfitFen = form.Profit?.Fen;
        TaxFen = form.Tax?.Fen;
        Jobs = form.Jobs;
        PaybackYears = form.PaybackYears;
        IrrPercent = form.IrrPercent;
        SocialBenefit = Both(form.SocialBenefitZh, form.SocialBenefitEn);
        LandMu = form.LandMu;
        LandNature = Both(form.LandNatureZh, form.LandNatureEn);
        FloorM2 = form.FloorM2;
        Months = form.Months;
        Preliminary = Both(form.PreliminaryZh, form.PreliminaryEn);
        UnitId = form.UnitId!.Value;
        ContactRole = Both(form.ContactRoleZh, form.ContactRoleEn);
        ContactPhone = Mobiles.Clean(form.ContactPhone);
        ContactEmail = form.ContactEmail?.Trim();
        ValidFrom = form.ValidFrom!.Value;
        ValidTo = form.ValidTo!.Value;
        Tags = Both(form.TagsZh, form.TagsEn);
        Calculation = Both(form.CalculationZh, form.CalculationEn);
        Remark = Both(form.RemarkZh, form.RemarkEn);
        Settle(form);
        UpdatedAt = now;
    }


    /// <summary>Where the fair that is looked at shows it; none where that does not list it.</summary>
    public int? FairOrder => Listings is [var listed] ? listed.Ordinal : null;

    public Outcome StandAt(int place)
    {
        if (Listings is not [var listed]) return ProjectRefusals.NotListed;
        listed.Ordinal = place;
        return Outcome.Done;
    }

    public void SetHostTeam(IEnumerable<Guid> hosts)
    {
        var wanted = hosts.Distinct().ToList();
        HostTeam.RemoveAll(h => !wanted.Contains(h.HostId));
        foreach (var (host, order) in wanted.Select((host, order) => (host, order)))
        {
            var present = HostTeam.SingleOrDefault(h => h.HostId == host);
            if (present is null) HostTeam.Add(new ProjectHost { ProjectId = Id, HostId = host, Ordinal = order });
            else present.Ordinal = order;
        }
    }

    private static Bilingual Both(string? zh, string? en) =>
        new(zh?.Trim() ?? "", string.IsNullOrWhiteSpace(en) ? null : en.Trim());
}

/// <summary>A host representative in a project's team.</summary>
public sealed class ProjectHost
{
    public Guid ProjectId { get; init; }

    public Guid HostId { get; init; }

    public HostRepresentative Host { get; private set; } = null!;

    public int Ordinal { get; set; }
}

/// <summary>A fair lists a project, at a place in its order; what shares a place stands by its code.</summary>
public sealed class FairProject
{
    public Guid FairId { get; init; }

    public Fair Fair { get; private set; } = null!;

    public Guid ProjectId { get; init; }

    public Project Project { get; private set; } = null!;

    public int Ordinal { get; set; }
}

public static class ProjectRefusals
{
    public static Refusal NotFrom(ProjectState state) => new("project.state",
        $"“{state.Names.Zh}”的项目不能这样操作", $"This cannot be done to a project that is “{state.Names.En}”");

    public static Refusal NotListed => new("project.not-listed", "本届未推介此项目：先列入推介，再定次序", "The fair does not list this project: list it first, then say where");

    public static Refusal CodeTaken => new("project.code", "项目编号已被使用，编号不重复使用", "The code is taken; codes are never reused");
}
