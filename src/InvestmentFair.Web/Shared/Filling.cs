using System.Reflection;
using InvestmentFair.Drafts;
using InvestmentFair.Kernel;
using InvestmentFair.Web.Texts;

namespace InvestmentFair.Web.Shared;

/// <summary>
/// A form in somebody's hands: what stood in each field when it was opened, what stands there now, and what was typed that
/// cannot be read, which stays as it was typed.
/// </summary>
public sealed class Filling(Form form, Reckoning at)
{
    private readonly Dictionary<string, PropertyInfo> _fields = Form.Fields(form.GetType()).ToDictionary(f => f.Name);
    private readonly List<string> _order = [.. Form.Fields(form.GetType()).Select(f => f.Name)];
    private readonly Dictionary<string, string> _opened = new(FieldText.Of(form));
    private readonly Dictionary<string, string> _unreadable = [];
    private readonly Dictionary<string, string> _unchosen = [];

    public Form Form => form;

    public Reckoning At => at;

    public IReadOnlyDictionary<string, string> Opened => _opened;

    public IReadOnlyDictionary<string, string> Standing => _opened.Keys.ToDictionary(f => f, StandsIn);

    /// <summary>What differs from when it was opened.</summary>
    public IReadOnlyDictionary<string, DraftField> Changes =>
        _opened.Where(o => Same(o.Value) != Same(StandsIn(o.Key))).ToDictionary(o => o.Key, o => new DraftField(o.Value, StandsIn(o.Key)));

    public bool IsChanged => _unchosen.Count > 0 || _opened.Any(o => Same(o.Value) != Same(StandsIn(o.Key)));

    public string StandsIn(string field) => _unreadable.TryGetValue(field, out var typed) ? typed : FieldText.Of(_fields[field].GetValue(form));

    /// <summary>Takes what was typed into a field; an unknown field and more than a field holds are left alone.</summary>
    public void Type(string field, string? typed)
    {
        if (!_fields.TryGetValue(field, out var property) || typed is { Length: > FieldText.Longest }) return;
        if (FieldText.TryPut(form, property, typed, at)) _unreadable.Remove(field);
        else _unreadable[field] = typed!;
    }

    /// <summary>What stands typed in a field that points at something and has not been chosen from what is offered; empty where there is none.</summary>
    public void Leave(string field, string typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) _unchosen.Remove(field);
        else _unchosen[field] = typed.Trim();
    }

    /// <summary>From now on the form is compared with what stands in the record now; fields not decided yet keep their old base.</summary>
    public void Rebase(Form theirs, IEnumerable<string> undecided)
    {
        form.Version = theirs.Version;
        foreach (var (field, stands) in FieldText.Of(theirs))
            if (!undecided.Contains(field)) _opened[field] = stands;
    }

    public void Decide(string field, string theirs, string chosen)
    {
        _opened[field] = theirs;
        Type(field, chosen);
    }

    /// <summary>What was typed and cannot be read as the kind of value the field holds.</summary>
    public IReadOnlyList<FieldProblem> Unreadable =>
        [.. _unreadable.Keys.Select(f => new FieldProblem(f, FieldKind.Of(_fields[f].PropertyType).Unreadable, FieldKind.Of(_fields[f].PropertyType).Unreadable))];

    private IEnumerable<FieldProblem> Unchosen => _unchosen.Select(u => new FieldProblem(u.Key, FormTexts.NotChosen(u.Value), FormTexts.NotChosen(u.Value)));

    /// <summary>What was typed and cannot be taken, and what the form's own rules say of everything else.</summary>
    public IReadOnlyList<FieldProblem> Check() =>
    [
        .. Unreadable.Concat(Unchosen).Concat(form.Check().Where(p => !_unreadable.ContainsKey(p.Field) && !_unchosen.ContainsKey(p.Field)))
            .OrderBy(p => _order.IndexOf(p.Field)),
    ];

    // A browser sends line breaks as it likes.
    private static string Same(string text) => text.ReplaceLineEndings("\n");
}
