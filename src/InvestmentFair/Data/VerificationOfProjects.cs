using InvestmentFair.Kernel;
using InvestmentFair.Projects;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Data;

public sealed partial class Verification
{
    /// <summary>Where a listing stands in its life follows from its steps and its reviews.</summary>
    private static async Task<IReadOnlyList<Tally>> ProjectsAsync(FairDbContext db, CancellationToken cancel)
    {
        var listings = new Tally("listings", "招商项目的状态由会审和发布记录推得", "The state of every listing follows from its reviews and its steps");
        foreach (var project in await db.Projects.Include(p => p.Reviews).Include(p => p.Life).AsSplitQuery().OrderBy(p => p.Id).ToListAsync(cancel))
            listings.Expect(StandsAsItsLife(project), () => Language.Say($"招商项目 {project.Code} 的状态、会审日、轮次或首次发布日与记录不符", $"Listing {project.Code}: its state, day of review, round or first publication is not what its steps and reviews say"));
        return [listings];
    }

    // By its own reading of the entries, so that a fault of the verbs would show.
    private static bool StandsAsItsLife(Project project)
    {
        var (state, round, published) = (ProjectState.Draft, 1, (DateOnly?)null);
        foreach (var step in project.Life.OrderBy(s => s.Sequence).ThenBy(s => s.Ordinal))
        {
            state = step.Act switch
            {
                PublicationAct.Reviewed => ProjectState.Reviewed,
                PublicationAct.SentBack => ProjectState.Draft,
                PublicationAct.Published => ProjectState.Published,
                PublicationAct.Signed => ProjectState.Signed,
                PublicationAct.Withdrawn => ProjectState.Withdrawn,
                _ => state,
            };
            if (step.Act is PublicationAct.Withdrawn) round++;
            if (step.Act is PublicationAct.Published) published ??= step.HoldsFrom;
        }

        var standing = project.Reviews.Where(r => r.Round == round).GroupBy(r => r.Field)
            .Select(of => of.OrderBy(r => r.HoldsFrom).ThenBy(r => r.Sequence).ThenBy(r => r.Ordinal).Last()).ToList();
        var passed = standing.Count == Enum.GetValues<ReviewField>().Length && standing.All(r => r.Verdict is not ReviewVerdict.Refused);
        DateOnly? reviewed = passed ? standing.Max(r => r.HoldsFrom) : null;
        return (project.State, project.Round, project.FirstPublishedOn, project.ReviewedOn) == (state, round, published, reviewed)
            && passed == (state is ProjectState.Reviewed or ProjectState.Published or ProjectState.Signed);
    }
}
