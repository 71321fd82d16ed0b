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
    /// <returns>The account and its initial password, shown once.</returns>
    public async Task<Outcome<string>> EnterAsync(Actor actor, AccountForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageAccounts);
        if (form.Check() is { Count: > 0 } problems) return Outcome.Wrong(problems).As<string>();
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<StaffMember>>();
        var password = Passwords.Make();
        var account = new StaffMember { Id = Guid.CreateVersion7(), UserName = form.UserName.Trim(), MustChangePassword = true, LockoutEnabled = true };
        Take(account, form);
        var created = await users.CreateAsync(account, password);
        if (!created.Succeeded) return Explain(created);
        return (await NoteAsync(actor, "account.entered", account.UserName!, cancel)).With(password);
    }

    public async Task<Outcome> ReviseAsync(Actor actor, Guid id, AccountForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageAccounts);
        if (form.Check() is { Count: > 0 } problems) return Outcome.Wrong(problems);
        if (id == actor.Id && (form.IsDisabled || form.Role is not Role.Administrator)) return AccountRefusals.NotYourself;
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<StaffMember>>();
        if (await users.FindByIdAsync(id.ToString()) is not { } account) return Refusal.NotFound;
        var changes = Changes(account, form);
        Take(account, form);
        account.UserName = form.UserName.Trim();
        var updated = await users.UpdateAsync(account);
        if (!updated.Succeeded) return Explain(updated);
        // The old rights end with the stamp and the sessions: open circuits and cookies are checked against both.
        if (changes.Count > 0)
        {
            await users.UpdateSecurityStampAsync(account);
            await EndSessionsAsync(actor, account.Id, cancel);
        }

        return await NoteAsync(actor, "account.revised", string.Join("；", changes.Prepend(account.UserName!)), cancel);
    }

    /// <returns>The new initial password, shown once.</returns>
    public async Task<Outcome<string>> ResetPasswordAsync(Actor actor, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ManageAccounts);
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<StaffMember>>();
        if (await users.FindByIdAsync(id.ToString()) is not { } account) return Refusal.NotFound;
        var password = Passwords.Make();
        var reset = await users.ResetPasswordAsync(account, await users.GeneratePasswordResetTokenAsync(account), password);
        if (!reset.Succeeded) return Explain(reset);
        account.MustChangePassword = true;
        account.LockoutEnd = null;
        await users.UpdateAsync(account);
        await EndSessionsAsync(actor, id, cancel);
        return (await NoteAsync(actor, "account.reset", account.UserName!, cancel)).With(password);
    }

    /// <summary>Ends the lock that wrong passwords have put on the account.</summary>
    public async Task<Outcome> UnlockAsync(Actor actor, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ManageAccounts);
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<StaffMember>>();
        if (await users.FindByIdAsync(id.ToString()) is not { } account) return Refusal.NotFound;
        await users.SetLockoutEndDateAsync(account, null);
        await users.ResetAccessFailedCountAsync(account);
        return await NoteAsync(actor, "account.unlocked", account.UserName!, cancel);
    }

    /// <summary>For somebody who has lost the telephone and the codes on paper; another administrator does it, never oneself.</summary>
    public async Task<Outcome> ResetTwoFactorAsync(Actor actor, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ManageAccounts);
        if (id == actor.Id) return AccountRefusals.NotYourOwnFactor;
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<StaffMember>>();
        if (await users.FindByIdAsync(id.ToString()) is not { } account) return Refusal.NotFound;
        account.TurnOffTwoFactor();
        await users.UpdateSecurityStampAsync(account);
        await EndSessionsAsync(actor, id, cancel);
        return await NoteAsync(actor, "account.two-factor-reset", account.UserName!, cancel);
    }

    public async Task<AccountView?> AccountAsync(Actor actor, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ManageAccounts);
        await using var db = Open();
        var account = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == id, cancel);
        return account is null ? null : new AccountView(account.Id, new AccountForm
        {
            UserName = account.UserName ?? "",
            DisplayName = account.DisplayName,
            Role = account.Role,
            UnitId = account.UnitId,
            IsDisabled = account.IsDisabled,
        }, account.LockoutEnd > TimeProvider.System.GetUtcNow(), account.MustChangePassword, account.TwoFactorEnabled);
    }

    private static void Take(StaffMember account, AccountForm form)
    {
        account.DisplayName = form.DisplayName.Trim();
        account.Role = form.Role!.Value;
        account.UnitId = form.UnitId;
        account.IsDisabled = form.IsDisabled;
    }

    // What the audit says of it: a role or a unit changed, an account disabled or let in again.
    private static List<string> Changes(StaffMember account, AccountForm form)
    {
        List<string> changes = [];
        if (account.Role != form.Role) changes.Add($"{account.Role.Names.Zh} → {form.Role!.Value.Names.Zh}");
        if (account.IsDisabled != form.IsDisabled) changes.Add(form.IsDisabled ? "停用 disabled" : "启用 enabled");
        if (account.UnitId != form.UnitId) changes.Add("单位变更 unit");
        return changes;
    }

    private async Task EndSessionsAsync(Actor actor, Guid account, CancellationToken cancel)
    {
        await using var db = Open();
        foreach (var session in await db.Sessions.Where(s => s.StaffMemberId == account && s.EndedAt == null).ToListAsync(cancel)) session.End(actor.Name, SystemNow);
        await db.SaveChangesAsync(cancel);
    }

    private async Task<Outcome> NoteAsync(Actor actor, string act, string account, CancellationToken cancel)
    {
        await using var db = Open();
        return await db.SaveAsync(new Act(actor, act, Now, account), cancel);
    }

    private static Refusal Explain(IdentityResult result) => result.Errors.First().Code switch
    {
        nameof(IdentityErrorDescriber.DuplicateUserName) => AccountRefusals.NameTaken,
        CommonPasswordValidator.Code => AccountRefusals.CommonPassword,
        nameof(IdentityErrorDescriber.InvalidUserName) => AccountRefusals.BadName,
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

    public static Refusal CommonPassword => new("account.common-password", "这个密码太常见（纯数字、重复、键盘顺序，或常用词加数字），请换一个", "This password is too common (digits, repetition, a walk over the keyboard, or a usual word with digits); please choose another");

    public static Refusal NotYourOwnFactor => new("account.own-factor", "不能重置自己的两步验证，请另一位管理员来做", "You cannot reset your own second factor; ask another administrator");

    public static Refusal NotYourself => new("account.self", "不能停用自己或取消自己的管理员角色", "You cannot disable yourself or give up your own administrator role");
}
