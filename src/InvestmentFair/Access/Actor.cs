using InvestmentFair.Kernel;

namespace InvestmentFair.Access;

/// <summary>
/// Who asks. Every desk and every query is told; there is no ambient user. A department reporter's
/// <see cref="UnitId"/> narrows what they see to the deals their unit leads today.
/// </summary>
public sealed record Actor(Guid Id, string Name, Role? Role, Guid? UnitId = null, Guid? PersonId = null)
{
    /// <summary>The press of a button by which they ask, where it counts once however often it arrives.</summary>
    public Guid? Press { get; init; }

    private static readonly Guid System = new("00000000-0000-0000-0000-0000000000ff");

    /// <summary>A visitor of the portal: may ask, and nothing else.</summary>
    public static readonly Actor Portal = new(new Guid("00000000-0000-0000-0000-000000000001"), KeptWords.Portal, null);

    public static readonly Actor Seed = new(new Guid("00000000-0000-0000-0000-000000000002"), KeptWords.Seed, Access.Role.Administrator);

    public static readonly Actor Setup = new(new Guid("00000000-0000-0000-0000-000000000003"), KeptWords.Setup, Access.Role.Administrator);

    public static readonly Actor Job = new(System, KeptWords.Job, Access.Role.Administrator);

    public bool May(Permission permission) => Role is { } role && role.Grants(permission);

    /// <exception cref="NotAllowedException">The actor's role does not grant the permission.</exception>
    public void Must(Permission permission)
    {
        if (!May(permission)) throw new NotAllowedException(this, permission);
    }

    /// <summary>Sees only the deals of their own unit.</summary>
    public bool IsScopedToUnit => Role is Access.Role.Reporter;
}

/// <summary>
/// Somebody reached for what their role does not grant. The screens hide such acts, so this is a forged request, stale
/// rights, or a fault of ours; it is never shown as an ordinary refusal.
/// </summary>
public sealed class NotAllowedException(Actor actor, Permission permission)
    : Exception($"{actor.Role?.ToString() ?? "anonymous"} may not {permission}")
{
    public Permission Permission => permission;
}
