using InvestmentFair.Access;
using InvestmentFair.Deals;
using InvestmentFair.Kernel;
using InvestmentFair.Web.Shared;
using InvestmentFair.Web.Texts;
using Microsoft.AspNetCore.Components;

namespace InvestmentFair.Web.Staff.Deals;

public sealed partial class DealPage
{
    private DealView? _deal;
    private bool _missing;

    [Parameter]
    public Guid Id { get; set; }

    private DateOnly Today => FairTime.DayOf(Clock.GetUtcNow().UtcDateTime);

    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        _deal = await Queries.DealAsync(await Me(), Id, Gone);
        _missing = _deal is null;
    }

    private async Task AdvanceAsync()
    {
        if (await AskAsync(StaffTexts.AdvanceStage, new AdvanceForm { Day = Today }, async (form, file) =>
                await Desk.AdvanceAsync(await Me(), Id, _deal!.Version, new StageForm { To = form.To, Day = form.Day, Document = form.Document, Words = form.Words }, file, [], form.Reviewer, form.Achieved, Gone), file: true))
            await LoadAsync();
    }

    private async Task SignAsync()
    {
        if (await AskAsync(StaffTexts.Sign, new SigningForm { SignedOn = Today }, async (form, file) => await Desk.SignAsync(await Me(), Id, _deal!.Version, form, file, Gone), file: true)) await LoadAsync();
    }

    private async Task ReceiveAsync()
    {
        if (await AskAsync(StaffTexts.Receive, new ReceiptForm { On = Today }, async (form, file) => await Desk.ReceiveAsync(await Me(), Id, _deal!.Version, form, file, Gone), file: true)) await LoadAsync();
    }

    private async Task FollowUpAsync()
    {
        if (await AskAsync(StaffTexts.FollowUp, new FollowUpForm { On = Today, NextStepById = _deal!.Form.NextStepById }, async (form, _) => await Desk.FollowUpAsync(await Me(), Id, _deal!.Version, form, Gone))) await LoadAsync();
    }

    private async Task HandOverAsync()
    {
        if (await AskAsync(StaffTexts.HandOver, new OwnerForm { From = Today }, async (form, _) => await Desk.HandToAsync(await Me(), Id, _deal!.Version, form, Gone))) await LoadAsync();
    }

    private async Task ReverseAsync(Guid receipt)
    {
        if (await AskAsync(StaffTexts.Reverse, new ReasonForm(), async (form, _) => await Desk.ReverseAsync(await Me(), Id, _deal!.Version, receipt, Today, form.Reason, Gone), StaffTexts.Reverse)) await LoadAsync();
    }

    private async Task AsideAsync(string title, Func<Actor, AsideForm, Task<Outcome>> act, string[] hidden)
    {
        if (await AskAsync(title, new AsideForm { Day = Today }, async (form, _) => await act(await Me(), form), title, hidden: hidden)) await LoadAsync();
    }

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

    /// <summary>A stage with what full capacity asks besides.</summary>
    public sealed class AdvanceForm : Form
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

        [Text("说明", "Words"), AtMost(500), Prose]
        public string? Words { get; set; }
    }
}
