using InvestmentFair.Kernel;

namespace InvestmentFair.Files;

/// <summary>How long a file is kept.</summary>
public enum Retention
{
    [Text("活动结束后清除", "Purged after the fair")] Fair,
    [Text("长期保存", "Kept with the deal")] Deal,
    [Text("公开资料", "Published material")] Public,
}

/// <summary>
/// An attachment. Its bytes lie under their SHA-256, equal files once; its name is only what the sender called it.
/// </summary>
public sealed class StoredFile
{
    private StoredFile()
    {
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public string Name { get; private init; } = "";

    /// <summary>Decided by the content, never by the name.</summary>
    public string ContentType { get; private init; } = "";

    public long Size { get; private init; }

    public string Sha256 { get; private init; } = "";

    public string OwnerKind { get; private init; } = "";

    public Guid OwnerId { get; private init; }

    public Retention Retention { get; private init; }

    public DateTime StoredAt { get; private init; }

    public static StoredFile Of(string name, string contentType, long size, string sha256, string ownerKind, Guid ownerId, Retention retention, DateTime now) => new()
    {
        Name = name,
        ContentType = contentType,
        Size = size,
        Sha256 = sha256,
        OwnerKind = ownerKind,
        OwnerId = ownerId,
        Retention = retention,
        StoredAt = now,
    };
}
