using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Dictionaries;
using InvestmentFair.Enquiries;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.Ledger;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Editions;

/// <summary>The life of a fair as a whole: made of last year's, and put away when its work is over.</summary>
public sealed class EditionDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock) : Desk(contexts, clock)
{
    public async Task<Outcome<ClonePreview>> PreviewAsync(Actor actor, Guid sourceId, CloneForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageFairs);
        if (form.Check() is { Count: > 0 } problems) return Outcome.Wrong(problems).As<ClonePreview>();
        await using var db = Open();
        if (await db.Fairs.AnyAsync(f => f.Code == form.Code.Trim(), cancel)) return EditionRefusals.CodeTaken.As<ClonePreview>();
        if (await LoadAsync(db, sourceId, cancel) is not { } copy) return Refusal.NotFound;
        return copy.Preview(form, await db.WorkingDaysAsync(cancel), Today);
    }

    /// <summary>The whole new fair in one save, or nothing.</summary>
    public async Task<Outcome<Guid>> CloneAsync(Actor actor, Guid sourceId, CloneForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageFairs);
        if (form.Check() is { Count: > 0 } problems) return Outcome.Wrong(problems).As<Guid>();
        await using var db = Open();
        await using var transaction = await db.BeginAsync(cancel);
        if (await db.Fairs.AnyAsync(f => f.Code == form.Code.Trim(), cancel)) return EditionRefusals.CodeTaken.As<Guid>();
        if (await LoadAsync(db, sourceId, cancel) is not { } copy) return Refusal.NotFound;
        var fair = copy.NewFair(form);
        db.Add(fair);
        db.AddRange(copy.Records(fair, form, Today));
        return await CommitAsync(db, transaction, new Act(actor, "fair.cloned", Now, $"{copy.Source.Code} → {fair.Code}"), fair.Id, cancel);
    }

    /// <summary>Read-only from now on. A question that nobody has answered keeps a fair open.</summary>
    public Task<Outcome> ArchiveAsync(Actor actor, Guid id, int version, CancellationToken cancel)
    {
        actor.Must(Permission.ManageFairs);
        return DoAsync(actor, "fair.archived", id, (db, known) => db.Fairs.SingleOrDefaultAsync(f => f.Id == known, cancel), async (db, fair) =>
        {
            var archived = fair.Archive(Now);
            if (archived.Refused) return archived;
            var unanswered = await db.Enquiries.CountAsync(e => e.FairId == id && (e.State == EnquiryState.Received || e.State == EnquiryState.InHand), cancel);
            return unanswered > 0 ? EditionRefusals.Unanswered(unanswered) : Outcome.Done;
        }, cancel, version);
    }

    public Task<Outcome> RestoreAsync(Actor actor, Guid id, int version, CancellationToken cancel)
    {
        actor.Must(Permission.ManageFairs);
        return DoAsync(actor, "fair.restored", id, (db, known) => db.Fairs.SingleOrDefaultAsync(f => f.Id == known, cancel), (_, fair) => Task.FromResult(fair.Restore()), cancel, version);
    }

    private async Task<EditionCopy?> LoadAsync(FairDbContext db, Guid id, CancellationToken cancel)
    {
        if (await db.Fairs.AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, cancel) is not { } source) return null;
        var asOf = new AsOf(Today);
        var settings = await db.FairSettings.AsNoTracking().Where(s => s.SubjectId == id).ToListAsync(cancel);
        return new EditionCopy(source,
            await db.Halls.AsNoTracking().Include(h => h.Tables).Where(h => h.FairId == id).OrderBy(h => h.Code).ToListAsync(cancel),
            await db.Slots.AsNoTracking().Where(s => s.FairId == id).OrderBy(s => s.StartsAt).ToListAsync(cancel),
            await db.Agenda.AsNoTracking().Where(a => a.FairId == id).OrderBy(a => a.StartsAt).ThenBy(a => a.Id).ToListAsync(cancel),
            [.. settings.GroupBy(s => s.Setting).Select(g => asOf.InForce(g)).OfType<FairSetting>().Where(s => s.Value.Length > 0)],
            await db.Checklist.AsNoTracking().Where(i => i.FairId == id).OrderByDescending(i => i.DaysBefore).ThenBy(i => i.Id).ToListAsync(cancel),
            await db.FairProjects.AsNoTracking().Include(p => p.Project).Where(p => p.FairId == id).ToListAsync(cancel));
    }
}

public static class EditionRefusals
{
    /// <summary>Beside the field, where it can be put right.</summary>
    public static Outcome CodeTaken => Outcome.Wrong([new FieldProblem(nameof(CloneForm.Code), "这个届次编码已被使用", "This code is taken")]);

    public static Refusal Unanswered(int enquiries) => new("edition.unanswered", $"本届还有 {enquiries} 条来询没有答复，答复后再归档", $"{enquiries} enquiries of this fair are still unanswered; answer them first");
}
