namespace InvestmentFair.Enquiries;

/// <summary>
/// The versions of the privacy notice and the days from which they hold. An enquiry keeps the one its asker agreed to, so a
/// version that has been shown is never taken out and never reworded.
/// </summary>
public sealed record PrivacyNotice(string Version, DateOnly From)
{
    public static IReadOnlyList<PrivacyNotice> All { get; } = [new("1", new(2026, 6, 1)), new("2", new(2026, 11, 1))];

    /// <summary>The one that holds on a day; before the first of them, the first.</summary>
    public static PrivacyNotice On(DateOnly day) => All.LastOrDefault(n => n.From <= day) ?? All[0];

    public static PrivacyNotice? Known(string? version) => All.FirstOrDefault(n => n.Version == version);
}
