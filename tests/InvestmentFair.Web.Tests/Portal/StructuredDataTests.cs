using System.Text.Json.Nodes;
using AngleSharp.Dom;

namespace InvestmentFair.Web.Tests.Portal;

/// <summary>
/// What search engines read of a page, held to what they ask of each type: an event has a name, a start and a place with an
/// address; a way has positions from one on, each with a name and an absolute address.
/// </summary>
public sealed class StructuredDataTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    private readonly HttpClient _visitor = portal.Visitor();

    [Fact]
    public async Task A_project_is_a_page_with_its_place_its_contact_and_the_way_to_it()
    {
        await portal.PublishAsync("LC-S11", f => (f.NameZh, f.NameEn, f.Latitude, f.Longitude, f.ContactPhone) = ("有坐标的项目", "A project with a place", 35.7411m, 113.502m, "0356-0000000"));

        foreach (var (address, home, language, list, name) in new[]
        {
            ("/projects/LC-S11", "https://fair.example/", "zh-CN", "招商项目", "有坐标的项目"),
            ("/en/projects/LC-S11", "https://fair.example/en/", "en", "Projects", "A project with a place"),
        })
        {
            var page = await _visitor.PageAsync(address);
            var canonical = page.QuerySelector("link[rel=canonical]")!.GetAttribute("href");
            var about = Thing(page, "WebPage");
            Assert.Equal((canonical, canonical, language, name), (Text(about, "@id"), Text(about, "url"), Text(about, "inLanguage"), Text(about, "name")));
            Assert.Matches(@"^\d{4}-\d\d-\d\d$", Text(about, "dateModified"));
            var project = about["mainEntity"]!.AsObject();
            Assert.Equal(("Project", "LC-S11", name), (Text(project, "@type"), Text(project, "identifier"), Text(project, "name")));
            Assert.Equal((35.7411m, 113.502m), ((decimal)project["location"]!["geo"]!["latitude"]!, (decimal)project["location"]!["geo"]!["longitude"]!));
            Assert.Equal("CN", (string?)project["location"]!["address"]!["addressCountry"]);
            Assert.Equal("0356-0000000", (string?)project["contactPoint"]!["telephone"]);
            Assert.Equal([(1, home), (2, $"{home}projects"), (3, canonical)], Steps(page).Select(s => ((int)s["position"]!, (string?)s["item"])));
            Assert.Equal([list, name], Steps(page).Skip(1).Select(s => (string?)s["name"]));
        }
    }

    [Fact]
    public async Task A_plant_says_how_large_it_is_in_units_that_machines_know()
    {
        var plant = Thing(await _visitor.PageAsync("/plants/IP-A"), "WebPage")["mainEntity"]!.AsObject();

        Assert.Equal("Place", Text(plant, "@type"));
        Assert.Contains(plant["additionalProperty"]!.AsArray(), p => (string?)p!["unitCode"] == "MTK" && (decimal)p["value"]! > 0);
        Assert.NotEmpty((string?)plant["address"]!["streetAddress"] ?? "");
    }

    [Theory]
    [InlineData("/", "https://fair.example/")]
    [InlineData("/en/", "https://fair.example/en/")]
    public async Task The_fair_is_an_event_with_all_that_is_asked_of_one(string address, string at)
    {
        var page = await _visitor.PageAsync(address);
        var fair = Thing(page, "BusinessEvent");

        Assert.Equal(("2027-08-02", at, "https://schema.org/OfflineEventAttendanceMode"), (Text(fair, "startDate"), Text(fair, "url"), Text(fair, "eventAttendanceMode")));
        Assert.NotEmpty(Text(fair, "name")!);
        Assert.True(string.CompareOrdinal(Text(fair, "endDate"), "2027-08-02") >= 0);
        Assert.Equal(("Place", "PostalAddress"), ((string?)fair["location"]!["@type"], (string?)fair["location"]!["address"]!["@type"]));
        Assert.NotEmpty((string?)fair["location"]!["address"]!["addressLocality"] ?? "");
        Assert.NotEmpty((string?)fair["organizer"]!["name"] ?? "");
        Assert.Equal("https://fair.example/hero.webp", page.QuerySelector("meta[property='og:image']")!.GetAttribute("content"));
    }

    [Fact]
    public async Task A_hostile_name_does_not_end_the_block()
    {
        var page = await _visitor.PageAsync("/projects/LC-X01");

        Assert.Equal("<script>alert(1)</script>项目", Text(Thing(page, "WebPage"), "name"));
        Assert.Single(page.QuerySelectorAll("script"));
    }

    [Theory, InlineData("/projects/LC-T01"), InlineData("/plants/IP-A"), InlineData("/"), InlineData("/en/projects/LC-T01")]
    public async Task Nothing_is_said_of_which_nothing_is_known_and_every_address_is_the_public_one(string address)
    {
        var page = await _visitor.PageAsync(address);

        foreach (var value in Values(Data(page)))
        {
            Assert.NotEqual("", value);
            if (value.Contains("://", StringComparison.Ordinal)) Assert.Matches("^https://(fair[.]example|schema[.]org)(/|$)", value);
        }
    }

    private static JsonObject Data(IDocument page) => JsonNode.Parse(page.QuerySelectorAll("script[type='application/ld+json']").Single().TextContent)!.AsObject();

    private static JsonObject Thing(IDocument page, string type)
    {
        var data = Data(page);
        Assert.Equal("https://schema.org", (string?)data["@context"]);
        return data["@graph"]!.AsArray().Select(t => t!.AsObject()).Single(t => Text(t, "@type") == type);
    }

    private static IReadOnlyList<JsonObject> Steps(IDocument page) => [.. Thing(page, "BreadcrumbList")["itemListElement"]!.AsArray().Select(s => s!.AsObject())];

    private static string? Text(JsonObject thing, string property) => (string?)thing[property];

    private static IEnumerable<string> Values(JsonNode node) => node switch
    {
        JsonObject thing => thing.SelectMany(p => Values(p.Value!)),
        JsonArray many => many.SelectMany(v => Values(v!)),
        _ => [node.ToString()],
    };
}
