namespace InvestmentFair.Kernel;

/// <summary>
/// The days against which what is typed is reckoned: 明天 is the day after <paramref name="Today"/>, and a day without its year
/// is the one between today and <paramref name="Near"/>, else the one nearest to it: the first day of the fair that is worked on.
/// </summary>
public readonly record struct Reckoning(DateOnly Today, DateOnly Near)
{
    public static Reckoning From(DateOnly today) => new(today, today);
}
