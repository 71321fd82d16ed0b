using InvestmentFair.Access;
using InvestmentFair.Deals;
using InvestmentFair.Enquiries;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.Today;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Deals;

/// <summary>What the list, Today and the page of a deal say of the clock is one thing.</summary>
public sealed class LeadQueriesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task The_database_finds_exactly_the_leads_whose_clock_is_late_on_any_day(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        await OpenLeadsAsync(house);
        House.Done(await house.Settings.SetAsync(House.Organizer with { Role = Role.Administrator }, House.Fair, Setting.LeadScreeningDays, "10", new(2026, 1, 1), "会前放宽（示例）", Cancel));
        await using var db = house.Open();
        var deals = await db.Deals.AsNoTracking().Include(d => d.FollowUps).AsSplitQuery().ToListAsync(Cancel);
        var answers = await db.Enquiries.Where(e => e.FirstAnsweredAt != null).ToDictionaryAsync(e => e.Id, e => FairTime.DayOf(e.FirstAnsweredAt!.Value), Cancel);
        var (seenLate, seenInTime) = (0, 0);

        for (var today = new DateOnly(2026, 10, 16); today <= new DateOnly(2027, 8, 25); today = today.AddDays(today.Year == 2026 && today.Month < 12 || today.Month > 6 ? 1 : 9))
        {
            var clocks = await db.LeadClocksAsync(today, Cancel);
            var expected = deals.Where(d => clocks.Of(d.FairId).Of(Facts(d)).Any(due => due.IsLate(today))).Select(d => d.Number).Order().ToList();

            var late = db.LateLeads(clocks);
            var found = await db.Deals.Where(d => late.Contains(d.Id)).Select(d => d.Number).ToListAsync(Cancel);

            Assert.Equal(expected, found.Order());
            (seenLate, seenInTime) = (seenLate + found.Count, seenInTime + deals.Count(d => clocks.Of(d.FairId).Of(Facts(d)) is { Count: > 0 } dues && !dues.Any(due => due.IsLate(today))));
        }

        Assert.True(seenLate > 50 && seenInTime > 50, $"{seenLate} late and {seenInTime} in time were seen");

        LeadFacts Facts(Deal d) => new(d.Stage, d.OpenedOn, d.StageSince,
            d.OriginMeetingId is not null ? d.OpenedOn : d.OriginEnquiryId is { } e && answers.TryGetValue(e, out var on) ? on : null, [.. d.FollowUps.Select(f => f.HoldsFrom)]);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Today_counts_the_late_leads_opens_their_list_and_each_page_says_which_station(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var deal = (await OpenLeadsAsync(house))[0];
        Assert.DoesNotContain(deal, await LateAsync());

        house.Time.Advance(TimeSpan.FromDays(6));
        Assert.Contains(deal, await LateAsync());
        var view = (await Queries().DealAsync(House.Organizer, deal, Cancel))!;
        Assert.Equal([LeadStation.Answer, LeadStation.Screening], view.Lead.Where(due => due.IsLate(view.Today)).Select(due => due.Station));
        House.Done(await house.Deals.FollowUpAsync(House.Organizer, deal, view.Version, new FollowUpForm { On = house.Today, Words = "电话联系（示例）", NextStep = "寄资料", NextStepOn = house.Today.AddDays(3), NextStepById = await house.HostAsync() }, Cancel));
        Assert.Contains(deal, await LateAsync());
        house.Time.Advance(TimeSpan.FromDays(1));
        House.Done(await house.Deals.AdvanceAsync(House.Organizer, deal, view.Version + 1, new StageForm { To = DealStage.Screening, Day = house.Today, Document = "示例1号" }, null, Cancel));

        Assert.DoesNotContain(deal, await LateAsync());
        Assert.Equal([true, true, false], (await Queries().DealAsync(House.Organizer, deal, Cancel))!.Lead.Select(due => due.DoneOn is not null));

        DealQueries Queries() => new(house.Database.Contexts, house.Clock);

        async Task<IReadOnlyList<Guid>> LateAsync()
        {
            var count = (await new TodayQueries(house.Database.Contexts, house.Clock).TodayAsync(House.Organizer, House.Fair, Cancel)).Waiting.Single(c => c.Key == "leads");
            Assert.Equal("/console/deals?f.lead=yes", count.Address);
            var rows = await new DealList(house.Database.Contexts, house.Clock).LoadAsync(House.Organizer, null, new ListState { Size = 100, Filters = new Dictionary<string, string> { ["lead"] = "yes" } }, Cancel);
            Assert.Equal(count.Count, rows.Total);
            Assert.All(rows.Rows, r => Assert.True(r.IsLeadLate && r.LeadWaits is not null));
            return [.. rows.Rows.Select(r => r.Id)];
        }
    }

    // A plain one, one in the county's own name, one of an enquiry not answered, and one screened and told.
    private static async Task<IReadOnlyList<Guid>> OpenLeadsAsync(House house)
    {
        var (host, made) = (await house.HostAsync(), new List<Guid>());
        var next = new NextStep("电话联系", house.Today.AddDays(30), host);
        foreach (var fair in new Guid?[] { await house.FairIdAsync(), null, await house.FairIdAsync() })
            made.Add(House.Done(await house.Deals.SaveAsync(House.Organizer, null, await FormAsync(house, fair, next), Cancel)));
        House.Done(await house.Deals.AdvanceAsync(House.Organizer, made[2], 1, new StageForm { To = DealStage.Screening, Day = house.Today, Document = "示例2号" }, null, Cancel));
        House.Done(await house.Deals.FollowUpAsync(House.Organizer, made[2], 2, new FollowUpForm { On = house.Today, Words = "反馈（示例）", NextStep = "等回复", NextStepOn = next.On, NextStepById = host }, Cancel));

        var project = await house.ReadAsync(db => db.Projects.OrderBy(p => p.Code).Select(p => p.Code).Take(1).ToListAsync(Cancel));
        var reference = House.Done(await house.Enquiries.AskAsync(Actor.Portal, new AskForm { Kind = EnquiryKind.Interest, Name = "何问（示例）", Organisation = "问问公司（示例）", Mobile = "000-0000-9999", Words = "有意向" }, project, [], Cancel));
        var asked = await house.EnquiryAsync(reference);
        House.Done(await house.Enquiries.LinkAsync(House.Organizer, House.Fair, asked, await house.VersionAsync<Enquiry>(asked), new LinkForm(), Cancel));
        made.Add(House.Done(await house.Deals.FollowEnquiryAsync(House.Organizer, House.Fair, asked, await house.VersionAsync<Enquiry>(asked), host, next, Cancel)));
        return made;
    }

    private static async Task<DealForm> FormAsync(House house, Guid? fair, NextStep next) => new()
    {
        NameZh = "线索（示例）",
        InvestorId = await house.InvestorAsync(),
        FairId = fair,
        OpenedOn = house.Today,
        OwnerId = next.ById,
        LeadUnitId = await house.ReadAsync(db => db.Units.OrderBy(u => u.Code).Select(u => u.Id).FirstAsync(Cancel)),
        TownshipCode = await house.ReadAsync(db => db.Regions.Where(r => r.Kind == InvestmentFair.People.RegionKind.Township).OrderBy(r => r.Code).Select(r => r.Code).FirstAsync(Cancel)),
        NextStep = next.Words,
        NextStepOn = next.On,
        NextStepById = next.ById,
    };
}
