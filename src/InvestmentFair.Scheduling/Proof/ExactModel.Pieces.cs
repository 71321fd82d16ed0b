using Google.OrTools.Sat;

namespace InvestmentFair.Scheduling.Proof;

/// <summary>What follows for somebody's day when it has no break. None of it is needed to be right; all of it is there to be fast.</summary>
internal sealed partial class ExactModel
{
    /// <summary>
    /// Implied: who has no break sits from the first meeting of a stretch to the last, and never longer than all meetings together
    /// take; with a break or without, nobody begins so late that not all of it fits. The search learns far shorter clauses from it,
    /// and plans at a bound already known are found in half the time.
    /// </summary>
    private void KeepTogether(IntVar breaks, bool breaksNow, IReadOnlyList<Day> days, Load load)
    {
        var calm = Literal("calm", !breaksNow);
        Model.Add(breaks == 0).OnlyEnforceIf(calm);
        Model.Add(breaks >= 1).OnlyEnforceIf(calm.Not());
        if (load.Certain && days is [var only]) KeepPieces(calm, only);
        foreach (var day in days)
            for (var i = 0; i < day.Slots.Length; i++)
            {
                if (day.Held[i] is not { } met) continue;
                if (day.Later[i] is { } meets && !ReferenceEquals(met, day.Busy[i]) && !ReferenceEquals(meets, day.Busy[i]))
                    Model.AddBoolOr(day.Busy[i] is { } busy ? [calm.Not(), met.Not(), meets.Not(), busy] : [calm.Not(), met.Not(), meets.Not()]);
                var beyond = i + load.Slots < day.Slots.Length ? day.Later[i + load.Slots] : null;
                if (beyond is not null) Model.AddBoolOr([calm.Not(), met.Not(), beyond.Not()]);
                // Who has not met by now needs more slots than lie before the one beyond.
                if (load.Certain && days.Count == 1) Model.AddBoolOr(beyond is null ? [met] : [met, beyond]);
            }
    }

    /// <summary>
    /// Implied: without a break all meetings fill one piece of the day. Only some pieces hold them all, and a meeting at a given slot
    /// leaves fewer: which, is found by filling each piece beforehand. It halves the search for a plan at a bound already known.
    /// </summary>
    private void KeepPieces(BoolVar calm, Day day)
    {
        var meetings = Enumerable.Range(0, _instance.Meetings).Where(m => _instance.Required[m].Contains(day.Person)).ToArray();
        if (meetings.Any(m => _instance.Length[m] != 1)) return;
        var starts = meetings.Select(m => _instance.Starts[m]).ToArray();
        var pieces = new SortedDictionary<int, UInt128[]>();
        for (var first = 0; first + meetings.Length <= day.Slots.Length; first++)
            if (OnePiece.Seats(starts, SlotSet.Of(day.Slots.AsSpan(first, meetings.Length).ToArray()).Bits) is { } seats) pieces[first] = seats;

        BeginsAt([.. pieces.Keys], calm, day, []);
        for (var k = 0; k < meetings.Length; k++)
            for (var i = 0; i < _starts[meetings[k]].Length; i++)
            {
                var at = _instance.StartList[meetings[k]][i];
                var around = pieces.Where(p => day.Slots[p.Key] <= at && at <= day.Slots[p.Key + meetings.Length - 1]).ToList();
                int[] holding = [.. around.Where(p => (p.Value[k] >> at & UInt128.One) != UInt128.Zero).Select(p => p.Key)];
                // That a piece has to be around the meeting is said by "met" and "meets" already.
                if (holding.Length < around.Count) BeginsAt(holding, calm, day, [_starts[meetings[k]][i].Not()]);
            }
    }

    /// <summary>The first meeting is at one of these positions of the day, unless there is a break or one of the others holds.</summary>
    private void BeginsAt(int[] positions, BoolVar calm, Day day, ILiteral[] others)
    {
        ILiteral[] unless = [calm.Not(), .. others];
        if (positions.Length == 0)
        {
            Model.AddBoolOr(unless);
            return;
        }

        if (positions[0] > 0 && day.Held[positions[0] - 1] is { } early) Model.AddBoolOr([.. unless, early.Not()]);
        if (day.Held[positions[^1]] is { } by) Model.AddBoolOr([.. unless, by]);
        for (var i = positions[0] + 1; i < positions[^1]; i++)
            if (!positions.Contains(i) && day.Held[i] is { } met) Model.AddBoolOr(day.Held[i - 1] is { } before ? [.. unless, met.Not(), before] : [.. unless, met.Not()]);
    }
}
