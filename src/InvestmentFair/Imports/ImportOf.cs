using System.Globalization;
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
        // A person is known by name and number, not by a heading.
        var fields = Form.Fields(typeof(TForm)).Where(f => f.GetCustomAttribute<ChoiceAttribute>()?.Kind is not ChoiceOf.Person).ToList();
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
                old[i] = Form.Show(stands);
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
        wrong ??= unclear;
        // What stands unchanged in a locked roster is no error: the house's own list comes back whole.
        if (record is null || old.Count > 0) wrong ??= Refuses(record, form)?.Text;
        var verdict = problems.Count > 0 || wrong is not null ? ImportVerdict.Error
            : record is null ? ImportVerdict.New : old.Count > 0 ? ImportVerdict.Changed : ImportVerdict.Unchanged;
        var cells = Enumerable.Range(0, columns.Count).Select(i => new ImportCell(i < row.Cells.Count ? row.Cells[i].Text : "", old.GetValueOrDefault(i), problems.GetValueOrDefault(i))).ToList();
        return new Planned(new ImportRow(row.Number, verdict, cells, wrong, note), form, record);
    }

    private static bool IsNamed(PropertyInfo field, string heading)
    {
        var name = field.GetCustomAttribute<TextAttribute>()!;
        // The reader folds what it reads (㎡ is m2, （ is a plain bracket), so the names are folded as well.
        return heading == CellText.Folded(name.Zh) || heading.Equals(CellText.Folded(name.En), StringComparison.OrdinalIgnoreCase) || heading.Equals(field.Name, StringComparison.OrdinalIgnoreCase);
    }

    private static bool TryRead(PropertyInfo field, SheetCell cell, IReadOnlyDictionary<ChoiceOf, ILookup<string, string>> choices, out object? value, out string problem)
    {
        (value, problem) = (null, "");
        var type = Nullable.GetUnderlyingType(field.PropertyType) ?? field.PropertyType;
        if (field.GetCustomAttribute<ChoiceAttribute>() is { } choice && choices.TryGetValue(choice.Kind, out var known))
        {
            if (type == typeof(List<string>))
            {
                var parts = Parts(cell.Text);
                value = parts.SelectMany(p => known[p].Take(1)).ToList();
                problem = parts.FirstOrDefault(p => !known[p].Any()) is { } none ? Language.Say($"没有“{none}”", $"There is no “{none}”") : "";
                return problem.Length == 0;
            }

            var keys = known[cell.Text].Distinct().ToList();
            if (keys.Count != 1)
            {
                problem = keys.Count == 0 ? Language.Say($"没有“{cell.Text}”", $"There is no “{cell.Text}”") : Language.Say($"有多个“{cell.Text}”", $"There are several “{cell.Text}”");
                return false;
            }

            value = type == typeof(Guid) ? Guid.Parse(keys[0]) : keys[0];
            return true;
        }

        if (type.IsGenericType && type.GetGenericArguments()[0] is { IsEnum: true } member)
        {
            var list = (System.Collections.IList)Activator.CreateInstance(type)!;
            foreach (var part in Parts(cell.Text))
            {
                if (Member(member, part) is not { } found)
                {
                    problem = Language.Say($"没有“{part}”这个选项", $"“{part}” is not one of the choices");
                    return false;
                }

                list.Add(found);
            }

            value = list;
            return true;
        }

        value = type switch
        {
            { IsEnum: true } => Member(type, cell.Text),
            _ when type == typeof(string) => Written(field, cell),
            _ when type == typeof(int) => int.TryParse(cell.Text, NumberStyles.AllowLeadingSign | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var n) ? n : null,
            _ when type == typeof(decimal) => decimal.TryParse(cell.Text, NumberStyles.Number, CultureInfo.InvariantCulture, out var d) ? d : null,
            _ when type == typeof(Money) => Money.TryParse(cell.Text, out var money) ? money : null,
            _ when type == typeof(DateOnly) => cell.Raw is DateTime at ? DateOnly.FromDateTime(at) : Day(cell.Text),
            _ when type == typeof(bool) => cell.Text is "是" or "Yes" or "yes" or "Y" or "1" or "true" or "TRUE" ? true : cell.Text is "否" or "No" or "no" or "N" or "0" or "false" or "FALSE" ? false : null,
            _ => null,
        };
        if (value is not null) return true;
        problem = Language.Say($"看不懂“{cell.Text}”", $"“{cell.Text}” was not understood");
        return false;
    }

    private static string[] Parts(string text) => text.Split(['、', ';', ',', '/'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // Numbers, codes and addresses are folded to plain letters; words keep the brackets and punctuation they were written with.
    private static string Written(PropertyInfo field, SheetCell cell) =>
        cell.Raw is string written && !field.GetCustomAttributes().Any(a => a is MobileAttribute or MailAddressAttribute or CodeAttribute)
            ? written.Replace("\u200B", "", StringComparison.Ordinal).Replace("\uFEFF", "", StringComparison.Ordinal).Trim()
            : cell.Text;

    private static Enum? Member(Type type, string text) => Enum.GetValues(type).Cast<Enum>()
        .FirstOrDefault(m => text == CellText.Folded(m.Names.Zh) || text.Equals(m.Names.En, StringComparison.OrdinalIgnoreCase) || text.Equals(m.ToString(), StringComparison.OrdinalIgnoreCase));

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日", "yyyyMMdd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
