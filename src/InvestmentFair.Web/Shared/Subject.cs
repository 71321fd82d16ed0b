namespace InvestmentFair.Web.Shared;

/// <summary>What a verb that asks is about: the record or the entry whose it is, wherever on a page it stands. A draft of one is never offered for another.</summary>
public readonly record struct Subject
{
    private readonly string? _ids;

    private Subject(string ids) => _ids = ids;

    /// <summary>The verb makes something that is not there yet, of what is seen at this address.</summary>
    public static Subject None => default;

    public static implicit operator Subject(Guid id) => Of(id);

    /// <summary>Of a pair, or of an entry and what is to become of it.</summary>
    public static Subject Of(params object[] parts) =>
        parts.Length > 0 && !parts.Contains(Guid.Empty) ? new Subject(string.Join('/', parts)) : throw new ArgumentException("What a verb is about has an id.", nameof(parts));

    /// <summary>Where drafts of it belong.</summary>
    public string Address(Type page, Uri at) => _ids is null ? at.PathAndQuery : $"{page.Name}/{_ids}";
}
