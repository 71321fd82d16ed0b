using System.Data.Common;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Data.Postgres;
using InvestmentFair.Data.Sqlite;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using InvestmentFair.Scheduling;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace InvestmentFair.Tests.Meetings;

/// <summary>What a search found becomes the timetable: once, whole, and as far as nobody has changed it since.</summary>
public sealed class AcceptTests
{
    private static readonly Actor Other = House.Organizer with { Id = new Guid("00000000-0000-0000-0000-0000000000a3"), Name = "另一位（测试）" };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task The_timetable_found_for_the_whole_fair_is_accepted_as_it_was_told_and_goes_back_and_forth_in_one_step(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var run = House.Done(await house.Runs.AskAsync(House.Organizer, House.Fair, new RunForm { Kind = RunKind.All, LimitSeconds = 1 }, Cancel));
        Assert.Null(await house.Schedule.TryAsync(House.Organizer, House.Fair, run, 1, Cancel));
        Assert.Equal(Refusal.NotFound, (await AcceptAsync(house, run)).Refusal);
        Assert.True(await house.Runs.WorkAsync(Actor.Job, Cancel));
        var (before, acts) = (await UndoTests.StandsAsync(house), await house.LinksAsync());

        var told = (await house.Schedule.TryAsync(House.Organizer, House.Fair, run, 1, Cancel))!;
        Assert.Equal((before, acts), (await UndoTests.StandsAsync(house), await house.LinksAsync()));
        var became = House.Done(await AcceptAsync(house, run));

        Assert.Equal(told with { Left = [], Off = [] }, became with { Left = [], Off = [] });
        Assert.Equal(told.Off, became.Off);
        Assert.Empty(became.Left);
        var view = (await house.Searches.RunAsync(House.Organizer, House.Fair, run, Cancel))!;
        Assert.Equal((House.Organizer.Name, 1, false), (view.Run.AcceptedBy, view.Run.AcceptedOrdinal!.Value, view.Run.MayBeAccepted));
        Assert.Equal(view.Run.Placed, await house.ReadAsync(db => db.Meetings.CountAsync(m => m.Fair.Code == House.Fair && m.FirstSlotId != null, Cancel)));
        var act = await house.ReadAsync(db => db.AuditEntries.OrderByDescending(a => a.Sequence).FirstAsync(Cancel));
        Assert.Equal(("run.accepted", "2027-S001", acts + 1), (act.Act, act.Purpose, await house.LinksAsync()));
        Assert.Equal(RunRefusals.Accepted, (await AcceptAsync(house, run)).Refusal);
        await house.VerifyAsync();

        var after = await UndoTests.StandsAsync(house);
        House.Done(await house.Schedule.UndoAsync(House.Organizer, House.Fair, Cancel));
        Assert.Equal(before, await UndoTests.StandsAsync(house));
        Assert.Equal((true, null), await AcceptedAsync());
        await house.VerifyAsync();
        House.Done(await house.Schedule.RedoAsync(House.Organizer, House.Fair, Cancel));
        Assert.Equal(after, await UndoTests.StandsAsync(house));
        Assert.Equal((false, 1), await AcceptedAsync());
        await house.VerifyAsync();

        // Taken out, it is accepted anew, by whoever comes first: the one who had done it has nothing to do again.
        House.Done(await house.Schedule.UndoAsync(House.Organizer, House.Fair, Cancel));
        House.Done(await AcceptAsync(house, run, actor: Other));
        Assert.Equal("schedule.changed-since", (await house.Schedule.RedoAsync(House.Organizer, House.Fair, Cancel)).Refusal!.Code);
        Assert.Equal(Other.Name, (await house.Searches.RunAsync(House.Organizer, House.Fair, run, Cancel))!.Run.AcceptedBy);
        await house.VerifyAsync();

        async Task<(bool, int?)> AcceptedAsync() => (await house.Searches.RunAsync(House.Organizer, House.Fair, run, Cancel))!.Run is var now ? (now.MayBeAccepted, now.AcceptedOrdinal) : default;
    }

    [Theory, ClassData(typeof(Both))]
    public async Task What_was_changed_since_it_was_found_stays_and_is_named_and_any_of_the_proposals_can_be_the_one(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (slot, later, tables) = (await house.SlotAsync(), await house.SlotAsync(), await house.TablesAsync(3));
        var (moved, follows, wish) = (await house.MeetingAsync(slot, tables[0]), await house.MeetingAsync(slot, tables[1]), await house.RequestAsync());
        Arrangement[] first = [await ArrangeTests.ToAsync(house, follows, null)];
        Arrangement[] second =
        [
            await ArrangeTests.ToAsync(house, moved, new Place(later, 1, tables[0])), await ArrangeTests.ToAsync(house, follows, new Place(later, 1, tables[1])), await ArrangeTests.OfAsync(house, wish, new Place(slot, 1, tables[2])),
        ];
        var run = await FoundAsync(house, first, second, [await ArrangeTests.ToAsync(house, follows, new Place(slot, 1, tables[1]))]);
        House.Done(await house.Meetings.PlaceAsync(Other, House.Fair, moved, await house.VersionAsync<Meeting>(moved), new Place(later, 1, tables[2]), Cancel));

        // Whoever may not, another fair, a proposal there is none of, and a version that was seen before somebody else's.
        await Assert.ThrowsAsync<NotAllowedException>(() => AcceptAsync(house, run, ordinal: 1, actor: House.Organizer with { Role = Role.Leader }));
        Assert.Equal(Refusal.NotFound, (await house.Schedule.AcceptAsync(House.Organizer, "2025", run, 1, 1, Cancel)).Refusal);
        Assert.Equal(Refusal.NotFound, (await AcceptAsync(house, run, ordinal: 7)).Refusal);
        var stale = await AcceptAsync(house, run, version: 7);
        Assert.Equal((true, new MovedOn(run, 7)), (stale.IsOvertaken, stale.Moved!));

        // The third says what is so already.
        Assert.Equal((0, RunRefusals.ChangesNothing), ((await house.Schedule.TryAsync(House.Organizer, House.Fair, run, 2, Cancel))!.Changed, (await AcceptAsync(house, run, ordinal: 2)).Refusal!));
        Assert.Equal(1, (await house.Schedule.TryAsync(House.Organizer, House.Fair, run, 0, Cancel))!.TakenOff);

        var became = House.Done(await AcceptAsync(house, run, ordinal: 1));

        Assert.Equal((1, 1, 0, 0), (became.Booked, became.Moved, became.Seated, became.TakenOff));
        Assert.Equal([new LeftAlone(await house.NumberAsync(moved), Violations.Overtaken)], became.Left);
        Assert.Equal((later, tables[2]), await house.ReadAsync(db => db.Meetings.Where(m => m.Id == moved).Select(m => new ValueTuple<Guid, Guid>(m.FirstSlotId!.Value, m.TableId!.Value)).SingleAsync(Cancel)));
        Assert.Equal(1, await house.ReadAsync(db => db.Runs.Where(r => r.Id == run).Select(r => r.AcceptedOrdinal).SingleAsync(Cancel)));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Broken_off_before_its_end_nothing_of_it_is_there_and_of_twenty_who_accept_one_does(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (slot, later, tables) = (await house.SlotAsync(), await house.SlotAsync(), await house.TablesAsync(12));
        var (meeting, wishes) = (await house.MeetingAsync(slot, tables[0]), await house.RequestsAsync(10));
        var arrangements = new List<Arrangement> { await ArrangeTests.ToAsync(house, meeting, new Place(later, 1, tables[1])) };
        for (var i = 0; i < wishes.Count; i++) arrangements.Add(await ArrangeTests.OfAsync(house, wishes[i], new Place(slot, 1, tables[2 + i])));
        var run = await FoundAsync(house, arrangements);
        var before = await house.DumpAsync();

        await Assert.ThrowsAsync<IOException>(() => new ScheduleDesk(new Breaking(house.Database.Connection), house.Clock).AcceptAsync(House.Organizer, House.Fair, run, 1, 0, Cancel));
        Assert.Equal(before, await house.DumpAsync());

        var outcomes = await House.FightAsync(20, _ => AcceptAsync(house, run, ordinal: 0, version: 1));

        var done = Assert.Single(outcomes, o => !o.Refused).Value!;
        Assert.Equal((10, 1, 0), (done.Booked, done.Moved, done.Left.Count));
        Assert.All(outcomes.Where(o => o.Refused), o => Assert.True(o.IsOvertaken || o.Refusal == RunRefusals.ChangesNothing || o.Refusal == Refusal.BusyTryAgain, o.Text));
        Assert.Equal(1, await house.ReadAsync(db => db.AuditEntries.CountAsync(a => a.Act == "run.accepted", Cancel)));
        await house.VerifyAsync();
    }

    [Fact]
    public async Task Nothing_is_accepted_in_an_archived_fair_nor_of_a_search_that_found_nothing()
    {
        await using var house = await House.OpenAsync(Engine.Sqlite);
        var (slot, later, table) = (await house.SlotAsync(), await house.SlotAsync(), await house.TableAsync());
        var run = await FoundAsync(house, [await ArrangeTests.ToAsync(house, await house.MeetingAsync(slot, table), new Place(later, 1, table))]);
        await house.ReadAsync(db => db.Runs.ExecuteUpdateAsync(set => set.SetProperty(r => r.State, RunState.Failed), Cancel));
        Assert.Equal(RunRefusals.NothingFound, (await AcceptAsync(house, run, ordinal: 0)).Refusal);
        await house.ReadAsync(db => db.Runs.ExecuteUpdateAsync(set => set.SetProperty(r => r.State, RunState.Done), Cancel));
        await house.Database.DamageAsync($"UPDATE \"Fairs\" SET \"IsArchived\" = 1 WHERE \"Code\" = '{House.Fair}'");

        Assert.Equal(FairRefusals.Archived, (await AcceptAsync(house, run, ordinal: 0)).Refusal);

        Assert.Null(await house.ReadAsync(db => db.Runs.Select(r => r.AcceptedAt).SingleAsync(Cancel)));
    }

    private static async Task<Outcome<Arranged>> AcceptAsync(House house, Guid run, int ordinal = 1, int? version = null, Actor? actor = null) =>
        await house.Schedule.AcceptAsync(actor ?? House.Organizer, House.Fair, run, version ?? await house.VersionAsync<ScheduleRun>(run), ordinal, Cancel);

    /// <summary>A search that has come to these.</summary>
    private static async Task<Guid> FoundAsync(House house, params IReadOnlyList<Arrangement>[] proposals)
    {
        var results = proposals.Select(p => new RunResult(RunVerdict.Feasible, p.Count, 0, 100, new Found(0, [new Score(Goal.Points, 0, 0)], p), [], [], "", "")).ToList();
        var run = ScheduleRun.Ask(await house.FairIdAsync(), "2027-S900", RunKind.All, 1, 1, 1, House.Organizer, house.Now);
        House.Done(run.Start(house.Now));
        House.Done(run.Finish(results[0], house.Now));
        await using var db = house.Open();
        db.Add(run);
        db.AddRange(results.Select((r, i) => ScheduleProposal.Of(run.Id, i, r)));
        House.Done(await db.SaveAsync(new Act(House.Organizer, "run.finished", house.Now), Cancel));
        return run.Id;
    }

    /// <summary>A server that ends when all is written and nothing is for good yet.</summary>
    private sealed class Breaking(string connection) : DbTransactionInterceptor, IDbContextFactory<FairDbContext>
    {
        public FairDbContext CreateDbContext() => FairContexts.IsPostgres(connection)
            ? new PostgresFairDbContext(new DbContextOptionsBuilder<PostgresFairDbContext>().UseNpgsql(connection).AddInterceptors(this).Options)
            : new SqliteFairDbContext(new DbContextOptionsBuilder<SqliteFairDbContext>().UseSqlite(connection).AddInterceptors(this).Options);

        public override ValueTask<InterceptionResult> TransactionCommittingAsync(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) => throw new IOException("gone");
    }
}
