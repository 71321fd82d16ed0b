using System.Data.Common;
using System.Diagnostics;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Data.Sqlite;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using InvestmentFair.Scheduling;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;

namespace InvestmentFair.Tests.Meetings;

/// <summary>Timetables asked for, looked for by one server at a time, stopped, broken off and taken up again.</summary>
public sealed class RunDeskTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task A_timetable_that_was_asked_for_is_found_and_changes_no_meeting(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        Assert.False(await house.Runs.WorkAsync(Actor.Job, Cancel));
        var claims = await house.ReadAsync(db => db.Claims.CountAsync(Cancel));
        var id = await AskAsync(house, 3);
        var waiting = await SeenAsync(house, id);
        Assert.Equal(("2027-S001", RunState.Queued, 0), (waiting.Run.Number, waiting.Run.State, waiting.Ahead));

        Assert.True(await house.Runs.WorkAsync(Actor.Job, Cancel));

        var view = await SeenAsync(house, id);
        Assert.Equal(RunState.Done, view.Run.State);
        Assert.True(view.Run.MayBeAccepted);
        Assert.Equal(await house.ReadAsync(db => db.Proposals.Where(p => p.RunId == id).ToListAsync(Cancel)) is [var proposal] ? proposal.ReadArrangements().Count(a => a.Place is not null) : -1, view.Run.Placed);
        Assert.InRange(view.Run.Placed!.Value, 41, view.Run.Wanted!.Value);
        Assert.InRange(view.Run.PointsPlaced!.Value, view.Run.PointsAsked!.Value / 2, view.Run.PointsPossible!.Value);
        // Eight must-meetings of one person in six slots.
        Assert.True(view.Run.MustsMissing >= 2);
        Assert.Contains(view.Conflicts, c => c.Contains("有 8 场须排（必见的和不再移动的），需要 8 个时段，只有 6 个可用", StringComparison.Ordinal));
        Assert.StartsWith("已排进", view.Aims[0]);
        Assert.Equal(0, await house.ReadAsync(db => db.RunLeases.CountAsync(Cancel)));
        Assert.Equal(claims, await house.ReadAsync(db => db.Claims.CountAsync(Cancel)));
        Assert.False(await house.Runs.WorkAsync(Actor.Job, Cancel));
        Assert.Equal(["run.asked", "run.started", "run.finished"], await ActsAsync(house));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task How_long_with_how_many_and_what_counts_first_are_settings_of_the_fair(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        async Task SetAsync(Setting setting, string value) => House.Done(await house.Settings.SetAsync(House.Organizer, House.Fair, setting, value, house.Today, "示例", Cancel));
        async Task<IReadOnlyList<Goal>> GoalsAsync() => (await ArrangeTests.FactsAsync(house)).Rules.Goals;
        Assert.Equal([Goal.Points, Goal.Breaks, Goal.Fairness, Goal.Preferences, Goal.HallChanges], await GoalsAsync());

        await SetAsync(Setting.SolveSeconds, "90");
        await SetAsync(Setting.ReplanSeconds, "7");
        await SetAsync(Setting.SolveWorkers, "2");
        await SetAsync(Setting.ScheduleOrder, "Fair");
        Assert.Equal([Goal.Points, Goal.Fairness, Goal.Breaks, Goal.Preferences, Goal.HallChanges], await GoalsAsync());
        await SetAsync(Setting.ScheduleOrder, "Compact");
        Assert.Equal([Goal.Points, Goal.Breaks, Goal.IdleSlots, Goal.Fairness, Goal.Preferences, Goal.HallChanges], await GoalsAsync());

        House.Done(await house.Runs.AskAsync(House.Organizer, House.Fair, new RunForm { Kind = RunKind.All }, Cancel));
        House.Done(await house.Runs.AskAsync(House.Organizer, House.Fair, new RunForm { Kind = RunKind.All, LimitSeconds = 5 }, Cancel));
        await house.PublishAsync();
        House.Done(await house.Runs.AskAsync(House.Organizer, House.Fair, new RunForm { Kind = RunKind.Replan }, Cancel));

        var runs = await house.ReadAsync(db => db.Runs.OrderBy(r => r.Number).Select(r => new { r.LimitSeconds, r.Workers }).ToListAsync(Cancel));
        Assert.Equal([(90, 2), (5, 2), (7, 2)], runs.Select(r => (r.LimitSeconds, r.Workers)));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task What_cannot_be_solved_is_not_asked_for_and_five_wait_at_most(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        await Assert.ThrowsAsync<NotAllowedException>(() => house.Runs.AskAsync(new Actor(Guid.NewGuid(), "接待（测试）", Role.Reception), House.Fair, new RunForm { Kind = RunKind.All }, Cancel));
        Assert.Equal(Refusal.NotFound, (await house.Runs.AskAsync(House.Organizer, "1999", new RunForm { Kind = RunKind.All }, Cancel)).Refusal);

        var outcomes = await House.FightAsync(8, _ => house.Runs.AskAsync(House.Organizer, House.Fair, new RunForm { Kind = RunKind.Fill }, Cancel));

        Assert.Equal(ScheduleRun.MostWaiting, outcomes.Count(o => !o.Refused));
        Assert.All(outcomes.Where(o => o.Refused), o => Assert.Equal(RunRefusals.QueueFull, o.Refusal));
        Assert.Equal(4, (await SeenAsync(house, await house.ReadAsync(db => db.Runs.OrderByDescending(r => r.QueuedAt).ThenByDescending(r => r.Id).Select(r => r.Id).FirstAsync(Cancel)))).Ahead);
        var (first, seconds) = await house.ReadAsync(async db => (await db.Runs.OrderBy(r => r.Id).FirstAsync(Cancel)).Id is var id ? (id, await db.Runs.Select(r => r.LimitSeconds).Distinct().SingleAsync(Cancel)) : default);
        Assert.Equal(60, seconds);
        Assert.True((await house.Runs.StopAsync(House.Organizer, House.Fair, first, 7, Cancel)).IsOvertaken);
        House.Done(await house.Runs.StopAsync(House.Organizer, House.Fair, first, 1, Cancel));
        Assert.Equal(RunRefusals.Over, (await house.Runs.StopAsync(House.Organizer, House.Fair, first, 2, Cancel)).Refusal);
        await AskAsync(house, 1);

        await house.ReadAsync(db => db.Runs.Where(r => r.State == RunState.Queued).ExecuteUpdateAsync(set => set.SetProperty(r => r.State, RunState.Cancelled), Cancel));
        await house.ReadAsync(db => db.Slots.Where(s => s.Fair.Code == House.Fair).ExecuteUpdateAsync(set => set.SetProperty(s => s.IsClosed, true), Cancel));
        Assert.Equal(RunRefusals.NoGrid, (await house.Runs.AskAsync(House.Organizer, House.Fair, new RunForm { Kind = RunKind.All }, Cancel)).Refusal);
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Of_twenty_servers_that_have_all_seen_nobody_search_one_begins(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        for (var i = 0; i < ScheduleRun.MostWaiting; i++) await AskAsync(house, 2);

        Assert.Equal(1, await BegunAsync(house));

        Assert.Equal(1, await house.ReadAsync(db => db.RunLeases.CountAsync(Cancel)));
        Assert.False(await house.Runs.WorkAsync(Actor.Job, Cancel));
        await house.VerifyAsync();
    }

    /// <summary>The control: the same fight without the index that keeps one running row.</summary>
    [Theory, ClassData(typeof(Both))]
    public async Task Without_the_index_several_begin(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        for (var i = 0; i < ScheduleRun.MostWaiting; i++) await AskAsync(house, 2);
        await house.ReadAsync(db => db.Database.ExecuteSqlRawAsync("""DROP INDEX "IX_ScheduleRuns_State" """, Cancel));

        Assert.InRange(await BegunAsync(house), 2, ScheduleRun.MostWaiting);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_search_is_stopped_at_once_and_keeps_what_it_has(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var id = await AskAsync(house, 600);
        var working = house.Runs.WorkAsync(Actor.Job, Cancel);
        var running = await UntilAsync(house, id, v => v.Progress is { Placed: > 0 });
        Assert.Equal(RunState.Running, running.Run.State);
        Assert.NotEmpty(running.Aims);

        var waited = Stopwatch.StartNew();
        House.Done(await house.Runs.StopAsync(House.Organizer, House.Fair, id, running.Run.Version, Cancel));
        Assert.True(await working);

        Assert.InRange(waited.Elapsed.TotalSeconds, 0, 10);
        var view = await SeenAsync(house, id);
        Assert.Equal((RunState.Cancelled, true), (view.Run.State, view.Run.MayBeAccepted));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_server_that_closes_puts_its_search_back_with_the_best_of_it_and_another_ends_it(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var id = await AskAsync(house, 5);
        using var closing = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var working = house.Runs.WorkAsync(Actor.Job, closing.Token);
        await UntilAsync(house, id, v => v.Progress is { Placed: > 0 });

        await closing.CancelAsync();
        Assert.True(await working);

        var lease = await house.ReadAsync(db => db.RunLeases.AsNoTracking().SingleAsync(Cancel));
        Assert.Equal((RunState.Queued, 0, Guid.Empty), ((await SeenAsync(house, id)).Run.State, (await SeenAsync(house, id)).Run.Attempts, lease.Owner));
        Assert.NotEmpty(lease.ReadBest()!.Found.Arrangements);
        await house.VerifyAsync();
        Assert.True(await house.Runs.WorkAsync(Actor.Job, Cancel));
        Assert.Equal(RunState.Done, (await SeenAsync(house, id)).Run.State);
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_long_search_gives_way_to_somebody_who_replans_and_goes_on_from_the_best_of_it(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        await house.MeetingAsync(await house.SlotAsync(), await house.TableAsync());
        var id = await AskAsync(house, 600);
        var working = house.Runs.WorkAsync(Actor.Job, Cancel);
        await UntilAsync(house, id, v => v.Progress is { Placed: > 0 });

        var replan = House.Done(await house.Runs.AskAsync(House.Organizer, House.Fair, new RunForm { Kind = RunKind.Replan, LimitSeconds = 1 }, Cancel));
        Assert.True(await working.WaitAsync(TimeSpan.FromSeconds(20), Cancel));

        Assert.Equal((RunState.Queued, 0), (await SeenAsync(house, id)).Run is var waits ? (waits.State, waits.Attempts) : default);
        Assert.NotEmpty((await house.ReadAsync(db => db.RunLeases.AsNoTracking().SingleAsync(Cancel))).ReadBest()!.Found.Arrangements);
        Assert.Equal(replan, (await house.Searches.OnBoardAsync(House.Organizer, House.Fair, Cancel))!.Run.Id);
        Assert.True(await house.Runs.WorkAsync(Actor.Job, Cancel));
        Assert.Equal(RunState.Done, (await SeenAsync(house, replan)).Run.State);
        working = house.Runs.WorkAsync(Actor.Job, Cancel);
        var again = await UntilAsync(house, id, v => v.Run.State is RunState.Running);
        House.Done(await house.Runs.StopAsync(House.Organizer, House.Fair, id, again.Run.Version, Cancel));
        Assert.True(await working.WaitAsync(TimeSpan.FromSeconds(20), Cancel));
        Assert.True((await SeenAsync(house, id)).Run.MayBeAccepted);
        await house.VerifyAsync();
    }

    [Fact]
    public async Task A_database_that_was_away_says_nothing_against_a_search_and_what_breaks_it_is_said_in_words()
    {
        await using var house = await House.OpenAsync(Engine.Sqlite);
        var id = await AskAsync(house, 1);
        var away = new RunDesk(new Failing(house.Database.Connection, () => new SqliteException("disk I/O error", 10)), house.Clock, NullLogger<RunDesk>.Instance);
        Assert.True(await away.WorkAsync(Actor.Job, Cancel));
        Assert.Equal((RunState.Running, null), (await SeenAsync(house, id)) is var waits ? (waits.Run.State, waits.Fault) : default);

        await house.ReadAsync(db => db.RunLeases.ExecuteUpdateAsync(set => set.SetProperty(l => l.Until, SystemNow - TimeSpan.FromSeconds(1)), Cancel));
        var broken = new RunDesk(new Failing(house.Database.Connection, () => new InvalidDataException("Object reference not set")), house.Clock, NullLogger<RunDesk>.Instance);
        Assert.True(await broken.WorkAsync(Actor.Job, Cancel));

        Assert.Equal((RunState.Failed, RunRefusals.Broken.Text), (await SeenAsync(house, id)) is var failed ? (failed.Run.State, failed.Fault) : default);
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_search_whose_server_is_gone_is_taken_up_when_its_lease_has_run_out_and_given_up_in_the_end(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var id = await AskAsync(house, 1);
        await GoneAsync(house, id, TimeSpan.FromMinutes(1));
        Assert.False(await house.Runs.WorkAsync(Actor.Job, Cancel));

        await house.ReadAsync(db => db.RunLeases.ExecuteUpdateAsync(set => set.SetProperty(l => l.Until, SystemNow - TimeSpan.FromSeconds(1)), Cancel));
        Assert.True(await house.Runs.WorkAsync(Actor.Job, Cancel));
        Assert.Equal((RunState.Done, 1), (await SeenAsync(house, id)).Run is var done ? (done.State, done.Attempts) : default);
        Assert.Equal(["run.asked", "run.requeued", "run.started", "run.finished"], await ActsAsync(house));

        var deadly = await AskAsync(house, 1);
        await GoneAsync(house, deadly, -TimeSpan.FromSeconds(1));
        await house.ReadAsync(db => db.Runs.Where(r => r.Id == deadly).ExecuteUpdateAsync(set => set.SetProperty(r => r.Attempts, ScheduleRun.MostAttempts - 1), Cancel));
        Assert.False(await house.Runs.WorkAsync(Actor.Job, Cancel));
        Assert.Equal((RunState.Failed, RunRefusals.GivenUp.Text), await SeenAsync(house, deadly) is var given ? (given.Run.State, given.Fault) : default);
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Who_has_lost_the_lease_writes_nothing(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var id = await AskAsync(house, 600);
        var working = house.Runs.WorkAsync(Actor.Job, Cancel);
        await UntilAsync(house, id, v => v.Progress is not null);
        var other = Guid.NewGuid();

        await house.ReadAsync(db => db.RunLeases.ExecuteUpdateAsync(set => set.SetProperty(l => l.Owner, other), Cancel));
        var links = await house.LinksAsync();
        await working.WaitAsync(TimeSpan.FromSeconds(20), Cancel);

        Assert.Equal(links, await house.LinksAsync());
        Assert.Equal(RunState.Running, (await SeenAsync(house, id)).Run.State);
        Assert.Equal(other, await house.ReadAsync(db => db.RunLeases.Select(l => l.Owner).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task In_an_archived_fair_nothing_is_asked_for_and_what_waits_is_ended()
    {
        await using var house = await House.OpenAsync(Engine.Sqlite);
        var id = await AskAsync(house, 1);
        await house.ReadAsync(db => db.Fairs.Where(f => f.Code == House.Fair).ExecuteUpdateAsync(set => set.SetProperty(f => f.IsCurrent, false).SetProperty(f => f.IsArchived, true).SetProperty(f => f.ArchivedAt, house.Now), Cancel));

        Assert.Equal(FairRefusals.Archived, (await house.Runs.AskAsync(House.Organizer, House.Fair, new RunForm { Kind = RunKind.All }, Cancel)).Refusal);
        Assert.True(await house.Runs.WorkAsync(Actor.Job, Cancel));

        Assert.Equal(RunState.Cancelled, (await SeenAsync(house, id)).Run.State);
        Assert.False(await house.Runs.WorkAsync(Actor.Job, Cancel));
    }

    [Fact]
    public async Task A_fair_that_has_lost_its_grid_meanwhile_is_told_so()
    {
        await using var house = await House.OpenAsync(Engine.Sqlite);
        var id = await AskAsync(house, 1);
        await house.ReadAsync(db => db.Slots.Where(s => s.Fair.Code == House.Fair).ExecuteUpdateAsync(set => set.SetProperty(s => s.IsClosed, true), Cancel));

        Assert.True(await house.Runs.WorkAsync(Actor.Job, Cancel));

        Assert.Equal((RunState.Failed, RunRefusals.NoGrid.Text), await SeenAsync(house, id) is var view ? (view.Run.State, view.Fault) : default);
        await house.VerifyAsync();
    }

    private static DateTime SystemNow => TimeProvider.System.GetUtcNow().UtcDateTime;

    private static async Task<Guid> AskAsync(House house, int seconds) => House.Done(await house.Runs.AskAsync(House.Organizer, House.Fair, new RunForm { Kind = RunKind.All, LimitSeconds = seconds }, Cancel));

    private static async Task<RunView> SeenAsync(House house, Guid id) => (await house.Searches.RunAsync(House.Organizer, House.Fair, id, Cancel))!;

    private static async Task<RunView> UntilAsync(House house, Guid id, Func<RunView, bool> until)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(100, Cancel))
        {
            if (await SeenAsync(house, id) is var view && until(view)) return view;
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(30), view.Run.State.ToString());
        }
    }

    /// <summary>As a server leaves it that was killed in the middle of it.</summary>
    private static Task<int> GoneAsync(House house, Guid id, TimeSpan lease) => house.ReadAsync(async db =>
    {
        await db.Runs.Where(r => r.Id == id).ExecuteUpdateAsync(set => set.SetProperty(r => r.State, RunState.Running).SetProperty(r => r.StartedAt, house.Now), Cancel);
        return await db.Database.ExecuteSqlAsync($"""INSERT INTO "RunLeases" ("RunId", "Owner", "Until") VALUES ({id}, {Guid.NewGuid()}, {SystemNow + lease})""", Cancel);
    });

    /// <summary>How many of twenty began, each of which tried three times.</summary>
    private static async Task<int> BegunAsync(House house)
    {
        var begun = await House.FightAsync(20, async _ =>
        {
            var mine = 0;
            for (var tries = 0; tries < 3; tries++)
                if (await house.Runs.StartAsync(Actor.Job, Guid.NewGuid(), Cancel) is not null) mine++;
            return mine;
        });
        return begun.Sum();
    }

    private static Task<List<string>> ActsAsync(House house) => house.ReadAsync(db => db.AuditEntries.Where(a => a.Act.StartsWith("run.")).OrderBy(a => a.Sequence).Select(a => a.Act).ToListAsync(Cancel));

    /// <summary>The facts of a fair cannot be read.</summary>
    private sealed class Failing(string connection, Func<Exception> fault) : DbCommandInterceptor, IDbContextFactory<FairDbContext>
    {
        public FairDbContext CreateDbContext() => new SqliteFairDbContext(new DbContextOptionsBuilder<SqliteFairDbContext>().UseSqlite(connection).AddInterceptors(this).Options);

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
            command.CommandText.Contains("FROM \"PartyLimits\"", StringComparison.Ordinal) ? throw fault() : new(result);
    }
}
