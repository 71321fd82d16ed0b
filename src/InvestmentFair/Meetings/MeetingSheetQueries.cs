using System.Globalization;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Dictionaries;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

/// <summary>A meeting as a line of the sheet 洽谈对接表: a cell for each of <see cref="MeetingList.Official"/>, in both languages.</summary>
public sealed record SheetLine(string Number, IReadOnlyList<Bilingual> Cells)
{
    /// <summary>All of it in one sentence, by which a change of any cell shows.</summary>
    public Bilingual Text => new(string.Join(" · ", Cells.Select(c => c.Zh).Where(c => c.Length > 0)), string.Join(" · ", Cells.Select(c => c.En ?? c.Zh).Where(c => c.Length > 0)));
}

/// <param name="Fair">Of which fair.</param>
/// <param name="Zone">Its time zone.</param>
/// <param name="Lines">The meetings.</param>
/// <param name="Unpublished">How many of them are otherwise than was published; none before anything was.</param>
public sealed record MeetingSheet(Bilingual Fair, string Zone, IReadOnlyList<SheetLine> Lines, int Unpublished);

/// <summary>The sheet 洽谈对接表 as it is printed: every meeting that has a place, by time and table.</summary>
public sealed class MeetingSheetQueries(IDbContextFactory<FairDbContext> contexts)
{
    public async Task<MeetingSheet?> SheetAsync(Actor actor, string fair, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = contexts.CreateDbContext();
        if (await db.Fairs.AsNoTracking().SingleOrDefaultAsync(f => f.Code == fair, cancel) is not { } of) return null;
        var slots = await db.Slots.AsNoTracking().Where(s => s.FairId == of.Id).OrderBy(s => s.StartsAt).ToListAsync(cancel);
        // A long meeting may step over a slot that was closed before: the claims say when it ends.
        var ends = (await db.Claims.Where(c => c.FairId == of.Id && c.Kind == ClaimKind.Table).Select(c => new { c.MeetingId, c.SlotId }).ToListAsync(cancel)).ToLookup(c => c.MeetingId, c => c.SlotId);
        var titles = (await db.Guests.Where(g => g.FairId == of.Id).Select(g => new { g.PersonId, g.Title }).ToListAsync(cancel)).ToLookup(g => g.PersonId, g => g.Title);
        var units = (await db.Hosts.OrderBy(h => h.To != null).ThenByDescending(h => h.From).ThenBy(h => h.Id).Select(h => new { h.PersonId, h.Unit.Name }).ToListAsync(cancel)).ToLookup(h => h.PersonId, h => h.Name);
        var modes = await db.WordsAsync(DictionaryKind.CooperationMode, cancel);
        var meetings = await db.Meetings.AsNoTracking().Where(m => m.FairId == of.Id && m.State != MeetingState.Cancelled && m.FirstSlotId != null)
            .Include(m => m.Project!.Unit).Include(m => m.Plant).Include(m => m.Investor!.Survivor).Include(m => m.Delegation).Include(m => m.FirstSlot).Include(m => m.Table).Include(m => m.Attendees).ThenInclude(a => a.Person).Include(m => m.Outcome!.Owner)
            .AsSplitQuery().ToListAsync(cancel);
        return new MeetingSheet(of.Name, of.TimeZone, [.. meetings.OrderBy(m => m.FirstSlot!.StartsAt).ThenBy(m => m.Table!.Code, StringComparer.Ordinal).ThenBy(m => m.Number, StringComparer.Ordinal).Select(Line)], await ReleaseQueries.UnpublishedAsync(db, fair, cancel));

        SheetLine Line(Meeting m) => new(m.Number,
        [
            Plain((slots.FindIndex(s => s.Id == m.FirstSlotId) + 1).ToString(CultureInfo.InvariantCulture)),
            TimeOf(new Period(m.FirstSlot!.StartsAt, slots.Where(s => ends[m.Id].Contains(s.Id)).Select(s => s.EndsAt).DefaultIfEmpty(m.FirstSlot.EndsAt).Max()), of.TimeZone),
            Plain(m.Table?.Code),
            m.Project?.Name ?? m.Plant?.Name ?? Plain(m.Topic),
            m.Project?.Unit.Name ?? m.Team(Side.Host).SelectMany(host => units[host]).FirstOrDefault() ?? Bilingual.Empty,
            m.Investor?.Survivor.Name ?? m.Delegation!.Name,
            Joined(m.Attendees.Where(a => a.Side is Side.Guest).OrderBy(a => a.Ordinal).Select(a => Titled(a.Person.Name, titles[a.PersonId].FirstOrDefault()))),
            Joined(modes.Of(m.Project?.Modes ?? [])),
            Plain(m.Standing?.AmountFen is { } fen ? new Money(fen).InWan : null),
            Plain(m.Standing?.Support),
            m.Standing is { } outcome ? new Bilingual(outcome.Kind.Names.Zh, outcome.Kind.Names.En) : Bilingual.Empty,
            Plain(m.Standing?.NextStep),
            Plain(m.Standing?.Owner?.Name),
            Plain(m.Standing?.Due?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        ]);
    }

    private static Bilingual Plain(string? text) => new(text ?? "");

    private static Bilingual Titled(string name, Bilingual? title) => title is null or { IsEmpty: true } ? new(name) : new($"{name}（{title.Zh}）", $"{name} ({title.En ?? title.Zh})");

    private static Bilingual Joined(IEnumerable<Bilingual> many)
    {
        var all = many.ToList();
        return new(string.Join("、", all.Select(t => t.Zh)), string.Join(", ", all.Select(t => t.En ?? t.Zh)));
    }

    private static Bilingual TimeOf(Period period, string zone)
    {
        var (starts, clock) = (FairTime.ToLocal(period.StartsAt, zone), $"{FairTime.Clock(period.StartsAt, zone)}–{FairTime.Clock(period.EndsAt, zone)}");
        return new($"{starts.Month}月{starts.Day}日 {clock}", $"{starts.ToString("d MMM", CultureInfo.InvariantCulture)} {clock}");
    }
}
