using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Files;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Projects;

public sealed record ReviewView(ReviewField Field, ReviewVerdict Verdict, string Unit, string Reviewer, DateOnly On, string? Document, Guid? FileId, string? Opinion, int Round, bool Counts);

public sealed record StepView(PublicationAct Act, DateOnly On, string By, string? Reason, DateOnly? ValidTo);

public sealed record ClauseView(Guid Id, ClauseForm Form, Bilingual Words, FairVerdict? Verdict, string? Unit, string? ReviewedBy, DateOnly? ReviewedOn, string? Document, Guid? FileId, string? Note, DateOnly? RetiredOn, string? RetiredWhy, bool IsShown);

public sealed record PublicationView(int Version, ProjectState State, int Round, DateOnly ValidTo, bool IsDue, bool IsExpired, IReadOnlyList<ReviewField> Missing,
    IReadOnlyList<ReviewView> Reviews, IReadOnlyList<StepView> Steps, IReadOnlyList<ClauseView> Clauses);

/// <summary>From a draft to the portal and off it again.</summary>
public sealed class PublicationDesk(IDbContextFactory<FairDbContext> contexts, FileStore store, FairClock clock) : Desk(contexts, clock)
{
    public Task<Outcome> ReviewAsync(Actor actor, Guid id, int version, ReviewForm form, Upload? file, CancellationToken cancel) =>
        DoAsync(actor, "project.review", id, version, form, (db, project) => Keeping(db, project.Id, file, kept => project.Review(form, kept, Today)), cancel);

    public Task<Outcome> PublishAsync(Actor actor, Guid id, int version, CancellationToken cancel) =>
        DoAsync(actor, "project.published", id, version, null, (_, project) => project.Publish(Today), cancel);

    public Task<Outcome> SignAsync(Actor actor, Guid id, int version, CancellationToken cancel) =>
        DoAsync(actor, "project.signed", id, version, null, (_, project) => project.MarkSigned(Today), cancel);

    public Task<Outcome> WithdrawAsync(Actor actor, Guid id, int version, string reason, CancellationToken cancel) =>
        DoAsync(actor, "project.withdrawn", id, version, null, (_, project) => project.Withdraw(reason, Today), cancel);

    public Task<Outcome> ExtendAsync(Actor actor, Guid id, int version, ExtendForm form, CancellationToken cancel) =>
        DoAsync(actor, "project.extended", id, version, form, (_, project) => project.Extend(form, Today, Now), cancel);

    public Task<Outcome<Guid>> SaveClauseAsync(Actor actor, Guid projectId, Guid? id, ClauseForm form, CancellationToken cancel)
    {
        actor.Must(Permission.ManageProjects);
        return EnterAsync(actor, "clause", id, form,
            (db, known) => db.Clauses.SingleOrDefaultAsync(c => c.Id == known && c.ProjectId == projectId, cancel), ClauseForm.Of,
            async db => await db.Projects.AnyAsync(p => p.Id == projectId, cancel)
                ? IncentiveClause.Draft(projectId, 1 + await db.Clauses.CountAsync(c => c.ProjectId == projectId, cancel), form)
                : Refusal.NotFound,
            (_, clause) => Task.FromResult(clause.Revise(form)), cancel);
    }

    public Task<Outcome> ReviewClauseAsync(Actor actor, Guid projectId, Guid id, int version, FairReviewForm form, Upload? file, CancellationToken cancel)
    {
        actor.Must(Permission.ManageProjects);
        return form.Check() is { Count: > 0 } problems
            ? Task.FromResult(Outcome.Wrong(problems))
            : DoAsync(actor, "clause.reviewed", id, (db, known) => db.Clauses.SingleOrDefaultAsync(c => c.Id == known && c.ProjectId == projectId, cancel),
                (db, clause) => Task.FromResult(Keeping(db, projectId, file, kept => clause.Review(form, kept, Today))), cancel, version);
    }

    public Task<Outcome> RetireClauseAsync(Actor actor, Guid projectId, Guid id, int version, string reason, CancellationToken cancel)
    {
        actor.Must(Permission.ManageProjects);
        return string.IsNullOrWhiteSpace(reason)
            ? Task.FromResult<Outcome>(PublicationRefusals.NoReason)
            : DoAsync(actor, "clause.ended", id, (db, known) => db.Clauses.SingleOrDefaultAsync(c => c.Id == known && c.ProjectId == projectId, cancel),
                (_, clause) => Task.FromResult(clause.Retire(reason, Today)), cancel, version);
    }

    public async Task<PublicationView?> PublicationAsync(Actor actor, Guid id, CancellationToken cancel)
    {
        actor.Must(Permission.ViewFair);
        await using var db = Open();
        if (await FindAsync(db, id, cancel) is not { } project) return null;
        var clauses = await db.Clauses.AsNoTracking().Where(c => c.ProjectId == id).OrderBy(c => c.Ordinal).ThenBy(c => c.Id).ToListAsync(cancel);
        var units = await db.Units.AsNoTracking().ToDictionaryAsync(u => u.Id, u => u.Name, cancel);
        var standing = Enum.GetValues<ReviewField>().Select(f => project.Standing(f)?.Id).ToHashSet();
        return new PublicationView(project.Version, project.State, project.Round, project.ValidTo,
            project.IsPublic && Today <= project.ValidTo && Today.AddDays(Project.RemindDays) >= project.ValidTo, project.IsPublic && Today > project.ValidTo, project.Missing,
            [.. project.Reviews.OrderByDescending(r => r.Sequence).ThenByDescending(r => r.Ordinal).Select(r => new ReviewView(r.Field, r.Verdict, units[r.UnitId].Text, r.Reviewer, r.HoldsFrom, r.DocumentNumber, r.FileId, r.Reason, r.Round, standing.Contains(r.Id)))],
            [.. project.Life.OrderByDescending(s => s.Sequence).ThenByDescending(s => s.Ordinal).Select(s => new StepView(s.Act, s.HoldsFrom, KeptWords.Say(s.ByName), s.Reason, s.ValidTo))],
            [.. clauses.Select(c => new ClauseView(c.Id, ClauseForm.Of(c), c.Words, c.Verdict, c.ReviewUnitId is { } unit ? units[unit].Text : null, c.ReviewedBy, c.ReviewedOn, c.ReviewDocument, c.ReviewFileId, c.ReviewNote, c.RetiredOn, c.RetiredWhy, c.IsShown))]);
    }

    private Task<Outcome> DoAsync(Actor actor, string act, Guid id, int version, Form? form, Func<FairDbContext, Project, Outcome> verb, CancellationToken cancel)
    {
        actor.Must(Permission.ManageProjects);
        return form?.Check() is { Count: > 0 } problems
            ? Task.FromResult(Outcome.Wrong(problems))
            : DoAsync(actor, act, id, (db, known) => FindAsync(db, known, cancel), (db, project) =>
            {
                var outcome = verb(db, project);
                // Two who review at once must not each find the other's paper missing.
                if (!outcome.Refused && db.ChangeTracker.HasChanges()) db.Entry(project).Property(p => p.Version).IsModified = true;
                return Task.FromResult(outcome);
            }, cancel, version);
    }

    private static Task<Project?> FindAsync(FairDbContext db, Guid id, CancellationToken cancel) =>
        db.Projects.Include(p => p.Reviews).Include(p => p.Life).AsSplitQuery().SingleOrDefaultAsync(p => p.Id == id, cancel);

    private Outcome Keeping(FairDbContext db, Guid projectId, Upload? upload, Func<Guid?, Outcome> verb) =>
        store.Keeping(db, upload, nameof(ProjectReview), projectId, Now, verb);
}
