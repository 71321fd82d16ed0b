using System.Collections;

namespace InvestmentFair.Scheduling;

/// <summary>A set of slots, by their position in <see cref="TimetableProblem.Slots"/>; one bit each, 128 at most.</summary>
public readonly record struct SlotSet(UInt128 Bits) : IReadOnlyCollection<int>
{
    public const int Most = 128;

    public static readonly SlotSet None;

    public int Count => (int)UInt128.PopCount(Bits);

    public bool IsEmpty => Bits == UInt128.Zero;

    public static SlotSet First(int count) => new(count >= Most ? UInt128.MaxValue : (UInt128.One << count) - 1);

    public static SlotSet Range(int from, int count) => new(count <= 0 ? UInt128.Zero : First(count).Bits << from);

    public static SlotSet Of(params IEnumerable<int> slots) => new(slots.Aggregate(UInt128.Zero, (bits, slot) => bits | (UInt128.One << slot)));

    public static SlotSet operator &(SlotSet one, SlotSet other) => new(one.Bits & other.Bits);

    public static SlotSet operator |(SlotSet one, SlotSet other) => new(one.Bits | other.Bits);

    public static SlotSet operator -(SlotSet one, SlotSet other) => new(one.Bits & ~other.Bits);

    public bool Contains(int slot) => slot is >= 0 and < Most && (Bits >> slot & UInt128.One) != UInt128.Zero;

    public bool Covers(SlotSet other) => (other.Bits & ~Bits) == UInt128.Zero;

    public IEnumerator<int> GetEnumerator()
    {
        for (var rest = Bits; rest != UInt128.Zero; rest &= rest - 1)
            yield return (int)UInt128.TrailingZeroCount(rest);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => "{" + string.Join(",", this) + "}";
}
