namespace InvestmentFair.Meetings;

/// <summary>
/// What one person was last told of one meeting. As long as they have it that is what holds; from when they have it no longer
/// nothing more of it is theirs to know, so it stays as it was told and says that it is off.
/// </summary>
/// <param name="Meeting">As it was told.</param>
/// <param name="State">What came of it since.</param>
/// <param name="Sequence">How often what was told to them had changed by then.</param>
/// <param name="At">When it was told.</param>
public sealed record Told(ReleasedMeeting Meeting, ReleasedState State, int Sequence, DateTime At)
{
    /// <summary>From all that the releases of a fair say of one meeting, in their order; null where this person was never told of it.</summary>
    /// <param name="rows">With when each was published.</param>
    /// <param name="person">With all whose records became theirs.</param>
    public static Told? Of(IReadOnlyList<(ReleasedMeeting Meeting, DateTime At)> rows, IReadOnlyCollection<Guid> person)
    {
        var states = rows.Select(row => Released.Of([row.Meeting], person) is [var mine] ? (ReleasedState?)mine.State : null).ToList();
        var on = states.FindLastIndex(s => s is ReleasedState.On);
        if (on == rows.Count - 1)
        {
            var holds = rows[on].Meeting;
            return new Told(holds, ReleasedState.On, holds.Sequence, rows.First(r => r.Meeting.Sequence == holds.Sequence).At);
        }

        // A meeting is hidden in the release that told of it. One that was hidden before they came to it was never told them.
        var hidden = states.FindIndex(on + 1, s => s is ReleasedState.Hidden);
        var off = on >= 0 ? on + 1 : hidden >= 0 && (hidden == 0 || !rows[hidden - 1].Meeting.IsHidden) ? hidden : -1;
        return off < 0 ? null : new Told(rows[states[off] is ReleasedState.Hidden ? off : on].Meeting, states[^1] is ReleasedState.Hidden ? ReleasedState.Hidden : ReleasedState.Cancelled, rows[off].Meeting.Sequence, rows[off].At);
    }
}
