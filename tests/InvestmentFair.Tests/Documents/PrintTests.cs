using InvestmentFair.Access;
using InvestmentFair.Documents;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Documents;

/// <summary>What goes on paper is entered line by line, so that the next print says what the paper no longer does.</summary>
public sealed class PrintTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Against_the_paper_lines_are_new_changed_in_either_language_or_gone_and_otherwise_not_told()
    {
        PrintLine[] paper = [Line("A", "甲"), Line("B", "乙"), Line("C", "丙", "C"), Line("D", "丁")];
        PrintLine[] now = [Line("E", "戊"), Line("B", "乙二"), Line("A", "甲"), Line("C", "丙", "See")];

        Assert.Equal(
        [
            new RewordedLine("E", LineChange.New, null, new("戊")), new RewordedLine("B", LineChange.Changed, new("乙"), new("乙二")), new RewordedLine("C", LineChange.Changed, new("丙", "C"), new("丙", "See")),
            new RewordedLine("D", LineChange.Gone, new("丁"), null),
        ], PrintChanges.Since(paper, now));
        // Another order is no change, and neither is the same paper again.
        Assert.Empty(PrintChanges.Since(paper, [.. paper.Reverse()]));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task The_next_print_tells_what_changed_since_and_only_that_goes_on_paper(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        Assert.Equal((null, 0), await house.Prints.PreviewAsync(House.Organizer, House.Fair, Document.MeetingTable, [Line("A", "甲")], Cancel) is var first ? (first.Last, first.Changes.Count) : default);
        // Only changes are printed against a print, and it is one of this document.
        Assert.Equal(Refusal.NotFound, (await PrintAsync(house, "DY-00001", Line("A", "甲"))).Refusal);
        Assert.Equal(new PrintMark("DY-00001", house.Now, House.Organizer.Name), House.Done(await PrintAsync(house, null, Line("A", "甲"), Line("B", "乙"))));
        Assert.Equal(Refusal.NotFound, (await house.Prints.PrintAsync(House.Organizer, House.Fair, Document.Slips, "DY-00001", Form(), [Line("A", "甲")], Cancel)).Refusal);
        Assert.Equal("DY-00001", (await house.Prints.PreviewAsync(House.Organizer, House.Fair, Document.MeetingTable, [], Cancel)).Last!.Number);
        Assert.Equal(PrintRefusals.Nothing, (await PrintAsync(house, "DY-00001", Line("A", "甲"), Line("B", "乙"))).Refusal);

        House.Done(await PrintAsync(house, "DY-00001", Line("A", "甲二"), Line("C", "丙")));

        // It is against the paper with its changes that the third is held, and another fair has papers of its own.
        Assert.Empty((await house.Prints.PreviewAsync(House.Organizer, House.Fair, Document.MeetingTable, [Line("A", "甲二"), Line("C", "丙")], Cancel)).Changes);
        Assert.Null((await house.Prints.PreviewAsync(House.Organizer, "2025", Document.MeetingTable, [], Cancel)).Last);
        var rows = (await new PrintList(house.Database.Contexts).LoadAsync(House.Organizer, House.Fair, new ListState(), Cancel)).Rows;
        Assert.Equal([("DY-00002", true, 3), ("DY-00001", false, 2)], rows.Select(r => (r.Number, r.OnlyChanges, r.OnPaper)));
        Assert.All(rows, r => Assert.Equal((House.Organizer.Name, "现场核对", "组织组"), (r.PrintedBy, r.Purpose, r.Recipient)));
        Assert.Equal("现场核对", await house.ReadAsync(db => db.AuditEntries.OrderByDescending(a => a.Sequence).Where(a => a.Act == "print.printed").Select(a => a.Purpose).FirstAsync(Cancel)));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Who_was_told_since_falls_off_the_call_list_and_is_on_no_paper(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        PrintLine[] now = [Line("C", "丙"), Line("B", "乙二")];
        House.Done(await house.Prints.PrintAsync(House.Organizer, House.Fair, Document.CallList, null, Form(), [Line("A", "甲"), Line("B", "乙")], Cancel));

        var preview = await house.Prints.PreviewAsync(House.Organizer, House.Fair, Document.CallList, now, Cancel);

        Assert.Equal([("C", LineChange.New), ("B", LineChange.Changed)], preview.Changes.Select(c => (c.Key, c.Change)));
        Assert.Empty((await house.Prints.PreviewAsync(House.Organizer, House.Fair, Document.CallList, [Line("B", "乙")], Cancel)).Changes);
        House.Done(await house.Prints.PrintAsync(House.Organizer, House.Fair, Document.CallList, "DY-00001", Form(), now, Cancel));
        Assert.Equal(2, (await new PrintList(house.Database.Contexts).LoadAsync(House.Organizer, House.Fair, new ListState(), Cancel)).Rows[0].OnPaper);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task What_a_colleague_printed_meanwhile_swallows_no_change_of_the_print_that_was_looked_at(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        House.Done(await PrintAsync(house, null, Line("A", "甲"), Line("B", "乙")));
        PrintLine[] now = [Line("A", "甲二"), Line("B", "乙二")];
        var seen = (await house.Prints.PreviewAsync(House.Organizer, House.Fair, Document.MeetingTable, now, Cancel)).Last!;
        house.Time.Advance(TimeSpan.FromMinutes(1));
        House.Done(await PrintAsync(house, null, now));

        Assert.Equal("DY-00003", House.Done(await PrintAsync(house, seen.Number, now)).Number);

        Assert.Equal(2, await house.ReadAsync(db => db.Prints.Where(p => p.Number == "DY-00003").Select(p => p.OnPaper).SingleAsync(Cancel)));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Of_an_archived_fair_papers_are_still_printed_and_entered(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var fair = await house.ReadAsync(db => db.Fairs.Where(f => !f.IsCurrent && !f.IsArchived).OrderBy(f => f.Code).Select(f => new { f.Id, f.Code, f.Version }).FirstAsync(Cancel));
        House.Done(await house.Editions.ArchiveAsync(House.Organizer, fair.Id, fair.Version, Cancel));

        House.Done(await house.Prints.PrintAsync(House.Organizer, fair.Code, Document.MeetingTable, null, Form(), [Line("A", "甲")], Cancel));

        Assert.NotNull((await house.Prints.PreviewAsync(House.Organizer, fair.Code, Document.MeetingTable, [], Cancel)).Last);
    }

    [Fact]
    public async Task It_is_asked_for_what_and_for_whom_and_whoever_takes_nothing_away_prints_nothing()
    {
        await using var house = await House.OpenAsync(Engine.Sqlite);

        Assert.Equal([nameof(PrintForm.Purpose), nameof(PrintForm.Recipient)], (await house.Prints.PrintAsync(House.Organizer, House.Fair, Document.MeetingTable, null, new PrintForm(), [Line("A", "甲")], Cancel)).Problems.Select(p => p.Field));
        Assert.Equal(Refusal.NotFound, (await house.Prints.PrintAsync(House.Organizer, "none", Document.MeetingTable, null, Form(), [Line("A", "甲")], Cancel)).Refusal);
        var leader = House.Organizer with { Role = Role.Leader };
        await Assert.ThrowsAsync<NotAllowedException>(() => house.Prints.PrintAsync(leader, House.Fair, Document.MeetingTable, null, Form(), [Line("A", "甲")], Cancel));
    }

    [Theory]
    [InlineData("""UPDATE "PrintedLines" SET "Text_Zh" = '别的' WHERE "Key" = 'A'""")]
    [InlineData("""DELETE FROM "PrintedLines" WHERE "Key" = 'A'""")]
    [InlineData("""UPDATE "Prints" SET "OnPaper" = 1""")]
    [InlineData("""UPDATE "PrintedLines" SET "Text_Zh" = '别的' WHERE "Key" = 'A'""", true)]
    public async Task A_print_that_no_longer_says_what_went_on_paper_is_found(string sql, bool withItsDigest = false)
    {
        await using var house = await House.OpenAsync(Engine.Sqlite);
        House.Done(await PrintAsync(house, null, Line("A", "甲"), Line("B", "乙")));
        await house.VerifyAsync();

        await house.Database.DamageAsync(sql);
        if (withItsDigest)
        {
            // Whoever changes both still has the chain against them.
            var forged = PrintRun.DigestOf(await house.ReadAsync(db => db.Prints.SelectMany(p => p.Printed).OrderBy(l => l.Ordinal).Select(l => l.Line).ToListAsync(Cancel)));
            await house.Database.DamageAsync($"UPDATE \"Prints\" SET \"Digest\" = '{forged}'");
        }

        var findings = await new InvestmentFair.Data.Verification(house.Database.Contexts, house.Database.Files).RunAsync(Cancel);
        Assert.Equal(["prints"], findings.Where(f => !f.IsClean).Select(f => f.Check));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task The_sheet_of_meetings_has_a_line_for_each_that_has_a_place_and_names_who_moved(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var queries = new MeetingSheetQueries(house.Database.Contexts);
        var placed = await house.ReadAsync(db => db.Meetings.Where(m => m.Fair.Code == House.Fair && m.FirstSlotId != null && m.State != MeetingState.Cancelled).Select(m => m.Number).ToListAsync(Cancel));
        var before = (await queries.SheetAsync(House.Organizer, House.Fair, Cancel))!;
        Assert.Equal(placed.Order(), before.Lines.Select(l => l.Number).Order());
        SheetColumn[] filled = [SheetColumn.Session, SheetColumn.StartsAt, SheetColumn.Table, SheetColumn.Subject, SheetColumn.Unit, SheetColumn.GuestSide, SheetColumn.Guests];
        Assert.All(before.Lines, l => Assert.All(filled, column => Assert.NotEqual("", l.Cells[column].Zh)));
        // As in the list, cell for cell.
        var list = new MeetingList(house.Database.Contexts);
        var rows = (await list.LoadAsync(House.Organizer, House.Fair, new ListState { Size = 100 }, Cancel)).Rows.ToDictionary(r => r.Number);
        // Times and sums are written otherwise in a cell of a workbook.
        foreach (var column in Enum.GetValues<SheetColumn>().Except([SheetColumn.StartsAt, SheetColumn.AmountFen, SheetColumn.Due]))
        {
            var shown = Assert.Single(list.ColumnsOf(new ListState { Columns = [$"{column}"] }));
            Assert.All(before.Lines, l => Assert.Equal(InvestmentFair.Kernel.Form.Show(shown.Value(rows[l.Number])), l.Cells[column].Text));
        }


        var meeting = await house.ReadAsync(db => db.Meetings.Where(m => m.Number == before.Lines[0].Number).Select(m => m.Id).SingleAsync(Cancel));
        House.Done(await house.Meetings.PlaceAsync(House.Organizer, House.Fair, meeting, await house.VersionAsync<Meeting>(meeting), new Place(await house.SlotAsync(), 1, await house.TableAsync()), Cancel));
        var after = (await queries.SheetAsync(House.Organizer, House.Fair, Cancel))!;

        var change = Assert.Single(PrintChanges.Since(Lines(before), Lines(after)));
        Assert.Equal((before.Lines[0].Number, LineChange.Changed), (change.Key, change.Change));
        Assert.Contains("8月20日", change.Now!.Zh, StringComparison.Ordinal);
        Assert.Contains("20 Aug", change.Now!.En!, StringComparison.Ordinal);
        Assert.Null(await queries.SheetAsync(House.Organizer, "none", Cancel));
    }

    private static PrintLine[] Lines(MeetingSheet sheet) => [.. sheet.Lines.Select(l => new PrintLine(l.Number, l.Text))];

    private static PrintLine Line(string key, string zh, string? en = null) => new(key, new Bilingual(zh, en));

    private static PrintForm Form() => new() { Purpose = "现场核对", Recipient = " 组织组 " };

    private static Task<Outcome<PrintMark>> PrintAsync(House house, string? since, params PrintLine[] lines) => house.Prints.PrintAsync(House.Organizer, House.Fair, Document.MeetingTable, since, Form(), lines, Cancel);
}
