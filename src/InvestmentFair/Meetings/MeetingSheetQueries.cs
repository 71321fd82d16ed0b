using System.Globalization;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Dictionaries;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

/// <summary>A meeting as a line of the sheet 洽谈对接表: a cell for each <see cref="SheetColumn"/>, in both languages.</summary>
public sealed record SheetLine(string Number, IReadOnlyDictionary<SheetColumn, Bilingual> Cells)
{
    /// <summary>All of it in one sentence, by which a change of any cell shows.</summary>
    public Bilingual Text => new(string.Join(" · ", InOrder.Select(c => c.Zh).Where(c => c.Length > 0)), string.Join(" · ", InOrder.Select(c => c.En ?? c.Zh).Where(c => c.Length > 0)));

    private IEnumerable<Bilingual> InOrder => Enum.GetValues<SheetColumn>().Select(column => Cells[column]);
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
        var units = (await db.OfficesAt(of.Id).Select(h => new { h.PersonId, h.Unit.Name }).ToListAsync(cancel)).ToLookup(h => h.PersonId, h => h.Name);
        var modes = await db.WordsAsync(DictionaryKind.CooperationMode, cancel);
        var meetings = await db.Meetings.AsNoTracking().Where(m => m.FairId == of.Id && m.State != MeetingState.Cancelled && m.FirstSlotId != null)
            .Include(m => m.Project!.Unit).Include(m => m.Plant).Include(m => m.Investor!.Survivor).Include(m => m.Delegation).Include(m => m.FirstSlot).Include(m => m.Table).Include(m => m.Attendees).ThenInclude(a => a.Person).Include(m => m.Outcome!.Owner)
            .AsSplitQuery().ToListAsync(cancel);
        return new MeetingSheet(of.Name, of.TimeZone, [.. meetings.OrderBy(m => m.FirstSlot!.StartsAt).ThenBy(m => m.Table!.Code, StringComparer.Ordinal).ThenBy(m => m.Number, StringComparer.Ordinal).Select(Line)], await ReleaseQueries.UnpublishedAsync(db, fair, cancel));

        SheetLine Line(Meeting m) => new(m.Number, Enum.GetValues<SheetColumn>().ToDictionary(column => column, column => Cell(m, column)));

        Bilingual Cell(Meeting m, SheetColumn column) => column switch
        {
            SheetColumn.Session => Plain((slots.FindIndex(s => s.Id == m.FirstSlotId) + 1).ToString(CultureInfo.InvariantCulture)),
            SheetColumn.StartsAt => TimeOf(new Period(m.FirstSlot!.StartsAt, slots.Where(s => ends[m.Id].Contains(s.Id)).Select(s => s.EndsAt).DefaultIfEmpty(m.FirstSlot.EndsAt).Max()), of.TimeZone),
            SheetColumn.Table => Plain(m.Table?.Code),
            SheetColumn.Subject => m.Project?.Name ?? m.Plant?.Name ?? Plain(m.Topic),
            SheetColumn.Unit => m.Project?.Unit.Name ?? m.Team(Side.Host).SelectMany(host => units[host]).FirstOrDefault() ?? Bilingual.Empty,
            SheetColumn.GuestSide => m.Investor?.Survivor.Name ?? m.Delegation!.Name,
            SheetColumn.Guests => Joined(m.Attendees.Where(a => a.Side is Side.Guest).OrderBy(a => a.Ordinal).Select(a => Titled(a.Person.Name, titles[a.PersonId].FirstOrDefault()))),
            SheetColumn.Modes => Joined(modes.Of(m.Project?.Modes ?? [])),
            SheetColumn.AmountFen => Plain(m.Standing?.AmountFen is { } fen ? new Money(fen).InWan : null),
            SheetColumn.Support => Plain(m.Standing?.Support),
            SheetColumn.Outcome => m.Standing is { } outcome ? new Bilingual(outcome.Kind.Names.Zh, outcome.Kind.Names.En) : Bilingual.Empty,
            SheetColumn.NextStep => Plain(m.Standing?.NextStep),
            SheetColumn.Owner => Plain(m.Standing?.Owner?.Name),
            SheetColumn.Due => Plain(m.Standing?.Due?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            _ => throw new ArgumentOutOfRangeException(nameof(column), column, null),
        };
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
