using System.Globalization;

namespace InvestmentFair.Kernel;

/// <summary>
/// A place on the earth in WGS-84 degrees, as a satellite receiver gives it and as <c>geo:</c> links (RFC 5870) mean it.
/// Chinese map applications draw in GCJ-02, some hundred metres beside it.
/// </summary>
public sealed record Coordinates(decimal Latitude, decimal Longitude)
{
    private const double Axis = 6378245.0;
    private const double Eccentricity = 0.00669342162296594323;

    /// <summary>Five decimals are about a metre, and no survey of a listing is finer.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Latitude:0.#####},{Longitude:0.#####}");

    public string Link => $"geo:{Text}";

    /// <summary>
    /// The place in the map that most phones in China have, or in a browser where they do not: neither an iPhone nor WeChat follows
    /// <c>geo:</c>. Longitude first, in GCJ-02 (Amap URI API, <c>marker</c>).
    /// </summary>
    public string AmapLink(string name)
    {
        var there = InGcj02();
        return string.Create(CultureInfo.InvariantCulture, $"https://uri.amap.com/marker?position={there.Longitude:0.######},{there.Latitude:0.######}&name={Uri.EscapeDataString(name)}&coordinate=gaode&callnative=1");
    }

    /// <summary>The same place as a Chinese map application writes it; good to a few metres within China.</summary>
    public Coordinates InGcj02()
    {
        var (latitude, longitude) = ((double)Latitude, (double)Longitude);
        var (x, y) = (longitude - 105, latitude - 35);
        var ripple = (20 * Math.Sin(6 * x * Math.PI) + 20 * Math.Sin(2 * x * Math.PI)) * 2 / 3;
        var north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.Sqrt(Math.Abs(x)) + ripple
            + (20 * Math.Sin(y * Math.PI) + 40 * Math.Sin(y / 3 * Math.PI)) * 2 / 3
            + (160 * Math.Sin(y / 12 * Math.PI) + 320 * Math.Sin(y * Math.PI / 30)) * 2 / 3;
        var east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.Sqrt(Math.Abs(x)) + ripple
            + (20 * Math.Sin(x * Math.PI) + 40 * Math.Sin(x / 3 * Math.PI)) * 2 / 3
            + (150 * Math.Sin(x / 12 * Math.PI) + 300 * Math.Sin(x / 30 * Math.PI)) * 2 / 3;

        var radians = latitude / 180 * Math.PI;
        var magic = 1 - Eccentricity * Math.Sin(radians) * Math.Sin(radians);
        north = north * 180 / (Axis * (1 - Eccentricity) / (magic * Math.Sqrt(magic)) * Math.PI);
        east = east * 180 / (Axis / Math.Sqrt(magic) * Math.Cos(radians) * Math.PI);
        return new((decimal)Math.Round(latitude + north, 6), (decimal)Math.Round(longitude + east, 6));
    }
}
