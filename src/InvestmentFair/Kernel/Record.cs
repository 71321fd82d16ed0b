namespace InvestmentFair.Kernel;

/// <summary>
/// Anything that people edit. Its identity comes from the product, never from the database, and its version rises by
/// one with every save, so that a second editor is told instead of silently overwriting the first.
/// </summary>
public abstract class Record
{
    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public int Version { get; private set; }
}
