using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ClosedXML.Excel;
using InvestmentFair.Access;
using InvestmentFair.Audit;
using InvestmentFair.Files;
using InvestmentFair.Imports;
using InvestmentFair.Kernel;
using InvestmentFair.Spreadsheets;
using InvestmentFair.Tests;
using InvestmentFair.Web.Tests.Hosting;
using InvestmentFair.Web.Tests.Portal;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Web.Tests.House;

/// <summary>
/// Every personal field of a delegation and its member holds words that stand nowhere else. Whoever may not see them is shown none,
/// whatever is asked of the desks, wherever a visitor follows links, and whatever is written down.
/// </summary>
public sealed class CanaryTests
{
    private static readonly JsonSerializerOptions Whole = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, ReferenceHandler = ReferenceHandler.IgnoreCycles, MaxDepth = 128 };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_desk_tells_it_to_whom_it_is_not_for()
    {
        using var written = new Heard();
        await using var database = await FairDatabase.SeededSqliteAsync();
        await using var services = Desks(database, written);
        var canary = await Canary.HatchAsync(services);
        await using var db = database.Open();
        var theirs = await db.Deals.Where(d => d.Id == canary.DealId).Select(d => d.LeadUnitId).SingleAsync(Cancel);
        var unit = await db.Deals.Where(d => d.LeadUnitId != theirs).Select(d => d.LeadUnitId).FirstAsync(Cancel);

        Assert.Empty(await HeardAsync(services, canary.Ids, Role.Reporter, unit, Canary.All));
        Assert.Empty(await HeardAsync(services, canary.Ids, null, null, Canary.All));
        Assert.Empty(await HeardAsync(services, canary.Ids, Role.Leader, null, [.. Canary.Reaches, .. Canary.Traces]));
        // Those who look after guests are told of guests, and of nothing that is others' to know.
        Assert.Empty(await HeardAsync(services, canary.Ids, Role.Reception, null, [.. Canary.Deals, .. Canary.Traces]));
        Assert.Empty(await HeardAsync(services, canary.Ids, Role.Staff, null, Canary.Traces));

        // Asked in the same way, those who may see it are told all of it.
        var organizer = await HeardAsync(services, canary.Ids, Role.Organizer, null, Canary.All);
        Assert.All(Canary.All, words => Assert.Contains(organizer, heard => heard.EndsWith(words, StringComparison.Ordinal)));
        NothingWritten(written);
    }

    [Fact]
    public async Task No_sheet_carries_out_what_its_list_hides_or_is_not_for_the_role()
    {
        using var written = new Heard();
        await using var site = new SeededSite { Other = services => services.AddSingleton<ILoggerProvider>(written) };
        await site.InitializeAsync();
        var services = site.Services;
        await Canary.HatchAsync(services);
        var exports = services.GetRequiredService<ExportDesk>();
        var carried = new HashSet<(Role Role, string List, string Words)>();
        var (sheets, refused) = (0, 0);
        foreach (var role in Enum.GetValues<Role>())
            foreach (var list in services.GetServices<IListOf>())
            {
                using var sheet = new MemoryStream();
                // Every column, also those that are not shown until they are asked for.
                var state = new ListState { Columns = [.. ((IEnumerable<object>)((dynamic)list).Columns).Select(c => (string)((dynamic)c).Key)] };
                Task<Outcome<string>> WriteAsync() => exports.WriteAsync(AccessTable.ActorOf(role), list.Key, "2027", state, null, "核对", "自用", sheet, Cancel);
                if (!role.Grants(Permission.ExportData) || !role.Grants(list.Permission))
                {
                    await Assert.ThrowsAsync<NotAllowedException>(WriteAsync);
                    Assert.Equal((role, list.Key, 0), (role, list.Key, sheet.Length));
                    refused++;
                    continue;
                }

                Canary.Done(await WriteAsync());
                sheet.Position = 0;
                using var book = new XLWorkbook(sheet);
                var text = string.Join('\n', book.Worksheets.SelectMany(w => w.CellsUsed()).Select(c => c.GetString()));
                carried.UnionWith(Canary.In(text).Select(words => (role, list.Key, words)));
                sheets++;
            }

        Assert.True(sheets > 60 && refused > 60, $"{sheets} sheets, {refused} refused");
        Assert.DoesNotContain(carried, c => Canary.Unlisted.Contains(c.Words));
        Assert.DoesNotContain(carried, c => Canary.Deals.Contains(c.Words) && !c.Role.Grants(Permission.ViewDeals));
        Assert.DoesNotContain(carried, c => Canary.Traces.Contains(c.Words) && !c.Role.Grants(Permission.ViewAudit));
        // What those lists do show is carried out by everybody who may take them away: the words are looked for where they would be.
        foreach (var role in Enum.GetValues<Role>().Where(r => r.Grants(Permission.ExportData)))
        {
            Assert.Contains((role, "guests", Canary.Name), carried);
            Assert.Contains((role, "guests", Canary.Title), carried);
            Assert.Contains((role, "delegations", Canary.LiaisonName), carried);
            Assert.Contains((role, "slips", Canary.Name), carried);
            Assert.Contains((role, "notices", Canary.Name), carried);
            Assert.Contains((role, "availability", Canary.AwayBecause), carried);
            Assert.Contains((role, "requests", Canary.RatherNot), carried);
            Assert.Contains((role, "enquiries", Canary.Asker), carried);
            Assert.Contains(carried, c => c.Role == role && c.Words == Canary.PersonNote);
            Assert.Equal(role.Grants(Permission.ViewDeals), carried.Contains((role, "deals", Canary.Deal)));
            Assert.All(Canary.Traces, words => Assert.Equal((role, words, role.Grants(Permission.ViewAudit)), (role, words, carried.Any(c => c.Role == role && c.Words == words))));
        }

        NothingWritten(written);
    }

    [Fact]
    public async Task No_page_of_the_portal_and_no_line_of_the_log_shows_it()
    {
        using var heard = new Heard();
        await using var portal = new SeededSite { Other = services => services.AddSingleton<ILoggerProvider>(heard) };
        await portal.InitializeAsync();
        await Canary.HatchAsync(portal.Services);
        using var visitor = portal.Visitor();

        var (seen, files) = (new Dictionary<string, string>(), 0);
        var ahead = new Queue<string>(["/", "/en/", "/sitemap.xml", "/projects?q=金丝雀", "/projects?q=canary"]);
        while (ahead.TryDequeue(out var address))
        {
            if (seen.ContainsKey(address) || seen.Count > 600) continue;
            using var answer = await visitor.GetAsync(address, Cancel);
            // Pages, pictures and papers alike: whatever is served is looked through.
            seen[address] = Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(Cancel));
            files += answer.Content.Headers.ContentType?.MediaType is { } kind && !kind.StartsWith("text/", StringComparison.Ordinal) ? 1 : 0;
            if (answer.Content.Headers.ContentType?.MediaType is not "text/html") continue;
            var page = await answer.PageAsync();
            var root = page.QuerySelector("base")?.GetAttribute("href") ?? "/";
            foreach (var link in page.QuerySelectorAll("a[href], img[src], link[href]").Select(a => (a.GetAttribute("href") ?? a.GetAttribute("src"))!.Split('#')[0]).Where(l => l.Length > 0 && !l.Contains(':', StringComparison.Ordinal)))
                ahead.Enqueue(link.StartsWith('/') ? link : root + link);
        }

        Assert.True(seen.Count > 60 && files > 10, $"{seen.Count} pages, {files} files");
        Assert.Contains(seen, page => page.Value.Contains("王莽岭云海度假酒店", StringComparison.Ordinal));
        Assert.Empty(from page in seen from words in Canary.In(page.Value) select $"{page.Key}: {words}");
        NothingWritten(heard);
    }

    [Fact]
    public async Task The_page_and_the_feed_of_one_person_show_of_another_whom_they_meet_and_no_more()
    {
        using var heard = new Heard();
        await using var site = new SeededSite { Other = services => services.AddSingleton<ILoggerProvider>(heard) };
        await site.InitializeAsync();
        var canary = await Canary.HatchAsync(site.Services);
        using var visitor = site.Visitor();

        var (met, metFeed) = await OwnPagesAsync(site, visitor, canary.Host);
        var (stranger, strangerFeed) = await OwnPagesAsync(site, visitor, canary.Stranger);
        var (own, ownFeed) = await OwnPagesAsync(site, visitor, canary.Person);
        var asker = await visitor.GetStringAsync(await visitor.CleanAsync($"/q/{canary.Key}"), Cancel);

        Assert.Empty(Canary.In(met).Except([Canary.Name, Canary.Title, Canary.TitleEn]));
        Assert.Empty(Canary.In(metFeed));
        Assert.Empty(Canary.In(stranger + strangerFeed));
        // Nor does their own say more than their name and what they meet about: it may be read over a shoulder.
        Assert.Empty(Canary.In(own + ownFeed).Except([Canary.Name]));
        Assert.Empty(Canary.In(asker).Except([Canary.Asker, Canary.Question, Canary.Answer]));
        // Each of them is a page with what belongs on it.
        Assert.All((string[])[Canary.Name, Canary.Title], w => Assert.Contains(w, met, StringComparison.Ordinal));
        Assert.Contains(Canary.Name, own, StringComparison.Ordinal);
        Assert.All((string[])[Canary.Question, Canary.Answer], w => Assert.Contains(w, asker, StringComparison.Ordinal));
        foreach (var feed in new[] { metFeed, strangerFeed, ownFeed }) Assert.Contains("BEGIN:VEVENT", feed, StringComparison.Ordinal);
        Assert.Contains("候鸟县代表团（示例）", metFeed.Replace("\r\n ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        NothingWritten(heard);
    }

    [Fact]
    public async Task A_sheet_is_looked_through_for_those_only_who_may_take_it_in_and_its_words_are_not_written_down()
    {
        using var written = new Heard();
        await using var database = await FairDatabase.SeededSqliteAsync();
        await using var services = Desks(database, written);
        var canary = await Canary.HatchAsync(services);
        var imports = services.GetRequiredService<ImportDesk>();
        // Under the member's number stands something else in every field: the old words would stand beside it.
        var sheet = Encoding.UTF8.GetBytes($"编号,姓名,手机,邮箱,单位,职务,英文职务,饮食禁忌\n{canary.Number},改名（示例）,000-0000-7600,other@people.example,别的单位（示例）,别的职务,Another title,无");
        string[] olds = [Canary.Name, Canary.Mobile, Canary.Email, Canary.Organisation, Canary.Title, Canary.TitleEn, Canary.Dietary];
        var (told, refused) = (0, 0);
        foreach (var role in AccessTable.Everybody)
        {
            Task<Outcome<ImportPreview>> LookAsync() => imports.PreviewAsync(AccessTable.ActorOf(role), Canary.Fair, ImportKind.Guests, "名单.csv", sheet, Cancel);
            if (role is { } somebody && somebody.Grants(Permission.ImportData))
            {
                var row = Assert.Single(Canary.Done(await LookAsync()).Rows);
                Assert.All(olds, old => Assert.Contains(row.Cells, c => c.Old == old));
                told++;
            }
            else
            {
                var fault = await Assert.ThrowsAsync<NotAllowedException>(LookAsync);
                Assert.DoesNotContain(Canary.All, fault.Message.Contains);
                refused++;
            }
        }

        Assert.Equal((3, 4), (told, refused));
        // Nor does a sheet for another fair, or one that cannot be read, say or write down what it holds.
        Assert.True((await imports.PreviewAsync(Actor.Seed, "2019", ImportKind.Guests, "名单.csv", sheet, Cancel)).Refused);
        var broken = await imports.PreviewAsync(Actor.Seed, Canary.Fair, ImportKind.Guests, "名单.xlsx", Encoding.UTF8.GetBytes(string.Join(',', Canary.All)), Cancel);
        Assert.True(broken.Refused);
        Assert.DoesNotContain(Canary.All, broken.Text.Contains);
        Assert.DoesNotContain(written.Lines, line => Canary.In(line).Any());
    }

    private static async Task<(string Page, string Feed)> OwnPagesAsync(SeededSite site, HttpClient visitor, Guid person)
    {
        async Task<string> KeyAsync(LinkKind kind) => Canary.Done(await site.Desk<LinkDesk>().ShowAsync(Actor.Seed, Canary.Fair, kind, person, Cancel)).Key!;
        var feed = await KeyAsync(LinkKind.Calendar);
        return (await visitor.GetStringAsync(await visitor.CleanAsync($"/me/{await KeyAsync(LinkKind.Timetable)}"), Cancel), await visitor.GetStringAsync($"/me/{feed}.ics", Cancel) + await visitor.GetStringAsync($"/me/{feed}.ics?lang=en", Cancel));
    }

    private static ServiceProvider Desks(FairDatabase database, Heard written)
    {
        var desks = new ServiceCollection().AddLogging(log => log.AddProvider(written)).AddInvestmentFair(database.Connection).Configure<DataOptions>(o => o.Directory = database.Directory);
        desks.AddDataProtection().UseEphemeralDataProtectionProvider();
        return desks.BuildServiceProvider();
    }

    // All that was written down from the first record to the last question.
    private static void NothingWritten(Heard heard)
    {
        Assert.NotEmpty(heard.Lines);
        Assert.DoesNotContain(heard.Lines, line => Canary.In(line).Any());
    }

    // What every reading method answers to somebody who names each of the records and searches for the words.
    private static async Task<IReadOnlyList<string>> HeardAsync(IServiceProvider services, IReadOnlyList<Guid> ids, Role? role, Guid? unit, string[] secrets)
    {
        var actor = AccessTable.ActorOf(role) with { UnitId = unit };
        var heard = new HashSet<string>();
        foreach (var method in Surface.Methods(services).Where(m => m.AsksWho && Reads(m.Method)))
            // What names no record answers each time the same.
            foreach (var id in method.Method.GetParameters().Any(p => NamesRecords(p.ParameterType)) ? ids : [Guid.Empty])
                foreach (var list in method.Method.GetParameters().Any(p => p.Name == "list") ? services.GetServices<IListOf>().Select(l => l.Key) : [""])
                    if (await AnswerAsync(services.GetRequiredService(method.Desk), method, actor, id, list) is { } answer)
                        heard.UnionWith(secrets.Where(s => answer.Contains(s, StringComparison.Ordinal)).Select(s => $"{method.Name} tells {s}"));
        return [.. heard.Order(StringComparer.Ordinal)];
    }

    private static bool NamesRecords(Type type) => type == typeof(Guid) || type == typeof(Guid?) || type == typeof(IReadOnlyCollection<Guid>) || type == typeof(IReadOnlyList<Guid>);

    private static bool Reads(MethodInfo method) => method.ReturnType is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(Task<>)
        && !typeof(Outcome).IsAssignableFrom(type.GetGenericArguments()[0]);

    private static async Task<string?> AnswerAsync(object desk, DeskMethod method, Actor actor, Guid id, string list)
    {
        var arguments = Neutral.Arguments(method.Method, actor, method.Given);
        foreach (var parameter in method.Method.GetParameters())
            arguments[parameter.Position] = parameter.ParameterType switch
            {
                var type when type == typeof(Guid) || type == typeof(Guid?) => id,
                var type when NamesRecords(type) => new[] { id },
                var type when type == typeof(string) => parameter.Name == "list" ? list : parameter.Name is "typed" or "words" or "search" or "name" ? "金丝雀" : "2027",
                var type when type == typeof(ListState) => new ListState { Search = "金丝雀", Size = 100 },
                _ => arguments[parameter.Position],
            };
        try
        {
            var running = (Task)method.Method.Invoke(desk, BindingFlags.DoNotWrapExceptions, null, arguments, null)!;
            await running;
            return JsonSerializer.Serialize(((dynamic)running).Result, Whole);
        }
        // Not for them, or arguments that lead to nothing: either way nothing was told.
        catch (Exception fault) when (fault is not Xunit.Sdk.XunitException)
        {
            return null;
        }
    }
}
