using InvestmentFair.Kernel;
using InvestmentFair.Projects;

namespace InvestmentFair.Tests.Projects;

/// <summary>A listing with everything that is needed and nothing more.</summary>
internal static class ProjectForms
{
    public static ProjectForm Of(string code, Action<ProjectForm>? change = null)
    {
        var form = new ProjectForm
        {
            Code = code,
            Category = ProjectCategory.Carrier,
            NameZh = "承接载体（示例）",
            TownshipCode = "140524101",
            Total = Money.FromWan(6800),
            Sought = Money.FromWan(5000),
            Modes = ["Lease"],
            UnitId = Guid.NewGuid(),
            ValidFrom = new(2026, 6, 1),
            ValidTo = new(2028, 5, 31),
        };
        change?.Invoke(form);
        return form;
    }
}
