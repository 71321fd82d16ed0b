using System.Text;
using InvestmentFair.Access;
using InvestmentFair.Deals;
using InvestmentFair.Files;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Files;

public sealed class FileDeskTests
{
    private static readonly byte[] Paper = [.. "%PDF-1.7 "u8, .. Encoding.UTF8.GetBytes("示例")];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("合同.pdf", "%PDF-1.4", "application/pdf")]
    [InlineData("合同.exe", "%PDF-1.4", "application/pdf")]
    [InlineData("图.png", "<script>alert(1)</script>", null)]
    [InlineData("图.svg", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", null)]
    [InlineData("空.pdf", "", null)]
    public async Task The_content_decides_what_a_file_is(string name, string content, string? type)
    {
        await using var database = await FairDatabase.SqliteAsync();

        var kept = await database.Files.KeepAsync(name, new MemoryStream(Encoding.UTF8.GetBytes(content)), Cancel);

        Assert.Equal(type, kept.Value?.ContentType);
        Assert.Equal(type is null, kept.Refused);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(database.Directory, "files"), ".incoming-*"));
    }

    [Fact]
    public async Task A_file_that_is_too_large_leaves_nothing_behind()
    {
        await using var database = await FairDatabase.SqliteAsync();
        using var large = new MemoryStream(new byte[FileStore.MostBytes + 1]);

        Assert.Equal(FileRefusals.TooLarge, (await database.Files.KeepAsync("大.pdf", large, Cancel)).Refusal);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(database.Directory, "files"), "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd.pdf")]
    [InlineData("C:\\temp\\合同.pdf", "合同.pdf")]
    [InlineData("a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf")]
    [InlineData("合同\u202Efdp.exe", "合同fdp.exe.pdf")]
    [InlineData("行\u2028尾\u200B.pdf", "行尾.pdf")]
    [InlineData("...", "file.pdf")]
    public void A_name_holds_no_path_and_no_header(string given, string kept) => Assert.Equal(kept, FileKinds.SafeName(given, ".pdf"));

    [Theory, ClassData(typeof(Both))]
    public async Task A_file_is_there_for_those_who_see_its_deal(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var desk = new FileDesk(house.Database.Contexts, house.Database.Files, new UploadQuota(Microsoft.Extensions.Options.Options.Create(new UploadOptions()), house.Clock), house.Clock);
        var deal = await house.ReadAsync(db => db.Deals.Where(d => d.Stage == DealStage.Lead || d.Stage == DealStage.Screening || d.Stage == DealStage.Negotiating).Select(d => new { d.Id, d.Version, d.LeadUnitId }).FirstAsync(Cancel));
        var upload = House.Done(await desk.KeepAsync(House.Organizer, "意向书.pdf", new MemoryStream(Paper), Cancel));
        House.Done(await house.Deals.AdvanceAsync(House.Organizer, deal.Id, deal.Version, new StageForm { To = DealStage.Intent, Day = house.Today }, upload, Cancel));
        var file = await house.ReadAsync(db => db.Files.Where(f => f.OwnerId == deal.Id && f.Sha256 == upload.Sha256).Select(f => f.Id).SingleAsync(Cancel));
        var other = await house.ReadAsync(db => db.Units.Where(u => u.Id != deal.LeadUnitId).Select(u => u.Id).FirstAsync(Cancel));

        await using (var mine = (await desk.DealFileAsync(new Actor(Guid.NewGuid(), "本单位经办人", Role.Reporter, deal.LeadUnitId), file, Cancel))!.Value.Content)
        {
            var bytes = new byte[Paper.Length];
            await mine.ReadExactlyAsync(bytes, Cancel);
            Assert.Equal(Paper, bytes);
        }

        Assert.Null(await desk.DealFileAsync(new Actor(Guid.NewGuid(), "外单位经办人", Role.Reporter, other), file, Cancel));
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.DealFileAsync(new Actor(Guid.NewGuid(), "接待", Role.Reception), file, Cancel));
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.KeepAsync(new Actor(Guid.NewGuid(), "领导", Role.Leader), "x.pdf", new MemoryStream(Paper), Cancel));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_paper_of_a_deal_entered_twice_is_there_for_those_who_see_the_one_it_stands_for(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var desk = new FileDesk(house.Database.Contexts, house.Database.Files, new UploadQuota(Microsoft.Extensions.Options.Options.Create(new UploadOptions()), house.Clock), house.Clock);
        var merges = new DealMergeDesk(house.Database.Contexts, house.Clock);
        var loser = await house.ReadAsync(db => db.Deals.Where(d => d.Stage == DealStage.Lead || d.Stage == DealStage.Screening || d.Stage == DealStage.Negotiating).OrderBy(d => d.Number).Select(d => new { d.Id, d.Version, d.LeadUnitId }).FirstAsync(Cancel));
        var survivor = await house.ReadAsync(db => db.Deals.Where(d => d.LeadUnitId != loser.LeadUnitId).OrderBy(d => d.Number).Select(d => new { d.Id, d.LeadUnitId }).FirstAsync(Cancel));
        var (before, after) = (new Actor(Guid.NewGuid(), "原单位经办人", Role.Reporter, loser.LeadUnitId), new Actor(Guid.NewGuid(), "现单位经办人", Role.Reporter, survivor.LeadUnitId));
        House.Done(await house.Deals.AdvanceAsync(House.Organizer, loser.Id, loser.Version, new StageForm { To = DealStage.Intent, Day = house.Today }, House.Done(await desk.KeepAsync(House.Organizer, "意向书.pdf", new MemoryStream(Paper), Cancel)), Cancel));
        var file = await house.ReadAsync(db => db.Files.Where(f => f.OwnerId == loser.Id).OrderByDescending(f => f.Id).Select(f => f.Id).FirstAsync(Cancel));
        async Task<(bool Before, bool After, bool Leader)> FindAsync() => (await IsThereAsync(before), await IsThereAsync(after), await IsThereAsync(new Actor(Guid.NewGuid(), "领导", Role.Leader)));
        async Task<bool> IsThereAsync(Actor actor)
        {
            if (await desk.DealFileAsync(actor, file, Cancel) is not { } found) return false;
            await found.Content.DisposeAsync();
            return true;
        }

        Assert.Equal((true, false, true), await FindAsync());
        House.Done(await merges.MergeAsync(House.Organizer, loser.Id, survivor.Id, await house.VersionAsync<Deal>(loser.Id), await house.VersionAsync<Deal>(survivor.Id), [], Cancel));

        Assert.Equal((false, true, true), await FindAsync());
        var queries = new DealQueries(house.Database.Contexts, house.Clock);
        Assert.Contains((await queries.DealAsync(after, survivor.Id, Cancel))!.Events, e => e.FileId == file);
        Assert.Null(await queries.SurvivorAsync(before, loser.Id, Cancel));
        Assert.Null(await queries.SurvivorAsync(after, loser.Id, Cancel));
        Assert.Equal(survivor.Id, await queries.SurvivorAsync(House.Organizer, loser.Id, Cancel));
        Assert.Equal(InvestmentFair.Kernel.Refusal.NotFound, (await merges.UndoAsync(before, loser.Id, Cancel)).Refusal);
        House.Done(await merges.UndoAsync(House.Organizer, loser.Id, Cancel));
        Assert.Equal((true, false, true), await FindAsync());
    }
}
