using System.Globalization;
using System.Text.RegularExpressions;

namespace InvestmentFair.Kernel;

/// <summary>An exact sum of Chinese money in 分 (1/100 yuan). 万元 and 亿元 are ways of showing it, never of storing it.</summary>
public readonly partial record struct Money(long Fen) : IComparable<Money>
{
    public const long FenPerYuan = 100;
    public const long FenPerWan = 10_000 * FenPerYuan;
    public const long FenPerYi = 10_000 * FenPerWan;

    public decimal Wan => (decimal)Fen / FenPerWan;

    public static Money FromWan(decimal wan) => new(decimal.ToInt64(decimal.Round(wan * FenPerWan, 0, MidpointRounding.AwayFromZero)));

    public int CompareTo(Money other) => Fen.CompareTo(other.Fen);

    public static bool operator <(Money left, Money right) => left.Fen < right.Fen;

    public static bool operator >(Money left, Money right) => left.Fen > right.Fen;

    public static bool operator <=(Money left, Money right) => left.Fen <= right.Fen;

    public static bool operator >=(Money left, Money right) => left.Fen >= right.Fen;

    public static Money operator +(Money left, Money right) => new(checked(left.Fen + right.Fen));

    /// <summary>For prose and cards: 亿元 from 1 亿 on, otherwise 万元. English says CNY million throughout.</summary>
    public Bilingual Words => new(
        Math.Abs(Fen) >= FenPerYi
            ? string.Create(CultureInfo.InvariantCulture, $"{(decimal)Fen / FenPerYi:#,##0.####}亿元")
            : string.Create(CultureInfo.InvariantCulture, $"{Wan:#,##0.######}万元"),
        string.Create(CultureInfo.InvariantCulture, $"CNY {(decimal)Fen / (100 * FenPerWan):#,##0.##} million"));

    public string Prose => Words.Text;

    /// <summary>For table columns, whose heading names the unit 万元 (CNY 10,000).</summary>
    public string InWan => Wan.ToString("#,##0.######", CultureInfo.InvariantCulture);

    public override string ToString() => Prose;

    /// <summary>Exact to the 分, for echoing what was typed: 亿元 where it comes out even, otherwise 万元; English says CNY million.</summary>
    public string Exact => Language.IsEnglish
        ? string.Create(CultureInfo.InvariantCulture, $"CNY {(decimal)Fen / (100 * FenPerWan):#,##0.########} million")
        : Math.Abs(Fen) >= FenPerYi && Fen % FenPerWan == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{(decimal)Fen / FenPerYi:#,##0.####}亿元")
            : string.Create(CultureInfo.InvariantCulture, $"{Wan:#,##0.######}万元");

    /// <summary>
    /// Reads what people type: 3.8亿, 38000万, 3亿8000万, 38,000万元, 500元, ￥1200元, CNY 380 million. A bare number is 万元, the
    /// unit of every Chinese sheet. Refuses more than two decimals of a yuan instead of rounding them away.
    /// </summary>
    public static bool TryParse(string? typed, out Money money)
    {
        money = default;
        var match = Typed().Match((typed ?? "").Folded.Replace('，', ',').Replace('−', '-').Trim());
        if (!match.Success) return false;
        try
        {
            var (exact, last) = (0m, long.MaxValue);
            for (var i = 0; i < match.Groups["number"].Captures.Count; i++)
            {
                if (!decimal.TryParse(match.Groups["number"].Captures[i].Value.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return false;
                var named = match.Groups["unit"].Captures[i].Value;
                var unit = UnitOf(named);
                // 3亿8000万 goes down from unit to unit; 8000万3亿 is a slip of the hand, and 3亿8000 could be two sums.
                if (unit >= last || (i > 0 && named.Length == 0)) return false;
                exact += number * unit;
                last = unit;
            }

            if (exact != decimal.Truncate(exact) || exact > long.MaxValue / 4) return false;
            money = new Money(decimal.ToInt64(match.Groups["minus"].Success ? -exact : exact));
            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    private static long UnitOf(string unit) => unit.ToLowerInvariant().TrimEnd('元') switch
    {
        "亿" => FenPerYi,
        "千万" => 1000 * FenPerWan,
        "百万" or "million" => 100 * FenPerWan,
        "billion" => 10 * FenPerYi,
        "yuan" => FenPerYuan,
        "" when unit.Length > 0 => FenPerYuan,
        _ => FenPerWan,
    };

    [GeneratedRegex(@"^(?:¥|CNY|RMB|人民币)?\s*(?<minus>-)?(?:(?<number>[0-9][0-9,]*(?:\.[0-9]+)?)\s*(?<unit>亿元|亿|千万元|千万|百万元|百万|万元|万|元|million|billion|yuan|$)\s*)+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Typed();
}

/// <summary>
/// A sum with its origin. A foreign one keeps the minor units, the currency, the rate as an integer of 10⁻⁸, the day
/// and the basis of the rate, beside the CNY fixed once on entry (rounded half-up) and never converted again.
/// </summary>
public sealed record Amount(long Fen, string Currency = Amount.Cny, long? OriginalMinor = null, long? Rate = null, DateOnly? RateDay = null, string? RateBasis = null)
{
    public const string Cny = "CNY";
    public const long RateUnit = 100_000_000;

    public Money Money => new(Fen);

    public static Amount Of(Money money) => new(money.Fen);

    public static Amount Foreign(string currency, long minor, long rate, DateOnly rateDay, string basis)
    {
        var fen = decimal.Round((decimal)minor * rate / RateUnit, 0, MidpointRounding.AwayFromZero);
        return new Amount(decimal.ToInt64(fen), currency, minor, rate, rateDay, basis);
    }

    /// <summary>Both kept figures agree with each other.</summary>
    public bool IsConsistent => Currency == Cny
        ? OriginalMinor is null && Rate is null
        : OriginalMinor is { } minor && Rate is { } rate && RateDay is { } day && Foreign(Currency, minor, rate, day, RateBasis ?? "").Fen == Fen;

    public override string ToString() => Currency == Cny || OriginalMinor is not { } minor
        ? Money.Prose
        : string.Create(CultureInfo.InvariantCulture, $"{Money.Prose} ({Currency} {minor / 100m:#,##0.##} × {(decimal)(Rate ?? 0) / RateUnit:0.####})");
}
