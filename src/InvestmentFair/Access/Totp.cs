using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace InvestmentFair.Access;

/// <summary>
/// Six-digit codes of an authenticator application (RFC 6238: HMAC-SHA1, steps of thirty seconds, which is what all of
/// them know).
/// </summary>
public static class Totp
{
    public const int SecretBytes = 20;
    public const int Digits = 6;
    private const int StepSeconds = 30;

    // A telephone may be half a minute ahead or behind.
    private const int Window = 1;

    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretBytes);

    public static long StepOf(DateTimeOffset at) => at.ToUnixTimeSeconds() / StepSeconds;

    public static string Code(byte[] secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        // The algorithm of the standard; a collision of SHA-1 says nothing about its HMAC.
#pragma warning disable CA5350
        var hash = HMACSHA1.HashData(secret, counter);
#pragma warning restore CA5350
        var offset = hash[^1] & 0xf;
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(offset, 4)) & 0x7fff_ffff;
        return (number % 1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>The step the code belongs to; none where it is wrong, or not later than the last that was taken: a code opens once.</summary>
    public static long? Accept(byte[] secret, string typed, DateTimeOffset now, long? lastStep)
    {
        var code = typed.Replace(" ", "", StringComparison.Ordinal);
        if (code.Length != Digits) return null;
        for (var step = StepOf(now) - Window; step <= StepOf(now) + Window; step++)
            if (step > (lastStep ?? 0) && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Code(secret, step)), Encoding.UTF8.GetBytes(code)))
                return step;
        return null;
    }

    /// <summary>What the picture for the application says.</summary>
    public static string Address(string issuer, string account, byte[] secret) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(account)}?secret={Base32(secret)}&issuer={Uri.EscapeDataString(issuer)}&digits={Digits}&period={StepSeconds}";

    public static string Base32(byte[] bytes)
    {
        var text = new StringBuilder();
        for (var bit = 0; bit < bytes.Length * 8; bit += 5)
        {
            var (at, shift) = (bit / 8, bit % 8);
            var pair = (bytes[at] << 8) | (at + 1 < bytes.Length ? bytes[at + 1] : 0);
            text.Append(Alphabet[(pair >> (11 - shift)) & 31]);
        }

        return text.ToString();
    }
}

/// <summary>Codes on paper for whoever has lost the telephone. Each opens once; only their digests are kept.</summary>
public static class RecoveryCodes
{
    public const int Many = 10;

    // Sixteen of thirty-two letters are eighty bits: no salt and no slow hash is needed for what cannot be guessed.
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    public static IReadOnlyList<string> Make() =>
        [.. Enumerable.Range(0, Many).Select(_ => string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Letters, 4))))];

    public static string DigestOf(string code) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToLowerInvariant())));
}
