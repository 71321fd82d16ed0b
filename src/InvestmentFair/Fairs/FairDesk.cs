using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Fairs;

/// <summary>Fairs with their venues, halls, tables, slots and agenda.</summary>
public sealed class FairDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock) : Desk(contexts, clock)
{
    public Task<Outcome<Guid>> SaveFairAsync(Actor actor, Guid? id, FairForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageFairs);
        return EnterAsync(actor, "fair", id, form,
            (db, known) => db.Fairs.SingleOrDefaultAsync(f => f.Id == known, cancel), FairForm.Of,
            _ => Task.FromResult<Outcome<Fair>>(Fair.Plan(form)),
            (db, fair) => ReviseAsync(db, fair, form, cancel), cancel);
    }

    internal static async Task<Outcome> ReviseAsync(FairDbContext db, Fair fair, FairForm form, CancellationToken cancel)
    {
        // What was entered as nine o'clock would be said to be at ten.
        if (form.Zone!.Value.Id != fair.TimeZone && (await db.Slots.AnyAsync(s => s.FairId == fair.Id, cancel) || await db.Agenda.AnyAsync(a => a.FairId == fair.Id, cancel)))
            return Outcome.Wrong([new FieldProblem(nameof(FairForm.Zone), FairRefusals.ZoneIsUsed.Zh, FairRefusals.ZoneIsUsed.En)]);
        var revised = fair.Revise(form);
        if (revised.Refused) return revised;
        // What is counted back from the opening day moves with it.
        foreach (var item in await db.Checklist.Where(i => i.FairId == fair.Id).ToListAsync(cancel)) item.CountBackFrom(fair.FirstDay);
        return Outcome.Done;
    }

    /// <summary>The portal shows this fair from now on, and no other.</summary>
    public async Task<Outcome> MakeCurrentAsync(Actor actor, Guid id, int version, CancellationToken cancel)
    {
        actor.Must(Permission.ManageFairs);
        await using var db = Open();
        await using var transaction = await db.BeginAsync(cancel);
        if (await db.Fairs.SingleOrDefaultAsync(f => f.Id == id, cancel) is not { } fair) return Refusal.NotFound;
        if (fair.Version != version) return Overtaken(fair, version);

        if (fair.IsArchived) return FairRefusals.Archived;
        // The old one first, alone: the database allows one current fair at every moment.
        if (await db.Fairs.SingleOrDefaultAsync(f => f.IsCurrent && f.Id != id, cancel) is { } old)
        {
            old.Retire();
            try
            {
                var retired = await db.SaveAsync(new Act(actor, "fair.retired", Now), cancel);
                if (retired.Refused) return retired;
            }
            catch (Exception fault) when (Violations.Explain(fault) is { } refusal)
            {
                return refusal;
            }
        }

        var current = fair.MakeCurrent();
        return current.Refused ? current : await CommitAsync(db, transaction, new Act(actor, "fair.made-current", Now), id, cancel);
    }

    public Task<Outcome<Guid>> SaveVenueAsync(Actor actor, Guid? id, VenueForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageFairs);
        return EnterAsync(actor, "venue", id, form,
            (db, known) => db.Venues.SingleOrDefaultAsync(v => v.Id == known, cancel), VenueForm.Of,
            _ => Task.FromResult<Outcome<Venue>>(Venue.Enter(form)),
            (_, venue) => Revised(() => venue.Revise(form)), cancel);
    }

    public Task<Outcome<Guid>> SaveHallAsync(Actor actor, string fair, Guid? id, HallForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageFairs);
        return EnterAsync(actor, "hall", id, form,
            (db, known) => db.Halls.SingleOrDefaultAsync(h => h.Id == known && h.Fair.Code == fair, cancel), HallForm.Of,
            async db => await FairIdAsync(db, fair, cancel) is { } fairId ? Hall.Open(fairId, form) : Refusal.NotFound,
            (_, hall) => Revised(() => hall.Revise(form)), cancel);
    }

    public Task<Outcome<Guid>> SaveTableAsync(Actor actor, string fair, Guid? id, TableForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageFairs);
        return EnterAsync(actor, "table", id, form,
            (db, known) => db.Tables.SingleOrDefaultAsync(t => t.Id == known && t.Hall.Fair.Code == fair, cancel), TableForm.Of,
            async db => await db.Halls.SingleOrDefaultAsync(h => h.Id == form.HallId && h.Fair.Code == fair, cancel) is { } hall ? Table.Put(hall.FairId, form) : FairRefusals.HallOfAnotherFair,
            (db, table) => ReviseAsync(db, table, form, cancel), cancel);
    }

    internal static async Task<Outcome> ReviseAsync(FairDbContext db, Table table, TableForm form, CancellationToken cancel)
    {
        if (!await db.Halls.AnyAsync(h => h.Id == form.HallId && h.FairId == table.FairId, cancel)) return FairRefusals.HallOfAnotherFair;
        table.Revise(form);
        return Outcome.Done;
    }

    public Task<Outcome<Guid>> SaveSlotAsync(Actor actor, string fair, Guid? id, SlotForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageFairs);
        return EnterAsync(actor, "slot", id, form,
            (db, known) => db.Slots.Include(s => s.Fair).SingleOrDefaultAsync(s => s.Id == known && s.Fair.Code == fair, cancel), slot => SlotForm.Of(slot, slot.Fair.TimeZone),
            async db =>
            {
                if (await db.Fairs.SingleOrDefaultAsync(f => f.Code == fair, cancel) is not { } of) return Refusal.NotFound;
                var slot = TimeSlot.Set(of.Id, of.TimeZone, form);
                return await OverlapsAsync(db, slot, cancel) ? FairRefusals.SlotsOverlap : slot;
            },
            (db, slot) => ReviseAsync(db, slot, form, cancel), cancel);
    }

    internal static async Task<Outcome> ReviseAsync(FairDbContext db, TimeSlot slot, SlotForm form, CancellationToken cancel)
    {
        var (starts, ends) = (slot.StartsAt, slot.EndsAt);
        slot.Revise(slot.Fair.TimeZone, form);
        if (await OverlapsAsync(db, slot, cancel)) return FairRefusals.SlotsOverlap;
        var moved = (starts, ends) != (slot.StartsAt, slot.EndsAt);
        return moved && await db.Claims.AnyAsync(c => c.SlotId == slot.Id, cancel) ? FairRefusals.SlotInUse : Outcome.Done;
    }

    public Task<Outcome<Guid>> SaveAgendaAsync(Actor actor, string fair, Guid? id, AgendaForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageFairs);
        return EnterAsync(actor, "agenda", id, form,
            (db, known) => db.Agenda.Include(a => a.Fair).SingleOrDefaultAsync(a => a.Id == known && a.Fair.Code == fair, cancel), item => AgendaForm.Of(item, item.Fair.TimeZone),
            async db => await db.Fairs.SingleOrDefaultAsync(f => f.Code == fair, cancel) is { } of ? AgendaItem.Plan(of.Id, of.TimeZone, form) : Refusal.NotFound,
            (_, item) => Revised(() => item.Revise(item.Fair.TimeZone, form)), cancel);
    }

    private static async Task<Guid?> FairIdAsync(FairDbContext db, string fair, CancellationToken cancel) =>
        await db.Fairs.Where(f => f.Code == fair).Select(f => (Guid?)f.Id).SingleOrDefaultAsync(cancel);

    private static Task<bool> OverlapsAsync(FairDbContext db, TimeSlot slot, CancellationToken cancel) =>
        db.Slots.AnyAsync(s => s.FairId == slot.FairId && s.Id != slot.Id && s.StartsAt < slot.EndsAt && slot.StartsAt < s.EndsAt, cancel);
}

public static class FairRefusals
{
    public static Refusal ZoneIsUsed => new("fair.zone", "已有时段或日程，时区不能再改", "There are slots or an agenda already; the time zone stays");

    public static Refusal SlotsOverlap => new("slot.overlap", "时段与已有时段重叠", "The slot overlaps another one");

    public static Refusal Archived => new("fair.archived", "这一届已归档，只能查看；需要改动时先恢复", "This fair is archived and can only be read; restore it first to change anything");

    public static Refusal NotArchived => new("fair.not-archived", "这一届没有归档", "This fair is not archived");

    public static Refusal CurrentStays => new("fair.current", "当前届不能归档，先把另一届设为当前届", "The current fair cannot be archived; make another one current first");

    public static Refusal SlotInUse => new("slot.used", "时段已有洽谈，先移走再改时间", "Meetings stand in this slot; move them first");

    public static Refusal OfAnotherFair => new("fair.another", "所选的不属于这一届，请重新选择", "What was chosen belongs to another fair; choose again");

    public static Refusal HallOfAnotherFair => new("table.hall", "会场不属于本届", "The hall belongs to another fair");

    public static Refusal SettingDays => new("setting.days", $"填 1 到 {SettingRule.MostDays} 的整数", $"A whole number from 1 to {SettingRule.MostDays}");

    public static Refusal SettingCount(int most) => new("setting.count", $"填 1 到 {most} 的整数", $"A whole number from 1 to {most}");

    public static Refusal SettingSpan => new("setting.span", $"填 1 到 {SettingRule.MostSpan} 的整数", $"A whole number from 1 to {SettingRule.MostSpan}");

    public static Refusal SettingWeight => new("setting.weight", "填 0 到 100 的整数，0 为不计", "A whole number from 0 to 100; 0 leaves it out");

    public static Refusal SettingPoints => new("setting.points", "填 0 到 99 的整数：缺项不能按满分计", "A whole number from 0 to 99: what is not known never counts in full");

    public static Refusal SettingOption => new("setting.option", "请从列出的选项中选", "Choose one of those offered");

    public static Refusal SettingMany(int count) => new("setting.many", $"请选 {count} 项，不重复", $"Choose {count}, each once");

    public static Refusal SettingWords => new("setting.words", $"不能为空，最多 {SettingRule.LongestWords} 字", $"Not empty, at most {SettingRule.LongestWords} characters");

    public static Refusal SettingReason => new("setting.reason", "请写明为什么改", "Please say why it changes");

    public static Refusal SettingOfCounty => new("setting.county", "这一项只对全县设置", "This is set for the county only");
}
