using System.Linq.Expressions;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.Spreadsheets;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Access;

public sealed record AccountRow
{
    public Guid Id { get; init; }
    public string UserName { get; init; } = "";
    public string DisplayName { get; init; } = "";
    public string PinyinKey { get; init; } = "";
    public Role Role { get; init; }
    public string? Unit { get; init; }
    public string? UnitKey { get; init; }
    public bool IsDisabled { get; init; }
    public bool MustChangePassword { get; init; }
    public bool TwoFactor { get; init; }
    public DateTime? LastSeenAt { get; init; }
}

public sealed class AccountList(IDbContextFactory<FairDbContext> contexts) : ListOf<AccountRow>(contexts)
{
    public override string Key => "accounts";

    public override string Title => Language.Say("账号", "Accounts");

    public override Permission Permission => Permission.ManageAccounts;

    public override IReadOnlyList<Column<AccountRow>> Columns =>
    [
        new("UserName", "登录名", "User name", CellKind.Text, r => r.UserName) { Width = 18 },
        new("DisplayName", "姓名", "Name", CellKind.Text, r => r.DisplayName) { Width = 24, SortBy = nameof(AccountRow.PinyinKey) },
        new("Role", "角色", "Role", CellKind.Text, r => r.Role) { Width = 20 },
        new("Unit", "单位", "Unit", CellKind.Text, r => r.Unit) { Width = 36, SortBy = nameof(AccountRow.UnitKey) },
        new("IsDisabled", "停用", "Disabled", CellKind.Flag, r => r.IsDisabled) { Width = 8 },
        new("MustChangePassword", "须改密码", "Must change password", CellKind.Flag, r => r.MustChangePassword) { Width = 10 },
        new("TwoFactor", "两步验证", "Two-factor", CellKind.Flag, r => r.TwoFactor) { Width = 10 },
        new("LastSeenAt", "最近使用", "Last seen", CellKind.Instant, r => r.LastSeenAt) { Width = 18 },
    ];

    public override IReadOnlyList<ListFilter<AccountRow>> Filters =>
    [
        ByEnum<Role>("role", "角色", "Role", role => r => r.Role == role),
        ByFlag("disabled", "停用", "Disabled", yes => r => r.IsDisabled == yes),
        ByFlag("unguarded", "管理员未开两步验证", "Administrators without two-factor", yes => r => (r.Role == Role.Administrator && !r.IsDisabled && !r.TwoFactor) == yes),
    ];

    protected override IOrderedQueryable<AccountRow> InOrder(IQueryable<AccountRow> rows) => rows.OrderBy(r => r.UserName).ThenBy(r => r.Id);

    protected override IQueryable<AccountRow> Rows(FairDbContext db, Actor actor, string fair)
    {
        var english = Language.IsEnglish;
        return db.Users.Select(u => new AccountRow
        {
            Id = u.Id,
            UserName = u.UserName!,
            DisplayName = u.DisplayName,
            PinyinKey = u.PinyinKey,
            Role = u.Role,
            Unit = db.Units.Where(x => x.Id == u.UnitId).Select(x => english ? x.Name.En ?? x.Name.Zh : x.Name.Zh).FirstOrDefault(),
            UnitKey = db.Units.Where(x => x.Id == u.UnitId).Select(x => x.PinyinKey).FirstOrDefault(),
            IsDisabled = u.IsDisabled,
            MustChangePassword = u.MustChangePassword,
            TwoFactor = u.TwoFactorEnabled,
            LastSeenAt = db.Sessions.Where(s => s.StaffMemberId == u.Id).Max(s => (DateTime?)s.LastSeenAt),
        });
    }

    protected override Expression<Func<AccountRow, bool>> Finds(string word) => r => r.UserName.Contains(word) || r.DisplayName.Contains(word);
}
