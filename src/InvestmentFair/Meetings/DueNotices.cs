using InvestmentFair.Fairs;
using InvestmentFair.Kernel;

namespace InvestmentFair.Meetings;

/// <summary>A notice that is still to be given: who it is for, and the release they knew before it, with its number; 0 where they knew none.</summary>
internal sealed record OpenNotice(Guid Id, Guid PersonId, Guid? SinceReleaseId, int SinceNumber);

/// <summary>
/// What somebody will have to be told: all that is different from what they know. No line where it is the same after all: then nothing
/// is sent, and what was to be sent no longer is.
/// </summary>
internal sealed record DueNotice(ChangedPerson Person, Guid? SinceReleaseId, Bilingual Words, IReadOnlyList<Guid> Replaces)
{
    public bool IsGiven => Person.Lines.Count > 0;
}

/// <summary>Whom a release concerns and what each of them has to be told.</summary>
internal static class DueNotices
{
    /// <summary>
    /// For everybody whose meetings are otherwise than in the release that holds. Whoever was not told of that one yet is told what is
    /// different from what they knew before it; the notices of all others stay as they are, for they still say what is so.
    /// </summary>
    public static IReadOnlyList<DueNotice> Of(ReleaseChanges changes, Guid? current, IReadOnlyCollection<OpenNotice> open, Func<Guid?, ReleaseChanges> since, Func<Guid, Guid> survivor, Fair fair)
    {
        // Of two who were merged and were both to be told, what is said is what differs from the earlier of what they knew.
        var waiting = open.OrderBy(n => n.SinceNumber).ToLookup(n => survivor(n.PersonId));
        return [.. changes.People.Select(DueOf)];

        DueNotice DueOf(ChangedPerson person)
        {
            var knew = waiting[person.PersonId].FirstOrDefault();
            var from = knew is null ? current : knew.SinceReleaseId;
            var told = from == current ? person : since(from).People.FirstOrDefault(p => p.PersonId == person.PersonId) ?? person with { Lines = [] };
            return new DueNotice(told, from, NoticeWords.Of(told, fair, isFirst: from is null), [.. waiting[person.PersonId].Select(n => n.Id)]);
        }
    }
}
