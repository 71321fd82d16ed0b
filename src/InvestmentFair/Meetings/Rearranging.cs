namespace InvestmentFair.Meetings;

/// <summary>
/// Meetings that change places together give up what they hold before any takes what it asks for. One that meets what stays has to
/// stay itself, and then whoever asks for what it holds.
/// </summary>
internal static class Rearranging
{
    /// <summary>Which of those that change have to stay, each with one that is in its way.</summary>
    /// <param name="standing">Everything that is taken at the fair now.</param>
    /// <param name="asked">What those that change ask for, under the same ids as in <paramref name="standing"/> where they hold something.</param>
    /// <param name="changing">Those that change, what is taken off too.</param>
    public static IReadOnlyDictionary<Guid, Guid> Blocked(IReadOnlyCollection<SlotClaim> standing, IReadOnlyCollection<SlotClaim> asked, IReadOnlySet<Guid> changing)
    {
        var askers = asked.ToLookup(What);
        var held = standing.Where(c => changing.Contains(c.MeetingId)).ToLookup(c => c.MeetingId);
        var firm = new Queue<SlotClaim>(standing.Where(c => !changing.Contains(c.MeetingId)));
        var blocked = new Dictionary<Guid, Guid>();
        Spread();
        // Of two that ask for one place the first has it.
        foreach (var rivals in askers.Where(a => a.Skip(1).Any()))
        {
            var left = rivals.Where(r => !blocked.ContainsKey(r.MeetingId)).ToList();
            foreach (var late in left.Skip(1)) Stay(late.MeetingId, left[0].MeetingId);
        }

        Spread();
        return blocked;

        void Spread()
        {
            while (firm.TryDequeue(out var taken))
                foreach (var asker in askers[What(taken)])
                    if (asker.MeetingId != taken.MeetingId) Stay(asker.MeetingId, taken.MeetingId);
        }

        void Stay(Guid meeting, Guid by)
        {
            if (!blocked.TryAdd(meeting, by)) return;
            foreach (var claim in held[meeting]) firm.Enqueue(claim);
        }

        static (Guid, ClaimKind, Guid) What(SlotClaim claim) => (claim.SlotId, claim.Kind, claim.ResourceId);
    }
}
