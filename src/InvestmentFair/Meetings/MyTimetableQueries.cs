using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

public sealed record MetPerson(string Name, Bilingual Title);

/// <summary>Whom one meets, as they were called when it was published.</summary>
public sealed record MetSide(Bilingual Organisation, IReadOnlyList<MetPerson> People);

/// <summary>
/// A meeting as one who takes part reads it: with the other side, or both for whoever interprets, and with what the release that holds
/// has said anew of it. Where they are out it takes place without them.
/// </summary>
public sealed record MyMeeting(string Number, DateTime StartsAt, DateTime EndsAt, Bilingual Hall, string Table, Bilingual Subject, IReadOnlyList<MetSide> Met, IReadOnlyList<MetPerson> Interpreters, bool Interprets, bool IsOut, LineKind? Change, Bilingual? Was);

/// <summary>
/// The timetable of one person by the release that holds, where one has been published; with the number of the link that opened it,
/// and the key of their calendar where it can be shown.
/// </summary>
public sealed record MyTimetable(string Link, string Person, Bilingual Fair, string Zone, string? Release, DateTime? PublishedAt, IReadOnlyList<MyMeeting> On, IReadOnlyList<MyMeeting> Off, string? Calendar);

/// <summary>What guests see of their own timetable without a login. Looking changes nothing.</summary>
public sealed class MyTimetableQueries(IDbContextFactory<FairDbContext> contexts, LinkDesk links)
{
    /// <summary>Of a browser that was let in by the key of the page; nothing once that was renewed or revoked.</summary>
    public async Task<MyTimetable?> MineAsync(Actor actor, Guid link, int generation, CancellationToken cancel)
    {
        if (await links.OpenAgainAsync(actor, LinkKind.Timetable, link, generation, cancel) is not { } opened) return null;
        var calendar = await links.CalendarKeyAsync(opened, cancel);
        await using var db = contexts.CreateDbContext();
        var (fair, mine, told) = await ReadAsync(db, opened, cancel);
        var person = await db.People.Where(p => p.Id == opened.Subject).Select(p => p.Name).SingleAsync(cancel);
        var current = await db.Releases.AsNoTracking().SingleOrDefaultAsync(r => r.FairId == fair.Id && r.IsCurrent, cancel);
        var changes = current?.SinceId is { } since
            ? ReleaseChanges.Between(Rows(since), Rows(current.Id), await ReleaseQueries.SurvivorAsync(db, cancel)).People.SingleOrDefault(p => p.PersonId == opened.Subject)?.Lines.ToDictionary(l => l.Meeting.MeetingId) ?? []
            : [];
        var seats = (from rows in told
                     let last = Told.Of(rows, mine)
                     where last is { State: not ReleasedState.Hidden }
                     orderby last.Meeting.StartsAt, last.Meeting.Number
                     select (last.State, Mine: MyOf(Released.Of([last.Meeting], mine)[0], changes.GetValueOrDefault(last.Meeting.MeetingId), last.State is ReleasedState.Cancelled && !rows[^1].Meeting.IsCancelled, fair.TimeZone))).ToLookup(m => m.State, m => m.Mine);
        return new MyTimetable(opened.Number, person, fair.Name, fair.TimeZone, current?.Called, current?.PublishedAt, [.. seats[ReleasedState.On]], [.. seats[ReleasedState.Cancelled]], calendar);

        List<ReleasedMeeting> Rows(Guid release) => [.. told.SelectMany(rows => rows).Select(row => row.Meeting).Where(m => m.ReleaseId == release)];
    }

    /// <summary>The calendar that a key opens, as its subscriber's program reads it; nothing where it opens none.</summary>
    public async Task<string?> CalendarAsync(Actor actor, string key, bool inEnglish, CancellationToken cancel)
    {
        if (await links.OpenAsync(actor, LinkKind.Calendar, key, cancel) is not { } opened) return null;
        await using var db = contexts.CreateDbContext();
        var (fair, mine, told) = await ReadAsync(db, opened, cancel);
        // A topic is written freely and may name somebody.
        var ids = told.Select(rows => rows[0].Meeting.MeetingId).ToList();
        var topics = (await db.Meetings.Where(m => ids.Contains(m.Id) && m.ProjectId == null && m.PlantId == null).Select(m => m.Id).ToListAsync(cancel)).ToHashSet();
        return MeetingCalendar.Write($"{In(fair.Name)} {(inEnglish ? "meetings" : "洽谈日程")}",
            [.. told.Select(rows => Told.Of(rows, mine)).OfType<Told>().OrderBy(m => m.Meeting.StartsAt).ThenBy(m => m.Meeting.Number, StringComparer.Ordinal).Select(Entry)]);

        CalendarEntry Entry(Told of)
        {
            var meeting = of.Meeting;
            var about = topics.Contains(meeting.MeetingId) ? inEnglish ? "Meeting" : "洽谈" : In(meeting.Subject);
            var met = string.Join(" / ", Met(Released.Of([meeting], mine)[0]).Select(side => In(side.Organisation)));
            return new CalendarEntry(meeting.MeetingId, of.Sequence, of.At, meeting.StartsAt, meeting.EndsAt, met.Length > 0 ? $"{about} · {met}" : about,
                inEnglish ? $"{In(meeting.Hall)}, table {meeting.TableCode}" : $"{meeting.Hall.Zh} {meeting.TableCode}", of.State is ReleasedState.On);
        }

        string In(Bilingual text) => inEnglish && !string.IsNullOrWhiteSpace(text.En) ? text.En : text.Zh;
    }

    // All that was ever said of the meetings a person has or had, each in the order of the releases.
    private static async Task<(Fairs.Fair Fair, IReadOnlyCollection<Guid> Mine, IReadOnlyList<IReadOnlyList<(ReleasedMeeting Meeting, DateTime At)>> Told)> ReadAsync(FairDbContext db, OpenedLink opened, CancellationToken cancel)
    {
        var fair = await db.Fairs.AsNoTracking().SingleAsync(f => f.Code == opened.Fair, cancel);
        var mine = await db.People.Where(p => p.SurvivorId == opened.Subject).Select(p => p.Id).ToListAsync(cancel);
        var said = await db.ReleasedMeetings.AsNoTracking().Include(m => m.People).Include(m => m.Release).AsSplitQuery()
            .Where(m => m.FairId == fair.Id && db.ReleasedMeetings.Any(o => o.MeetingId == m.MeetingId && o.FairId == fair.Id && o.Release.IsCurrent && o.People.Any(p => mine.Contains(p.PersonId)))).ToListAsync(cancel);
        return (fair, mine, [.. said.GroupBy(m => m.MeetingId).Select(g => (IReadOnlyList<(ReleasedMeeting, DateTime)>)[.. g.OrderBy(m => m.Release.Number).Select(m => (m, m.Release.PublishedAt))])]);
    }

    private static MyMeeting MyOf(PersonalMeeting mine, ChangedLine? line, bool isOut, string zone)
    {
        var meeting = mine.Meeting;
        return new MyMeeting(meeting.Number, meeting.StartsAt, meeting.EndsAt, meeting.Hall, meeting.TableCode, meeting.Subject, Met(mine), [.. meeting.Seated.Where(p => p.Interprets && p != mine.Seat).Select(Person)], mine.Seat.Interprets,
            isOut, line?.Kind, line is { Before: { } was, After: { } now } ? ReleaseWords.At(was, zone) is var at && at != ReleaseWords.At(now, zone) ? at : was.Subject : null);
    }

    private static IReadOnlyList<MetSide> Met(PersonalMeeting mine) =>
        [.. from side in (Side[])[Side.Guest, Side.Host]
            where mine.Seat.Interprets || side != mine.Seat.Side
            select new MetSide(side is Side.Guest ? mine.Meeting.GuestSide : mine.Meeting.HostSide, [.. mine.Meeting.Seated.Where(p => p.Side == side && !p.Interprets).Select(Person)])];

    private static MetPerson Person(ReleasedPerson person) => new(person.Name, person.Title);
}
