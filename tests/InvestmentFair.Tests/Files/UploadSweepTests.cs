using System.Collections;
using System.Text;
using InvestmentFair.Access;
using InvestmentFair.Delegations;
using InvestmentFair.Data;
using InvestmentFair.Deals;
using InvestmentFair.Files;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace InvestmentFair.Tests.Files;

/// <summary>What was uploaded and never became part of a record goes; nothing else does, at whatever moment the sweep comes.</summary>
public sealed class UploadSweepTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task What_no_record_points_at_goes_when_it_is_old_and_all_else_stays(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var kept = Everything(house).ToHashSet();
        var (old, young) = (await UploadAsync(house.Database.Files, "旧"), await UploadAsync(house.Database.Files, "新"));
        var half = Path.Combine(Root(house), ".incoming-half");
        await File.WriteAllTextAsync(half, "%PDF-", Cancel);
        foreach (var path in Everything(house).Where(path => !path.EndsWith(young.Sha256, StringComparison.Ordinal))) Age(path, TimeSpan.FromHours(25));

        var swept = await SweepAsync(house);

        Assert.Equal(new Swept(2, old.Size + 5), swept);
        Assert.False(house.Database.Files.Holds(old.Sha256));
        Assert.True(house.Database.Files.Holds(young.Sha256));
        Assert.Equal(kept.Append(PathOf(house, young)).Order(), Everything(house).Order());
        Assert.Equal(new Swept(0, 0), await SweepAsync(house));
        await house.VerifyAsync();
    }

    [Fact]
    public async Task How_long_an_upload_waits_is_a_setting_and_never_less_than_an_hour()
    {
        await using var house = await House.OpenAsync(Engine.Sqlite);
        var pointedAt = await PointedAtAsync(house);
        foreach (var (wait, age, stays) in new[] { (48, 47, true), (48, 49, false), (0, 0.5, true), (0, 1.5, false) })
        {
            var store = new FileStore(Options.Create(new DataOptions { Directory = house.Database.Directory, UploadsWait = TimeSpan.FromHours(wait) }));
            var upload = await UploadAsync(store, "等");
            Age(PathOf(house, upload), TimeSpan.FromHours(age));

            store.Sweep(pointedAt, DateTime.MaxValue);

            Assert.Equal((wait, age, stays), (wait, age, store.Holds(upload.Sha256)));
        }
    }

    [Fact]
    public async Task By_a_database_that_knows_none_of_the_files_nothing_is_taken_for_forgotten()
    {
        await using var house = await House.OpenAsync(Engine.Sqlite);
        var kept = Everything(house);
        foreach (var path in kept) Age(path, TimeSpan.FromDays(30));

        Assert.Equal(new Swept(0, 0), house.Database.Files.Sweep(new HashSet<string> { new('a', 64) }, DateTime.MaxValue));

        Assert.Equal(kept, Everything(house));
        // One that it knows is enough to tell that the files are its own.
        Assert.Equal(kept.Count - 1, house.Database.Files.Sweep(new HashSet<string> { Path.GetFileName(kept[0]) }, DateTime.MaxValue).Files);
    }

    // The sweep has already read that no record points at the file, and looks at it only after the same file was uploaded again.
    [Fact]
    public async Task A_file_that_is_uploaded_again_while_the_sweep_runs_is_left_alone()
    {
        await using var house = await House.OpenAsync(Engine.Sqlite);
        var store = house.Database.Files;
        foreach (var (sweeping, stays) in new[] { ((Action<IReadOnlySet<string>>)(pointedAt => store.Sweep(pointedAt, DateTime.MaxValue)), true), (pointedAt => Naive(house, pointedAt), false) })
        {
            var upload = await UploadAsync(store, "再");
            Age(PathOf(house, upload), TimeSpan.FromDays(2));
            var met = new Meeting(await PointedAtAsync(house), upload.Sha256, () => UploadAsync(store, "再").GetAwaiter().GetResult());

            sweeping(met);

            Assert.True(met.Took > 0);
            Assert.Equal(stays, store.Holds(upload.Sha256));
        }
    }

    [Fact]
    public async Task A_form_that_is_saved_while_the_sweep_runs_keeps_its_file()
    {
        await using var house = await House.OpenAsync(Engine.Sqlite);
        var store = house.Database.Files;
        foreach (var (sweeping, stays) in new[] { ((Action<IReadOnlySet<string>>)(pointedAt => store.Sweep(pointedAt, DateTime.MaxValue)), true), (pointedAt => Naive(house, pointedAt), false) })
        {
            var upload = await UploadAsync(store, "久");
            Age(PathOf(house, upload), TimeSpan.FromDays(2));
            var met = new Meeting(await PointedAtAsync(house), upload.Sha256, () => House.Done(store.Hold(upload)));

            sweeping(met);

            Assert.True(met.Took > 0);
            Assert.Equal(stays, store.Holds(upload.Sha256));
        }
    }

    [Fact]
    public async Task Sweeping_and_holding_at_once_lose_nothing_because_they_share_one_lock()
    {
        await using var database = await FairDatabase.SqliteAsync();
        var store = database.Files;
        var known = await UploadAsync(store, "在册");
        var uploads = Enumerable.Range(0, 64).Select(i => known with { Sha256 = $"00{i:x2}".PadRight(64, 'e') }).ToList();
        var shelf = Directory.CreateDirectory(Path.Combine(database.Directory, "files", "00"));

        Assert.False(await LosesAsync());

        async Task<bool> LosesAsync()
        {
            for (var round = 0; round < 100; round++)
            {
                foreach (var path in uploads.Select(upload => Path.Combine(shelf.FullName, upload.Sha256)))
                {
                    await File.WriteAllTextAsync(path, "%PDF-", Cancel);
                    Age(path, TimeSpan.FromDays(2));
                }

                using var gate = new Barrier(2);
                var holding = Task.Run(() =>
                {
                    gate.SignalAndWait(Cancel);
                    return uploads.Select(IsToldThatItIsThere).ToList();
                }, Cancel);
                gate.SignalAndWait(Cancel);
                store.Sweep(new HashSet<string> { known.Sha256 }, DateTime.MaxValue);
                // To be refused is well, the form says so; to be told that it is there when it is not is the loss.
                if ((await holding).Zip(uploads).Any(told => told.First && !store.Holds(told.Second.Sha256))) return true;
            }

            return false;
        }

        bool IsToldThatItIsThere(Upload upload)
        {
            try
            {
                return !store.Hold(upload).Refused;
            }
            catch (FileNotFoundException)
            {
                // It was there, and was swept before it could be held.
                return true;
            }
        }
    }

    [Fact]
    public async Task No_record_is_made_of_a_file_that_is_gone()
    {
        await using var house = await House.OpenAsync(Engine.Sqlite);
        var deal = await house.ReadAsync(db => db.Deals.Where(d => d.Stage == DealStage.Lead || d.Stage == DealStage.Screening || d.Stage == DealStage.Negotiating).Select(d => new { d.Id, d.Version }).FirstAsync(Cancel));
        var form = new StageForm { To = DealStage.Intent, Day = house.Today };
        var upload = await UploadAsync(house.Database.Files, "意向书");
        Age(PathOf(house, upload), TimeSpan.FromDays(2));
        Assert.Equal(1, (await SweepAsync(house)).Files);

        Assert.Equal(FileRefusals.Gone, (await house.Deals.AdvanceAsync(House.Organizer, deal.Id, deal.Version, form, upload, Cancel)).Refusal);
        Assert.Equal(deal.Version, await house.VersionAsync<Deal>(deal.Id));

        House.Done(await house.Deals.AdvanceAsync(House.Organizer, deal.Id, deal.Version, form, await UploadAsync(house.Database.Files, "意向书"), Cancel));
        await house.VerifyAsync();
    }

    [Fact]
    public async Task The_verification_mentions_uploads_that_belong_to_nothing_and_calls_it_no_fault()
    {
        await using var house = await House.OpenAsync(Engine.Sqlite);
        async Task<Finding> FindAsync() => (await new Verification(house.Database.Contexts, house.Database.Files).RunAsync(Cancel)).Single(f => f.Check == "uploads");
        var before = await FindAsync();
        Assert.True(before is { IsClean: true, Note: null, Checked: > 0 });

        var upload = await UploadAsync(house.Database.Files, "等");
        Assert.Equal((before.Checked + 1, true, "1 个文件还没有记录引用，其中 0 个已到清除时间"), await FindAsync() is var young ? (young.Checked, young.IsClean, young.Note) : default);

        Age(PathOf(house, upload), TimeSpan.FromHours(49));
        Assert.Equal((true, "1 个文件还没有记录引用，其中 1 个已到清除时间"), await FindAsync() is var old ? (old.IsClean, old.Note) : default);
    }

    [Fact]
    public async Task A_copy_of_an_earlier_day_forgets_no_file_that_came_after_it()
    {
        await using var house = await House.OpenAsync(Engine.Sqlite);
        var upload = await UploadAsync(house.Database.Files, "后来的");
        Age(PathOf(house, upload), TimeSpan.FromDays(2));
        var pointedAt = await PointedAtAsync(house);
        var kept = File.GetLastWriteTimeUtc(PathOf(house, upload));

        Assert.Equal(0, house.Database.Files.Sweep(pointedAt, kept.AddSeconds(-1)).Files);
        Assert.Equal(1, house.Database.Files.Sweep(pointedAt, kept.AddSeconds(1)).Files);
    }

    [Fact]
    public void The_names_of_a_directory_are_written_to_the_disk_and_one_that_is_not_there_is_an_error()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux flushes directories.");
        var directory = Directory.CreateTempSubdirectory("名-");

        DirectoryNames.Flush(directory.FullName);
        directory.Delete();

        Assert.Throws<IOException>(() => DirectoryNames.Flush(directory.FullName));
    }

    private static FileDesk Desk(House house) => new(house.Database.Contexts, house.Database.Files, new UploadQuota(Options.Create(new UploadOptions()), house.Clock), house.Clock);

    // Something has been saved since the file came; a sweep by a database that stood still in the meantime takes nothing.
    private static async Task<Swept> SweepAsync(House house)
    {
        House.Done(await house.Delegations.SaveAsync(House.Organizer, House.Fair, null, new DelegationForm { NameZh = $"后来的代表团{Guid.NewGuid():N}", Quota = 1 }, Cancel));
        return await Desk(house).SweepAsync(Actor.Job, Cancel);
    }

    private static async Task<Upload> UploadAsync(FileStore store, string words) =>
        House.Done(await store.KeepAsync($"{words}.pdf", new MemoryStream([.. "%PDF-1.7 "u8, .. Encoding.UTF8.GetBytes(words)]), Cancel));

    private static Task<IReadOnlySet<string>> PointedAtAsync(House house) => house.ReadAsync(db => db.PointedAtAsync(Cancel));

    private static string Root(House house) => Path.Combine(house.Database.Directory, "files");

    private static string PathOf(House house, Upload upload) => Path.Combine(Root(house), upload.Sha256[..2], upload.Sha256);

    private static List<string> Everything(House house) => [.. Directory.EnumerateFiles(Root(house), "*", SearchOption.AllDirectories).Order()];

    private static void Age(string path, TimeSpan age) => File.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime - age);

    /// <summary>The sweep as one would write it at first: look how old a file is, look whether it is needed, delete it.</summary>
    private static void Naive(House house, IReadOnlySet<string> pointedAt)
    {
        foreach (var path in Everything(house).Where(path => TimeProvider.System.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(path) > TimeSpan.FromDays(1)))
            if (!pointedAt.Contains(Path.GetFileName(path))) File.Delete(path);
    }

    /// <summary>What records point at, and what happens just after somebody has learnt that none points at this one.</summary>
    private sealed class Meeting(IReadOnlySet<string> pointedAt, string awaited, Action happens) : IReadOnlySet<string>
    {
        public int Took { get; private set; }

        public int Count => pointedAt.Count;

        public bool Contains(string item)
        {
            var known = pointedAt.Contains(item);
            if (item == awaited)
            {
                happens();
                Took++;
            }

            return known;
        }

        public bool IsProperSubsetOf(IEnumerable<string> other) => pointedAt.IsProperSubsetOf(other);

        public bool IsProperSupersetOf(IEnumerable<string> other) => pointedAt.IsProperSupersetOf(other);

        public bool IsSubsetOf(IEnumerable<string> other) => pointedAt.IsSubsetOf(other);

        public bool IsSupersetOf(IEnumerable<string> other) => pointedAt.IsSupersetOf(other);

        public bool Overlaps(IEnumerable<string> other) => pointedAt.Overlaps(other);

        public bool SetEquals(IEnumerable<string> other) => pointedAt.SetEquals(other);

        public IEnumerator<string> GetEnumerator() => pointedAt.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
