namespace InvestmentFair.Web.Portal;

/// <summary>
/// The projects and plants a visitor keeps in mind: a cookie of codes and nothing else, so that pages stay the same for
/// everybody and can be stored.
/// </summary>
public sealed record Shortlist(IReadOnlyList<string> Projects, IReadOnlyList<string> Plants)
{
    public const int Most = 20;

    private const string Cookie = "shortlist";

    public bool IsEmpty => Projects.Count + Plants.Count == 0;

    public bool IsFull => Projects.Count + Plants.Count >= Most;

    public static Shortlist Of(HttpContext http) => http.Request.Cookies[Cookie] is { } kept && kept.Split('|') is [var projects, var plants]
        ? new(Codes(projects.Split('~')), Codes(plants.Split('~')))
        : new([], []);

    /// <summary>As an address says it, codes parted by commas; what is no code is passed over.</summary>
    public static Shortlist Of(string? projects, string? plants) => new(Codes(projects?.Split(',')), Codes(plants?.Split(',')));

    public Shortlist With(string? project, string? plant) => IsFull ? this : new(Codes([.. Projects, project ?? ""]), Codes([.. Plants, plant ?? ""]));

    public bool Has(string? project, string? plant) => (project is null || Projects.Contains(project)) && (plant is null || Plants.Contains(plant));

    public Shortlist Without(string? project, string? plant) => new([.. Projects.Where(p => p != project)], [.. Plants.Where(p => p != plant)]);

    public void Keep(HttpContext http) => http.Response.Cookies.Append(Cookie, $"{string.Join('~', Projects)}|{string.Join('~', Plants)}",
        new CookieOptions { MaxAge = TimeSpan.FromDays(90), HttpOnly = true, SameSite = SameSiteMode.Lax, IsEssential = true, Secure = http.Request.IsHttps });

    /// <summary>The same list as a query, to compare, to ask about, or to send to a colleague.</summary>
    public string Query
    {
        get
        {
            var query = new Microsoft.AspNetCore.Http.Extensions.QueryBuilder();
            if (Projects.Count > 0) query.Add("ids", string.Join(',', Projects));
            if (Plants.Count > 0) query.Add("plants", string.Join(',', Plants));
            return query.ToQueryString().Value ?? "";
        }
    }

    // The rule of codes is the form's; here it keeps rubbish out of cookies and queries.
    private static List<string> Codes(IEnumerable<string>? typed) =>
        [.. (typed ?? []).Where(c => c.Length is > 0 and <= 40 && c.All(x => char.IsAsciiLetterOrDigit(x) || x is '.' or '-')).Distinct().Take(Most)];
}
