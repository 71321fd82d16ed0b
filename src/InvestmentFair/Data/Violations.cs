using InvestmentFair.Delegations;
using InvestmentFair.Kernel;
using InvestmentFair.Projects;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace InvestmentFair.Data;

/// <summary>The one place where the database's "no" becomes a refusal. Both providers are recognised by their codes.</summary>
public static class Violations
{
    private const int SqliteUnique = 2067;
    private const int SqlitePrimaryKey = 1555;
    private const int SqliteForeignKey = 787;
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;

    public static Refusal ClaimTaken => new("claim.taken", "人员或桌次在该时段已被占用", "A person or the table is taken in that slot");

    public static Refusal Overtaken => new(Refusal.OvertakenCode, "他人刚刚保存了这条记录，请看过改动再做", "Somebody else has just saved this; look at what changed and do it again");

    public static Refusal PressedTwice => new("save.pressed-twice", "这一步已经做过了", "This has been done already");

    /// <summary>A choice that was never offered, or is gone.</summary>
    public static Refusal NoSuchChoice => new("save.no-such-choice", "所选的内容已不存在，请重新选择", "What was chosen is no longer there; please choose again");

    public static Refusal? Explain(Exception fault) => fault switch
    {
        OverlappingSlotsException => Fairs.FairRefusals.SlotsOverlap,
        ArchivedFairException => Fairs.FairRefusals.Archived,
        AnotherFairException => Fairs.FairRefusals.OfAnotherFair,
        DbUpdateConcurrencyException => Overtaken,
        DbUpdateException { InnerException: { } inner } => Explain(inner),
        // So the provider of PostgreSQL wraps what might go well another time.
        InvalidOperationException { InnerException: (DbUpdateException or PostgresException) and { } inner } => Explain(inner),
        SqliteException { SqliteExtendedErrorCode: SqliteUnique or SqlitePrimaryKey } unique => Named(unique.Message),
        SqliteException { SqliteExtendedErrorCode: SqliteForeignKey } => NoSuchChoice,
        SqliteException { SqliteErrorCode: SqliteBusy or SqliteLocked } => Refusal.BusyTryAgain,
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } unique => Named(unique.ConstraintName ?? ""),
        PostgresException { SqlState: PostgresErrorCodes.ForeignKeyViolation } => NoSuchChoice,
        PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.LockNotAvailable } => Refusal.BusyTryAgain,
        _ => null,
    };

    // SQLite names the columns, PostgreSQL the index; both begin with the table.
    private static Refusal Named(string what) => what switch
    {
        _ when what.Contains("Claims", StringComparison.Ordinal) => ClaimTaken,
        _ when what.Contains("Presses", StringComparison.Ordinal) => PressedTwice,
        _ when what.Contains("Guests", StringComparison.Ordinal) && what.Contains("PersonId", StringComparison.Ordinal) => GuestRefusals.AlreadyInvited,
        _ when what.Contains("Projects", StringComparison.Ordinal) && what.Contains("Code", StringComparison.Ordinal) => ProjectRefusals.CodeTaken,
        _ when what.Contains("OriginMeetingId", StringComparison.Ordinal) => Deals.DealDeskRefusals.MeetingHasDeal,
        _ when what.Contains("PartyLimits", StringComparison.Ordinal) => Meetings.LimitRefusals.Party,
        _ when what.Contains("Releases", StringComparison.Ordinal) => Meetings.ReleaseRefusals.Moved,
        _ when what.Contains("SavedViews", StringComparison.Ordinal) => Views.ViewRefusals.NameTaken,
        _ => Refusal.AlreadyExists,
    };
}
