using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;

namespace InvestmentFair.Web.Tests.House;

/// <summary>Rules of the house that the compiler does not know.</summary>
public sealed partial class PageRuleTests
{
    private static readonly string[] Banned = ["MarkupString", "AddMarkupContent", "Html.Raw", "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "DateTime.Now", "IHttpContextAccessor", "AdjustToContents"];

    /// <summary>Where a banned word may stand.</summary>
    private static readonly Dictionary<string, string> MaySay = new()
    {
        ["BannedSymbols.txt"] = "the list by which the compiler bans them",
        ["InvestmentFair.Web/Portal/StructuredData.cs"] = "a block of data for search engines, whose encoder lets no bracket through (StructuredDataTests)",
    };

    /// <summary>Pages of the console that every role opens.</summary>
    private static readonly Dictionary<string, string> ForEveryRole = new()
    {
        ["Staff.Today.ConsoleHomePage"] = "leads each role to its own first page",
        ["Staff.Today.LostPage"] = "tells whoever is signed in that an address leads nowhere",
    };

    [Fact]
    public void A_layout_does_not_stand_under_the_imports_that_name_it() => Nothing(
        from imports in Sources.Under(Sources.Web, ".razor")
        where imports.Path.EndsWith("_Imports.razor", StringComparison.Ordinal)
        from layout in Layout().Matches(imports.Text).Select(m => m.Groups[1].Value)
        from file in Sources.Under(Sources.Web, ".razor")
        where file.Path.StartsWith(imports.Path[..^"_Imports.razor".Length], StringComparison.Ordinal) && Path.GetFileNameWithoutExtension(file.Path) == layout
        select $"{file.Path} would be laid out in itself, for ever.");

    [Fact]
    public void Pages_of_the_portal_and_the_account_are_never_interactive() => Nothing(
        from page in Surface.Pages()
        where !page.Name.StartsWith("Staff.", StringComparison.Ordinal) && page.Type.GetCustomAttribute<ExcludeFromInteractiveRoutingAttribute>() is null
        select $"{page.Name} lacks [ExcludeFromInteractiveRouting].");

    [Fact]
    public void Pages_of_the_console_are_interactive_and_under_its_address() => Nothing(
        from page in Surface.Pages()
        where page.Name.StartsWith("Staff.", StringComparison.Ordinal)
        where page.Type.IsDefined(typeof(ExcludeFromInteractiveRoutingAttribute), true) || page.Route.Split(" | ").Any(r => r != "/console" && !r.StartsWith("/console/", StringComparison.Ordinal))
        select $"{page.Name} is not a page of the console.");

    [Fact]
    public void Pages_of_the_console_name_the_permission_they_ask_for() => Nothing(
        from page in Surface.Pages()
        where page.Name.StartsWith("Staff.", StringComparison.Ordinal) && !ForEveryRole.ContainsKey(page.Name)
        where !page.Type.GetCustomAttributes<AuthorizeAttribute>(true).Any(a => Enum.TryParse<Access.Permission>(a.Policy, out _))
        select $"{page.Name} lacks [Authorize(Policy = ...)].");

    [Fact]
    public void What_is_banned_is_not_in_the_sources() => Nothing(
        from file in Sources.Under(Path.Combine(Sources.Root, "src"), ".cs", ".razor", ".js", ".txt")
        where !MaySay.ContainsKey(file.Path)
        from word in Banned
        where file.Text.Contains(word, StringComparison.Ordinal)
        select $"{file.Path} says {word}.");

    [Theory]
    [InlineData("<p>@((MarkupString)Text)</p>", true)]
    [InlineData("builder.AddMarkupContent(0, text);", true)]
    [InlineData("@Html.Raw(text)", true)]
    [InlineData("element.insertAdjacentHTML('beforeend', text);", true)]
    [InlineData("<p>@Text</p>", false)]
    public void What_is_banned_is_heard_where_it_is_said(string said, bool isBanned) => Assert.Equal(isBanned, Banned.Any(word => said.Contains(word, StringComparison.Ordinal)));

    private static void Nothing(IEnumerable<string> wrong)
    {
        var found = wrong.ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [GeneratedRegex(@"^@layout\s+(\w+)", RegexOptions.Multiline)]
    private static partial Regex Layout();
}
