using System.Text.RegularExpressions;
using InvestmentFair.Audit;
using InvestmentFair.Matching;
using InvestmentFair.Spreadsheets;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Web.Tests.House;

/// <summary>The audit is read by people: every act has words.</summary>
public sealed partial class ActTests
{
    [Fact]
    public void Every_act_of_the_desks_is_called_something_in_the_audit()
    {
        var acts = Sources.Under(Sources.Core, ".cs").SelectMany(f => Said().Matches(f.Text).Select(m => m.Groups[1].Value)
            .Concat(Entered().Matches(f.Text).SelectMany(m => new[] { $"{m.Groups[1].Value}.entered", $"{m.Groups[1].Value}.revised" }))
            .Concat(Edited().Matches(f.Text).Select(m => $"{m.Groups[1].Value}.edited"))).Distinct().Order().ToList();

        Assert.True(acts.Count > 50, $"only {acts.Count} acts were found");
        var nameless = acts.Where(a => !ActNames.IsNamed(a)).Select(a => $"{a} has no words: add its noun or its verb to {nameof(ActNames)}.").ToList();
        Assert.True(nameless.Count == 0, string.Join('\n', nameless));
    }

    [Fact]
    public async Task What_the_sample_data_did_and_what_each_list_exports_is_said_in_words()
    {
        await using var desk = await Staff.StaffPageContext.SitAsync();
        await using var db = desk.Open();
        var acts = await db.AuditEntries.Select(a => a.Act).Distinct().ToListAsync(TestContext.Current.CancellationToken);
        var lists = desk.Services.GetServices<IListOf>().ToList();

        Assert.True(acts.Count(a => a.StartsWith("seed.", StringComparison.Ordinal)) > 10);
        Assert.All(acts.Concat(Enum.GetNames<Mark>().Select(m => $"match.{m}")).Concat(Enum.GetNames<ImportKind>().Select(k => $"import.{k}")), act => Assert.True(ActNames.IsNamed(act), act));
        Assert.All(lists, list => Assert.Equal(list.Title, ActNames.List(list.Key)));
        Assert.Equal("导出 · 嘉宾名单", ActNames.Say("export.guests"));
        Assert.Equal("2027 · 嘉宾名单", ActNames.List("2027/guests"));
    }

    [GeneratedRegex(@"(?:new Act\(\w+(?:\.\w+)*, |(?:Do|Change)(?:Async)?\(actor, |Aside\(actor, |NoteAsync\(actor, )""([a-z]+\.[A-Za-z-]+)""")]
    private static partial Regex Said();

    [GeneratedRegex(@"EnterAsync\(actor, ""([a-z]+)""")]
    private static partial Regex Entered();

    [GeneratedRegex(@": EditDesk<\w+(?:, \w+)?>\(""([a-z]+)""")]
    private static partial Regex Edited();
}
