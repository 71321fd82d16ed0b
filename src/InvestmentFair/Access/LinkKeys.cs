using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using InvestmentFair.Kernel;

namespace InvestmentFair.Access;

/// <summary>
/// Makes the keys that stand in personal addresses. A key follows from the server's own secret, the record and its generation, so
/// it can be shown again in a reply or on the telephone, while the database keeps a digest that opens nothing. It changes only by
/// an act of its own. Where the secret has been lost, addresses that were given out go on opening and none can be shown again.
/// </summary>
public sealed partial class LinkKeys(Func<byte[]> secret)
{
    private const string FileName = "links.key";
    private const int LengthOfSecret = 32;
    private const int BytesOfKey = 16;

    /// <summary>128 bits, in hexadecimal: a messenger that makes a link of an address leaves a hyphen at its end outside.</summary>
    public const int Length = 2 * BytesOfKey;

    // What failed once is tried again: a disk that was full need not be full for good.
    private readonly Lazy<byte[]> _secret = new(secret, LazyThreadSafetyMode.PublicationOnly);

    /// <summary>With the secret that lies in that directory, which is made where there is none.</summary>
    public static LinkKeys In(string directory) => new(() => ReadOrMake(directory));

    /// <summary>Reads the secret, or makes it: what stands in the way is to be known when the product starts and not at the first enquiry.</summary>
    public void Ready() => _ = _secret.Value;

    public string KeyOf(string kind, Guid id, int generation) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_secret.Value, Encoding.UTF8.GetBytes($"{kind}/{id:N}/{generation}")).AsSpan(0, BytesOfKey));

    /// <summary>
    /// What is kept of a key, and what it is looked up by: an index over digests tells whoever measures it nothing about a key.
    /// </summary>
    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>What in some words may be a key; whether it is one, its digest tells.</summary>
    internal static IEnumerable<string> MayStandIn(string words) => Candidates().Matches(words).Select(m => m.Groups[1].Value).Distinct();

    /// <summary>The key of which that is kept; none where this secret did not make it.</summary>
    public string? Shown(string kind, Guid id, int generation, string? hash)
    {
        var key = KeyOf(kind, id, generation);
        return hash is not null && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(HashOf(key)), Encoding.ASCII.GetBytes(hash)) ? key : null;
    }

    // Two processes may begin at once: whoever made the file first has made it, and the other reads it.
    private static byte[] ReadOrMake(string directory)
    {
        var file = Path.Combine(directory, FileName);
        var isNew = !Directory.Exists(directory);
        Directory.CreateDirectory(directory);
        if (!File.Exists(file))
        {
            var made = Path.Combine(directory, $"{FileName}.{Guid.NewGuid():N}");
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var stream = new FileStream(made, options))
            {
                stream.Write(RandomNumberGenerator.GetBytes(LengthOfSecret));
                stream.Flush(flushToDisk: true);
            }

            try
            {
                File.Move(made, file, overwrite: false);
                // The name outlives a power cut, or keys would be given out that nothing can make again.
                DirectoryNames.Flush(directory);
                if (isNew && Path.GetDirectoryName(Path.GetFullPath(directory)) is { } above) DirectoryNames.Flush(above);
            }
            catch (IOException) when (File.Exists(file))
            {
                File.Delete(made);
            }
        }

        var secret = File.ReadAllBytes(file);
        return secret.Length == LengthOfSecret ? secret : throw new InvalidDataException($"{FileName} holds {secret.Length} bytes where it has {LengthOfSecret}.");
    }

    // Looked for at every letter: it may stand right behind one that could be its own.
    [GeneratedRegex("(?=([0-9a-f]{32}))")]
    private static partial Regex Candidates();
}
