using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using InvestmentFair.Kernel;

namespace InvestmentFair.Audit;

/// <summary>
/// One link of the chain, one per save: who, when, what act, and the digests of the values it wrote. The values stand in
/// <see cref="HistoryRow"/> and can be erased without breaking the chain.
/// </summary>
public sealed class AuditEntry
{
    public static readonly byte[] Genesis = new byte[32];

    public long Sequence { get; init; }

    public DateTime At { get; init; }

    public Guid ActorId { get; init; }

    public string ActorName { get; init; } = "";

    /// <summary>What was done, as <c>noun.verb</c>.</summary>
    public string Act { get; init; } = "";

    public string? Purpose { get; init; }

    public Guid? BatchId { get; init; }

    public byte[] Previous { get; init; } = Genesis;

    public byte[] Hash { get; private set; } = Genesis;

    public List<HistoryRow> Rows { get; private init; } = [];

    /// <summary>Closes the link over everything it says and over the digest of each of its rows.</summary>
    public void Seal() => Hash = ComputeHash();

    /// <summary>How it was closed, read from what it says.</summary>
    public Closing ClosedAs => Hash.AsSpan().SequenceEqual(ComputeHash()) ? Closing.Measured : Hash.AsSpan().SequenceEqual(Joined()) ? Closing.Joined : Closing.Broken;

    public byte[] ComputeHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Previous);
        foreach (var part in Said()) hash.AppendData(Parts.Measured(part));
        return hash.GetHashAndReset();
    }

    /// <summary>As links were closed at first: the parts one below the other, which a line break in one of them could shift.</summary>
    internal byte[] Joined()
    {
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"{Sequence}\n{At.Ticks}\n{ActorId:N}\n{ActorName}\n{Act}\n{Purpose}\n{BatchId:N}\n");
        foreach (var row in Rows.OrderBy(r => r.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"{row.Ordinal}|{row.Record}|{row.RecordId:N}|{row.RecordVersion}|{row.Field}|{Convert.ToHexString(row.Digest)}\n");

        return SHA256.HashData([.. Previous, .. Encoding.UTF8.GetBytes(text.ToString())]);
    }

    private IEnumerable<string?> Said() =>
    [
        Plain(Sequence), Plain(At.Ticks), $"{ActorId:N}", ActorName, Act, Purpose, BatchId?.ToString("N"), Plain(Rows.Count),
        .. Rows.OrderBy(r => r.Ordinal).SelectMany(r => new[] { Plain(r.Ordinal), r.Record, $"{r.RecordId:N}", Plain(r.RecordVersion), r.Field, Convert.ToHexString(r.Digest) }),
    ];

    private static string Plain(long number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>How a link was closed. A chain that was begun in the first way goes on in the second, and never back.</summary>
public enum Closing
{
    Broken,
    Joined,
    Measured,
}

/// <summary>
/// One changed field of one record, old and new; a record that was made has one row without a field name. The values
/// and their salt can be erased; the digest stays and is what the chain holds.
/// </summary>
public sealed class HistoryRow
{
    public long Sequence { get; init; }

    public int Ordinal { get; init; }

    public string Record { get; init; } = "";

    public Guid RecordId { get; init; }

    public int RecordVersion { get; init; }

    public string Field { get; init; } = "";

    public string? Old { get; private set; }

    public string? New { get; private set; }

    public byte[]? Salt { get; private set; }

    public byte[] Digest { get; private set; } = [];

    public bool IsErased => Salt is null;

    public static HistoryRow Of(long sequence, int ordinal, string record, Guid recordId, int version, string field, string? old, string? @new)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        return new HistoryRow
        {
            Sequence = sequence,
            Ordinal = ordinal,
            Record = record,
            RecordId = recordId,
            RecordVersion = version,
            Field = field,
            Old = old,
            New = @new,
            Salt = salt,
            Digest = DigestOf(salt, old, @new),
        };
    }

    /// <summary>The values still are what was written, or have been erased on purpose.</summary>
    public bool IsTrue => IsErased ? Old is null && New is null : Digest.AsSpan().SequenceEqual(DigestOf(Salt!, Old, New));

    private static byte[] DigestOf(byte[] salt, string? old, string? @new) =>
        SHA256.HashData([.. salt, .. Parts.Measured(old), .. Parts.Measured(@new)]);
}

/// <summary>The end of the chain: one row, locked last in every transaction that saves.</summary>
public sealed class AuditHead
{
    public int Id { get; init; } = 1;

    public long Sequence { get; private set; }

    public byte[] Hash { get; private set; } = AuditEntry.Genesis;

    public DateTime At { get; private set; }

    internal void Advance(AuditEntry entry) => (Sequence, Hash, At) = (entry.Sequence, entry.Hash, entry.At);
}
