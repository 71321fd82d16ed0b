using InvestmentFair.Kernel;

namespace InvestmentFair.Projects;

/// <summary>What can be drawn on at the site, and the day of the paper that proves it. A promise without a day is none.</summary>
public sealed record Supply(int? Capacity = null, DateOnly? ProvedOn = null)
{
    public static Supply None => new();
}

/// <summary>The site of a listing: where it lies, on what terms, and what reaches it. What has no number is not known.</summary>
public sealed partial class Project
{
    /// <summary>Degrees north, WGS-84.</summary>
    public decimal? Latitude { get; private set; }

    /// <summary>Degrees east, WGS-84.</summary>
    public decimal? Longitude { get; private set; }

    public Bilingual LandPrice { get; private set; } = Bilingual.Empty;

    public DateOnly? LandProvedOn { get; private set; }

    /// <summary>Transformer capacity in kVA.</summary>
    public Supply Power { get; private set; } = Supply.None;

    /// <summary>Cubic metres a day.</summary>
    public Supply Water { get; private set; } = Supply.None;

    /// <summary>Cubic metres an hour.</summary>
    public Supply Gas { get; private set; } = Supply.None;

    /// <summary>Cubic metres a day that may be discharged.</summary>
    public Supply Sewage { get; private set; } = Supply.None;

    /// <summary>Minutes by road to the nearest expressway entrance.</summary>
    public int? ExpresswayMinutes { get; private set; }

    /// <summary>Minutes by road to the nearest high-speed railway station.</summary>
    public int? RailwayMinutes { get; private set; }

    /// <summary>Minutes by road to the nearest airport.</summary>
    public int? AirportMinutes { get; private set; }

    public DateOnly? AccessProvedOn { get; private set; }

    public Bilingual SupplyNote { get; private set; } = Bilingual.Empty;

    public Bilingual Labour { get; private set; } = Bilingual.Empty;

    /// <summary>Permits needed, and who decides on each.</summary>
    public Bilingual Permits { get; private set; } = Bilingual.Empty;

    /// <summary>What the figures assume of prices, wages and the cost of finance.</summary>
    public Bilingual CostBasis { get; private set; } = Bilingual.Empty;

    /// <summary>Pictures and papers shown with the listing, in their order.</summary>
    public List<ProjectFile> Files { get; private init; } = [];

    private void Settle(ProjectForm form)
    {
        Latitude = form.Latitude;
        Longitude = form.Longitude;
        LandPrice = Both(form.LandPriceZh, form.LandPriceEn);
        LandProvedOn = form.LandProvedOn;
        Power = new(form.PowerCapacity, form.PowerProvedOn);
        Water = new(form.WaterCapacity, form.WaterProvedOn);
        Gas = new(form.GasCapacity, form.GasProvedOn);
        Sewage = new(form.SewageCapacity, form.SewageProvedOn);
        ExpresswayMinutes = form.ExpresswayMinutes;
        RailwayMinutes = form.RailwayMinutes;
        AirportMinutes = form.AirportMinutes;
        AccessProvedOn = form.AccessProvedOn;
        SupplyNote = Both(form.SupplyNoteZh, form.SupplyNoteEn);
        Labour = Both(form.LabourZh, form.LabourEn);
        Permits = Both(form.PermitsZh, form.PermitsEn);
        CostBasis = Both(form.CostBasisZh, form.CostBasisEn);
    }
}
