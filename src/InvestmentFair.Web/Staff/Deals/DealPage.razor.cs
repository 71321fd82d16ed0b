using System.Runtime.CompilerServices;
using InvestmentFair.Access;
using InvestmentFair.Deals;
using InvestmentFair.Kernel;
using InvestmentFair.Ledger;
using InvestmentFair.Web.Shared;
using InvestmentFair.Web.Texts;
using Microsoft.AspNetCore.Components;

namespace InvestmentFair.Web.Staff.Deals;

public sealed partial class DealPage
{
    private DealView? _deal;
    private bool _missing;
    private int _turn;
    private IReadOnlyList<MergedView> _merged = [];

    [Parameter]
    public Guid Id { get; set; }

    /// <summary>The merged deal whose address was opened.</summary>
    [SupplyParameterFromQuery(Name = "from")]
    public string? From { get; set; }

    private DateOnly Today => FairTime.DayOf(Clock.GetUtcNow().UtcDateTime);

    protected override Task OnParametersSetAsync() => LoadAsync();

    private static string Name(DealView deal) => new Bilingual(deal.Form.NameZh, deal.Form.NameEn).Text;

    private async Task LoadAsync()
    {
        _deal = await Queries.DealAsync(await Me(), Id, Gone);
        _missing = _deal is null;
        _turn++;
        if (_missing && await Queries.SurvivorAsync(await Me(), Id, Gone) is { } survivor) Navigation.NavigateTo($"/console/deals/{survivor}?from={Id}", replace: true);
        else if (_deal is not null && (await Me()).May(Permission.ManageDeals)) _merged = await Merges.MergedIntoAsync(await Me(), Id, Gone);
    }

    private async Task<Outcome<UndoneMerge>> UndoAsync(Guid loser) => await Merges.UndoAsync(await Me(), loser, Gone);

    private Task AdvanceAsync() =>
        ChangeAsync(StaffTexts.AdvanceStage, new StageForm { Day = Today }, async (form, file) => await Desk.AdvanceAsync(await Me(), Id, _deal!.Version, form, file, Gone), file: true);

    private Task SignAsync() => ChangeAsync(StaffTexts.Sign, new SigningForm { SignedOn = Today },
        async (form, file) => await Desk.SignAsync(await Me(), Id, _deal!.Version, form, file, Gone), file: true, hidden: [nameof(SigningForm.Reason)]);

    private Task ReceiveAsync() =>
        ChangeAsync(StaffTexts.Receive, new ReceiptForm { On = Today }, async (form, file) =>
        {
            var received = await Desk.ReceiveAsync(await Me(), Id, _deal!.Version, form, file, Gone);
            if (received.Refusal?.Code != DealRefusals.AboveTotalCode || await Dialogs.ShowMessageBoxAsync(StaffTexts.Receive, received.Text, StaffTexts.ReceiveDespite, cancelText: ListTexts.Back) is not true) return received;
            return await Desk.ReceiveAsync(await Me(), Id, _deal!.Version, form, file, Gone, despite: true);
        }, fileNeeded: true);

    private Task FollowUpAsync() => ChangeAsync(StaffTexts.FollowUp, new FollowUpForm { On = Today, NextStepById = _deal!.Form.NextStepById },
        async (form, _) => await Desk.FollowUpAsync(await Me(), Id, _deal!.Version, form, Gone));

    private Task HandOverAsync() =>
        ChangeAsync(StaffTexts.HandOver, new OwnerForm { From = Today }, async (form, _) => await Desk.HandToAsync(await Me(), Id, _deal!.Version, form, Gone));

    private Task RegroupAsync()
    {
        var now = _deal!.Form;
        var form = new RegroupForm { From = Today, LeaderId = now.LeaderId, LeadUnitId = now.LeadUnitId, SupportingUnitIds = [.. _deal.SupportingUnits], TownshipCode = now.TownshipCode, SectorCode = now.SectorCode, FairId = now.FairId };
        return ChangeAsync(StaffTexts.Regroup, form, async (changed, _) => await Desk.RegroupAsync(await Me(), Id, _deal!.Version, changed, Gone));
    }

    private Task ChangeInvestorAsync() => ChangeAsync(StaffTexts.ChangeInvestor, new InvestorChangeForm { From = Today },
        async (form, _) => await Desk.ChangeInvestorAsync(await Me(), Id, _deal!.Version, form, Gone));

    private Task PlanTotalAsync() => ChangeAsync(StaffTexts.PlanTotal, new TotalForm { From = Today, Total = _deal!.Form.Total },
        async (form, _) => await Desk.PlanTotalAsync(await Me(), Id, _deal!.Version, form, Gone));

    private Task PlanForAsync() =>
        ChangeAsync(StaffTexts.PlanFor, new PlanForm { Year = Today.Year }, async (form, _) => await Desk.PlanForAsync(await Me(), Id, _deal!.Version, form, Gone));

    // What was typed about one entry is no draft for another.
    private Task PutRightAsync(DealEvent wrong, Guid entry) => wrong switch
    {
        { Acts: DealEventActs.CorrectStage, Entered: StageForm entered } => ChangeAsync(StaffTexts.Correct, entered,
            async (form, file) => await Desk.CorrectStageAsync(await Me(), Id, _deal!.Version, entry, form, file, Gone), StaffTexts.Correct, file: true, asking: $"Correct {entry}", needed: [nameof(StageForm.Words)]),
        { Acts: DealEventActs.CorrectSigning, Entered: SigningForm entered } => ChangeAsync(StaffTexts.Correct, entered,
            async (form, file) => await Desk.CorrectSigningAsync(await Me(), Id, _deal!.Version, entry, form, file, Gone), StaffTexts.Correct, file: true, asking: $"Correct {entry}", needed: [nameof(SigningForm.Reason)]),
        _ => ChangeAsync(StaffTexts.Reverse, new ReasonForm(),
            async (form, _) => await Desk.ReverseAsync(await Me(), Id, _deal!.Version, entry, Today, form.Reason, Gone), StaffTexts.Reverse, asking: $"Reverse {entry}"),
    };

    private async Task ChangeAsync<TForm>(string title, TForm form, Func<TForm, Files.Upload?, Task<Outcome>> verb, string? button = null, bool file = false, string[]? hidden = null, [CallerMemberName] string asking = "", string[]? needed = null, bool fileNeeded = false) where TForm : Form
    {
        if (await AskAsync(Id, title, form, verb, button, file, hidden, asking, needed, fileNeeded)) await LoadAsync();
    }

    private Task AsideAsync(string title, Func<Actor, AsideForm, Task<Outcome>> act, string[] hidden) =>
        ChangeAsync(title, new AsideForm { Day = Today }, async (form, _) => await act(await Me(), form), title, hidden: hidden);

    // What may be done beside the road, by the type of the stage; each asks only for what it needs.
    private IEnumerable<(string Title, Func<Actor, AsideForm, Task<Outcome>> Act, string[] Hidden)> Asides(DealView deal)
    {
        string[] next = [nameof(AsideForm.NextStep), nameof(AsideForm.NextStepOn), nameof(AsideForm.NextStepById)];
        string[] wake = [nameof(AsideForm.WakeUpOn)];
        string[] exit = [nameof(AsideForm.ExitReason)];
        if (deal.StageType is StageType.Open)
        {
            yield return (StaffTexts.StepBack, (me, form) => Desk.StepBackAsync(me, Id, _deal!.Version, form, Gone), [.. next, .. wake, .. exit]);
            yield return (StaffTexts.Hold, (me, form) => Desk.HoldAsync(me, Id, _deal!.Version, form, Gone), [.. next, .. exit]);
        }

        if (deal.StageType is StageType.OnHold)
            yield return (StaffTexts.Resume, (me, form) => Desk.ResumeAsync(me, Id, _deal!.Version, form, Gone), [.. wake, .. exit]);
        if (deal.StageType is not StageType.Lost)
            yield return (StaffTexts.Terminate, (me, form) => Desk.TerminateAsync(me, Id, _deal!.Version, form, Gone), [.. next, .. wake]);
        if (deal.StageType is StageType.Lost or StageType.Won)
            yield return (StaffTexts.Reopen, (me, form) => Desk.ReopenAsync(me, Id, _deal!.Version, form, Gone), [.. wake, .. exit]);
    }
}
