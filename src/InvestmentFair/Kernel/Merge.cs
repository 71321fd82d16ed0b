namespace InvestmentFair.Kernel;

/// <summary>What stands in one field: when the form was opened, in the reader's hands, and in the record as it is now.</summary>
public sealed record FieldMerge(string Field, string Base, string Mine, string Theirs)
{
    public bool ChangedByMe => Mine != Base;

    public bool ChangedByThem => Theirs != Base;

    /// <summary>Both changed it, and not to the same: only the reader can say which holds.</summary>
    public bool IsConflict => ChangedByMe && ChangedByThem && Mine != Theirs;

    /// <summary>What comes of it without asking; mine where there is a conflict, until it is decided.</summary>
    public string Merged => ChangedByMe ? Mine : Theirs;
}

/// <summary>
/// Two edited the same record from the same base. What only one of them touched is taken from the one who touched it; what
/// both changed differently is asked, field by field.
/// </summary>
public static class Merge
{
    /// <summary>The fields in which the three are not all the same.</summary>
    public static IReadOnlyList<FieldMerge> Of(IReadOnlyDictionary<string, string> opened, IReadOnlyDictionary<string, string> mine, IReadOnlyDictionary<string, string> theirs) =>
    [
        .. theirs.Keys
            .Select(field => new FieldMerge(field, Plain(opened.GetValueOrDefault(field, "")), Plain(mine.GetValueOrDefault(field, "")), Plain(theirs[field])))
            .Where(f => f.ChangedByMe || f.ChangedByThem),
    ];

    // A browser sends line breaks as it likes.
    internal static string Plain(string text) => text.ReplaceLineEndings("\n");
}
