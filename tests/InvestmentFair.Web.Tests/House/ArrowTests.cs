using System.Text.RegularExpressions;

namespace InvestmentFair.Web.Tests.House;

/// <summary>Who knows whom: each part of the core knows those it stands on, and the web's parts do not know each other.</summary>
public sealed partial class ArrowTests
{
    /// <summary>
    /// The nouns from the ground up; one knows those on earlier lines. Enquiries and Invitations stand side by side.
    /// </summary>
    private static readonly string[][] Order =
    [
        ["Kernel"], ["Search"], ["Ledger"], ["Access"], ["Dictionaries"], ["People"], ["Fairs"], ["Organisations"], ["Delegations"], ["Projects"], ["Matching"], ["Meetings"],
        ["Enquiries", "Invitations"], ["Timeline"], ["Deals"],
    ];

    /// <summary>What stands beside the order, and the nouns they know; the rest of what they know is in <see cref="Tools"/>.</summary>
    private static readonly Dictionary<string, string[]> Beside = new()
    {
        ["Spreadsheets"] = ["Kernel", "Access", "Data"],
        ["Files"] = ["Kernel", "Access", "Data"],
        ["Audit"] = ["Kernel", "Ledger", "Access", "Data", "Spreadsheets"],
        ["Choices"] = ["Kernel", "Access", "Data", "Dictionaries", "People"],
        ["Documents"] = ["Kernel", "Access", "Data", "Spreadsheets"],
        ["Drafts"] = ["Kernel", "Access", "Data"],
        ["Editions"] = ["Kernel", "Ledger", "Access", "Data", "Dictionaries", "Fairs", "Projects", "Enquiries"],
        ["Imports"] = ["Kernel", "Ledger", "Access", "Data", "Audit", "Files", "Spreadsheets", "Dictionaries", "People", "Fairs", "Delegations", "Projects", "Meetings"],
        ["Edits"] = ["Kernel", "Access", "Data", "Spreadsheets", "Choices"],
        ["Views"] = ["Kernel", "Access", "Data", "Spreadsheets"],
        ["Notes"] = ["Kernel", "Access", "Data", "Spreadsheets"],
        ["History"] = ["Kernel", "Ledger", "Spreadsheets", "Access", "Data", "Audit", "Documents", "Files", "Choices", "People", "Fairs", "Organisations", "Delegations", "Projects", "Meetings", "Enquiries", "Deals"],
        ["Palette"] = ["Kernel", "Access", "Data", "Search", "People", "Deals"],
        ["Today"] = ["Kernel", "Access", "Data", "Fairs", "Delegations", "Projects", "Meetings", "Enquiries", "Invitations", "Deals"],
    };

    /// <summary>Known to the desks, queries and lists of a noun, and to those only.</summary>
    private static readonly string[] Tools = ["Data", "Spreadsheets", "Edits", "Choices"];

    /// <summary>Attachments belong to records of these.</summary>
    private static readonly string[] WithFiles = ["Projects", "Deals"];

    /// <summary>Files that are no desk, queries or list and name the context all the same.</summary>
    private static readonly Dictionary<string, string> MayKnowTheContext = new()
    {
        ["Services.cs"] = "the table of contents registers it",
        ["Spreadsheets/ListOf.cs"] = "what all lists are made of",
    };

    /// <summary>What one part of the web knows of another, and why; each line is a debt or a decision.</summary>
    private static readonly Dictionary<string, string> Crossings = new()
    {
        ["Account/FullPage.razor > Endpoints"] = "ServiceEndpoints.LocalOr: where to try again",
        ["Account/LoginPage.razor > Endpoints"] = "ServiceEndpoints.LocalOr: where a login may lead",
        ["Account/VerifyPage.razor > Endpoints"] = "ServiceEndpoints.LocalOr: where a login may lead",
        ["Endpoints/Downloads.cs > Account"] = "ActorSource.Of: the actor of a request outside a circuit",
    };

    private static readonly string[] Parts = ["Portal", "Staff", "Account", "Endpoints"];

    private static readonly string[] WebMayKnowData = ["Hosting", "Commands", "Account", "Endpoints"];

    public static TheoryData<string> Folders => [.. Directory.GetDirectories(Sources.Core).Select(d => Path.GetFileName(d)!).Where(d => d is not ("bin" or "obj" or "Data")).Order()];

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_part_of_the_core_knows_only_what_it_stands_on(string folder)
    {
        var known = MayKnow(folder);
        var wrong = from file in Sources.Under(Sources.Core, ".cs")
                    where Sources.FolderOf(file.Path) == folder
                    from other in Known(file.Text)
                    where other != folder && !known.Contains(other)
                    select $"{file.Path} knows {other}; {folder} may know {string.Join(", ", known.Order())}.";

        Nothing(wrong);
    }

    [Fact]
    public void Only_desks_queries_and_lists_know_the_database_and_the_sheets() => Nothing(
        from file in Sources.Under(Sources.Core, ".cs")
        let folder = Sources.FolderOf(file.Path)
        where folder is not ("Data" or "Imports") && !IsDesk(file.Path) && !MayKnowTheContext.ContainsKey(file.Path)
        let tools = folder == "Spreadsheets" ? ["Data"] : Tools
        where file.Text.Contains("FairDbContext", StringComparison.Ordinal) || Known(file.Text).Intersect(tools).Any()
        select $"{file.Path} is a noun and knows the database or the sheets.");

    [Fact]
    public void The_parts_of_the_web_do_not_know_each_other()
    {
        var found = (from file in Sources.Under(Sources.Web, ".cs", ".razor")
                     let part = Sources.FolderOf(file.Path)
                     where Parts.Contains(part)
                     from other in Parts
                     where other != part && Regex.IsMatch(file.Text, $@"InvestmentFair\.Web\.{other}\b|\busing\s+{other}\b|(?<![\w./""])(?:Web\.)?{other}\.[A-Z]\w+(Page|Endpoints|Source)\b")
                     select $"{file.Path} > {other}").ToList();

        Assert.Equal(Crossings.Keys.Order(), found.Order());
    }

    [Fact]
    public void The_pages_do_not_know_the_database() => Nothing(
        from file in Sources.Under(Sources.Web, ".cs", ".razor")
        where !WebMayKnowData.Contains(Sources.FolderOf(file.Path)) && (Known(file.Text).Contains("Data") || file.Text.Contains("FairDbContext", StringComparison.Ordinal))
        select $"{file.Path} knows InvestmentFair.Data.");

    [Fact]
    public void The_core_does_not_know_the_web() => Nothing(
        from file in Sources.Under(Sources.Core, ".cs")
        where file.Text.Contains("InvestmentFair.Web", StringComparison.Ordinal) || file.Text.Contains("Microsoft.AspNetCore.Components", StringComparison.Ordinal)
        select $"{file.Path} knows the web.");

    [Fact]
    public void A_name_written_out_counts_as_knowing_it()
    {
        Assert.Equal(["Deals"], Known("using InvestmentFair.Deals;"));
        Assert.Equal(["Deals"], Known("var stage = Deals.DealStage.Lead;"));
        Assert.Empty(Known("var many = fair.Deals.DealStage;"));
    }

    private static HashSet<string> MayKnow(string folder)
    {
        if (Beside.TryGetValue(folder, out var said)) return [.. said];
        var at = Array.FindIndex(Order, line => line.Contains(folder));
        Assert.True(at >= 0, $"{folder} is new: say in {nameof(Order)} or {nameof(Beside)} where it stands.");
        HashSet<string> known = [.. Order[..at].SelectMany(line => line)];
        if (folder is not ("Kernel" or "Search" or "Ledger")) known.UnionWith(Tools);
        if (WithFiles.Contains(folder)) known.Add("Files");
        // What is taken back is called there as the audit calls it.
        if (folder == "Meetings") known.UnionWith(["Scheduling", "Audit"]);
        return known;
    }

    private static bool IsDesk(string path) => DeskFile().IsMatch(path);

    private static IReadOnlyList<string> Known(string text) =>
    [
        .. Using().Matches(text).Select(m => m.Groups[1].Value)
            .Concat(Qualified().Matches(text).Where(m => IsType(m.Groups[1].Value, m.Groups[2].Value)).Select(m => m.Groups[1].Value))
            .Where(name => name != "Web").Distinct(),
    ];

    // Half a name is only a namespace where such a type is in it; otherwise it is somebody's property.
    private static bool IsType(string space, string type) => typeof(Services).Assembly.GetType($"InvestmentFair.{space}.{type}") is not null;

    private static void Nothing(IEnumerable<string> wrong)
    {
        var found = wrong.ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [GeneratedRegex(@"(?:Desk|Queries|Lists?)\.cs$")]
    private static partial Regex DeskFile();

    [GeneratedRegex(@"using\s+(?:static\s+)?InvestmentFair\.(\w+)")]
    private static partial Regex Using();

    [GeneratedRegex(@"(?<![\w.>)\]""])(?:InvestmentFair\.)?([A-Z]\w+)\.([A-Z]\w+)")]
    private static partial Regex Qualified();
}
