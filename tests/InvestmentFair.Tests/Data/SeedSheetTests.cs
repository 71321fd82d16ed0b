using System.Text;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Data.Seeding;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Data;

public sealed class SeedSheetTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Quoted_cells_hold_commas_quotes_and_line_breaks()
    {
        var rows = SeedSheet.Parse("x.csv", "a,b,c\n\"1,2\",\"say \"\"yes\"\"\",\"two\nlines\"\n,,last"u8.ToArray());

        Assert.Equal(["1,2", "say \"yes\"", "two\nlines"], new[] { "a", "b", "c" }.Select(rows[0].Text));
        Assert.Equal([null, null, "last"], new[] { "a", "b", "c" }.Select(c => rows[1][c]));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("a,a\n", 1)]
    [InlineData("a,b\n1\n", 2)]
    [InlineData("a,b\n\"x\ny\",2\n1,2,3\n", 4)]
    [InlineData("a\n\"open\n", 2)]
    [InlineData("a\n\"x\"y\n", 2)]
    [InlineData("a\nx\"y\n", 2)]
    [InlineData("\uFEFFa\n", 1)]
    public void A_malformed_sheet_is_refused_with_its_file_and_line(string text, int line)
    {
        var fault = Assert.Throws<SeedException>(() => SeedSheet.Parse("x.csv", Encoding.UTF8.GetBytes(text)));

        Assert.Equal(("x.csv", line), (fault.File, fault.Line));
    }

    [Theory]
    [InlineData("2026-2-1")]
    [InlineData("tomorrow")]
    [InlineData("")]
    public void A_day_that_is_none_is_refused_with_its_line(string day)
    {
        var row = SeedSheet.Parse("x.csv", Encoding.UTF8.GetBytes($"day,other\n{day},1\n"))[0];

        Assert.Equal(2, Assert.Throws<SeedException>(() => row.Day("day")).Line);
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_refused() =>
        Assert.Equal(1, Assert.Throws<SeedException>(() => SeedSheet.Parse("x.csv", [0x61, 0x0A, 0xFF, 0x0A])).Line);

    [Theory]
    [InlineData("hosts.csv", "H03,", "H02,", 4)]
    [InlineData("deals.csv", "DL001,2024,", "DL001,2023,", 2)]
    [InlineData("deal_events.csv", "2024-06-04T17:39,DL037,Stage,2024-06-04", "2024-06-04T17:39,DL037,Stage,2024-06-05", 2)]
    [InlineData("imports/projects-2027.csv", "LC-T01,文旅康养", "LC-T01,文旅", 2)]
    [InlineData("imports/projects-2027.csv", "乡镇,行业", "乡镇,行当", 1)]
    [InlineData("imports/guests-2027.csv", "段远帆（示例）,000-0000-4002,,始兴县党政代表团（示例）", "段远帆（示例）,000-0000-4002,,始兴县代表处", 3)]
    [InlineData("imports/guests-2027.csv", "段远帆（示例）,000-0000-4002,", "詹光耀（示例）,000-0000-4001,", 3)]
    [InlineData("answers.csv", "2027,2027-0001,", "2027,2027-9999,", 2)]
    public async Task A_line_that_cannot_be_is_named_and_nothing_is_loaded(string file, string from, string to, int line)
    {
        await using var database = await FairDatabase.SqliteAsync();
        using var seed = SeedCopy.Of(FairDatabase.SeedDirectory);
        seed.Replace(file, from, to);

        var fault = await Assert.ThrowsAsync<SeedException>(() => new SeedData(database.Contexts, database.Files, database.Keys).LoadAsync(seed.Directory, Cancel));

        Assert.Equal((file, line), (fault.File, fault.Line));
        await using var db = database.Open();
        Assert.Equal((0, 0, 0L), (await db.Fairs.CountAsync(Cancel), await db.People.CountAsync(Cancel), (await db.AuditHeads.SingleAsync(Cancel)).Sequence));
    }

    [Fact]
    public async Task A_missing_paper_is_an_error_where_a_missing_picture_is_none()
    {
        await using var database = await FairDatabase.SqliteAsync();
        using var seed = SeedCopy.Of(FairDatabase.SeedDirectory);
        seed.Delete("pictures/plants/IP-C.webp");
        await using (var whole = await FairDatabase.SqliteAsync())
        {
            await new SeedData(whole.Contexts, whole.Files, whole.Keys).LoadAsync(seed.Directory, Cancel);
            await using var db = whole.Open();
            Assert.Equal(["IP-C"], await db.Plants.Where(p => p.PictureId == null).Select(p => p.Code).ToListAsync(Cancel));
        }

        seed.Delete("files/intent.pdf");
        var fault = await Assert.ThrowsAsync<SeedException>(() => new SeedData(database.Contexts, database.Files, database.Keys).LoadAsync(seed.Directory, Cancel));
        Assert.Equal("deal_events.csv", fault.File);
    }

    [Fact]
    public async Task A_database_written_to_after_the_history_began_is_not_loaded()
    {
        await using var database = await FairDatabase.SqliteAsync();
        await using (var db = database.Open())
            await db.SaveAsync(new Act(Actor.Setup, "account.entered", new DateTime(2026, 11, 2, 1, 0, 0, DateTimeKind.Utc)), Cancel);

        await Assert.ThrowsAsync<InvalidOperationException>(() => new SeedData(database.Contexts, database.Files, database.Keys).LoadAsync(FairDatabase.SeedDirectory, Cancel));
    }

    /// <summary>The sample data in a directory of their own, to be spoilt.</summary>
    private sealed class SeedCopy(string directory) : IDisposable
    {
        public string Directory => directory;

        public static SeedCopy Of(string source)
        {
            var copy = new SeedCopy(System.IO.Directory.CreateTempSubdirectory("fair-seed-").FullName);
            foreach (var file in System.IO.Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
            {
                var place = Path.Combine(copy.Directory, Path.GetRelativePath(source, file));
                System.IO.Directory.CreateDirectory(Path.GetDirectoryName(place)!);
                File.Copy(file, place);
            }

            return copy;
        }

        public void Replace(string file, string from, string to)
        {
            var text = File.ReadAllText(Path.Combine(directory, file));
            Assert.Contains(from, text, StringComparison.Ordinal);
            File.WriteAllText(Path.Combine(directory, file), text.Replace(from, to, StringComparison.Ordinal));
        }

        public void Delete(string file) => File.Delete(Path.Combine(directory, file));

        public void Dispose() => System.IO.Directory.Delete(directory, recursive: true);
    }
}
