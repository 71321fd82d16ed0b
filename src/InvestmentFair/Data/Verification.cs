using System.Data;
using System.Data.Common;
using System.Security.Cryptography;
using InvestmentFair.Audit;
using InvestmentFair.Files;
using InvestmentFair.Kernel;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Data;

/// <summary>One check of the whole database: what it looked at, and what it found that must not be.</summary>
public sealed record Finding(string Check, Bilingual Title, int Checked, IReadOnlyList<string> Breaches)
{
    public bool IsClean => Breaches.Count == 0;

    /// <summary>Worth knowing, and nothing wrong.</summary>
    public string? Note { get; init; }
}

/// <summary>
/// Reads the whole database and says whether everything that must always hold does. It writes nothing, and sees one
/// snapshot throughout, so that it can run beside a server that goes on writing.
/// </summary>
public sealed partial class Verification(IDbContextFactory<FairDbContext> contexts, FileStore files)
{
    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancel)
    {
        await using var db = contexts.CreateDbContext();
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        await using var snapshot = await SnapshotAsync(db, cancel);

        var links = new Dictionary<long, AuditEntry>();
        var findings = new List<Finding>();
        foreach (var checks in new Func<Task<IReadOnlyList<Tally>>>[]
        {
            () => ChainAsync(db, links, cancel),
            () => LedgersAsync(db, links, cancel),
            () => DealsAsync(db, cancel),
            () => ReceiptsAsync(db, cancel),
            () => ProjectsAsync(db, cancel),
            () => TimetableAsync(db, cancel),
            () => ReleasesAsync(db, cancel),
            () => RunsAsync(db, cancel),
            () => LettersAsync(db, cancel),
            () => FairsAsync(db, cancel),
            () => MergesAsync(db, cancel),
            () => NamesAsync(db, cancel),
            () => LinksAsync(db, cancel),
            () => PrintsAsync(db, cancel),
            () => NumbersAsync(db, cancel),
            () => ImportsAsync(db, cancel),
            () => FilesAsync(db, cancel),
            () => SearchAsync(db, cancel),
        })
        {
            // A database may be so damaged that a row cannot be read; that too is found, and the other checks go on.
            try
            {
                findings.AddRange((await checks()).Select(t => t.Finding));
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                findings.Add(new Finding("unreadable", new Bilingual("有记录无法读取", "Some records cannot be read"), 1, [fault.Message]));
            }
        }

        return findings;
    }

    /// <summary>Counts what one check looks at and keeps what it finds.</summary>
    private sealed class Tally(string check, string zh, string en)
    {
        private readonly List<string> _breaches = [];
        private int _checked;

        public Finding Finding => new(check, new Bilingual(zh, en), _checked, _breaches) { Note = Note };

        public string? Note { get; set; }

        public void Expect(bool holds, Func<string> breach)
        {
            _checked++;
            Also(holds, breach);
        }

        /// <summary>So many were looked at and there was nothing to say of them.</summary>
        public void Right(int count) => _checked += count;

        /// <summary>One more thing about what was counted already.</summary>
        public void Also(bool holds, Func<string> breach)
        {
            if (!holds) _breaches.Add(breach());
        }
    }

    // A deferred transaction of SQLite only reads, where EF's own would take the lock that writers need.
    private static async Task<IAsyncDisposable> SnapshotAsync(FairDbContext db, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        var connection = db.Database.GetDbConnection();
        DbTransaction snapshot = connection is SqliteConnection sqlite
            ? sqlite.BeginTransaction(deferred: true)
            : await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        await db.Database.UseTransactionAsync(snapshot, cancel);
        return snapshot;
    }

    private static async Task<IReadOnlyList<Tally>> ChainAsync(FairDbContext db, Dictionary<long, AuditEntry> links, CancellationToken cancel)
    {
        var chain = new Tally("audit-chain", "审计链逐环相扣", "Every link of the audit chain holds the one before");
        var history = new Tally("history", "历史值与摘要相符", "The values of the history are those that were written");
        AuditEntry? last = null;
        var closing = Closing.Joined;
        await foreach (var link in db.AuditEntries.Include(a => a.Rows).OrderBy(a => a.Sequence).AsAsyncEnumerable().WithCancellation(cancel))
        {
            var expected = (last?.Sequence ?? 0) + 1;
            chain.Expect(link.Sequence == expected, () => Language.Say($"第 {expected} 环缺失", $"Link {expected} is missing"));
            chain.Also(link.Previous.AsSpan().SequenceEqual(last?.Hash ?? AuditEntry.Genesis), () => Language.Say($"第 {link.Sequence} 环不接前环", $"Link {link.Sequence} does not follow the one before"));
            var closed = link.ClosedAs;
            chain.Also(closed >= closing, () => Language.Say($"第 {link.Sequence} 环哈希不符", $"The hash of link {link.Sequence} is not that of what it says"));
            chain.Also(last is null || link.At >= last.At, () => Language.Say($"第 {link.Sequence} 环时间倒退", $"Link {link.Sequence} was recorded before the one before it"));
            foreach (var row in link.Rows)
                history.Expect(row.IsTrue, () => Language.Say($"第 {row.Sequence} 环第 {row.Ordinal} 行的值不符（{row.Record} {row.RecordId}）", $"Link {row.Sequence} row {row.Ordinal}: not the value written ({row.Record} {row.RecordId})"));

            (last, closing) = (link, closed > closing ? closed : closing);
            // Without its rows, which are most of it.
            links[link.Sequence] = new AuditEntry
            {
                Sequence = link.Sequence,
                At = link.At,
                ActorId = link.ActorId,
            };
        }

        var heads = await db.AuditHeads.ToListAsync(cancel);
        chain.Also(heads is [var head] && head.Sequence == (last?.Sequence ?? 0) && head.Hash.AsSpan().SequenceEqual(last?.Hash ?? AuditEntry.Genesis) && (last is null || head.At == last.At),
            () => Language.Say("链头与最后一环不符", "The head of the chain is not its last link"));
        return [chain, history];
    }

    private static async Task<IReadOnlyList<Tally>> LettersAsync(FairDbContext db, CancellationToken cancel)
    {
        var letters = new Tally("invitations", "每封邀请函只发给一方", "Every invitation addresses exactly one");
        await foreach (var letter in db.Invitations.OrderBy(i => i.Id).AsAsyncEnumerable().WithCancellation(cancel))
            letters.Expect(new[] { letter.DelegationId, letter.InvestorId, letter.GuestId }.Count(id => id is not null) == 1,
                () => Language.Say($"邀请函 {letter.LetterNumber} 的对象不是恰好一个", $"Invitation {letter.LetterNumber} does not address exactly one"));

        var enquiries = new Tally("enquiries", "已答复的来询有答复", "Every answered enquiry has its answer");
        await foreach (var enquiry in db.Enquiries.Include(e => e.Said).OrderBy(e => e.Id).AsAsyncEnumerable().WithCancellation(cancel))
        {
            enquiries.Expect((enquiry.State is not (Enquiries.EnquiryState.Answered or Enquiries.EnquiryState.Closed) || !string.IsNullOrWhiteSpace(enquiry.Answer)) && enquiry.Answer is null == enquiry.AnsweredAt is null && enquiry.Answer is null == enquiry.FirstAnsweredAt is null,
                () => Language.Say($"来询 {enquiry.Number} 的状态与答复不符", $"Enquiry {enquiry.Number}: state and answer disagree"));
            enquiries.Also(enquiry.KeyHash is null == enquiry.KeyShutAt is not null && enquiry.KeyHash is null or { Length: 64 },
                () => Language.Say($"来询 {enquiry.Number} 的查询网址未按摘要保存", $"Enquiry {enquiry.Number}: what is kept of its link is no digest"));
            var answers = enquiry.Said.Where(w => w.Kind is Enquiries.WordKind.Answer).OrderBy(w => w.At).ThenBy(w => w.Id).ToList();
            enquiries.Also(enquiry.Answer == answers.LastOrDefault()?.Text && enquiry.AnsweredAt == answers.LastOrDefault()?.At && enquiry.FirstAnsweredAt == answers.FirstOrDefault()?.At
                && enquiry.LastSaidAt == enquiry.Said.Select(w => (DateTime?)w.At).Max(),
                () => Language.Say($"来询 {enquiry.Number} 的答复不是所答", $"Enquiry {enquiry.Number}: its answer is not what was said"));
        }

        var fairs = new Tally("current-fair", "至多一届为当前届", "At most one fair is the current one");
        var current = await db.Fairs.Where(f => f.IsCurrent).Select(f => f.Code).ToListAsync(cancel);
        fairs.Expect(current.Count <= 1, () => Language.Say($"当前届不止一个：{string.Join("、", current)}", $"More than one fair is current: {string.Join(", ", current)}"));
        return [letters, enquiries, fairs];
    }

    private static async Task<IReadOnlyList<Tally>> NumbersAsync(FairDbContext db, CancellationToken cancel)
    {
        var numbers = new Tally("numbers", "编号不重复", "No number was given twice");
        await UniqueAsync("客商 investor", db.Investors.Select(i => i.Number));
        await UniqueAsync("跟踪项目 deal", db.Deals.IgnoreQueryFilters().Select(d => d.Number));
        await UniqueAsync("来询 enquiry", db.Enquiries.Select(e => e.Number));
        await UniqueAsync("导出 export", db.Exports.Select(e => e.Number));
        await UniqueAsync("导入 import", db.Imports.Select(i => i.Number));
        await UniqueAsync("打印 print", db.Prints.Select(p => p.Number));
        await UniqueAsync("个人链接 link", db.Links.Select(l => l.Number));
        await UniqueAsync("嘉宾 guest", db.Guests.IgnoreQueryFilters().Select(g => g.Fair.Code + " " + g.Number));
        await UniqueAsync("洽谈 meeting", db.Meetings.Select(m => m.Fair.Code + " " + m.Number));
        await UniqueAsync("自动排期 run", db.Runs.Select(r => r.Number));
        await UniqueAsync("邀请函 invitation", db.Invitations.Select(i => i.Fair.Code + " " + i.LetterNumber));
        await UniqueAsync("项目 project", db.Projects.Select(p => p.Code));
        await UniqueAsync("厂房 plant", db.Plants.Select(p => p.Code));
        return [numbers];

        async Task UniqueAsync(string what, IQueryable<string> given)
        {
            var seen = new HashSet<string>();
            await foreach (var number in given.AsAsyncEnumerable().WithCancellation(cancel))
                numbers.Expect(seen.Add(number), () => Language.Say($"{what} {number} 重复", $"{what} {number} stands twice"));
        }
    }

    private static async Task<IReadOnlyList<Tally>> ImportsAsync(FairDbContext db, CancellationToken cancel)
    {
        var imports = new Tally("imports", "每个导入批次有且只有一环，记录数相符", "Every import stands on one link, which made as many records as it says");
        var links = (await db.AuditEntries.Where(a => a.BatchId != null).Select(a => new { a.BatchId, a.Sequence }).ToListAsync(cancel)).ToLookup(a => a.BatchId, a => a.Sequence);
        foreach (var batch in await db.Imports.OrderBy(i => i.Number).ToListAsync(cancel))
        {
            var on = links[batch.Id].ToList();
            var (kind, made) = (RecordOf(batch.Kind), 0);
            if (on is [var link]) made = await db.History.CountAsync(h => h.Sequence == link && h.Record == kind && h.Field == "", cancel);
            imports.Expect(on.Count == 1 && made == batch.Created, () => Language.Say($"导入 {batch.Number}：{on.Count} 环，新建 {made} 条，应为 {batch.Created} 条", $"Import {batch.Number}: {on.Count} links, {made} records made where it says {batch.Created}"));
        }

        return [imports];
    }

    private static string RecordOf(ImportKind kind) => kind switch
    {
        ImportKind.Guests => nameof(Delegations.Guest),
        ImportKind.Holidays => nameof(Dictionaries.Holiday),
        ImportKind.Wishes => nameof(Meetings.MeetingRequest),
        ImportKind.Availability => nameof(Meetings.Availability),
        _ => nameof(Projects.Project),
    };

    private async Task<IReadOnlyList<Tally>> FilesAsync(FairDbContext db, CancellationToken cancel)
    {
        var kept = new Tally("files", "附件都在，内容未变", "Every file is there and is what was kept");
        var rows = await db.Files.GroupBy(f => new { f.Sha256, f.Size }).Select(g => g.OrderBy(f => f.Id).First()).ToListAsync(cancel);
        foreach (var file in rows)
        {
            await using var bytes = files.Open(file);
            var length = bytes?.Length;
            var sha = bytes is null ? null : Convert.ToHexStringLower(await SHA256.HashDataAsync(bytes, cancel));
            kept.Expect(sha is not null, () => Language.Say($"附件缺失：{file.Name}（{file.Sha256}）", $"A file is missing: {file.Name} ({file.Sha256})"));
            if (sha is not null)
                kept.Also(sha == file.Sha256 && length == file.Size, () => Language.Say($"附件内容已变：{file.Name}（{file.Sha256}）", $"A file is not what was kept: {file.Name} ({file.Sha256})"));
        }

        var (claimed, unclaimed) = files.Stock(await db.PointedAtAsync(cancel));
        var uploads = new Tally("uploads", "库中的文件", "The files of the store");
        uploads.Right(claimed + unclaimed.Count);
        // None of it is a fault of the records: a sweep comes late, a copy is looked at a week after, an older database stands beside newer files.
        if (unclaimed.Count > 0)
            uploads.Note = Language.Say($"{unclaimed.Count} 个文件还没有记录引用，其中 {unclaimed.Count(f => f.IsForgotten)} 个已到清除时间", $"{unclaimed.Count} files belong to no record yet, {unclaimed.Count(f => f.IsForgotten)} of them long enough to be swept");
        return [kept, uploads];
    }
}
