using CsCheck;
using InvestmentFair.Scheduling.Proof;

namespace InvestmentFair.Scheduling.Tests;

/// <summary>What is said of a day in one piece is what trying every order of its meetings says.</summary>
public sealed class OnePieceTests
{
    [Fact]
    public void Each_meeting_keeps_the_slots_it_has_in_some_filling()
    {
        var (filled, narrowed) = (0, 0);
        Gen.Select(Gen.Int[1, 5], Gen.Int[0, 3]).SelectMany((count, first) => Gen.Int[0, (1 << (first + count + 2)) - 1].Array[count].Select(open => (first, open))).Sample(day =>
        {
            var starts = day.open.Select(o => (UInt128)(uint)o).ToArray();
            var slots = SlotSet.Range(day.first, starts.Length);

            var seats = OnePiece.Seats(starts, slots.Bits);

            var fillings = Orders([.. slots]).Where(order => order.Index().All(o => new SlotSet(starts[o.Index]).Contains(o.Item))).ToList();
            if (fillings.Count == 0)
            {
                Assert.Null(seats);
                return;
            }

            Assert.Equal(starts.Select((_, m) => SlotSet.Of(fillings.Select(f => f[m])).Bits), seats);
            filled++;
            if (starts.Zip(seats!).Any(p => (p.First & slots.Bits) != p.Second)) narrowed++;
        }, iter: 3_000, threads: 1);
        Assert.True(filled > 100 && narrowed > 20, $"{filled} filled, {narrowed} narrowed");
    }

    private static IEnumerable<int[]> Orders(int[] slots) =>
        slots.Length == 0 ? [[]] : slots.SelectMany(first => Orders([.. slots.Where(s => s != first)]).Select(rest => (int[])[first, .. rest]));
}
