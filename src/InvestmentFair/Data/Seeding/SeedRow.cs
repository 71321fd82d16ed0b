using System.Globalization;
using InvestmentFair.Kernel;

namespace InvestmentFair.Data.Seeding;

/// <summary>One line of a sheet, whose cells are asked for by name and kind. An empty cell is none.</summary>
internal sealed class SeedRow(string file, int line, IReadOnlyDictionary<string, int> columns, IReadOnlyList<string> cells)
{
    public string? this[string column] => columns.TryGetValue(column, out var at)
        ? cells[at] is { Length: > 0 } text ? text : null
        : throw Wrong($"没有“{column}”列 there is no column {column}");

    public string Text(string column) => this[column] ?? throw Wrong($"{column} 为空 is empty");

    public IReadOnlyList<string> List(string column) => this[column]?.Split(';') ?? [];

    public bool Flag(string column) => Text(column) switch
    {
        "true" => true,
        "false" => false,
        var other => throw Wrong($"{column}“{other}”不是 true 或 false is neither true nor false"),
    };

    public DateOnly Day(string column) => DayOrNone(column) ?? throw Wrong($"{column} 为空 is empty");

    public DateOnly? DayOrNone(string column) => this[column] is not { } text
        ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw Wrong($"{column}“{text}”不是日期 is not a day");

    public TimeOnly Time(string column) => TimeOrNone(column) ?? throw Wrong($"{column} 为空 is empty");

    public TimeOnly? TimeOrNone(string column) => this[column] is not { } text
        ? null
        : TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : throw Wrong($"{column}“{text}”不是时间 is not a time");

    /// <summary>Written in the county's time, kept in UTC.</summary>
    public DateTime Instant(string column) => DateTime.TryParseExact(Text(column), "yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
        ? FairTime.ToUtc(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local))
        : throw Wrong($"{column}“{this[column]}”不是时刻 is not an instant");

    public int Number(string column) => NumberOrNone(column) ?? throw Wrong($"{column} 为空 is empty");

    public int? NumberOrNone(string column) => this[column] is not { } text
        ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Wrong($"{column}“{text}”不是整数 is not a whole number");

    public decimal? DecimalOrNone(string column) => this[column] is not { } text
        ? null
        : decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Wrong($"{column}“{text}”不是数 is not a number");

    public Money Wan(string column) => WanOrNone(column) ?? throw Wrong($"{column} 为空 is empty");

    public Money? WanOrNone(string column) => DecimalOrNone(column) is not { } wan
        ? null
        : decimal.Round(wan, 2) == wan
            ? Money.FromWan(wan)
            : throw Wrong($"{column}“{wan}”超过两位小数 has more than two decimals");

    public T Word<T>(string column) where T : struct, Enum => WordOrNone<T>(column) ?? throw Wrong($"{column} 为空 is empty");

    public T? WordOrNone<T>(string column) where T : struct, Enum => this[column] is { } text ? Member<T>(column, text) : null;

    public List<T> Words<T>(string column) where T : struct, Enum => [.. List(column).Select(text => Member<T>(column, text))];

    public SeedException Wrong(string words) => new(file, line, words);

    /// <summary>What a noun refuses is a fault of the line, and stops the load.</summary>
    public void Must(Outcome outcome)
    {
        if (outcome.Refused) throw Wrong(outcome.Text);
    }

    /// <summary>The form keeps its own rules, as on the screen.</summary>
    public TForm Checked<TForm>(TForm form) where TForm : Form => form.Check() is { Count: > 0 } problems
        ? throw Wrong(string.Join("; ", problems.Select(p => $"{p.Field} {p.Text}")))
        : form;

    // By its exact name: numbers and other spellings, which Enum.Parse would take, are mistakes here.
    private T Member<T>(string column, string text) where T : struct, Enum => Enum.GetNames<T>().Contains(text)
        ? Enum.Parse<T>(text)
        : throw Wrong($"{column}“{text}”不是 is none of {string.Join(", ", Enum.GetNames<T>())}");
}

/// <summary>What the lines of a sheet became, by the key under which other sheets name it.</summary>
internal sealed class SeedKeys<T>(string what) where T : class
{
    private readonly Dictionary<string, T> _known = [];

    public IReadOnlyCollection<T> All => _known.Values;

    public T Add(SeedRow row, string key, T value) => _known.TryAdd(key, value)
        ? value
        : throw row.Wrong($"{what}“{key}”重复 stands twice");

    /// <summary>What the database knows already, and no sheet enters.</summary>
    public void Take(IEnumerable<T> known, Func<T, string> key)
    {
        foreach (var value in known) _known[key(value)] = value;
    }

    public T Named(SeedRow row, string key) => _known.TryGetValue(key, out var value)
        ? value
        : throw row.Wrong($"没有{what}“{key}” is unknown");

    public T Of(SeedRow row, string column) => Named(row, row.Text(column));

    public T? OfOrNone(SeedRow row, string column) => row[column] is { } key ? Named(row, key) : null;

    public IReadOnlyList<T> Each(SeedRow row, string column) => [.. row.List(column).Select(key => Named(row, key))];
}
