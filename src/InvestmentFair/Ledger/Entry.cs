namespace InvestmentFair.Ledger;

/// <summary>
/// One dated fact of a ledger. It says from which day it holds and at which instant it was recorded, is never
/// changed and never deleted; a mistake is put right by another entry that names the one it corrects.
/// Every fact is a small class with a table of its own; this base is not an entity.
/// </summary>
public abstract class Entry
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>Whom the fact is about.</summary>
    public Guid SubjectId { get; init; }

    /// <summary>The day from which it is true; for a receipt the day on which the money came.</summary>
    public DateOnly HoldsFrom { get; init; }

    /// <summary>Orders entries of one subject that were recorded in one save.</summary>
    public int Ordinal { get; init; }

    public string? Reason { get; init; }

    public Guid? CorrectsId { get; init; }

    /// <summary>The instant of the save that wrote it; set by the save, never going back.</summary>
    public DateTime RecordedAt { get; private set; }

    /// <summary>The number of that save in the audit chain.</summary>
    public long Sequence { get; private set; }

    public Guid ById { get; private set; }

    public string ByName { get; private set; } = "";

    internal void Recorded(long sequence, DateTime at, Guid byId, string byName)
    {
        if (Sequence != 0) throw new InvalidOperationException("An entry is recorded once.");
        (Sequence, RecordedAt, ById, ByName) = (sequence, at, byId, byName);
    }
}
