using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using InvestmentFair.Access;
using InvestmentFair.Choices;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.Spreadsheets;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Edits;

/// <summary>
/// How one choice is made true of one record: what stands now, what that points at where it is a key, whether it is so already,
/// and the change, of which the rule speaks before anything of the record is touched.
/// </summary>
public sealed record Edit<TRecord>(EditChoice Choice, Func<TRecord, object?> Value, ChoiceOf? Kind, Func<TRecord, Form, bool> IsAlready,
    Func<FairDbContext, TRecord, Form, CancellationToken, Task<Outcome>> MakeAsync);

/// <summary>
/// Many rows of one list changed at once. The plan is the act itself without the save: the same records are loaded, the same
/// noun is asked, and what it refuses is left alone and said. Saving goes in chunks inside one transaction, through the one
/// way to write, so that every row keeps its version and its history.
/// </summary>
public abstract class EditDesk<TRecord>(IDbContextFactory<FairDbContext> contexts, FairClock clock, ChoiceQueries choices, IListOf list) : Desk(contexts, clock), IEditDesk
    where TRecord : Record
{
    public const int MostAtOnce = 5_000;
    private const int Chunk = 200;

    public string List => list.Key;

    public abstract Permission Permission { get; }

    public IReadOnlyList<EditChoice> Choices => [.. Edits.Select(e => e.Choice)];

    protected abstract IReadOnlyList<Edit<TRecord>> Edits { get; }

    /// <summary>The records this reader may edit, with what the rules and the values look at.</summary>
    protected abstract IQueryable<TRecord> Records(FairDbContext db, Actor actor, string fair);

    /// <summary>How a row is called in the plan.</summary>
    protected abstract string NameOf(TRecord record);

    public Task<Outcome<EditPlan>> PlanAsync(Actor actor, string? fair, Selection selection, string choice, Form typed, CancellationToken cancel)
    {
        actor.Must(Permission);
        return RunAsync(actor, fair, selection, choice, typed, null, cancel);
    }

    public async Task<Outcome<EditPlan>> ApplyAsync(Actor actor, string? fair, Selection selection, string choice, Form typed, string stamp, string? reason, CancellationToken cancel)
    {
        actor.Must(Permission);
        var act = new Act(actor, $"{List}.edited", Now, string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(), Guid.CreateVersion7());
        try
        {
            return await RunAsync(actor, fair, selection, choice, typed, (act, stamp), cancel);
        }
        // Nothing of it was committed: all rows or none.
        catch (Exception fault) when (Violations.Explain(fault) is { } refusal)
        {
            return refusal;
        }
    }

    private async Task<Outcome<EditPlan>> RunAsync(Actor actor, string? fair, Selection selection, string choice, Form typed, (Act Act, string Stamp)? confirmed, CancellationToken cancel)
    {
        if (Edits.SingleOrDefault(e => e.Choice.Key == choice) is not { } edit || typed.GetType() != edit.Choice.Blank().GetType()) return Refusal.NotFound;
        if (edit.Choice.Check(typed) is { Count: > 0 } problems) return Outcome.Wrong(problems).As<EditPlan>();
        await using var db = Open();
        await using var transaction = confirmed is null ? null : await db.BeginAsync(cancel);
        var keys = await list.KeysAsync(actor, fair, selection, cancel);
        if (keys.Count > MostAtOnce) return EditRefusals.TooMany(MostAtOnce);

        var tally = new EditTally();
        foreach (var chunk in keys.Chunk(Chunk))
        {
            tally.Add(await LinesAsync(db, actor, fair ?? "", edit, typed, chunk, cancel));
            if (confirmed is { } now && db.ChangeTracker.HasChanges())
            {
                var saved = await db.SaveAsync(now.Act, cancel);
                if (saved.Refused) return saved.As<EditPlan>();
            }

            db.ChangeTracker.Clear();
        }

        var plan = tally.Plan();
        if (confirmed is not { } done) return plan;
        if (plan.Changes == 0) return EditRefusals.NothingToDo;
        // What was looked at is what is done, to the last row; otherwise none of it.
        if (plan.Stamp != done.Stamp) return EditRefusals.Moved;
        await transaction!.CommitAsync(cancel);
        return plan;
    }

    private async Task<IReadOnlyList<EditLine>> LinesAsync(FairDbContext db, Actor actor, string fair, Edit<TRecord> edit, Form typed, Guid[] chunk, CancellationToken cancel)
    {
        var records = await Records(db, actor, fair).Where(r => chunk.Contains(r.Id)).ToDictionaryAsync(r => r.Id, cancel);
        var made = new List<(Guid Id, string Name, object? Old, object? New, string? Skipped)>();
        foreach (var id in chunk)
        {
            if (!records.TryGetValue(id, out var record))
            {
                made.Add((id, "", null, null, Refusal.NotFound.Text));
                continue;
            }

            var old = edit.Value(record);
            var outcome = edit.IsAlready(record, typed) ? EditRefusals.Unchanged : await edit.MakeAsync(db, record, typed, cancel);
            made.Add((id, NameOf(record), old, outcome.Refused ? old : edit.Value(record), outcome.Refused ? outcome.Text : null));
        }

        var names = await NamesAsync(actor, fair, edit.Kind, made.SelectMany(m => new[] { m.Old, m.New }), cancel);
        return [.. made.Select(m => new EditLine(m.Id, m.Name, names(m.Old), names(m.New), m.Skipped))];
    }

    private async Task<Func<object?, string>> NamesAsync(Actor actor, string fair, ChoiceOf? kind, IEnumerable<object?> values, CancellationToken cancel)
    {
        if (kind is not { } of) return Form.Show;
        var names = await choices.NamesAsync(actor, of, fair, [.. values.OfType<object>().Select(v => v.ToString()!).Distinct()], cancel);
        return value => value is null ? "" : names.GetValueOrDefault(value.ToString()!, value.ToString()!);
    }

    /// <summary>A verb of the noun, asked with a form of its own.</summary>
    protected static Edit<TRecord> Verb<TTyped>(string key, string label, Func<TTyped> blank, Func<TRecord, object?> value, Func<TRecord, TTyped, bool> isAlready, Func<TRecord, TTyped, Outcome> make, ChoiceOf? kind = null)
        where TTyped : Form =>
        new(new EditChoice(key, label, blank, Form.Fields(typeof(TTyped))), value, kind, (record, typed) => isAlready(record, (TTyped)typed), (_, record, typed, _) => Task.FromResult(make(record, (TTyped)typed)));

    /// <summary>Counts every line and keeps the first of each kind.</summary>
    private sealed class EditTally
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private readonly List<EditLine> _changes = [];
        private readonly List<EditLine> _skips = [];
        private readonly Dictionary<string, int> _reasons = [];
        private int _changed;

        public void Add(IReadOnlyList<EditLine> lines)
        {
            foreach (var line in lines)
            {
                _hash.AppendData(Encoding.UTF8.GetBytes($"{line.Id}\0{line.Old}\0{line.New}\0{line.Skipped}\n"));
                if (line.Skipped is null) _changed++;
                else _reasons[line.Skipped] = _reasons.GetValueOrDefault(line.Skipped) + 1;
                var shown = line.Skipped is null ? _changes : _skips;
                if (shown.Count < EditPlan.MostShown) shown.Add(line);
            }
        }

        public EditPlan Plan() => new(Convert.ToHexStringLower(_hash.GetHashAndReset()), _changed,
            [.. _reasons.OrderByDescending(r => r.Value).Select(r => new EditSkip(r.Key, r.Value))], [.. _changes, .. _skips]);
    }
}

/// <summary>The edits of a noun that has a form: its fields are changed as its own page would change them.</summary>
public abstract class EditDesk<TRecord, TForm>(IDbContextFactory<FairDbContext> contexts, FairClock clock, ChoiceQueries choices, IListOf list)
    : EditDesk<TRecord>(contexts, clock, choices, list)
    where TRecord : Record where TForm : Form, new()
{
    protected abstract TForm Shown(TRecord record);

    /// <summary>As the noun's own page does: the rule first, then the change.</summary>
    protected abstract Task<Outcome> ReviseAsync(FairDbContext db, TRecord record, TForm form, CancellationToken cancel);

    protected Edit<TRecord> Field(string name)
    {
        var property = typeof(TForm).GetProperty(name)!;
        return new Edit<TRecord>(new EditChoice(name, property.Label, () => new TForm(), [property]), record => property.GetValue(Shown(record)), property.GetCustomAttribute<ChoiceAttribute>()?.Kind,
            (record, typed) => Plainly(property.GetValue(Shown(record))) == Plainly(property.GetValue(typed)),
            async (db, record, typed, cancel) =>
            {
                var form = Shown(record);
                property.SetValue(form, property.GetValue(typed));
                if (form.Check() is { Count: > 0 } problems) return Named(problems);
                return await ReviseAsync(db, record, form, cancel);
            });
    }

    private static string Plainly(object? value) => Form.Show(value).Trim();

    // In a plan of many rows a problem stands beside a row, not beside its field.
    private static Outcome Named(IReadOnlyList<FieldProblem> problems)
    {
        var (field, text) = (typeof(TForm).GetProperty(problems[0].Field)?.GetCustomAttribute<TextAttribute>(), problems[0]);
        return new Refusal("edit.form", field is null ? text.Zh : $"{field.Zh}：{text.Zh}", field is null ? text.En : $"{field.En}: {text.En}");
    }
}
