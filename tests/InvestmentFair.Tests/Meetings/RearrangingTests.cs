using InvestmentFair.Meetings;

namespace InvestmentFair.Tests.Meetings;

/// <summary>Meetings that change places together: whoever meets one that stays has to stay as well.</summary>
public sealed class RearrangingTests
{
    private static readonly Guid[] Meetings = [.. Enumerable.Range(0, 5).Select(_ => Guid.CreateVersion7())];
    private static readonly Guid[] Places = [.. Enumerable.Range(0, 6).Select(_ => Guid.CreateVersion7())];

    [Fact]
    public void Those_that_change_places_in_a_circle_are_in_nobodys_way() =>
        Assert.Empty(Blocked([(0, 0), (1, 1), (2, 2)], [(0, 1), (1, 2), (2, 0)]));

    [Fact]
    public void Whoever_asks_for_the_place_of_one_that_has_to_stay_stays_and_so_on()
    {
        // The fifth does not change and sits where the third wants to go.
        var blocked = Blocked([(0, 0), (1, 1), (2, 2), (4, 4)], [(0, 1), (1, 2), (2, 4), (3, 5)]);

        Assert.Equal([(0, 1), (1, 2), (2, 4)], blocked);
    }

    [Fact]
    public void Of_two_that_ask_for_one_place_the_first_has_it_unless_it_cannot_go_itself()
    {
        Assert.Equal([(1, 0)], Blocked([(0, 0), (1, 1)], [(0, 5), (1, 5)]));
        Assert.Equal([(0, 4)], Blocked([(0, 0), (1, 1), (4, 4)], [(0, 5), (0, 4), (1, 5)]));
        // The one that comes too late keeps its place, which a third has counted on.
        Assert.Equal([(1, 0), (2, 1)], Blocked([(0, 0), (1, 1), (2, 2)], [(0, 5), (1, 5), (2, 1)]));
    }

    [Fact]
    public void The_place_of_one_that_is_taken_off_is_free() =>
        Assert.Empty(Blocked([(0, 0), (1, 1)], [(0, 1)], changing: [0, 1]));

    private static List<(int Meeting, int By)> Blocked((int Meeting, int Place)[] standing, (int Meeting, int Place)[] asked, int[]? changing = null) =>
        [.. Rearranging.Blocked([.. standing.Select(Claim)], [.. asked.Select(Claim)], (changing ?? [.. asked.Select(a => a.Meeting)]).Select(m => Meetings[m]).ToHashSet())
            .Select(b => (Array.IndexOf(Meetings, b.Key), Array.IndexOf(Meetings, b.Value))).Order()];

    private static SlotClaim Claim((int Meeting, int Place) at) => new() { SlotId = Guid.Empty, Kind = ClaimKind.Table, ResourceId = Places[at.Place], MeetingId = Meetings[at.Meeting] };
}
