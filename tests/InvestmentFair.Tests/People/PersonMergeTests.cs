using CsCheck;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Delegations;
using InvestmentFair.Kernel;
using InvestmentFair.Ledger;
using InvestmentFair.Meetings;
using InvestmentFair.Organisations;
using InvestmentFair.People;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.People;

public sealed class PersonMergeTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>What two rows of one human being may have: 1 the first, 2 the second, 3 both.</summary>
    private sealed record Children(int Guest, int Contact, int Host, int Request, int Account, int[] Slots, int Together, bool Swap, bool[] Taken);

    private static readonly Gen<Children> SomeChildren =
        from roles in Gen.Int[0, 3].Array[5]
        from slots in Gen.Int[0, 3].Array[3]
        from together in Gen.Int[0, 1]
        from swap in Gen.Bool
        from taken in Gen.Bool.Array[5]
        select new Children(roles[0], roles[1], roles[2], roles[3], roles[4], slots, together, swap, taken);

    [Theory, ClassData(typeof(Both))]
    public async Task After_a_merge_and_its_undoing_the_database_is_what_it_was_whatever_children_there_are(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var scene = await Scene.SetAsync(house);
        var round = 0;
        await SomeChildren.SampleAsync(async children =>
        {
            var (one, other) = await scene.EnterAsync(children, round++);
            var before = await PhotographAsync(house);
            var (loser, survivor) = children.Swap ? (other, one) : (one, other);
            var desk = new PersonMergeDesk(house.Database.Contexts, house.Clock);
            var taken = Form.Fields(typeof(PersonForm)).Select(f => f.Name).Where((_, i) => children.Taken[i]).ToList();

            var merged = await MergeAsync(house, loser, survivor, [.. taken]);

            if (children.Slots.Contains(3))
            {
                Assert.Equal("person.merge.claims", merged.Refusal?.Code);
                Photograph.Same(before, await PhotographAsync(house));
                return;
            }

            House.Done(merged);
            await house.VerifyAsync();
            await NothingNamesAsync(house, loser);
            Assert.Empty(House.Done(await desk.UndoAsync(House.Organizer, loser, Cancel)).Kept);
            Photograph.Same(before, await PhotographAsync(house));
            await house.VerifyAsync();
        }, iter: engine is Engine.Sqlite ? 25 : 12, threads: 1);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Who_sits_in_two_meetings_at_once_is_not_merged_and_both_meetings_are_named(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var people = await house.PeopleAsync(2);
        var slot = await house.SlotAsync();
        var tables = await house.TablesAsync(2);
        var numbers = new List<string>();
        foreach (var (person, table) in people.Zip(tables)) numbers.Add(await house.NumberAsync(await house.MeetingAsync(slot, table, person)));
        var links = await house.LinksAsync();

        var merged = await MergeAsync(house, people[0], people[1]);

        Assert.Equal(PersonMergeRefusals.Together(numbers[0], numbers[1]), merged.Refusal);
        Assert.Equal(links, await house.LinksAsync());
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_merge_is_refused_when_somebody_saved_one_of_the_two_meanwhile(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var people = await house.PeopleAsync(2);
        var desk = new PersonMergeDesk(house.Database.Contexts, house.Clock);
        var seen = (await desk.SideBySideAsync(House.Organizer, people[0], people[1], Cancel))!;
        var form = (PersonForm)seen.Other.Form;
        form.Note = "刚刚改过（示例）";
        House.Done(await new PeopleDesk(house.Database.Contexts, house.Clock).SavePersonAsync(House.Organizer, people[1], form, Cancel));

        var merged = await desk.MergeAsync(House.Organizer, people[0], people[1], seen.One.Version, seen.Other.Version, [], Cancel);

        Assert.Equal(MergeRefusals.Overtaken, merged.Refusal);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_guest_form_opened_before_a_merge_is_told_of_it(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var guest = await house.ReadAsync(db => db.Guests.Where(g => g.Fair.Code == House.Fair && g.Delegation!.Roster == RosterState.Open).OrderBy(g => g.Number).FirstAsync(Cancel));
        var open = (await house.Delegations.GuestAsync(House.Organizer, House.Fair, guest.Id, Cancel))!.Form;
        House.Done(await MergeAsync(house, guest.PersonId, (await house.PeopleAsync(1))[0]));

        open.TitleZh = "旧表单（示例）";
        var saved = await house.Delegations.SaveGuestAsync(House.Organizer, House.Fair, guest.Id, open, Cancel);

        Assert.NotNull(saved.Clash);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Two_guests_of_one_fair_become_one_with_what_either_said_and_the_letters_follow(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var delegation = await house.ReadAsync(db => db.Delegations.Where(d => d.Fair.Code == House.Fair && d.Roster == RosterState.Open).OrderBy(d => d.Id).Select(d => d.Id).FirstAsync(Cancel));
        GuestForm Form(string name) => new() { Name = name, DelegationId = delegation, Part = GuestPart.Leader };
        var first = House.Done(await house.Delegations.SaveGuestAsync(House.Organizer, House.Fair, null, Form("同一人甲（示例）"), Cancel));
        var second = House.Done(await house.Delegations.SaveGuestAsync(House.Organizer, House.Fair, null, Form("同一人乙（示例）"), Cancel));
        House.Done(await house.Delegations.AnswerAsync(House.Organizer, House.Fair, second, await house.VersionAsync<Guest>(second), Attendance.Coming, Cancel));
        House.Done(await house.Delegations.NameHeadAsync(House.Organizer, House.Fair, delegation, await house.VersionAsync<Delegation>(delegation), second, Cancel));
        var people = await house.ReadAsync(db => db.Guests.Where(g => g.Id == first || g.Id == second).ToDictionaryAsync(g => g.Id, g => g.PersonId, Cancel));
        var count = await house.ReadAsync(db => db.Guests.CountAsync(Cancel));

        House.Done(await MergeAsync(house, people[second], people[first]));

        Assert.Equal(count - 1, await house.ReadAsync(db => db.Guests.CountAsync(Cancel)));
        Assert.Equal(Attendance.Coming, await house.ReadAsync(db => db.Guests.Where(g => g.Id == first).Select(g => g.Attendance).SingleAsync(Cancel)));
        Assert.Equal(first, await house.ReadAsync(db => db.Delegations.Where(d => d.Id == delegation).Select(d => d.HeadGuestId).SingleAsync(Cancel)));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task What_was_changed_after_a_merge_is_left_as_it_is_and_named_when_the_merge_is_undone(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var people = await house.PeopleAsync(2);
        House.Done(await MergeAsync(house, people[0], people[1], nameof(PersonForm.Name)));
        var desk = new PeopleDesk(house.Database.Contexts, house.Clock);
        var form = (await desk.PersonAsync(House.Organizer, people[1], Cancel))!;
        form.Name = "后来改的名（示例）";
        House.Done(await desk.SavePersonAsync(House.Organizer, people[1], form, Cancel));

        var undone = House.Done(await new PersonMergeDesk(house.Database.Contexts, house.Clock).UndoAsync(House.Organizer, people[0], Cancel));

        Assert.Equal(["Name"], undone.Kept.Where(k => k == "Name"));
        Assert.Equal("后来改的名（示例）", await house.ReadAsync(db => db.People.Where(p => p.Id == people[1]).Select(p => p.Name).SingleAsync(Cancel)));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Merges_in_a_row_are_undone_last_first(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var people = await house.PeopleAsync(3);
        var desk = new PersonMergeDesk(house.Database.Contexts, house.Clock);
        House.Done(await MergeAsync(house, people[0], people[1]));
        House.Done(await MergeAsync(house, people[1], people[2]));
        Assert.Equal([people[2], people[2], people[2]], await StandsForAsync());

        Assert.Equal("merge.later", (await desk.UndoAsync(House.Organizer, people[0], Cancel)).Refusal?.Code);
        House.Done(await desk.UndoAsync(House.Organizer, people[1], Cancel));
        Assert.Equal([people[1], people[1], people[2]], await StandsForAsync());
        House.Done(await desk.UndoAsync(House.Organizer, people[0], Cancel));
        Assert.Equal(people, await StandsForAsync());
        Assert.Equal(MergeRefusals.NotMerged, (await desk.UndoAsync(House.Organizer, people[0], Cancel)).Refusal);

        async Task<IReadOnlyList<Guid>> StandsForAsync()
        {
            var all = await house.ReadAsync(db => db.People.Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.SurvivorId, Cancel));
            return [.. people.Select(p => all[p])];
        }
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Of_eight_who_merge_the_same_two_at_once_one_does(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var people = await house.PeopleAsync(2);
        var seen = (await new PersonMergeDesk(house.Database.Contexts, house.Clock).SideBySideAsync(House.Organizer, people[0], people[1], Cancel))!;

        var outcomes = await House.FightAsync(8, i => new PersonMergeDesk(house.Database.Contexts, house.Clock)
            .MergeAsync(House.Organizer, people[i % 2], people[1 - i % 2], i % 2 == 0 ? seen.One.Version : seen.Other.Version, i % 2 == 0 ? seen.Other.Version : seen.One.Version, [], Cancel));

        Assert.Single(outcomes, o => !o.Refused);
        Assert.Equal(1, await house.ReadAsync(db => db.PersonMerges.CountAsync(Cancel)));
        await house.VerifyAsync();
    }

    [Fact]
    public void Whatever_names_a_person_is_known_to_the_merge()
    {
        // What was published and told stays as it was said, and is read through the record that stays.
        Type[] said = [typeof(Notice), typeof(ReleasedPerson)];
        using var db = new FairContexts("Data Source=:memory:").CreateDbContext();
        var pointing = db.Model.GetEntityTypes().SelectMany(t => t.GetForeignKeys()).SelectMany(k => k.Properties).ToHashSet();
        var unknown = from type in db.Model.GetEntityTypes()
                      from property in type.GetProperties()
                      where property.Name.EndsWith("PersonId", StringComparison.Ordinal) && !pointing.Contains(property) && !typeof(Entry).IsAssignableFrom(type.ClrType) && !said.Contains(type.ClrType)
                      select $"{type.ClrType.Name}.{property.Name} names a person and is no foreign key: a merge would leave it behind.";
        Assert.Empty(unknown);
    }

    private static async Task<Outcome> MergeAsync(House house, Guid loser, Guid survivor, params string[] taken)
    {
        var desk = new PersonMergeDesk(house.Database.Contexts, house.Clock);
        var seen = (await desk.SideBySideAsync(House.Organizer, loser, survivor, Cancel))!;
        return await desk.MergeAsync(House.Organizer, loser, survivor, seen.One.Version, seen.Other.Version, taken, Cancel);
    }

    private static Task<IReadOnlyList<string>> PhotographAsync(House house) => house.ReadAsync(Photograph.OfAsync);

    // Ledgers and what repeats them keep the loser and are read through it; folded roles stay with it.
    private static async Task NothingNamesAsync(House house, Guid loser)
    {
        await using var db = house.Open();
        Assert.Equal(0, await db.Guests.CountAsync(g => g.PersonId == loser, Cancel) + await db.Contacts.CountAsync(c => c.PersonId == loser, Cancel) + await db.Hosts.CountAsync(h => h.PersonId == loser, Cancel)
            + await db.Claims.CountAsync(c => c.ResourceId == loser, Cancel) + await db.Meetings.CountAsync(m => m.Attendees.Any(a => a.PersonId == loser), Cancel)
            + await db.Requests.CountAsync(r => r.People.Any(p => p.PersonId == loser), Cancel) + await db.Enquiries.CountAsync(e => e.PersonId == loser, Cancel) + await db.Users.CountAsync(u => u.PersonId == loser, Cancel));
    }

    /// <summary>Slots, tables and firms that the rounds share.</summary>
    private sealed record Scene(House House, Guid Fair, Guid Delegation, Guid Investor, Guid Unit)
    {
        public static async Task<Scene> SetAsync(House house) => new(house, await house.FairIdAsync(),
            await house.ReadAsync(db => db.Delegations.Where(d => d.Fair.Code == House.Fair && d.Roster == RosterState.Open).OrderBy(d => d.Id).Select(d => d.Id).FirstAsync(Cancel)),
            await house.InvestorAsync(), await house.ReadAsync(db => db.Units.OrderBy(u => u.Code).Select(u => u.Id).FirstAsync(Cancel)));

        public async Task<(Guid One, Guid Other)> EnterAsync(Children children, int round)
        {
            await using var db = House.Open();
            var people = Enumerable.Range(1, 2).Select(i => Person.Enter(new PersonForm { Name = $"甲{i}", Mobile = i == 1 ? $"000-0000-{round:0000}" : null, Note = i == 2 ? "乙（示例）" : null, PinyinKey = i == 2 ? "jia er" : null })).ToArray();
            db.AddRange(people);
            for (var i = 0; i < 2; i++)
            {
                var (person, mine) = (people[i], i + 1);
                if ((children.Guest & mine) != 0)
                {
                    var guest = Guest.Enter($"T{round}-{i}", Fair, person, new GuestForm { Name = person.Name, DelegationId = i == 0 ? Delegation : null, InvestorId = i == 1 ? Investor : null, Organisation = i == 1 ? "某厂" : null, Part = GuestPart.Staff });
                    if (i == 1) guest.Answer(Attendance.Coming, "电话", House.Now);
                    db.Add(guest);
                }

                if ((children.Contact & mine) != 0) db.Add(Contact.Of(await db.Investors.SingleAsync(x => x.Id == Investor, Cancel), person, new ContactForm { Name = person.Name, From = new DateOnly(2026, 1, 1) }));
                if ((children.Host & mine) != 0) db.Add(HostRepresentative.Appoint(person, new HostForm { Name = person.Name, UnitId = Unit, TitleZh = "科长", From = new DateOnly(2026, 1, 1) }));
                if ((children.Account & mine) != 0) db.Add(new StaffMember { Id = Guid.CreateVersion7(), UserName = $"u{round}.{i}", NormalizedUserName = $"U{round}.{i}", PersonId = person.Id });
            }

            if (children.Request > 0)
                db.Add(MeetingRequest.Wish(Fair, new RequestForm { Topic = "合作", InvestorId = Investor, Guests = [.. people.Where((_, i) => (children.Request & (i + 1)) != 0).Select(p => p.Id)], Hosts = [(await House.PeopleAsync(1))[0]] }, House.Now, 30));
            House.Done(await db.SaveAsync(new Act(House.Organizer, "test.entered", House.Now), Cancel));

            for (var i = 0; i < children.Slots.Length; i++)
                foreach (var person in people.Where((_, at) => (children.Slots[i] & (at + 1)) != 0))
                    await House.MeetingAsync(await SlotAsync(i), await House.TableAsync(), person.Id);
            if (children.Together > 0) await House.MeetingAsync(await SlotAsync(9), await House.TableAsync(), people[0].Id, people[1].Id);
            return (people[0].Id, people[1].Id);
        }

        private readonly Dictionary<int, Guid> _slots = [];

        private async Task<Guid> SlotAsync(int which) => _slots.TryGetValue(which, out var slot) ? slot : _slots[which] = await House.SlotAsync();
    }
}
