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

    /// <summary>Verbs that ask and are about nothing that is there yet.</summary>
    private static readonly Dictionary<string, string> AboutNothingYet = new()
    {
        ["Staff/Documents/PrintSheet.razor"] = "a print is made of what is seen at this address",
        ["Shared/FairGridViews.razor"] = "a view is made of the list as it is seen",
        ["Shared/FairGrid.Selection.cs"] = "an export is made of the list as it is seen",
    };

    /// <summary>Forms of the console that are no <see cref="InvestmentFair.Web.Shared.FormSheet{TForm}"/>, and so keep no draft and press as often as they are sent.</summary>
    private static readonly Dictionary<string, string> FormOfItsOwn = new()
    {
        ["Shared/FormSheet.razor"] = "is the form",
        ["Shared/EditManyDialog.razor"] = "leads to a preview; only what was seen in it is done, by its stamp, and what is chosen is asked about before it is thrown away",
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

    // A field that is bound and not drawn would be filled by whoever writes a form of their own.
    [Fact]
    public void A_form_of_the_portal_or_the_account_takes_nothing_but_what_its_page_draws() => Nothing(
        NotDrawn(Surface.Pages().Select(p => p.Type), page => Sources.Under(Sources.Web, ".razor").Single(f => f.Path == $"{page.FullName![(typeof(Routes).Namespace!.Length + 1)..].Replace('.', '/')}.razor").Text));

    [Fact]
    public void A_bound_field_that_is_not_drawn_is_found() => Assert.Equal(
        ["Overposted takes Input.Role, which it does not draw.", "Overposted takes Input.Stored of a record."],
        NotDrawn([typeof(Overposted)], _ => "name=\"Input.Name\"").Order(StringComparer.Ordinal));

    private static IEnumerable<string> NotDrawn(IEnumerable<Type> pages, Func<Type, string> source) =>
        from page in pages
        from bound in page.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        where bound.IsDefined(typeof(SupplyParameterFromFormAttribute))
        where !IsPlain(bound.PropertyType)
        from field in bound.PropertyType.GetProperties()
        where field.CanWrite && field.Name != nameof(Kernel.Form.Version)
        let name = $"{bound.Name}.{field.Name}"
        let fault = !IsPlain(field.PropertyType) ? $"{page.Name} takes {name} of a record."
            : source(page).Contains($"ame=\"{name}\"", StringComparison.Ordinal) ? null : $"{page.Name} takes {name}, which it does not draw."
        where fault is not null
        select fault;

    private static bool IsPlain(Type type) => (Nullable.GetUnderlyingType(type) ?? type.GetElementType() ?? type) is { } bare && (bare.IsEnum || bare.IsPrimitive || bare == typeof(string));

    private sealed class Overposted : ComponentBase
    {
        [SupplyParameterFromForm]
        public Input? Input { get; set; }
    }

    private sealed class Input
    {
        public string? Name { get; set; }

        public string? Role { get; set; }

        public Kernel.Record? Stored { get; set; }
    }

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

    [Fact]
    public void What_is_filled_in_at_the_console_is_drafted_asked_about_and_pressed_once()
    {
        var forms = Sources.Under(Sources.Web, ".razor").Where(f => (f.Path.StartsWith("Staff/", StringComparison.Ordinal) || f.Path.StartsWith("Shared/", StringComparison.Ordinal))
            && FormTag().IsMatch(f.Text)).Select(f => f.Path).ToList();

        Nothing(forms.Except(FormOfItsOwn.Keys).Select(path => $"{path} has a <form> of its own: fill it in on a FormSheet, or say in {nameof(FormOfItsOwn)} why nothing typed is lost."));
        Nothing(FormOfItsOwn.Keys.Except(forms).Select(path => $"{path} is excused and need not be: remove its line."));
    }

    [Theory]
    [InlineData("<form @onsubmit=\"SaveAsync\">", true)]
    [InlineData("<EditForm Model=\"form\">", true)]
    [InlineData("<FormSheet TForm=\"NoteForm\">", false)]
    [InlineData("<FormFields Filling=\"form\" />", false)]
    public void A_form_of_its_own_is_heard(string said, bool isOne) => Assert.Equal(isOne, FormTag().IsMatch(said));

    [Fact]
    public void A_verb_that_asks_says_what_it_is_about()
    {
        var sources = Sources.Under(Sources.Web, ".cs", ".razor").Where(f => f.Path.StartsWith("Staff/", StringComparison.Ordinal) || f.Path.StartsWith("Shared/", StringComparison.Ordinal)).ToList();

        Nothing(sources.SelectMany(f => AskedWrongly(f.Path, f.Text)));
        Nothing(AboutNothingYet.Keys.Where(path => !sources.Any(f => f.Path == path && f.Text.Contains("Subject.None", StringComparison.Ordinal))).Select(path => $"{path} is excused and need not be: remove its line."));
        Assert.True(sources.Sum(f => Asking().Count(f.Text)) > 25, "the verbs that ask were not found");
    }

    [Theory]
    [InlineData("private async Task EditAsync(ClauseView clause) => await AskAsync(ProjectId, title, form)", true)]
    [InlineData("private async Task EditAsync(ClauseView clause) => await AskAsync(clause.Id, title, form)", false)]
    [InlineData("private async Task MarkAsync(MatchRow row, Mark mark) { if (await AskAsync(Subject.Of(row.NeedId, row.OfferId, mark), title, form)) return; }", false)]
    [InlineData("private async Task MarkAsync(MatchRow row, Mark mark) { if (await AskAsync(Subject.None, title, form)) return; }", true)]
    [InlineData("private async Task LinkAsync(LinkForm known) => await AskAsync(Id, title, known)", false)]
    [InlineData("private async Task ExtendAsync() => await AskAsync(default, title, form)", true)]
    [InlineData("private async Task ExtendAsync() => await AskAsync(new(), title, form)", true)]
    public void A_verb_that_is_about_an_entry_and_says_the_page_is_heard(string said, bool isWrong) => Assert.Equal(isWrong, AskedWrongly("Staff/Some.razor", said).Any());

    // What a method is given a row, an entry or a file of, its dialog is about; nobody's draft is for all of them.
    private static IEnumerable<string> AskedWrongly(string path, string text)
    {
        foreach (Match asking in Asking().Matches(text))
        {
            var about = asking.Groups["about"].Value;
            if (about is "default" || about.StartsWith("new", StringComparison.Ordinal) || (about == "Subject.None" && !AboutNothingYet.ContainsKey(path)))
                yield return $"{path}: AskAsync({about}, …) does not say which record or entry it is about.";
        }

        foreach (Match asking in AskingOfEntry().Matches(text))
            if (!asking.Groups["about"].Value.Contains($"{asking.Groups["entry"].Value}.", StringComparison.Ordinal))
                yield return $"{path}: {asking.Groups["method"].Value} is about {asking.Groups["entry"].Value} and keeps its drafts under {asking.Groups["about"].Value}.";
    }

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

    [GeneratedRegex(@"<(form|EditForm)\b")]
    private static partial Regex FormTag();

    [GeneratedRegex(@"await AskAsync\((?<about>(?:[^(),]|\([^()]*\))+),")]
    private static partial Regex Asking();

    [GeneratedRegex(@"Task (?<method>\w+)\((?!string )\w+(?<!Form) (?<entry>\w+)[^)]*\)(?:(?!\bTask \w+[(<])[\s\S])*?await AskAsync\((?<about>(?:[^(),]|\([^()]*\))+),")]
    private static partial Regex AskingOfEntry();
}
