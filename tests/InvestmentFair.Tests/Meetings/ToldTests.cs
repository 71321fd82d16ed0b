using InvestmentFair.Kernel;
using InvestmentFair.Meetings;

namespace InvestmentFair.Tests.Meetings;

/// <summary>What one person was last told of one meeting, over the releases of a fair.</summary>
public sealed class ToldTests
{
    private static readonly Guid Me = new("00000000-0000-0000-0000-0000000000e1");
    private static readonly DateTime Two = new(2027, 8, 2, 6, 0, 0, DateTimeKind.Utc);

    // A release a letter: on, moved an hour on, cancelled, left, hidden, not there; a number before it is what had changed by then.
    [Theory]
    [InlineData("0n", "On 0 14 1")]
    [InlineData("0n 0n 0n", "On 0 14 1")]
    [InlineData("0n 1m 1m", "On 1 15 2")]
    [InlineData("0- 1n 1n", "On 1 14 2")]
    [InlineData("0n 1c 1c", "Cancelled 1 14 2")]
    [InlineData("0n 1m 2c", "Cancelled 2 15 3")]
    // Whoever left hears nothing of what becomes of it, and their calendar stays as it is.
    [InlineData("0n 1l 1l", "Cancelled 1 14 2")]
    [InlineData("0n 1l 2L 3c", "Cancelled 1 14 2")]
    [InlineData("0n 1L", "Cancelled 1 14 2")]
    [InlineData("0n 1l 2m", "On 2 15 3")]
    // Hidden in the release that told of it; where it goes meanwhile is told to nobody.
    [InlineData("1h", "Hidden 1 14 1")]
    [InlineData("0n 1h", "Hidden 1 14 2")]
    [InlineData("0n 2H", "Hidden 2 15 2")]
    [InlineData("0n 1h 2H 3H", "Hidden 1 14 2")]
    [InlineData("0n 1h 2H 3m", "On 3 15 4")]
    [InlineData("0- 2H", "Hidden 2 15 2")]
    // Hidden when they came to it, or never there: not theirs to know.
    [InlineData("0x 1h", "")]
    [InlineData("0x 1h 2H", "")]
    [InlineData("0-", "")]
    public void It_stays_as_it_was_told_once_it_is_theirs_no_longer(string releases, string told)
    {
        var rows = releases.Split(' ').Select((r, i) => (Row(r[0] - '0', r[1]), Two.AddDays(i - 30))).ToList();

        var last = Told.Of(rows, [Me]);

        Assert.Equal(told, last is null ? "" : $"{last.State} {last.Sequence} {FairTime.ToLocal(last.Meeting.StartsAt):HH} {(last.At - Two).Days + 31}");
        if (last is not null) Assert.Single(Released.Of([last.Meeting], [Me]));
    }

    private static ReleasedMeeting Row(int sequence, char what)
    {
        var row = new ReleasedMeeting
        {
            FairId = Guid.Empty,
            MeetingId = Guid.Empty,
            Number = "2027-M001",
            StartsAt = Two.AddHours(what is 'm' or 'L' or 'H' ? 1 : 0),
            EndsAt = Two.AddHours(what is 'm' or 'L' or 'H' ? 1 : 0).AddMinutes(20),
            SlotId = Guid.Empty,
            Length = 1,
            TableId = Guid.Empty,
            TableCode = "A01",
            HallId = Guid.Empty,
            Hall = new Bilingual("洽谈区"),
            Subject = new Bilingual("王莽岭"),
            GuestSide = new Bilingual("港华燃气"),
            HostSide = new Bilingual("文旅局"),
            IsCancelled = what is 'c',
            People = what is '-' or 'x' ? [] : [new ReleasedPerson { PersonId = Me, Side = Side.Guest, Interprets = false, Ordinal = 0, Name = "甲", Organisation = Bilingual.Empty, Title = Bilingual.Empty, IsOut = what is 'l' or 'L' }],
        };
        row.Follow(isHidden: what is 'h' or 'H' or 'x', sequence);
        return row;
    }
}
