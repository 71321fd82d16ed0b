using System.Buffers;
using System.Text;

namespace InvestmentFair.Spreadsheets;

/// <summary>A CSV as text: Excel and WPS write UTF-8 with a mark, UTF-16 or GB18030, and never say which.</summary>
internal static class CsvText
{
    private static readonly Encoding Utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);
    private static readonly Encoding Utf16 = new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true);
    private static readonly Encoding Utf16BigEndian = new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true);
    private static readonly Encoding Gb18030 =
        CodePagesEncodingProvider.Instance.GetEncoding("gb18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    private static readonly SearchValues<char> Control = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(c => (char)c).Where(c => c is not ('\t' or '\r' or '\n')), '\x7F', '\uFFFE', '\uFFFF']);

    /// <summary>Null where the bytes are no table: no text at all, or the text of a page or a document.</summary>
    public static string? Read(Stream upload)
    {
        var bytes = new byte[upload.Length];
        upload.Position = 0;
        upload.ReadExactly(bytes);

        var text = Candidates(bytes).Select(encoding => Decode(encoding, bytes)).FirstOrDefault(decoded => decoded is not null)?.TrimStart('\uFEFF');
        return text is null || text.AsSpan().ContainsAny(Control) || text.AsSpan().TrimStart() is ['<', ..] or ['%', 'P', 'D', 'F', ..] ? null : text;
    }

    private static Encoding[] Candidates(byte[] bytes) => bytes switch
    {
        [0xFF, 0xFE, ..] => [Utf16],
        [0xFE, 0xFF, ..] => [Utf16BigEndian],
        [0xEF, 0xBB, 0xBF, ..] => [Utf8],
        _ => [Utf8, Gb18030],
    };

    private static string? Decode(Encoding encoding, byte[] bytes)
    {
        try
        {
            return encoding.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
