using InvestmentFair.Meetings;
using InvestmentFair.Web.Staff.Projects;

namespace InvestmentFair.Web.Staff.Meetings;

/// <summary>A suggestion as a table of scores shows it; the side whose page it stands on is not named again.</summary>
public sealed record SuggestionRow(Suggestion Suggestion, IReadOnlyList<RowName> Sides)
    : ScoredRow(Sides, Suggestion.Score, Suggestion.IsMissed, Suggestion.Match.Terms, Suggestion.Mark is { } mark ? new RowMark(mark.Mark, mark.Reason, mark.ByName, mark.HoldsFrom) { Score = mark.Score } : null)
{
    public static SuggestionRow Of(Suggestion of, string fair, bool namesInvestor, bool namesSubject) => new(of,
    [
        .. namesInvestor ? new[] { new RowName(of.Investor.Name.Text, $"/console/{fair}/investors/{of.Investor.Id}") } : [],
        .. namesSubject ? new[] { new RowName(of.Subject.Name.Text, $"/console/{fair}/{(of.Subject.IsPlant ? "plants" : "projects")}/{of.Subject.Id}", of.Subject.Code) } : [],
    ])
    { Apart = of.IsHidden ? of.Apart?.Text : null };
}
