using InvestmentFair.Data;
using InvestmentFair.Deals;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using InvestmentFair.Tests.Meetings;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Audit;

/// <summary>Two have the same record open: whoever saves second is shown both versions, and nothing is overwritten.</summary>
public sealed class LostUpdateTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<Engine, string> Records()
    {
        var records = new TheoryData<Engine, string>();
        foreach (var engine in new[] { Engine.Sqlite, Engine.Postgres })
            foreach (var record in new[] { "guest", "guest's mobile", "contact's mobile", "host's mobile", "project", "investor", "deal", "outcome", "request", "request's team" })
                records.Add(engine, record);
        return records;
    }

    [Theory, MemberData(nameof(Records))]
    public async Task The_second_of_two_editors_is_shown_both_and_overwrites_nothing(Engine engine, string record)
    {
        await using var house = await House.OpenAsync(engine);
        var edited = await EditedAsync(house, record);
        var (first, second) = (await edited.Open(), await edited.Open());
        edited.Change(first, 1);
        edited.Change(second, 2);
        House.Done(await edited.Save(first));
        var (saved, links) = (await edited.Open(), await house.LinksAsync());

        var outcome = await edited.Save(second);

        Assert.NotNull(outcome.Clash);
        Assert.Equal(saved.Version, outcome.Clash.TheirVersion);
        var clash = Assert.Single(outcome.Clash.Fields);
        Assert.NotEqual(clash.Mine, clash.Theirs);
        Assert.Empty(saved.Against(await edited.Open()));
        Assert.Equal(links, await house.LinksAsync());

        second.Version = outcome.Clash.TheirVersion;
        House.Done(await edited.Save(second));
        Assert.Empty(second.Against(await edited.Open()));
    }

    [Theory, MemberData(nameof(Records))]
    public async Task Without_the_version_the_second_overwrites_the_first(Engine engine, string record)
    {
        await using var house = await House.OpenAsync(engine);
        var edited = await EditedAsync(house, record);
        var (first, second) = (await edited.Open(), await edited.Open());
        edited.Change(first, 1);
        edited.Change(second, 2);
        House.Done(await edited.Save(first));
        var saved = await edited.Open();

        // As if nobody had asked which version was read: what the tests above look at has changed.
        second.Version = saved.Version;
        Assert.Null((await edited.Save(second)).Clash);
        Assert.NotEmpty(saved.Against(await edited.Open()));
    }

    [Theory, MemberData(nameof(Records))]
    public async Task Where_no_save_moves_the_version_more_than_one_of_eight_saves_of_it_wins(Engine engine, string record)
    {
        await using var house = await House.OpenAsync(engine);
        var edited = await EditedAsync(house, record);
        await HoldVersionsAsync(house);

        // Rows of a team that are gone are missed as well: eight that read them in one instant may leave one of them, and are let go again.
        IReadOnlyList<Outcome> outcomes = [];
        for (var round = 0; round < 5 && outcomes.Count(o => !o.Refused) < 2; round++)
        {
            var forms = await EightAsync(edited);
            Assert.Single(forms.Select(f => f.Version).Distinct());
            outcomes = await House.FightAsync(8, i => edited.Save(forms[i]));
        }

        Assert.True(outcomes.Count(o => !o.Refused) > 1, string.Join('\n', outcomes.Select(o => o.Text)));
    }

    [Theory, MemberData(nameof(Records))]
    public async Task Of_eight_saves_of_one_version_one_wins(Engine engine, string record)
    {
        await using var house = await House.OpenAsync(engine);
        var edited = await EditedAsync(house, record);
        var forms = await EightAsync(edited);
        var links = await house.LinksAsync();
        var outcomes = await House.FightAsync(8, i => edited.Save(forms[i]));

        var winner = Assert.Single(Enumerable.Range(0, 8), i => !outcomes[i].Refused);
        Assert.All(outcomes.Where(o => o.Refused), o => Assert.True(o.Clash is not null || o.Refusal == Violations.Overtaken, o.Text));
        Assert.Empty(forms[winner].Against(await edited.Open()));
        Assert.Equal(links + 1, await house.LinksAsync());
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_number_corrected_at_the_contact_is_not_undone_by_an_older_form_of_the_guest(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (investor, contact, person) = await ContactAsync(house);
        var id = House.Done(await house.Delegations.InvitePersonAsync(House.Organizer, House.Fair, person, investor, Cancel));
        var guest = (await house.Delegations.GuestAsync(House.Organizer, House.Fair, id, Cancel))!.Form;
        var form = (await house.Investors.ContactAsync(House.Organizer, investor, contact, Cancel))!;
        form.Mobile = "000-0000-7777";
        House.Done(await house.Investors.SaveContactAsync(House.Organizer, investor, contact, form, Cancel));

        guest.TitleZh = "新职务";
        Assert.NotNull((await house.Delegations.SaveGuestAsync(House.Organizer, House.Fair, id, guest, Cancel)).Clash);

        Assert.Equal("000-0000-7777", await house.ReadAsync(db => db.People.Where(p => p.Id == person).Select(p => p.Mobile).SingleAsync(Cancel)));
    }

    private static async Task<List<Form>> EightAsync(Edited edited)
    {
        var forms = new List<Form>();
        for (var i = 0; i < 8; i++)
        {
            forms.Add(await edited.Open());
            edited.Change(forms[i], i + 1);
        }

        return forms;
    }

    // The token by which a save sees another's is taken away: the database puts every version back to what it was.
    private static async Task HoldVersionsAsync(House house)
    {
        await using var db = house.Open();
        var postgres = db.Database.IsNpgsql();
        if (postgres) await db.Database.ExecuteSqlRawAsync("""CREATE FUNCTION held() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW."Version" := OLD."Version"; RETURN NEW; END'""", Cancel);
        foreach (var table in db.Model.GetEntityTypes().Where(t => typeof(InvestmentFair.Kernel.Record).IsAssignableFrom(t.ClrType)).Select(t => t.GetTableName()!).Distinct())
        {
            var sql = postgres
                ? $"""CREATE TRIGGER "held" BEFORE UPDATE ON "{table}" FOR EACH ROW EXECUTE FUNCTION held()"""
                : $"""CREATE TRIGGER "held {table}" AFTER UPDATE OF "Version" ON "{table}" WHEN NEW."Version" <> OLD."Version" BEGIN UPDATE "{table}" SET "Version" = OLD."Version" WHERE "Id" = OLD."Id"; END""";
            await db.Database.ExecuteSqlRawAsync(sql, Cancel);
        }
    }

    private sealed record Edited(Func<Task<Form>> Open, Action<Form, int> Change, Func<Form, Task<Outcome>> Save);

    private static Edited Of<TForm>(Func<Task<TForm>> open, Action<TForm, string> change, Func<TForm, Task<Outcome>> save) where TForm : Form =>
        new(async () => await open(), (form, by) => change((TForm)form, $"000-0000-880{by}"), form => save((TForm)form));

    private static async Task<(Guid Investor, Guid Contact, Guid Person)> ContactAsync(House house)
    {
        var contact = await house.ReadAsync(db => db.Contacts.OrderBy(c => c.Id).FirstAsync(c => !db.Guests.Any(g => g.PersonId == c.PersonId), Cancel));
        return (contact.InvestorId, contact.Id, contact.PersonId);
    }

    private static async Task<Edited> EditedAsync(House house, string record)
    {
        var who = House.Organizer;
        switch (record)
        {
            case "guest" or "guest's mobile":
                var guest = await house.ReadAsync(db => db.Guests.Where(g => g.Fair.Code == House.Fair).OrderBy(g => g.Number).Select(g => g.Id).FirstAsync(Cancel));
                return Of(async () => (await house.Delegations.GuestAsync(who, House.Fair, guest, Cancel))!.Form,
                    (form, text) =>
                    {
                        if (record == "guest") form.TitleZh = text;
                        else form.Mobile = text;
                    },
                    async form => await house.Delegations.SaveGuestAsync(who, House.Fair, guest, form, Cancel));
            case "contact's mobile":
                var (of, contact, _) = await ContactAsync(house);
                return Of(async () => (await house.Investors.ContactAsync(who, of, contact, Cancel))!, (form, text) => form.Mobile = text, async form => await house.Investors.SaveContactAsync(who, of, contact, form, Cancel));
            case "host's mobile":
                var people = new InvestmentFair.People.PeopleDesk(house.Database.Contexts, house.Clock);
                var host = await house.ReadAsync(db => db.Hosts.OrderBy(h => h.Id).Select(h => h.Id).FirstAsync(Cancel));
                return Of(async () => (await people.HostAsync(who, host, Cancel))!, (form, text) => form.Mobile = text, async form => await people.SaveHostAsync(who, host, form, Cancel));
            case "project":
                var project = await house.ReadAsync(db => db.Projects.OrderBy(p => p.Code).Select(p => p.Id).FirstAsync(Cancel));
                return Of(async () => (await house.Projects.ProjectAsync(who, House.Fair, project, Cancel))!.Form, (form, text) => form.RemarkZh = text, async form => await house.Projects.SaveAsync(who, project, form, Cancel));
            case "investor":
                var investor = await house.InvestorAsync();
                return Of(async () => (await house.Investors.InvestorAsync(who, investor, Cancel))!.Form, (form, text) => form.Note = text, async form => await house.Investors.SaveAsync(who, investor, form, Cancel));
            case "deal":
                var deal = await house.ReadAsync(db => db.Deals.Where(d => d.StageType == StageType.Open).OrderBy(d => d.Number).Select(d => d.Id).FirstAsync(Cancel));
                return Of(async () => DealForm.Of(await house.ReadAsync(db => db.Deals.SingleAsync(d => d.Id == deal, Cancel))), (form, text) => form.NameZh = text, async form => await house.Deals.SaveAsync(who, deal, form, Cancel));
            case "outcome":
                var meeting = await ConcludingTests.ConcludedAsync(house, OutcomeKind.Intent);
                return Of(async () =>
                {
                    var form = OutcomeForm.Of(await house.ReadAsync(db => db.Outcomes.SingleAsync(o => o.MeetingId == meeting, Cancel)));
                    form.Reason = "听错（示例）";
                    return form;
                }, (form, text) => form.NextStep = text, form => house.Meetings.CorrectAsync(who, House.Fair, meeting, form, Cancel));
            case "request":
                var request = await house.RequestAsync();
                return Of(async () => (await house.Meetings.RequestAsync(who, House.Fair, request, Cancel))!, (form, text) => form.Reason = text, async form => await house.Meetings.SaveRequestAsync(who, House.Fair, request, form, Cancel));
            default:
                var (wish, others) = (await house.RequestAsync(), await house.PeopleAsync(9));
                return Of(async () => (await house.Meetings.RequestAsync(who, House.Fair, wish, Cancel))!, (form, text) => form.Guests = [others[text[^1] - '0']], async form => await house.Meetings.SaveRequestAsync(who, House.Fair, wish, form, Cancel));
        }
    }
}
