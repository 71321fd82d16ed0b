using InvestmentFair.Kernel;
using InvestmentFair.Ledger;
using InvestmentFair.People;

namespace InvestmentFair.Deals;

/// <summary>What was done for a deal, on its day and by its author, with the next step it set 跟进.</summary>
public sealed class FollowUp : Entry
{
    public string Words { get; init; } = "";

    public string? NextStep { get; init; }

    public DateOnly? NextStepOn { get; init; }

    public Guid? NextStepById { get; init; }
}

public enum ProblemState
{
    [Text("已收集", "Collected")] Collected,
    [Text("已交办", "Assigned")] Assigned,
    [Text("已解决", "Solved")] Solved,
    [Text("已销号", "Confirmed")] Confirmed,
}

/// <summary>Something an enterprise needs put right 问题.</summary>
public sealed class Problem : Record
{
    private Problem()
    {
    }

    public Guid DealId { get; private init; }

    public string Words { get; private init; } = "";

    public DateOnly RaisedOn { get; private init; }

    public Guid? UnitId { get; private init; }

    public Unit? Unit { get; private set; }

    public DateOnly? Due { get; private init; }

    public ProblemState State { get; private set; } = ProblemState.Collected;

    public List<ProblemChange> Changes { get; private init; } = [];

    public static Problem Raise(Guid dealId, string words, DateOnly on, Guid? unitId, DateOnly? due)
    {
        var problem = new Problem { DealId = dealId, Words = words, RaisedOn = on, UnitId = unitId, Due = due };
        problem.Changes.Add(new ProblemChange { SubjectId = problem.Id, State = ProblemState.Collected, HoldsFrom = on });
        return problem;
    }

    public void Move(ProblemState to, DateOnly on, string? words)
    {
        Changes.Add(new ProblemChange { SubjectId = Id, State = to, HoldsFrom = on, Reason = words, Ordinal = Changes.Count });
        State = AsOf.Latest.InForce(Changes)!.State;
    }
}

public sealed class ProblemChange : Entry
{
    public ProblemState State { get; init; }
}

public enum CommitmentState
{
    [Text("履行中", "Pending")] Pending,
    [Text("已兑现", "Honoured")] Honoured,
    [Text("未兑现", "Broken")] Broken,
}

/// <summary>What the government promised an investor 政府承诺: by whom, until when, and whether it was honoured.</summary>
public sealed class Commitment : Record
{
    private Commitment()
    {
    }

    public Guid DealId { get; private init; }

    public string Words { get; private init; } = "";

    public Guid PromiserUnitId { get; private init; }

    public Unit PromiserUnit { get; private set; } = null!;

    public DateOnly PromisedOn { get; private init; }

    public DateOnly Due { get; private init; }

    public CommitmentState State { get; private set; } = CommitmentState.Pending;

    public List<CommitmentChange> Changes { get; private init; } = [];

    public static Commitment Promise(Guid dealId, string words, Guid unitId, DateOnly on, DateOnly due)
    {
        var commitment = new Commitment { DealId = dealId, Words = words, PromiserUnitId = unitId, PromisedOn = on, Due = due };
        commitment.Changes.Add(new CommitmentChange { SubjectId = commitment.Id, State = CommitmentState.Pending, HoldsFrom = on });
        return commitment;
    }

    public void Move(CommitmentState to, DateOnly on, string? words, Guid? fileId = null)
    {
        Changes.Add(new CommitmentChange { SubjectId = Id, State = to, HoldsFrom = on, Reason = words, FileId = fileId, Ordinal = Changes.Count });
        State = AsOf.Latest.InForce(Changes)!.State;
    }
}

public sealed class CommitmentChange : Entry
{
    public CommitmentState State { get; init; }

    public Guid? FileId { get; init; }
}
