namespace InvestmentFair.Meetings;

public enum ReleasedState
{
    On,
    Cancelled,
    Hidden,
}

/// <summary>One meeting of a release as one person has it.</summary>
public sealed record PersonalMeeting(ReleasedMeeting Meeting, ReleasedPerson Seat, ReleasedState State);

/// <summary>
/// What a person sees of a release: their page, their calendar and what is printed for them read this. A page shows what is on and
/// below it what is cancelled; a calendar strikes out whatever is not on; paper and the boards in the halls have only what is on.
/// </summary>
public static class Released
{
    /// <summary>The person is given with all whose records became theirs.</summary>
    public static IReadOnlyList<PersonalMeeting> Of(IEnumerable<ReleasedMeeting> release, IReadOnlyCollection<Guid> person) =>
        [.. from meeting in release
            let seat = meeting.People.Where(p => person.Contains(p.PersonId)).OrderBy(p => p.IsOut).FirstOrDefault()
            where seat is not null
            orderby meeting.StartsAt, meeting.TableCode, meeting.Number
            select new PersonalMeeting(meeting, seat, StateOf(meeting, seat))];

    internal static ReleasedState StateOf(ReleasedMeeting meeting, ReleasedPerson seat) =>
        meeting.IsHidden ? ReleasedState.Hidden : meeting.IsCancelled || seat.IsOut ? ReleasedState.Cancelled : ReleasedState.On;
}
