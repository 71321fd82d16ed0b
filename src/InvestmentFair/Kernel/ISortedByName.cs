namespace InvestmentFair.Kernel;

/// <summary>
/// Sorted by how its Chinese name is read. The key is kept by the one way to write, from the name alone, so that no noun can
/// forget it; persons and investors, whose key may be typed over, keep their own.
/// </summary>
public interface ISortedByName
{
    string PinyinKey { get; }

    string SortedName { get; }

    /// <summary>Somebody's name, which begins with a surname; readings of surnames are others than those of places.</summary>
    bool IsOfSomebody => false;
}
