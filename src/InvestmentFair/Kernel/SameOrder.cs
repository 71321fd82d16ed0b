namespace InvestmentFair.Kernel;

/// <summary>Two that have one number in an order: allowed, since a list is put in order step by step, and said, since nobody means it to stay.</summary>
public static class SameOrder
{
    private const int MostNamed = 3;

    public static string? Notice(int place, IReadOnlyList<string> others)
    {
        if (others.Count == 0) return null;
        var named = string.Join(Language.Say("、", ", "), others.Take(MostNamed));
        return others.Count > MostNamed
            ? Language.Say($"与{named}等 {others.Count} 个同为 {place}", $"{named} and {others.Count - MostNamed} more have {place} as well")
            : Language.Say($"与{named}同为 {place}", $"{named} {(others.Count == 1 ? "has" : "have")} {place} as well");
    }
}
