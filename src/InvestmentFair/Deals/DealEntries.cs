using InvestmentFair.Kernel;
using InvestmentFair.Ledger;
using InvestmentFair.Organisations;

namespace InvestmentFair.Deals;

/// <summary>The deal stood in a stage from a day on.</summary>
public sealed class StageChange : Entry
{
    public DealStage Stage { get; init; }

    public string? Document { get; init; }

    public Guid? FileId { get; init; }

    /// <summary>A code of the dictionary of reasons.</summary>
    public string? ExitReason { get; init; }

    /// <summary>Until when a deal on hold is left alone.</summary>
    public DateOnly? WakeUpOn { get; init; }

    /// <summary>A step back, a resumption or a reopening: what had been reached before stays reached.</summary>
    public bool IsReturn { get; init; }

    /// <summary>Who looked at the works and what they put out, on entering full capacity.</summary>
    public string? Reviewer { get; init; }

    public string? AchievedOutput { get; init; }
}

public enum SigningKind
{
    [Text("意向", "Letter of intent")] Intent,
    [Text("协议", "Agreement")] Agreement,
    [Text("合同", "Contract")] Contract,
}

public enum AgreementSubtype
{
    [Text("框架协议", "Framework agreement")] Framework,
    [Text("投资协议", "Investment agreement")] Investment,
}

public enum SigningChange
{
    [Text("新签", "New")] New,
    [Text("升格", "Upgrade")] Upgrade,
    [Text("增资", "Increase")] Increase,
}

/// <summary>
/// A signature 签约. An upgrade from agreement to contract adds no money, an increase adds only itself; the three kinds
/// are reported apart. <see cref="Entry.HoldsFrom"/> is the day it was signed.
/// </summary>
public sealed class Signing : Entry
{
    public SigningKind Kind { get; init; }

    public AgreementSubtype? Subtype { get; init; }

    public SigningChange Change { get; init; }

    /// <summary>Where it was signed; none if outside a fair.</summary>
    public Guid? FairId { get; init; }

    public Guid InvestorId { get; init; }

    public Amount Total { get; init; } = new(0);

    public Amount Contracted { get; init; } = new(0);

    public Guid? UpgradesId { get; init; }

    public string? Document { get; init; }

    public Guid? FileId { get; init; }

    public bool IsBinding => Kind is SigningKind.Agreement or SigningKind.Contract;

    /// <summary>
    /// Only 协议→合同 of one investor: an upgrade adds no money, so what it upgrades must hold the money already. A contract
    /// after a letter of intent is new.
    /// </summary>
    public bool MayBecome(SigningKind kind, Guid investorId, DateOnly on) => IsBinding && Kind < kind && InvestorId == investorId && HoldsFrom <= on;
}

/// <summary>
/// Money in place 到位资金, with its voucher. <see cref="Entry.HoldsFrom"/> is the day it came. It is never changed; a
/// mistake is reversed by another receipt that names it.
/// </summary>
public sealed class FundsReceipt : Entry
{
    public Amount Amount { get; init; } = new(0);

    /// <summary>A code of the dictionary of vouchers.</summary>
    public string Voucher { get; init; } = "";

    public InvestmentOrigin Origin { get; init; }

    public Guid? FileId { get; init; }

    public string? Document { get; init; }

    public Guid? ReversesId { get; init; }
}

public sealed class DealInvestor : Entry
{
    public Guid InvestorId { get; init; }

    public InvestmentOrigin Origin { get; init; }
}

/// <summary>Who is in charge 责任人. Changing it moves nothing else.</summary>
public sealed class DealOwner : Entry
{
    public Guid PersonId { get; init; }
}

/// <summary>The leader who answers for it 责任领导.</summary>
public sealed class DealLeader : Entry
{
    public Guid? PersonId { get; init; }
}

public sealed class DealUnit : Entry
{
    public Guid LeadUnitId { get; init; }

    public List<Guid> SupportingUnitIds { get; init; } = [];
}

public sealed class DealPlace : Entry
{
    public string TownshipCode { get; init; } = "";
}

public sealed class DealSector : Entry
{
    public string? SectorCode { get; init; }
}

/// <summary>The fair it grew out of; whose count it is in follows from the signings.</summary>
public sealed class DealFair : Entry
{
    public Guid? FairId { get; init; }
}

/// <summary>Planned total investment. What is contracted follows from the signings.</summary>
public sealed class DealTotal : Entry
{
    public Amount Total { get; init; } = new(0);
}

/// <summary>This year's list 七个一批; what is planned, apart from the stage, which is what is true.</summary>
public sealed class DealPlan : Entry
{
    public int Year { get; init; }

    public DealStage Planned { get; init; }
}
