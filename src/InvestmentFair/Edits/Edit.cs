using System.ComponentModel.DataAnnotations;
using System.Reflection;
using InvestmentFair.Access;
using InvestmentFair.Kernel;
using Microsoft.Extensions.Logging;

namespace InvestmentFair.Edits;

/// <summary>
/// One thing that can be changed on many rows at once: a field of the noun's form, or a verb of the noun with a form of its own.
/// The new value is typed on a blank form, of which only the fields named are asked for.
/// </summary>
public sealed record EditChoice(string Key, string Label, Func<Form> Blank, IReadOnlyList<PropertyInfo> Fields)
{
    /// <summary>The column of the list in whose cells it is put right one by one; its first field is what is typed there.</summary>
    public string? Column { get; init; }

    /// <summary>Whether many rows may be given the same: a name or a number belongs to one.</summary>
    public bool IsForMany { get; init; } = true;

    /// <summary>What is wrong with what was typed, by itself; what a rule says of each row comes with the plan.</summary>
    public IReadOnlyList<FieldProblem> Check(Form typed)
    {
        var results = new List<(string Field, ValidationResult Result)>();
        foreach (var field in Fields)
        {
            var found = new List<ValidationResult>();
            Validator.TryValidateProperty(field.GetValue(typed), new ValidationContext(typed) { MemberName = field.Name }, found);
            results.AddRange(found.Select(r => (field.Name, r)));
        }

        return [.. results.Select(r => new FieldProblem(r.Field, r.Result.ErrorMessage ?? "", r.Result.ErrorMessage ?? ""))];
    }
}

/// <summary>What becomes of one row: its value now and then, or why it is left alone.</summary>
public sealed record EditLine(Guid Id, string Name, string Old, string New, string? Skipped)
{
    /// <summary>What the change leaves to be seen to.</summary>
    public string? Warning { get; init; }
}

/// <summary>What stands in one cell of a list, on the form by which it is changed.</summary>
public sealed record EditCell(Guid Id, string Name, EditChoice Choice, Form Form)
{
    public PropertyInfo Field => Choice.Fields[0];

    public string Text => FieldText.Of(Field.GetValue(Form));
}

/// <summary>How many rows are left alone for one reason.</summary>
public sealed record EditSkip(string Reason, int Count);

/// <summary>
/// What an edit will do, before it is done. The stamp stands for every row with its value now and then: the act is refused
/// when it would no longer do exactly this.
/// </summary>
public sealed record EditPlan(string Stamp, int Changes, IReadOnlyList<EditSkip> Skips, IReadOnlyList<EditLine> Lines)
{
    /// <summary>So many lines of each kind are shown; all of them are counted and stamped.</summary>
    public const int MostShown = 200;

    /// <summary>What was done, to be taken back; none before it is done, and where the noun knows no way back.</summary>
    public EditBatch? Batch { get; init; }

    /// <summary>How many of the changes leave something to be seen to; they stand first.</summary>
    public int Warnings { get; init; }

    public int Skipped => Skips.Sum(s => s.Count);
}

/// <summary>A change of many rows as it was done under one act: what stood in each row before, and what it was given.</summary>
public sealed record EditBatch(string Choice, string Label, IReadOnlyList<EditedRow> Rows);

public sealed record EditedRow(Guid Id, string Name, object? Old, object? New);

/// <summary>A row that keeps what a change of many gave it, and why.</summary>
public sealed record EditLeft(string Name, string Reason);

/// <summary>What came of taking a change of many rows back.</summary>
public sealed record EditTakenBack(int Count, IReadOnlyList<EditLeft> Left);

/// <summary>The edits of one list, whatever its noun is.</summary>
public interface IEditDesk
{
    /// <summary>The key of the list.</summary>
    string List { get; }

    /// <summary>Where it is written down that what follows from a cell could not be looked up.</summary>
    ILogger? Log { get; set; }

    Permission Permission { get; }

    IReadOnlyList<EditChoice> Choices { get; }

    /// <summary>What stands in the cell of one row.</summary>
    Task<Outcome<EditCell>> CellAsync(Actor actor, string? fair, Guid id, string choice, CancellationToken cancel);

    /// <summary>
    /// Puts one cell right at once, by the rules of the record's own page. Where the cell no longer says what was seen, nothing
    /// is written, and both are in the reader's hands; what others changed in the rest of the record stays.
    /// </summary>
    Task<Outcome> PutAsync(Actor actor, string? fair, Guid id, string choice, Form typed, string seen, CancellationToken cancel);

    Task<Outcome<EditPlan>> PlanAsync(Actor actor, string? fair, Selection selection, string choice, Form typed, CancellationToken cancel);

    /// <summary>Does what was planned, in one transaction; what it answers is what was done.</summary>
    Task<Outcome<EditPlan>> ApplyAsync(Actor actor, string? fair, Selection selection, string choice, Form typed, string stamp, string? reason, CancellationToken cancel);

    /// <summary>Gives each row of a batch back what stood there before, in one transaction; a row that says something else since is left, and named.</summary>
    Task<Outcome<EditTakenBack>> TakeBackAsync(Actor actor, string? fair, EditBatch batch, CancellationToken cancel);
}

public static class EditRefusals
{
    public static Refusal TooMany(int most) => new("edit.many", $"一次最多修改 {most} 条，请先缩小筛选范围", $"At most {most} rows at once; narrow the filter first");

    public static Refusal Moved => new("edit.moved", "预览之后记录有变动，请核对新的预览再确认", "Rows have changed since the preview; look at the new one and confirm again");

    public static Refusal Unchanged => new("edit.same", "已是该值", "Already so");

    public static Refusal ChangedSince => new("edit.since", "之后又有修改", "Changed since");

    public static Refusal NothingToDo => new("edit.nothing", "没有需要修改的记录", "There is nothing to change");
}
