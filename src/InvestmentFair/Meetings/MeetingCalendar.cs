using System.Globalization;
using System.Text;

namespace InvestmentFair.Meetings;

/// <summary>One meeting as a calendar has it; the number of it never changes, and that of what was told of it only rises.</summary>
public sealed record CalendarEntry(Guid Meeting, int Sequence, DateTime ToldAt, DateTime StartsAt, DateTime EndsAt, string Summary, string Location, bool IsOn);

/// <summary>
/// A calendar to subscribe to, as RFC 5545 has it. Of a meeting that moved the entry moves, and one that is off is struck out: a
/// calendar that is given the same number with a higher sequence puts nothing beside what it has.
/// </summary>
public static class MeetingCalendar
{
    /// <summary>Without the end of the line: it is counted in octets, and Chinese has three a letter.</summary>
    public const int MostOctetsOfLine = 75;

    public static string Write(string name, IEnumerable<CalendarEntry> entries)
    {
        var text = new StringBuilder();
        foreach (var line in Lines(name, entries)) Fold(text, line);
        return text.ToString();
    }

    private static IEnumerable<string> Lines(string name, IEnumerable<CalendarEntry> entries) =>
    [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//InvestmentFair//Meetings//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        $"X-WR-CALNAME:{Escape(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT15M",
        "X-PUBLISHED-TTL:PT15M",
        .. entries.SelectMany(Event),
        "END:VCALENDAR",
    ];

    private static IEnumerable<string> Event(CalendarEntry entry) =>
    [
        "BEGIN:VEVENT",
        $"UID:{entry.Meeting:N}@investmentfair",
        string.Create(CultureInfo.InvariantCulture, $"SEQUENCE:{entry.Sequence}"),
        $"DTSTAMP:{Instant(entry.ToldAt)}",
        $"LAST-MODIFIED:{Instant(entry.ToldAt)}",
        $"DTSTART:{Instant(entry.StartsAt)}",
        $"DTEND:{Instant(entry.EndsAt)}",
        $"SUMMARY:{Escape(entry.Summary)}",
        $"LOCATION:{Escape(entry.Location)}",
        $"STATUS:{(entry.IsOn ? "CONFIRMED" : "CANCELLED")}",
        "END:VEVENT",
    ];

    private static string Instant(DateTime utc) => utc.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    // Whatever a reader may take for the end of a line is one inside the text, and of other control characters none is allowed.
    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var letter in text.ReplaceLineEndings("\n"))
        {
            if (letter is '\\' or ';' or ',') escaped.Append('\\').Append(letter);
            else if (letter is '\n' or '\v') escaped.Append("\\n");
            else if (!char.IsControl(letter)) escaped.Append(letter);
        }

        return escaped.ToString();
    }

    // Between letters and never within one. The blank that goes on a line counts.
    private static void Fold(StringBuilder text, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > MostOctetsOfLine)
            {
                text.Append("\r\n ");
                octets = 1;
            }

            text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        text.Append("\r\n");
    }
}
