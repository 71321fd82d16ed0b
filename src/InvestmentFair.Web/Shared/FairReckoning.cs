using InvestmentFair.Access;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;

namespace InvestmentFair.Web.Shared;

/// <summary>How days typed without a year are read: from today, and near the fair that is looked at.</summary>
public static class FairReckoning
{
    extension(FairQueries fairs)
    {
        public async Task<Reckoning> ReckoningAsync(Actor me, string? fair, FairClock clock, CancellationToken cancel)
        {
            var today = FairTime.DayOf(clock.GetUtcNow().UtcDateTime);
            return fair is { Length: > 0 } && (await fairs.FairsAsync(me, cancel)).FirstOrDefault(f => f.Code == fair) is { } of ? new Reckoning(today, of.FirstDay) : Reckoning.From(today);
        }
    }
}
