using System.Globalization;
using InvestmentFair.Data;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests;

/// <summary>Every row of the database as text, without versions and without the traces of who did what.</summary>
public static class Photograph
{
    private static readonly HashSet<string> Traces = ["AuditEntries", "History", "AuditHeads", "PersonMerges", "PersonMoves", "InvestorMerges", "DealMerges", "Numbers", "SearchEntries", "SearchGrams"];

    public static async Task<IReadOnlyList<string>> OfAsync(FairDbContext db)
    {
        var rows = new List<string>();
        await db.Database.OpenConnectionAsync();
        foreach (var table in db.Model.GetEntityTypes().Select(t => t.GetTableName()).OfType<string>().Distinct().Where(t => !Traces.Contains(t)))
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                rows.Add($"{table}: " + string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Where(i => reader.GetName(i) != "Version")
                    .Select(i => $"{reader.GetName(i)}={Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture)}").Order(StringComparer.Ordinal)));
        }

        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    /// <summary>What differs, for a failure that can be read.</summary>
    public static void Same(IReadOnlyList<string> before, IReadOnlyList<string> after) =>
        Assert.Equal(string.Join('\n', before.Except(after)), string.Join('\n', after.Except(before)));
}
