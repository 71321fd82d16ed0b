namespace InvestmentFair.Scheduling.Proof;

/// <summary>Somebody's meetings, of one slot each, as they can fill a stretch of slots with none left over.</summary>
internal static class OnePiece
{
    /// <summary>Where each of the meetings can be when together they fill the slots exactly.</summary>
    /// <param name="starts">The slots open to each meeting.</param>
    /// <param name="slots">As many slots as there are meetings.</param>
    /// <returns>For each meeting the slots it has in some filling, which is what Régin's filter leaves of its own; null where nothing fills them.</returns>
    public static UInt128[]? Seats(UInt128[] starts, UInt128 slots)
    {
        var holder = new int[SlotSet.Most];
        Array.Fill(holder, -1);
        for (var m = 0; m < starts.Length; m++)
        {
            var tried = UInt128.Zero;
            if (!Seat(m, starts, slots, holder, ref tried)) return null;
        }

        // Who gives a slot away needs another: the way of those who move up must end where the slot came from.
        var follows = new UInt128[starts.Length];
        foreach (var t in new SlotSet(slots))
            for (var m = 0; m < starts.Length; m++)
                if ((starts[m] >> t & UInt128.One) != UInt128.Zero) follows[m] |= UInt128.One << holder[t];
        for (var by = 0; by < starts.Length; by++)
            for (var m = 0; m < starts.Length; m++)
                if ((follows[m] >> by & UInt128.One) != UInt128.Zero) follows[m] |= follows[by];

        return [.. starts.Select((open, m) => SlotSet.Of(new SlotSet(open & slots).Where(t => holder[t] == m || (follows[holder[t]] >> m & UInt128.One) != UInt128.Zero)).Bits)];
    }

    private static bool Seat(int m, UInt128[] starts, UInt128 slots, int[] holder, ref UInt128 tried)
    {
        foreach (var t in new SlotSet(starts[m] & slots))
        {
            if ((tried >> t & UInt128.One) != UInt128.Zero) continue;
            tried |= UInt128.One << t;
            if (holder[t] >= 0 && !Seat(holder[t], starts, slots, holder, ref tried)) continue;
            holder[t] = m;
            return true;
        }

        return false;
    }
}
