using System.Globalization;
using System.Reflection;
using InvestmentFair.Kernel;
using InvestmentFair.People;
using InvestmentFair.Spreadsheets;

namespace InvestmentFair.Imports;

// What the cells of a sheet say to the fields of a form.
internal abstract partial class ImportOf<TRecord, TForm>
{
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

            if (type == typeof(List<Guid>))
            {
                var named = Parts(cell.Text).Select(p => (Key: Only(known, p, out var wrong), Wrong: wrong)).ToList();
                problem = named.FirstOrDefault(n => n.Key is null).Wrong ?? "";
                value = named.Select(n => n.Key).OfType<string>().Select(Guid.Parse).Distinct().ToList();
                return problem.Length == 0;
            }

            if (Only(known, cell.Text, out problem) is not { } key) return false;
            value = type == typeof(Guid) ? Guid.Parse(key) : key;
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
            _ when type == typeof(TimeOnly) => Clock(cell),
            _ when type == typeof(bool) => cell.Text is "是" or "Yes" or "yes" or "Y" or "1" or "true" or "TRUE" ? true : cell.Text is "否" or "No" or "no" or "N" or "0" or "false" or "FALSE" ? false : null,
            _ => null,
        };
        if (value is not null) return true;
        problem = type.IsEnum
            ? Language.Say($"没有“{cell.Text}”这个选项，可填：{Members(type, "、")}", $"“{cell.Text}” is not one of the choices: {Members(type, ", ")}")
            : Language.Say($"看不懂“{cell.Text}”", $"“{cell.Text}” was not understood");
        return false;
    }

    // What two of them are called is the name of neither.
    private static string? Only(ILookup<string, string> known, string text, out string problem)
    {
        var keys = known[text].Distinct().Take(2).ToList();
        problem = keys.Count switch
        {
            0 => Language.Say($"没有“{text}”", $"There is no “{text}”"),
            1 => "",
            _ => Language.Say($"有多个“{text}”", $"There are several “{text}”"),
        };
        return keys.Count == 1 ? keys[0] : null;
    }

    // What is pointed at is said by the first of its names.
    private static string Said(PropertyInfo field, object? value, IReadOnlyDictionary<ChoiceOf, ILookup<string, string>> choices)
    {
        if (value is null || field.GetCustomAttribute<ChoiceAttribute>() is not { } choice || !choices.TryGetValue(choice.Kind, out var known)) return Form.Show(value);
        var keys = value is System.Collections.IEnumerable many and not string ? many.Cast<object>() : [value];
        return string.Join(Language.Say("、", ", "), keys.Select(k => known.FirstOrDefault(n => n.Contains(k.ToString()!))?.Key ?? Form.Show(k)));
    }

    private static string[] Parts(string text) => text.Split(['、', ';', ',', '/'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // Numbers, codes and addresses are folded to plain letters; words keep the brackets and punctuation they were written with.
    private static string Written(PropertyInfo field, SheetCell cell) =>
        cell.Raw is string written && !field.GetCustomAttributes().Any(a => a is MobileAttribute or MailAddressAttribute or CodeAttribute)
            ? written.Replace("\u200B", "", StringComparison.Ordinal).Replace("\uFEFF", "", StringComparison.Ordinal).Trim()
            : cell.Text;

    private static Enum? Member(Type type, string text) => Enum.GetValues(type).Cast<Enum>()
        .FirstOrDefault(m => text == CellText.Folded(m.Names.Zh) || text.Equals(m.Names.En, StringComparison.OrdinalIgnoreCase) || text.Equals(m.ToString(), StringComparison.OrdinalIgnoreCase));

    private static string Members(Type type, string between) => string.Join(between, Enum.GetValues(type).Cast<Enum>().Select(m => m.Text));

    // A time that was typed as one comes as a time, on the day before Excel's first, or as a part of a day; the last of it is rounding.
    private static TimeOnly? Clock(SheetCell cell)
    {
        var minutes = cell.Raw switch
        {
            DateTime at => at.TimeOfDay.TotalMinutes,
            TimeSpan span => span.TotalMinutes,
            double part and >= 0 and < 1 => part * 24 * 60,
            _ => (double?)null,
        };
        if (minutes is { } of) return Math.Round(of) is var whole and >= 0 and < 24 * 60 ? new TimeOnly((int)whole / 60, (int)whole % 60) : null;
        return ClockText.TryParse(cell.Text, out var time) ? time : null;
    }

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日", "yyyyMMdd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
