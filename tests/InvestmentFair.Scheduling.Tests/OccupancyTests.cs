using CsCheck;

namespace InvestmentFair.Scheduling.Tests;

public class OccupancyTests
{
    private static readonly Guid[] Slots = [.. Enumerable.Range(0, 6).Select(_ => Guid.NewGuid())];
    private static readonly Guid Table = Guid.NewGuid();
    private static readonly Guid Chen = Guid.NewGuid();
    private static readonly Guid Meeting = Guid.NewGuid();

    [Fact]
    public void An_empty_grid_has_room_everywhere()
    {
        var grid = new Occupancy(Slots, []);

        Assert.All(Slots, slot => Assert.Empty(grid.Obstacles(new Booking(Meeting, [Chen], 1), slot, Table)));
    }

    [Fact]
    public void A_person_who_sits_elsewhere_is_named_with_the_meeting_that_holds_them()
    {
        var other = Guid.NewGuid();
        var grid = new Occupancy(Slots, [new Taken(Slots[2], Chen, other)]);

        Assert.Equal([new Obstacle(Chen, other)], grid.Obstacles(new Booking(Meeting, [Chen], 1), Slots[2], Table));
    }

    [Fact]
    public void A_meeting_does_not_stand_in_its_own_way()
    {
        var grid = new Occupancy(Slots, [new Taken(Slots[2], Chen, Meeting), new Taken(Slots[2], Table, Meeting)]);

        Assert.Empty(grid.Obstacles(new Booking(Meeting, [Chen], 2), Slots[1], Table));
    }

    [Fact]
    public void A_run_that_would_pass_the_end_of_the_grid_does_not_fit()
    {
        var grid = new Occupancy(Slots, []);

        Assert.Equal([Obstacle.TooShort], grid.Obstacles(new Booking(Meeting, [Chen], 2), Slots[5], Table));
        Assert.Null(grid.Run(Guid.NewGuid(), 1));
        Assert.Null(grid.Run(Slots[0], 0));
    }

    [Fact]
    public void Whatever_is_said_to_fit_takes_nobody_and_nothing_twice()
    {
        var people = Enumerable.Range(0, 5).Select(_ => Guid.NewGuid()).ToArray();
        var wish = Gen.Select(Gen.Int[0, 5], Gen.Int[1, 3], Gen.Int[0, 4], Gen.Int[0, 4], (first, length, one, two) => (first, length, one, two));

        wish.List[0, 25].Sample(wishes =>
        {
            var taken = new List<Taken>();
            foreach (var (first, length, one, two) in wishes)
            {
                var grid = new Occupancy(Slots, taken);
                var booking = new Booking(Guid.NewGuid(), [.. new[] { people[one], people[two] }.Distinct()], length);
                if (grid.Obstacles(booking, Slots[first], Table).Count > 0) continue;
                foreach (var slot in grid.Run(Slots[first], length)!)
                    taken.AddRange(booking.People.Append(Table).Select(r => new Taken(slot, r, booking.Meeting)));
            }

            Assert.Equal(taken.Count, taken.DistinctBy(t => (t.Slot, t.Resource)).Count());
        });
    }
}
