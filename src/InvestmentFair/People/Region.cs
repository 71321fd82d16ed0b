using InvestmentFair.Kernel;

namespace InvestmentFair.People;

public enum RegionKind
{
    [Text("省", "Province")] Province,
    [Text("市", "Prefecture")] Prefecture,
    [Text("县（市、区）", "County")] County,
    [Text("乡镇", "Township")] Township,
}

/// <summary>
/// A place of the administrative division (GB/T 2260), with the years in which it stood: names and ranks change, codes
/// stay what records refer to.
/// </summary>
public sealed class Region
{
    private Region()
    {
    }

    public string Code { get; private init; } = "";

    public RegionKind Kind { get; private init; }

    public Bilingual Name { get; private init; } = Bilingual.Empty;

    public string? ParentCode { get; private init; }

    public DateOnly? ValidFrom { get; private init; }

    public DateOnly? ValidTo { get; private init; }

    public static Region Of(string code, RegionKind kind, Bilingual name, string? parent, DateOnly? from, DateOnly? to) => new()
    {
        Code = code,
        Kind = kind,
        Name = name,
        ParentCode = parent,
        ValidFrom = from,
        ValidTo = to,
    };
}
