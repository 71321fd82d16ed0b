using InvestmentFair.Kernel;
using Microsoft.AspNetCore.Identity;

namespace InvestmentFair.Access;

/// <summary>Who made up the password that opens an account now.</summary>
public enum PasswordState
{
    [Text("临时密码，须本人修改", "A temporary one, to be changed by its owner")] Temporary,
    [Text("本人设定", "Set by its owner")] Own,
}

/// <summary>An account of the console. It knows its person and its unit only by their identity.</summary>
public sealed class StaffMember : IdentityUser<Guid>, ISortedByName
{
    public string DisplayName { get; set; } = "";

    public string PinyinKey { get; private set; } = "";

    string ISortedByName.SortedName => DisplayName;

    bool ISortedByName.IsOfSomebody => true;

    public Role Role { get; set; }

    public Guid? UnitId { get; set; }

    public Guid? PersonId { get; set; }

    /// <summary>The password was given by somebody else and must be changed before anything else is done.</summary>
    public bool MustChangePassword { get; set; }

    public bool IsDisabled { get; set; }

    /// <summary>The secret of the second factor, sealed.</summary>
    public string? TwoFactorSecret { get; private set; }

    /// <summary>The step of the last code taken; none before it opens again.</summary>
    public long? TwoFactorStep { get; private set; }

    /// <summary>Digests of the recovery codes that have not been used.</summary>
    public List<string> RecoveryDigests { get; private set; } = [];

    public void TurnOnTwoFactor(string @sealed, long step, IEnumerable<string> codes)
    {
        (TwoFactorEnabled, TwoFactorSecret, TwoFactorStep) = (true, @sealed, step);
        RenewRecoveryCodes(codes);
    }

    public void RenewRecoveryCodes(IEnumerable<string> codes)
    {
        RecoveryDigests = [.. codes.Select(RecoveryCodes.DigestOf)];
        Touch();
    }

    public void TurnOffTwoFactor()
    {
        (TwoFactorEnabled, TwoFactorSecret, TwoFactorStep, RecoveryDigests) = (false, null, null, []);
        Touch();
    }

    public void TakeStep(long step)
    {
        TwoFactorStep = step;
        Touch();
    }

    public bool TakeRecoveryCode(string code)
    {
        var digest = RecoveryCodes.DigestOf(code);
        if (!RecoveryDigests.Contains(digest)) return false;
        RecoveryDigests = [.. RecoveryDigests.Where(d => d != digest)];
        Touch();
        return true;
    }

    // Identity's token of concurrency: of two that use the same code, the second saves nothing.
    private void Touch() => ConcurrencyStamp = Guid.NewGuid().ToString();

    public Actor AsActor() => new(Id, DisplayName, Role, UnitId, PersonId);
}
