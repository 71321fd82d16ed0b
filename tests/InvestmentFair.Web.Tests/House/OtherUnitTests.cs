using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using InvestmentFair.Access;
using InvestmentFair.Choices;
using InvestmentFair.Data;
using InvestmentFair.Deals;
using InvestmentFair.Edits;
using InvestmentFair.Files;
using InvestmentFair.History;
using InvestmentFair.Kernel;
using InvestmentFair.Notes;
using InvestmentFair.Organisations;
using InvestmentFair.Palette;
using InvestmentFair.Search;
using InvestmentFair.Tests;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Web.Tests.House;

/// <summary>
/// A department reporter names a deal of another unit, or whatever hangs on it, at every desk that lets a reporter in: the
/// answer is what it would be if there were no such thing, and nothing is changed. Asked in the same words for a deal of
/// their own unit, the same desk answers or does it.
/// </summary>
public sealed class OtherUnitTests
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Dictionary<string, Call> Calls = new()
    {
        ["DealDesk.AdvanceAsync"] = Does(async (s, b) => Of(await s.Deals.AdvanceAsync(s.Me, b.Deal, await s.At(b.Deal), new StageForm { To = DealStage.Contract, Day = s.Today, Document = "合同9号" }, s.Paper, Cancel))),
        ["DealDesk.ChangeInvestorAsync"] = Does(async (s, b) => Of(await s.Deals.ChangeInvestorAsync(s.Me, b.Deal, await s.At(b.Deal), new InvestorChangeForm { InvestorId = s.OtherInvestor, From = s.Today, Reason = "转让" }, Cancel))),
        ["DealDesk.CorrectSigningAsync"] = Does(async (s, b) => Of(await s.Deals.CorrectSigningAsync(s.Me, b.Deal, await s.At(b.Deal), b.Signing, s.Signing(700, "金额录错"), null, Cancel))),
        ["DealDesk.CorrectSigningAsync (under one's own deal)"] = Does(async (s, b) => Of(await s.Deals.CorrectSigningAsync(s.Me, s.Mine.Deal, await s.At(s.Mine.Deal), b.Signing, s.Signing(700, "金额录错"), null, Cancel))),
        ["DealDesk.CorrectStageAsync"] = Does(async (s, b) => Of(await s.Deals.CorrectStageAsync(s.Me, b.Deal, await s.At(b.Deal), b.Stage, new StageForm { To = DealStage.Intent, Day = s.Today, Document = "意向9号", Words = "误录" }, null, Cancel))),
        ["DealDesk.CorrectStageAsync (under one's own deal)"] = Does(async (s, b) => Of(await s.Deals.CorrectStageAsync(s.Me, s.Mine.Deal, await s.At(s.Mine.Deal), b.Stage, new StageForm { To = DealStage.Intent, Day = s.Today, Document = "意向9号", Words = "误录" }, null, Cancel))),
        ["DealDesk.FollowUpAsync"] = Does(async (s, b) => Of(await s.Deals.FollowUpAsync(s.Me, b.Deal, await s.At(b.Deal), new FollowUpForm { On = s.Today, Words = "电话回访", NextStep = "再访", NextStepOn = s.Today.AddDays(7), NextStepById = s.Host }, Cancel))),
        ["DealDesk.HandToAsync"] = Does(async (s, b) => Of(await s.Deals.HandToAsync(s.Me, b.Deal, await s.At(b.Deal), new OwnerForm { OwnerId = s.OtherHost, From = s.Today }, Cancel))),
        ["DealDesk.HoldAsync"] = Does(async (s, b) => Of(await s.Deals.HoldAsync(s.Me, b.Deal, await s.At(b.Deal), s.Aside, Cancel))),
        ["DealDesk.PlanForAsync"] = Does(async (s, b) => Of(await s.Deals.PlanForAsync(s.Me, b.Deal, await s.At(b.Deal), new PlanForm { Year = 2027, Planned = DealStage.Started }, Cancel))),
        ["DealDesk.PlanTotalAsync"] = Does(async (s, b) => Of(await s.Deals.PlanTotalAsync(s.Me, b.Deal, await s.At(b.Deal), new TotalForm { Total = Money.FromWan(900), From = s.Today, Reason = "扩建" }, Cancel))),
        ["DealDesk.ReceiveAsync"] = Does(async (s, b) => Of(await s.Deals.ReceiveAsync(s.Me, b.Deal, await s.At(b.Deal), s.Receipt, s.Paper, Cancel))),
        ["DealDesk.RegroupAsync"] = Does(async (s, b) => Of(await s.Deals.RegroupAsync(s.Me, b.Deal, await s.At(b.Deal), s.Regrouped(s.Me.UnitId), Cancel))),
        ["DealDesk.RegroupAsync (one's own to that unit)"] = Does(async (s, b) => Of(await s.Deals.RegroupAsync(s.Me, s.Mine.Deal, await s.At(s.Mine.Deal), s.Regrouped(b.Unit), Cancel))),
        // Put on hold first: what is closed cannot be.
        ["DealDesk.ResumeAsync"] = Does(async (s, b) => Of(await s.Deals.ResumeAsync(s.Me, b.Deal, await s.At(b.Deal), s.Aside, Cancel)),
            async (s, b) => Done(await s.Deals.HoldAsync(Office.Organizer, b.Deal, await s.At(b.Deal), s.Aside, Cancel))),
        ["DealDesk.ReopenAsync"] = Does(async (s, b) => Of(await s.Deals.ReopenAsync(s.Me, b.Deal, await s.At(b.Deal), s.Aside, Cancel)),
            async (s, b) => Done(await s.Deals.TerminateAsync(Office.Organizer, b.Deal, await s.At(b.Deal), s.Aside, Cancel))),
        ["DealDesk.ReverseAsync"] = Does(async (s, b) => Of(await s.Deals.ReverseAsync(s.Me, b.Deal, await s.At(b.Deal), b.Receipt, s.Today, "记错项目", Cancel))),
        ["DealDesk.ReverseAsync (under one's own deal)"] = Does(async (s, b) => Of(await s.Deals.ReverseAsync(s.Me, s.Mine.Deal, await s.At(s.Mine.Deal), b.Receipt, s.Today, "记错项目", Cancel))),
        ["DealDesk.SaveAsync"] = Does(async (s, b) => Of(await s.Deals.SaveAsync(s.Me, b.Deal, s.Form(b.Unit, "改过的名称（示例）", await s.At(b.Deal)), Cancel))),
        ["DealDesk.SaveAsync (on an old page)"] = Tells(async (s, b) => Of(await s.Deals.SaveAsync(s.Me, b.Deal, s.Form(b.Unit, "改过的名称（示例）", 0), Cancel))),
        ["DealDesk.SaveAsync (a new one of that unit)"] = Does(async (s, b) => Of(await s.Deals.SaveAsync(s.Me, null, s.Form(b.Unit, "替别人登记（示例）", 0), Cancel))),
        ["DealDesk.SignAsync"] = Does(async (s, b) => Of(await s.Deals.SignAsync(s.Me, b.Deal, await s.At(b.Deal), s.Signing(300, null, SigningChange.Increase), s.Paper, Cancel))),
        ["DealDesk.StepBackAsync"] = Does(async (s, b) => Of(await s.Deals.StepBackAsync(s.Me, b.Deal, await s.At(b.Deal), s.Aside, Cancel))),
        ["DealDesk.TerminateAsync"] = Does(async (s, b) => Of(await s.Deals.TerminateAsync(s.Me, b.Deal, await s.At(b.Deal), s.Aside, Cancel))),
        ["DealDesk.TerminateAsync (on an old page)"] = Tells(async (s, b) => Of(await s.Deals.TerminateAsync(s.Me, b.Deal, 1, s.Aside, Cancel))),
        ["DealEditDesk.ApplyAsync"] = Does(async (s, b) => Of(await s.Edits.ApplyAsync(s.Me, null, Selection.Of([b.Deal]), "Owner", s.NewOwner,
            (await s.Edits.PlanAsync(s.Me, null, Selection.Of([b.Deal]), "Owner", s.NewOwner, Cancel)).Value!.Stamp, null, Cancel))),
        ["DealEditDesk.CellAsync"] = Tells(async (s, b) => await s.Edits.CellAsync(s.Me, null, b.Deal, "Owner", Cancel) is var cell ? $"{Of(cell)} {cell.Value?.Name} {cell.Value?.Text}" : null),
        ["DealEditDesk.PlanAsync"] = Tells(async (s, b) => (await s.Edits.PlanAsync(s.Me, null, Selection.Of([b.Deal]), "Owner", s.NewOwner, Cancel)).Value),
        ["DealEditDesk.PutAsync"] = Does(async (s, b) => Of(await s.Edits.PutAsync(s.Me, null, b.Deal, "Owner", s.NewOwner, s.Host.ToString(), Cancel))),
        ["DealEditDesk.PutAsync (over what was not seen)"] = Tells(async (s, b) => Of(await s.Edits.PutAsync(s.Me, null, b.Deal, "Owner", s.NewOwner, Guid.Empty.ToString(), Cancel))),
        ["DealEditDesk.TakeBackAsync"] = Does(async (s, b) => await s.Edits.TakeBackAsync(s.Me, null, new EditBatch("Owner", "", [new EditedRow(b.Deal, "", s.NewOwner.OwnerId, s.Host)]), Cancel) is var back ? $"{Of(back)} {back.Value?.Count}" : null),
        ["DealList.CountAsync"] = Tells(async (s, b) => await s.Desk<DealList>().CountAsync(s.Me, null, new ListState(), Selection.Of([b.Deal]), Cancel)),
        ["DealList.KeysAsync"] = Tells(async (s, b) => await s.Desk<DealList>().KeysAsync(s.Me, null, Selection.Of([b.Deal]), Cancel)),
        ["DealList.LoadAsync"] = Tells(async (s, b) => await s.Desk<DealList>().LoadAsync(s.Me, null, new ListState { Search = b.Number }, Cancel)),
        ["DealList.LoadAsync (by its unit)"] = Tells(async (s, b) => await s.Desk<DealList>().LoadAsync(s.Me, null, new ListState { Filters = new Dictionary<string, string> { ["unit"] = b.Unit.ToString() } }, Cancel)),
        ["DealList.RowsAsync"] = Tells(async (s, b) => await s.Desk<DealList>().RowsAsync(s.Me, null, [b.Deal], Cancel)),
        ["DealMergeDesk.BesideNumberAsync"] = Tells(async (s, b) => await s.Merges.BesideNumberAsync(s.Me, s.Mine.Deal, b.Second.Number, Cancel)),
        ["DealMergeDesk.BesideNumberAsync (beside that deal)"] = Tells(async (s, b) => await s.Merges.BesideNumberAsync(s.Me, b.Deal, s.Mine.Second.Number, Cancel)),
        ["DealMergeDesk.MergeAsync"] = Does(async (s, b) => Of(await s.Merges.MergeAsync(s.Me, b.Second.Id, s.Mine.Deal, await s.At(b.Second.Id), await s.At(s.Mine.Deal), [], Cancel))),
        ["DealMergeDesk.MergeAsync (one's own into that deal)"] = Does(async (s, b) => Of(await s.Merges.MergeAsync(s.Me, s.Mine.Second.Id, b.Deal, await s.At(s.Mine.Second.Id), await s.At(b.Deal), [nameof(DealForm.NameZh)], Cancel))),
        ["DealMergeDesk.MergedIntoAsync"] = Tells(async (s, b) => await s.Merges.MergedIntoAsync(s.Me, b.Deal, Cancel)),
        ["DealMergeDesk.SideBySideAsync"] = Tells(async (s, b) => await s.Merges.SideBySideAsync(s.Me, s.Mine.Deal, b.Second.Id, Cancel)),
        ["DealMergeDesk.SideBySideAsync (the other way round)"] = Tells(async (s, b) => await s.Merges.SideBySideAsync(s.Me, b.Deal, s.Mine.Second.Id, Cancel)),
        ["DealMergeDesk.UndoAsync"] = Does(async (s, b) => Of(await s.Merges.UndoAsync(s.Me, b.Merged, Cancel))),
        ["DealQueries.DealAsync"] = Tells(async (s, b) => (await s.Desk<DealQueries>().DealAsync(s.Me, b.Deal, Cancel)) is { } deal ? $"{deal.Number} {deal.Events.Count} {string.Join(' ', deal.Problems.Concat(deal.Commitments))}" : null),
        ["DealQueries.SurvivorAsync"] = Tells(async (s, b) => await s.Desk<DealQueries>().SurvivorAsync(s.Me, b.Merged, Cancel)),
        ["FileDesk.DealFileAsync"] = Tells(async (s, b) =>
        {
            if (await s.Desk<FileDesk>().DealFileAsync(s.Me, b.File, Cancel) is not { } found) return null;
            await found.Content.DisposeAsync();
            return found.File.Name;
        }),
        ["FollowUpList.CountAsync"] = Tells(async (s, b) => await s.Desk<FollowUpList>().CountAsync(s.Me, null, new ListState(), Selection.Of([b.FollowUp]), Cancel)),
        ["FollowUpList.KeysAsync"] = Tells(async (s, b) => await s.Desk<FollowUpList>().KeysAsync(s.Me, null, Selection.Of([b.FollowUp]), Cancel)),
        ["FollowUpList.LoadAsync"] = Tells(async (s, b) => await s.Desk<FollowUpList>().LoadAsync(s.Me, null, new ListState { Search = b.Number }, Cancel)),
        ["FollowUpList.RowsAsync"] = Tells(async (s, b) => await s.Desk<FollowUpList>().RowsAsync(s.Me, null, [b.FollowUp], Cancel)),
        ["HistoryQueries.DealHistoryAsync"] = Tells(async (s, b) => await s.Desk<HistoryQueries>().DealHistoryAsync(s.Me, b.Deal, 50, Cancel)),
        ["HistoryQueries.SinceAsync"] = Tells(async (s, b) => await s.Desk<HistoryQueries>().SinceAsync(s.Me, new MovedOn(b.Deal, 1), Cancel)),
        ["NoteDesk.AddAsync"] = Does(async (s, b) => Of(await s.Notes.AddAsync(s.Me, "deals", null, b.Deal, new NoteForm { Text = "外单位的话" }, Cancel))),
        ["NoteDesk.AddAsync (to a signing)"] = Does(async (s, b) => Of(await s.Notes.AddAsync(s.Me, "signings", null, b.Signing, new NoteForm { Text = "外单位的话" }, Cancel))),
        ["NoteDesk.AddAsync (to a receipt)"] = Does(async (s, b) => Of(await s.Notes.AddAsync(s.Me, "receipts", null, b.Receipt, new NoteForm { Text = "外单位的话" }, Cancel))),
        ["NoteDesk.AddAsync (to a follow-up)"] = Does(async (s, b) => Of(await s.Notes.AddAsync(s.Me, "follow-ups", null, b.FollowUp, new NoteForm { Text = "外单位的话" }, Cancel))),
        ["NoteDesk.MarksAsync"] = Tells(async (s, b) => await s.Notes.MarksAsync(s.Me, "deals", [b.Deal], Cancel)),
        ["NoteDesk.NotesAsync"] = Tells(async (s, b) => await s.Notes.NotesAsync(s.Me, "deals", null, b.Deal, Cancel)),
        ["NoteDesk.RemoveAsync"] = Does(async (s, b) => Of(await s.Notes.RemoveAsync(s.Me, "deals", null, b.Note, Cancel))),
        ["PaletteQueries.FindAsync"] = Tells(async (s, b) => await s.Desk<PaletteQueries>().FindAsync(s.Me, null, b.Number, Cancel)),
        ["PaletteQueries.FindAsync (by its name)"] = Tells(async (s, b) => await s.Desk<PaletteQueries>().FindAsync(s.Me, null, b.Name, Cancel)),
        // Somebody of that unit until yesterday: what was opened then is no longer theirs.
        ["PaletteQueries.RecentAsync"] = Tells(async (s, _) => await s.Desk<PaletteQueries>().RecentAsync(s.Me, Cancel),
            async (s, b) => await s.Desk<PaletteQueries>().VisitAsync(s.Me with { Role = Role.Organizer }, SearchKind.Deal, b.Deal, Cancel)),
        ["PaletteQueries.VisitAsync"] = Does(async (s, b) =>
        {
            await s.Desk<PaletteQueries>().VisitAsync(s.Me, SearchKind.Deal, b.Deal, Cancel);
            return null;
        }),
        ["ReceiptList.CountAsync"] = Tells(async (s, b) => await s.Desk<ReceiptList>().CountAsync(s.Me, null, new ListState(), Selection.Of([b.Receipt]), Cancel)),
        ["ReceiptList.KeysAsync"] = Tells(async (s, b) => await s.Desk<ReceiptList>().KeysAsync(s.Me, null, Selection.Of([b.Receipt]), Cancel)),
        ["ReceiptList.LoadAsync"] = Tells(async (s, b) => await s.Desk<ReceiptList>().LoadAsync(s.Me, null, new ListState { Search = b.Number }, Cancel)),
        ["ReceiptList.RowsAsync"] = Tells(async (s, b) => await s.Desk<ReceiptList>().RowsAsync(s.Me, null, [b.Receipt], Cancel)),
        ["SigningList.CountAsync"] = Tells(async (s, b) => await s.Desk<SigningList>().CountAsync(s.Me, null, new ListState(), Selection.Of([b.Signing]), Cancel)),
        ["SigningList.KeysAsync"] = Tells(async (s, b) => await s.Desk<SigningList>().KeysAsync(s.Me, null, Selection.Of([b.Signing]), Cancel)),
        ["SigningList.LoadAsync"] = Tells(async (s, b) => await s.Desk<SigningList>().LoadAsync(s.Me, null, new ListState { Search = b.Number }, Cancel)),
        ["SigningList.RowsAsync"] = Tells(async (s, b) => await s.Desk<SigningList>().RowsAsync(s.Me, null, [b.Signing], Cancel)),
        ["ValueNameQueries.RecordsAsync"] = Tells(async (s, b) => await s.Desk<ValueNameQueries>().RecordsAsync(s.Me, [(nameof(Deal), b.Deal)], Cancel)),
        ["ValueNameQueries.SayAsync"] = Tells(async (s, b) => await s.Desk<ValueNameQueries>().SayAsync(s.Me, [new KeptValue(nameof(Deal), nameof(Deal.SurvivorId), b.Deal.ToString())], Cancel)),
    };

    // An entry is looked for in the deal that is named, a unit that is given away to is compared by itself, and the index of the
    // search has a scope of its own.
    private static readonly string[] ShutTwice =
    [
        "DealDesk.CorrectSigningAsync (under one's own deal)",
        "DealDesk.CorrectStageAsync (under one's own deal)",
        "DealDesk.RegroupAsync (one's own to that unit)",
        "DealDesk.ReverseAsync (under one's own deal)",
        "DealDesk.SaveAsync (a new one of that unit)",
        "PaletteQueries.FindAsync",
        "PaletteQueries.FindAsync (by its name)",
    ];

    /// <summary>What a reporter may do besides, and why no deal can be named there.</summary>
    private static readonly Dictionary<string, string> NamingNoDeal = new()
    {
        ["AccountDesk.ChangeOwnPasswordAsync"] = "of the account that asks",
        ["ChoiceQueries.NamesAsync"] = "of every kind but deals; of which people is tried by itself",
        ["ChoiceQueries.SearchAsync"] = "of every kind but deals",
        ["ChoiceQueries.WordsAsync"] = "of dictionaries",
        ["DraftDesk.DropAsync"] = "in the drawer of the account that asks",
        ["DraftDesk.FindAsync"] = "in the drawer of the account that asks",
        ["DraftDesk.KeepAsync"] = "in the drawer of the account that asks",
        ["DraftDesk.OfPressAsync"] = "in the drawer of the account that asks",
        ["DraftDesk.OnceAsync"] = "by a press of the account that asks",
        ["DraftDesk.WasPressedAsync"] = "by a press of the account that asks",
        ["FairQueries.FairsAsync"] = "every fair is everybody's to know of",
        ["FairQueries.StateAsync"] = "every fair is everybody's to know of",
        ["FileDesk.KeepAsync"] = "bytes that belong to nothing yet",
        ["TwoFactorDesk.OfferAgainAsync"] = "of the account that asks",
        ["TwoFactorDesk.OfferAsync"] = "of the account that asks",
        ["TwoFactorDesk.RenewCodesAsync"] = "of the account that asks",
        ["TwoFactorDesk.StateAsync"] = "of the account that asks",
        ["TwoFactorDesk.TurnOffAsync"] = "of the account that asks",
        ["TwoFactorDesk.TurnOnAsync"] = "of the account that asks",
        ["ViewDesk.KeepAsync"] = "conditions of a list, not its rows",
        ["ViewDesk.RemoveAsync"] = "conditions of a list, not its rows",
        ["ViewDesk.ReviseAsync"] = "conditions of a list, not its rows",
        ["ViewDesk.ViewsAsync"] = "conditions of a list, not its rows",
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_lets_a_reporter_in_is_asked_here_or_names_no_deal()
    {
        await using var office = await Office.OpenAsync();
        var open = AccessTable.Of(AccessTable.Method).Where(l => !l.IsForAnyone && l.Allows(Role.Reporter)).Select(l => l.Name).Order(StringComparer.Ordinal).ToList();
        var here = Calls.Keys.Select(MethodOf).Distinct().ToList();

        Assert.Empty(open.Except(here).Except(NamingNoDeal.Keys).Select(m => $"{m} lets a reporter in: ask it for a deal of another unit, or say why it names none."));
        Assert.Empty(here.Concat(NamingNoDeal.Keys).Except(open).Select(m => $"{m} no longer lets a reporter in."));
        Assert.Empty(here.Intersect(NamingNoDeal.Keys));
        // Every method is there by the name under which it is asked.
        Assert.Empty(open.Except(Surface.Methods(office.Services).Select(m => m.Name)));
    }

    [Fact]
    public async Task A_deal_of_another_unit_is_answered_as_if_it_were_not_there_and_left_as_it_is()
    {
        await using var office = await Office.OpenAsync();
        var nowhere = await NowhereAsync(office);
        foreach (var call in Calls.Values) await call.PrepareAsync(office, office.Theirs);
        var before = await office.HashAsync();

        var theirs = new Dictionary<string, string>();
        foreach (var (name, call) in Calls) theirs[name] = await AnswerAsync(call, office, office.Theirs);

        Assert.Empty((await office.HashAsync()).ChangedSince(before));
        Assert.Empty(Calls.Keys.Where(name => theirs[name] != nowhere[name]).Select(name => $"{name}: {theirs[name]}, and where there is nothing: {nowhere[name]}"));
    }

    /// <summary>The control: asked in the same words for a deal of their own, every desk answers something else, or does it.</summary>
    [Fact]
    public async Task A_deal_of_their_own_unit_is_another_matter()
    {
        await using var office = await Office.OpenAsync();
        var nowhere = await NowhereAsync(office);

        var unmoved = new List<string>();
        foreach (var (name, call) in Calls.OrderBy(c => c.Value.Acts))
        {
            if (call.Acts) await office.RenewAsync();
            await call.PrepareAsync(office, office.Mine);
            var before = call.Acts ? await office.HashAsync() : null;
            var mine = await AnswerAsync(call, office, office.Mine);
            if (before is null ? mine == nowhere[name] : (await office.HashAsync()).ChangedSince(before).Count == 0) unmoved.Add($"{name}: {mine}");
        }

        Assert.Empty(unmoved);
    }

    /// <summary>The control of the look itself: where the scope is forgotten, it finds every desk that leans on it.</summary>
    [Fact]
    public async Task Were_the_unit_of_a_deal_not_asked_for_the_same_look_would_find_every_desk()
    {
        await using var office = await Office.OpenAsync(forgetsUnits: true);
        var nowhere = await NowhereAsync(office);

        var unmoved = new List<string>();
        foreach (var (name, call) in Calls.OrderBy(c => c.Value.Acts))
        {
            if (call.Acts) await office.RenewTheirsAsync();
            await call.PrepareAsync(office, office.Theirs);
            var before = call.Acts ? await office.HashAsync() : null;
            var theirs = await AnswerAsync(call, office, office.Theirs);
            if (before is null ? theirs == nowhere[name] : (await office.HashAsync()).ChangedSince(before).Count == 0) unmoved.Add(name);
        }

        Assert.Equal(ShutTwice, unmoved.Order(StringComparer.Ordinal));
    }

    private static async Task<Dictionary<string, string>> NowhereAsync(Office office)
    {
        var said = new Dictionary<string, string>();
        foreach (var (name, call) in Calls) said[name] = await AnswerAsync(call, office, Belongings.Nowhere);
        return said;
    }

    /// <summary>Meetings and what came of them, requests, exports and all else that is not for a reporter, whichever record is named.</summary>
    [Fact]
    public async Task What_lets_no_reporter_in_says_so_of_every_record_and_changes_nothing()
    {
        await using var office = await Office.OpenAsync();
        var shut = Surface.Methods(office.Services).Where(m => m.AsksWho && !AccessTable.Find(AccessTable.Method, m.Name).Allows(Role.Reporter)).ToList();
        Assert.Superset(new HashSet<string> { "MeetingDesk.ConcludeAsync", "MeetingDesk.CorrectAsync", "MeetingDesk.TakeBackAsync", "MeetingDesk.StandingAsync", "DealDesk.FollowMeetingAsync", "DealDesk.FollowEnquiryAsync", "ExportDesk.OrderAsync", "ExportDesk.DeliverAsync", "HistoryQueries.HistoryAsync" },
            shut.Select(m => m.Name).ToHashSet());
        var ids = await office.ReadAsync(async db => new[] { office.Mine.Deal, office.Theirs.Deal, office.Theirs.File, await db.Outcomes.OrderBy(o => o.Id).Select(o => o.MeetingId).FirstAsync(Cancel) });
        var before = await office.HashAsync();

        var let = new List<string>();
        foreach (var method in shut)
            foreach (var id in ids)
                if (!await IsShutAsync(office, method, id)) let.Add($"{method.Name} {id}");

        Assert.Empty(let);
        Assert.Empty((await office.HashAsync()).ChangedSince(before));
    }

    [Fact]
    public async Task What_was_merged_into_a_deal_of_another_unit_is_not_taken_out_of_it()
    {
        await using var office = await Office.OpenAsync();
        Done(await office.Merges.MergeAsync(Office.Organizer, office.Mine.Second.Id, office.Theirs.Deal, await office.At(office.Mine.Second.Id), await office.At(office.Theirs.Deal), [nameof(DealForm.NameZh)], Cancel));
        var before = await office.HashAsync();

        Assert.Equal(Refusal.NotFound, (await office.Merges.UndoAsync(office.Me, office.Mine.Second.Id, Cancel)).Refusal);
        Assert.Empty(await office.Merges.MergedIntoAsync(office.Me, office.Theirs.Deal, Cancel));
        Assert.Null(await office.Desk<DealQueries>().SurvivorAsync(office.Me, office.Mine.Second.Id, Cancel));

        Assert.Empty((await office.HashAsync()).ChangedSince(before));
        Assert.False((await office.Merges.UndoAsync(Office.Organizer, office.Mine.Second.Id, Cancel)).Refused);
    }

    [Fact]
    public async Task A_reporter_is_told_who_of_the_county_somebody_is_and_of_no_guest_by_whatever_key()
    {
        await using var office = await Office.OpenAsync();
        var guest = await office.ReadAsync(db => db.Guests.Where(g => !db.Hosts.Any(h => h.PersonId == g.PersonId) && g.DelegationId != null).Select(g => new { g.Id, g.PersonId, g.DelegationId, g.Person.Name }).FirstAsync(Cancel));
        string[] keys = [guest.Id.ToString(), guest.PersonId.ToString(), guest.DelegationId.ToString()!];
        async Task<IReadOnlyList<string>> NamesAsync(Actor actor, params string[] of)
        {
            var told = new List<string>();
            foreach (var kind in Enum.GetValues<ChoiceOf>().Where(k => k is not ChoiceOf.Account))
                try
                {
                    told.AddRange((await office.Desk<ChoiceQueries>().NamesAsync(actor, kind, Office.Fair, of, Cancel)).Values);
                }
                catch (NotAllowedException)
                {
                    // Which is an answer as well.
                }

            return told;
        }

        Assert.Empty(await NamesAsync(office.Me, keys));
        Assert.NotEmpty(await NamesAsync(office.Me, office.Host.ToString()));
        Assert.Contains(guest.Name, await NamesAsync(Office.Organizer, keys));
    }

    private static string MethodOf(string call) => call.Split(' ')[0];

    private static async Task<bool> IsShutAsync(Office office, DeskMethod method, Guid id)
    {
        var arguments = Neutral.Arguments(method.Method, office.Me, method.Given);
        foreach (var parameter in method.Method.GetParameters())
            arguments[parameter.Position] = parameter.ParameterType switch
            {
                var type when type == typeof(Guid) || type == typeof(Guid?) => id,
                var type when type == typeof(IReadOnlyCollection<Guid>) || type == typeof(IReadOnlyList<Guid>) => new[] { id },
                var type when type == typeof(Selection) => Selection.Of([id]),
                var type when type == typeof(string) && method.Given?.ContainsKey(parameter.Name!) is not true => Office.Fair,
                _ => arguments[parameter.Position],
            };
        try
        {
            if (method.Method.Invoke(office.Services.GetRequiredService(method.Desk), BindingFlags.DoNotWrapExceptions, null, arguments, null) is Task running) await running;
            return false;
        }
        catch (NotAllowedException)
        {
            return true;
        }
    }

    // Keys are told apart by what they are of: an answer may repeat the one it was asked for.
    private static async Task<string> AnswerAsync(Call call, Office office, Belongings named)
    {
        string said;
        try
        {
            said = JsonSerializer.Serialize(await call.Ask(office, named), Plain);
        }
        catch (NotAllowedException)
        {
            return "not allowed";
        }

        foreach (var (of, key) in named.Keys) said = said.Replace(key.ToString(), of, StringComparison.Ordinal).Replace($"…{key.ToString()[^6..]}", $"…{of}", StringComparison.Ordinal);
        return said;
    }

    private static Call Tells(Func<Office, Belongings, Task<object?>> ask, Func<Office, Belongings, Task>? first = null) => new(ask, Acts: false, first);

    private static Call Does(Func<Office, Belongings, Task<object?>> ask, Func<Office, Belongings, Task>? first = null) => new(ask, Acts: true, first);

    private static string Of(Outcome outcome) => outcome.Refused ? $"{outcome.Refusal?.Code} {string.Join(' ', outcome.Problems.Select(p => p.Field))} {outcome.Clash?.TheirVersion}" : "done";

    private static void Done(Outcome outcome) => Assert.False(outcome.Refused, outcome.Text);

    private static T Done<T>(Outcome<T> outcome)
    {
        Assert.False(outcome.Refused, outcome.Text);
        return outcome.Value!;
    }

    /// <summary>A question, or an act; and what has to have happened before it, for either deal.</summary>
    private sealed record Call(Func<Office, Belongings, Task<object?>> Ask, bool Acts, Func<Office, Belongings, Task>? First)
    {
        public Task PrepareAsync(Office office, Belongings named) => First?.Invoke(office, named) ?? Task.CompletedTask;
    }

    /// <summary>A deal of a unit, one that was merged into it, one that stands beside it, and a key of everything that hangs on it.</summary>
    private sealed record Belongings(Guid Unit, Guid Deal, string Number, string Name, Belongings.Beside Second, Guid Merged, Guid Stage, Guid Signing, Guid Receipt, Guid FollowUp, Guid File, Guid Note)
    {
        public sealed record Beside(Guid Id, string Number);

        public static Belongings Nowhere { get; } = new(Guid.NewGuid(), Guid.NewGuid(), "GZ-99999", "没有这个项目", new Beside(Guid.NewGuid(), "GZ-99998"), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());

        public IEnumerable<(string Of, Guid Key)> Keys =>
            [("unit", Unit), ("deal", Deal), ("second", Second.Id), ("merged", Merged), ("stage", Stage), ("signing", Signing), ("receipt", Receipt), ("followup", FollowUp), ("file", File), ("note", Note)];
    }

    /// <summary>The desks over a copy of the sample data, a reporter of one unit, and a deal of that unit and of another, alike in everything.</summary>
    private sealed class Office : IAsyncDisposable
    {
        public const string Fair = "2027";

        public static readonly Actor Organizer = new(new Guid("00000000-0000-0000-0000-0000000000a1"), "组织者（测试）", Role.Organizer);

        private readonly FairDatabase _database;
        private readonly ServiceProvider _services;

        private Office(FairDatabase database, ServiceProvider services) => (_database, _services) = (database, services);

        public IServiceProvider Services => _services;

        public Actor Me { get; private set; } = null!;

        public Belongings Mine { get; private set; } = null!;

        public Belongings Theirs { get; private set; } = null!;

        public Guid Host { get; private set; }

        public Guid OtherHost { get; private set; }

        public Guid OtherInvestor { get; private set; }

        public Upload Paper { get; private set; } = null!;

        private Guid _investor;
        private string[] _towns = [];

        public DateOnly Today => FairTime.DayOf(Desk<FairClock>().GetUtcNow().UtcDateTime);

        public DealDesk Deals => Desk<DealDesk>();

        public DealEditDesk Edits => Desk<DealEditDesk>();

        public DealMergeDesk Merges => Desk<DealMergeDesk>();

        public NoteDesk Notes => Desk<NoteDesk>();

        public OwnerForm NewOwner => new() { OwnerId = OtherHost, From = Today };

        public AsideForm Aside => new() { Day = Today, WakeUpOn = Today.AddDays(30), ExitReason = "Land", Words = "示例原因", NextStep = "回访", NextStepOn = Today.AddDays(7), NextStepById = Host };

        public ReceiptForm Receipt => new() { On = Today, Sum = Money.FromWan(500), Voucher = "BankSlip", Origin = InvestmentOrigin.OutsideProvince };

        /// <param name="forgetsUnits">For a control: as if no desk asked whose deal it is.</param>
        public static async Task<Office> OpenAsync(bool forgetsUnits = false)
        {
            var database = await FairDatabase.SeededSqliteAsync();
            var desks = new ServiceCollection().AddLogging().AddInvestmentFair(database.Connection).Configure<DataOptions>(o => o.Directory = database.Directory);
            desks.AddDataProtection().UseEphemeralDataProtectionProvider();
            if (forgetsUnits) desks.AddSingleton<IDbContextFactory<FairDbContext>>(own => new Unscoped(own.GetRequiredService<FairContexts>()));
            var office = new Office(database, desks.BuildServiceProvider());
            office.Desk<FairClock>().StartAt(new DateTimeOffset(2027, 7, 1, 1, 0, 0, TimeSpan.Zero), DateTime.UnixEpoch);
            await office.FurnishAsync();
            return office;
        }

        public T Desk<T>() where T : notnull => _services.GetRequiredService<T>();

        public Task<DatabaseHash> HashAsync() => DatabaseHash.OfAsync(_database.Connection);

        public async Task<T> ReadAsync<T>(Func<FairDbContext, Task<T>> read)
        {
            await using var db = _database.Open();
            return await read(db);
        }

        /// <summary>The version of a deal as somebody knows it who has it on the screen.</summary>
        public Task<int> At(Guid deal) => ReadAsync(db => db.Deals.IgnoreQueryFilters().Where(d => d.Id == deal).Select(d => d.Version).SingleOrDefaultAsync(Cancel));

        public DealForm Form(Guid unit, string name, int version) => new()
        {
            Version = version,
            NameZh = name,
            InvestorId = _investor,
            OpenedOn = Today.AddDays(-10),
            OwnerId = Host,
            LeadUnitId = unit,
            TownshipCode = _towns[0],
            NextStep = "回访",
            NextStepOn = Today.AddDays(7),
            NextStepById = Host,
        };

        /// <summary>Another of their own, of which nothing has been done yet.</summary>
        public async Task RenewAsync() => Mine = await GatherAsync(Me.UnitId!.Value, "东山仓储项目（示例）");

        public async Task RenewTheirsAsync() => Theirs = await GatherAsync(Theirs.Unit, "西溪康养项目（示例）");

        public RegroupForm Regrouped(Guid? unit) => new() { From = Today, LeadUnitId = unit, TownshipCode = _towns[1], Reason = "归口调整" };

        public SigningForm Signing(int wan, string? reason = null, SigningChange change = SigningChange.New) =>
            new() { Kind = SigningKind.Agreement, Subtype = AgreementSubtype.Investment, Change = change, SignedOn = Today.AddDays(-5), Contracted = Money.FromWan(wan), Reason = reason };

        public async ValueTask DisposeAsync()
        {
            await _services.DisposeAsync();
            await _database.DisposeAsync();
        }

        private async Task FurnishAsync()
        {
            var hosts = await ReadAsync(db => db.Hosts.Where(h => h.To == null).OrderBy(h => h.ProtocolRank).ThenBy(h => h.Id).Select(h => h.PersonId).Distinct().Take(2).ToListAsync(Cancel));
            var investors = await ReadAsync(db => db.Investors.Where(i => i.SurvivorId == i.Id).OrderBy(i => i.Number).Select(i => i.Id).Take(2).ToListAsync(Cancel));
            var units = await ReadAsync(db => db.Units.OrderBy(u => u.Code).Select(u => u.Id).Take(2).ToListAsync(Cancel));
            (Host, OtherHost, _investor, OtherInvestor) = (hosts[0], hosts[1], investors[0], investors[1]);
            _towns = await ReadAsync(db => db.Regions.Where(r => r.Kind == People.RegionKind.Township && r.ValidTo == null).OrderBy(r => r.Code).Select(r => r.Code).Take(2).ToArrayAsync(Cancel));
            Me = new Actor(Guid.CreateVersion7(), "经办人（测试）", Role.Reporter, units[0]);
            using var pdf = new MemoryStream("%PDF-1.7 示例"u8.ToArray());
            Paper = Done(await Desk<FileStore>().KeepAsync("协议.pdf", pdf, Cancel));
            Mine = await GatherAsync(units[0], "东山仓储项目（示例）");
            Theirs = await GatherAsync(units[1], "西溪康养项目（示例）");
        }

        private async Task<Belongings> GatherAsync(Guid unit, string name)
        {
            var deal = Done(await Deals.SaveAsync(Organizer, null, Form(unit, name, 0), Cancel));
            var second = Done(await Deals.SaveAsync(Organizer, null, Form(unit, $"{name}·并列", 0), Cancel));
            var merged = Done(await Deals.SaveAsync(Organizer, null, Form(unit, $"{name}·重复", 0), Cancel));
            Done(await Deals.FollowUpAsync(Organizer, deal, await At(deal), new FollowUpForm { On = Today, Words = $"{name}实地察看", NextStep = "签约", NextStepOn = Today.AddDays(7), NextStepById = Host }, Cancel));
            Done(await Deals.SignAsync(Organizer, deal, await At(deal), Signing(600), Paper, Cancel));
            Done(await Deals.AdvanceAsync(Organizer, deal, await At(deal), new StageForm { To = DealStage.Agreement, Day = Today, Document = "协议1号" }, Paper, Cancel));
            Done(await Deals.ReceiveAsync(Organizer, deal, await At(deal), Receipt, Paper, Cancel));
            Done(await Merges.MergeAsync(Organizer, merged, deal, await At(merged), await At(deal), [], Cancel));
            await using var db = _database.Open();
            db.Add(Problem.Raise(deal, $"{name}用地未落实", Today, unit, Today.AddDays(20)));
            db.Add(Commitment.Promise(deal, $"{name}通水通电", unit, Today, Today.AddDays(60)));
            Done(await db.SaveAsync(new Act(Organizer, "problem.raised", Desk<FairClock>().GetUtcNow().UtcDateTime), Cancel));
            // Written by the reporter, who could see both at the time.
            var note = Done(await Notes.AddAsync(Me with { Role = Role.Organizer, UnitId = null }, "deals", null, deal, new NoteForm { Text = $"{name}备注" }, Cancel));
            return new Belongings(unit, deal, await db.Deals.Where(d => d.Id == deal).Select(d => d.Number).SingleAsync(Cancel), name, new Belongings.Beside(second, await db.Deals.Where(d => d.Id == second).Select(d => d.Number).SingleAsync(Cancel)), merged,
                await db.StageChanges.Where(s => s.SubjectId == deal && s.Stage == DealStage.Agreement).Select(s => s.Id).SingleAsync(Cancel), await db.Signings.Where(s => s.SubjectId == deal).Select(s => s.Id).SingleAsync(Cancel),
                await db.Receipts.Where(r => r.SubjectId == deal).Select(r => r.Id).SingleAsync(Cancel), await db.Set<FollowUp>().Where(f => f.SubjectId == deal).Select(f => f.Id).SingleAsync(Cancel),
                await db.Files.Where(f => f.OwnerId == deal).OrderBy(f => f.Id).Select(f => f.Id).FirstAsync(Cancel), note);
        }
    }
}
