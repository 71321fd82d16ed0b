using System.Text.Json;
using InvestmentFair.Access;
using InvestmentFair.Audit;
using InvestmentFair.Choices;
using InvestmentFair.Data;
using InvestmentFair.History;
using InvestmentFair.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace InvestmentFair.Tests.Access;

/// <summary>Whoever changes an account is told of by its history, with what stood before; of a password only that it is another.</summary>
public sealed class AccountHistoryTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task Everything_that_is_done_to_an_account_stands_in_its_history_and_never_its_password(Engine engine)
    {
        await using var office = await OfficeAsync(engine);
        var unit = await office.House.ReadAsync(db => db.Units.OrderBy(u => u.Code).FirstAsync(Cancel));
        var password = House.Done(await office.Desk.EnterAsync(Administrator, new AccountForm { UserName = "zhoudan", DisplayName = "周丹（示例）", Role = Role.Staff }, Cancel));
        var id = await office.IdAsync("zhoudan");

        await office.ReviseAsync(id, f => (f.Role, f.UnitId) = (Role.Reporter, unit.Id));
        await office.ReviseAsync(id, f => f.DisplayName = "周丹丹（示例）");
        House.Done(await office.Desk.ChangeOwnPasswordAsync((await office.AccountAsync(id)).AsActor(), password, "shan-yue-liang9", Cancel));
        await office.LockAsync(id);
        House.Done(await office.Desk.UnlockAsync(Administrator, id, Cancel));
        var reset = House.Done(await office.Desk.ResetPasswordAsync(Administrator, id, Cancel));
        await office.ReviseAsync(id, f => f.IsDisabled = true);

        var rows = await office.House.ReadAsync(db => db.History.Where(h => h.RecordId == id).OrderBy(h => h.Sequence).ThenBy(h => h.Ordinal).ToListAsync(Cancel));
        Assert.Equal(["", "Role", "UnitId", "DisplayName", "MustChangePassword", "Password", "LockoutEnd", "MustChangePassword", "Password", "IsDisabled"], Sorted(rows).Select(r => r.Field));
        Assert.Equal([1, 2, 2, 3, 4, 4, 5, 6, 6, 7], rows.Select(r => r.RecordVersion));
        Assert.All(rows, r => Assert.True(r.IsTrue));
        var made = JsonSerializer.Deserialize<Dictionary<string, string?>>(rows[0].New!)!;
        Assert.Equal(("zhoudan", "Staff", "Temporary", "True"), (made["UserName"], made["Role"], made["Password"], made["MustChangePassword"]));
        Assert.Equal(("Staff", "Reporter"), rows.Where(r => r.Field == "Role").Select(r => (r.Old!, r.New!)).Single());
        Assert.Equal(["Own", "Temporary"], rows.Where(r => r.Field == "Password").Select(r => r.New));

        var account = await office.AccountAsync(id);
        var written = string.Join('\n', rows.Select(r => $"{r.Old}\n{r.New}"));
        Assert.All(new[] { password, reset, "shan-yue-liang9", account.PasswordHash!, account.SecurityStamp! }, secret => Assert.DoesNotContain(secret, written, StringComparison.Ordinal));
        var acts = await office.House.ReadAsync(db => db.AuditEntries.Where(a => a.Act.StartsWith("account.")).OrderBy(a => a.Sequence).Select(a => new { a.Act, a.Purpose }).ToListAsync(Cancel));
        Assert.Equal(["account.entered", "account.revised", "account.revised", "account.password-changed", "account.unlocked", "account.reset", "account.revised"], acts.TakeLast(7).Select(a => a.Act));
        Assert.All(acts.TakeLast(7), a => Assert.Equal("zhoudan", a.Purpose));
        await office.House.VerifyAsync();

        var said = await office.History.HistoryAsync(Administrator, [id], 50, Cancel);
        Assert.Contains(said, h => (h.Field, h.Old, h.New) == ("角色", "工作人员", "责任单位经办人"));
        Assert.Contains(said, h => h.Field == "密码" && h.New == PasswordState.Temporary.Names.Zh);
        Assert.Contains(said, h => h.New == unit.Name.Zh);
        Assert.All(said, h => Assert.DoesNotMatch("^[A-Za-z]+$", h.Field));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task The_second_of_two_administrators_is_shown_both_and_overwrites_nothing(Engine engine)
    {
        await using var office = await OfficeAsync(engine);
        House.Done(await office.Desk.EnterAsync(Administrator, new AccountForm { UserName = "zhoudan", DisplayName = "周丹（示例）", Role = Role.Staff }, Cancel));
        var id = await office.IdAsync("zhoudan");
        var mine = (await office.Desk.AccountAsync(Administrator, id, Cancel))!.Form;
        await office.ReviseAsync(id, f => f.Role = Role.Leader);
        mine.DisplayName = "周丹丹（示例）";
        var links = await office.House.LinksAsync();

        var outcome = await office.Desk.ReviseAsync(Administrator, id, mine, Cancel);

        Assert.Equal([("姓名", "周丹丹（示例）", "周丹（示例）"), ("角色", "工作人员", "领导（只读）")], outcome.Clash!.Fields.Select(f => (f.Label, f.Mine, f.Theirs)));
        Assert.Equal((Role.Leader, links), ((await office.AccountAsync(id)).Role, await office.House.LinksAsync()));
        mine.Version = outcome.Clash.TheirVersion;
        mine.Role = Role.Leader;
        House.Done(await office.Desk.ReviseAsync(Administrator, id, mine, Cancel));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Of_eight_who_save_one_version_one_wins_and_the_name_is_given_once(Engine engine)
    {
        await using var office = await OfficeAsync(engine);
        House.Done(await office.Desk.EnterAsync(Administrator, new AccountForm { UserName = "zhoudan", DisplayName = "周丹（示例）", Role = Role.Staff }, Cancel));
        var id = await office.IdAsync("zhoudan");

        var revised = await House.FightAsync(8, i => office.Desk.ReviseAsync(Administrator, id, new AccountForm { Version = 1, UserName = "zhoudan", DisplayName = $"周丹{i}（示例）", Role = Role.Staff }, Cancel));
        Assert.Single(revised, o => !o.Refused);
        Assert.All(revised.Where(o => o.Refused), o => Assert.True(o.IsOvertaken || o.Refusal == Refusal.BusyTryAgain, o.Text));
        Assert.Equal(2, await office.House.ReadAsync(db => db.AccountVersionAsync(id, Cancel)));

        var made = await House.FightAsync(8, _ => office.Desk.EnterAsync(Administrator, new AccountForm { UserName = "wuyue", DisplayName = "吴越（示例）", Role = Role.Staff }, Cancel));
        Assert.Single(made, o => !o.Refused);
        Assert.Equal(1, await office.House.ReadAsync(db => db.Users.CountAsync(u => u.UserName == "wuyue", Cancel)));
        await office.House.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task What_is_refused_is_not_written_and_leaves_no_history(Engine engine)
    {
        await using var office = await OfficeAsync(engine);
        var password = House.Done(await office.Desk.EnterAsync(Administrator, new AccountForm { UserName = "zhoudan", DisplayName = "周丹（示例）", Role = Role.Staff }, Cancel));
        var id = await office.IdAsync("zhoudan");
        var (links, before, me) = (await office.House.LinksAsync(), await office.AccountAsync(id), (await office.AccountAsync(id)).AsActor());

        Assert.Equal(AccountRefusals.WrongPassword, (await office.Desk.ChangeOwnPasswordAsync(me, "not-the-one7", "shan-yue-liang9", Cancel)).Refusal);
        Assert.NotNull((await office.Desk.ChangeOwnPasswordAsync(me, password, "short", Cancel)).Refusal);
        Assert.Equal(AccountRefusals.NameTaken, (await office.Desk.EnterAsync(Administrator, new AccountForm { UserName = "ZHOUDAN", DisplayName = "另一人（示例）", Role = Role.Staff }, Cancel)).Refusal);

        var after = await office.AccountAsync(id);
        Assert.Equal((before.PasswordHash, true, links), (after.PasswordHash, after.MustChangePassword, await office.House.LinksAsync()));
    }

    private static readonly Actor Administrator = House.Organizer with { Role = Role.Administrator };

    private static List<HistoryRow> Sorted(List<HistoryRow> rows) => [.. rows.OrderBy(r => r.Sequence).ThenBy(r => r.Field == "" ? "" : r.Field == "Password" ? "Z" : r.Field, StringComparer.Ordinal)];

    private static async Task<Office> OfficeAsync(Engine engine) => new(await House.OpenAsync(engine));

    /// <summary>The desk of accounts with Identity behind it, as the program wires it.</summary>
    private sealed class Office : IAsyncDisposable
    {
        private readonly ServiceProvider _services;

        public Office(House house)
        {
            House = house;
            var services = new ServiceCollection();
            services.AddLogging();
            services.AddDataProtection();
            services.AddScoped(_ => house.Open());
            services.AddIdentityCore<StaffMember>(options => (options.Password.RequiredLength, options.Password.RequireNonAlphanumeric, options.Password.RequireUppercase) = (10, false, false))
                .AddEntityFrameworkStores<FairDbContext>().AddDefaultTokenProviders();
            services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1);
            _services = services.BuildServiceProvider();
            Desk = new AccountDesk(house.Database.Contexts, _services.GetRequiredService<IServiceScopeFactory>(), house.Clock);
        }

        public House House { get; }

        public AccountDesk Desk { get; }

        public HistoryQueries History => new(House.Database.Contexts, new ValueNameQueries(House.Database.Contexts, new ChoiceQueries(House.Database.Contexts, House.Clock)));

        public Task<Guid> IdAsync(string name) => House.ReadAsync(db => db.Users.Where(u => u.UserName == name).Select(u => u.Id).SingleAsync(Cancel));

        public Task<StaffMember> AccountAsync(Guid id) => House.ReadAsync(db => db.Users.AsNoTracking().SingleAsync(u => u.Id == id, Cancel));

        public async Task ReviseAsync(Guid id, Action<AccountForm> change)
        {
            var form = (await Desk.AccountAsync(Administrator, id, Cancel))!.Form;
            change(form);
            House.Done(await Desk.ReviseAsync(Administrator, id, form, Cancel));
        }

        // As the login does after five wrong passwords: Identity saves by itself, and no history tells of it.
        public async Task LockAsync(Guid id)
        {
            await using var scope = _services.CreateAsyncScope();
            var users = scope.ServiceProvider.GetRequiredService<UserManager<StaffMember>>();
            Assert.True((await users.SetLockoutEndDateAsync((await users.FindByIdAsync(id.ToString()))!, TimeProvider.System.GetUtcNow().AddMinutes(15))).Succeeded);
        }

        public async ValueTask DisposeAsync()
        {
            await _services.DisposeAsync();
            await House.DisposeAsync();
        }
    }
}
