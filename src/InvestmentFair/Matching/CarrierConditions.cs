using InvestmentFair.Kernel;
using InvestmentFair.Projects;

namespace InvestmentFair.Matching;

/// <summary>What a carrier project can take in 承接条件: facts of its halls that the official sheet of a project has no line for.</summary>
public sealed class CarrierConditions : Record
{
    private CarrierConditions()
    {
    }

    public Guid ProjectId { get; private init; }

    public decimal? HeightM { get; private set; }

    public int? PowerKva { get; private set; }

    public EnvironmentClass? EnvironmentLimit { get; private set; }

    public DateOnly? ReadyOn { get; private set; }

    public static CarrierConditions Of(Guid projectId, ConditionsForm form)
    {
        var conditions = new CarrierConditions { ProjectId = projectId };
        conditions.Revise(form);
        return conditions;
    }

    public void Revise(ConditionsForm form) =>
        (HeightM, PowerKva, EnvironmentLimit, ReadyOn) = (form.HeightM, form.PowerKva, form.EnvironmentLimit, form.ReadyOn);
}

public sealed class ConditionsForm : Form
{
    [Text("层高（m）", "Height (m)"), Between(0, 100)]
    public decimal? HeightM { get; set; }

    [Text("可供电（kVA）", "Power to be had (kVA)"), Between(0, 1_000_000)]
    public int? PowerKva { get; set; }

    [Text("可办环评类别（最高）", "Heaviest environment class possible")]
    public EnvironmentClass? EnvironmentLimit { get; set; }

    [Text("可进场日期", "Ready to move in")]
    public DateOnly? ReadyOn { get; set; }

    public static ConditionsForm Of(CarrierConditions conditions) => new()
    {
        Version = conditions.Version,
        HeightM = conditions.HeightM,
        PowerKva = conditions.PowerKva,
        EnvironmentLimit = conditions.EnvironmentLimit,
        ReadyOn = conditions.ReadyOn,
    };
}
