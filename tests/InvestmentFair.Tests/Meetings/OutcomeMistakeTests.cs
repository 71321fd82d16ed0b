using InvestmentFair.Choices;
using InvestmentFair.Data;
using InvestmentFair.Deals;
using InvestmentFair.History;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Meetings;

/// <summary>An outcome recorded by mistake: corrected with a reason, or taken back while no deal was made of it. What stood before stays in the history.</summary>
public sealed class OutcomeMistakeTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task A_corrected_outcome_says_what_is_right_and_its_history_what_stood_by_whom_and_why(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var meeting = await ConcludingTests.ConcludedAsync(house, OutcomeKind.Intent);

        House.Done(await CorrectAsync(house, meeting, form => (form.Kind, form.Amount) = (OutcomeKind.Continue, Money.FromWan(380.5m)), " 金额听错（示例） "));

        var outcome = await house.ReadAsync(db => db.Outcomes.SingleAsync(o => o.MeetingId == meeting, Cancel));
        Assert.Equal((OutcomeKind.Continue, Money.FromWan(380.5m).Fen, "寄送资料"), (outcome.Kind, outcome.AmountFen, outcome.NextStep));
        Assert.Equal(
        [
            ("拟投资额（万元）", "3,800万元", "380.5万元", House.Organizer.Name),
            ("更正或撤回的原因", null, "金额听错（示例）", House.Organizer.Name),
            ("结果", "达成意向", "继续对接", House.Organizer.Name),
        ], await LastAsync(house, outcome.Id));
        Assert.Equal("meeting.outcome-corrected", await ActAsync(house));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_correction_without_its_reason_or_where_nothing_is_recorded_is_refused(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var meeting = await ConcludingTests.ConcludedAsync(house, OutcomeKind.Intent);
        var open = await house.MeetingAsync(await house.SlotAsync(), await house.TableAsync());
        var form = await FormAsync(house, meeting);
        form.Reason = "听错（示例）";

        Assert.Equal(nameof(OutcomeForm.Reason), Assert.Single((await CorrectAsync(house, meeting, f => f.Note = "补记", "  ")).Problems).Field);
        Assert.Equal(MeetingRefusals.NoOutcome, (await house.Meetings.CorrectAsync(House.Organizer, House.Fair, open, form, Cancel)).Refusal);
        Assert.Equal(MeetingRefusals.HasOutcome, (await house.Meetings.ConcludeAsync(House.Organizer, House.Fair, meeting, form, Cancel)).Refusal);
        Assert.Equal(Refusal.NotFound, (await house.Meetings.CorrectAsync(House.Organizer, "2025", meeting, form, Cancel)).Refusal);
        Assert.Equal(1, await house.ReadAsync(db => db.Outcomes.Where(o => o.MeetingId == meeting).Select(o => o.Version).SingleAsync(Cancel)));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task An_outcome_taken_back_is_gone_from_page_and_list_and_the_meeting_is_planned_again(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var meeting = await ConcludingTests.ConcludedAsync(house, OutcomeKind.Intent);
        var outcome = await house.ReadAsync(db => db.Outcomes.SingleAsync(o => o.MeetingId == meeting, Cancel));
        Assert.Equal(MeetingRefusals.WhyTakenBack, (await house.Meetings.TakeBackAsync(House.Organizer, House.Fair, meeting, outcome.Version, " ", Cancel)).Refusal);

        House.Done(await house.Meetings.TakeBackAsync(House.Organizer, House.Fair, meeting, outcome.Version, "记在了别的洽谈上（示例）", Cancel));

        Assert.Equal((MeetingState.Planned, null, outcome.Id), await SeenAsync(house, meeting));
        Assert.Equal((MeetingState.Planned, null, null, null, null, null), await RowAsync(house, meeting));
        Assert.Equal([("更正或撤回的原因", null, "记在了别的洽谈上（示例）", House.Organizer.Name)], await LastAsync(house, outcome.Id));
        Assert.Equal("meeting.outcome-taken-back", await ActAsync(house));
        Assert.Equal(MeetingRefusals.NoOutcome, (await house.Deals.FollowMeetingAsync(House.Organizer, House.Fair, meeting, null, Cancel)).Refusal);
        Assert.Equal(MeetingRefusals.NoOutcome, (await house.Meetings.TakeBackAsync(House.Organizer, House.Fair, meeting, outcome.Version + 1, "再撤（示例）", Cancel)).Refusal);
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task After_it_was_taken_back_another_outcome_is_recorded_or_the_meeting_is_cancelled(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (again, off) = (await ConcludingTests.ConcludedAsync(house, OutcomeKind.Sign), await ConcludingTests.ConcludedAsync(house, OutcomeKind.Sign));
        foreach (var meeting in new[] { again, off })
            House.Done(await house.Meetings.TakeBackAsync(House.Organizer, House.Fair, meeting, 1, "记错（示例）", Cancel));

        House.Done(await house.Meetings.ConcludeAsync(House.Organizer, House.Fair, again, new OutcomeForm { Kind = OutcomeKind.None }, Cancel));
        House.Done(await house.Meetings.CancelAsync(House.Organizer, House.Fair, off, await house.VersionAsync<Meeting>(off), "对方未到（示例）", Cancel));

        Assert.Equal((MeetingState.Held, OutcomeKind.None, null, null, null, null), await RowAsync(house, again));
        Assert.Equal((MeetingState.Cancelled, null, null, null, null, null), await RowAsync(house, off));
        Assert.Equal(2, await house.ReadAsync(db => db.Outcomes.CountAsync(o => o.MeetingId == again || o.MeetingId == off, Cancel)));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Of_an_outcome_that_became_a_deal_nothing_is_taken_back_and_the_deal_is_named(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (meeting, deal) = await FollowedAsync(house, OutcomeKind.Intent);

        Assert.Equal(MeetingRefusals.DealFollows(deal.Number), (await house.Meetings.TakeBackAsync(House.Organizer, House.Fair, meeting, 2, "记错（示例）", Cancel)).Refusal);
        Assert.Equal(MeetingRefusals.DealFollows(deal.Number), (await CorrectAsync(house, meeting, f => f.Kind = OutcomeKind.None)).Refusal);
        Assert.Contains(deal.Number, MeetingRefusals.DealFollows(deal.Number).Text, StringComparison.Ordinal);

        House.Done(await CorrectAsync(house, meeting, f => (f.Kind, f.NextStep, f.Note) = (OutcomeKind.Continue, "再寄一次资料（示例）", "更正下一步")));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_correction_follows_the_deal_and_never_contradicts_it(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (meeting, deal) = await FollowedAsync(house, OutcomeKind.Intent);
        var contradicts = MeetingRefusals.Contradicts(deal.Number, deal.OpenedOn);

        Assert.Equal(contradicts, (await CorrectAsync(house, meeting, f => f.Amount = Money.FromWan(380))).Refusal);
        Assert.Equal(contradicts, (await CorrectAsync(house, meeting, f => f.Kind = OutcomeKind.Sign)).Refusal);

        House.Done(await house.Deals.PlanTotalAsync(House.Organizer, deal.Id, await house.VersionAsync<Deal>(deal.Id), new TotalForm { Total = Money.FromWan(380), From = house.Today, Reason = "金额听错（示例）" }, Cancel));
        House.Done(await CorrectAsync(house, meeting, f => f.Amount = Money.FromWan(380)));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task What_was_planned_later_does_not_change_what_was_said_at_the_table(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (meeting, deal) = await FollowedAsync(house, OutcomeKind.Intent);
        var said = (await FormAsync(house, meeting)).Amount!.Value;
        House.Done(await CorrectAsync(house, meeting, f => (f.Kind, f.Note) = (OutcomeKind.Continue, "更正结果（示例）")));
        house.Time.Advance(TimeSpan.FromDays(40));
        House.Done(await house.Deals.PlanTotalAsync(House.Organizer, deal.Id, await house.VersionAsync<Deal>(deal.Id), new TotalForm { Total = Money.FromWan(380), From = house.Today, Reason = "扩建（示例）" }, Cancel));

        Assert.Equal(MeetingRefusals.Contradicts(deal.Number, deal.OpenedOn), (await CorrectAsync(house, meeting, f => f.Amount = Money.FromWan(380))).Refusal);
        House.Done(await CorrectAsync(house, meeting, f => (f.Kind, f.Amount) = (OutcomeKind.Intent, said)));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task What_was_signed_at_the_table_is_corrected_at_the_signing_of_the_deal_first(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (meeting, deal) = await FollowedAsync(house, OutcomeKind.Sign);
        var contradicts = MeetingRefusals.Contradicts(deal.Number, deal.OpenedOn);
        Assert.Equal(contradicts, (await CorrectAsync(house, meeting, f => f.Kind = OutcomeKind.Intent)).Refusal);
        Assert.Equal(contradicts, (await CorrectAsync(house, meeting, f => f.Amount = Money.FromWan(380))).Refusal);

        var signing = await house.ReadAsync(db => db.Signings.SingleAsync(s => s.SubjectId == deal.Id, Cancel));
        House.Done(await house.Deals.CorrectSigningAsync(House.Organizer, deal.Id, await house.VersionAsync<Deal>(deal.Id), signing.Id, new SigningForm
        {
            Kind = signing.Kind,
            Subtype = signing.Subtype,
            Change = signing.Change,
            SignedOn = signing.HoldsFrom,
            FairId = signing.FairId,
            Total = Money.FromWan(380),
            Contracted = Money.FromWan(380),
            Reason = "金额听错（示例）",
        }, null, Cancel));

        Assert.Equal(contradicts, (await CorrectAsync(house, meeting, f => f.Amount = Money.FromWan(3801))).Refusal);
        House.Done(await CorrectAsync(house, meeting, f => f.Amount = Money.FromWan(380)));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Of_one_who_takes_back_and_one_who_makes_a_deal_at_the_same_moment_one_is_heard(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        for (var round = 0; round < 4; round++)
        {
            var meeting = await ConcludingTests.ConcludedAsync(house, OutcomeKind.Intent);

            var outcomes = await House.FightAsync(2, async i => i == 0
                ? await house.Meetings.TakeBackAsync(House.Organizer, House.Fair, meeting, 1, "记错（示例）", Cancel)
                : (Outcome)await house.Deals.FollowMeetingAsync(House.Organizer, House.Fair, meeting, null, Cancel));

            Assert.Single(outcomes, o => !o.Refused);
            Assert.Equal(outcomes[1].Refused ? 0 : 1, await house.ReadAsync(db => db.Deals.CountAsync(d => d.OriginMeetingId == meeting, Cancel)));
            Assert.Equal(outcomes[0].Refused ? MeetingState.Held : MeetingState.Planned, await house.ReadAsync(db => db.Meetings.Where(m => m.Id == meeting).Select(m => m.State).SingleAsync(Cancel)));
        }

        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task An_outcome_that_nobody_took_back_and_a_meeting_that_was_not_held_do_not_go_together(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var meeting = await ConcludingTests.ConcludedAsync(house, OutcomeKind.Intent);
        await using (var db = house.Open())
            await db.Database.ExecuteSqlAsync($"""UPDATE "Meetings" SET "State" = 'Planned' WHERE "Id" = {meeting}""", Cancel);

        var found = await new Verification(house.Database.Contexts, house.Database.Files).RunAsync(Cancel);

        Assert.Contains(await house.NumberAsync(meeting), Assert.Single(found.Single(f => f.Check == "outcomes").Breaches), StringComparison.Ordinal);
    }

    private static Task<OutcomeForm> FormAsync(House house, Guid meeting) => house.ReadAsync(async db => OutcomeForm.Of(await db.Outcomes.SingleAsync(o => o.MeetingId == meeting, Cancel)));

    private static async Task<Outcome> CorrectAsync(House house, Guid meeting, Action<OutcomeForm> change, string reason = "听错（示例）")
    {
        var form = await FormAsync(house, meeting);
        change(form);
        form.Reason = reason;
        return await house.Meetings.CorrectAsync(House.Organizer, House.Fair, meeting, form, Cancel);
    }

    private static async Task<(Guid Meeting, (Guid Id, string Number, DateOnly OpenedOn) Deal)> FollowedAsync(House house, OutcomeKind kind)
    {
        var meeting = await ConcludingTests.ConcludedAsync(house, kind);
        var deal = House.Done(await house.Deals.FollowMeetingAsync(House.Organizer, House.Fair, meeting, null, Cancel));
        var made = await house.ReadAsync(db => db.Deals.Where(d => d.Id == deal).Select(d => new { d.Number, d.OpenedOn }).SingleAsync(Cancel));
        return (meeting, (deal, made.Number, made.OpenedOn));
    }

    private static async Task<(MeetingState State, OutcomeForm? Outcome, Guid? OutcomeId)> SeenAsync(House house, Guid meeting)
    {
        var view = (await new BoardQueries(house.Database.Contexts, house.Clock).MeetingAsync(House.Organizer, House.Fair, meeting, Cancel))!;
        return (view.State, view.Outcome, view.OutcomeId);
    }

    private static async Task<(MeetingState?, OutcomeKind?, long?, string?, string?, DateOnly?)> RowAsync(House house, Guid meeting)
    {
        var number = await house.NumberAsync(meeting);
        var row = Assert.Single((await new MeetingList(house.Database.Contexts).LoadAsync(House.Organizer, House.Fair, new ListState { Search = number }, Cancel)).Rows);
        return (row.State, row.Outcome, row.AmountFen, row.NextStep, row.Owner, row.Due);
    }

    private static async Task<IReadOnlyList<(string Field, string? Old, string? New, string By)>> LastAsync(House house, Guid outcome)
    {
        var history = new HistoryQueries(house.Database.Contexts, new ValueNameQueries(house.Database.Contexts, new ChoiceQueries(house.Database.Contexts, house.Clock)));
        var rows = await history.HistoryAsync(House.Organizer, [outcome], 20, Cancel);
        return [.. rows.Where(r => r.At == rows[0].At && r.Field != "").Select(r => (r.Field, r.Old, r.New, r.Actor)).OrderBy(r => r.Field, StringComparer.Ordinal)];
    }

    private static Task<string> ActAsync(House house) => house.ReadAsync(db => db.AuditEntries.OrderByDescending(a => a.Sequence).Select(a => a.Act).FirstAsync(Cancel));
}
