using InvestmentFair.Kernel;

namespace InvestmentFair.Ledger;

/// <summary>
/// Two records turned out to be one: <see cref="Entry.SubjectId"/> from now on stands for the survivor. Nothing is deleted;
/// a merge is undone by another entry, which corrects it and names no survivor.
/// </summary>
public abstract class Merge : Entry
{
    /// <summary>None on the entry that undoes a merge.</summary>
    public Guid? SurvivorId { get; init; }

    /// <summary>Merges in force: made, and not undone.</summary>
    public static IEnumerable<T> Standing<T>(IEnumerable<T> merges) where T : Merge
    {
        var all = merges.ToList();
        var undone = all.Select(m => m.CorrectsId).OfType<Guid>().ToHashSet();
        return all.Where(m => m.SurvivorId is not null && !undone.Contains(m.Id));
    }

    /// <summary>Whom a record stands for by now, through however many merges.</summary>
    public static Guid Survivor(Guid id, IReadOnlyDictionary<Guid, Guid> standing)
    {
        while (standing.TryGetValue(id, out var next)) id = next;
        return id;
    }
}

/// <summary>A record that two of may turn out to be one.</summary>
public interface IMergeable
{
    /// <summary>Itself, unless it was merged into another; what the merges say, kept so that reading takes one step.</summary>
    Guid SurvivorId { get; }

    void StandFor(Guid survivor);
}

public static class MergeRefusals
{
    public static Refusal Itself => new("merge.itself", "不能与自己合并，请另选一条", "A record is not merged with itself; choose another");

    public static Refusal MergedAlready(string name) => new("merge.already", $"“{name}”已合并到另一条记录，请先撤销那次合并", $"“{name}” has been merged into another record; undo that merge first");

    public static Refusal NotMerged => new("merge.none", "这条记录没有可撤销的合并", "There is no merge of this record to undo");

    public static Refusal SurvivorMerged(string name) => new("merge.later", $"“{name}”后来又合并到别处，请先撤销后一次合并", $"“{name}” was merged further since; undo that merge first");

    public static Refusal Overtaken => new("merge.overtaken", "其中一条刚刚被他人改动，请按新内容重新选择", "Somebody has just changed one of the two; look again and choose anew");

    public static Refusal CannotMove(string what) => new("merge.held", $"两条记录在“{what}”中都有同样的内容，不能合并", $"Both records hold the same place in “{what}”; they cannot be merged");

    public static Refusal KeyTaken => new("merge.key", "撤销后编号或信用代码会与另一条记录重复，请先改正那一条", "Undone, its code would be the same as another record's; change that one first");
}
