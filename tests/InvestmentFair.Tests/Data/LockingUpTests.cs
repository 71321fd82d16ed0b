using InvestmentFair.Access;
using InvestmentFair.Enquiries;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using InvestmentFair.People;
using InvestmentFair.Projects;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace InvestmentFair.Tests.Data;

/// <summary>Writers of PostgreSQL wait for each other before they hold a record; where two lock each other up all the same, one is told so.</summary>
public sealed class LockingUpTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, InlineData("cancel"), InlineData("person"), InlineData("asker")]
    public async Task Who_waits_for_another_writer_holds_no_record_that_the_other_might_want(string verb)
    {
        await using var house = await House.OpenAsync(Engine.Postgres);
        var write = await VerbAsync(house, verb);
        await using var other = house.Open();
        await using var writing = await other.BeginAsync(Cancel);
        await other.HoldChainAsync(Cancel);

        var waiting = Task.Run(write, Cancel);
        await WaitsAsync(house, waiting);

        // Each of these fails at once where a row of it is held.
        foreach (var table in new[] { "Meetings", "Requests", "Claims", "Enquiries", "People", "Guests" })
#pragma warning disable EF1002 // The names are those above.
            await other.Database.ExecuteSqlRawAsync($"""SELECT 1 FROM "{table}" FOR UPDATE NOWAIT""", Cancel);
#pragma warning restore EF1002
        await writing.CommitAsync(Cancel);
        House.Done(await waiting);
        await house.VerifyAsync();
    }

    [Fact]
    public async Task Of_two_that_lock_each_other_up_one_is_told_that_it_may_try_again()
    {
        await using var house = await House.OpenAsync(Engine.Postgres);
        var person = (await house.PeopleAsync(1))[0];
        var seen = await house.VersionAsync<Person>(person);
        // Once in its wait, when that has lasted so long, a server looks whether it waits in a circle, and gives up whoever finds it so:
        // long enough that the circle is closed by then, and of the two the other would look later.
        await house.ReadAsync(db => db.Database.ExecuteSqlAsync($"DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET deadlock_timeout = ''4s''', current_database()); END $$", Cancel));
        await using (var own = new NpgsqlConnection(house.Database.Connection)) NpgsqlConnection.ClearPool(own);
        await using var other = house.Open();
        await using var writing = await other.BeginAsync(Cancel);
        await other.Database.ExecuteSqlAsync($"SET LOCAL deadlock_timeout = '20s'", Cancel);
        await other.Database.ExecuteSqlAsync($"""SELECT 1 FROM "People" WHERE "Id" = {person} FOR UPDATE""", Cancel);

        var revising = Task.Run(() => ReviseAsync(house, person), Cancel);
        await WaitsAsync(house, revising);
        await other.HoldChainAsync(Cancel);

        Assert.Equal(Refusal.BusyTryAgain, (await revising).Refusal);
        await writing.RollbackAsync(Cancel);
        Assert.Equal(seen, await house.VersionAsync<Person>(person));
        House.Done(await ReviseAsync(house, person));
        await house.VerifyAsync();
    }

    private static async Task<Func<Task<Outcome>>> VerbAsync(House house, string verb)
    {
        switch (verb)
        {
            case "cancel":
                var meeting = await house.MeetingAsync(await house.SlotAsync(), await house.TableAsync());
                var version = await house.VersionAsync<Meeting>(meeting);
                return async () => await house.Meetings.CancelAsync(House.Organizer, House.Fair, meeting, version, "客方临时有事", Cancel);
            case "person":
                var guest = await house.ReadAsync(db => db.Guests.Where(g => g.Fair.Code == House.Fair).Select(g => g.PersonId).FirstAsync(Cancel));
                return () => ReviseAsync(house, guest);
            default:
                var project = await house.ReadAsync(db => db.Projects.Where(p => p.State == ProjectState.Published).Select(p => p.Code).FirstAsync(Cancel));
                var asked = House.Done(await house.Enquiries.AskAsync(Actor.Portal, new AskForm { Kind = EnquiryKind.Question, Name = "陈试（示例）", Organisation = "示例公司", Mobile = "000-0000-7701", Words = "想了解用地。" }, [project], [], Cancel));
                return () => house.Askers.AddAsync(Actor.Portal, asked, new AddForm { Words = "另问水电。" }, Cancel);
        }
    }

    private static async Task<Outcome> ReviseAsync(House house, Guid person)
    {
        var desk = new PeopleDesk(house.Database.Contexts, house.Clock);
        var form = (await desk.PersonAsync(House.Organizer, person, Cancel))!;
        form.Name = "改名者（示例）";
        return (await desk.SavePersonAsync(House.Organizer, person, form, Cancel)).As<int>();
    }

    private static async Task WaitsAsync(House house, Task<Outcome> write)
    {
        await using var db = house.Open();
        while (await db.Database.SqlQuery<int>($"""SELECT count(*)::int AS "Value" FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'""").SingleAsync(Cancel) == 0)
        {
            if (write.IsCompleted) Assert.Fail($"Nobody waited: {(await write).Text}");
            await Task.Delay(5, Cancel);
        }
    }
}
