using System.Reflection;
using InvestmentFair.Kernel;

namespace InvestmentFair.Web.Tests.House;

/// <summary>
/// Whoever changes a record that is there already says which version of it was on the screen; otherwise what somebody else
/// saved meanwhile would be overwritten unseen.
/// </summary>
public sealed class VersionTests
{
    /// <summary>Methods that take a record's id and no version, and why nothing unseen is lost by them.</summary>
    private static readonly Dictionary<string, string> WithoutVersion = new()
    {
        ["AccountDesk.ResetPasswordAsync"] = "gives a new password, whatever the old one was",
        ["AccountDesk.ResetTwoFactorAsync"] = "takes the second factor off, whichever it was",
        ["AccountDesk.ReviseAsync"] = "the form carries the version",
        ["AccountDesk.UnlockAsync"] = "ends a lock, whoever tried the passwords",
        ["DealDesk.FollowMeetingAsync"] = "makes a deal, once for each meeting, of the outcome that stands, and changes nothing of it",
        ["DealMergeDesk.UndoAsync"] = "a merge is undone once; what was changed after it stays as it is and is named",
        ["DelegationDesk.InvitePersonAsync"] = "makes a guest, once for each person and fair",
        ["DraftDesk.OnceAsync"] = "the id is that of a press",
        ["DuplicateDesk.TellApartAsync"] = "adds a statement about two records",
        ["EditionDesk.CloneAsync"] = "makes a fair and changes nothing of the one it is made of",
        ["EditionDesk.PreviewAsync"] = "changes nothing",
        ["ExportDesk.DeliverAsync"] = "changes nothing",
        ["InvestorMergeDesk.UndoAsync"] = "a merge is undone once; what was changed after it stays as it is and is named",
        ["LinkDesk.ShowAsync"] = "makes a link where none stands, and changes nothing of one that does",
        ["MatchDesk.MarkAsync"] = "adds an entry; those before it stay",
        ["MatchDesk.SaveConditionsAsync"] = "the form carries the version",
        ["MeetingDesk.ConcludeAsync"] = "records an outcome where none stands",
        ["MeetingDesk.CorrectAsync"] = "the form carries the version of the outcome",
        ["MeetingDesk.SeatAsync"] = "the form carries the version",
        ["NoteDesk.AddAsync"] = "adds a note",
        ["NoteDesk.RemoveAsync"] = "a note is written and taken away, never changed",
        ["PersonMergeDesk.UndoAsync"] = "a merge is undone once; what was changed after it stays as it is and is named",
        ["ProjectDesk.ListAsync"] = "says what is to be, listed or not; twice is once",
        ["ProjectFileDesk.AddAsync"] = "adds a file",
        ["SessionDesk.EndAllAsync"] = "a session ends once",
        ["SessionDesk.EndAsync"] = "a session ends once",
    };

    [Fact]
    public void Every_change_of_a_record_is_told_which_version_the_reader_saw()
    {
        var unseen = Changes().Where(m => !TakesVersion(m)).Select(NameOf).Distinct().Order(StringComparer.Ordinal).ToList();

        Nothing(unseen.Except(WithoutVersion.Keys).Select(m => $"{m} takes a record's id and not its version: add `int version`, or say in {nameof(WithoutVersion)} why nothing unseen is lost."));
        Nothing(WithoutVersion.Keys.Except(unseen).Select(m => $"{m} is excused and need not be: remove its line."));
        Assert.True(Changes().Count(TakesVersion) > 40, "the desks were not found");
    }

    // It answers with an outcome and is told of a record by its id.
    private static IEnumerable<MethodInfo> Changes() =>
        from desk in Surface.Desks()
        where desk.Name.EndsWith("Desk", StringComparison.Ordinal) && !desk.Name.EndsWith("EditDesk", StringComparison.Ordinal)
        from method in desk.GetMethods(BindingFlags.Public | BindingFlags.Instance)
        where method.ReturnType.IsGenericType && typeof(Outcome).IsAssignableFrom(method.ReturnType.GetGenericArguments()[0])
            && method.GetParameters().Any(p => p.ParameterType == typeof(Guid) || p.ParameterType == typeof(Guid?))
        select method;

    // A version of its own, one for each of two, or that of the form that was opened from the record of this id.
    private static bool TakesVersion(MethodInfo method)
    {
        var parameters = method.GetParameters();
        return parameters.Any(p => p.ParameterType == typeof(int) && p.Name!.EndsWith("ersion", StringComparison.Ordinal))
            || (parameters.Any(p => p.ParameterType == typeof(Guid?) && p.Name == "id") && parameters.Any(p => typeof(Form).IsAssignableFrom(p.ParameterType)));
    }

    private static void Nothing(IEnumerable<string> wrong)
    {
        var found = wrong.ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    private static string NameOf(MethodInfo method) => $"{method.ReflectedType!.Name}.{method.Name}";
}
