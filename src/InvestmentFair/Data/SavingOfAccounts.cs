using InvestmentFair.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.Extensions.DependencyInjection;

namespace InvestmentFair.Data;

public abstract partial class FairDbContext
{
    /// <summary>What history tells of an account. That its password is another is told, and never what it is nor what is kept of it.</summary>
    private static readonly HashSet<string> KeptOfAccount =
    [
        nameof(StaffMember.UserName), nameof(StaffMember.DisplayName), nameof(StaffMember.Role), nameof(StaffMember.UnitId), nameof(StaffMember.PersonId),
        nameof(StaffMember.IsDisabled), nameof(StaffMember.MustChangePassword), nameof(StaffMember.TwoFactorEnabled), nameof(StaffMember.LockoutEnd),
    ];

    private const string Password = "Password";

    /// <summary>An account has no version of its own: it is as many saves old as its history tells of.</summary>
    public async Task<int> AccountVersionAsync(Guid account, CancellationToken cancel) =>
        await History.Where(h => h.RecordId == account).MaxAsync(h => (int?)h.RecordVersion, cancel) ?? 0;

    private async Task<List<Change>> AccountChangesAsync(CancellationToken cancel)
    {
        var changes = new List<Change>();
        foreach (var entry in ChangeTracker.Entries<StaffMember>().Where(e => e.State is EntityState.Added or EntityState.Modified).ToList())
        {
            var told = Told(entry).Where(v => v.Old != v.New).ToList();
            if (told.Count == 0) continue;
            var version = 1 + (entry.State is EntityState.Added ? 0 : await AccountVersionAsync(entry.Entity.Id, cancel));
            if (entry.State is EntityState.Added) changes.Add(Made(nameof(StaffMember), entry.Entity.Id, () => version, told.ToDictionary(v => v.Field, v => v.New)));
            else changes.AddRange(told.Select(v => new Change(nameof(StaffMember), entry.Entity.Id, () => version, v.Field, v.Old, v.New)));
        }

        return changes;
    }

    private static IEnumerable<(string Field, string? Old, string? New)> Told(EntityEntry<StaffMember> entry)
    {
        var isNew = entry.State is EntityState.Added;
        foreach (var property in entry.Properties.Where(p => KeptOfAccount.Contains(p.Metadata.Name)))
            yield return (property.Metadata.Name, isNew ? null : Plainly(property.OriginalValue), Plainly(property.CurrentValue));
        var password = entry.Property(a => a.PasswordHash);
        if (isNew ? password.CurrentValue is not null : password.CurrentValue != password.OriginalValue)
            yield return (Password, null, (entry.Entity.MustChangePassword ? PasswordState.Temporary : PasswordState.Own).ToString());
    }
}

/// <summary>Identity's stores, told to leave the saving to us: the account and what history tells of it are written together or not at all.</summary>
public static class IdentitySaving
{
    public static (UserManager<StaffMember> Users, FairDbContext Db) SavedTogether(this IServiceProvider scope)
    {
        ((UserOnlyStore<StaffMember, FairDbContext, Guid, IdentityUserClaim<Guid>, IdentityUserLogin<Guid>, IdentityUserToken<Guid>>)scope.GetRequiredService<IUserStore<StaffMember>>()).AutoSaveChanges = false;
        return (scope.GetRequiredService<UserManager<StaffMember>>(), scope.GetRequiredService<FairDbContext>());
    }
}
