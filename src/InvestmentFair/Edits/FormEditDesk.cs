using System.Reflection;
using InvestmentFair.Access;
using InvestmentFair.Choices;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.Spreadsheets;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Edits;

/// <summary>The edits of a noun that has a form: its fields are changed as its own page would change them.</summary>
public abstract class EditDesk<TRecord, TForm>(string noun, IDbContextFactory<FairDbContext> contexts, FairClock clock, ChoiceQueries choices, IListOf list)
    : EditDesk<TRecord>(noun, contexts, clock, choices, list)
    where TRecord : Record where TForm : Form, new()
{
    protected abstract TForm Shown(TRecord record);

    /// <summary>As the noun's own page does: the rule first, then the change.</summary>
    protected abstract Task<Outcome> ReviseAsync(FairDbContext db, TRecord record, TForm form, CancellationToken cancel);

    /// <summary>The noun's own desk saves the form, as it does for the noun's own page.</summary>
    protected abstract Task<Outcome<Guid>> SaveAsync(Actor actor, string fair, Guid id, TForm form, CancellationToken cancel);

    /// <summary>A field that many rows may be given at once, and where a column shows it, one cell.</summary>
    protected Edit<TRecord> Field(string name, string? column = null)
    {
        var property = typeof(TForm).GetProperty(name)!;
        var choice = new EditChoice(name, property.Label, () => new TForm(), [property]) { Column = column };
        return new Edit<TRecord>(choice, record => property.GetValue(Shown(record)), property.GetCustomAttribute<ChoiceAttribute>()?.Kind,
            (record, typed) => Plainly(property.GetValue(Shown(record))) == Plainly(property.GetValue(typed)),
            async (db, _, record, typed, cancel) =>
            {
                var form = Shown(record);
                property.SetValue(form, property.GetValue(typed));
                if (form.Check() is { Count: > 0 } wrong) return Named(wrong);
                return await ReviseAsync(db, record, form, cancel);
            })
        {
            CanBeTakenBack = true,
            Cell = column is null ? null : new EditOfCell<TRecord>(Shown, async (actor, fair, id, typed, seen, cancel) =>
            {
                if (await FindAsync(actor, fair, id, cancel) is not { } record) return Refusal.NotFound;
                var form = Shown(record);
                if (Settled(id, choice, form, typed, seen) is { } settled) return settled;
                property.SetValue(form, property.GetValue(typed));
                return await SaveAsync(actor, fair, id, form, cancel);
            }),
        };
    }

    /// <summary>A field that is put right in one cell and never given to many rows at once.</summary>
    protected Edit<TRecord> Cell(string name, string? column = null)
    {
        var field = Field(name, column ?? name);
        return field with { Choice = field.Choice with { IsForMany = false } };
    }

    /// <summary>Both languages of a text; the column shows the reader's, and so its cells hold that.</summary>
    protected IEnumerable<Edit<TRecord>> Both(string name, string? column = null) =>
        [Field($"{name}Zh", Language.IsEnglish ? null : column), Field($"{name}En", Language.IsEnglish ? column : null)];

    /// <summary>A name: for one cell, in the reader's language.</summary>
    protected Edit<TRecord> NameCell(string name, string column) => Cell(Language.IsEnglish ? $"{name}En" : $"{name}Zh", column);

    /// <summary>A text put right in Chinese keeps its English, which nobody has looked at.</summary>
    protected override string? Stays(TRecord record, EditChoice choice, string old) =>
        old.Trim().Length > 0 && StaleEnglish.Beside(choice.Fields[0]) is not null ? StaleEnglish.Of(choice.Fields[0], Shown(record)) : null;

    private static string Plainly(object? value) => Form.Show(value).Trim();

    // In a plan of many rows a problem stands beside a row, not beside its field.
    private static Outcome Named(IReadOnlyList<FieldProblem> problems)
    {
        var (field, text) = (typeof(TForm).GetProperty(problems[0].Field)?.GetCustomAttribute<TextAttribute>(), problems[0]);
        return new Refusal("edit.form", field is null ? text.Zh : $"{field.Zh}：{text.Zh}", field is null ? text.En : $"{field.En}: {text.En}");
    }
}
