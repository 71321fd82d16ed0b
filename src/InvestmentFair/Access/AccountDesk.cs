using System.Security.Cryptography;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace InvestmentFair.Access;

public sealed class AccountForm : Form
{
    [Text("登录名", "User name"), Needed, Code, AtMost(40)]
    public string UserName { get; set; } = "";

    [Text("姓名", "Name"), Needed, AtMost(60)]
    public string DisplayName { get; set; } = "";

    [Text("角色", "Role"), Needed]
    public Role? Role { get; set; }

    [Text("单位（责任单位经办人必填）", "Unit (needed for a department reporter)"), Choice(ChoiceOf.Unit)]
    public Guid? UnitId { get; set; }

    [Text("停用", "Disabled")]
    public bool IsDisabled { get; set; }

    protected override IEnumerable<FieldProblem> Problems()
    {
        if (Role is Access.Role.Reporter && UnitId is null)
            yield return new(nameof(UnitId), "责任单位经办人须有单位", "A department reporter needs a unit");
    }
}

public sealed record AccountView(Guid Id, AccountForm Form, bool IsLockedOut, bool MustChangePassword, bool HasTwoFactor);

/// <summary>The accounts of the console. Passwords are seen by nobody twice: a reset gives a new one that must be changed.</summary>
public sealed class AccountDesk(IDbContextFactory<FairDbContext> contexts, IServiceScopeFactory scopes, FairClock clock) : Desk(contexts, clock)
{
    /// <returns>The account's initial password, shown once.</returns>
    public async Task<Outcome<string>> EnterAsync(Actor actor, AccountForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageAccounts);
        if (form.Check() is { Count: > 0 } problems) return Outcome.Wrong(problems).As<string>();
        var password = Passwords.Make();
        return (await MakeAsync(actor, form, password, isTemporary: true, cancel)).With(password);
    }

    /// <summary>The first account of an empty house, whose owner chooses the password.</summary>
    public async Task<Outcome> FoundAsync(Actor actor, string userName, string name, string password, CancellationToken cancel)
    {
        actor.Must(Permission.ManageAccounts);
        var form = new AccountForm { UserName = userName.Trim(), DisplayName = string.IsNullOrWhiteSpace(name) ? userName.Trim() : name.Trim(), Role = Role.Administrator };
        return form.Check() is { Count: > 0 } problems ? Outcome.Wrong(problems) : await MakeAsync(actor, form, password, isTemporary: false, cancel);
    }

    public Task<Outcome> ReviseAsync(Actor actor, Guid id, AccountForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageAccounts);
        if (form.Check() is { Count: > 0 } problems) return Task.FromResult(Outcome.Wrong(problems));
        if (id == actor.Id && (form.IsDisabled || form.Role is not Role.Administrator)) return Task.FromResult<Outcome>(AccountRefusals.NotYourself);
        return ChangeAsync(actor, "account.revised", id, async (users, db, account) =>
        {
            var stands = FormOf(account, await db.AccountVersionAsync(id, cancel));
            if (stands.Version != form.Version) return new Outcome { Clash = new Clash(id, form, stands) };
            var losesRights = account.Role != form.Role || account.IsDisabled != form.IsDisabled || account.UnitId != form.UnitId;
            Take(account, form);
            if (!losesRights) return Said(await users.UpdateAsync(account));
            // The old rights end with the stamp and the sessions: open circuits and cookies are checked against both.
            await EndSessionsAsync(db, actor, id, cancel);
            return Said(await users.UpdateSecurityStampAsync(account));
        }, cancel);
    }

    /// <returns>The new initial password, shown once.</returns>
    public async Task<Outcome<string>> ResetPasswordAsync(Actor actor, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ManageAccounts);
        var password = Passwords.Make();
        return (await ChangeAsync(actor, "account.reset", id, async (users, db, account) =>
        {
            account.MustChangePassword = true;
            account.LockoutEnd = null;
            await EndSessionsAsync(db, actor, id, cancel);
            return Said(await users.ResetPasswordAsync(account, await users.GeneratePasswordResetTokenAsync(account), password));
        }, cancel)).With(password);
    }

    /// <summary>Everybody changes their own, knowing the one that opens now.</summary>
    public Task<Outcome> ChangeOwnPasswordAsync(Actor actor, string current, string wanted, CancellationToken cancel)
    {
        if (actor.Role is null) actor.Must(Permission.ManageAccounts);
        return ChangeAsync(actor, "account.password-changed", actor.Id, async (users, _, account) =>
        {
            account.MustChangePassword = false;
            return Said(await users.ChangePasswordAsync(account, current, wanted));
        }, cancel);
    }

    /// <summary>Ends the lock that wrong passwords have put on the account.</summary>
    public Task<Outcome> UnlockAsync(Actor actor, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ManageAccounts);
        return ChangeAsync(actor, "account.unlocked", id, async (users, _, account) =>
        {
            (account.LockoutEnd, account.AccessFailedCount) = (null, 0);
            return Said(await users.UpdateAsync(account));
        }, cancel);
    }

    /// <summary>For somebody who has lost the telephone and the codes on paper; another administrator does it, never oneself.</summary>
    public Task<Outcome> ResetTwoFactorAsync(Actor actor, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ManageAccounts);
        if (id == actor.Id) return Task.FromResult<Outcome>(AccountRefusals.NotYourOwnFactor);
        return ChangeAsync(actor, "account.two-factor-reset", id, async (users, db, account) =>
        {
            account.TurnOffTwoFactor();
            await EndSessionsAsync(db, actor, id, cancel);
            return Said(await users.UpdateSecurityStampAsync(account));
        }, cancel);
    }

    public async Task<AccountView?> AccountAsync(Actor actor, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ManageAccounts);
        await using var db = Open();
        var account = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == id, cancel);
        return account is null ? null : new AccountView(account.Id, FormOf(account, await db.AccountVersionAsync(id, cancel)), account.LockoutEnd > TimeProvider.System.GetUtcNow(), account.MustChangePassword, account.TwoFactorEnabled);
    }

    private static AccountForm FormOf(StaffMember account, int version) => new()
    {
        Version = version,
        UserName = account.UserName ?? "",
        DisplayName = account.DisplayName,
        Role = account.Role,
        UnitId = account.UnitId,
        IsDisabled = account.IsDisabled,
    };

    private static void Take(StaffMember account, AccountForm form)
    {
        account.UserName = form.UserName.Trim();
        account.DisplayName = form.DisplayName.Trim();
        account.Role = form.Role!.Value;
        account.UnitId = form.UnitId;
        account.IsDisabled = form.IsDisabled;
    }

    private async Task<Outcome> MakeAsync(Actor actor, AccountForm form, string password, bool isTemporary, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (users, db) = scope.ServiceProvider.SavedTogether();
        await using var transaction = await db.BeginAsync(cancel);
        var account = new StaffMember { Id = Guid.CreateVersion7(), MustChangePassword = isTemporary, LockoutEnabled = true };
        Take(account, form);
        return Explain(await users.CreateAsync(account, password)) is { } refusal
            ? refusal
            : await CommitAsync(db, transaction, new Act(actor, "account.entered", Now, account.UserName), account.Id, cancel);
    }

    // The account, its sessions and what history tells of both in one save; of two who change it at once Identity's stamp lets one through.
    // A change asks Identity to update the account once: with the second time it takes what the first wrote for what stands in the database.
    private async Task<Outcome> ChangeAsync(Actor actor, string act, Guid id, Func<UserManager<StaffMember>, FairDbContext, StaffMember, Task<Outcome>> change, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (users, db) = scope.ServiceProvider.SavedTogether();
        await using var transaction = await db.BeginAsync(cancel);
        if (await users.FindByIdAsync(id.ToString()) is not { } account) return Refusal.NotFound;
        var changed = await change(users, db, account);
        return changed.Refused ? changed : await CommitAsync(db, transaction, new Act(actor, act, Now, account.UserName), id, cancel);
    }

    private static async Task EndSessionsAsync(FairDbContext db, Actor actor, Guid account, CancellationToken cancel)
    {
        foreach (var session in await db.Sessions.Where(s => s.StaffMemberId == account && s.EndedAt == null).ToListAsync(cancel)) session.End(actor.Name, SystemNow);
    }

    private static Outcome Said(IdentityResult result) => Explain(result) is { } refusal ? refusal : Outcome.Done;

    private static Refusal? Explain(IdentityResult result) => result.Succeeded ? null : result.Errors.First().Code switch
    {
        nameof(IdentityErrorDescriber.ConcurrencyFailure) => Violations.Overtaken,
        nameof(IdentityErrorDescriber.PasswordMismatch) => AccountRefusals.WrongPassword,
        nameof(IdentityErrorDescriber.DuplicateUserName) => AccountRefusals.NameTaken,
        CommonPasswordValidator.Code => AccountRefusals.CommonPassword,
        nameof(IdentityErrorDescriber.InvalidUserName) => AccountRefusals.BadName,
        nameof(IdentityErrorDescriber.PasswordTooShort) or nameof(IdentityErrorDescriber.PasswordRequiresDigit) or nameof(IdentityErrorDescriber.PasswordRequiresLower)
            or nameof(IdentityErrorDescriber.PasswordRequiresUniqueChars) => AccountRefusals.WeakPassword,
        var code => new Refusal($"account.{code}", $"账号未保存（{code}）", $"The account was not saved ({code})"),
    };
}

public static class Passwords
{
    public const int Length = 14;

    // No letters or digits that are mistaken for each other when read out on the telephone.
    private const string Small = "abcdefghjkmnpqrstuvwxyz";
    private const string Capitals = "ABCDEFGHJKMNPQRSTUVWXYZ";
    private const string Digits = "23456789";

    /// <summary>One of each kind at least: drawn from all alike, one password in ten has no digit and is refused by the rules.</summary>
    public static string Make()
    {
        var drawn = (RandomNumberGenerator.GetString(Small, 1) + RandomNumberGenerator.GetString(Digits, 1)
            + RandomNumberGenerator.GetString(Small + Capitals + Digits, Length - 2)).ToCharArray();
        RandomNumberGenerator.Shuffle(drawn.AsSpan());
        return new string(drawn);
    }
}

public static class AccountRefusals
{
    public static Refusal NameTaken => new("account.taken", "登录名已被使用", "The user name is taken");

    public static Refusal BadName => new("account.name", "登录名只用字母、数字、点和短横", "A user name has letters, digits, dots and dashes only");

    public static Refusal CommonPassword => new("account.common-password", "这个密码太常见（纯数字、重复、键盘顺序，或常用词、姓名加数字），请换一个", "This password is too common (digits, repetition, a walk over the keyboard, or a usual word or a name with digits); please choose another");

    public static Refusal WeakPassword => new("account.weak-password", "新密码至少 10 位，含数字和小写字母", "A password has at least 10 characters, with a digit and a lower-case letter");

    public static Refusal WrongPassword => new("account.password", "当前密码不对", "The current password is wrong");

    public static Refusal NotYourOwnFactor => new("account.own-factor", "不能重置自己的两步验证，请另一位管理员来做", "You cannot reset your own second factor; ask another administrator");

    public static Refusal NotYourself => new("account.self", "不能停用自己或取消自己的管理员角色", "You cannot disable yourself or give up your own administrator role");
}
