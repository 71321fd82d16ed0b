using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ClosedXML.Excel;
using InvestmentFair.Access;
using InvestmentFair.Audit;
using InvestmentFair.Deals;
using InvestmentFair.Delegations;
using InvestmentFair.Files;
using InvestmentFair.Kernel;
using InvestmentFair.People;
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
    private static readonly string[] Reaches = ["000-0000-7654", "canary.mail@people.example", "忌口金丝雀", "000-0000-7655", "canary.liaison@people.example", "备注金丝雀"];
    private static readonly string[] Deals = ["跟踪金丝雀项目（示例）"];
    private static readonly string[] Traces = ["用途金丝雀", "收件金丝雀"];
    private static readonly string[] Names = ["金丝雀甲（示例）", "职务金丝雀", "金丝雀单位（示例）", "联络金丝雀（示例）"];

    // Shown to nobody in a list, whoever may see it whole on its own page.
    private static readonly string[] Unlisted = [.. Reaches.Where(words => words != Reaches[5])];

    private static readonly JsonSerializerOptions Whole = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, ReferenceHandler = ReferenceHandler.IgnoreCycles, MaxDepth = 128 };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_desk_tells_it_to_whom_it_is_not_for()
    {
        using var written = new Heard();
        await using var database = await FairDatabase.SeededSqliteAsync();
        await using var services = Desks(database, written);
        var ids = await HatchAsync(services, "2027");
        await using var db = database.Open();
        var theirs = await db.Deals.Where(d => d.Id == ids[3]).Select(d => d.LeadUnitId).SingleAsync(Cancel);
        var unit = await db.Deals.Where(d => d.LeadUnitId != theirs).Select(d => d.LeadUnitId).FirstAsync(Cancel);

        Assert.Empty(await HeardAsync(services, ids, Role.Reporter, unit, [.. Reaches, .. Names, .. Deals, .. Traces]));
        Assert.Empty(await HeardAsync(services, ids, null, null, [.. Reaches, .. Names, .. Deals, .. Traces]));
        Assert.Empty(await HeardAsync(services, ids, Role.Leader, null, [.. Reaches, .. Traces]));
        // Those who look after guests are told of guests, and of nothing that is others' to know.
        Assert.Empty(await HeardAsync(services, ids, Role.Reception, null, [.. Deals, .. Traces]));
        Assert.Empty(await HeardAsync(services, ids, Role.Staff, null, Traces));

        // Asked in the same way, those who may see it are told all of it.
        string[] all = [.. Reaches, .. Names, .. Deals, .. Traces];
        var organizer = await HeardAsync(services, ids, Role.Organizer, null, all);
        Assert.All(all, words => Assert.Contains(organizer, heard => heard.EndsWith(words, StringComparison.Ordinal)));
        NothingWritten(written);
    }

    [Fact]
    public async Task No_sheet_carries_out_what_its_list_hides_or_is_not_for_the_role()
    {
        using var written = new Heard();
        await using var site = new SeededSite { Other = services => services.AddSingleton<ILoggerProvider>(written) };
        await site.InitializeAsync();
        var services = site.Services;
        await HatchAsync(services, "2027");
        var exports = services.GetRequiredService<ExportDesk>();
        string[] all = [.. Reaches, .. Names, .. Deals, .. Traces];
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

                Done(await WriteAsync());
                sheet.Position = 0;
                using var book = new XLWorkbook(sheet);
                var text = string.Join('\n', book.Worksheets.SelectMany(w => w.CellsUsed()).Select(c => c.GetString()));
                carried.UnionWith(all.Where(words => text.Contains(words, StringComparison.Ordinal)).Select(words => (role, list.Key, words)));
                sheets++;
            }

        Assert.True(sheets > 60 && refused > 60, $"{sheets} sheets, {refused} refused");
        Assert.DoesNotContain(carried, c => Unlisted.Contains(c.Words));
        Assert.DoesNotContain(carried, c => Deals.Contains(c.Words) && !c.Role.Grants(Permission.ViewDeals));
        Assert.DoesNotContain(carried, c => Traces.Contains(c.Words) && !c.Role.Grants(Permission.ViewAudit));
        // What those lists do show is carried out by everybody who may take them away: the words are looked for where they would be.
        foreach (var role in Enum.GetValues<Role>().Where(r => r.Grants(Permission.ExportData)))
        {
            Assert.Contains((role, "guests", Names[0]), carried);
            Assert.Contains((role, "guests", Names[1]), carried);
            Assert.Contains((role, "delegations", Names[3]), carried);
            Assert.Contains(carried, c => c.Role == role && c.Words == Reaches[5]);
            Assert.Equal(role.Grants(Permission.ViewDeals), carried.Contains((role, "deals", Deals[0])));
            Assert.All(Traces, words => Assert.Equal((role, words, role.Grants(Permission.ViewAudit)), (role, words, carried.Any(c => c.Role == role && c.Words == words))));
        }

        NothingWritten(written);
    }

    [Fact]
    public async Task No_page_of_the_portal_and_no_line_of_the_log_shows_it()
    {
        using var heard = new Heard();
        await using var portal = new SeededSite { Other = services => services.AddSingleton<ILoggerProvider>(heard) };
        await portal.InitializeAsync();
        await HatchAsync(portal.Services, "2027");
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
        Assert.Empty(from page in seen from words in Reaches.Concat(Names).Concat(Deals).Concat(Traces) where page.Value.Contains(words, StringComparison.Ordinal) select $"{page.Key}: {words}");
        NothingWritten(heard);
    }

    private static async Task<IReadOnlyList<Guid>> HatchAsync(IServiceProvider services, string fair)
    {
        var desk = services.GetRequiredService<DelegationDesk>();
        var delegation = Done(await desk.SaveAsync(Actor.Seed, fair, null, new DelegationForm { NameZh = "候鸟县代表团（示例）", Quota = 3, LiaisonName = Names[3], LiaisonMobile = Reaches[3], LiaisonEmail = Reaches[4] }, Cancel));
        var guest = Done(await desk.SaveGuestAsync(Actor.Seed, fair, null, new GuestForm
        {
            Name = Names[0],
            Mobile = Reaches[0],
            Email = Reaches[1],
            Dietary = Reaches[2],
            TitleZh = Names[1],
            Organisation = Names[2],
            DelegationId = delegation,
            Part = GuestPart.Leader,
        }, Cancel));
        await using var db = services.GetRequiredService<IDbContextFactory<Data.FairDbContext>>().CreateDbContext();
        var person = await db.Guests.Where(g => g.Id == guest).Select(g => g.PersonId).SingleAsync(Cancel);
        var form = (await services.GetRequiredService<PersonQueries>().PersonAsync(Actor.Seed, person, Cancel))!.Form;
        form.Note = Reaches[5];
        Done(await services.GetRequiredService<PeopleDesk>().SavePersonAsync(Actor.Seed, person, form, Cancel));
        var deal = await db.Deals.Where(d => d.StageType == StageType.Open).OrderBy(d => d.Number).FirstAsync(Cancel);
        var renamed = DealForm.Of(deal);
        renamed.NameZh = Deals[0];
        Done(await services.GetRequiredService<DealDesk>().SaveAsync(Actor.Seed, deal.Id, renamed, Cancel));
        Done(await services.GetRequiredService<ExportDesk>().WriteAsync(Actor.Seed, "venues", fair, new ListState(), null, Traces[0], Traces[1], Stream.Null, Cancel));
        return [delegation, guest, person, deal.Id, Guid.Empty];
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
        Assert.Empty(from line in heard.Lines from words in Reaches.Concat(Names).Concat(Deals).Concat(Traces) where line.Contains(words, StringComparison.Ordinal) select line);
    }

    private static T Done<T>(Outcome<T> outcome)
    {
        Assert.False(outcome.Refused, outcome.Text);
        return outcome.Value!;
    }

    // What every reading method answers to somebody who names each of the records and searches for the words.
    private static async Task<IReadOnlyList<string>> HeardAsync(IServiceProvider services, IReadOnlyList<Guid> ids, Role? role, Guid? unit, string[] secrets)
    {
        var actor = AccessTable.ActorOf(role) with { UnitId = unit };
        var heard = new HashSet<string>();
        foreach (var method in Surface.Methods(services).Where(m => m.AsksWho && Reads(m.Method)))
            foreach (var id in ids)
                if (await AnswerAsync(services.GetRequiredService(method.Desk), method, actor, id) is { } answer)
                    heard.UnionWith(secrets.Where(s => answer.Contains(s, StringComparison.Ordinal)).Select(s => $"{method.Name} tells {s}"));
        return [.. heard.Order(StringComparer.Ordinal)];
    }

    private static bool Reads(MethodInfo method) => method.ReturnType is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(Task<>)
        && !typeof(Outcome).IsAssignableFrom(type.GetGenericArguments()[0]);

    private static async Task<string?> AnswerAsync(object desk, DeskMethod method, Actor actor, Guid id)
    {
        var arguments = Neutral.Arguments(method.Method, actor, method.Given);
        foreach (var parameter in method.Method.GetParameters())
            arguments[parameter.Position] = parameter.ParameterType switch
            {
                var type when type == typeof(Guid) || type == typeof(Guid?) => id,
                var type when type == typeof(IReadOnlyCollection<Guid>) || type == typeof(IReadOnlyList<Guid>) => new[] { id },
                var type when type == typeof(string) => parameter.Name is "typed" or "words" or "search" or "name" ? "金丝雀" : "2027",
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
