using Microsoft.AspNetCore.Identity;

namespace InvestmentFair.Access;

/// <summary>An account of the console. It knows its person and its unit only by their identity.</summary>
public sealed class StaffMember : IdentityUser<Guid>
{
    public string DisplayName { get; set; } = "";

    public Role Role { get; set; }

    public Guid? UnitId { get; set; }

    public Guid? PersonId { get; set; }

    /// <summary>The password was given by somebody else and must be changed before anything else is done.</summary>
    public bool MustChangePassword { get; set; }

    public bool IsDisabled { get; set; }

    public Actor AsActor() => new(Id, DisplayName, Role, UnitId, PersonId);
}
