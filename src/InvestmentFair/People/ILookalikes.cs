using InvestmentFair.Access;

namespace InvestmentFair.People;

/// <summary>Who else may be one person; answered by those who know where people have their roles.</summary>
public interface ILookalikes
{
    /// <summary>What is said beside a name or a number that was put right in a list; null where nobody is like it, and for every other field.</summary>
    Task<string?> NoticeAsync(Actor actor, Guid person, string field, CancellationToken cancel);
}
