using System.Text.RegularExpressions;
using InvestmentFair.Access;
using InvestmentFair.Kernel;
using InvestmentFair.Web.Tests.Staff;
using InvestmentFair.Web.Texts;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Web.Tests.House;

/// <summary>
/// Every page of the console as each role is shown it that may not know what a delegation keeps to itself: found by following
/// links, by every address that the product has, and by the address of each of its records. Papers to be printed are pages too.
/// </summary>
public sealed partial class CanaryPagesTests
{
    // More of the same kind say nothing new; those of the delegation itself are all looked at besides.
    private const int MostOfAKind = 1;

    // The sample data hold no search for a timetable and no reading that was put right: neither says anything of a delegation.
    private static readonly string[] NoSampleOf = ["/console/{Fair}/runs/{Id:guid}", "/console/readings/{Id:guid}"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Language.Chinese)]
    [InlineData(Language.English)]
    public async Task A_leader_is_shown_who_comes_and_not_how_to_reach_them_what_they_eat_or_why_they_are_away(string language)
    {
        await using var desk = await StaffPageContext.SitAsync(Role.Leader);
        var seen = await CrawlAsync(desk, await Canary.HatchAsync(desk.Services), language);

        Assert.Empty(Shown(seen, [.. Canary.Reaches, .. Canary.Traces]));
        EveryKindWasSeen(seen, Role.Leader);
        // They were where it would have stood: what they may know of the same records they were shown.
        Assert.All((string[])[Canary.Name, Canary.Organisation, Canary.LiaisonName, Canary.Interest, Canary.Remark, Canary.RatherNot, Canary.CancelledBecause, Canary.Asker, Canary.Question, Canary.Answer, Canary.Deal, language == Language.English ? Canary.TitleEn : Canary.Title],
            words => Assert.True(Shown(seen, [words]).Count > 0, words));
        NothingWritten(desk);
    }

    [Fact]
    public async Task A_reporter_of_another_unit_is_shown_nothing_of_it_at_any_address()
    {
        await using var desk = await StaffPageContext.SitAsync(Role.Reporter, await OtherUnitAsync());
        var seen = await CrawlAsync(desk, await Canary.HatchAsync(desk.Services), Language.Chinese);

        Assert.Empty(Shown(seen, Canary.All));
        EveryKindWasSeen(seen, Role.Reporter);
        NothingWritten(desk);
    }

    [Fact]
    public async Task Whoever_receives_guests_is_shown_no_deal_and_nobodys_purpose()
    {
        await using var desk = await StaffPageContext.SitAsync(Role.Reception);
        var seen = await CrawlAsync(desk, await Canary.HatchAsync(desk.Services), Language.Chinese);

        Assert.Empty(Shown(seen, [.. Canary.Deals, .. Canary.Traces]));
        EveryKindWasSeen(seen, Role.Reception);
        NothingWritten(desk);
    }

    /// <summary>The control: in the same way an organizer is shown each of the words, and where it belongs.</summary>
    [Fact]
    public async Task An_organizer_is_shown_every_word_of_it_where_it_belongs()
    {
        await using var desk = await StaffPageContext.SitAsync(Role.Organizer);
        var canary = await Canary.HatchAsync(desk.Services);
        var seen = await CrawlAsync(desk, canary, Language.Chinese);

        EveryKindWasSeen(seen, Role.Organizer);
        Assert.All(Canary.All, words => Assert.True(Shown(seen, [words]).Count > 0, words));
        foreach (var (address, words) in new[]
        {
            ($"/console/2027/guests/{canary.Guest}", [Canary.Mobile, Canary.Email, Canary.Dietary, Canary.Remark]),
            ($"/console/people/{canary.Person}", [Canary.Mobile, Canary.Email, Canary.PersonNote]),
            ($"/console/2027/delegations/{canary.Delegation}", [Canary.LiaisonMobile, Canary.LiaisonEmail, Canary.Interest, Canary.Remark]),
            ($"/console/2027/availability/{canary.Absence}", [Canary.AwayBecause]),
            ("/console/2027/availability", [Canary.AwayBecause]),
            ($"/console/2027/meetings/{canary.Meeting}", [Canary.Name, Canary.AwayBecause]),
            ($"/console/2027/meetings/{canary.Cancelled}", [Canary.CancelledBecause]),
            ($"/console/2027/requests/{canary.Refusal}", [Canary.RatherNot]),
            ($"/console/2027/enquiries/{canary.Enquiry}", [Canary.Asker, Canary.AskerTitle, Canary.AskerFirm, Canary.AskerMobile, Canary.AskerEmail, Canary.Question, Canary.HandedOver, Canary.Answer]),
            ($"/console/2027/notices/{canary.Notice}", [Canary.Mobile, Canary.Email]),
            ("/console/2027/documents/call-list", [Canary.Name, Canary.Mobile]),
            ("/console/2027/documents/slips", [Canary.Name]),
            ("/console/2027/documents/meeting-table", [Canary.Name]),
            ("/console/2027/slips", [Canary.Name]),
            ($"/console/2027/imports/{canary.Batch}", (string[])[Canary.TitleEn]),
        })
            Assert.All(words, word => Assert.True(seen[address].Markup.Contains(word, StringComparison.Ordinal), $"{address} does not show {word}"));
        NothingWritten(desk);
    }

    /// <summary>What a crawl is held against: one that reached nothing, or was shut out, is found out.</summary>
    [Fact]
    public void A_crawl_that_reached_nothing_fails()
    {
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => EveryKindWasSeen(new Dictionary<string, Seen>(), Role.Reporter));
        var shut = AccessTable.Of(AccessTable.Page).SelectMany(l => l.Route.Split(" | ")).ToDictionary(r => r, r => new Seen(r, "", WasShown: false));
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => EveryKindWasSeen(shut, Role.Reporter));
    }

    private static IReadOnlyList<string> Shown(IReadOnlyDictionary<string, Seen> seen, string[] words) =>
        [.. from page in seen from word in words where page.Value.Markup.Contains(word, StringComparison.Ordinal) select $"{page.Key} shows {word}"];

    private static void EveryKindWasSeen(IReadOnlyDictionary<string, Seen> seen, Role role)
    {
        var (may, shown) = (Routes(l => l.Allows(role)).ToHashSet(), seen.Values.Where(s => s.WasShown).Select(s => s.Route).ToHashSet());
        Assert.Empty(may.Except(shown).Except(NoSampleOf).Select(route => $"{role} was not shown {route}"));
        Assert.Empty(Routes(l => !l.Allows(role)).Intersect(shown).Select(route => $"{role} was shown {route}"));
        // What is not for them was tried as well.
        Assert.Empty(Routes(_ => true).Except(seen.Values.Select(s => s.Route)).Except(NoSampleOf));
    }

    private static void NothingWritten(StaffPageContext desk) =>
        Assert.DoesNotContain(desk.Heard.Lines, line => Canary.In(line).Any());

    private static async Task<Guid> OtherUnitAsync()
    {
        await using var database = await InvestmentFair.Tests.FairDatabase.SeededSqliteAsync();
        await using var db = database.Open();
        var theirs = await db.Deals.Where(d => d.StageType == Deals.StageType.Open).OrderBy(d => d.Number).Select(d => d.LeadUnitId).FirstAsync(Cancel);
        return await db.Deals.Where(d => d.LeadUnitId != theirs).OrderBy(d => d.Number).Select(d => d.LeadUnitId).FirstAsync(Cancel);
    }

    private static async Task<IReadOnlyDictionary<string, Seen>> CrawlAsync(StaffPageContext desk, Canary canary, string language)
    {
        var routes = Routes(_ => true).Select(r => (Route: r, Address: new Regex($"^{Parameter().Replace(r, m => m.Value.EndsWith(":guid}", StringComparison.Ordinal) ? "[0-9a-f-]{36}" : m.Value.EndsWith(":long}", StringComparison.Ordinal) ? "[0-9]+" : "[^/]+")}$", RegexOptions.IgnoreCase))).ToList();
        var (seen, left) = (new Dictionary<string, Seen>(), routes.ToDictionary(r => r.Route, _ => MostOfAKind));
        string? RouteOf(string address) => routes.Where(r => r.Address.IsMatch(address.Split('?')[0])).OrderBy(r => r.Route.Count(c => c == '{')).ThenByDescending(r => r.Route.Contains(":guid", StringComparison.Ordinal)).Select(r => r.Route).FirstOrDefault();

        // First whatever is known to hold it, then what stands in no list, then what the pages lead to.
        var own = await OwnAsync(desk, canary);
        foreach (var address in own) await LookAsync(address, RouteOf(address)!);
        var ahead = new Queue<string>(seen.Values.SelectMany(s => s.Links).ToList());
        while (ahead.TryDequeue(out var address))
        {
            if (seen.ContainsKey(address) || RouteOf(address) is not { } route || left[route] == 0) continue;
            await LookAsync(address, route);
            if (seen[address].WasShown) left[route]--;
            foreach (var link in seen[address].Links) ahead.Enqueue(link);
        }

        return seen;

        async Task LookAsync(string address, string route)
        {
            var page = desk.Visit(address, language);
            var markup = "";
            // Drawn when it has all that it asks for, and stays so.
            for (var (same, turn) = (0, 0); same < 3 && turn < 500; turn++)
            {
                await Task.Delay(10, Cancel);
                var now = page.Page.Markup;
                same = now == markup && (page.All("main .skeleton, main .loading").Count == 0 || page.Text.Contains(ConsoleTexts.NotFound, StringComparison.Ordinal)) ? same + 1 : 0;
                markup = now;
            }

            // Where nothing is, a page says so; one is for that alone.
            var isShut = page.Text.Contains(HouseTexts.NotYours, StringComparison.Ordinal) || (route != "/console/lost" && page.Text.Contains(ConsoleTexts.NotFound, StringComparison.Ordinal)) || page.All("main .loading").Count > 0;
            seen[address] = new Seen(route, markup, !isShut && page.All("main h1").Count > 0)
            {
                Links = [.. page.All("a[href]").Select(a => a.GetAttribute("href")!.Split('#')[0]).Where(h => h.StartsWith("/console", StringComparison.Ordinal)).Distinct()],
            };
        }
    }

    // The addresses of its own records, and of every kind of page once: whoever is led to none of them by a link types it.
    private static async Task<IReadOnlyList<string>> OwnAsync(StaffPageContext desk, Canary canary)
    {
        await using var db = desk.Open();
        var of = new Dictionary<string, Guid>
        {
            ["delegations"] = canary.Delegation,
            ["guests"] = canary.Guest,
            ["people"] = canary.Person,
            ["availability"] = canary.Absence,
            ["meetings"] = canary.Meeting,
            ["requests"] = canary.Refusal,
            ["enquiries"] = canary.Enquiry,
            ["notices"] = canary.Notice,
            ["imports"] = canary.Batch,
            ["deals"] = canary.DealId,
            ["investors"] = (await db.Enquiries.Where(e => e.Id == canary.Enquiry).Select(e => e.InvestorId).SingleAsync(Cancel))!.Value,
        };
        var contact = await db.Contacts.Where(c => c.InvestorId == of["investors"]).Select(c => c.Id).FirstAsync(Cancel);
        var sequence = await db.AuditEntries.MaxAsync(a => a.Sequence, Cancel);
        var known = Routes(_ => true).Select(route => route.Replace("{Fair}", Canary.Fair, StringComparison.Ordinal).Replace("{Kind}", "guests", StringComparison.Ordinal).Replace("{Sequence:long}", $"{sequence}", StringComparison.Ordinal)
                .Replace("{Investor:guid}/contacts/{Id:guid}", $"{of["investors"]}/contacts/{contact}", StringComparison.Ordinal).Replace("{Investor:guid}", $"{of["investors"]}", StringComparison.Ordinal))
            .Select(route => Section().Match(route) is { Success: true } section ? route.Replace("{Id:guid}", $"{of.GetValueOrDefault(section.Groups[1].Value, Guid.NewGuid())}", StringComparison.Ordinal) : route);
        // Found by a part of the words, or not found: what was typed stands on the page in any case.
        return [.. known, $"/console/2027/meetings/{canary.Cancelled}", $"/console/2027/availability?q={Canary.AwayBecause[..^1]}", $"/console/people?q={Canary.PersonNote[..^1]}"];
    }

    private static IEnumerable<string> Routes(Func<AccessLine, bool> which) =>
        AccessTable.Of(AccessTable.Page).Where(which).SelectMany(l => l.Route.Split(" | ")).Where(r => r.StartsWith("/console", StringComparison.Ordinal));

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"([a-z-]+)/\{Id:guid\}")]
    private static partial Regex Section();

    private sealed record Seen(string Route, string Markup, bool WasShown)
    {
        public IReadOnlyList<string> Links { get; init; } = [];
    }
}
