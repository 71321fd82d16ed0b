using InvestmentFair.Projects;

namespace InvestmentFair.Tests.Projects;

/// <summary>The publication life of a listing, as its noun keeps it.</summary>
public sealed class PublicationTests
{
    private static readonly DateOnly Today = new(2026, 11, 2);
    private static readonly DateTime Now = new(2026, 11, 2, 1, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void A_draft_is_published_only_after_land_environment_and_planning_have_agreed()
    {
        var project = Draft();
        Assert.Equal(PublicationRefusals.ReviewFirst([ReviewField.Land, ReviewField.Environment, ReviewField.Planning]), project.Publish(Today).Refusal);

        Pass(project, ReviewField.Planning);
        Pass(project, ReviewField.Land);
        Assert.Equal(ProjectState.Draft, project.State);
        Assert.Equal(PublicationRefusals.ReviewFirst([ReviewField.Environment]), project.Publish(Today).Refusal);
        Assert.Contains("环境", project.Publish(Today).Refusal!.Zh);
        Assert.DoesNotContain("用地", project.Publish(Today).Refusal!.Zh);

        Pass(project, ReviewField.Environment);
        Assert.Equal((ProjectState.Reviewed, Today.AddDays(-1)), (project.State, project.ReviewedOn));
        House.Done(project.Publish(Today));
        Assert.Equal((ProjectState.Published, Today), (project.State, project.FirstPublishedOn));
    }

    [Fact]
    public void One_that_does_not_agree_takes_the_readiness_back_until_it_agrees()
    {
        var project = Reviewed();
        House.Done(project.Review(Form(ReviewField.Environment, ReviewVerdict.Refused), null, Today));

        Assert.Equal((ProjectState.Draft, null), (project.State, project.ReviewedOn));
        Assert.Equal(PublicationRefusals.ReviewFirst([ReviewField.Environment]), project.Publish(Today).Refusal);
        House.Done(project.Review(Form(ReviewField.Environment, ReviewVerdict.Conditional), null, Today));
        Assert.Equal(ProjectState.Reviewed, project.State);
        Assert.Equal([PublicationAct.Reviewed, PublicationAct.SentBack, PublicationAct.Reviewed], project.Life.Select(s => s.Act));
    }

    [Fact]
    public void A_review_needs_a_paper_and_a_day_that_has_been()
    {
        var project = Draft();
        var form = Form(ReviewField.Land);
        form.DocumentNumber = " ";
        Assert.Equal(PublicationRefusals.NoPaper, project.Review(form, null, Today).Refusal);
        House.Done(project.Review(form, Guid.NewGuid(), Today));
        form = Form(ReviewField.Planning);
        form.On = Today.AddDays(1);
        Assert.Equal(PublicationRefusals.NotYet, project.Review(form, null, Today).Refusal);
    }

    [Fact]
    public void Conditions_and_refusals_are_put_in_words()
    {
        var form = Form(ReviewField.Land, ReviewVerdict.Conditional);
        form.Opinion = null;

        Assert.Equal(nameof(ReviewForm.Opinion), Assert.Single(form.Check()).Field);
    }

    [Fact]
    public void What_was_withdrawn_begins_a_new_round_in_which_old_reviews_do_not_count()
    {
        var project = Published();
        Assert.Equal(PublicationRefusals.NoReason, project.Withdraw(" ", Today).Refusal);
        House.Done(project.Withdraw("权属有争议", Today));

        Assert.Equal((ProjectState.Withdrawn, 2, false), (project.State, project.Round, project.IsPublic));
        Assert.Equal(3, project.Missing.Count);
        Assert.NotNull(project.Publish(Today).Refusal);
        Assert.Equal(ProjectRefusals.NotFrom(ProjectState.Withdrawn), project.Withdraw("再撤", Today).Refusal);
        foreach (var field in Enum.GetValues<ReviewField>()) Pass(project, field);
        House.Done(project.Publish(Today));
        Assert.Equal(Today, project.FirstPublishedOn);
    }

    [Fact]
    public void A_signed_listing_comes_back_without_another_review_and_a_published_one_is_not_reviewed()
    {
        var project = Published();
        Assert.Equal(ProjectRefusals.NotFrom(ProjectState.Published), project.Review(Form(ReviewField.Land), null, Today).Refusal);
        House.Done(project.MarkSigned(Today));
        Assert.Equal(ProjectRefusals.NotFrom(ProjectState.Signed), project.MarkSigned(Today).Refusal);
        House.Done(project.Publish(Today));
        Assert.Equal(ProjectState.Published, project.State);
    }

    [Fact]
    public void The_validity_grows_only_with_a_reason_and_only_forwards()
    {
        var project = Published();
        Assert.Equal(PublicationRefusals.ExtendInstead, project.MayBecome(ProjectForms.Of("LC-P01", f => f.ValidTo = new(2029, 1, 1))).Refusal);
        House.Done(project.MayBecome(ProjectForms.Of("LC-P01", f => f.ValidTo = new(2027, 1, 1))));
        Assert.Equal(PublicationRefusals.NotLonger(new(2028, 5, 31)), project.Extend(new ExtendForm { ValidTo = new(2028, 5, 31), Reason = "续" }, Today, Now).Refusal);
        Assert.Equal(nameof(ExtendForm.Reason), Assert.Single(new ExtendForm { ValidTo = new(2029, 1, 1) }.Check()).Field);

        House.Done(project.Extend(new ExtendForm { ValidTo = new(2029, 1, 1), Reason = "续签" }, Today, Now));

        Assert.Equal(new DateOnly(2029, 1, 1), project.ValidTo);
        Assert.Equal(("续签", new DateOnly(2029, 1, 1)), (project.Life[^1].Reason, project.Life[^1].ValidTo));
    }

    [Fact]
    public void What_is_past_its_validity_is_extended_before_it_is_published()
    {
        var project = Reviewed();

        Assert.Equal(PublicationRefusals.Expired(new(2028, 5, 31)), project.Publish(new(2028, 6, 1)).Refusal);
        Assert.Equal(PublicationRefusals.NotLonger(new(2028, 6, 2)), project.Extend(new ExtendForm { ValidTo = new(2028, 6, 1), Reason = "续" }, new(2028, 6, 2), Now).Refusal);
    }

    [Fact]
    public void What_was_reviewed_is_changed_only_after_it_is_taken_down()
    {
        foreach (var project in new[] { Reviewed(), Published() })
        {
            House.Done(project.MayBecome(ProjectForms.Of("LC-P01", f => (f.NameZh, f.Jobs) = ("另一个名称（示例）", 30))));
            foreach (var change in new Action<ProjectForm>[] { f => f.LandMu = 300, f => f.LandNatureZh = "工业用地", f => f.TownshipCode = "140524207", f => f.SectorCode = "C2110", f => f.Category = ProjectCategory.Tourism })
                Assert.Equal("project.reviewed", project.MayBecome(ProjectForms.Of("LC-P01", change)).Refusal?.Code);
            House.Done(project.Withdraw("用地有变", Today));

            House.Done(project.MayBecome(ProjectForms.Of("LC-P01", f => f.LandMu = 300)));
            Assert.NotEmpty(project.Missing);
        }
    }

    [Fact]
    public void A_code_that_has_been_shown_is_never_changed()
    {
        var project = Reviewed();
        House.Done(project.MayBecome(ProjectForms.Of("LC-OTHER")));
        House.Done(project.Publish(Today));
        House.Done(project.Withdraw("撤下", Today));

        Assert.Equal(PublicationRefusals.CodeIsFixed("LC-P01"), project.MayBecome(ProjectForms.Of("LC-OTHER")).Refusal);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(FairVerdict.Compliant, true)]
    [InlineData(FairVerdict.Exception, true)]
    [InlineData(FairVerdict.NotCompliant, false)]
    public void A_clause_is_shown_only_after_a_review_that_passed(FairVerdict? verdict, bool shown)
    {
        var clause = Clause(verdict);

        Assert.Equal(shown, clause.IsShown);
    }

    [Fact]
    public void Another_wording_needs_another_review_and_another_translation_does_not()
    {
        var clause = Clause(FairVerdict.Compliant);
        House.Done(clause.Revise(new ClauseForm { WordsZh = "租金减半", WordsEn = "Half the rent" }));
        Assert.True(clause.IsShown);

        House.Done(clause.Revise(new ClauseForm { WordsZh = "租金全免", WordsEn = "No rent" }));

        Assert.False(clause.IsShown);
        Assert.Null(clause.ReviewedOn);
    }

    [Fact]
    public void A_retired_clause_is_shown_no_more_and_stays_as_it_was()
    {
        var clause = Clause(FairVerdict.Compliant);
        House.Done(clause.Retire("政策到期", Today));

        Assert.False(clause.IsShown);
        Assert.Equal(ClauseRefusals.IsRetired, clause.Revise(new ClauseForm { WordsZh = "改" }).Refusal);
        Assert.Equal(ClauseRefusals.IsRetired, clause.Retire("再停", Today).Refusal);
    }

    internal static ReviewForm Form(ReviewField field, ReviewVerdict verdict = ReviewVerdict.Agreed) => new()
    {
        Field = field,
        UnitId = Guid.NewGuid(),
        Reviewer = "审核人（示例）",
        On = Today.AddDays(-1),
        Verdict = verdict,
        DocumentNumber = "示例 1 号",
        Opinion = "示例",
    };

    private static Project Draft() => Project.Draft(ProjectForms.Of("LC-P01"), Now);

    private static Project Reviewed()
    {
        var project = Draft();
        foreach (var field in Enum.GetValues<ReviewField>()) Pass(project, field);
        return project;
    }

    private static Project Published()
    {
        var project = Reviewed();
        House.Done(project.Publish(Today));
        return project;
    }

    private static void Pass(Project project, ReviewField field) => House.Done(project.Review(Form(field), null, Today));

    private static IncentiveClause Clause(FairVerdict? verdict)
    {
        var clause = IncentiveClause.Draft(Guid.NewGuid(), 1, new ClauseForm { WordsZh = "租金减半" });
        if (verdict is not null)
            House.Done(clause.Review(new FairReviewForm { UnitId = Guid.NewGuid(), Reviewer = "审查人", On = Today, Verdict = verdict, DocumentNumber = "示例 2 号", Note = "示例" }, null, Today));
        return clause;
    }
}
