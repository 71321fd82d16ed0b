using InvestmentFair.Data;
using InvestmentFair.Dictionaries;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.Ledger;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Deals;

/// <summary>The clocks of leads as the settings of today have them: the county's, and that of each fair with days of its own.</summary>
public sealed class LeadClocks(WorkingDays days, IReadOnlyList<FairSetting> settings, DateOnly today)
{
    private static readonly Setting[] Kinds = [Setting.LeadAnswerDays, Setting.LeadScreeningDays, Setting.LeadFeedbackDays, Setting.LeadProgressDays];

    public DateOnly Today => today;

    /// <summary>The fairs that say something of their own; a deal of any other, and one without, follows the county.</summary>
    public IReadOnlyList<Guid> OwnFairs { get; } = [.. settings.Where(s => Kinds.Contains(s.Setting) && s.SubjectId != FairSetting.County).Select(s => s.SubjectId).Distinct().Order()];

    public LeadClock Of(Guid? fairId)
    {
        var asOf = new AsOf(today);
        return new LeadClock(days, new LeadDays(Within(Setting.LeadAnswerDays), Within(Setting.LeadScreeningDays), Within(Setting.LeadFeedbackDays), Within(Setting.LeadProgressDays)));

        int Within(Setting setting) => FairSetting.Days(settings, setting, fairId, asOf);
    }
}

public static class LeadQueries
{
    extension(FairDbContext db)
    {
        public async Task<LeadClocks> LeadClocksAsync(DateOnly today, CancellationToken cancel) =>
            new(await db.WorkingDaysAsync(cancel), await db.FairSettings.AsNoTracking().ToListAsync(cancel), today);

        /// <summary>The leads of which some station is late: what <see cref="LeadClock.Of"/> says of one, asked of all.</summary>
        public IQueryable<Guid> LateLeads(LeadClocks clocks)
        {
            var own = clocks.OwnFairs;
            var late = db.LateIn(db.Deals.Where(d => d.FairId == null || !own.Contains(d.FairId.Value)), clocks.Of(null).Limits(clocks.Today));
            foreach (var fair in own) late = late.Concat(db.LateIn(db.Deals.Where(d => d.FairId == fair), clocks.Of(fair).Limits(clocks.Today)));
            return late;
        }

        private IQueryable<Guid> LateIn(IQueryable<Deal> deals, LeadLimits up) => deals.Where(d =>
            (d.Stage == DealStage.Lead && (d.StageSince <= up.Screening || d.StageSince <= up.Feedback
                || (d.StageSince <= up.Answer && d.OriginMeetingId == null && !d.FollowUps.Any(f => f.HoldsFrom >= d.StageSince) && !db.Enquiries.Any(e => e.Id == d.OriginEnquiryId && e.FirstAnsweredAt != null))))
            || (d.Stage == DealStage.Screening && (d.FollowUps.Any(f => f.HoldsFrom >= d.StageSince)
                ? d.FollowUps.Max(f => f.HoldsFrom) <= up.Progress
                : d.OpenedOn <= up.Feedback && d.StageSince <= up.SinceScreening))).Select(d => d.Id);
    }
}
