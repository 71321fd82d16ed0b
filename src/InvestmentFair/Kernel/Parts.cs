using System.Security.Cryptography;
using System.Text;

namespace InvestmentFair.Kernel;

/// <summary>What is hashed is a row of parts: the length before each keeps "ab"+"c" apart from "a"+"bc", and null apart from empty.</summary>
public static class Parts
{
    public static byte[] Measured(string? part)
    {
        var bytes = Encoding.UTF8.GetBytes(part ?? "");
        return [.. BitConverter.GetBytes(part is null ? -1 : bytes.Length), .. bytes];
    }

    public static byte[] Digest(IEnumerable<string?> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts) hash.AppendData(Measured(part));
        return hash.GetHashAndReset();
    }
}
