using System.Text.Json;
using InvestmentFair.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Playwright;

namespace InvestmentFair.E2E;

/// <summary>
/// Words that are markup, a script and an address that runs one, written into every text the database keeps; each place with a
/// number of its own, by which it is known again on a page. What forms and importers take ends up in one of them.
/// </summary>
internal static class Markup
{
    /// <summary>Texts that nobody types, or that only address something: why each is left as it is.</summary>
    private static readonly Dictionary<string, string> Left = new()
    {
        ["*.Code"] = "stands in addresses; letters, figures and hyphens only",
        ["*.TownshipCode"] = "refers to a code",
        ["*.Number"] = "given by the product",
        ["*.LetterNumber"] = "given by the product",
        ["*.PinyinKey"] = "made of the name, for sorting",
        ["*.NameKey"] = "made of the name, for finding doubles",
        ["*.StrokeKey"] = "made of the name, for sorting",
        ["*.Sha256"] = "of a file's bytes",
        ["*.ContentType"] = "one of four that are accepted",
        ["*.Hash"] = "of a file's bytes",
        ["*.KeyHash"] = "a digest",
        ["Enquiry.PrivacyVersion"] = "the version of a notice",
        ["SavedView.Query"] = "an address",
        ["Fair.TimeZone"] = "one of the zones of the world, by its name",
        ["AuditEntry.Act"] = "a word of the product",
        ["HistoryRow.Record"] = "a word of the product",
        ["HistoryRow.Field"] = "a word of the product",
        ["Draft.Form"] = "a word of the product",
        ["Draft.Address"] = "an address",
        ["Draft.Fields"] = "read as JSON; shown in the form it was typed into",
        ["Press.Act"] = "a word of the product",
        ["Region.ParentCode"] = "refers to a code",
        ["InvestorKey.Key"] = "made of the name, for finding doubles",
        ["StaffMember.UserName"] = "letters and figures only; logged in with here",
        ["StaffMember.NormalizedUserName"] = "made of the login name",
        ["StaffMember.PasswordHash"] = "a digest",
        ["StaffMember.SecurityStamp"] = "made by the product",
        ["StaffMember.ConcurrencyStamp"] = "made by the product",
    };

    public const string Hostile = "javascript:xss({0})//{1}'\"><xss n={0}></xss><img src=x onerror=xss({0})><script>xss({0})</script>";

    /// <summary>What a page must not have, and which numbers it shows as the text they are.</summary>
    private const string Look = """
        () => {
            const wrong = [];
            for (const e of document.querySelectorAll('xss, [n], img[src="x"], script:not([src]):not([type="application/ld+json"])')) wrong.push(e.outerHTML.slice(0, 160));
            for (const e of document.querySelectorAll('*'))
                for (const a of e.attributes) {
                    if (a.name.startsWith('on')) wrong.push(`${e.tagName} ${a.name}`);
                    if (['href', 'src', 'action', 'formaction', 'data', 'poster', 'srcset', 'xlink:href'].includes(a.name) && /^\s*(javascript|data|vbscript):/i.test(a.value) && !/^data:image\//i.test(a.value)) wrong.push(`${e.tagName} ${a.name}=${a.value.slice(0, 80)}`);
                }
            for (const e of document.querySelectorAll('script[type="application/ld+json"]')) JSON.parse(e.textContent);
            if (window.xssRan) wrong.push(`ran ${window.xssRan}`);
            const said = [document.title, document.body.innerText, document.body.textContent];
            for (const e of document.querySelectorAll('input, textarea, select, option')) said.push(e.value ?? '');
            for (const e of document.querySelectorAll('[title], [alt], [aria-label], meta[content]')) for (const a of ['title', 'alt', 'aria-label', 'content']) said.push(e.getAttribute(a) ?? '');
            return JSON.stringify({ wrong, shown: [...new Set([...said.join('\n').matchAll(/<xss n=(\d+)>/g)].map(m => Number(m[1])))] });
        }
        """;

    private sealed record Seen(string[] Wrong, int[] Shown);

    /// <summary>Every text of the model by its place: what is stored, that somebody may have typed.</summary>
    public static IReadOnlyList<(string Place, string Table, string Column)> Places(IModel model) =>
    [
        .. from type in model.GetEntityTypes()
           let table = StoreObjectIdentifier.Create(type, StoreObjectType.Table)
           where table is not null && type.ClrType.Namespace?.StartsWith("InvestmentFair", StringComparison.Ordinal) == true && !type.ClrType.Namespace.EndsWith(".Search", StringComparison.Ordinal) && !type.ClrType.Name.StartsWith("Search", StringComparison.Ordinal)
           from text in Texts(type, "").Concat(type.GetComplexProperties().SelectMany(c => Texts(c.ComplexType, $"{c.Name}.")))
           let place = $"{type.ClrType.Name}.{text.Name}"
           where !Left.ContainsKey(place) && !Left.ContainsKey($"*.{text.Name.Split('.')[^1]}")
           let column = text.Property.GetColumnName(table.Value)
           where column is not null
           orderby place
           select (place, table.Value.Name, column),
    ];

    private static IEnumerable<(string Name, IProperty Property)> Texts(ITypeBase type, string path) =>
        type.GetProperties().Where(p => p.ClrType == typeof(string) && p.GetTypeMapping().Converter is null && !p.IsPrimaryKey() && !p.IsForeignKey()).Select(p => (path + p.Name, p));

    /// <summary>Past every rule, as somebody could who found a way that the rules do not know.</summary>
    public static async Task WriteAsync(FairDbContext db, IReadOnlyList<(string Place, string Table, string Column)> places)
    {
        await using var connection = new SqliteConnection(db.Database.GetConnectionString());
        await connection.OpenAsync();
        await RunAsync(connection, "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;");
        await using (var triggers = connection.CreateCommand())
        {
            triggers.CommandText = "SELECT 'DROP TRIGGER \"' || name || '\";' FROM sqlite_master WHERE type = 'trigger'";
            var drop = new List<string>();
            await using (var reader = await triggers.ExecuteReaderAsync())
                while (await reader.ReadAsync()) drop.Add(reader.GetString(0));
            await RunAsync(connection, string.Concat(drop));
        }

        var texts = string.Join(", ", places.Select(p => $"'{p.Place}'"));
        for (var n = 0; n < places.Count; n++)
        {
            var (_, table, column) = places[n];
            var (before, after) = Around(n);
            // The history keeps figures and days as well, which are read again as such.
            await RunAsync(connection, $"UPDATE \"{table}\" SET \"{column}\" = '{before}' || \"{column}\" || '{after}' WHERE \"{column}\" IS NOT NULL AND \"{column}\" <> ''" + (table == "History" ? $" AND \"Record\" || '.' || \"Field\" IN ({texts})" : ""));
        }
    }

    public static string Words(int n, string between) => string.Format(System.Globalization.CultureInfo.InvariantCulture, Hostile, n, between);

    public static async Task<IReadOnlyList<int>> NothingOfItRanAsync(IPage page, string address)
    {
        var seen = JsonSerializer.Deserialize<Seen>(await page.EvaluateAsync<string>(Look), JsonSerializerOptions.Web)!;
        Assert.True(seen.Wrong.Length == 0, $"{address}: {string.Join(" | ", seen.Wrong.Take(5))}");
        return seen.Shown;
    }

    private static (string Before, string After) Around(int n)
    {
        var words = Words(n, "\0").Replace("'", "''", StringComparison.Ordinal).Split('\0');
        return (words[0], words[1]);
    }

    private static async Task RunAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
