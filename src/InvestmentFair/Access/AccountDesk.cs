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

public sealed record AccountView(Guid Id, AccountForm Form, bool IsLockedOut, bool MustChangePassword);

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
        Take(account, form);
        account.UserName = form.UserName.Trim();
        var updated = await users.UpdateAsync(account);
        if (!updated.Succeeded) return Explain(updated);
        // The old rights end with the stamp: open circuits and cookies are checked against it.
        await users.UpdateSecurityStampAsync(account);
        return await NoteAsync(actor, "account.revised", account.UserName!, cancel);
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
        return (await NoteAsync(actor, "account.reset", account.UserName!, cancel)).With(password);
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
        }, account.LockoutEnd > TimeProvider.System.GetUtcNow(), account.MustChangePassword);
    }

    private static void Take(StaffMember account, AccountForm form)
    {
        account.DisplayName = form.DisplayName.Trim();
        account.Role = form.Role!.Value;
        account.UnitId = form.UnitId;
        account.IsDisabled = form.IsDisabled;
    }

    private async Task<Outcome> NoteAsync(Actor actor, string act, string account, CancellationToken cancel)
    {
        await using var db = Open();
        return await db.SaveAsync(new Act(actor, act, Now, account), cancel);
    }

    private static Refusal Explain(IdentityResult result) => result.Errors.First().Code switch
    {
        nameof(IdentityErrorDescriber.DuplicateUserName) => AccountRefusals.NameTaken,
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

    public static Refusal NotYourself => new("account.self", "不能停用自己或取消自己的管理员角色", "You cannot disable yourself or give up your own administrator role");
}
