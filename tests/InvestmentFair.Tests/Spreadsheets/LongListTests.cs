using System.Linq.Expressions;
using ExcelDataReader;
using InvestmentFair.Access;
using InvestmentFair.Audit;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.Spreadsheets;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Spreadsheets;

/// <summary>However long a list is, its workbook has all of it, or there is none and the reason is said.</summary>
public sealed class LongListTests
{
    private const int Long = 200_001;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task Every_row_of_a_long_list_is_written_and_few_of_them_are_held(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        await using var output = new FileStream(Path.Combine(house.Database.Directory, "long.xlsx"), FileMode.Create, FileAccess.ReadWrite);
        var list = new NumberList(house.Database.Contexts, Long);

        var written = House.Done(await list.WriteAsync(output, House.Organizer, null, new ListState { Sort = "Id", Descending = true }, null, Cancel));

        Assert.Equal(new WrittenList(Long, "Id"), written);
        output.Position = 0;
        System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);
        using var reader = ExcelReaderFactory.CreateReader(output);
        Assert.True(reader.Read());
        for (var number = Long; number > 0; number--)
        {
            Assert.True(reader.Read(), $"{number} is missing");
            if (reader.GetDouble(0) != number) Assert.Fail($"{reader.GetDouble(0)} stands where {number} should");
        }

        Assert.False(reader.Read());
        // Made of a row of the database, and not yet in the workbook: never more than the rows of a short list, and those that are named together.
        Assert.InRange(list.MostHeld, 1, WorkbookWriter.MostRowsInMemory + ListOf<NumberRow>.AtOnce + 2);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_list_longer_than_a_sheet_is_refused_with_its_number_before_anything_is_written(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var list = new NumberList(house.Database.Contexts, WorkbookWriter.MostRows + 1);
        using var output = new MemoryStream();

        var refused = await list.WriteAsync(output, House.Organizer, null, new ListState(), null, Cancel);

        Assert.Equal(SheetRefusals.MoreThanASheet(1_048_576), refused.Refusal);
        Assert.Contains("1,048,576", refused.Refusal!.En, StringComparison.Ordinal);
        Assert.Equal(0, output.Length);
    }

    [Fact]
    public async Task Whoever_asks_for_too_much_is_told_before_a_download_begins_and_the_filter_helps()
    {
        await using var house = await House.OpenAsync(Engine.Sqlite);
        var desk = new ExportDesk(house.Database.Contexts, [new NumberList(house.Database.Contexts, WorkbookWriter.MostRows + 1)], house.Clock);
        var form = new ExportForm { Purpose = "核对", Recipient = "办公室" };
        var narrow = new ListState { Search = "7777" };

        Assert.Equal(SheetRefusals.MoreThanASheet(WorkbookWriter.MostRows + 1), (await desk.OrderAsync(House.Organizer, "numbers", null, new ListState(), null, form, Cancel)).Refusal);

        var order = House.Done(await desk.OrderAsync(House.Organizer, "numbers", null, narrow, null, form, Cancel));
        using var output = new MemoryStream();
        House.Done(await desk.DeliverAsync(House.Organizer, order, output, Cancel));
        Assert.Equal(1, await house.ReadAsync(db => db.Exports.OrderByDescending(e => e.Number).Select(e => e.Rows).FirstAsync(Cancel)));
    }

    private sealed class NumberRow
    {
        public static int Made { get; set; }

        public NumberRow() => Made++;

        public int Id { get; init; }
    }

    /// <summary>The numbers from one on, reckoned by the database: a list as long as one likes without a row stored.</summary>
    private sealed class NumberList(IDbContextFactory<FairDbContext> contexts, int last) : ListOf<NumberRow>(contexts)
    {
        private int _written;

        public int MostHeld { get; private set; }

        public override string Key => "numbers";

        public override string Title => "数";

        public override Permission Permission => Permission.ViewFair;

        public override IReadOnlyList<Column<NumberRow>> Columns => [new("Id", "数", "Number", CellKind.Number, row => Value(row))];

        protected override IOrderedQueryable<NumberRow> InOrder(IQueryable<NumberRow> rows) => rows.OrderBy(r => r.Id);

        protected override IQueryable<NumberRow> Rows(FairDbContext db, Actor actor, string fair)
        {
            (NumberRow.Made, _written) = (0, 0);
            return db.Database.SqlQuery<NumberRow>($"""WITH RECURSIVE number("Id") AS (SELECT 1 UNION ALL SELECT "Id" + 1 FROM number WHERE "Id" < {last}) SELECT "Id" FROM number""");
        }

        protected override Expression<Func<NumberRow, bool>> Finds(string word)
        {
            var number = int.Parse(word, System.Globalization.CultureInfo.InvariantCulture);
            return r => r.Id == number;
        }

        private int Value(NumberRow row)
        {
            MostHeld = Math.Max(MostHeld, NumberRow.Made - _written++);
            return row.Id;
        }
    }
}
