using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using InvestmentFair.Kernel;
using InvestmentFair.Projects;
using InvestmentFair.Web.Texts;
using Microsoft.AspNetCore.Components;

namespace InvestmentFair.Web.Portal;

/// <summary>
/// What a page is about, for search engines: schema.org as JSON-LD, one block in the head. To a browser a block of this type is
/// data and no script: it is neither run nor measured by the policy that lets no script run here.
/// </summary>
public static class StructuredData
{
    // Angle brackets are escaped, so that no name ends the block.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static MarkupString Of(params JsonObject[] things) => new(
        $"<script type=\"application/ld+json\">{new JsonObject { ["@context"] = "https://schema.org", ["@graph"] = new JsonArray([.. things]) }.ToJsonString(Readable)}</script>");

    public static JsonObject Page(string site, string at, string name, string description, Guid? picture, DateOnly? updated, JsonObject about) => Without(new()
    {
        ["@type"] = "WebPage",
        ["@id"] = at,
        ["url"] = at,
        ["name"] = name,
        ["description"] = description,
        ["inLanguage"] = Language.IsEnglish ? "en" : "zh-CN",
        ["dateModified"] = updated is { } day ? Day(day) : null,
        ["primaryImageOfPage"] = picture is { } id ? Picture(site, id) : null,
        ["isPartOf"] = new JsonObject { ["@type"] = "WebSite", ["name"] = HouseTexts.Product, ["url"] = $"{site}/" },
        ["mainEntity"] = about,
    });

    /// <summary>The way to a page from the home page of its language; the last is the page itself.</summary>
    public static JsonObject Way(params (string Name, string At)[] steps) => new()
    {
        ["@type"] = "BreadcrumbList",
        ["itemListElement"] = new JsonArray([.. steps.Select((step, i) => new JsonObject { ["@type"] = "ListItem", ["position"] = i + 1, ["name"] = step.Name, ["item"] = step.At })]),
    };

    public static JsonObject Project(string at, PortalProject project) => Without(new()
    {
        ["@type"] = "Project",
        ["@id"] = $"{at}#project",
        ["name"] = project.Name.Text,
        ["identifier"] = project.Code,
        ["description"] = project.Background.Text,
        ["keywords"] = string.Join(", ", project.Modes.Select(m => m.Text).Prepend(project.Sector.Text).Prepend(project.Category.Text).Where(w => w.Length > 0)),
        ["location"] = Without(new()
        {
            ["@type"] = "Place",
            ["name"] = project.Township.Text,
            ["address"] = InCounty(project.Township),
            ["geo"] = project.Place is { } place ? new JsonObject { ["@type"] = "GeoCoordinates", ["latitude"] = place.Latitude, ["longitude"] = place.Longitude } : null,
        }),
        ["contactPoint"] = Contact(project.ContactRole, project.ContactPhone),
    });

    public static JsonObject Plant(string site, string at, PortalPlant plant) => Without(new()
    {
        ["@type"] = "Place",
        ["@id"] = $"{at}#plant",
        ["name"] = plant.Name.Text,
        ["identifier"] = plant.Code,
        ["description"] = plant.SuggestedUse.Text,
        ["address"] = InCounty(plant.Township),
        ["image"] = plant.PictureId is { } picture ? Picture(site, picture) : null,
        ["additionalProperty"] = new JsonArray([.. new (string Name, decimal? Value, string Unit)[]
        {
            (PlantTexts.Floor, plant.FloorM2, "MTK"), (PlantTexts.Height, plant.HeightM, "MTR"), (PlantTexts.Power, plant.PowerKva, "KVA"),
        }.Where(p => p.Value is not null).Select(p => new JsonObject { ["@type"] = "PropertyValue", ["name"] = p.Name, ["value"] = p.Value, ["unitCode"] = p.Unit })]),
    });

    /// <summary>The fair as an event in a city, held by the county.</summary>
    public static JsonObject Fair(string site, string at, PortalFair fair) => Without(new()
    {
        ["@type"] = "BusinessEvent",
        ["@id"] = $"{site}/#fair-{fair.Code}",
        ["name"] = fair.Name.Text,
        ["description"] = fair.Introduction.Text is { Length: > 0 } words ? words : null,
        ["startDate"] = Day(fair.FirstDay),
        ["endDate"] = Day(fair.LastDay),
        ["eventStatus"] = "https://schema.org/EventScheduled",
        ["eventAttendanceMode"] = "https://schema.org/OfflineEventAttendanceMode",
        ["inLanguage"] = Language.IsEnglish ? "en" : "zh-CN",
        ["url"] = at,
        ["image"] = $"{site}/hero.webp",
        ["location"] = new JsonObject { ["@type"] = "Place", ["name"] = fair.City.Text, ["address"] = Without(new() { ["@type"] = "PostalAddress", ["addressLocality"] = fair.City.Text, ["addressCountry"] = fair.TimeZone == FairTime.DefaultZone ? "CN" : null }) },
        ["organizer"] = new JsonObject { ["@type"] = "GovernmentOrganization", ["name"] = PortalTexts.County, ["url"] = $"{site}/" },
    });

    private static JsonObject InCounty(Bilingual township) => new()
    {
        ["@type"] = "PostalAddress",
        ["addressCountry"] = "CN",
        ["addressRegion"] = PortalTexts.Province,
        ["addressLocality"] = PortalTexts.CountyName,
        ["streetAddress"] = township.Text,
    };

    private static JsonObject? Contact(Bilingual role, string? phone) => string.IsNullOrWhiteSpace(phone) ? null : new()
    {
        ["@type"] = "ContactPoint",
        ["contactType"] = role.Text,
        ["telephone"] = phone,
    };

    private static JsonObject Picture(string site, Guid id) => new() { ["@type"] = "ImageObject", ["url"] = $"{site}/files/{id}/960" };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // A property that says nothing is not said.
    private static JsonObject Without(JsonObject thing)
    {
        foreach (var empty in thing.Where(p => p.Value is null or JsonArray { Count: 0 } || (p.Value is JsonValue value && value.TryGetValue<string>(out var text) && text.Length == 0)).Select(p => p.Key).ToList()) thing.Remove(empty);
        return thing;
    }
}
