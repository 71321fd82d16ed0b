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

    // Told twice in the message of one change, as the value and as the state of its field, in Chinese.
    [Fact]
    public void The_longest_text_of_a_field_goes_through_a_circuit_at_once() =>
        Assert.InRange(2 * 3 * Kernel.FieldText.Longest, 1, InvestmentFair.Web.Hosting.Product.MostBytesOfMessage - 1024);

    [Fact]
    public void What_a_form_allows_fits_into_its_field() => Nothing(
        from type in typeof(Kernel.Form).Assembly.GetTypes()
        where type.IsSubclassOf(typeof(Kernel.Form))
        from field in Kernel.Form.Fields(type)
        where field.GetCustomAttribute<Kernel.AtMostAttribute>() is { MaximumLength: var most } && most > (field.IsDefined(typeof(Kernel.ProseAttribute)) ? Kernel.FieldText.Longest : 2000)
        select $"{type.Name}.{field.Name} allows more than can be typed.");

    [Fact]
    public void Every_field_of_the_console_that_takes_text_says_how_much() => Nothing(
        from file in Sources.Under(Sources.Web, ".razor")
        where !file.Path.StartsWith("Portal/", StringComparison.Ordinal) && !file.Path.StartsWith("Account/", StringComparison.Ordinal)
        from field in Boundless(file.Text)
        select $"{file.Path} has a field without a maxlength, which ends the circuit when a long text is pasted into it: {field}");

    [Theory]
    [InlineData("<input id=\"a\" type=\"text\" @oninput=\"e => Go(e)\" />", true)]
    [InlineData("<input value=\"@_text\" @onchange=\"Take\" />", true)]
    [InlineData("<textarea rows=\"4\" @bind=\"_text\"></textarea>", true)]
    [InlineData("<input type=\"search\" maxlength=\"60\" />", false)]
    [InlineData("<input type=\"checkbox\" @onchange=\"Take\" />", false)]
    [InlineData("<input type=\"date\" value=\"@_day\" />", false)]
    public void A_field_without_an_end_is_found(string markup, bool isBoundless) => Assert.Equal(isBoundless, Boundless(markup).Any());

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

    // A number, a day or a time is cut by the browser itself.
    private static IEnumerable<string> Boundless(string markup) =>
        Field().Matches(markup).Select(m => m.Value).Where(f => !f.Contains("maxlength=", StringComparison.Ordinal) && !EndsByItself().IsMatch(f));

    [GeneratedRegex("<(?:input|textarea)\\b(?:[^>\"]|\"[^\"]*\")*>")]
    private static partial Regex Field();

    [GeneratedRegex("type=\"(?:checkbox|radio|hidden|file|number|date|time|@picker)\"")]
    private static partial Regex EndsByItself();

    [GeneratedRegex(@"^@layout\s+(\w+)", RegexOptions.Multiline)]
    private static partial Regex Layout();
}
