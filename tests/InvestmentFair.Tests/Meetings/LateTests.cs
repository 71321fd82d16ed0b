using System.Diagnostics;
using InvestmentFair.Access;
using InvestmentFair.Delegations;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using InvestmentFair.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Meetings;

/// <summary>A delegation is late on the day: its meetings are placed anew, and only those whom it concerns are told.</summary>
public sealed class LateTests
{
    private static readonly DateOnly Day = new(2027, 8, 2);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task Forty_minutes_late_moves_what_cannot_be_kept_and_tells_only_those_of_it(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        await FillAsync(house);
        await OnTheDayAsync(house);
        var (delegation, meetings) = await LateOneAsync(house);
        var before = await PlacesAsync(house);

        var id = House.Done(await house.Schedule.LateAsync(House.Organizer, House.Fair, new LateForm { DelegationId = delegation, Day = Day, Minutes = 40, Reason = "列车晚点（示例）" }, Cancel));
        var due = await house.ReadAsync(db => db.Guests.Where(g => g.DelegationId == delegation && g.Attendance != Attendance.Declined).Select(g => g.PersonId).ToListAsync(Cancel));
        var late = await house.ReadAsync(db => db.Availability.Where(a => a.Source == AvailabilitySource.Late && !a.IsVoid).ToListAsync(Cancel));
        Assert.Equal(due.Order(), late.Select(a => a.PersonId).Order());
        Assert.All(late, a => Assert.Equal((AvailabilityKind.Arrives, FairTime.ToUtc(Day, new(14, 40)), "列车晚点（示例）"), (a.Kind, a.From!.Value, a.Reason)));
        var mapped = await FromNowAsync(house);

        var waited = Stopwatch.StartNew();
        var working = house.Runs.WorkAsync(Actor.Job, Cancel);
        var first = await UntilAsync(house, id, v => v.Proposals.Count > 0);
        Assert.True(first.Run.IsLive);
        TestContext.Current.TestOutputHelper?.WriteLine($"{engine}: the first proposals were seen after {waited.Elapsed.TotalSeconds:F2} s");
        Assert.InRange(waited.Elapsed.TotalSeconds, 0, 8);
        Assert.True(await working);

        var view = await UntilAsync(house, id, v => !v.Run.IsLive);
        Assert.Equal((RunState.Done, RunKind.Replan, new TimeOnly(14, 50)), (view.Run.State, view.Run.Kind, TimeOnly.FromDateTime(FairTime.ToLocal(view.Run.FromSlot!.StartsAt))));
        var proposals = await house.ReadAsync(db => db.Proposals.AsNoTracking().Where(p => p.RunId == id).OrderBy(p => p.Ordinal).ToListAsync(Cancel));
        Assert.Equal(Enumerable.Range(0, proposals.Count), proposals.Select(p => p.Ordinal));
        var names = await house.ReadAsync(db => db.People.Where(p => due.Contains(p.Id)).Select(p => p.Name).ToListAsync(Cancel));
        var said = Assert.Single(view.Late);
        Assert.EndsWith("14:40 起", said, StringComparison.Ordinal);
        Assert.All(names, name => Assert.Contains(name, said, StringComparison.Ordinal));
        Assert.StartsWith("影响人最少", view.Proposals[0].Name);
        Assert.All(view.Proposals.Zip(proposals), p => Assert.Equal(p.Second.ReadChange()!.BestBy.Contains(ProposalOf.BestQuality) && !p.Second.ReadChange()!.BestBy.Contains(ProposalOf.FewestPeople), p.First.Why.Contains("但改动较多", StringComparison.Ordinal)));
        Assert.Equal([ProposalOf.FewestPeople, ProposalOf.FewestDrops, ProposalOf.BestQuality], proposals.SelectMany(p => p.ReadChange()!.BestBy).Order(Comparer<ProposalOf>.Create((a, b) => Rank(a) - Rank(b))));
        Assert.All(proposals, p =>
        {
            var changed = Changed(mapped, p.ReadArrangements());
            Assert.DoesNotContain(TimetableCheck.Breaches(mapped.Problem, changed), b => b.Rule is not Rule.Must);
            Assert.DoesNotContain(p.ReadChange()!.Moves, m => mapped.Fixed.Contains(m.Key));
            Assert.All(meetings, m => Assert.Contains(p.ReadChange()!.Moves, c => c.Key == m));
        });

        var calm = proposals[0].ReadChange()!;
        Assert.Empty(House.Done(await house.Schedule.AcceptAsync(House.Organizer, House.Fair, id, view.Run.Version, 0, Cancel)).Left);
        await house.PublishAsync();

        var told = await house.ReadAsync(db => db.Notices.Where(n => n.Fair.Code == House.Fair && n.State == NoticeState.Open).Select(n => n.PersonId).ToListAsync(Cancel));
        Assert.Equal(calm.Moves.SelectMany(m => m.People).Distinct().Order(), told.Order());
        Assert.InRange(calm.Counts.PeopleTouched, calm.Least.PeopleTouched, told.Count);
        var moved = calm.Moves.Select(m => m.Key).ToHashSet();
        Assert.Equal(before.Where(p => !moved.Contains(p.Key)).ToHashSet(), (await PlacesAsync(house)).Where(p => !moved.Contains(p.Key)).ToHashSet());
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Who_is_late_again_is_late_from_then_and_what_is_no_lateness_is_not_entered(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        await OnTheDayAsync(house);
        var guest = await house.ReadAsync(db => db.Availability.Where(a => a.Kind == AvailabilityKind.Arrives).Select(a => a.PersonId).SingleAsync(Cancel));
        Task<Outcome<Guid>> SayAsync(Action<LateForm> change)
        {
            var form = new LateForm { People = [guest], Day = Day };
            change(form);
            return house.Schedule.LateAsync(House.Organizer, House.Fair, form, Cancel);
        }

        // The arrival that stood was 14:40.
        House.Done(await SayAsync(f => f.Minutes = 20));
        House.Done(await SayAsync(f => f.From = new TimeOnly(15, 20)));
        Assert.Equal([(new TimeOnly(14, 40), true), (new TimeOnly(15, 0), true), (new TimeOnly(15, 20), false)], await ArrivalsAsync());

        var wrong = Assert.Single((await SayAsync(f => (f.Day, f.Minutes) = (Day.AddDays(1), 5))).Problems);
        Assert.Equal(nameof(LateForm.Day), wrong.Field);
        Assert.Contains(FairTime.Day(Day), wrong.Text, StringComparison.Ordinal);
        Assert.Equal(LateRefusals.NotLate, (await SayAsync(f => f.From = new TimeOnly(14, 0))).Refusal);
        Assert.Equal(LateRefusals.NotThatDay, (await SayAsync(f => f.Minutes = 600)).Refusal);
        Assert.Equal(["From"], (await SayAsync(_ => { })).Problems.Select(p => p.Field));
        Assert.Equal(["DelegationId", "From"], (await SayAsync(f => (f.People, f.From, f.Minutes) = ([], new TimeOnly(15, 0), 5))).Problems.Select(p => p.Field));
        await Assert.ThrowsAsync<NotAllowedException>(() => house.Schedule.LateAsync(new Actor(Guid.NewGuid(), "接待（测试）", Role.Reception), House.Fair, new LateForm(), Cancel));
        Assert.Equal(2, await house.ReadAsync(db => db.Runs.CountAsync(Cancel)));

        house.Clock.StartAt(FairTime.ToUtc(Day, new(18, 0)), DateTime.UnixEpoch);
        Assert.Equal(RunRefusals.TooLate, (await SayAsync(f => f.Minutes = 5)).Refusal);
        Assert.Equal(RunRefusals.TooLate, (await house.Runs.AskAsync(House.Organizer, House.Fair, new RunForm { Kind = RunKind.Replan }, Cancel)).Refusal);
        await house.VerifyAsync();

        Task<List<(TimeOnly, bool)>> ArrivalsAsync() => house.ReadAsync(async db => (await db.Availability.Where(a => a.PersonId == guest && a.Kind == AvailabilityKind.Arrives).OrderBy(a => a.Id).ToListAsync(Cancel))
            .ConvertAll(a => (TimeOnly.FromDateTime(FairTime.ToLocal(a.From!.Value)), a.IsVoid)));
    }

    [Fact]
    public async Task A_replan_is_looked_for_before_what_was_asked_earlier_and_finds_nothing_to_change_where_nothing_did()
    {
        await using var house = await House.OpenAsync(Engine.Sqlite);
        await OnTheDayAsync(house);
        var all = House.Done(await house.Runs.AskAsync(House.Organizer, House.Fair, new RunForm { Kind = RunKind.All, LimitSeconds = 600 }, Cancel));
        var replan = House.Done(await house.Runs.AskAsync(House.Organizer, House.Fair, new RunForm { Kind = RunKind.Replan, LimitSeconds = 1 }, Cancel));
        Assert.Equal((1, 0), ((await house.Searches.RunAsync(House.Organizer, House.Fair, all, Cancel))!.Ahead, (await house.Searches.RunAsync(House.Organizer, House.Fair, replan, Cancel))!.Ahead));

        Assert.True(await house.Runs.WorkAsync(Actor.Job, Cancel));

        var view = (await house.Searches.RunAsync(House.Organizer, House.Fair, replan, Cancel))!;
        Assert.Equal((RunState.Done, RunState.Queued), (view.Run.State, (await house.Searches.RunAsync(House.Organizer, House.Fair, all, Cancel))!.Run.State));
        Assert.Empty(view.Proposals[0].Moves);
        Assert.Contains("影响 0 人（已证明不能更少）", view.Proposals[0].Costs);
        await house.VerifyAsync();
    }

    private static int Rank(ProposalOf of) => of switch { ProposalOf.FewestPeople => 0, ProposalOf.FewestDrops => 1, _ => 2 };

    /// <summary>The whole of the demo placed by the engine, in a moment.</summary>
    private static async Task FillAsync(House house)
    {
        var mapped = ProblemOf.Possible(await ArrangeTests.FactsAsync(house), RunKind.All).Mapped;
        var found = Scheduler.Solve(mapped.Problem, new SearchLimits { Iterations = 20_000, Time = TimeSpan.FromSeconds(0.2) }, cancel: Cancel).Timetable;
        Assert.Empty((await ArrangeTests.ArrangeAsync(house, mapped.Read(found))).Left);
    }

    /// <summary>It is half past two, everything was published, and everybody was told.</summary>
    private static async Task OnTheDayAsync(House house)
    {
        await house.PublishAsync();
        await house.TellAllAsync();
        house.Clock.StartAt(FairTime.ToUtc(Day, new(14, 30)), DateTime.UnixEpoch);
    }

    /// <summary>The delegation that loses the most by it, and what it loses; not one of which somebody was to arrive later anyway, who is late from then.</summary>
    private static Task<(Guid, List<Guid>)> LateOneAsync(House house) => house.ReadAsync(async db =>
    {
        var (from, until) = (FairTime.ToUtc(Day, new(14, 0)), FairTime.ToUtc(Day, new(14, 40)));
        var known = await db.Availability.Where(a => a.Kind == AvailabilityKind.Arrives && !a.IsVoid).Select(a => a.PersonId).ToListAsync(Cancel);
        var meetings = await db.Meetings.Include(m => m.Attendees).Where(m => m.Fair.Code == House.Fair && m.FirstSlot!.StartsAt >= from && m.FirstSlot.StartsAt < until).ToListAsync(Cancel);
        var later = await db.Guests.Where(g => g.DelegationId != null && known.Contains(g.PersonId)).Select(g => g.DelegationId!.Value).ToListAsync(Cancel);
        var of = await db.Guests.Where(g => g.Fair.Code == House.Fair && g.DelegationId != null && !later.Contains(g.DelegationId.Value)).ToDictionaryAsync(g => g.PersonId, g => g.DelegationId!.Value, Cancel);
        var most = meetings.SelectMany(m => m.Team(Side.Guest).Where(of.ContainsKey).Select(g => (Delegation: of[g], m.Id)).Distinct()).GroupBy(l => l.Delegation, l => l.Id).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).First();
        return (most.Key, most.ToList());
    });

    private static async Task<MappedFair> FromNowAsync(House house)
    {
        await using var db = house.Open();
        return ProblemOf.FromNow(await ArrangeTests.FactsAsync(house), await ScheduleFactsQueries.ReplanAsync(db, db.Fairs.Single(f => f.Code == House.Fair), house.Now, Cancel));
    }

    private static Timetable Changed(MappedFair mapped, IReadOnlyList<Arrangement> arrangements)
    {
        var slots = mapped.Problem.Slots.Index().ToDictionary(s => s.Item.Id, s => s.Index);
        var changed = arrangements.ToDictionary(a => a.MeetingId ?? a.Requests[0].Id);
        return new Timetable([.. mapped.Working.Placings.Where(p => !changed.ContainsKey(p.Demand)),
            .. changed.Where(c => c.Value.Place is not null).Select(c => new Placing(c.Key, slots[c.Value.Place!.Value.FirstSlotId], c.Value.Place.Value.TableId, c.Value.People))]);
    }

    private static Task<Dictionary<Guid, (Guid?, Guid?)>> PlacesAsync(House house) => house.ReadAsync(async db =>
        (await db.Meetings.Where(m => m.Fair.Code == House.Fair).Select(m => new { m.Id, m.FirstSlotId, m.TableId }).ToListAsync(Cancel)).ToDictionary(m => m.Id, m => (m.FirstSlotId, m.TableId)));

    private static async Task<RunView> UntilAsync(House house, Guid id, Func<RunView, bool> until)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(50, Cancel))
        {
            if (await house.Searches.RunAsync(House.Organizer, House.Fair, id, Cancel) is { } view && until(view)) return view;
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(60));
        }
    }
}
