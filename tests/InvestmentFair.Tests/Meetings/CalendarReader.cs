using System.Globalization;
using System.Text;

namespace InvestmentFair.Tests.Meetings;

/// <summary>A calendar as a subscriber's program reads it, by RFC 5545 and with no mercy.</summary>
internal static class CalendarReader
{
    internal sealed record Entry(string Uid, int Sequence, DateTime Stamp, DateTime Starts, DateTime Ends, string Summary, string Location, string Status);

    public static (string Name, IReadOnlyList<Entry> Entries) Read(string text)
    {
        Assert.EndsWith("END:VCALENDAR\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', text.Replace("\r\n", "", StringComparison.Ordinal));
        Assert.DoesNotContain('\r', text.Replace("\r\n", "", StringComparison.Ordinal));
        var lines = text.Split("\r\n")[..^1];
        Assert.All(lines, l => Assert.InRange(Encoding.UTF8.GetByteCount(l), 1, 75));
        // A line that was folded within a letter is none by itself.
        Assert.All(lines, l => Assert.Equal(l, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(l))));
        var unfolded = text.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n")[..^1];
        Assert.Equal(("BEGIN:VCALENDAR", "END:VCALENDAR"), (unfolded[0], unfolded[^1]));
        Assert.Contains("VERSION:2.0", unfolded);
        Assert.Contains("METHOD:PUBLISH", unfolded);

        var (entries, head, at) = (new List<Entry>(), new Dictionary<string, string>(), 1);
        for (; unfolded[at] != "BEGIN:VEVENT" && unfolded[at] != "END:VCALENDAR"; at++) Put(head, unfolded[at]);
        while (unfolded[at] == "BEGIN:VEVENT")
        {
            var fields = new Dictionary<string, string>();
            for (at++; unfolded[at] != "END:VEVENT"; at++) Put(fields, unfolded[at]);
            at++;
            Assert.Equal(fields["DTSTAMP"], fields["LAST-MODIFIED"]);
            entries.Add(new Entry(fields["UID"], int.Parse(fields["SEQUENCE"], CultureInfo.InvariantCulture), Instant(fields["DTSTAMP"]), Instant(fields["DTSTART"]), Instant(fields["DTEND"]), Text(fields["SUMMARY"]), Text(fields["LOCATION"]), fields["STATUS"]));
        }

        Assert.Equal(unfolded.Length - 1, at);
        Assert.Distinct(entries.Select(e => e.Uid));
        return (Text(head["X-WR-CALNAME"]), entries);
    }

    private static void Put(Dictionary<string, string> fields, string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        Assert.True(colon > 0, line);
        // Each stands once, and none of them opens or ends anything.
        Assert.True(fields.TryAdd(line[..colon].Split(';')[0], line[(colon + 1)..]), line);
        Assert.DoesNotContain(line[..colon], new[] { "BEGIN", "END" });
    }

    private static DateTime Instant(string text) => DateTime.ParseExact(text, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    private static string Text(string escaped)
    {
        var text = new StringBuilder();
        for (var i = 0; i < escaped.Length; i++)
        {
            Assert.False(char.IsControl(escaped[i]) || escaped[i] is ';' or ',', escaped);
            text.Append(escaped[i] != '\\' ? escaped[i] : escaped[++i] is 'n' ? '\n' : escaped[i]);
        }

        return text.ToString();
    }
}
