using InvestmentFair.Kernel;

namespace InvestmentFair.Audit;

public enum ImportKind
{
    [Text("嘉宾", "Guests")] Guests,
    [Text("招商项目", "Projects")] Projects,
    [Text("节假日与调休", "Holidays")] Holidays,
    [Text("洽谈意愿", "Wishes to meet")] Wishes,
    [Text("可参会时间", "Availability")] Availability,
}

/// <summary>
/// One file taken in whole. What it changed stands in the history rows of its audit entry, from which it can be undone.
/// </summary>
public sealed class ImportBatch
{
    private ImportBatch()
    {
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public string Number { get; private init; } = "";

    public ImportKind Kind { get; private init; }

    public Guid? FairId { get; private init; }

    public string FileName { get; private init; } = "";

    public string FileSha256 { get; private init; } = "";

    public int Created { get; private init; }

    public int Changed { get; private init; }

    public int Unchanged { get; private init; }

    public string ActorName { get; private init; } = "";

    public DateTime At { get; private init; }

    public static ImportBatch Of(string number, ImportKind kind, Guid? fairId, string fileName, string sha256, int created, int changed, int unchanged, string actorName, DateTime now) => new()
    {
        Number = number,
        Kind = kind,
        FairId = fairId,
        FileName = fileName,
        FileSha256 = sha256,
        Created = created,
        Changed = changed,
        Unchanged = unchanged,
        ActorName = actorName,
        At = now,
    };
}
