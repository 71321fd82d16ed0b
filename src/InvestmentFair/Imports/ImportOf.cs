using System.Reflection;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.People;
using InvestmentFair.Spreadsheets;

namespace InvestmentFair.Imports;

/// <summary>
/// How the rows of a sheet become records. The headings are the fields of the form, in either language; the form's own
/// rules judge each row. A blank cell leaves what stands; two records that match are never chosen between.
/// </summary>
internal abstract partial class ImportOf<TRecord, TForm> where TRecord : Record where TForm : Form, new()
{
    public sealed record Planned(ImportRow Row, TForm Form, TRecord? Record);

    /// <summary>A heading that is not a field of the form but finds the record: its human number.</summary>
    protected virtual (string Zh, string En)? NumberColumn => null;

    /// <summary>Names and codes by which the cells of pointing fields are understood: kind → text → key.</summary>
    protected abstract Task<IReadOnlyDictionary<ChoiceOf, ILookup<string, string>>> ChoicesAsync(FairDbContext db, CancellationToken cancel);

    protected abstract Task LoadAsync(FairDbContext db, CancellationToken cancel);

    /// <summary>The records that this row may mean. More than one is an error, none is a new record.</summary>
    protected abstract IReadOnlyList<TRecord> Matches(string? number, TForm read);

    /// <summary>Whom a new row means who is known already without being a record of this list: a remark, or a problem.</summary>
    protected virtual (string? Note, string? Problem) Recognise(TForm form) => (null, null);

    /// <summary>By any of these a new row is found again, once it is a record.</summary>
    protected abstract IEnumerable<string> Keys(TForm form);

    protected abstract TForm FormOf(TRecord record);

    protected abstract Refusal? Refuses(TRecord? record, TForm form);

    protected abstract Task<Outcome> ApplyAsync(FairDbContext db, Planned row, DateTime now, CancellationToken cancel);

    private async Task<Outcome<(ImportPreview Preview, IReadOnlyList<Planned> Rows)>> PlanAsync(FairDbContext db, SheetTable table, CancellationToken cancel)
    {
        // A person is known by name and number, not by a heading; a request has no name at all.
        var fields = Form.Fields(typeof(TForm)).Where(f => f.GetCustomAttribute<ChoiceAttribute>()?.Kind is not (ChoiceOf.Person or ChoiceOf.Request)).ToList();
        var columns = table.Headers.Select(h => fields.FirstOrDefault(f => IsNamed(f, h))).ToList();
        var number = NumberColumn is { } named ? table.Headers.ToList().FindIndex(h => h == named.Zh || h.Equals(named.En, StringComparison.OrdinalIgnoreCase)) : -1;
        if (columns.All(c => c is null)) return ImportRefusals.NoColumns;
        await LoadAsync(db, cancel);
        var choices = await ChoicesAsync(db, cancel);

        var planned = new List<Planned>();
        var taken = new HashSet<Guid>();
        var entered = new HashSet<string>();
        foreach (var row in table.Rows)
            planned.Add(Plan(row, columns, number, choices, taken, entered));

        var shown = Enumerable.Range(0, table.Headers.Count).Where(i => columns[i] is not null || i == number).ToList();
        var preview = new ImportPreview([.. shown.Select(i => table.Headers[i])], [.. table.Headers.Where((_, i) => !shown.Contains(i))],
            [.. planned.Select(p => p.Row with { Cells = [.. shown.Select(i => p.Row.Cells[i])] })]);
        return (preview, planned);
    }

    private Planned Plan(SheetRow row, List<PropertyInfo?> columns, int number, IReadOnlyDictionary<ChoiceOf, ILookup<string, string>> choices, HashSet<Guid> taken, HashSet<string> entered)
    {
        var read = new TForm();
        var problems = new Dictionary<int, string>();
        var values = new Dictionary<int, object?>();
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i] is not { } field || i >= row.Cells.Count || row.Cells[i] is not { IsBlank: false } cell) continue;
            if (cell.LostPrecision)
            {
                problems[i] = Language.Say("数字超过 15 位，精度已丢失，请改为文本", "More than 15 digits: precision was lost; make it text");
                continue;
            }

            if (!TryRead(field, cell, choices, out var value, out var problem)) problems[i] = problem;
            else
            {
                values[i] = value;
                field.SetValue(read, value);
            }
        }

        var given = number >= 0 && number < row.Cells.Count && row.Cells[number].Text is { Length: > 0 } no ? no : null;
        var matches = Matches(given, read);
        string? wrong = null;
        if (given is not null && matches.Count == 0) wrong = Language.Say($"没有编号 {given}", $"There is no number {given}");
        if (matches.Count > 1) wrong = Language.Say($"有 {matches.Count} 条记录都匹配，请填编号", $"{matches.Count} records match; give the number");
        var record = matches.Count == 1 ? matches[0] : null;
        if (record is not null && !taken.Add(record.Id)) wrong = Language.Say("与本表中前面的行重复", "The same as an earlier row of this sheet");

        var form = record is null ? read : FormOf(record);
        var old = new Dictionary<int, string>();
        if (record is not null)
        {
            foreach (var (i, value) in values)
            {
                var field = columns[i]!;
                var stands = field.GetValue(form);
                // A masked number that comes back means the number it masks.
                if (stands is string whole && value is string typed && field.GetCustomAttribute<MobileAttribute>() is not null && typed == Mobiles.Mask(whole)) continue;
                if (CellText.Folded(Form.Show(stands)) == CellText.Folded(Form.Show(value))) continue;
                old[i] = Said(field, stands, choices);
                field.SetValue(form, value);
            }
        }

        foreach (var problem in record is null ? form.Check() : [.. form.Check(), .. Mobiles.Wrong(form, FormOf(record))])
        {
            var at = columns.FindIndex(c => c?.Name == problem.Field);
            if (at >= 0) problems.TryAdd(at, problem.Text);
            else wrong ??= $"{typeof(TForm).GetProperty(problem.Field)?.Label}：{problem.Text}";
        }

        if (record is null && problems.Count == 0 && wrong is null && !Keys(form).ToList().TrueForAll(entered.Add)) wrong = Language.Say("与本表中前面的行重复", "The same as an earlier row of this sheet");
        var (note, unclear) = record is null && problems.Count == 0 && wrong is null ? Recognise(form) : (null, null);
        // The sheet says nothing of the English of what it puts right in Chinese.
        var stays = old.Where(o => o.Value.Length > 0 && !values.Keys.Any(i => columns[i]!.Name == StaleEnglish.Beside(columns[o.Key]!)?.Name)).Select(o => StaleEnglish.Of(columns[o.Key]!, form)).OfType<string>().ToList();
        if (stays.Count > 0) note = string.Join(Language.Say("；", "; "), stays);
        wrong ??= unclear;
        // What stands unchanged in a locked roster is no error: the house's own list comes back whole.
        if (record is null || old.Count > 0) wrong ??= Refuses(record, form)?.Text;
        var verdict = problems.Count > 0 || wrong is not null ? ImportVerdict.Error
            : record is null ? ImportVerdict.New : old.Count > 0 ? ImportVerdict.Changed : ImportVerdict.Unchanged;
        var cells = Enumerable.Range(0, columns.Count).Select(i => new ImportCell(i < row.Cells.Count ? row.Cells[i].Text : "", old.GetValueOrDefault(i), problems.GetValueOrDefault(i))).ToList();
        return new Planned(new ImportRow(row.Number, verdict, cells, wrong, note), form, record);
    }
}
