using System.Globalization;
using System.Reflection;
using System.Text.Json;
using InvestmentFair.Audit;
using InvestmentFair.Deals;
using InvestmentFair.Kernel;
using InvestmentFair.Ledger;
using Microsoft.EntityFrameworkCore;
using LedgerEntry = InvestmentFair.Ledger.Entry;

namespace InvestmentFair.Data;

public sealed partial class Verification
{
    private const int DealsAtOnce = 200;
    private static readonly string[] NextStepColumns = [nameof(Deal.NextStep), nameof(Deal.NextStepOn), nameof(Deal.NextStepById)];
    private static readonly MethodInfo OneLedger = typeof(Verification).GetMethod(nameof(LedgerAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>Every ledger of the model, so that a new one cannot be forgotten here.</summary>
    private static async Task<IReadOnlyList<Tally>> LedgersAsync(FairDbContext db, Dictionary<long, AuditEntry> links, CancellationToken cancel)
    {
        var recorded = new Tally("ledger-recorded", "每笔账目都在审计链中，记录时间一致", "Every entry was recorded by a link of the chain, at its instant");
        var written = new Tally("ledger-written", "账目与当时写入的一致", "Every entry says what was written then");
        foreach (var type in db.Model.GetEntityTypes().Select(t => t.ClrType).Where(typeof(LedgerEntry).IsAssignableFrom))
            await (Task)OneLedger.MakeGenericMethod(type).Invoke(null, [db, links, recorded, written, cancel])!;
        return [recorded, written];
    }

    private static async Task LedgerAsync<T>(FairDbContext db, Dictionary<long, AuditEntry> links, Tally recorded, Tally written, CancellationToken cancel) where T : LedgerEntry
    {
        var rows = from entry in db.Set<T>()
                   join row in db.History.Where(h => h.Field == "") on new { entry.Id, entry.Sequence } equals new { Id = row.RecordId, row.Sequence } into made
                   from row in made.DefaultIfEmpty()
                   select new
                   {
                       Entry = entry,
                       Made = row,
                   };
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancel))
        {
            var (entry, link) = (row.Entry, links.GetValueOrDefault(row.Entry.Sequence));
            recorded.Expect(link is not null && row.Made is not null && link.At == entry.RecordedAt && link.ActorId == entry.ById,
                () => Language.Say($"{typeof(T).Name} {entry.Id} 不在第 {entry.Sequence} 环中，或时间、人员不符", $"{typeof(T).Name} {entry.Id} is not in link {entry.Sequence}, or not at that time or by that person"));
            if (row.Made is { New: { } then })
                written.Expect(FairDbContext.SaysStill(db.Entry(entry), then), () => Language.Say($"{typeof(T).Name} {entry.Id} 与写入时不同", $"{typeof(T).Name} {entry.Id} is not what was written"));
            db.ChangeTracker.Clear();
        }
    }

    private static async Task<IReadOnlyList<Tally>> DealsAsync(FairDbContext db, CancellationToken cancel)
    {
        var columns = new Tally("deal-columns", "跟踪项目的当前值等于账目推得的值", "Every current value of a deal follows from its entries");
        var counted = new Tally("deal-counted", "每个项目只在一届计一次", "Every deal counts once, for the fair of its first binding signature");
        var next = new Tally("deal-next-step", "进行中有下一步，搁置有唤醒日，且为最后写入的", "An open deal has a next step, one on hold a day to wake up, and the step is the one last written");
        var signed = new Tally("deal-signed", "注册落户以后的阶段有协议或合同", "No stage from registration on without an agreement or a contract");
        var road = new Tally("deal-road", "阶段按规定推进，证据齐全", "Stages follow the whitelist, each with its evidence");
        var files = await db.Files.Where(f => f.OwnerKind == nameof(Deal)).ToDictionaryAsync(f => f.Id, f => f.OwnerId, cancel);
        var ids = await db.Deals.IgnoreQueryFilters().OrderBy(d => d.Id).Select(d => d.Id).ToListAsync(cancel);
        foreach (var some in ids.Chunk(DealsAtOnce))
        {
            var deals = await db.Deals.IgnoreQueryFilters().AsSplitQuery().Where(d => some.Contains(d.Id)).OrderBy(d => d.Id)
                .Include(d => d.Stages).Include(d => d.Signings).Include(d => d.Receipts).Include(d => d.Investors).Include(d => d.Owners).Include(d => d.Leaders)
                .Include(d => d.Units).Include(d => d.Places).Include(d => d.Sectors).Include(d => d.Fairs).Include(d => d.Totals).ToListAsync(cancel);
            var written = (await db.History.Where(h => h.Record == nameof(Deal) && some.Contains(h.RecordId) && (h.Field == "" || NextStepColumns.Contains(h.Field)))
                .OrderBy(h => h.Sequence).ThenBy(h => h.Ordinal).ToListAsync(cancel)).ToLookup(h => h.RecordId);
            foreach (var deal in deals)
            {
                var whole = deal is { Stages.Count: > 0, Investors.Count: > 0, Owners.Count: > 0, Units.Count: > 0, Places.Count: > 0, Totals.Count: > 0 };
                columns.Expect(whole, () => Language.Say($"{deal.Number} 缺少开户账目", $"{deal.Number} lacks the entries it was opened with"));
                if (!whole) continue;

                columns.Also(Differing(deal) is "", () => Language.Say($"{deal.Number} 当前值不符：{Differing(deal)}", $"{deal.Number}: not as its entries say: {Differing(deal)}"));
                counted.Expect(CountsOnce(deal), () => Language.Say($"{deal.Number} 的计入届次或新签次数不对", $"{deal.Number} is counted for the wrong fair, or signed anew twice"));
                next.Expect(deal.StageType switch
                {
                    StageType.Open => !string.IsNullOrWhiteSpace(deal.NextStep) && deal.NextStepOn is not null && deal.NextStepById is not null,
                    StageType.OnHold => deal.WakeUpOn is not null,
                    _ => true,
                }, () => Language.Say($"{deal.Number} 没有下一步或唤醒日", $"{deal.Number} has no next step, or no day to wake up"));
                next.Also(SaysNextStep(deal, written[deal.Id]), () => Language.Say($"{deal.Number} 的下一步不是最后写入的", $"{deal.Number}: the next step is not the one last written"));
                var strayed = Road.Breaches(deal.Stages);
                foreach (var stage in AsOf.Latest.Standing(deal.Stages))
                    road.Expect(!strayed.Contains(stage) && IsProven(deal, stage, files),
                        () => Language.Say($"{deal.Number} 在 {stage.HoldsFrom:yyyy-MM-dd} 的“{stage.Stage.Text}”不合规定或缺证据", $"{deal.Number}: “{stage.Stage.Text}” on {stage.HoldsFrom:yyyy-MM-dd} breaks the whitelist or lacks its evidence"));
                foreach (var stage in AsOf.Latest.Standing(deal.Stages).Where(s => s.Stage.NeedsContract))
                    signed.Expect(new AsOf(stage.HoldsFrom, stage.Sequence).Standing(deal.Signings).Any(s => s.IsBinding),
                        () => Language.Say($"{deal.Number} 在 {stage.HoldsFrom:yyyy-MM-dd} 进入“{stage.Stage.Text}”时没有协议或合同", $"{deal.Number} was “{stage.Stage.Text}” on {stage.HoldsFrom:yyyy-MM-dd} with nothing signed"));
            }
        }

        return [columns, counted, next, signed, road];
    }

    // Opening, follow-ups, resuming and reopening all set the next step, and not all of them by an entry; the history has each.
    private static bool SaysNextStep(Deal deal, IEnumerable<HistoryRow> written)
    {
        var last = new Dictionary<string, string?>();
        // What was erased says nothing, and what was tampered with is found by its digest.
        foreach (var row in written.Where(r => !r.IsErased && r.IsTrue))
        {
            if (row.Field != "") last[row.Field] = row.New;
            else foreach (var column in NextStepColumns) last[column] = JsonSerializer.Deserialize<Dictionary<string, string?>>(row.New!)!.GetValueOrDefault(column);
        }

        string?[] now = [deal.NextStep, deal.NextStepOn?.ToString("O", CultureInfo.InvariantCulture), deal.NextStepById?.ToString()];
        return NextStepColumns.Zip(now).All(c => !last.TryGetValue(c.First, out var then) || then == c.Second);
    }

    private static bool IsProven(Deal deal, StageChange stage, Dictionary<Guid, Guid> files) =>
        (stage.FileId is not { } file || files.GetValueOrDefault(file) == deal.Id)
        && (stage.IsReturn || !stage.Stage.IsOnTheRoad
            || ((!stage.Stage.NeedsFile || stage.FileId is not null) && (!stage.Stage.NeedsEvidence || stage.FileId is not null || !string.IsNullOrWhiteSpace(stage.Document))
                && (stage.Stage is not DealStage.AtCapacity || (!string.IsNullOrWhiteSpace(stage.Reviewer) && !string.IsNullOrWhiteSpace(stage.AchievedOutput)))));

    private static string Differing(Deal deal)
    {
        var (now, columns) = (deal.Now(), deal.Columns());
        var fields = typeof(DealNow).GetProperties().Where(p => !Equals(p.GetValue(now), p.GetValue(columns))).Select(p => p.Name);
        if (deal.StageType != deal.Stage.Type) fields = fields.Append(nameof(Deal.StageType));
        if (deal.StageOrder != (int)deal.Stage) fields = fields.Append(nameof(Deal.StageOrder));
        return string.Join(", ", fields);
    }

    // By its own reading of the signings, so that a fault of DealFigures would show.
    private static bool CountsOnce(Deal deal)
    {
        var corrected = deal.Signings.Select(s => s.CorrectsId).ToHashSet();
        var standing = deal.Signings.Where(s => !corrected.Contains(s.Id)).ToList();
        var binding = standing.Where(s => s.Kind is SigningKind.Agreement or SigningKind.Contract).ToList();
        var first = binding.Where(s => s.InvestorId == deal.InvestorId).Select(s => (Signing: s, First: Entered(s))).OrderBy(s => s.Signing.HoldsFrom).ThenBy(s => s.First.Sequence).ThenBy(s => s.First.Ordinal).Select(s => s.Signing).FirstOrDefault();
        // An upgrade adds no money, because the agreement it is of holds it; an increase only itself.
        if (deal.ContractedFen != binding.Where(s => s.InvestorId == deal.InvestorId && s.Change is not SigningChange.Upgrade).Sum(s => s.Contracted.Fen)) return false;
        if (!standing.Where(s => s.Change is SigningChange.Upgrade).All(s => s.Kind is SigningKind.Contract
            && binding.Any(of => of.Id == s.UpgradesId && of.Kind is SigningKind.Agreement && of.InvestorId == s.InvestorId && of.HoldsFrom <= s.HoldsFrom))) return false;
        return deal.CountedFairId == first?.FairId && deal.SignedOn == first?.HoldsFrom
            && binding.Where(s => s.Change is SigningChange.New).GroupBy(s => s.InvestorId).All(g => g.Count() == 1);

        // What corrects a signing stands where that stood.
        Signing Entered(Signing signing) => deal.Signings.SingleOrDefault(s => s.Id == signing.CorrectsId) is { } wrong ? Entered(wrong) : signing;
    }

    private static async Task<IReadOnlyList<Tally>> ReceiptsAsync(FairDbContext db, CancellationToken cancel)
    {
        var amounts = new Tally("amounts", "金额与原币、折算率相符", "Every sum agrees with its currency and rate");
        await foreach (var signing in db.Signings.AsAsyncEnumerable().WithCancellation(cancel))
            amounts.Expect(signing.Total.IsConsistent && signing.Contracted.IsConsistent, () => Language.Say($"签约 {signing.Id} 金额不符", $"Signing {signing.Id}: the sums disagree"));
        await foreach (var total in db.Set<DealTotal>().AsAsyncEnumerable().WithCancellation(cancel))
            amounts.Expect(total.Total.IsConsistent, () => Language.Say($"总投资 {total.Id} 金额不符", $"Total {total.Id}: the sums disagree"));

        var vouchers = new Tally("vouchers", "每笔到位资金有本项目的凭证文件", "Every receipt has its voucher, kept with its deal");
        var kept = await db.Files.Where(f => f.OwnerKind == nameof(Deal)).ToDictionaryAsync(f => f.Id, f => f.OwnerId, cancel);
        await foreach (var receipt in db.Receipts.OrderBy(r => r.Id).AsAsyncEnumerable().WithCancellation(cancel))
            vouchers.Expect(receipt.FileId is { } file && kept.GetValueOrDefault(file) == receipt.SubjectId, () => Language.Say($"到位资金 {receipt.Id} 没有凭证", $"Receipt {receipt.Id} has no voucher"));

        var states = new Tally("states", "问题和承诺的状态等于其记录", "The state of every problem and commitment follows from its entries");
        foreach (var problem in await db.Problems.Include(p => p.Changes).OrderBy(p => p.Id).ToListAsync(cancel))
            states.Expect(AsOf.Latest.InForce(problem.Changes)?.State == problem.State, () => Language.Say($"问题 {problem.Id} 状态不符", $"Problem {problem.Id}: not the state of its entries"));
        foreach (var commitment in await db.Commitments.Include(c => c.Changes).OrderBy(c => c.Id).ToListAsync(cancel))
            states.Expect(AsOf.Latest.InForce(commitment.Changes)?.State == commitment.State, () => Language.Say($"承诺 {commitment.Id} 状态不符", $"Commitment {commitment.Id}: not the state of its entries"));

        var reversals = new Tally("reversals", "冲销至多一次，且与原笔正好相反", "A receipt is reversed at most once, by its exact opposite");
        var receipts = await db.Receipts.OrderBy(r => r.Id).ToDictionaryAsync(r => r.Id, cancel);
        foreach (var receipt in receipts.Values)
            amounts.Expect(receipt.Amount.IsConsistent && (receipt.Amount.Fen > 0 || receipt.ReversesId is not null),
                () => Language.Say($"到位资金 {receipt.Id} 金额不符", $"Receipt {receipt.Id}: the sums disagree"));
        foreach (var reversal in receipts.Values.Where(r => r.ReversesId is not null))
            reversals.Expect(receipts.GetValueOrDefault(reversal.ReversesId!.Value) is { ReversesId: null } of && of.SubjectId == reversal.SubjectId && reversal.HoldsFrom >= of.HoldsFrom
                && reversal.Amount == of.Amount with { Fen = -of.Amount.Fen, OriginalMinor = -of.Amount.OriginalMinor },
                () => Language.Say($"冲销 {reversal.Id} 不是原笔的相反数", $"Reversal {reversal.Id} is not the opposite of its receipt"));
        foreach (var twice in receipts.Values.Where(r => r.ReversesId is not null).GroupBy(r => r.ReversesId))
            reversals.Also(twice.Count() == 1, () => Language.Say($"到位资金 {twice.Key} 冲销不止一次", $"Receipt {twice.Key} is reversed more than once"));
        return [amounts, vouchers, states, reversals];
    }
}
