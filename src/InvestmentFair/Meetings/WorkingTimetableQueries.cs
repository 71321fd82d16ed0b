using InvestmentFair.Data;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

/// <summary>The timetable as it stands, said as it would be published: what has a place, with everybody by name.</summary>
internal static class WorkingTimetableQueries
{
    private sealed record Seat(Guid MeetingId, Guid PersonId, string Name, Side Side, bool Interprets, int Ordinal);

    private sealed record Known(Bilingual Organisation, Bilingual Title);

    private static readonly Known Unknown = new(Bilingual.Empty, Bilingual.Empty);

    public static async Task<IReadOnlyList<ReleasedMeeting>> ReadAsync(FairDbContext db, Guid fairId, CancellationToken cancel)
    {
        var ends = await (from claim in db.Claims.Where(c => c.FairId == fairId && c.Kind == ClaimKind.Table)
                          join slot in db.Slots on claim.SlotId equals slot.Id
                          group slot.EndsAt by claim.MeetingId into run
                          select new { run.Key, Ends = run.Max() }).ToDictionaryAsync(r => r.Key, r => r.Ends, cancel);
        var seats = (await db.Meetings.Where(m => m.FairId == fairId && m.FirstSlotId != null).SelectMany(m => m.Attendees).Select(a => new Seat(a.MeetingId, a.PersonId, a.Person.Name, a.Side, a.Interprets, a.Ordinal)).ToListAsync(cancel))
            .OrderBy(s => s.Side).ThenBy(s => s.Interprets).ThenBy(s => s.Ordinal).ToLookup(s => s.MeetingId);
        var (guests, hosts) = (await GuestsAsync(db, fairId, cancel), await HostsAsync(db, fairId, cancel));
        var towns = (await db.Units.AsNoTracking().Where(u => u.TownshipCode != null && u.ValidTo == null).OrderBy(u => u.Code).Select(u => new { u.TownshipCode, u.Name }).ToListAsync(cancel)).DistinctBy(u => u.TownshipCode).ToDictionary(u => u.TownshipCode!, u => u.Name);
        var meetings = await db.Meetings.AsNoTracking().Where(m => m.FairId == fairId && m.FirstSlotId != null).OrderBy(m => m.Number).Select(m => new
        {
            m.Id,
            m.Number,
            m.FirstSlot!.StartsAt,
            m.FirstSlot.EndsAt,
            SlotId = m.FirstSlotId!.Value,
            m.Length,
            TableId = m.TableId!.Value,
            TableCode = m.Table!.Code,
            m.Table.HallId,
            Hall = m.Table.Hall.Name,
            Project = m.Project == null ? null : m.Project.Name,
            Plant = m.Plant == null ? null : m.Plant.Name,
            m.Topic,
            Investor = m.Investor == null ? null : m.Investor.Survivor.Name,
            Delegation = m.Delegation == null ? null : m.Delegation.Name,
            Unit = m.Project == null ? null : m.Project.Unit.Name,
            Town = m.Plant == null ? null : m.Plant.TownshipCode,
        }).ToListAsync(cancel);
        return
        [
            .. meetings.Select(m => new ReleasedMeeting
            {
                FairId = fairId,
                MeetingId = m.Id,
                Number = m.Number,
                StartsAt = m.StartsAt,
                EndsAt = ends.GetValueOrDefault(m.Id, m.EndsAt),
                SlotId = m.SlotId,
                Length = m.Length,
                TableId = m.TableId,
                TableCode = m.TableCode,
                HallId = m.HallId,
                Hall = m.Hall,
                Subject = m.Project ?? m.Plant ?? new Bilingual(m.Topic ?? ""),
                GuestSide = m.Investor ?? m.Delegation ?? Bilingual.Empty,
                // A topic is nobody's own: then whoever sits there first says whose it is.
                HostSide = m.Unit ?? (m.Town is { } town ? towns.GetValueOrDefault(town) : null)
                    ?? seats[m.Id].Where(s => s is { Side: Side.Host, Interprets: false }).Select(s => hosts.GetValueOrDefault(s.PersonId)?.Organisation).FirstOrDefault() ?? Bilingual.Empty,
                People = [.. seats[m.Id].Select(s => Released(s, (s.Side is Side.Guest ? guests : hosts).GetValueOrDefault(s.PersonId, Unknown)))],
            }),
        ];
    }

    private static ReleasedPerson Released(Seat seat, Known known) => new()
    {
        PersonId = seat.PersonId,
        Side = seat.Side,
        Interprets = seat.Interprets,
        Ordinal = seat.Ordinal,
        Name = seat.Name,
        Organisation = known.Organisation,
        Title = known.Title,
    };

    private static async Task<Dictionary<Guid, Known>> GuestsAsync(FairDbContext db, Guid fairId, CancellationToken cancel) =>
        (await db.Guests.AsNoTracking().Where(g => g.FairId == fairId).Select(g => new { g.PersonId, g.Organisation, g.Title, Investor = g.Investor == null ? null : g.Investor.Survivor.Name, Delegation = g.Delegation == null ? null : g.Delegation.Name }).ToListAsync(cancel))
            .ToDictionary(g => g.PersonId, g => new Known(g.Investor ?? (g.Organisation.Length > 0 ? new Bilingual(g.Organisation) : g.Delegation ?? Bilingual.Empty), g.Title));

    private static async Task<Dictionary<Guid, Known>> HostsAsync(FairDbContext db, Guid fairId, CancellationToken cancel) =>
        (await db.OfficesAt(fairId).Select(h => new { h.PersonId, h.Unit.Name, h.Title }).ToListAsync(cancel))
            .DistinctBy(h => h.PersonId).ToDictionary(h => h.PersonId, h => new Known(h.Name, h.Title));
}
