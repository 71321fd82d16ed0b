using System.Net;
using InvestmentFair.Access;
using InvestmentFair.Audit;
using InvestmentFair.Deals;
using InvestmentFair.Files;
using InvestmentFair.Kernel;
using InvestmentFair.Organisations;
using InvestmentFair.Projects;
using InvestmentFair.Web.Tests.Portal;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using SkiaSharp;

namespace InvestmentFair.Web.Tests.Hosting;

/// <summary>
/// What is kept in the store leaves the house at five addresses. Whoever may not see what a file belongs to is answered as
/// if there were none; whoever may is given it in a way in which it can run nothing, whatever it is.
/// </summary>
public sealed class DownloadTests(SeededSite site) : IClassFixture<SeededSite>
{
    private static readonly byte[] Pdf = [.. "%PDF-1.7 "u8, .. "示例"u8];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_of_a_deal_is_there_for_its_unit_and_not_there_for_another()
    {
        var (deal, unit, other) = await DealAsync();
        foreach (var file in await FilesOfDealAsync(deal))
        {
            var address = $"/console/files/{file}";
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(await site.BrowserOfAsync(Role.Reporter, unit, "-own"), address));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(await site.BrowserOfAsync(Role.Leader), address));
            // Word for word what is said of a file that never was.
            Assert.Equal(await SaidAsync(await site.BrowserOfAsync(Role.Reporter, other, "-other"), $"/console/files/{Guid.NewGuid()}"), await SaidAsync(await site.BrowserOfAsync(Role.Reporter, other, "-other"), address));
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(await site.BrowserOfAsync(Role.Reporter, other, "-other"), address));
        }
    }

    [Theory]
    [InlineData("/console/files", Role.Staff, Role.Reception)]
    [InlineData("/console/projects/files", Role.Staff, Role.Reporter)]
    [InlineData("/console/listing-files", Role.Leader, Role.Reporter)]
    [InlineData("/console/files", Role.Staff, null)]
    [InlineData("/console/projects/files", Role.Reception, null)]
    [InlineData("/console/listing-files", Role.Reception, null)]
    public async Task Whether_a_file_is_there_is_told_only_to_whoever_may_have_it(string at, Role may, Role? mayNot)
    {
        var file = (await StoredAsync(at)).Pdf;
        var barred = mayNot is { } role ? await site.BrowserOfAsync(role) : site.Visitor();

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(await site.BrowserOfAsync(may), $"{at}/{file}"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(await site.BrowserOfAsync(may), $"{at}/{Guid.NewGuid()}"));
        var said = await SaidAsync(barred, $"{at}/{file}");
        Assert.Equal(await SaidAsync(barred, $"{at}/{Guid.NewGuid()}"), said);
        Assert.DoesNotContain("%PDF", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_there_at_the_address_of_its_own_kind_and_at_no_other()
    {
        string[] all = ["/console/files", "/console/projects/files", "/console/listing-files"];
        var staff = await site.BrowserOfAsync(Role.Staff);
        foreach (var own in all)
            foreach (var other in all)
                Assert.Equal((own, other, own == other ? HttpStatusCode.OK : HttpStatusCode.NotFound), (own, other, await StatusAsync(staff, $"{other}/{(await StoredAsync(own)).Pdf}")));
        // What belongs to a deal or to a review is no visitor's, published or not.
        foreach (var own in all.Take(2)) Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(site.Visitor(), $"/files/{(await StoredAsync(own)).Pdf}"));
    }

    [Fact]
    public async Task A_workbook_is_given_to_whoever_ordered_it_and_once()
    {
        var (orderer, another) = (await site.BrowserOfAsync(Role.Staff, name: "-orders"), await site.BrowserOfAsync(Role.Staff, name: "-guesses"));
        var me = await ActorAsync("Staff-orders");
        var order = Done(await site.Desk<ExportDesk>().OrderAsync(me, "deals", null, new ListState(), null, new ExportForm { Purpose = "报送", Recipient = "示例单位" }, Cancel));

        Assert.Equal(await SaidAsync(another, $"/console/exports/{Guid.NewGuid()}"), await SaidAsync(another, $"/console/exports/{order}"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(another, $"/console/exports/{order}"));
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(await site.BrowserOfAsync(Role.Reporter), $"/console/exports/{order}"));
        using var given = await orderer.GetAsync($"/console/exports/{order}", Cancel);
        Assert.Equal((HttpStatusCode.OK, "attachment"), (given.StatusCode, given.Content.Headers.ContentDisposition!.DispositionType));
        Assert.True(given.Headers.CacheControl is { NoStore: true });
        Assert.Equal("nosniff", given.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(orderer, $"/console/exports/{order}"));
    }

    [Theory]
    [InlineData("/console/files", "attachment", "attachment", "private, no-store", "private, no-store")]
    [InlineData("/console/projects/files", "attachment", "attachment", "private, no-store", "private, no-store")]
    [InlineData("/console/listing-files", "inline", "attachment", "private, max-age=3600", "private, no-store")]
    [InlineData("/files", "inline", "attachment", "public, no-cache", "no-cache")]
    public async Task What_is_given_out_can_run_nothing(string at, string picture, string paper, string keepsPicture, string keepsPaper)
    {
        var stored = await StoredAsync(at);
        var browser = at == "/files" ? site.Visitor() : await site.BrowserOfAsync(Role.Staff);
        foreach (var (file, type, disposition, caching) in new[] { (stored.Picture, FileKinds.WebP, picture, keepsPicture), (stored.Pdf, FileKinds.Pdf, paper, keepsPaper) })
        {
            using var given = await browser.GetAsync($"{at}/{file}", Cancel);

            Assert.Equal((at, HttpStatusCode.OK, type), (at, given.StatusCode, given.Content.Headers.ContentType!.MediaType));
            Assert.Equal(disposition, given.Content.Headers.ContentDisposition!.DispositionType);
            AssertRunsNothing(given);
            Assert.Equal(System.Net.Http.Headers.CacheControlHeaderValue.Parse(caching), given.Headers.CacheControl);
            var bytes = await given.Content.ReadAsByteArrayAsync(Cancel);
            Assert.Equal(type, FileKinds.Recognise(bytes));
            if (type == FileKinds.Pdf) Assert.Equal(Pdf, bytes);
        }
    }

    /// <summary>Every hostile file that the door let in, at every address at which it can be asked for.</summary>
    [Fact]
    public async Task Whatever_hostile_thing_was_let_in_is_given_out_tamed()
    {
        var (deal, _, _) = await DealAsync();
        var project = await ProjectAsync();
        var staff = await site.BrowserOfAsync(Role.Staff);
        var (kept, refused) = (0, 0);
        foreach (var hostile in HostileUploads.All)
        {
            using var content = new MemoryStream(hostile.Content);
            var upload = await site.Desk<FileStore>().KeepAsync(hostile.Name, content, Cancel);
            Assert.Equal((hostile.Name, hostile.IsRefused), (hostile.Name, upload.Refused));
            if (upload.Value is not { } taken)
            {
                refused++;
                continue;
            }

            kept++;
            Done(await site.Desk<DealDesk>().ReceiveAsync(Actor.Seed, deal, await VersionAsync<Deal>(deal), Receipt, taken, Cancel));
            var of = (await FilesOfDealAsync(deal))[^1];
            Assert.True(File.Exists(Path.Combine(site.Desk<Microsoft.Extensions.Options.IOptions<DataOptions>>().Value.Directory, "files", taken.Sha256[..2], taken.Sha256)), "under a name of the server's own");
            using var given = await staff.GetAsync($"/console/files/{of}", Cancel);
            AssertRunsNothing(given);
            Assert.Equal("attachment", given.Content.Headers.ContentDisposition!.DispositionType);
            Assert.Contains(given.Content.Headers.ContentType!.MediaType, (string[])[FileKinds.WebP, FileKinds.Pdf]);
            var name = given.Content.Headers.ContentDisposition.FileNameStar ?? given.Content.Headers.ContentDisposition.FileName!;
            Assert.Matches(@"^[^/\\\r\n""<>:|?*\p{C}]+\.(pdf|webp)$", name);
            Assert.False(given.Headers.Contains("Set-Cookie"), hostile.Name);

            if (taken.IsPicture)
            {
                var before = await ListingFilesAsync(project);
                Done(await site.Desk<ProjectFileDesk>().AddAsync(Actor.Seed, project, taken, new CaptionForm { CaptionZh = $"图{kept}", CaptionEn = $"Picture {kept}" }, Cancel));
                var shown = (await ListingFilesAsync(project)).Except(before).Single();
                using var inline = await staff.GetAsync($"/console/listing-files/{shown}", Cancel);
                AssertRunsNothing(inline);
                Assert.Equal((FileKinds.WebP, "inline"), (inline.Content.Headers.ContentType!.MediaType, inline.Content.Headers.ContentDisposition!.DispositionType));
                // Drawn anew: nothing of what hung on it came through.
                Assert.DoesNotContain("script", Text(await inline.Content.ReadAsByteArrayAsync(Cancel)), StringComparison.OrdinalIgnoreCase);
                await TakeAwayAsync(project, shown);
            }
        }

        Assert.True(kept >= 8 && refused >= 10, $"{kept} kept, {refused} refused");
    }

    /// <summary>The control: with the headers taken off and the bytes put back as they were brought, the same look finds every one of them.</summary>
    [Fact]
    public async Task Were_files_given_out_as_they_were_brought_the_same_look_would_find_each()
    {
        await using var bare = new SeededSite { Other = services => services.AddSingleton<IStartupFilter, Stripping>() };
        await bare.InitializeAsync();
        Guid deal;
        await using (var db = bare.Open()) deal = await db.Deals.Where(d => d.StageType == StageType.Open).OrderBy(d => d.Number).Select(d => d.Id).FirstAsync(Cancel);
        var staff = await bare.BrowserOfAsync(Role.Staff);
        var found = 0;
        foreach (var hostile in HostileUploads.All.Where(h => !h.IsRefused))
        {
            using var content = new MemoryStream(hostile.Content);
            var taken = Done(await bare.Desk<FileStore>().KeepAsync(hostile.Name, content, Cancel));
            await using var db = bare.Open();
            Done(await bare.Desk<DealDesk>().ReceiveAsync(Actor.Seed, deal, await db.Deals.Where(d => d.Id == deal).Select(d => d.Version).SingleAsync(Cancel), Receipt, taken, Cancel));
            await File.WriteAllBytesAsync(Path.Combine(bare.Desk<Microsoft.Extensions.Options.IOptions<DataOptions>>().Value.Directory, "files", taken.Sha256[..2], taken.Sha256), hostile.Content, Cancel);
            var file = await db.Files.Where(f => f.OwnerId == deal && f.Sha256 == taken.Sha256).OrderByDescending(f => f.Id).Select(f => f.Id).FirstAsync(Cancel);

            using var given = await staff.GetAsync($"/console/files/{file}", Cancel);

            Assert.Equal((hostile.Name, HttpStatusCode.OK), (hostile.Name, given.StatusCode));
            Assert.Equal(["its type may be guessed", "it is not in a sandbox", "it may load anything"], WhatItMayDo(given));
            // What was drawn anew before has everything on it again that hung on it.
            if (taken.IsPicture && Text(hostile.Content).Contains("script", StringComparison.Ordinal)) Assert.Contains("script", Text(await given.Content.ReadAsByteArrayAsync(Cancel)), StringComparison.Ordinal);
            found++;
        }

        Assert.True(found >= 8, $"{found} found");
    }

    /// <summary>
    /// The control of the door: nothing in the product takes its lock off, so a host of the test's own keeps whatever it is brought
    /// under the name that it bears. There a browser is given pages and drawings that run.
    /// </summary>
    [Fact]
    public async Task Were_whatever_is_brought_kept_for_what_its_name_says_it_would_run()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        await using var careless = builder.Build();
        var types = new Microsoft.AspNetCore.StaticFiles.FileExtensionContentTypeProvider();
        careless.MapGet("/{which:int}", (int which) => Results.Bytes(HostileUploads.All[which].Content, types.TryGetContentType(HostileUploads.All[which].Name, out var type) ? type : null));
        await careless.StartAsync(Cancel);
        using var browser = careless.GetTestClient();
        var runs = new List<string>();
        for (var which = 0; which < HostileUploads.All.Count; which++)
        {
            using var given = await browser.GetAsync($"/{which}", Cancel);
            Assert.NotEmpty(WhatItMayDo(given));
            if (given.Content.Headers.ContentType?.MediaType is "text/html" or "image/svg+xml" && Text(await given.Content.ReadAsByteArrayAsync(Cancel)) is var page && (page.Contains("<script", StringComparison.Ordinal) || page.Contains("onerror", StringComparison.Ordinal)))
                runs.Add(HostileUploads.All[which].Name);
        }

        Assert.Superset(new HashSet<string> { "图.svg", "图.pdf.svg", "说明.html", "说明.pdf.html", "照片.jpg.html", "协议.html" }, runs.ToHashSet());
    }

    private static void AssertRunsNothing(HttpResponseMessage given)
    {
        Assert.Equal(HttpStatusCode.OK, given.StatusCode);
        Assert.Empty(WhatItMayDo(given));
    }

    private static IEnumerable<string> WhatItMayDo(HttpResponseMessage given)
    {
        var policy = given.Headers.TryGetValues("Content-Security-Policy", out var policies) ? policies.Single().Split(';').Select(d => d.Trim()).ToList() : [];
        if (!given.Headers.TryGetValues("X-Content-Type-Options", out var sniffs) || sniffs.Single() != "nosniff") yield return "its type may be guessed";
        if (!policy.Contains("sandbox")) yield return "it is not in a sandbox";
        if (!policy.Contains("default-src 'none'")) yield return "it may load anything";
        if (policy.Exists(d => d.StartsWith("script-src", StringComparison.Ordinal))) yield return "it may run scripts";
    }

    private static string Text(byte[] bytes) => System.Text.Encoding.Latin1.GetString(bytes);

    private static ReceiptForm Receipt => new() { On = new DateOnly(2027, 6, 30), Sum = Money.FromWan(1), Voucher = "BankSlip", Origin = InvestmentOrigin.OutsideProvince };

    private readonly Dictionary<string, (Guid Picture, Guid Pdf)> _stored = [];

    private async Task<(Guid Picture, Guid Pdf)> StoredAsync(string at)
    {
        if (_stored.TryGetValue(at, out var known)) return known;
        return _stored[at] = at switch
        {
            "/console/files" => (await FilesOfDealAsync((await DealAsync()).Deal)) is var files ? (files[0], files[1]) : default,
            "/console/projects/files" => (await ReviewedAsync(await PictureAsync()), await ReviewedAsync(await PaperAsync())),
            _ => (await ListedAsync(await PictureAsync()), await ListedAsync(await PaperAsync())),
        };
    }

    private async Task<(Guid Deal, Guid Unit, Guid Other)> DealAsync()
    {
        await using var db = site.Open();
        var of = await db.Deals.Where(d => d.StageType != StageType.Lost && !db.Files.Any(f => f.OwnerId == d.Id)).OrderBy(d => d.Number).Select(d => new { d.Id, d.LeadUnitId }).FirstAsync(Cancel);
        var other = await db.Units.Where(u => u.Id != of.LeadUnitId).OrderBy(u => u.Code).Select(u => u.Id).FirstAsync(Cancel);
        foreach (var upload in new[] { await PictureAsync(), await PaperAsync() })
            Done(await site.Desk<DealDesk>().ReceiveAsync(Actor.Seed, of.Id, await VersionAsync<Deal>(of.Id), Receipt, upload, Cancel));
        return (of.Id, of.LeadUnitId, other);
    }

    private async Task<List<Guid>> FilesOfDealAsync(Guid deal)
    {
        await using var db = site.Open();
        return await db.Files.Where(f => f.OwnerId == deal).OrderBy(f => f.Id).Select(f => f.Id).ToListAsync(Cancel);
    }

    private async Task<Guid> ProjectAsync()
    {
        await using var db = site.Open();
        // Only so many files fit into one, and the tests are run in any order.
        return await db.Projects.Where(p => p.State == ProjectState.Published).OrderBy(p => db.ProjectFiles.Count(f => f.ProjectId == p.Id)).ThenBy(p => p.Code).Select(p => p.Id).FirstAsync(Cancel);
    }

    private async Task<Guid> ReviewedAsync(Upload upload)
    {
        await using var db = site.Open();
        var form = (await site.Desk<ProjectDesk>().ProjectAsync(Actor.Seed, "2027", await ProjectAsync(), Cancel))!.Form;
        form.Code = $"T-{Guid.NewGuid().ToString("N")[..8].ToUpperInvariant()}";
        var project = Done(await site.Desk<ProjectDesk>().SaveAsync(Actor.Seed, null, form, Cancel));
        var unit = await db.Units.OrderBy(u => u.Code).Select(u => u.Id).FirstAsync(Cancel);
        Done(await site.Desk<PublicationDesk>().ReviewAsync(Actor.Seed, project, await VersionAsync<Project>(project), new ReviewForm { Field = ReviewField.Land, UnitId = unit, Reviewer = "审核人（示例）", On = new(2027, 6, 1), Verdict = ReviewVerdict.Agreed }, upload, Cancel));
        return await db.Files.Where(f => f.OwnerKind == "ProjectReview" && f.Sha256 == upload.Sha256).OrderByDescending(f => f.Id).Select(f => f.Id).FirstAsync(Cancel);
    }

    private async Task<Guid> ListedAsync(Upload upload)
    {
        var project = await ProjectAsync();
        var before = await ListingFilesAsync(project);
        Done(await site.Desk<ProjectFileDesk>().AddAsync(Actor.Seed, project, upload, new CaptionForm { CaptionZh = "说明", CaptionEn = "Facts" }, Cancel));
        return (await ListingFilesAsync(project)).Except(before).Single();
    }

    private async Task<IReadOnlyList<Guid>> ListingFilesAsync(Guid project) => [.. (await site.Desk<ProjectFileDesk>().FilesAsync(Actor.Seed, project, Cancel)).Files.Select(f => f.FileId)];

    private async Task TakeAwayAsync(Guid project, Guid file)
    {
        var shown = await site.Desk<ProjectFileDesk>().FilesAsync(Actor.Seed, project, Cancel);
        Done(await site.Desk<ProjectFileDesk>().TakeAwayAsync(Actor.Seed, project, shown.Version, shown.Files.Single(f => f.FileId == file).Id, Cancel));
    }

    private async Task<Upload> PictureAsync()
    {
        using var bitmap = new SKBitmap(64, 48);
        bitmap.Erase(new SKColor((uint)Random.Shared.Next() | 0xFF000000));
        using var png = new MemoryStream(bitmap.Encode(SKEncodedImageFormat.Png, 90).ToArray());
        return Done(await site.Desk<FileStore>().KeepAsync("现场.png", png, Cancel));
    }

    private async Task<Upload> PaperAsync()
    {
        using var pdf = new MemoryStream(Pdf);
        return Done(await site.Desk<FileStore>().KeepAsync("协议.pdf", pdf, Cancel));
    }

    private async Task<Actor> ActorAsync(string user)
    {
        await using var db = site.Open();
        return (await db.Users.AsNoTracking().SingleAsync(u => u.UserName == user, Cancel)).AsActor();
    }

    private async Task<int> VersionAsync<T>(Guid id) where T : Kernel.Record
    {
        await using var db = site.Open();
        return await db.Set<T>().Where(r => r.Id == id).Select(r => r.Version).SingleAsync(Cancel);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient browser, string address)
    {
        using var answer = await browser.GetAsync(address, Cancel);
        return answer.StatusCode;
    }

    private static async Task<string> SaidAsync(HttpClient browser, string address)
    {
        using var answer = await browser.GetAsync(address, Cancel);
        var headers = answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key is not ("Date" or "Set-Cookie")).OrderBy(h => h.Key).Select(h => $"{h.Key}: {string.Join(',', h.Value)}");
        // A page may repeat the address it was asked for.
        return $"{answer.StatusCode}\n{string.Join('\n', headers)}\n{PortalPages.Unsealed(await answer.Content.ReadAsStringAsync(Cancel))}".Replace(address.Split('/')[^1], "ID", StringComparison.Ordinal);
    }

    private static void Done(Outcome outcome) => Assert.False(outcome.Refused, outcome.Text);

    private static T Done<T>(Outcome<T> outcome)
    {
        Assert.False(outcome.Refused, outcome.Text);
        return outcome.Value!;
    }

    // Begun first, it is the last to look at an answer before it leaves.
    private sealed class Stripping : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, on) =>
            {
                http.Response.OnStarting(() =>
                {
                    foreach (var header in new[] { "Content-Security-Policy", "X-Content-Type-Options" }) http.Response.Headers.Remove(header);
                    return Task.CompletedTask;
                });
                return on(http);
            });
            next(app);
        };
    }
}
