using InvestmentFair.Access;
using InvestmentFair.Choices;
using InvestmentFair.Dictionaries;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using InvestmentFair.People;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.People;

/// <summary>Who interprets has languages and days, and is as busy in a meeting as anybody who sits there.</summary>
public sealed class InterpreterTests
{
    private static readonly DateOnly January = new(2027, 1, 1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en", "2027-01-01", true)]
    [InlineData("en", "2027-12-31", true)]
    [InlineData("en", "2026-12-31", false)]
    [InlineData("en", "2028-01-01", false)]
    [InlineData("ja", "2027-06-01", false)]
    public void A_language_is_spoken_on_the_days_of_the_engagement(string language, string day, bool spoken)
    {
        var interpreter = Interpreter.Engage(Person.Enter(new PersonForm { Name = "译员（示例）" }), new InterpreterForm { Name = "译员（示例）", Languages = ["en", "yue", "en"], From = January, To = new(2027, 12, 31) });

        Assert.Equal(spoken, interpreter.Speaks(language, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(["en", "yue"], interpreter.Languages);
    }

    [Fact]
    public void The_form_asks_for_a_name_a_language_and_a_day_and_days_in_order()
    {
        Assert.Equal([nameof(InterpreterForm.Name), nameof(InterpreterForm.Languages), nameof(InterpreterForm.From)], new InterpreterForm().Check().Select(p => p.Field));
        Assert.Equal(nameof(InterpreterForm.To), Assert.Single(new InterpreterForm { Name = "译员（示例）", Languages = ["en"], From = January, To = January.AddDays(-1) }.Check()).Field);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_language_that_is_in_no_dictionary_or_closed_is_refused_and_one_they_have_stays(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var desk = new PeopleDesk(house.Database.Contexts, house.Clock);
        var english = await house.ReadAsync(db => db.Dictionary.Where(d => d.Kind == DictionaryKind.Language && d.Code == "en").Select(d => new { d.Id, d.Version, d.Name, d.Ordinal }).SingleAsync(Cancel));
        InterpreterForm Form(params string[] languages) => new() { Name = "译员（示例）", Languages = [.. languages], From = January };

        Assert.Equal(DictionaryRefusals.Unknown("tlh"), (await desk.SaveInterpreterAsync(House.Organizer, null, Form("en", "tlh"), Cancel)).Refusal);
        var id = House.Done(await desk.SaveInterpreterAsync(House.Organizer, null, Form("en"), Cancel));
        House.Done(await house.Dictionaries.SaveAsync(House.Organizer, english.Id, new DictionaryForm { Version = english.Version, Kind = DictionaryKind.Language, Code = "en", NameZh = english.Name.Zh, NameEn = english.Name.En, Ordinal = english.Ordinal, ValidTo = house.Today.AddDays(-1) }, Cancel));

        Assert.Equal("dictionary.closed", (await desk.SaveInterpreterAsync(House.Organizer, null, Form("en"), Cancel)).Refusal?.Code);
        var kept = (await desk.InterpreterAsync(House.Organizer, id, Cancel))!;
        kept.Languages.Add("ja");
        House.Done(await desk.SaveInterpreterAsync(House.Organizer, id, kept, Cancel));
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.SaveInterpreterAsync(new Actor(Guid.NewGuid(), "接待（测试）", Role.Reception), null, Form("ja"), Cancel));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Whoever_interprets_claims_the_slot_and_cannot_be_in_two_meetings_or_on_a_side(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (slot, tables, people) = (await house.SlotAsync(), await house.TablesAsync(2), await house.PeopleAsync(3));
        var (one, other) = (await house.MeetingAsync(slot, tables[0], people[0]), await house.MeetingAsync(slot, tables[1], people[1]));
        var interpreter = people[2];

        House.Done(await house.Meetings.SeatAsync(House.Organizer, House.Fair, one, await TeamAsync(house, one, interpreter), Cancel));

        var team = await TeamAsync(house, one);
        Assert.Equal([interpreter], team.Interpreters);
        Assert.DoesNotContain(interpreter, team.Hosts);
        Assert.Contains(interpreter, await house.ReadAsync(db => db.Claims.Where(c => c.MeetingId == one).Select(c => c.ResourceId).ToListAsync(Cancel)));
        Assert.Equal(MeetingRefusals.SameSlotTaken(await house.NumberAsync(other), await house.NumberAsync(one)),
            (await house.Meetings.SeatAsync(House.Organizer, House.Fair, other, await TeamAsync(house, other, interpreter), Cancel)).Refusal);
        Assert.Equal(MeetingRefusals.InterpretsAndSpeaks, (await house.Meetings.SeatAsync(House.Organizer, House.Fair, one, await TeamAsync(house, one, team.Hosts[0]), Cancel)).Refusal);
        var said = await house.ReadAsync(db => db.History.Where(h => h.RecordId == one && h.Field == nameof(TeamForm.Interpreters)).Select(h => h.New).SingleAsync(Cancel));
        Assert.Equal(interpreter.ToString(), said);

        // Whoever interprets no longer is free again.
        team = await TeamAsync(house, one);
        team.Interpreters.Clear();
        House.Done(await house.Meetings.SeatAsync(House.Organizer, House.Fair, one, team, Cancel));
        House.Done(await house.Meetings.SeatAsync(House.Organizer, House.Fair, other, await TeamAsync(house, other, interpreter), Cancel));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Of_many_meetings_that_want_one_interpreter_in_one_slot_one_is_given_them(Engine engine)
    {
        const int writers = 12;
        await using var house = await House.OpenAsync(engine);
        var (slot, tables, people) = (await house.SlotAsync(), await house.TablesAsync(writers), await house.PeopleAsync(writers + 1));
        var wanted = people[^1];
        var meetings = new List<(Guid Id, TeamForm Team)>();
        foreach (var (table, guest) in tables.Zip(people))
        {
            var id = await house.MeetingAsync(slot, table, guest);
            meetings.Add((id, await TeamAsync(house, id, wanted)));
        }

        var outcomes = await House.FightAsync(writers, i => house.Meetings.SeatAsync(House.Organizer, House.Fair, meetings[i].Id, meetings[i].Team, Cancel));

        Assert.Single(outcomes, o => !o.Refused);
        Assert.Equal(1, await house.ReadAsync(db => db.Claims.CountAsync(c => c.SlotId == slot && c.ResourceId == wanted, Cancel)));
        Assert.Equal(1, await house.ReadAsync(db => db.Meetings.CountAsync(m => m.Attendees.Any(a => a.Interprets && a.PersonId == wanted), Cancel)));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task The_same_role_under_two_rows_of_one_person_becomes_one_and_is_two_again(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (desk, merges) = (new PeopleDesk(house.Database.Contexts, house.Clock), new PersonMergeDesk(house.Database.Contexts, house.Clock));
        var twins = new List<Guid>();
        for (var i = 0; i < 2; i++) twins.Add(House.Done(await desk.SaveInterpreterAsync(House.Organizer, null, new InterpreterForm { Name = "译员（示例）", Languages = ["ja"], From = January }, Cancel)));
        var people = await house.ReadAsync(db => db.Interpreters.Where(i => twins.Contains(i.Id)).OrderBy(i => i.Id).Select(i => i.PersonId).ToListAsync(Cancel));

        House.Done(await merges.MergeAsync(House.Organizer, people[0], people[1], await house.VersionAsync<Person>(people[0]), await house.VersionAsync<Person>(people[1]), [], Cancel));

        Assert.Equal(1, await house.ReadAsync(db => db.Interpreters.CountAsync(i => twins.Contains(i.Id), Cancel)));
        await house.VerifyAsync();
        House.Done(await merges.UndoAsync(House.Organizer, people[0], Cancel));
        Assert.Equal(2, await house.ReadAsync(db => db.Interpreters.CountAsync(i => twins.Contains(i.Id), Cancel)));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task An_interpreter_is_found_by_name_sound_and_language_while_engaged(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var choices = new ChoiceQueries(house.Database.Contexts, house.Clock);
        var desk = new PeopleDesk(house.Database.Contexts, house.Clock);
        House.Done(await desk.SaveInterpreterAsync(House.Organizer, null, new InterpreterForm { Name = "欧阳译（示例）", Languages = ["de", "en"], From = January }, Cancel));
        House.Done(await desk.SaveInterpreterAsync(House.Organizer, null, new InterpreterForm { Name = "欧阳往（示例）", Languages = ["de"], From = January, To = house.Today.AddDays(-1) }, Cancel));

        foreach (var typed in new[] { "欧阳", "德语", "ouyang" })
            Assert.Equal(["欧阳译（示例） 英语、德语"], (await choices.SearchAsync(House.Organizer, ChoiceOf.InterpreterPerson, House.Fair, typed, Cancel)).Select(c => c.Text));
    }

    private static async Task<TeamForm> TeamAsync(House house, Guid meeting, params Guid[] interpreters)
    {
        var form = TeamForm.Of(await house.ReadAsync(db => db.Meetings.AsNoTracking().Include(m => m.Attendees).SingleAsync(m => m.Id == meeting, Cancel)));
        if (interpreters.Length > 0) form.Interpreters = [.. interpreters];
        return form;
    }
}
