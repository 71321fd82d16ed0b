using InvestmentFair.Access;
using InvestmentFair.Kernel;

namespace InvestmentFair.Notes;

/// <summary>What somebody wants to remember about a record 备注. It stays with its author and its time; taking it back leaves it in the history.</summary>
public sealed class RecordNote : Record
{
    private RecordNote()
    {
    }

    /// <summary>The key of the list in which the subject stands.</summary>
    public string List { get; private init; } = "";

    public Guid SubjectId { get; private init; }

    public string Text { get; private set; } = "";

    public Guid ById { get; private init; }

    public string ByName { get; private init; } = "";

    public DateTime At { get; private init; }

    public DateTime? RemovedAt { get; private set; }

    public static RecordNote Write(Actor by, string list, Guid subjectId, NoteForm form, DateTime now) => new()
    {
        List = list,
        SubjectId = subjectId,
        Text = form.Text.Trim(),
        ById = by.Id,
        ByName = by.Name,
        At = now,
    };

    /// <summary>Its author takes it back; so does whoever keeps the house's dictionaries in order.</summary>
    public Outcome Remove(Actor by, DateTime now)
    {
        if (by.Id != ById && !by.May(Permission.ManageSettings)) return NoteRefusals.NotYours;
        RemovedAt = now;
        return Outcome.Done;
    }
}

public sealed class NoteForm : Form
{
    [Text("新备注", "New note"), Needed, AtMost(1000), Prose]
    public string Text { get; set; } = "";
}

public static class NoteRefusals
{
    public static Refusal NotYours => new("note.author", "只能撤回自己写的备注", "Only your own notes can be taken back");
}
