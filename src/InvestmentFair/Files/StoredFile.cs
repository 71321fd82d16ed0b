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

    /// <summary>Pixels, of a picture.</summary>
    public int? Width { get; private init; }

    /// <summary>Pixels, of a picture.</summary>
    public int? Height { get; private init; }

    /// <summary>The picture of which this is a smaller copy.</summary>
    public Guid? SmallerOfId { get; private init; }

    public static StoredFile Of(HeldUpload held, string ownerKind, Guid ownerId, Retention retention, DateTime now) => new()
    {
        Name = held.Upload.Name,
        ContentType = held.Upload.ContentType,
        Size = held.Upload.Size,
        Sha256 = held.Upload.Sha256,
        OwnerKind = ownerKind,
        OwnerId = ownerId,
        Retention = retention,
        StoredAt = now,
        Width = held.Upload.Width,
        Height = held.Upload.Height,
    };

    /// <summary>The same picture with fewer pixels, kept for as long as it.</summary>
    public StoredFile Smaller(HeldUpload held) => new()
    {
        Name = held.Upload.Name,
        ContentType = held.Upload.ContentType,
        Size = held.Upload.Size,
        Sha256 = held.Upload.Sha256,
        OwnerKind = OwnerKind,
        OwnerId = OwnerId,
        Retention = Retention,
        StoredAt = StoredAt,
        Width = held.Upload.Width,
        Height = held.Upload.Height,
        SmallerOfId = Id,
    };
}
