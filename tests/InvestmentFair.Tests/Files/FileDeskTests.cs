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
}
