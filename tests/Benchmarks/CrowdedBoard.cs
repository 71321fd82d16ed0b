using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Delegations;
using InvestmentFair.Fairs;
using InvestmentFair.Meetings;
using InvestmentFair.People;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Benchmarks;

/// <summary>A fair of its own beside the sample data: 80 tables in one hall, 20 slots, 1,200 meetings of two and two, 400 wishes that wait.</summary>
internal static class CrowdedBoard
{
    public const string Fair = "2030";
    public const int Tables = 80;
    public const int Slots = 20;
    public const int Placed = 1_200;
    public const int Waiting = 400;

    // Sixty tables of eighty are taken in each slot, by four people each: nobody sits at two.
    private const int APerson = 4;
    private const int People = Placed / Slots * APerson;
    private static readonly DateTime Now = new(2029, 7, 1, 0, 0, 0, DateTimeKind.Utc);

    public static async Task AddAsync(FairContexts contexts, Func<string> name)
    {
        await using var db = contexts.CreateDbContext();
        var day = new DateOnly(2030, 8, 2);
        var fair = Fairs.Fair.Plan(new FairForm { Code = Fair, NameZh = "八十桌招商会", CityZh = "陵川", FirstDay = day, LastDay = day, AnswerBy = day });
        var hall = Hall.Open(fair.Id, new HallForm { Code = "H1", VenueId = await db.Venues.OrderBy(v => v.Code).Select(v => v.Id).FirstAsync(), NameZh = "洽谈区", Kind = HallKind.Matchmaking, Capacity = 400 });
        var tables = Enumerable.Range(1, Tables).Select(i => Table.Put(fair.Id, new TableForm { HallId = hall.Id, Code = $"A{i:00}", Seats = 6 })).ToList();
        var slots = Enumerable.Range(0, Slots).Select(i => TimeSlot.Set(fair.Id, fair.TimeZone, new SlotForm { Day = day, Starts = new TimeOnly(8, 0).AddMinutes(30 * i), Ends = new TimeOnly(8, 0).AddMinutes((30 * i) + 25) })).ToList();
        var people = Enumerable.Range(0, People).Select(_ => Person.Enter(new PersonForm { Name = name() })).ToList();
        db.AddRange([fair, hall, .. tables, .. slots, .. people]);
        await SavedAsync(db);

        var (investors, projects) = (await db.Investors.OrderBy(i => i.Id).Select(i => i.Id).Take(100).ToListAsync(), await db.Projects.OrderBy(p => p.Id).Select(p => p.Id).Take(60).ToListAsync());
        db.AddRange(people.Where((_, i) => i % APerson < 2).Select((person, i) => Guest.Enter($"{Fair}-{i:0000}", fair.Id, person, new GuestForm { Name = person.Name, InvestorId = investors[i % investors.Count], Part = GuestPart.Entrepreneur })));
        var wishes = Enumerable.Range(0, Placed + Waiting).Select(i => MeetingRequest.Wish(fair.Id, new RequestForm
        {
            ProjectId = projects[i % projects.Count],
            InvestorId = investors[i % investors.Count],
            Priority = i % 5 == 0 ? Wish.Must : Wish.Want,
            Guests = [.. Of(i).Take(2)],
            Hosts = [.. Of(i).Skip(2)],
        }, Now, 3650)).ToList();
        db.AddRange(wishes);
        await SavedAsync(db);

        List<SlotClaim> claims = [];
        foreach (var (wish, i) in wishes.Take(Placed).Select((wish, i) => (wish, i)))
        {
            var (slot, table) = (slots[i % Slots], tables[i / Slots]);
            var meeting = Meeting.Of($"{Fair}-M{i:0000}", wish, wish.Team(Side.Host));
            meeting.PlaceAt(new Place(slot.Id, 1, table.Id));
            wish.Booked();
            db.Add(meeting);
            claims.AddRange(meeting.People.Select(p => (ClaimKind.Person, p)).Append((ClaimKind.Table, table.Id)).Select(c => new SlotClaim { FairId = fair.Id, SlotId = slot.Id, Kind = c.Item1, ResourceId = c.Item2, MeetingId = meeting.Id }));
        }

        await SavedAsync(db, new ClaimChange([], claims));
        await db.Database.ExecuteSqlRawAsync("ANALYZE");

        IEnumerable<Guid> Of(int wish) => Enumerable.Range(0, APerson).Select(p => people[((wish / Slots % (People / APerson)) * APerson) + p].Id);
    }

    private static async Task SavedAsync(FairDbContext db, ClaimChange? claims = null)
    {
        var saved = await db.SaveAsync(new Act(Actor.Setup, "seed.timetable", Now), CancellationToken.None, claims);
        if (saved.Refused) throw new InvalidOperationException(saved.Text);
    }
}
