using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using InvestmentFair.Access;
using InvestmentFair.Audit;
using InvestmentFair.Choices;
using InvestmentFair.Data;
using InvestmentFair.History;
using InvestmentFair.Kernel;
using InvestmentFair.Ledger;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.History;

/// <summary>History is read by people: no name of the code, no key and no bare number of 分 is left in it.</summary>
public sealed partial class ValueNameTests
{
    private static readonly Actor Reader = new(Guid.CreateVersion7(), "周文（示例）", Role.Administrator);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_record_and_every_column_that_history_keeps_has_a_name()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(Language.Chinese);
        await using var database = await FairDatabase.SqliteAsync();
        await using var db = database.Open();
        var kept = db.Model.GetEntityTypes().Where(t => t.ClrType.IsSubclassOf(typeof(InvestmentFair.Kernel.Record)) || t.ClrType.IsSubclassOf(typeof(Entry))).ToList();
        Assert.True(kept.Count > 40, $"{kept.Count} types");

        var nameless = kept.Where(t => ActNames.Record(t.ClrType.Name) == t.ClrType.Name).Select(t => t.ClrType.Name)
            .Concat(kept.SelectMany(t => FairDbContext.KeptColumns(t).Where(c => FieldNames.Say(t.ClrType.Name, c) == c).Select(c => $"{t.ClrType.Name}.{c}")));

        Assert.Empty(nameless);
    }

    [Theory]
    [InlineData(Language.Chinese)]
    [InlineData(Language.English)]
    public async Task What_the_sample_fair_wrote_is_said_in_words(string language)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        await using var database = await FairDatabase.SeededSqliteAsync();
        await using var db = database.Open();
        var kept = new HashSet<KeptValue>();
        await foreach (var row in db.History.AsNoTracking().AsAsyncEnumerable().WithCancellation(Cancel))
            foreach (var (field, value) in row.Field == "" ? JsonSerializer.Deserialize<Dictionary<string, string?>>(row.New!)! : new() { [row.Field] = row.New })
                if (kept.Count(k => k.Record == row.Record && k.Field == field) < 12) kept.Add(new KeptValue(row.Record, field, value));
        KeptValue[] all = [.. kept];

        var said = await Names(database).SayAsync(Reader, all, Cancel);

        var bare = all.Zip(said).Where(v => v.Second is { } word && (Key().IsMatch(word) || word is "True" or "False" || Instant().IsMatch(word)
            || (v.First.Field.EndsWith("Fen", StringComparison.Ordinal) && word != "0" && !word.Contains('元', StringComparison.Ordinal) && !word.StartsWith("CNY", StringComparison.Ordinal))
            || (word == v.First.Value && IsMember(db, v.First)))).Select(v => $"{v.First}: {v.Second}");
        Assert.True(all.Length > 500, $"{all.Length} values");
        Assert.Empty(bare);
    }

    [Theory]
    [InlineData("Deal", "TotalFen", "1680000000", "1,680万元")]
    [InlineData("IdlePlant", "RentFen", "12000", "120元")]
    [InlineData("Deal", "Stage", "Agreement", "协议")]
    [InlineData("Deal", "Stage", "NoLongerKnown", "NoLongerKnown")]
    [InlineData("Deal", "NextStepOn", "2024-06-05", "2024年6月5日")]
    [InlineData("Guest", "AnsweredAt", "2024-07-09T01:00:00.0000000Z", "2024-07-09 09:00")]
    [InlineData("Fair", "IsArchived", "False", "否")]
    [InlineData("FundsReceipt", "Amount.Rate", "711290000", "7.1129")]
    [InlineData("FundsReceipt", "Amount.OriginalMinor", "132000000", "1,320,000")]
    [InlineData("Person", "Name", "", "")]
    [InlineData("Person", "Name", null, null)]
    [InlineData("Person", "Name", "True", "True")]
    [InlineData("NoRecord", "NoField", "as it is", "as it is")]
    [InlineData("Deal", "OwnerId", "01a22222-1c5f-72ad-9846-000000abcdef", "…abcdef")]
    public async Task A_value_is_said_by_what_its_column_holds(string record, string field, string? value, string? expected)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(Language.Chinese);
        await using var database = await FairDatabase.SqliteAsync();

        Assert.Equal([expected], await Names(database).SayAsync(Reader, [new KeptValue(record, field, value)], Cancel));
    }

    private static ValueNameQueries Names(FairDatabase database) => new(database.Contexts, new ChoiceQueries(database.Contexts, new FairClock(TimeProvider.System)));

    private static bool IsMember(FairDbContext db, KeptValue kept)
    {
        var column = db.Model.GetEntityTypes().First(t => t.ClrType.Name == kept.Record).ClrType.GetProperty(kept.Field)?.PropertyType;
        return column is not null && (Nullable.GetUnderlyingType(column) ?? column) is { IsEnum: true } members && Enum.IsDefined(members, kept.Value!) && ((Enum)Enum.Parse(members, kept.Value!)).Names.En != kept.Value;
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-")]
    private static partial Regex Key();

    [GeneratedRegex(@"\dT\d\d:\d\d")]
    private static partial Regex Instant();
}
