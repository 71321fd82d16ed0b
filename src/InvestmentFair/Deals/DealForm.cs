using InvestmentFair.Kernel;

namespace InvestmentFair.Deals;

public sealed class DealForm : Form
{
    [Text("项目名称", "Name (Chinese)"), Needed, AtMost(120)]
    public string NameZh { get; set; } = "";

    [Text("项目名称（英文）", "Name (English)"), AtMost(200)]
    public string? NameEn { get; set; }

    [Text("投资方", "Investor"), Needed, Choice(ChoiceOf.Investor), Fixed]
    public Guid? InvestorId { get; set; }

    [Text("招商项目", "Listing"), Choice(ChoiceOf.Project), Fixed]
    public Guid? ProjectId { get; set; }

    [Text("闲置厂房", "Plant"), Choice(ChoiceOf.Plant), Fixed]
    public Guid? PlantId { get; set; }

    [Text("来源届次", "From the fair"), Choice(ChoiceOf.Fair), Fixed]
    public Guid? FairId { get; set; }

    [Text("线索日期", "Lead since"), Needed, Fixed]
    public DateOnly? OpenedOn { get; set; }

    [Text("责任人", "Owner"), Needed, Choice(ChoiceOf.HostPerson), Fixed]
    public Guid? OwnerId { get; set; }

    [Text("责任领导", "Leader in charge"), Choice(ChoiceOf.HostPerson), Fixed]
    public Guid? LeaderId { get; set; }

    [Text("责任单位", "Lead unit"), Needed, Choice(ChoiceOf.Unit), Fixed]
    public Guid? LeadUnitId { get; set; }

    [Text("落地乡镇", "Township"), Needed, Choice(ChoiceOf.Township), Fixed]
    public string? TownshipCode { get; set; }

    [Text("行业", "Sector"), Choice(ChoiceOf.Sector), Fixed]
    public string? SectorCode { get; set; }

    [Text("总投资（万元）", "Total investment (CNY 10,000)"), Between(0, 100_000_000), Fixed]
    public Money? Total { get; set; }

    [Text("下一步", "Next step"), Needed, AtMost(300), Fixed]
    public string NextStep { get; set; } = "";

    [Text("下一步时限", "Next step on"), Needed, Fixed]
    public DateOnly? NextStepOn { get; set; }

    [Text("下一步责任人", "Next step by"), Needed, Choice(ChoiceOf.HostPerson), Fixed]
    public Guid? NextStepById { get; set; }

    protected override IEnumerable<FieldProblem> Problems()
    {
        if (ProjectId is not null && PlantId is not null)
            yield return new(nameof(PlantId), "招商项目和厂房只选一项", "A listing or a plant, not both");
    }

    public static DealForm Of(Deal deal) => new()
    {
        Version = deal.Version,
        NameZh = deal.Name.Zh,
        NameEn = deal.Name.En,
        InvestorId = deal.InvestorId,
        ProjectId = deal.ProjectId,
        PlantId = deal.PlantId,
        FairId = deal.FairId,
        OpenedOn = deal.OpenedOn,
        OwnerId = deal.OwnerId,
        LeaderId = deal.LeaderId,
        LeadUnitId = deal.LeadUnitId,
        TownshipCode = deal.TownshipCode,
        SectorCode = deal.SectorCode,
        Total = new Money(deal.TotalFen),
        NextStep = deal.NextStep ?? "",
        NextStepOn = deal.NextStepOn,
        NextStepById = deal.NextStepById,
    };
}

public sealed class StageForm : Form
{
    [Text("到阶段", "To stage"), Needed]
    public DealStage? To { get; set; }

    [Text("日期", "Day"), Needed]
    public DateOnly? Day { get; set; }

    [Text("文号", "Document number"), AtMost(100)]
    public string? Document { get; set; }

    [Text("核查人（达产）", "Reviewer (full capacity)"), AtMost(60)]
    public string? Reviewer { get; set; }

    [Text("达到的产出（达产）", "Output achieved (full capacity)"), AtMost(200)]
    public string? Achieved { get; set; }

    /// <summary>On a correction the reason, which is then compulsory.</summary>
    [Text("说明", "Words"), AtMost(500), Prose]
    public string? Words { get; set; }

    public StageEvidence Evidence(Guid? fileId) => new(To!.Value, Day!.Value, Document, fileId);

    /// <summary>What was entered, to be put right; why is left to be said.</summary>
    public static StageForm Of(StageChange entered) => new()
    {
        To = entered.Stage,
        Day = entered.HoldsFrom,
        Document = entered.Document,
        Reviewer = entered.Reviewer,
        Achieved = entered.AchievedOutput,
    };
}

/// <summary>Leader, units, township, sector and fair of a deal, from a day on.</summary>
public sealed class RegroupForm : Form
{
    [Text("自", "From"), Needed]
    public DateOnly? From { get; set; }

    [Text("责任领导", "Leader in charge"), Choice(ChoiceOf.HostPerson)]
    public Guid? LeaderId { get; set; }

    [Text("责任单位", "Lead unit"), Needed, Choice(ChoiceOf.Unit)]
    public Guid? LeadUnitId { get; set; }

    [Text("协办单位", "Supporting units"), Choice(ChoiceOf.Unit)]
    public List<Guid> SupportingUnitIds { get; set; } = [];

    [Text("落地乡镇", "Township"), Needed, Choice(ChoiceOf.Township)]
    public string? TownshipCode { get; set; }

    [Text("行业", "Sector"), Choice(ChoiceOf.Sector)]
    public string? SectorCode { get; set; }

    [Text("来源届次", "From the fair"), Choice(ChoiceOf.Fair)]
    public Guid? FairId { get; set; }

    [Text("原因", "Reason"), Needed, AtMost(300)]
    public string Reason { get; set; } = "";
}

public sealed class InvestorChangeForm : Form
{
    [Text("新投资方", "New investor"), Needed, Choice(ChoiceOf.Investor)]
    public Guid? InvestorId { get; set; }

    [Text("自", "From"), Needed]
    public DateOnly? From { get; set; }

    [Text("原因", "Reason"), Needed, AtMost(300)]
    public string Reason { get; set; } = "";
}

public sealed class TotalForm : Form
{
    [Text("总投资（万元）", "Total investment (CNY 10,000)"), Needed, Between(0.01, 100_000_000)]
    public Money? Total { get; set; }

    [Text("自", "From"), Needed]
    public DateOnly? From { get; set; }

    [Text("原因", "Reason"), Needed, AtMost(300)]
    public string Reason { get; set; } = "";
}

/// <summary>The list of a year 七个一批.</summary>
public sealed class PlanForm : Form
{
    [Text("年度", "Year"), Needed, Between(2000, 2100)]
    public int? Year { get; set; }

    [Text("列入", "Planned"), Needed]
    public DealStage? Planned { get; set; }
}

/// <summary>A sum with its currency: the rate, its day and its basis are asked for foreign money only.</summary>
public abstract class CurrencyForm : Form
{
    [Text("币种", "Currency"), Needed, CurrencyCode, Choice(ChoiceOf.Currency)]
    public string Currency { get; set; } = Amount.Cny;

    [Text("折算率（外币必填）", "Rate (needed for foreign money)"), Between(0.00000001, 10000)]
    public decimal? Rate { get; set; }

    [Text("取数日", "Day of the rate")]
    public DateOnly? RateDay { get; set; }

    [Text("折算口径", "Basis of the rate"), AtMost(60)]
    public string? RateBasis { get; set; }

    protected override IEnumerable<FieldProblem> Problems()
    {
        if (Currency == Amount.Cny) yield break;
        if (Rate is null) yield return new(nameof(Rate), "外币须填折算率", "Foreign money needs a rate");
        if (RateDay is null) yield return new(nameof(RateDay), "外币须填取数日", "Foreign money needs the day of the rate");
    }

    /// <summary>What was typed is 万 of the currency, as 万元 is of yuan.</summary>
    protected Amount Of(Money typed) => Currency == Amount.Cny || Rate is not { } rate
        ? Amount.Of(typed)
        : Amount.Foreign(Currency, typed.Fen, decimal.ToInt64(rate * Amount.RateUnit), RateDay!.Value, RateBasis ?? "");

    protected void TakeCurrency(Amount of)
    {
        Currency = of.Currency;
        Rate = of.Rate is { } rate ? (decimal)rate / Amount.RateUnit : null;
        RateDay = of.RateDay;
        RateBasis = string.IsNullOrEmpty(of.RateBasis) ? null : of.RateBasis;
    }

    /// <summary>As it was typed; nothing where there was no sum.</summary>
    protected static Money? Typed(Amount amount) => (amount.OriginalMinor ?? amount.Fen) is not 0 and var minor ? new Money(minor) : null;
}

public sealed class SigningForm : CurrencyForm
{
    [Text("签约类别", "Kind"), Needed]
    public SigningKind? Kind { get; set; }

    [Text("协议类型", "Kind of agreement")]
    public AgreementSubtype? Subtype { get; set; }

    [Text("性质", "Nature"), Needed]
    public SigningChange? Change { get; set; } = SigningChange.New;

    [Text("签约日期", "Signed on"), Needed]
    public DateOnly? SignedOn { get; set; }

    [Text("签约届次（会外签约不填）", "Signed at the fair (none if outside)"), Choice(ChoiceOf.Fair)]
    public Guid? FairId { get; set; }

    [Text("总投资（万元；外币为万）", "Total investment (CNY 10,000; foreign: 10,000)"), Between(0, 100_000_000)]
    public Money? Total { get; set; }

    [Text("签约引资额（万元；外币为万）", "Contracted sum (CNY 10,000; foreign: 10,000)"), Between(0, 100_000_000)]
    public Money? Contracted { get; set; }

    [Text("文号", "Document number"), AtMost(100)]
    public string? Document { get; set; }

    /// <summary>On a correction, why; compulsory then.</summary>
    [Text("更正原因", "Reason for the correction"), AtMost(300)]
    public string? Reason { get; set; }

    public Amount TotalAmount => Of(Total ?? default);

    public Amount ContractedAmount => Of(Contracted ?? default);

    /// <summary>What was entered, to be put right; why is left to be said.</summary>
    public static SigningForm Of(Signing entered)
    {
        var form = new SigningForm
        {
            Kind = entered.Kind,
            Subtype = entered.Subtype,
            Change = entered.Change,
            SignedOn = entered.HoldsFrom,
            FairId = entered.FairId,
            Total = Typed(entered.Total),
            Contracted = Typed(entered.Contracted),
            Document = entered.Document,
        };
        form.TakeCurrency(entered.Contracted);
        return form;
    }

    protected override IEnumerable<FieldProblem> Problems()
    {
        foreach (var problem in base.Problems()) yield return problem;
        if (Kind is SigningKind.Agreement && Subtype is null)
            yield return new(nameof(Subtype), "请选择框架协议或投资协议", "Say whether it is a framework or an investment agreement");
        if (Kind is not SigningKind.Agreement && Subtype is not null)
            yield return new(nameof(Subtype), "只有协议分框架和投资", "Only agreements have a kind");
    }
}

public sealed class ReceiptForm : CurrencyForm
{
    [Text("到位日期", "Received on"), Needed]
    public DateOnly? On { get; set; }

    [Text("金额（万元；外币为万）", "Sum (CNY 10,000; foreign: 10,000)"), Needed, Between(0.01, 100_000_000)]
    public Money? Sum { get; set; }

    [Text("凭证", "Voucher"), Needed, Choice(ChoiceOf.Voucher)]
    public string? Voucher { get; set; }

    [Text("资金来源", "Origin"), Needed]
    public Organisations.InvestmentOrigin? Origin { get; set; }

    [Text("凭证号", "Voucher number"), AtMost(100)]
    public string? Document { get; set; }

    public Amount Amount => Of(Sum!.Value);
}

public sealed class CurrencyCodeAttribute() : System.ComponentModel.DataAnnotations.RegularExpressionAttribute("^[A-Z]{3}$")
{
    public override string FormatErrorMessage(string name) =>
        Language.Say("三个大写字母，例如 CNY、USD、HKD", "Three capital letters, such as CNY, USD, HKD");
}

public sealed class FollowUpForm : Form
{
    [Text("日期", "Day"), Needed]
    public DateOnly? On { get; set; }

    [Text("跟进情况", "What was done"), Needed, AtMost(2000), Prose]
    public string Words { get; set; } = "";

    [Text("下一步", "Next step"), Needed, AtMost(300)]
    public string NextStep { get; set; } = "";

    [Text("下一步时限", "Next step on"), Needed]
    public DateOnly? NextStepOn { get; set; }

    [Text("下一步责任人", "Next step by"), Needed, Choice(ChoiceOf.HostPerson)]
    public Guid? NextStepById { get; set; }

    protected override IEnumerable<FieldProblem> Problems()
    {
        if (NextStepOn < On) yield return new(nameof(NextStepOn), "下一步时限不能早于跟进日期", "The next step must not be due before the day of the follow-up");
    }
}

public sealed class OwnerForm : Form
{
    [Text("新责任人", "New owner"), Needed, Choice(ChoiceOf.HostPerson)]
    public Guid? OwnerId { get; set; }

    [Text("自", "From"), Needed]
    public DateOnly? From { get; set; }

    [Text("原因", "Reason"), AtMost(300)]
    public string? Reason { get; set; }
}

/// <summary>Hold, terminate, step back, resume, reopen: the moves beside the road.</summary>
public sealed class AsideForm : Form
{
    [Text("日期", "Day"), Needed]
    public DateOnly? Day { get; set; }

    [Text("唤醒日期", "Wake up on")]
    public DateOnly? WakeUpOn { get; set; }

    [Text("终止原因", "Reason for the end"), Choice(ChoiceOf.ExitReason)]
    public string? ExitReason { get; set; }

    [Text("说明", "Words"), AtMost(500), Prose]
    public string? Words { get; set; }

    [Text("下一步", "Next step"), AtMost(300)]
    public string? NextStep { get; set; }

    [Text("下一步时限", "Next step on")]
    public DateOnly? NextStepOn { get; set; }

    [Text("下一步责任人", "Next step by"), Choice(ChoiceOf.HostPerson)]
    public Guid? NextStepById { get; set; }

    public NextStep? Next => !string.IsNullOrWhiteSpace(NextStep) && NextStepOn is { } on && NextStepById is { } by ? new NextStep(NextStep.Trim(), on, by) : null;
}
