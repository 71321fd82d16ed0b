using System.Reflection;
using InvestmentFair.Edits;
using InvestmentFair.Kernel;
using InvestmentFair.Web.Texts;

namespace InvestmentFair.Web.Shared;

/// <summary>One cell of a list in somebody's hands: what it said when they saw it, what they typed, and what came of it.</summary>
public sealed class CellEdit(EditCell cell, Reckoning at)
{
    public EditCell Cell => cell;

    public PropertyInfo Field => cell.Field;

    public Filling Filling { get; } = new(cell.Form, at);

    /// <summary>What stands in the record as far as the reader has been shown; nothing else is written over.</summary>
    public string Seen { get; private set; } = cell.Text;

    /// <summary>The editor stands open in the cell.</summary>
    public bool IsOpen { get; set; } = true;

    public bool IsSaving { get; set; }

    /// <summary>It takes a change back, and is not one to be taken back itself.</summary>
    public bool IsUndo { get; init; }

    /// <summary>Of several cells that were pasted at once.</summary>
    public string? Paste { get; set; }

    /// <summary>Why it was not saved.</summary>
    public string? Problem { get; private set; }

    /// <summary>What somebody else has put in the cell meanwhile.</summary>
    public string? Theirs { get; private set; }

    /// <summary>It was typed before the connection was lost, and the reader has not said yet that it holds.</summary>
    public bool IsRescued => Problem == ListTexts.CellRescued;

    public string Typed => Filling.StandsIn(Field.Name);

    public bool IsChanged => Typed.ReplaceLineEndings("\n") != Seen.ReplaceLineEndings("\n");

    /// <summary>It would be lost with the page.</summary>
    public bool IsUnsaved => IsChanged && (IsSaving || Problem is not null || Theirs is not null);

    public void Type(string typed) => Filling.Type(Field.Name, typed);

    public void Sees(string text) => Seen = text;

    /// <summary>It was saved while it was opened again.</summary>
    public void Stands(string text) => (Seen, IsSaving, Problem, Theirs) = (text, false, null, null);

    public void Say(string problem) => (Problem, IsSaving) = (problem, false);

    public void Rescue() => Say(ListTexts.CellRescued);

    /// <summary>Somebody has put there what stands, since it was seen.</summary>
    public void Clashes() => (Theirs, Problem, IsSaving) = (Seen, null, false);

    public void Take(Outcome outcome)
    {
        IsSaving = false;
        (Problem, Theirs) = (null, null);
        if (outcome.Clash is { } clash) Seen = Theirs = FieldText.Of(Field.GetValue(clash.Theirs));
        else if (outcome.Refused) Problem = string.Join("；", outcome.Problems.Select(Named).Append(outcome.Refusal?.Text).Where(t => t is not null));
    }

    // What a rule says of another field of the record is said with that field's name.
    private string Named(FieldProblem problem) =>
        problem.Field == Field.Name || cell.Form.GetType().GetProperty(problem.Field) is not { } other ? problem.Text : $"{other.Label}：{problem.Text}";
}

/// <summary>A change of one cell that can be taken back.</summary>
public sealed record CellPut(Guid Row, string Column, EditCell Cell, string Old, string New)
{
    /// <summary>Of several cells that were pasted at once, and are taken back at once.</summary>
    public string? Paste { get; init; }

    public string Says => ListTexts.CellOf(Cell.Name, Cell.Choice.Label);
}

/// <summary>One step of what was done on a list, to be taken back: a cell, or many rows at once.</summary>
public sealed record ListStep
{
    public ListStep(CellPut put) => Put = put;

    public ListStep(EditBatch batch) => Batch = batch;

    public CellPut? Put { get; }

    public EditBatch? Batch { get; }

    public string Says => Put?.Says ?? ListTexts.Edited(Batch!.Rows.Count, Batch.Label);
}
