using InvestmentFair.Kernel;

namespace InvestmentFair.Projects;

/// <summary>The conclusion of a fair-competition review 公平竞争审查.</summary>
public enum FairVerdict
{
    [Text("符合公平竞争标准", "In keeping with fair competition")] Compliant,
    [Text("适用例外规定", "Allowed as an exception")] Exception,
    [Text("不符合，不得出台", "Not in keeping; must not be issued")] NotCompliant,
}

/// <summary>
/// One incentive that a listing offers. Nobody outside sees it before a fair-competition review has passed these very
/// words: another wording needs another review.
/// </summary>
public sealed class IncentiveClause : Record
{
    private IncentiveClause()
    {
    }

    public Guid ProjectId { get; private init; }

    public int Ordinal { get; private init; }

    public Bilingual Words { get; private set; } = Bilingual.Empty;

    public string? Basis { get; private set; }

    public FairVerdict? Verdict { get; private set; }

    public Guid? ReviewUnitId { get; private set; }

    public string? ReviewedBy { get; private set; }

    public DateOnly? ReviewedOn { get; private set; }

    public string? ReviewDocument { get; private set; }

    public Guid? ReviewFileId { get; private set; }

    public string? ReviewNote { get; private set; }

    public DateOnly? RetiredOn { get; private set; }

    public string? RetiredWhy { get; private set; }

    public bool IsPassed => Verdict is FairVerdict.Compliant or FairVerdict.Exception;

    public bool IsShown => IsPassed && RetiredOn is null;

    public static IncentiveClause Draft(Guid projectId, int ordinal, ClauseForm form)
    {
        var clause = new IncentiveClause { ProjectId = projectId, Ordinal = ordinal };
        clause.Revise(form);
        return clause;
    }

    public Outcome Revise(ClauseForm form)
    {
        if (RetiredOn is not null) return ClauseRefusals.IsRetired;
        var (words, basis) = (new Bilingual(form.WordsZh.Trim(), string.IsNullOrWhiteSpace(form.WordsEn) ? null : form.WordsEn.Trim()), string.IsNullOrWhiteSpace(form.Basis) ? null : form.Basis.Trim());
        // A translation says nothing new; the Chinese words and their basis are what was reviewed.
        if (words.Zh != Words.Zh || basis != Basis) Unreview();
        (Words, Basis) = (words, basis);
        return Outcome.Done;
    }

    public Outcome Review(FairReviewForm form, Guid? fileId, DateOnly today)
    {
        if (RetiredOn is not null) return ClauseRefusals.IsRetired;
        if (form.On > today) return PublicationRefusals.NotYet;
        if (string.IsNullOrWhiteSpace(form.DocumentNumber) && fileId is null) return PublicationRefusals.NoPaper;
        (Verdict, ReviewUnitId, ReviewedBy, ReviewedOn) = (form.Verdict, form.UnitId, form.Reviewer.Trim(), form.On);
        (ReviewDocument, ReviewFileId) = (string.IsNullOrWhiteSpace(form.DocumentNumber) ? null : form.DocumentNumber.Trim(), fileId);
        ReviewNote = string.IsNullOrWhiteSpace(form.Note) ? null : form.Note.Trim();
        return Outcome.Done;
    }

    public Outcome Retire(string reason, DateOnly today)
    {
        if (RetiredOn is not null) return ClauseRefusals.IsRetired;
        (RetiredOn, RetiredWhy) = (today, reason.Trim());
        return Outcome.Done;
    }

    private void Unreview() =>
        (Verdict, ReviewUnitId, ReviewedBy, ReviewedOn, ReviewDocument, ReviewFileId, ReviewNote) = (null, null, null, null, null, null, null);
}

public sealed class ClauseForm : Form
{
    [Text("激励条款", "Incentive (Chinese)"), Needed, AtMost(500), Prose]
    public string WordsZh { get; set; } = "";

    [Text("激励条款（英文）", "Incentive (English)"), AtMost(800), Prose]
    public string? WordsEn { get; set; }

    [Text("政策依据（文号）", "Legal basis (document number)"), AtMost(200)]
    public string? Basis { get; set; }

    public static ClauseForm Of(IncentiveClause clause) => new()
    {
        Version = clause.Version,
        WordsZh = clause.Words.Zh,
        WordsEn = clause.Words.En,
        Basis = clause.Basis,
    };
}

public sealed class FairReviewForm : Form
{
    [Text("审查单位", "Reviewing unit"), Needed, Choice(ChoiceOf.Unit)]
    public Guid? UnitId { get; set; }

    [Text("审查人", "Reviewed by"), Needed, AtMost(60)]
    public string Reviewer { get; set; } = "";

    [Text("审查日期", "Day of the review"), Needed]
    public DateOnly? On { get; set; }

    [Text("审查结论", "Verdict"), Needed]
    public FairVerdict? Verdict { get; set; }

    [Text("审查文号（或上传文件）", "Document number (or attach it)"), AtMost(100)]
    public string? DocumentNumber { get; set; }

    [Text("说明", "Note"), AtMost(500), Prose]
    public string? Note { get; set; }

    protected override IEnumerable<FieldProblem> Problems()
    {
        if (Verdict is FairVerdict.Exception or FairVerdict.NotCompliant && string.IsNullOrWhiteSpace(Note))
            yield return new(nameof(Note), "适用例外或不符合时须写明依据", "An exception, or a refusal, must be put in words");
    }
}

public static class ClauseRefusals
{
    public static Refusal IsRetired => new("clause.retired", "条款已停用，请另立一条", "The clause has been retired; enter another one");
}
