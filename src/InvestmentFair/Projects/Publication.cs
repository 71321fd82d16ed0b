using System.Reflection;
using InvestmentFair.Kernel;
using InvestmentFair.Ledger;

namespace InvestmentFair.Projects;

/// <summary>
/// The publication life of a listing: draft → reviewed by land, environment and planning → published → signed or
/// withdrawn. What was withdrawn begins a new round, in which the old reviews no longer count.
/// </summary>
public sealed partial class Project
{
    /// <summary>So many days before its validity ends people are reminded.</summary>
    public const int RemindDays = 30;

    public ProjectState State { get; private set; } = ProjectState.Draft;

    /// <summary>The day on which the last of the three reviews of this round was passed.</summary>
    public DateOnly? ReviewedOn { get; private set; }

    /// <summary>When it was shown for the first time. From then on its code stands in addresses and on paper, and is fixed.</summary>
    public DateOnly? FirstPublishedOn { get; private set; }

    /// <summary>Reviews of an earlier round say nothing of this one.</summary>
    public int Round { get; private set; } = 1;

    public List<ProjectReview> Reviews { get; private init; } = [];

    public List<PublicationStep> Life { get; private init; } = [];

    public bool IsPublic => State is ProjectState.Published or ProjectState.Signed;

    /// <summary>What the three say now, as far as they have spoken in this round.</summary>
    public ProjectReview? Standing(ReviewField field) => AsOf.Latest.InForce(Reviews.Where(r => r.Round == Round && r.Field == field));

    public IReadOnlyList<ReviewField> Missing => [.. Enum.GetValues<ReviewField>().Where(f => Standing(f) is not { Passes: true })];

    /// <summary>One of the three reviews 会审. The third that agrees makes the listing ready; one that refuses takes that back.</summary>
    public Outcome Review(ReviewForm form, Guid? fileId, DateOnly today)
    {
        if (IsPublic) return ProjectRefusals.NotFrom(State);
        if (form.On > today) return PublicationRefusals.NotYet;
        if (string.IsNullOrWhiteSpace(form.DocumentNumber) && fileId is null) return PublicationRefusals.NoPaper;

        Reviews.Add(ProjectReview.Of(this, form, fileId));
        if (Missing.Count == 0)
        {
            (State, ReviewedOn) = (ProjectState.Reviewed, Enum.GetValues<ReviewField>().Max(f => Standing(f)!.HoldsFrom));
            Step(PublicationAct.Reviewed, today, null);
        }
        else if (State is ProjectState.Reviewed)
        {
            (State, ReviewedOn) = (ProjectState.Draft, null);
            Step(PublicationAct.SentBack, today, form.Opinion);
        }

        return Outcome.Done;
    }

    public Outcome Publish(DateOnly today)
    {
        if (State is ProjectState.Published) return Outcome.Done;
        if (Missing is { Count: > 0 } missing) return PublicationRefusals.ReviewFirst(missing);
        if (today > ValidTo) return PublicationRefusals.Expired(ValidTo);
        State = ProjectState.Published;
        FirstPublishedOn ??= today;
        Step(PublicationAct.Published, today, null);
        return Outcome.Done;
    }

    public Outcome MarkSigned(DateOnly today)
    {
        if (State is not ProjectState.Published) return ProjectRefusals.NotFrom(State);
        State = ProjectState.Signed;
        Step(PublicationAct.Signed, today, null);
        return Outcome.Done;
    }

    /// <summary>Off the portal at once. To come back it is reviewed anew.</summary>
    public Outcome Withdraw(string reason, DateOnly today)
    {
        if (State is ProjectState.Draft or ProjectState.Withdrawn) return ProjectRefusals.NotFrom(State);
        if (string.IsNullOrWhiteSpace(reason)) return PublicationRefusals.NoReason;
        (State, ReviewedOn) = (ProjectState.Withdrawn, null);
        Round++;
        Step(PublicationAct.Withdrawn, today, reason.Trim());
        return Outcome.Done;
    }

    /// <summary>What is shown is valid for longer only because somebody said why.</summary>
    public Outcome Extend(ExtendForm form, DateOnly today, DateTime now)
    {
        var to = form.ValidTo!.Value;
        if (to <= ValidTo || to < today) return PublicationRefusals.NotLonger(ValidTo > today ? ValidTo : today);
        (ValidTo, UpdatedAt) = (to, now);
        Step(PublicationAct.Extended, today, form.Reason.Trim(), to);
        return Outcome.Done;
    }

    /// <summary>What the editing of the fields may not do once the listing has been reviewed, or shown.</summary>
    public Outcome MayBecome(ProjectForm form)
    {
        if (ReviewedOn is not null && ReviewedOtherwise(form) is { Count: > 0 } facts) return PublicationRefusals.WasReviewed(facts);
        if (FirstPublishedOn is not null && form.Code.Trim() != Code) return PublicationRefusals.CodeIsFixed(Code);
        if (IsPublic && form.ValidTo > ValidTo) return PublicationRefusals.ExtendInstead;
        return Outcome.Done;
    }

    private List<PropertyInfo> ReviewedOtherwise(ProjectForm form)
    {
        var stands = ProjectForm.Of(this);
        return [.. Form.Fields(typeof(ProjectForm)).Where(f => f.IsDefined(typeof(ReviewedAttribute)) && FieldText.Of(f.GetValue(form)).Trim() != FieldText.Of(f.GetValue(stands)))];
    }

    private void Step(PublicationAct act, DateOnly on, string? reason, DateOnly? validTo = null) =>
        Life.Add(new PublicationStep { SubjectId = Id, HoldsFrom = on, Ordinal = Life.Count, Act = act, Reason = reason, ValidTo = validTo });
}

public enum PublicationAct
{
    [Text("会审通过", "Reviewed")] Reviewed,
    [Text("会审退回", "Sent back by a review")] SentBack,
    [Text("发布", "Published")] Published,
    [Text("标记签约", "Marked as signed")] Signed,
    [Text("撤下", "Withdrawn")] Withdrawn,
    [Text("延长有效期", "Validity extended")] Extended,
}

/// <summary>One step of a listing's life, never changed.</summary>
public sealed class PublicationStep : Entry
{
    public PublicationAct Act { get; init; }

    public DateOnly? ValidTo { get; init; }
}

public static class PublicationRefusals
{
    public static Refusal ReviewFirst(IReadOnlyList<ReviewField> missing) => new("project.review",
        $"还缺会审意见：{string.Join("、", missing.Select(f => f.Names.Zh))}；三项都同意才能发布",
        $"Still to be passed: {string.Join(", ", missing.Select(f => f.Names.En.ToLowerInvariant()))}; all three must agree before it is published");

    public static Refusal WasReviewed(IReadOnlyList<PropertyInfo> facts) => new("project.reviewed",
        $"{string.Join("、", facts.Select(f => f.GetCustomAttribute<TextAttribute>()!.Zh))}经过会审，不能直接改：先撤下并写明原因，改后重新会审",
        $"Reviewed and not changed as it stands: {string.Join(", ", facts.Select(f => f.GetCustomAttribute<TextAttribute>()!.En))}. Withdraw the listing with the reason, change it, and have it reviewed anew");

    public static Refusal Expired(DateOnly validTo) => new("project.expired",
        $"有效期已于 {validTo:yyyy-MM-dd} 到期，先延长有效期", $"It was valid until {validTo:yyyy-MM-dd}; extend that first");

    public static Refusal NotYet => new("project.review-day", "会审日期不能在今天之后", "A review cannot have been made after today");

    public static Refusal NoPaper => new("project.review-paper", "须填文号或上传意见文件", "Give the document's number or attach it");

    public static Refusal NoReason => new("project.reason", "须写明原因", "Say why");

    public static Refusal NotLonger(DateOnly than) => new("project.extend", $"新的有效期须晚于 {than:yyyy-MM-dd}", $"The new day must be after {than:yyyy-MM-dd}");

    public static Refusal CodeIsFixed(string code) => new("project.code-fixed",
        $"项目曾以编号 {code} 发布，编号已印在网址和二维码上，不能再改", $"It has been published as {code}, which stands in addresses and QR codes and is not changed any more");

    public static Refusal ExtendInstead => new("project.extend-instead",
        "已发布项目的有效期用“延长有效期”办理，须写原因", "The validity of a published project is extended under “Extend”, with a reason");
}
