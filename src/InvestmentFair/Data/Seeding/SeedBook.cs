using InvestmentFair.Deals;
using InvestmentFair.Delegations;
using InvestmentFair.Dictionaries;
using InvestmentFair.Enquiries;
using InvestmentFair.Fairs;
using InvestmentFair.Meetings;
using InvestmentFair.Organisations;
using InvestmentFair.People;
using InvestmentFair.Projects;

namespace InvestmentFair.Data.Seeding;

/// <summary>All sheets as read, and what became of their lines so far.</summary>
internal sealed class SeedBook
{
    private static readonly string[] Files =
    [
        "regions.csv", "holidays.csv", "sectors.csv", "units.csv", "hosts.csv", "project_hosts.csv", "project_files.csv", "plants.csv", "investors.csv", "contacts.csv", "needs.csv",
        "reviews.csv", "incentives.csv", "extensions.csv", "carrier_conditions.csv", "match_marks.csv",
        "interpreters.csv", "fairs.csv", "venues.csv", "halls.csv", "slots.csv", "agenda.csv", "checklist.csv", "delegations.csv", "answers.csv", "availability.csv", "party_limits.csv", "requests.csv", "pair_marks.csv", "meetings.csv",
        "templates.csv", "enquiries.csv", "enquiry_events.csv", "deals.csv", "deal_events.csv",
    ];

    private readonly Dictionary<string, IReadOnlyList<SeedRow>> _sheets = [];
    private readonly List<SeedCount> _imported = [];

    public SeedKeys<DictionaryEntry> Words { get; } = new("字典 word");
    public SeedKeys<Region> Regions { get; } = new("区划 region");
    public SeedKeys<Sector> Sectors { get; } = new("行业 sector");
    public SeedKeys<Unit> Units { get; } = new("单位 unit");
    public SeedKeys<HostRepresentative> Hosts { get; } = new("县方人员 host");
    public SeedKeys<Interpreter> Interpreters { get; } = new("翻译 interpreter");
    public SeedKeys<Project> Projects { get; } = new("项目 project");
    public SeedKeys<IdlePlant> Plants { get; } = new("厂房 plant");
    public SeedKeys<Investor> Investors { get; } = new("客商 investor");
    public SeedKeys<Contact> Contacts { get; } = new("联系人 contact");
    public SeedKeys<RelocationNeed> Needs { get; } = new("转移需求 need");
    public SeedKeys<Venue> Venues { get; } = new("场馆 venue");
    public SeedKeys<Fair> Fairs { get; } = new("届次 fair");
    public SeedKeys<Hall> Halls { get; } = new("会场 hall");
    public SeedKeys<Table> Tables { get; } = new("桌号 table");
    public SeedKeys<TimeSlot> Slots { get; } = new("时段 slot");
    public SeedKeys<Delegation> Delegations { get; } = new("代表团 delegation");
    public SeedKeys<Guest> Guests { get; } = new("嘉宾 guest");
    public SeedKeys<MeetingRequest> Requests { get; } = new("洽谈申请 request");
    public SeedKeys<Meeting> Meetings { get; } = new("洽谈 meeting");
    public SeedKeys<Enquiry> Enquiries { get; } = new("来询 enquiry");
    public SeedKeys<Deal> Deals { get; } = new("跟踪项目 deal");

    public IReadOnlyList<SeedRow> this[string file] => _sheets[file];

    public IReadOnlyList<SeedCount> Counts => [.. Files.Select(f => new SeedCount(f, _sheets[f].Count)), .. _imported];

    /// <summary>A sheet that an importer took in.</summary>
    public void Took(string file, int rows) => _imported.Add(new SeedCount(file, rows));

    public static async Task<SeedBook> ReadAsync(string directory, CancellationToken cancel)
    {
        var book = new SeedBook();
        foreach (var file in Files) book._sheets[file] = await SeedSheet.ReadAsync(directory, file, cancel);
        return book;
    }

    /// <summary>The lines of a sheet that belong to one fair, in their order.</summary>
    public IReadOnlyList<SeedRow> Of(string file, string fair) => [.. this[file].Where(r => r["fair"] == fair)];

    /// <summary>Halls, tables and slots have codes that are their fair's own.</summary>
    public static string Key(string fair, object code) => $"{fair}/{code}";
}
