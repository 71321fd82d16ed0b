using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Delegations;
using InvestmentFair.Fairs;
using InvestmentFair.Files;
using InvestmentFair.Kernel;
using InvestmentFair.Organisations;
using InvestmentFair.People;
using InvestmentFair.Projects;
using InvestmentFair.Tests;
using InvestmentFair.Web.Tests.Fixtures;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;

[assembly: CaptureConsole]

namespace InvestmentFair.Web.Tests.Portal;

/// <summary>The whole program over a SQLite file of its own, with a small fair entered through the desks.</summary>
public class PortalFactory : WebApplicationFactory<Program>, IAsyncLifetime
{
    public const string HostMobile = "000-0000-7771";
    public const string HostEmail = "host@people.example";
    public const string ContactEmail = "office@projects.example";
    public const string OfficePhone = "0356-0000001";
    private static readonly CancellationToken None = CancellationToken.None;

    // Entered once for the run, and its files copied.
    private static readonly Lazy<Task<PortalFactory>> Filled = new(FilledAsync);

    private readonly string _directory = Directory.CreateTempSubdirectory("portal-").FullName;
    private Guid _unit;
    private Guid _host;

    /// <summary>No test waits as a person does before sending a form.</summary>
    protected virtual IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["Portal:LeastSecondsToAsk"] = "0" };

    /// <summary>Of another database than a file of its own, which is then filled anew.</summary>
    protected virtual string? Connection => null;

    public Guid PictureOfPublished { get; private set; }

    public Guid PictureOfDraft { get; private set; }

    public IServiceProvider Desks => Services;

    public virtual async ValueTask InitializeAsync()
    {
        if (Connection is not null)
        {
            await FillAsync();
            return;
        }

        var filled = await Filled.Value;
        FairDatabase.CopyFiles(filled._directory, _directory);
        (_unit, _host, PictureOfPublished, PictureOfDraft) = (filled._unit, filled._host, filled.PictureOfPublished, filled.PictureOfDraft);
    }

    private static async Task<PortalFactory> FilledAsync()
    {
        var portal = new PortalFactory();
        await portal.FillAsync();
        await portal.StopAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(portal._directory, recursive: true);
        return portal;
    }

    private async Task StopAsync()
    {
        await base.DisposeAsync();
        await OwnFile.LetGoAsync(_directory);
    }

    private async Task FillAsync()
    {
        await RegionsAsync();
        var people = Services.GetRequiredService<PeopleDesk>();
        _unit = Done(await people.SaveUnitAsync(Actor.Seed, null, new UnitForm { Code = "U02", NameZh = "文旅部门（示例）", NameEn = "Tourism department (sample)", ValidFrom = new(2020, 1, 1) }, None));
        _host = Done(await people.SaveHostAsync(Actor.Seed, null, new HostForm { Name = "赵晓岚（示例）", Mobile = HostMobile, Email = HostEmail, UnitId = _unit, TitleZh = "副主任", From = new(2020, 1, 1) }, None));

        var fairs = Services.GetRequiredService<FairDesk>();
        var fair = Done(await fairs.SaveFairAsync(Actor.Seed, null, new FairForm
        {
            Code = "2027",
            NameZh = "陵川县2027年投资推介会",
            NameEn = "Lingchuan Investment Fair 2027",
            CityZh = "广州市",
            CityEn = "Guangzhou",
            FirstDay = new(2027, 8, 2),
            LastDay = new(2027, 8, 3),
            AnswerBy = new(2027, 7, 26),
            IntroductionZh = "陵川地处太行山南段。",
            IntroductionEn = "Lingchuan lies in the southern Taihang Mountains.",
        }, None));
        Done(await fairs.MakeCurrentAsync(Actor.Seed, fair, await VersionAsync<Fair>(fair), None));
        Done(await fairs.SaveAgendaAsync(Actor.Seed, "2027", null, new AgendaForm { Day = new(2027, 8, 2), Starts = new(9, 0), Ends = new(9, 10), Kind = AgendaKind.Opening, TitleZh = "主持人开场", TitleEn = "Opening by the host", Owner = "会务组" }, None));
        Done(await Services.GetRequiredService<DelegationDesk>().SaveAsync(Actor.Seed, "2027", null, new DelegationForm { NameZh = "始兴县代表团", Quota = 7, LiaisonName = "冯俊杰（示例）", LiaisonMobile = "000-0000-7772", LiaisonEmail = "liaison@people.example" }, None));

        var hotel = await PublishAsync("LC-T01", f => (f.NameZh, f.NameEn, f.BackgroundZh, f.Total, f.Sought) = ("王莽岭云海度假酒店", "Cloud-Sea Resort Hotels", "云海远近闻名。", Money.FromWan(38000), Money.FromWan(30400)));
        PictureOfPublished = await ShowPictureAsync(hotel);
        await PublishAsync("LC-T05", f => (f.NameZh, f.ScaleZh) = ("二仙庙研学中心", "修缮金代古建三座。"));
        await PublishAsync("LC-R01", f => (f.NameZh, f.Category, f.TownshipCode, f.Modes) = ("煤层气利用项目", ProjectCategory.Resource, "140524101", ["Ppp"]));
        await PublishAsync("LC-X01", f => f.NameZh = "<script>alert(1)</script>项目");
        await PublishAsync("LC-OFF", f => f.NameZh = "本届不推介的项目", listed: false);
        PictureOfDraft = await ShowPictureAsync(Done(await Services.GetRequiredService<ProjectDesk>().SaveAsync(Actor.Seed, null, Form("LC-D01", f => f.NameZh = "草稿项目"), None)));
        var projects = Services.GetRequiredService<ProjectDesk>();
        await OfferPlantAsync("IP-A", _ => { });
        Done(await projects.SavePlantAsync(Actor.Seed, null, Plant("IP-Z", published: false), None));
    }

    public async Task<Guid> PublishAsync(string code, Action<ProjectForm> change, bool listed = true)
    {
        var projects = Services.GetRequiredService<ProjectDesk>();
        var id = Done(await projects.SaveAsync(Actor.Seed, null, Form(code, change), None));
        Done(await projects.SetHostTeamAsync(Actor.Seed, id, await VersionAsync<Project>(id), [_host], None));
        await ReviewAndPublishAsync(id);
        if (listed) Done(await projects.ListAsync(Actor.Seed, "2027", id, true, None));
        return id;
    }

    /// <summary>The deal is done: the county says so of what it had published.</summary>
    public async Task SignAsync(Guid id) => Done(await Services.GetRequiredService<PublicationDesk>().SignAsync(Actor.Seed, id, await VersionAsync<Project>(id), None));

    public async Task<Guid> OfferPlantAsync(string code, Action<PlantForm> change)
    {
        var form = Plant(code, published: true);
        change(form);
        return Done(await Services.GetRequiredService<ProjectDesk>().SavePlantAsync(Actor.Seed, null, form, None));
    }

    public async Task<Guid> ShowPlantPictureAsync(Guid id)
    {
        var upload = await PictureAsync();
        Done(await Services.GetRequiredService<ProjectFileDesk>().ShowPlantAsync(Actor.Seed, id, await VersionAsync<IdlePlant>(id), upload, None));
        await using var db = Services.GetRequiredService<FairContexts>().CreateDbContext();
        return await db.Plants.Where(p => p.Id == id).Select(p => p.PictureId!.Value).SingleAsync(None);
    }

    public async Task WithdrawPlantAsync(Guid id)
    {
        PlantForm form;
        await using (var db = Services.GetRequiredService<FairContexts>().CreateDbContext()) form = PlantForm.Of(await db.Plants.SingleAsync(p => p.Id == id, None));
        form.IsPublished = false;
        Done(await Services.GetRequiredService<ProjectDesk>().SavePlantAsync(Actor.Seed, id, form, None));
    }

    public async Task ReviewAndPublishAsync(Guid id)
    {
        var desk = Services.GetRequiredService<PublicationDesk>();
        foreach (var field in Enum.GetValues<ReviewField>())
            Done(await desk.ReviewAsync(Actor.Seed, id, await VersionAsync<Project>(id), new ReviewForm { Field = field, UnitId = _unit, Reviewer = "审核人（示例）", On = new(2027, 6, 1), Verdict = ReviewVerdict.Agreed, DocumentNumber = "示例 1 号" }, null, None));
        Done(await desk.PublishAsync(Actor.Seed, id, await VersionAsync<Project>(id), None));
    }

    public async Task WithdrawAsync(Guid id) => Done(await Services.GetRequiredService<PublicationDesk>().WithdrawAsync(Actor.Seed, id, await VersionAsync<Project>(id), "资料有误", None));

    public async Task RetireAsync(Guid project, Guid clause) => Done(await Services.GetRequiredService<PublicationDesk>().RetireClauseAsync(Actor.Seed, project, clause, await VersionAsync<IncentiveClause>(clause), "到期", None));

    public async Task<Guid> OfferAsync(Guid project, string words, FairVerdict? verdict)
    {
        var desk = Services.GetRequiredService<PublicationDesk>();
        var id = Done(await desk.SaveClauseAsync(Actor.Seed, project, null, new ClauseForm { WordsZh = words }, None));
        if (verdict is not null)
            Done(await desk.ReviewClauseAsync(Actor.Seed, project, id, await VersionAsync<IncentiveClause>(id), new FairReviewForm { UnitId = _unit, Reviewer = "审查人（示例）", On = new(2027, 6, 2), Verdict = verdict, DocumentNumber = "审查表示例 9 号", Note = "示例" }, null, None));
        return id;
    }

    public async Task SetAsync(Setting setting, string value) =>
        Done(await Services.GetRequiredService<SettingDesk>().SetAsync(Actor.Seed, null, setting, value, new(2027, 6, 1), "示例", None));

    /// <summary>A browser that keeps its cookies and follows no redirect by itself.</summary>
    public HttpClient Visitor() => CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = true });

    /// <summary>The same browser at a network address of its own, as the server sees it.</summary>
    public HttpClient VisitorFrom(string address)
    {
        var visitor = Visitor();
        visitor.DefaultRequestHeaders.Add(Line.Header, address);
        return visitor;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseOwnFile(_directory, "https://fair.example");
        if (Connection is { } other) builder.UseSetting("ConnectionStrings:Fair", other);
        builder.UseSetting("Clock:Start", "2027-07-01T08:00:00+08:00");
        foreach (var (key, value) in Settings) builder.UseSetting(key, value);
        builder.ConfigureTestServices(services => services.AddSingleton<IStartupFilter, Line>());
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await OwnFile.LetGoAsync(_directory);
        Directory.Delete(_directory, recursive: true);
        GC.SuppressFinalize(this);
    }

    private async Task RegionsAsync()
    {
        await using var db = Services.GetRequiredService<FairContexts>().CreateDbContext();
        db.Add(Region.Of("140524207", RegionKind.Township, new Bilingual("古郊乡", "Gujiao Township"), null, null, null));
        db.Add(Region.Of("140524101", RegionKind.Township, new Bilingual("礼义镇", "Liyi Town"), null, null, null));
        foreach (var (code, zh, en) in new[] { ("C33", "金属制品业", "Metal products"), ("C38", "电气机械和器材制造业", "Electrical machinery"), ("H61", "住宿业", "Accommodation") }) db.Add(Sector.Of(code, new Bilingual(zh, en)));
        Done(await db.SaveAsync(new Act(Actor.Seed, "seed", new DateTime(2027, 7, 1, 0, 0, 0, DateTimeKind.Utc)), None));
    }

    private async Task<Upload> PictureAsync()
    {
        using var bitmap = new SkiaSharp.SKBitmap(1200, 900);
        bitmap.Erase(SkiaSharp.SKColors.SeaGreen);
        using var png = new MemoryStream(bitmap.Encode(SkiaSharp.SKEncodedImageFormat.Png, 90).ToArray());
        return (await Services.GetRequiredService<FileDesk>().KeepAsync(Actor.Seed, "picture.png", png, None)).Value!;
    }

    public async Task<Guid> ShowPictureAsync(Guid projectId)
    {
        var files = Services.GetRequiredService<ProjectFileDesk>();
        Done(await files.AddAsync(Actor.Seed, projectId, await PictureAsync(), new CaptionForm { CaptionZh = "入口", CaptionEn = "Entrance" }, None));
        return (await files.FilesAsync(Actor.Seed, projectId, None)).Files.Single().FileId;
    }

    public async Task<Guid> ShowPaperAsync(Guid projectId)
    {
        using var pdf = new MemoryStream("%PDF-1.7 <script>alert(1)</script>"u8.ToArray());
        var upload = await Services.GetRequiredService<FileDesk>().KeepAsync(Actor.Seed, "说明\"书.pdf", pdf, None);
        var files = Services.GetRequiredService<ProjectFileDesk>();
        Done(await files.AddAsync(Actor.Seed, projectId, upload.Value, new CaptionForm { CaptionZh = "说明书", CaptionEn = "Prospectus" }, None));
        return (await files.FilesAsync(Actor.Seed, projectId, None)).Files.Single().FileId;
    }

    private async Task<int> VersionAsync<T>(Guid id) where T : Kernel.Record
    {
        await using var db = Services.GetRequiredService<FairContexts>().CreateDbContext();
        return await db.Set<T>().Where(r => r.Id == id).Select(r => r.Version).SingleAsync(None);
    }

    private ProjectForm Form(string code, Action<ProjectForm> change)
    {
        var form = new ProjectForm
        {
            Code = code,
            Category = ProjectCategory.Tourism,
            TownshipCode = "140524207",
            Total = Money.FromWan(6800),
            Sought = Money.FromWan(5000),
            Modes = ["JointVenture"],
            UnitId = _unit,
            ContactRoleZh = "项目联络岗",
            ContactPhone = OfficePhone,
            ContactEmail = ContactEmail,
            ValidFrom = new(2026, 6, 1),
            ValidTo = new(2028, 5, 31),
            CalculationZh = "回收期按年利润测算。",
        };
        change(form);
        return form;
    }

    private static PlantForm Plant(string code, bool published) => new()
    {
        Code = code,
        NameZh = $"闲置厂房{code}",
        TownshipCode = "140524101",
        FloorM2 = 8600,
        RentYuan = 120,
        IsPublished = published,
    };

    private static Guid Done(Outcome<Guid> outcome) => outcome.Refused ? throw new InvalidOperationException(outcome.Text) : outcome.Value;

    private static void Done(Outcome outcome)
    {
        if (outcome.Refused) throw new InvalidOperationException(outcome.Text);
    }

    /// <summary>The line a request came in on: there is none in a test, so a header of the test's own says which.</summary>
    private sealed class Line : IStartupFilter
    {
        public const string Header = "Test-Line";

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, on) =>
            {
                if (http.Request.Headers[Header].FirstOrDefault() is { } address) http.Connection.RemoteIpAddress = System.Net.IPAddress.Parse(address);
                return on(http);
            });
            next(app);
        };
    }
}
