using InvestmentFair.Kernel;
using InvestmentFair.Meetings;

namespace InvestmentFair.Tests.Meetings;

/// <summary>What is different between two releases, whom it concerns, and what is told for ever after.</summary>
public sealed class ReleaseChangesTests
{
    private static readonly Guid[] Who = [.. Enumerable.Range(1, 8).Select(i => new Guid(i, 0, 0, new byte[8]))];
    private static readonly DateTime Two = new(2027, 8, 2, 6, 0, 0, DateTimeKind.Utc);

    private static Guid Itself(Guid person) => person;

    private static ReleasedMeeting Met(int meeting, int slot = 0, string table = "A01", string hall = "洽谈区", string subject = "王莽岭", int[]? guests = null, int[]? hosts = null, string guestSide = "港华燃气") => new()
    {
        FairId = Guid.Empty,
        MeetingId = new Guid(100 + meeting, 0, 0, new byte[8]),
        Number = $"2027-M{meeting:000}",
        StartsAt = Two.AddMinutes(25 * slot),
        EndsAt = Two.AddMinutes(25 * slot + 20),
        SlotId = new Guid(200 + slot, 0, 0, new byte[8]),
        Length = 1,
        TableId = Guid.Empty,
        TableCode = table,
        HallId = Guid.Empty,
        Hall = new Bilingual(hall),
        Subject = new Bilingual(subject),
        GuestSide = new Bilingual(guestSide),
        HostSide = new Bilingual("文旅局"),
        People = [.. Sit(Side.Guest, guests ?? [0]), .. Sit(Side.Host, hosts ?? [4])],
    };

    private static IEnumerable<ReleasedPerson> Sit(Side side, int[] people) => people.Select((p, order) => new ReleasedPerson
    {
        PersonId = Who[p],
        Side = side,
        Interprets = false,
        Ordinal = order,
        Name = $"人{p}",
        Organisation = Bilingual.Empty,
        Title = Bilingual.Empty,
    });

    private static ReleaseChanges Differ(IReadOnlyCollection<ReleasedMeeting> before, IReadOnlyCollection<ReleasedMeeting> working, Func<Guid, Guid>? survivor = null) =>
        ReleaseChanges.Between(before, Sequencing.Next(before, working, survivor ?? Itself), survivor ?? Itself);

    private static string Lines(ReleaseChanges changes) => string.Join(" ", changes.People.Select(p => $"{p.Known.Name}:{string.Join(",", p.Lines.Select(l => l.Kind))}"));

    public static TheoryData<string, ReleasedMeeting?, ReleasedMeeting?, MeetingChange[], string> Table() => new()
    {
        { "nothing", Met(1), Met(1), [], "" },
        { "new", null, Met(1), [MeetingChange.Added], "人0:Added 人4:Added" },
        { "gone", Met(1), null, [MeetingChange.Cancelled], "人0:Cancelled 人4:Cancelled" },
        { "later", Met(1), Met(1, slot: 2), [MeetingChange.Moved], "人0:Changed 人4:Changed" },
        { "another table", Met(1), Met(1, table: "A07"), [MeetingChange.TableChanged], "人0:Changed 人4:Changed" },
        { "another hall and time", Met(1), Met(1, slot: 1, hall: "主会场"), [MeetingChange.Moved, MeetingChange.TableChanged, MeetingChange.Renamed], "人0:Changed 人4:Changed" },
        { "another subject", Met(1), Met(1, subject: "凤凰欢乐谷"), [MeetingChange.Renamed], "人0:Changed 人4:Changed" },
        { "the other side is called otherwise", Met(1), Met(1, guestSide: "港华"), [MeetingChange.Renamed], "" },
        { "somebody comes", Met(1), Met(1, guests: [0, 1]), [MeetingChange.TeamChanged], "人1:Joins" },
        { "somebody leaves", Met(1, guests: [0, 1]), Met(1), [MeetingChange.TeamChanged], "人1:Leaves" },
        { "moved, and another comes in somebody's stead", Met(1), Met(1, slot: 1, guests: [2]), [MeetingChange.Moved, MeetingChange.TeamChanged], "人0:Leaves 人2:Joins 人4:Changed" },
        { "the same people, sitting otherwise", Met(1, guests: [0, 1]), Met(1, guests: [1, 0]), [], "" },
    };

    [Theory, MemberData(nameof(Table))]
    public void A_change_concerns_those_who_see_it_and_nobody_else(string what, ReleasedMeeting? before, ReleasedMeeting? after, MeetingChange[] changes, string lines)
    {
        ReleasedMeeting[] stays = [Met(9, slot: 5, guests: [5], hosts: [6])];

        var differ = Differ(before is null ? stays : [before, .. stays], after is null ? stays : [after, .. stays]);

        Assert.Equal((what, changes.Length > 0 ? 1 : 0, lines), (what, differ.Meetings.Count, Lines(differ)));
        Assert.Equal(changes, differ.Meetings.SelectMany(m => m.Changes));
        Assert.Equal(changes.Length == 0, differ.IsEmpty);
    }

    [Fact]
    public void What_was_told_once_is_carried_on_and_its_number_rises_exactly_when_it_changes()
    {
        var first = Sequencing.Next([], [Met(1), Met(2, slot: 1, guests: [1, 2])], Itself);
        var second = Sequencing.Next(first, [Met(2, slot: 1, guests: [1])], Itself);
        var third = Sequencing.Next(second, [Met(2, slot: 1, guests: [1])], Itself);
        var fourth = Sequencing.Next(third, [Met(2, slot: 1, guests: [1, 2]), Met(1)], Itself);

        Assert.Equal([0, 0], first.Select(m => m.Sequence));
        Assert.Equal([("2027-M002", 1, false), ("2027-M001", 1, true)], second.Select(m => (m.Number, m.Sequence, m.IsCancelled)));
        Assert.Equal([("人1", false), ("人4", false), ("人2", true)], second[0].People.Select(p => (p.Name, p.IsOut)));
        Assert.Equal([("2027-M002", 1, false), ("2027-M001", 1, true)], third.Select(m => (m.Number, m.Sequence, m.IsCancelled)));
        Assert.Single(third[0].People, p => p.IsOut);
        Assert.Equal([("2027-M002", 2, false), ("2027-M001", 2, false)], fourth.Select(m => (m.Number, m.Sequence, m.IsCancelled)));
        Assert.DoesNotContain(fourth.SelectMany(m => m.People), p => p.IsOut);
        Assert.Equal("人2:Leaves", Lines(Differ(first, [Met(1), Met(2, slot: 1, guests: [1])])));
        Assert.Equal("人0:Added 人2:Joins 人4:Added", Lines(ReleaseChanges.Between(third, fourth, Itself)));
    }

    [Fact]
    public void Two_who_were_merged_are_one_and_are_told_nothing()
    {
        Func<Guid, Guid> merged = person => person == Who[1] ? Who[0] : person;
        ReleasedMeeting[] before = [Met(1, guests: [1]), Met(2, slot: 1, guests: [2])];
        ReleasedMeeting[] now = [Met(1, guests: [0]), Met(2, slot: 2, guests: [0])];
        foreach (var meeting in before) meeting.Follow(false, 3);

        var next = Sequencing.Next(before, now, merged);

        var differ = ReleaseChanges.Between(before, next, merged);
        Assert.Equal([4, 4], next.Select(m => m.Sequence));
        // Nobody came or left; what they are called is another name.
        Assert.Equal([MeetingChange.Renamed], differ.Meetings[0].Changes);
        Assert.Equal("人0:Joins 人2:Leaves 人4:Changed", Lines(differ));
        Assert.DoesNotContain(next[0].People, p => p.IsOut);
    }

    [Fact]
    public void A_meeting_that_is_hidden_stays_so_and_nobody_hears_of_it()
    {
        var before = Met(1);
        before.Follow(true, 1);

        var next = Sequencing.Next([before], [Met(1, slot: 3)], Itself);

        Assert.Equal((true, 2), (next[0].IsHidden, next[0].Sequence));
        // Where nothing of it changed, its number is that of before.
        Assert.Equal((true, 1), Sequencing.Next([before], [Met(1)], Itself)[0] is var same ? (same.IsHidden, same.Sequence) : default);
        Assert.Empty(ReleaseChanges.Between([before], next, Itself).People);
        Assert.Equal("人0:Withheld 人4:Withheld", Lines(ReleaseChanges.Between([Met(1)], [before], Itself)));
        Assert.Equal("人0:Added 人4:Added", Lines(ReleaseChanges.Between([before], [Met(1)], Itself)));
        Assert.Equal(ReleasedState.Hidden, Released.Of(next, [Who[0]])[0].State);
    }

    [Fact]
    public void A_person_sees_their_meetings_in_order_with_what_is_off()
    {
        var release = Sequencing.Next([Met(1, slot: 3), Met(2, slot: 1, guests: [0, 1]), Met(3, slot: 2)], [Met(1, slot: 3), Met(2, slot: 1, guests: [1])], Itself);

        Assert.Equal([("2027-M002", ReleasedState.Cancelled), ("2027-M003", ReleasedState.Cancelled), ("2027-M001", ReleasedState.On)], Released.Of(release, [Who[0]]).Select(m => (m.Meeting.Number, m.State)));
        Assert.Equal([("2027-M002", ReleasedState.On)], Released.Of(release, [Who[1]]).Select(m => (m.Meeting.Number, m.State)));
        Assert.Equal([("2027-M002", ReleasedState.On)], Released.Of(release, [Who[1], Who[0]]).Where(m => m.Meeting.Number == "2027-M002").Select(m => (m.Meeting.Number, m.State)));
        Assert.Empty(Released.Of(release, [Who[7]]));
    }

    [Fact]
    public void The_digest_says_what_was_said_and_to_whom_by_name()
    {
        byte[] Of(params ReleasedMeeting[] meetings) => ScheduleRelease.DigestOf(meetings);
        var hidden = Met(1);
        hidden.Follow(true, 7);

        Assert.Equal(Of(Met(1), Met(2, slot: 1)), Of(Met(2, slot: 1), hidden));
        Assert.All([Met(1, slot: 1), Met(1, table: "A02"), Met(1, hall: "主会场"), Met(1, subject: "x"), Met(1, guestSide: "x"), Met(1, guests: [1]), Met(1, hosts: [4, 5]), Met(1).Struck()], other => Assert.NotEqual(Of(Met(1)), Of(other)));
    }

    /// <summary>Whatever was changed and changed again: told twice or told once, a person ends up knowing the same, and numbers never fall.</summary>
    [Fact]
    public void Told_in_two_steps_or_in_one_everybody_knows_the_same()
    {
        var dice = new Random(20270802);
        for (var round = 0; round < 500; round++)
        {
            var a = Sequencing.Next([], Any(dice), Itself);
            var b = Sequencing.Next(a, Any(dice), Itself);
            var c = Sequencing.Next(b, Any(dice), Itself);

            foreach (var person in Who)
            {
                var told = Told(Told(Knows(a, person), ReleaseChanges.Between(a, b, Itself), person), ReleaseChanges.Between(b, c, Itself), person);
                Assert.Equal(Knows(c, person), told);
                Assert.Equal(Knows(c, person), Told(Knows(a, person), ReleaseChanges.Between(a, c, Itself), person));
                Assert.Equal(told.SequenceEqual(Knows(a, person)), !ReleaseChanges.Between(a, c, Itself).People.Any(p => p.PersonId == person));
            }

            var changed = ReleaseChanges.Between(b, c, Itself).Meetings.Select(m => m.After.MeetingId).ToHashSet();
            foreach (var meeting in c)
                Assert.Equal((b.SingleOrDefault(m => m.MeetingId == meeting.MeetingId)?.Sequence ?? -1) + (changed.Contains(meeting.MeetingId) ? 1 : 0), meeting.Sequence);
        }
    }

    private static List<ReleasedMeeting> Any(Random dice) =>
        [.. Enumerable.Range(1, 4).Where(_ => dice.Next(4) > 0).Select(m => Met(m, dice.Next(3), dice.Next(2) == 0 ? "A01" : "A02", guests: Some(dice, 0), hosts: Some(dice, 4)))];

    private static int[] Some(Random dice, int from) => [.. Enumerable.Range(from, 4).Where(_ => dice.Next(2) == 0).Append(from).Distinct()];

    // What somebody has in their head, meeting by meeting.
    private static IEnumerable<(string, DateTime, string)> Knows(IReadOnlyCollection<ReleasedMeeting> release, Guid person) =>
        [.. Released.Of(release, [person]).Where(m => m.State is ReleasedState.On).Select(m => (m.Meeting.Number, m.Meeting.StartsAt, m.Meeting.TableCode)).Order()];

    private static IEnumerable<(string, DateTime, string)> Told(IEnumerable<(string Number, DateTime, string)> knew, ReleaseChanges changes, Guid person)
    {
        var lines = changes.People.SingleOrDefault(p => p.PersonId == person)?.Lines ?? [];
        return [.. knew.Where(k => lines.All(l => l.Meeting.Number != k.Number))
            .Concat(lines.Where(l => l.After is not null).Select(l => (l.Meeting.Number, l.Meeting.StartsAt, l.Meeting.TableCode))).Order()];
    }
}
