using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Data.Seeding;
using InvestmentFair.Kernel;
using InvestmentFair.People;
using InvestmentFair.Web.Account;
using InvestmentFair.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Web.Commands;

/// <summary>What the binary does: serve, migrate, seed, verify.</summary>
public static class Verbs
{
    public static readonly IReadOnlyList<string> Known = ["serve", "migrate", "seed", "verify"];

    /// <summary>The exit code of a verb that was not begun; a verification that found breaches ends with 1.</summary>
    private const int NotDone = 2;

    /// <summary>A mistyped verb starts nothing: least of all a server on a database nobody meant.</summary>
    public static int Unknown(string verb)
    {
        Console.Error.WriteLine($"没有“{verb}”这个命令，可用：{string.Join("、", Known)}。 There is no verb “{verb}”: use {string.Join(", ", Known)}.");
        return NotDone;
    }

    public static async Task<int> ServeAsync(this WebApplication app)
    {
        if (app.Configuration["Clock:Start"] is { Length: > 0 } start && ClockStart(app.Configuration) is null)
        {
            Console.Error.WriteLine($"Clock:Start 的值“{start}”不是带时区的时间，例如 2026-11-02T08:30:00+08:00，未启动。 Clock:Start “{start}” is not an instant with its offset, such as 2026-11-02T08:30:00+08:00; not started.");
            return NotDone;
        }

        if (PublicSite.Refuses(app.Configuration, app.Environment) is { } why)
        {
            Console.Error.WriteLine($"{why.Zh} {why.En}");
            return NotDone;
        }

        using var hold = DatabaseHold.Take(app.Services.GetRequiredService<FairContexts>());
        if (hold is null || !app.HasLinkKeys()) return NotDone;
        await app.PrepareAsync();
        app.UseProduct();
        app.Lifetime.ApplicationStarted.Register(app.OfferSetup);
        await app.RunAsync();
        return 0;
    }

    public static async Task<int> MigrateAsync(this WebApplication app)
    {
        var contexts = app.Services.GetRequiredService<FairContexts>();
        using var hold = DatabaseHold.Take(contexts);
        if (hold is null) return NotDone;
        await using var db = contexts.CreateDbContext();
        var pending = (await db.Database.GetPendingMigrationsAsync()).ToList();
        await db.BringUpToDateAsync(CancellationToken.None, app.Logger);
        Console.WriteLine(pending.Count == 0 ? "数据库已是最新版本 The database is up to date" : $"已升级 Migrated: {string.Join(", ", pending)}");
        return 0;
    }

    public static async Task<int> SeedAsync(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
        {
            Console.Error.WriteLine($"示例数据只在 Development 环境载入，当前为 {app.Environment.EnvironmentName}。 Sample data is loaded in Development only; this is {app.Environment.EnvironmentName}.");
            return NotDone;
        }

        var contexts = app.Services.GetRequiredService<FairContexts>();
        using var hold = DatabaseHold.Take(contexts);
        if (hold is null || !app.HasLinkKeys()) return NotDone;
        await using (var db = contexts.CreateDbContext())
        {
            await db.BringUpToDateAsync(CancellationToken.None, app.Logger);
        }

        return await LoadSeedAsync(app) ? 0 : NotDone;
    }

    /// <summary>A line for each rule with how much was looked at; reads beside a running server.</summary>
    public static async Task<int> VerifyAsync(this WebApplication app)
    {
        if (await UnreadyAsync(app.Services.GetRequiredService<FairContexts>()) is { } why)
        {
            Console.Error.WriteLine(why);
            return NotDone;
        }

        var findings = await app.Services.GetRequiredService<Verification>().RunAsync(CancellationToken.None);
        foreach (var finding in findings)
        {
            Console.WriteLine($"{(finding.IsClean ? "ok  " : "FAIL")} {finding.Checked,8} {finding.Check} {finding.Title.Zh} {finding.Title.En}");
            foreach (var breach in finding.Breaches) Console.WriteLine($"     - {breach}");
            if (finding.Note is { } note) Console.WriteLine($"     · {note}");
        }

        return findings.All(f => f.IsClean) ? 0 : 1;
    }

    // Asked before a context is opened: opening one would make the file that is missing.
    private static async Task<string?> UnreadyAsync(FairContexts contexts)
    {
        if (contexts.SqliteFile is { } file && !File.Exists(file)) return $"没有数据库文件 There is no database at {file}";
        await using var db = contexts.CreateDbContext();
        return (await db.Database.GetPendingMigrationsAsync()).Any() ? "数据库版本较旧，先运行 migrate。 The database is of an older version; run migrate first." : null;
    }

    private static async Task<bool> LoadSeedAsync(WebApplication app)
    {
        var directory = Path.GetFullPath(app.Configuration["Seed:Directory"] ?? Path.Combine("..", "..", "seed-data"), app.Environment.ContentRootPath);
        if (!Directory.Exists(directory))
        {
            Console.Error.WriteLine($"没有找到示例数据目录 The seed data is not at {directory}");
            return false;
        }

        var watch = System.Diagnostics.Stopwatch.StartNew();
        var report = await app.Services.GetRequiredService<SeedData>().LoadAsync(directory, CancellationToken.None);
        if (!report.AlreadyLoaded) Console.WriteLine($"已载入示例数据 Sample data loaded: {report.Counts.Sum(c => c.Rows)} rows, {report.Saves} saves, {watch.Elapsed.TotalSeconds:0.0} s");
        return true;
    }

    /// <summary>Everything that must be true before the first request: the schema, the clock, somebody who can log in.</summary>
    public static async Task PrepareAsync(this WebApplication app)
    {
        var contexts = app.Services.GetRequiredService<FairContexts>();
        await using var db = contexts.CreateDbContext();
        await db.BringUpToDateAsync(CancellationToken.None, app.Logger);
        await app.Services.GetRequiredService<PinyinDesk>().LoadAsync(Actor.Setup, CancellationToken.None);
        if (app.Environment.IsDevelopment() && app.Configuration.GetValue<bool>("Seed:Demo")) await LoadSeedAsync(app);
        if (ClockStart(app.Configuration) is { } from)
            app.Services.GetRequiredService<FairClock>().StartAt(from, (await db.AuditHeads.AsNoTracking().SingleAsync()).At);
        if (app.Environment.IsDevelopment()) await DemoAccounts.EnsureAsync(app.Services);
        else if (!await db.Users.AnyAsync()) app.Services.GetRequiredService<SetupLink>().Open();
    }

    // Made when the product starts: without it no enquiry could be taken.
    private static bool HasLinkKeys(this WebApplication app)
    {
        try
        {
            app.Services.GetRequiredService<LinkKeys>().Ready();
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Console.Error.WriteLine($"查询网址的密钥不能读写，未启动：{fault.Message} The secret of the personal links can be neither read nor made; not started: {fault.Message}");
            return false;
        }
    }

    // With its offset: what a clock says without one depends on where the server stands.
    private static DateTimeOffset? ClockStart(IConfiguration configuration) =>
        DateTimeOffset.TryParseExact(configuration["Clock:Start"], ["yyyy-MM-ddTHH:mmzzz", "yyyy-MM-ddTHH:mm:sszzz", "yyyy-MM-dd HH:mm zzz", "yyyy-MM-dd HH:mm:ss zzz"],
            System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var from) ? from : null;

    // Once it listens: before that nobody knows at which address.
    private static void OfferSetup(this WebApplication app)
    {
        if (app.Services.GetRequiredService<SetupLink>().Token is not { } token) return;
        var address = app.Services.GetRequiredService<PublicSite>().Address ?? app.Urls.First();
        Console.WriteLine($"首次启动：用此链接建立管理员账号，仅可使用一次 First start: make the administrator's account with this link, good once:\n  {address}/account/setup?token={token}");
    }
}

/// <summary>One process at a time writes a SQLite file; a second one is told which holds it.</summary>
public sealed class DatabaseHold : IDisposable
{
    private readonly FileStream? _lock;

    private DatabaseHold(FileStream? held) => _lock = held;

    public static DatabaseHold? Take(FairContexts contexts)
    {
        if (contexts.SqliteFile is not { } file) return new DatabaseHold(null);
        var holder = file + ".pid";
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } directory && !Directory.Exists(directory))
        {
            Console.Error.WriteLine($"没有目录 {directory}，未启动。 There is no directory {directory}; not started.");
            return null;
        }

        try
        {
            var held = new FileStream(file + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(holder, Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture));
            return new DatabaseHold(held);
        }
        catch (UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"没有写数据库 {file} 的权限，未启动。 The database {file} may not be written; not started.");
            return null;
        }
        catch (IOException fault) when (!IsHeld(fault))
        {
            Console.Error.WriteLine($"不能写数据库 {file}，未启动：{fault.Message} The database {file} cannot be written; not started: {fault.Message}");
            return null;
        }
        catch (IOException)
        {
            var pid = File.Exists(holder) ? File.ReadAllText(holder) : "?";
            Console.Error.WriteLine($"数据库 {file} 正被进程 {pid} 使用，未启动。 The database {file} is held by process {pid}; not started.");
            return null;
        }
    }

    // Sharing violation: EWOULDBLOCK of the advisory lock, ERROR_SHARING_VIOLATION on Windows.
    private static bool IsHeld(IOException fault) => fault.HResult is 11 or 35 or unchecked((int)0x80070020);

    public void Dispose() => _lock?.Dispose();
}

/// <summary>Accounts to look around with, in Development only; the login page lists them.</summary>
public static class DemoAccounts
{
    public const string Password = "Lingchuan-2027";

    public static readonly IReadOnlyList<(string UserName, string Zh, string En, Role Role, string? Unit)> All =
    [
        ("admin", "示例管理员", "Sample administrator", Role.Administrator, null),
        ("organizer", "示例组织者", "Sample organizer", Role.Organizer, null),
        ("staff", "示例工作人员", "Sample staff", Role.Staff, null),
        ("reception", "示例接待人员", "Sample reception", Role.Reception, null),
        ("reporter", "示例经办人", "Sample reporter", Role.Reporter, "U02"),
        ("leader", "示例领导", "Sample leader", Role.Leader, null),
    ];

    public static async Task EnsureAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var (users, db) = scope.ServiceProvider.SavedTogether();
        await using var transaction = await db.BeginAsync(CancellationToken.None);
        foreach (var (name, zh, _, role, unit) in All)
        {
            if (await users.FindByNameAsync(name) is not null) continue;
            var unitId = unit is null ? null : await db.Units.Where(u => u.Code == unit).Select(u => (Guid?)u.Id).SingleOrDefaultAsync();
            if (unit is not null && unitId is null) continue;
            // Everybody knows this password, which is why no other way in would take it.
            var account = new StaffMember { Id = Guid.CreateVersion7(), UserName = name, DisplayName = zh, Role = role, UnitId = unitId, LockoutEnabled = true };
            account.PasswordHash = users.PasswordHasher.HashPassword(account, Password);
            var made = await users.CreateAsync(account);
            if (!made.Succeeded) throw new InvalidOperationException($"Demo account {name}: {made.Errors.First().Description}");
        }

        if (db.ChangeTracker.HasChanges())
        {
            var saved = await db.SaveAsync(new Act(Actor.Seed, "account.entered", services.GetRequiredService<FairClock>().GetUtcNow().UtcDateTime), CancellationToken.None);
            if (saved.Refused) throw new InvalidOperationException($"Demo accounts: {saved.Text}");
            await transaction.CommitAsync();
        }

        Console.WriteLine($"演示账号 Demo accounts (Development only), password {Password}: {string.Join(", ", All.Select(a => a.UserName))}");
    }
}
