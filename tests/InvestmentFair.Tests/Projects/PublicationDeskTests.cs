using InvestmentFair.Kernel;
using InvestmentFair.Projects;
using InvestmentFair.Today;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Projects;

public sealed class PublicationDeskTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task A_draft_goes_through_its_reviews_to_the_portal_and_off_it(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var id = await DraftAsync(house, "LC-NEW");
        var portal = new PortalQueries(house.Database.Contexts, house.Clock);
        Assert.Equal(3, (await house.Publication.PublicationAsync(House.Organizer, id, Cancel))!.Missing.Count);
        Assert.Equal("project.review", (await house.Publication.PublishAsync(House.Organizer, id, await house.VersionAsync<Project>(id), Cancel)).Refusal!.Code);

        foreach (var field in Enum.GetValues<ReviewField>())
            House.Done(await house.Publication.ReviewAsync(House.Organizer, id, await house.VersionAsync<Project>(id), await FormAsync(house, field), null, Cancel));
        House.Done(await house.Publication.PublishAsync(House.Organizer, id, await house.VersionAsync<Project>(id), Cancel));

        Assert.NotNull(await portal.ProjectAsync("LC-NEW", Cancel));
        House.Done(await house.Publication.WithdrawAsync(House.Organizer, id, await house.VersionAsync<Project>(id), "资料有误", Cancel));
        Assert.Null(await portal.ProjectAsync("LC-NEW", Cancel));
        var view = (await house.Publication.PublicationAsync(House.Organizer, id, Cancel))!;
        Assert.Equal((ProjectState.Withdrawn, 2, 3), (view.State, view.Round, view.Missing.Count));
        Assert.Equal([PublicationAct.Withdrawn, PublicationAct.Published, PublicationAct.Reviewed], view.Steps.Select(s => s.Act));
        Assert.All(view.Reviews, r => Assert.False(r.Counts));
        Assert.Equal(House.Organizer.Name, view.Steps[0].By);
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Three_who_review_at_once_leave_it_reviewed(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var id = await DraftAsync(house, "LC-RACE");
        var forms = await Task.WhenAll(Enum.GetValues<ReviewField>().Select(f => FormAsync(house, f)));

        await House.FightAsync(3, async i =>
        {
            // Whoever was overtaken looks again, as the screen asks them to.
            Outcome outcome;
            do outcome = await house.Publication.ReviewAsync(House.Organizer, id, await house.VersionAsync<Project>(id), forms[i], null, Cancel);
            while (outcome.Refused && outcome.Refusal!.Code is "save.overtaken" or "kernel.busy");
            return outcome;
        });

        var view = (await house.Publication.PublicationAsync(House.Organizer, id, Cancel))!;
        Assert.Equal((ProjectState.Reviewed, 0, 3), (view.State, view.Missing.Count, view.Reviews.Count));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task The_portal_shows_only_clauses_that_passed(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var project = await house.ReadAsync(db => db.Projects.SingleAsync(p => p.Code == "LC-C02", Cancel));
        var portal = new PortalQueries(house.Database.Contexts, house.Clock);
        var ids = new List<Guid>();
        foreach (var words in (string[])["一", "二", "三"])
            ids.Add(House.Done(await house.Publication.SaveClauseAsync(House.Organizer, project.Id, null, new ClauseForm { WordsZh = words }, Cancel)));
        var unit = await house.ReadAsync(db => db.Units.Select(u => u.Id).FirstAsync(Cancel));
        House.Done(await house.Publication.ReviewClauseAsync(House.Organizer, project.Id, ids[0], await house.VersionAsync<IncentiveClause>(ids[0]), Fair(unit, FairVerdict.Compliant), null, Cancel));
        House.Done(await house.Publication.ReviewClauseAsync(House.Organizer, project.Id, ids[1], await house.VersionAsync<IncentiveClause>(ids[1]), Fair(unit, FairVerdict.NotCompliant), null, Cancel));

        Assert.Equal(["一"], (await portal.ProjectAsync("LC-C02", Cancel))!.Incentives.Select(i => i.Words.Zh));

        House.Done(await house.Publication.RetireClauseAsync(House.Organizer, project.Id, ids[0], await house.VersionAsync<IncentiveClause>(ids[0]), "到期", Cancel));
        Assert.Empty((await portal.ProjectAsync("LC-C02", Cancel))!.Incentives);
        Assert.Equal(Refusal.NotFound, (await house.Publication.RetireClauseAsync(House.Organizer, Guid.NewGuid(), ids[2], await house.VersionAsync<IncentiveClause>(ids[2]), "别的项目", Cancel)).Refusal);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task The_database_takes_no_review_without_a_paper_and_changes_none(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        await using var db = house.Open();

        foreach (var sql in (string[])["UPDATE \"ProjectReviews\" SET \"DocumentNumber\" = 'x'", "DELETE FROM \"PublicationSteps\"", "UPDATE \"MatchMarks\" SET \"Reason\" = 'x'",
                     "UPDATE \"IncentiveClauses\" SET \"ReviewedOn\" = NULL WHERE \"Verdict\" = 'Compliant'"])
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => db.Database.ExecuteSqlRawAsync(sql, Cancel));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Today_and_the_list_tell_what_ends_soon_and_what_has_ended(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var list = new ProjectList(house.Database.Contexts, house.Clock);
        var today = (await new TodayQueries(house.Database.Contexts, house.Clock).TodayAsync(House.Organizer, House.Fair, Cancel)).Waiting.ToDictionary(c => c.Key);

        foreach (var (key, filter) in new[] { ("validity-ended", "Expired"), ("validity-ends", "Due") })
        {
            var rows = await list.LoadAsync(House.Organizer, House.Fair, new ListState { Filters = new Dictionary<string, string> { ["validity"] = filter } }, Cancel);
            Assert.Equal(today[key].Count, rows.Total);
            Assert.EndsWith($"f.validity={filter}", today[key].Address, StringComparison.Ordinal);
        }

        Assert.Equal(2, today["validity-ended"].Count);
        var id = await house.ReadAsync(db => db.Projects.Where(p => p.Code == "LC-C07").Select(p => p.Id).SingleAsync(Cancel));
        House.Done(await house.Publication.ExtendAsync(House.Organizer, id, await house.VersionAsync<Project>(id), new ExtendForm { ValidTo = house.Today.AddDays(Project.RemindDays), Reason = "续签" }, Cancel));
        var due = await list.LoadAsync(House.Organizer, House.Fair, new ListState { Filters = new Dictionary<string, string> { ["validity"] = "Due" } }, Cancel);
        Assert.Equal(["LC-C07"], due.Rows.Select(r => r.Code));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_form_cannot_lengthen_what_is_published_nor_change_its_code(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var id = await house.ReadAsync(db => db.Projects.Where(p => p.Code == "LC-C02").Select(p => p.Id).SingleAsync(Cancel));
        var form = (await house.Projects.ProjectAsync(House.Organizer, House.Fair, id, Cancel))!.Form;
        form.ValidTo = form.ValidTo!.Value.AddDays(1);
        Assert.Equal(PublicationRefusals.ExtendInstead, (await house.Projects.SaveAsync(House.Organizer, id, form, Cancel)).Refusal);
        form.ValidTo = form.ValidTo!.Value.AddDays(-1);
        form.Code = "LC-C99";
        Assert.Equal(PublicationRefusals.CodeIsFixed("LC-C02"), (await house.Projects.SaveAsync(House.Organizer, id, form, Cancel)).Refusal);
    }

    internal static async Task ReviewAndPublishAsync(House house, Guid project)
    {
        foreach (var field in Enum.GetValues<ReviewField>())
            House.Done(await house.Publication.ReviewAsync(House.Organizer, project, await house.VersionAsync<Project>(project), await FormAsync(house, field), null, Cancel));
        House.Done(await house.Publication.PublishAsync(House.Organizer, project, await house.VersionAsync<Project>(project), Cancel));
    }

    private static FairReviewForm Fair(Guid unit, FairVerdict verdict) => new() { UnitId = unit, Reviewer = "审查人（示例）", On = new(2027, 6, 1), Verdict = verdict, DocumentNumber = "示例 3 号", Note = "示例" };

    private static async Task<Guid> DraftAsync(House house, string code)
    {
        var (unit, town) = await house.ReadAsync(async db => (await db.Units.Select(u => u.Id).FirstAsync(Cancel), await db.Regions.Where(r => r.Kind == InvestmentFair.People.RegionKind.Township).Select(r => r.Code).FirstAsync(Cancel)));
        return House.Done(await house.Projects.SaveAsync(House.Organizer, null, ProjectForms.Of(code, f => (f.UnitId, f.TownshipCode) = (unit, town)), Cancel));
    }

    private static async Task<ReviewForm> FormAsync(House house, ReviewField field)
    {
        var form = PublicationTests.Form(field);
        form.UnitId = await house.ReadAsync(db => db.Units.Select(u => u.Id).FirstAsync(Cancel));
        return form;
    }
}
