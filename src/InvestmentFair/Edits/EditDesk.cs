using System.Reflection;
using InvestmentFair.Access;
using InvestmentFair.Choices;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.Spreadsheets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace InvestmentFair.Edits;

/// <summary>
/// How one choice is made true of one record: what stands now, what that points at where it is a key, whether it is so already,
/// and the change, of which the rule speaks before anything of the record is touched.
/// </summary>
public sealed record Edit<TRecord>(EditChoice Choice, Func<TRecord, object?> Value, ChoiceOf? Kind, Func<TRecord, Form, bool> IsAlready,
    Func<FairDbContext, Actor, TRecord, Form, CancellationToken, Task<Outcome>> MakeAsync)
{
    /// <summary>What stood before, whatever it was, can be given back by the same change; what only ever goes on cannot, such as a letter that is out.</summary>
    public bool CanBeTakenBack { get; init; }

    /// <summary>How one cell is put right, where the list shows it in one.</summary>
    public EditOfCell<TRecord>? Cell { get; init; }
}

/// <summary>The form a cell is changed on as it stands, and the change, which is told what the reader saw.</summary>
public sealed record EditOfCell<TRecord>(Func<TRecord, Form> Shown, Func<Actor, string, Guid, Form, string, CancellationToken, Task<Outcome>> PutAsync);

/// <summary>
/// Rows of one list changed in the list. Many at once: the plan is the act itself without the save, the same records are
/// loaded, the same noun is asked, and what it refuses is left alone and said; saving goes in chunks inside one transaction,
/// through the one way to write, so that every row keeps its version and its history. One cell: at once, by the noun's own desk.
/// </summary>
public abstract partial class EditDesk<TRecord>(string noun, IDbContextFactory<FairDbContext> contexts, FairClock clock, ChoiceQueries choices, IListOf list) : Desk(contexts, clock), IEditDesk
    where TRecord : Record
{
    public const int MostAtOnce = 5_000;
    private const int Chunk = 200;

    public string List => list.Key;

    public ILogger? Log { get; set; }

    public abstract Permission Permission { get; }

    public IReadOnlyList<EditChoice> Choices => [.. Edits.Select(e => e.Choice)];

    protected abstract IReadOnlyList<Edit<TRecord>> Edits { get; }

    /// <summary>The records this reader may edit, with what the rules and the values look at.</summary>
    protected abstract IQueryable<TRecord> Records(FairDbContext db, Actor actor, string fair);

    /// <summary>How a row is called in the plan.</summary>
    protected abstract string NameOf(TRecord record);

    /// <summary>How the rows are called, where that is read beside the records.</summary>
    protected virtual Task<Func<TRecord, string>> CallingAsync(FairDbContext db, IReadOnlyCollection<TRecord> records, CancellationToken cancel) => Task.FromResult<Func<TRecord, string>>(NameOf);

    public Task<Outcome<EditPlan>> PlanAsync(Actor actor, string? fair, Selection selection, string choice, Form typed, CancellationToken cancel)
    {
        actor.Must(Permission);
        return RunAsync(actor, fair, selection, choice, typed, null, cancel);
    }

    public async Task<Outcome<EditPlan>> ApplyAsync(Actor actor, string? fair, Selection selection, string choice, Form typed, string stamp, string? reason, CancellationToken cancel)
    {
        actor.Must(Permission);
        var act = new Act(actor, $"{noun}.edited", Now, string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(), Guid.CreateVersion7());
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

    public async Task<Outcome<EditCell>> CellAsync(Actor actor, string? fair, Guid id, string choice, CancellationToken cancel)
    {
        actor.Must(Permission);
        if (CellOf(actor, choice) is not { Cell: { } cell } edit) return Refusal.NotFound;
        return await FindAsync(actor, fair ?? "", id, cancel) is { } record ? new EditCell(id, NameOf(record), edit.Choice, cell.Shown(record)) : Refusal.NotFound;
    }

    public async Task<Outcome> PutAsync(Actor actor, string? fair, Guid id, string choice, Form typed, string seen, CancellationToken cancel)
    {
        actor.Must(Permission);
        var put = await PutCellAsync(actor, fair ?? "", id, choice, typed, seen, cancel);
        if (put.Refused || await FollowsAsync(Log, $"{noun} {choice}", () => NoticesAsync(actor, fair ?? "", id, choice, typed, seen, cancel)) is not { } notice) return put;
        return new Outcome { Notice = notice };
    }

    private async Task<string?> NoticesAsync(Actor actor, string fair, Guid id, string choice, Form typed, string seen, CancellationToken cancel)
    {
        var edit = Edits.Single(e => e.Choice.Key == choice && e.Cell is not null);
        var stays = seen != TextIn(edit.Choice, typed) && await FindAsync(actor, fair, id, cancel) is { } record ? Stays(record, edit.Choice, seen) : null;
        string?[] notices = [await NoticeAsync(actor, fair, id, choice, typed, cancel), stays];
        return string.Join(Language.Say("；", "; "), notices.OfType<string>()) is { Length: > 0 } said ? said : null;
    }

    /// <summary>What a change of one field leaves as it was in the record, and is likely to be meant too; the old value is what stood there.</summary>
    protected virtual string? Stays(TRecord record, EditChoice choice, string old) => null;

    /// <summary>What the same change of many rows leaves to be seen to, row by row; asked before it is done and again as it is.</summary>
    protected virtual Task<IReadOnlyDictionary<Guid, string>> WarningsAsync(FairDbContext db, IReadOnlyCollection<TRecord> changed, EditChoice choice, Form typed, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyDictionary<Guid, string>>(new Dictionary<Guid, string>());

    /// <summary>What follows from a cell that was put right and is left to be seen to; asked once it is saved.</summary>
    protected virtual Task<string?> NoticeAsync(Actor actor, string fair, Guid id, string choice, Form typed, CancellationToken cancel) => Task.FromResult<string?>(null);

    private async Task<Outcome> PutCellAsync(Actor actor, string fair, Guid id, string choice, Form typed, string seen, CancellationToken cancel)
    {
        if (CellOf(actor, choice) is not { Cell: { } cell } edit || typed.GetType() != edit.Choice.Blank().GetType()) return Refusal.NotFound;
        if (edit.Choice.Check(typed) is { Count: > 0 } problems) return Outcome.Wrong(problems);
        // Somebody saved another field between the look and the write: look again, what they changed stays.
        for (var attempt = 1; ; attempt++)
        {
            var outcome = await cell.PutAsync(actor, fair, id, typed, seen, cancel);
            if (attempt == 3 || !outcome.IsOvertaken || (outcome.Clash is { Theirs: var theirs } && FieldMerges.Plain(TextIn(edit.Choice, theirs)) != FieldMerges.Plain(seen))) return outcome;
        }
    }

    private Edit<TRecord>? CellOf(Actor actor, string choice) =>
        Edits.SingleOrDefault(e => e.Choice.Key == choice && e.Cell is not null && (!IsPersonal(e.Choice.Fields[0]) || actor.May(Permission.ViewContacts)));

    // Shown masked in lists; only who may see it whole is shown it whole to put it right.
    private static bool IsPersonal(PropertyInfo field) => field.GetCustomAttributes().Any(a => a is IReachesSomebody);

    protected static string TextIn(EditChoice choice, Form form) => FieldText.Of(choice.Fields[0].GetValue(form));

    protected async Task<TRecord?> FindAsync(Actor actor, string fair, Guid id, CancellationToken cancel)
    {
        await using var db = Open();
        return await Records(db, actor, fair).SingleOrDefaultAsync(r => r.Id == id, cancel);
    }

    /// <summary>Null where the cell still says what was seen and is to say something else.</summary>
    protected static Outcome? Settled(Guid id, EditChoice choice, Form stands, Form typed, string seen)
    {
        var (now, mine) = (FieldMerges.Plain(TextIn(choice, stands)), FieldMerges.Plain(TextIn(choice, typed)));
        if (now == mine) return Outcome.Done;
        return now == FieldMerges.Plain(seen) ? null : new Outcome { Clash = new Clash(id, typed, stands) };
    }

    private async Task<Outcome<EditPlan>> RunAsync(Actor actor, string? fair, Selection selection, string choice, Form typed, (Act Act, string Stamp)? confirmed, CancellationToken cancel)
    {
        if (Edits.SingleOrDefault(e => e.Choice.Key == choice && e.Choice.IsForMany) is not { } edit || typed.GetType() != edit.Choice.Blank().GetType()) return Refusal.NotFound;
        if (edit.Choice.Check(typed) is { Count: > 0 } problems) return Outcome.Wrong(problems).As<EditPlan>();
        await using var db = Open();
        await using var transaction = confirmed is null ? null : await db.BeginAsync(cancel);
        var keys = await list.KeysAsync(actor, fair, selection, cancel);
        if (keys.Count > MostAtOnce) return EditRefusals.TooMany(MostAtOnce);

        var tally = new EditTally();
        var edited = new List<EditedRow>();
        foreach (var chunk in keys.Chunk(Chunk))
        {
            var changed = new List<(TRecord Record, string Name, object? Old)>();
            tally.Add(await LinesAsync(db, actor, fair ?? "", edit, typed, chunk, changed, cancel));
            if (confirmed is { } now && db.ChangeTracker.HasChanges())
            {
                var saved = await db.SaveAsync(now.Act, cancel);
                if (saved.Refused) return saved.As<EditPlan>();
                edited.AddRange(changed.Select(c => new EditedRow(c.Record.Id, c.Name, c.Old, edit.Value(c.Record))));
            }

            db.ChangeTracker.Clear();
        }

        var plan = tally.Plan();
        if (confirmed is not { } done) return plan;
        if (plan.Changes == 0) return EditRefusals.NothingToDo;
        // What was looked at is what is done, to the last row; otherwise none of it.
        if (plan.Stamp != done.Stamp) return EditRefusals.Moved;
        await transaction!.CommitAsync(cancel);
        return edit.CanBeTakenBack ? plan with { Batch = new EditBatch(choice, edit.Choice.Label, edited) } : plan;
    }

    private async Task<IReadOnlyList<EditLine>> LinesAsync(FairDbContext db, Actor actor, string fair, Edit<TRecord> edit, Form typed, Guid[] chunk, List<(TRecord Record, string Name, object? Old)> changed, CancellationToken cancel)
    {
        var records = await Records(db, actor, fair).Where(r => chunk.Contains(r.Id)).ToDictionaryAsync(r => r.Id, cancel);
        var called = await CallingAsync(db, records.Values, cancel);
        var made = new List<(Guid Id, string Name, object? Old, object? New, string? Skipped)>();
        foreach (var id in chunk)
        {
            if (!records.TryGetValue(id, out var record))
            {
                made.Add((id, "", null, null, Refusal.NotFound.Text));
                continue;
            }

            var old = edit.Value(record);
            var outcome = edit.IsAlready(record, typed) ? EditRefusals.Unchanged : await edit.MakeAsync(db, actor, record, typed, cancel);
            if (!outcome.Refused) changed.Add((record, called(record), old));
            made.Add((id, called(record), old, outcome.Refused ? old : edit.Value(record), outcome.Refused ? outcome.Text : null));
        }

        var names = await NamesAsync(actor, fair, edit.Kind, made.SelectMany(m => new[] { m.Old, m.New }), cancel);
        var warnings = await WarningsAsync(db, [.. changed.Select(c => c.Record)], edit.Choice, typed, cancel);
        return
        [
            .. made.Select(m => new EditLine(m.Id, m.Name, names(m.Old), names(m.New), m.Skipped)
            {
                Warning = m.Skipped is null ? warnings.GetValueOrDefault(m.Id) ?? Stays(records[m.Id], edit.Choice, FieldText.Of(m.Old)) : null,
            }),
        ];
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
        new(new EditChoice(key, label, blank, Form.Fields(typeof(TTyped))), value, kind, (record, typed) => isAlready(record, (TTyped)typed), (_, _, record, typed, _) => Task.FromResult(make(record, (TTyped)typed)));

    /// <summary>
    /// The same verb in the cells of a column, which hold the first field of its form; what else the form asks is as the blank
    /// one says. The act is the one under which the noun's own page does it.
    /// </summary>
    protected Edit<TRecord> InCell<TTyped>(Edit<TRecord> verb, string column, string act, Func<TRecord, TTyped, Actor, Outcome> make) where TTyped : Form
    {
        var choice = verb.Choice with { Column = column };
        return verb with { Choice = choice, Cell = new EditOfCell<TRecord>(Shown, PutAsync) };

        Form Shown(TRecord record)
        {
            var form = choice.Blank();
            choice.Fields[0].SetValue(form, verb.Value(record));
            return form;
        }

        async Task<Outcome> PutAsync(Actor actor, string fair, Guid id, Form typed, string seen, CancellationToken cancel)
        {
            if (await FindAsync(actor, fair, id, cancel) is not { } stands) return Refusal.NotFound;
            // What needs no change leaves no trace; what does is looked at again where it is written.
            return Settled(id, choice, Shown(stands), typed, seen) ?? await DoAsync(actor, act, id, (db, known) => Records(db, actor, fair).SingleOrDefaultAsync(r => r.Id == known, cancel),
                (_, record) => Task.FromResult(Settled(id, choice, Shown(record), typed, seen) ?? make(record, (TTyped)typed, actor)), cancel);
        }
    }
}
