using System.Globalization;
using System.Text;
using ExcelDataReader;
using InvestmentFair.Access;
using InvestmentFair.Audit;
using InvestmentFair.Choices;
using InvestmentFair.Documents;
using InvestmentFair.Imports;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using InvestmentFair.Spreadsheets;
using InvestmentFair.Web.Shared;
using InvestmentFair.Web.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Web.Tests.Staff;

/// <summary>Of every list there is: what is exported is what stands on the screen, column by column and row by row.</summary>
public sealed class ExportedListTests
{
    // Lists without a filter, and those of which no filter parts the sample data.
    private static readonly string[] Unfiltered = ["exports", "fairs", "follow-ups", "meetings", "releases", "runs", "slots", "tables", "templates", "venues"];

    private const string Rows = "table.grid tbody tr";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Lists
    {
        get
        {
            using var services = new ServiceCollection().AddInvestmentFair("Data Source=none").BuildServiceProvider();
            return [.. services.GetServices<IListOf>().Select(l => l.Key).Order(StringComparer.Ordinal)];
        }
    }

    [Theory, MemberData(nameof(Lists))]
    public async Task The_workbook_of_a_list_is_its_screen(string key)
    {
        await using var desk = await StaffPageContext.SitAsync();
        await PrepareAsync(desk, key);
        var list = desk.Services.GetServices<IListOf>().Single(l => l.Key == key);
        var state = (ListState)await (Task<ListState>)StateAsync((dynamic)list, desk);

        Assert.Equal(!Unfiltered.Contains(key), state.Filters.Count > 0);
        var page = desk.Visit($"{AddressOf(key)}?{ListAddress.Query(state)}");
        page.Wait(() => Assert.NotEmpty(page.All(Rows)));
        Assert.Empty(page.All("main .notice"));
        var heads = page.All("table.grid thead th:not(.pick):not(.row-tools)").Select(h => Screen.Squeezed(h).TrimEnd(' ', '↑', '↓'));
        var seen = LinesOf(page);
        page.Press(ConsoleTexts.Export);
        page.Wait(() => Assert.NotEmpty(page.All("#d-Purpose")));
        page.Fill("d-Purpose", "核对");
        page.Confirm();
        page.Wait(() => Assert.Contains(desk.JSInterop.Invocations, call => call.Identifier == "fair.download"));
        var order = Guid.Parse(ListAddress.KeyOf((string)desk.JSInterop.Invocations.Single(call => call.Identifier == "fair.download").Arguments[0]!));
        using var output = new MemoryStream();
        Done(await desk.Desk<ExportDesk>().DeliverAsync(desk.Me, order, output, Cancel));

        var (header, rows) = Read(output, (CellKind[])KindsOf((dynamic)list, state));
        Assert.Equal(heads, header);
        Assert.Equal(seen, rows.Take(seen.Count));
        var last = (rows.Count + state.Size - 1) / state.Size;
        if (last == 1)
        {
            Assert.Equal(seen.Count, rows.Count);
            return;
        }

        // Every page is in it, to the last row of the last one.
        page = desk.Visit($"{AddressOf(key)}?{ListAddress.Query(state with { Number = last })}");
        page.Wait(() => Assert.NotEmpty(page.All(Rows)));
        Assert.Equal(LinesOf(page), rows.Skip((last - 1) * state.Size));
    }

    private static List<string> LinesOf(Screen page) =>
        [.. page.All(Rows).Select(r => string.Join('|', r.QuerySelectorAll("td:not(.pick):not(.row-tools)").Select(Screen.Squeezed)))];

    // Every column, the last one first; ordered by one of them downwards; and filtered, where a filter hides some rows and not all.
    private static async Task<ListState> StateAsync<TRow>(ListOf<TRow> list, StaffPageContext desk) where TRow : class
    {
        var state = new ListState { Columns = [.. list.Columns.Select(c => c.Key).Reverse()], Sort = list.Columns.FirstOrDefault(c => c.IsSortable)?.Key, Descending = true };
        var all = await list.CountAsync(desk.Me, StaffPageContext.Fair, state, null, Cancel);
        foreach (var filter in list.Filters)
        {
            var values = filter.Options?.Invoke() ?? (filter.Lookup is { } lookup ? await desk.Desk<ChoiceQueries>().SearchAsync(desk.Me, lookup, StaffPageContext.Fair, "", Cancel) : []);
            foreach (var value in values)
            {
                var filtered = state with { Filters = new Dictionary<string, string> { [filter.Key] = value.Key } };
                var count = await list.CountAsync(desk.Me, StaffPageContext.Fair, filtered, null, Cancel);
                if (count > 0 && count < all) return filtered;
            }
        }

        return state;
    }

    private static CellKind[] KindsOf<TRow>(ListOf<TRow> list, ListState state) where TRow : class => [.. list.ColumnsOf(state).Select(c => c.Kind)];

    // As a screen writes what the cell holds: the cell itself is a number, a moment or a text.
    private static (IReadOnlyList<string> Header, IReadOnlyList<string> Rows) Read(Stream workbook, CellKind[] kinds)
    {
        workbook.Position = 0;
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var reader = ExcelReaderFactory.CreateReader(workbook);
        Assert.True(reader.Read());
        var header = kinds.Select((_, i) => reader.GetString(i)).ToList();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(string.Join('|', kinds.Select((kind, i) => Written(kind, reader.GetValue(i)))));
        return (header, rows);
    }

    private static string Written(CellKind kind, object? value) => (kind, value) switch
    {
        (_, null) => "",
        (CellKind.Money, double wan) => Cells.Show(CellKind.Money, Money.FromWan((decimal)wan).Fen),
        (CellKind.Number, double number) => Cells.Show(CellKind.Number, number),
        (CellKind.Day, DateTime day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        (CellKind.Instant or CellKind.FairTime, DateTime at) => at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        // In a workbook that is summed up elsewhere a no is written; on the screen it is left open.
        (CellKind.Flag, string flag) => flag == "是" ? flag : "",
        (CellKind.Text or CellKind.Mobile, string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
        _ => $"{value} ({value.GetType().Name}) is no {kind}",
    };

    private static string AddressOf(string key) => typeof(Program).Assembly.GetTypes().SelectMany(t => t.GetCustomAttributes(typeof(RouteAttribute), false).Cast<RouteAttribute>())
        .Single(r => r.Template == $"/console/{key}" || r.Template == $"/console/{{Fair}}/{key}").Template.Replace("{Fair}", StaffPageContext.Fair, StringComparison.Ordinal);

    // What the sample data has none of.
    private static async Task PrepareAsync(StaffPageContext desk, string key)
    {
        const string Fair = StaffPageContext.Fair;
        switch (key)
        {
            case "accounts":
                foreach (var role in new[] { Role.Organizer, Role.Staff })
                    Done(await desk.Desk<AccountDesk>().EnterAsync(desk.Me, new AccountForm { UserName = $"{role}-1", DisplayName = $"{role.Text}（示例）", Role = role }, Cancel));
                break;
            case "exports":
                foreach (var (fair, of) in new[] { (Fair, "guests"), (null, "deals") })
                    Done(await desk.Desk<ExportDesk>().WriteAsync(desk.Me, of, fair, new ListState { Filters = new Dictionary<string, string>() }, null, "核对", "会务组", Stream.Null, Cancel));
                break;
            case "imports":
                var file = Encoding.UTF8.GetBytes("日期,类型,名称\n2028-10-02,放假,示例\n");
                var read = Done(await desk.Desk<ImportDesk>().PreviewAsync(desk.Me, Fair, ImportKind.Holidays, "holidays.csv", file, Cancel));
                Done(await desk.Desk<ImportDesk>().ApplyAsync(desk.Me, Fair, ImportKind.Holidays, "holidays.csv", file, read.Fingerprint, Cancel));
                break;
            case "prints":
                foreach (var document in new[] { Document.MeetingTable, Document.CallList })
                    Done(await desk.Desk<PrintDesk>().PrintAsync(desk.Me, Fair, document, null, new PrintForm { Purpose = "现场核对", Recipient = "组织组" }, [new PrintLine("A", new Bilingual("甲", null))], Cancel));
                break;
            case "releases" or "notices" or "slips":
                var seen = await desk.Desk<ReleaseDesk>().PreviewAsync(desk.Me, Fair, Cancel);
                Done(await desk.Desk<ReleaseDesk>().PublishAsync(desk.Me, Fair, new PublishForm(), seen!.Stamp, Cancel));
                break;
            case "runs":
                Done(await desk.Desk<RunDesk>().AskAsync(desk.Me, Fair, new RunForm { Kind = RunKind.All, LimitSeconds = 90 }, Cancel));
                break;
        }
    }

    private static T Done<T>(Outcome<T> outcome)
    {
        Assert.False(outcome.Refused, outcome.Text);
        return outcome.Value!;
    }
}
