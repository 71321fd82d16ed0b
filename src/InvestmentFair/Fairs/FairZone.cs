using InvestmentFair.Kernel;

namespace InvestmentFair.Fairs;

/// <summary>The clock a fair goes by: that of its city. Everything of the county itself, as its reply-by, goes by Beijing's.</summary>
public enum FairZone
{
    [Text("北京时间（UTC+8）", "Beijing time (UTC+8)")] Shanghai,
    [Text("香港、澳门时间（UTC+8）", "Hong Kong and Macao time (UTC+8)")] HongKong,
    [Text("新加坡时间（UTC+8）", "Singapore time (UTC+8)")] Singapore,
    [Text("东京时间（UTC+9）", "Tokyo time (UTC+9)")] Tokyo,
    [Text("迪拜时间（UTC+4）", "Dubai time (UTC+4)")] Dubai,
    [Text("中欧时间", "Central European time")] Berlin,
    [Text("伦敦时间", "London time")] London,
    [Text("纽约时间", "New York time")] NewYork,
    [Text("洛杉矶时间", "Los Angeles time")] LosAngeles,
}

public static class FairZones
{
    private static readonly Dictionary<FairZone, string> Ids = new()
    {
        [FairZone.Shanghai] = FairTime.DefaultZone,
        [FairZone.HongKong] = "Asia/Hong_Kong",
        [FairZone.Singapore] = "Asia/Singapore",
        [FairZone.Tokyo] = "Asia/Tokyo",
        [FairZone.Dubai] = "Asia/Dubai",
        [FairZone.Berlin] = "Europe/Berlin",
        [FairZone.London] = "Europe/London",
        [FairZone.NewYork] = "America/New_York",
        [FairZone.LosAngeles] = "America/Los_Angeles",
    };

    /// <summary>None where a zone was stored that cannot be chosen.</summary>
    public static FairZone? Of(string id) => Ids.Where(z => z.Value == id).Select(z => (FairZone?)z.Key).SingleOrDefault();

    public static string Say(string id) => Of(id) is { } zone ? zone.Text : id;

    extension(FairZone zone)
    {
        /// <summary>What the machine calls it, as it is stored.</summary>
        public string Id => Ids[zone];
    }
}
