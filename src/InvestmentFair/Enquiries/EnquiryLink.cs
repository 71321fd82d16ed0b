using System.Text.RegularExpressions;
using InvestmentFair.Access;
using InvestmentFair.Kernel;

namespace InvestmentFair.Enquiries;

/// <summary>
/// The address of the asker's own page. Whoever has it is the asker; so staff shut it, or give it out anew, where it has come
/// into other hands. They pass it on by telephone and in WeChat at any time, which is why its key is made and not remembered.
/// </summary>
public sealed partial class Enquiry
{
    private const string KindOfKey = "enquiry";

    /// <summary>The digest of the key that opens the page; none while it is shut.</summary>
    public string? KeyHash { get; private set; }

    /// <summary>How often it was given out. At 0 it is one of before digests were kept: it opens, and cannot be shown again.</summary>
    public int KeyGeneration { get; private set; }

    public DateTime? KeyShutAt { get; private set; }

    /// <summary>So long after the last step of an enquiry that is settled its page can be opened.</summary>
    public const int LinkDays = 365;

    /// <summary>When the page ceases to open; it does not while the enquiry waits for an answer.</summary>
    public DateTime? LinkEndsAt => IsOpen ? null : Steps.Max(s => s.At).AddDays(LinkDays);

    /// <summary>The key as it stands in the address; none where it is shut or cannot be shown again.</summary>
    public string? Key(LinkKeys keys) => keys.Shown(KindOfKey, Id, KeyGeneration, KeyHash);

    /// <summary>The address of before opens nothing from now on, and a new one does.</summary>
    public Outcome RenewLink(string reason, LinkKeys keys, DateTime now)
    {
        if (string.IsNullOrWhiteSpace(reason)) return EnquiryRefusals.WhyLink;
        GiveLink(keys);
        Step(EnquiryStepKind.LinkRenewed, now);
        return Outcome.Done;
    }

    public Outcome ShutLink(string reason, DateTime now)
    {
        if (string.IsNullOrWhiteSpace(reason)) return EnquiryRefusals.WhyLink;
        if (KeyShutAt is not null) return Outcome.Done;
        (KeyHash, KeyShutAt) = (null, now);
        return Outcome.Done;
    }

    private void GiveLink(LinkKeys keys)
    {
        KeyGeneration++;
        (KeyHash, KeyShutAt) = (LinkKeys.HashOf(keys.KeyOf(KindOfKey, Id, KeyGeneration)), null);
    }

    /// <summary>As it was written, with the address put in where it was named.</summary>
    internal static string Addressed(string words, string address) => words.Replace(ReplyPlaceholders.Link, address, StringComparison.Ordinal);

    /// <summary>What is written in an enquiry is kept and is not to hold the key: the address stands in it as a place to be filled.</summary>
    internal string WithoutAddress(string words) => LinkKeys.MayStandIn(words).Where(key => LinkKeys.HashOf(key) == KeyHash).Aggregate(words, WithoutAddress);

    internal static string WithoutAddress(string words, string key) => Regex.Replace(words, $@"(?:https?://[^\s/]+)?(?:/q/)?{Regex.Escape(key)}", ReplyPlaceholders.Link);
}
