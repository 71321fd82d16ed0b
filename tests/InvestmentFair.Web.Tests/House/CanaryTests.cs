using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using InvestmentFair.Access;
using InvestmentFair.Delegations;
using InvestmentFair.Files;
using InvestmentFair.Kernel;
using InvestmentFair.People;
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
    private static readonly string[] Names = ["金丝雀甲（示例）", "职务金丝雀", "金丝雀单位（示例）", "联络金丝雀（示例）"];

    private static readonly JsonSerializerOptions Whole = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, ReferenceHandler = ReferenceHandler.IgnoreCycles, MaxDepth = 128 };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_desk_tells_it_to_whom_it_is_not_for()
    {
        await using var database = await FairDatabase.SeededSqliteAsync();
        var desks = new ServiceCollection().AddLogging().AddInvestmentFair(database.Connection).Configure<DataOptions>(o => o.Directory = database.Directory);
        desks.AddDataProtection().UseEphemeralDataProtectionProvider();
        await using var services = desks.BuildServiceProvider();
        var ids = await HatchAsync(services, "2027");
        await using var db = database.Open();
        var unit = await db.Deals.Select(d => d.LeadUnitId).FirstAsync(Cancel);

        Assert.Empty(await HeardAsync(services, ids, Role.Reporter, unit, [.. Reaches, .. Names]));
        Assert.Empty(await HeardAsync(services, ids, null, null, [.. Reaches, .. Names]));
        Assert.Empty(await HeardAsync(services, ids, Role.Leader, null, Reaches));

        // Asked in the same way, those who may see it are told all of it.
        var organizer = await HeardAsync(services, ids, Role.Organizer, null, [.. Reaches, .. Names]);
        Assert.All([.. Reaches, .. Names], words => Assert.Contains(organizer, heard => heard.EndsWith(words, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task No_page_of_the_portal_and_no_line_of_the_log_shows_it()
    {
        using var heard = new Heard();
        await using var portal = new ListenedPortal(heard);
        await portal.InitializeAsync();
        await HatchAsync(portal.Desks, "2027");
        using var visitor = portal.Visitor();

        var seen = new Dictionary<string, string>();
        var ahead = new Queue<string>(["/", "/en/", "/sitemap.xml", "/projects?q=金丝雀", "/projects?q=canary"]);
        while (ahead.TryDequeue(out var address))
        {
            if (seen.ContainsKey(address) || seen.Count > 400) continue;
            using var answer = await visitor.GetAsync(address, Cancel);
            seen[address] = answer.Content.Headers.ContentType?.MediaType is { } kind && (kind.StartsWith("text/", StringComparison.Ordinal) || kind.EndsWith("xml", StringComparison.Ordinal)) ? await answer.Content.ReadAsStringAsync(Cancel) : "";
            if (answer.Content.Headers.ContentType?.MediaType is not "text/html") continue;
            var page = await answer.PageAsync();
            var root = page.QuerySelector("base")?.GetAttribute("href") ?? "/";
            foreach (var link in page.QuerySelectorAll("a[href]").Select(a => a.GetAttribute("href")!.Split('#')[0]).Where(l => l.Length > 0 && !l.Contains(':', StringComparison.Ordinal)))
                ahead.Enqueue(link.StartsWith('/') ? link : root + link);
        }

        Assert.True(seen.Count > 60, $"{seen.Count} pages");
        Assert.Contains(seen, page => page.Value.Contains("王莽岭云海度假酒店", StringComparison.Ordinal));
        Assert.Empty(from page in seen from words in Reaches.Concat(Names) where page.Value.Contains(words, StringComparison.Ordinal) select $"{page.Key}: {words}");
        Assert.NotEmpty(heard.Lines);
        Assert.Empty(from line in heard.Lines from words in Reaches.Concat(Names) where line.Contains(words, StringComparison.Ordinal) select line);
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
        return [delegation, guest, person, Guid.Empty];
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
                var type when type == typeof(Kernel.ListState) => new Kernel.ListState { Search = "金丝雀", Size = 100 },
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

    private sealed class ListenedPortal(Heard heard) : PortalFactory
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureServices(services => services.AddSingleton<ILoggerProvider>(heard));
        }
    }
}
