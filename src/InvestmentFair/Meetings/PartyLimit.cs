using InvestmentFair.Delegations;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.Organisations;
using InvestmentFair.Projects;

namespace InvestmentFair.Meetings;

public enum PartyKind
{
    [Text("企业", "Enterprise")] Investor,
    [Text("代表团", "Delegation")] Delegation,
    [Text("项目", "Project")] Project,
    [Text("厂房", "Plant")] Plant,
}

/// <summary>
/// How many meetings of a fair one party has at least and at most 场次上下限: an enterprise or a delegation on the guest side, a
/// project or a plant on the host side. A party without one is bound by the settings of the fair alone.
/// </summary>
public sealed class PartyLimit : Record
{
    private PartyLimit()
    {
    }

    public Guid FairId { get; private init; }

    public Fair Fair { get; private set; } = null!;

    public Guid? InvestorId { get; private init; }

    public Investor? Investor { get; private set; }

    public Guid? DelegationId { get; private init; }

    public Delegation? Delegation { get; private set; }

    public Guid? ProjectId { get; private init; }

    public Project? Project { get; private set; }

    public Guid? PlantId { get; private init; }

    public IdlePlant? Plant { get; private set; }

    public int Least { get; private set; }

    /// <summary>None where it has as many as come about.</summary>
    public int? Most { get; private set; }

    public Guid PartyId => (InvestorId ?? DelegationId ?? ProjectId ?? PlantId)!.Value;

    public PartyKind Kind => this switch
    {
        { InvestorId: not null } => PartyKind.Investor,
        { DelegationId: not null } => PartyKind.Delegation,
        { ProjectId: not null } => PartyKind.Project,
        _ => PartyKind.Plant,
    };

    public static PartyLimit Set(Guid fairId, LimitForm form)
    {
        var limit = new PartyLimit { FairId = fairId, InvestorId = form.InvestorId, DelegationId = form.DelegationId, ProjectId = form.ProjectId, PlantId = form.PlantId };
        limit.Revise(form);
        return limit;
    }

    public void Revise(LimitForm form)
    {
        Least = form.Least ?? 0;
        Most = form.Most;
    }
}

public sealed class LimitForm : Form
{
    public const int MostMeetings = 100;

    [Text("企业", "Enterprise"), Choice(ChoiceOf.Investor), Fixed]
    public Guid? InvestorId { get; set; }

    [Text("代表团", "Delegation"), Choice(ChoiceOf.Delegation), Fixed]
    public Guid? DelegationId { get; set; }

    [Text("项目", "Project"), Choice(ChoiceOf.Project), Fixed]
    public Guid? ProjectId { get; set; }

    [Text("厂房", "Plant"), Choice(ChoiceOf.Plant), Fixed]
    public Guid? PlantId { get; set; }

    [Text("至少几场", "Meetings at least"), Between(0, MostMeetings)]
    public int? Least { get; set; }

    [Text("至多几场（空为不限）", "Meetings at most (empty: no limit)"), Between(1, MostMeetings)]
    public int? Most { get; set; }

    protected override IEnumerable<FieldProblem> Problems()
    {
        if (new[] { InvestorId, DelegationId, ProjectId, PlantId }.Count(party => party is not null) != 1)
            yield return new(nameof(InvestorId), "企业、代表团、项目、厂房四选一", "Give exactly one of enterprise, delegation, project or plant");
        if (Least is null or 0 && Most is null) yield return new(nameof(Most), "至少和至多填一项", "Give the least, the most, or both");
        if (Least > Most) yield return new(nameof(Most), LimitRefusals.Order.Zh, LimitRefusals.Order.En);
    }

    public static LimitForm Of(PartyLimit limit) => new()
    {
        Version = limit.Version,
        InvestorId = limit.InvestorId,
        DelegationId = limit.DelegationId,
        ProjectId = limit.ProjectId,
        PlantId = limit.PlantId,
        Least = limit.Least,
        Most = limit.Most,
    };
}

public static class LimitRefusals
{
    public static Refusal Party => new("limit.party", "这一方在本届已有上下限，请在那一条上修改", "This party has its limits at this fair already; change those");

    public static Refusal Order => new("limit.order", "至多不能少于至少", "The most is no less than the least");
}
