namespace InvestmentFair.Kernel;

/// <summary>A rule that says no, by name, in both languages.</summary>
public sealed record Refusal(string Code, string Zh, string En)
{
    /// <summary>The record has another version than the one that was on the screen.</summary>
    public const string OvertakenCode = "save.overtaken";

    public string Text => Language.Say(Zh, En);

    public static Refusal NotFound => new("kernel.not-found", "没有找到这条记录，可能已被删除或不属于您", "This record was not found; it may be gone or not yours to see");

    public static Refusal BusyTryAgain => new("kernel.busy", "系统正忙，请稍后再试一次", "The system is busy; please try again in a moment");

    public static Refusal AlreadyExists => new("kernel.exists", "已有相同的记录（编号或名称重复）", "A record with the same code or name already exists");
}

/// <summary>Something wrong with one field of a form or one cell of a sheet.</summary>
public sealed record FieldProblem(string Field, string Zh, string En)
{
    public string Text => Language.Say(Zh, En);
}

/// <summary>A field that two people changed: what the reader typed and what stands in the database.</summary>
public sealed record FieldClash(string Field, string Label, string Mine, string Theirs);

/// <summary>Somebody else saved first. Nothing was written; both versions are in the reader's hands.</summary>
public sealed record Clash(Guid Record, Form Mine, Form Theirs)
{
    public int TheirVersion => Theirs.Version;

    /// <summary>Whose changes since the reader's version these are stands in the record's history.</summary>
    public MovedOn Since => new(Record, Mine.Version);

    public IReadOnlyList<FieldClash> Fields => Mine.Against(Theirs);
}

/// <summary>The record has another version than the one the reader saw; what was changed since stands in its history.</summary>
public sealed record MovedOn(Guid Record, int Seen);

/// <summary>What came of asking: done, refused by a rule, wrong in some fields, or overtaken by somebody else.</summary>
public class Outcome
{
    public static readonly Outcome Done = new();

    public Refusal? Refusal { get; init; }

    public IReadOnlyList<FieldProblem> Problems { get; init; } = [];

    public Clash? Clash { get; init; }

    /// <summary>Where a verb was refused because somebody else saved first: what the reader saw and what stands can be shown.</summary>
    public MovedOn? Moved { get; init; }

    /// <summary>Done, and something follows from it that the reader has to see to.</summary>
    public string? Notice { get; init; }

    /// <summary>What was on the screen is no longer what stands.</summary>
    public bool IsOvertaken => Clash is not null || Refusal?.Code == Refusal.OvertakenCode;

    public bool Refused => Refusal is not null || Problems.Count > 0 || Clash is not null;

    /// <summary>Everything that is wrong, in the reader's language, for a snackbar or a log line.</summary>
    public string Text => string.Join("；", new[] { Refusal?.Text, Clash is null ? null : Language.Say("他人已先保存", "somebody else saved first") }
        .Concat(Problems.Select(p => p.Text)).Where(t => t is not null));

    public static implicit operator Outcome(Refusal refusal) => new() { Refusal = refusal };

    /// <summary>The same refusal, where a value was asked for.</summary>
    public Outcome<T> As<T>() => new() { Refusal = Refusal, Problems = Problems, Clash = Clash, Moved = Moved };

    public Outcome<T> With<T>(T value) => Refused ? As<T>() : new Outcome<T> { Value = value, Notice = Notice };

    public static Outcome Wrong(IReadOnlyList<FieldProblem> problems) => new() { Problems = problems };
}

public sealed class Outcome<T> : Outcome
{
    /// <summary>Only there when nothing was refused.</summary>
    public T? Value { get; init; }

    public static implicit operator Outcome<T>(T value) => new() { Value = value };

    public static implicit operator Outcome<T>(Refusal refusal) => new() { Refusal = refusal };
}
