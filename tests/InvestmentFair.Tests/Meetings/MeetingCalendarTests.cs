using System.Text;
using InvestmentFair.Meetings;

namespace InvestmentFair.Tests.Meetings;

/// <summary>A calendar that every program reads, whatever the meetings are called.</summary>
public sealed class MeetingCalendarTests
{
    private static readonly DateTime Two = new(2027, 8, 2, 6, 0, 0, DateTimeKind.Utc);

    private static CalendarEntry Entry(string summary = "王莽岭 · 文旅局", string location = "洽谈区 A03", int sequence = 0, bool isOn = true) =>
        new(new Guid("00000000-0000-0000-0000-0000000000c1"), sequence, Two.AddDays(-1), Two, Two.AddMinutes(20), summary, location, isOn);

    [Fact]
    public void A_meeting_is_read_as_it_was_written_and_one_that_is_off_is_struck_out_under_the_same_number()
    {
        var (name, entries) = CalendarReader.Read(MeetingCalendar.Write("2027 招商会 洽谈日程", [Entry(), Entry() with { Meeting = Guid.Empty, IsOn = false, Sequence = 4 }]));

        Assert.Equal("2027 招商会 洽谈日程", name);
        Assert.Equal(new CalendarReader.Entry("000000000000000000000000000000c1@investmentfair", 0, Two.AddDays(-1), Two, Two.AddMinutes(20), "王莽岭 · 文旅局", "洽谈区 A03", "CONFIRMED"), entries[0]);
        Assert.Equal(("CANCELLED", 4), (entries[1].Status, entries[1].Sequence));
        Assert.Empty(CalendarReader.Read(MeetingCalendar.Write("空", [])).Entries);
    }

    [Theory]
    [InlineData("甲;乙,丙\\丁:\"戊\"", null)]
    [InlineData("甲\r\nEND:VEVENT\r\nEND:VCALENDAR", "甲\nEND:VEVENT\nEND:VCALENDAR")]
    [InlineData("甲\u2028SUMMARY:乙\u0085丙\v丁\f戊\r己", "甲\nSUMMARY:乙\n丙\n丁\n戊\n己")]
    [InlineData("甲\0\u0007\t乙\u007f", "甲乙")]
    [InlineData("\\n 不是换行", null)]
    [InlineData(" 前后有空格 ", null)]
    public void A_hostile_name_stays_one_name(string written, string? read)
    {
        var entry = Assert.Single(CalendarReader.Read(MeetingCalendar.Write(written, [Entry(written, written)])).Entries);

        Assert.Equal((read ?? written, read ?? written), (entry.Summary, entry.Location));
    }

    [Fact]
    public void Lines_of_any_length_and_any_letters_are_folded_between_letters()
    {
        string[] letters = ["a", "é", "晋", "🏔", "👨‍👩‍👧"];
        foreach (var letter in letters)
            for (var length = 0; length <= 120; length++)
            {
                var summary = new string('x', length % 5) + string.Concat(Enumerable.Repeat(letter, length));
                Assert.Equal(summary, CalendarReader.Read(MeetingCalendar.Write("n", [Entry(summary)])).Entries[0].Summary);
            }

        // Half a letter, which no text has, is none; what comes after it is kept.
        Assert.Equal("甲\ufffd乙", CalendarReader.Read(MeetingCalendar.Write("n", [Entry("甲\ud83c乙")])).Entries[0].Summary);
        Assert.Contains(MeetingCalendar.Write("n", [Entry(new string('x', 200))]).Split("\r\n"), l => Encoding.UTF8.GetByteCount(l) == MeetingCalendar.MostOctetsOfLine);
    }
}
