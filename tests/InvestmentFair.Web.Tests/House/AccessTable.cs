using InvestmentFair.Access;

namespace InvestmentFair.Web.Tests.House;

/// <summary>A line of access.csv: a page, an endpoint or a method of a desk, and who may use it.</summary>
public sealed record AccessLine(string Kind, string Name, string Route, string Roles)
{
    public bool IsForAnyone => Roles == AccessTable.Anyone;

    public bool Allows(Role? role) => IsForAnyone || (role is { } somebody && Roles.Split(';').Contains(somebody.ToString()));
}

/// <summary>The checked-in answer to "who may do what", as people read it.</summary>
public static class AccessTable
{
    public const string Page = "page";
    public const string Endpoint = "endpoint";
    public const string Method = "method";
    public const string Anyone = "Anyone";

    /// <summary>Every role, and nobody.</summary>
    public static readonly IReadOnlyList<Role?> Everybody = [null, .. Enum.GetValues<Role>()];

    private static readonly string File = Path.Combine(Sources.Root, "tests", "InvestmentFair.Web.Tests", "House", "access.csv");

    public static IReadOnlyList<AccessLine> Lines { get; } =
        [.. System.IO.File.ReadAllLines(File).Skip(1).Where(l => l.Length > 0).Select(l => l.Split(',')).Select(c => new AccessLine(c[0], c[1], c[2], c[3]))];

    public static IEnumerable<AccessLine> Of(string kind) => Lines.Where(l => l.Kind == kind);

    public static TheoryData<string> Names(string kind) => [.. Of(kind).Select(l => l.Name)];

    public static AccessLine Find(string kind, string name) => Lines.Single(l => l.Kind == kind && l.Name == name);

    public static Actor ActorOf(Role? role) => role is null ? Actor.Portal : new Actor(Guid.Parse("00000000-0000-0000-0000-0000000000aa"), role.Value.ToString(), role);

    /// <summary>A sentence for everything that is there and not listed, and for everything that is listed and not there.</summary>
    public static IReadOnlyList<string> Differences(string kind, IEnumerable<(string Name, string Route)> found, IEnumerable<AccessLine> lines)
    {
        var listed = lines.Where(l => l.Kind == kind).ToList();
        var there = found.ToList();
        return
        [
            .. there.Where(f => !listed.Any(l => l.Name == f.Name)).Select(f => $"{f.Name} is not in access.csv: decide who may use it and add the line \"{kind},{f.Name},{f.Route},<roles joined by ;>\"."),
            .. there.Where(f => listed.Any(l => l.Name == f.Name && l.Route != f.Route)).Select(f => $"{f.Name} is in access.csv with another route: it has {f.Route}."),
            .. listed.Where(l => !there.Any(f => f.Name == l.Name)).Select(l => $"{l.Name} is in access.csv and no longer in the product: remove its line."),
            .. listed.GroupBy(l => l.Name).Where(g => g.Count() > 1).Select(g => $"{g.Key} is in access.csv twice."),
        ];
    }

    /// <summary>Sentences for the roles of which the product says otherwise than the line.</summary>
    public static string? Disagreement(AccessLine line, IEnumerable<Role?> allowed)
    {
        var may = allowed.ToHashSet();
        var wrong = Everybody.Where(r => line.Allows(r) != may.Contains(r)).Select(r => $"{(r is null ? "nobody in particular" : r)} {(may.Contains(r) ? "may use it and is not listed" : "is listed and may not use it")}").ToList();
        return wrong.Count == 0 ? null : $"{line.Name}: {string.Join("; ", wrong)}.";
    }
}
