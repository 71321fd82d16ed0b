using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace InvestmentFair.Web.Tests.House;

/// <summary>Every row of every table of a SQLite file, a hash for each table: what an act has changed, whatever it was meant to change.</summary>
public sealed class DatabaseHash
{
    private readonly Dictionary<string, string> _tables = [];

    private DatabaseHash()
    {
    }

    public static async Task<DatabaseHash> OfAsync(string connection)
    {
        var hash = new DatabaseHash();
        await using var own = new SqliteConnection(new SqliteConnectionStringBuilder(connection) { Pooling = false }.ConnectionString);
        await own.OpenAsync();
        var names = new List<string>();
        await using (var tables = own.CreateCommand())
        {
            tables.CommandText = "SELECT name FROM sqlite_master WHERE type = 'table'";
            await using var read = await tables.ExecuteReaderAsync();
            while (await read.ReadAsync()) names.Add(read.GetString(0));
        }

        Assert.True(names.Count > 50, $"{names.Count} tables");
        foreach (var name in names) hash._tables[name] = await TableAsync(own, name);
        return hash;
    }

    /// <summary>The tables of which something differs; of those that are passed over nobody is told.</summary>
    public IReadOnlyList<string> ChangedSince(DatabaseHash before, params string[] passedOver) =>
        [.. _tables.Keys.Union(before._tables.Keys).Except(passedOver).Where(t => _tables.GetValueOrDefault(t) != before._tables.GetValueOrDefault(t)).Order(StringComparer.Ordinal)];

    private static async Task<string> TableAsync(SqliteConnection own, string table)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var command = own.CreateCommand();
        command.CommandText = $"SELECT * FROM \"{table}\"";
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
            for (var column = 0; column < rows.FieldCount; column++)
                sha.AppendData(Encoding.UTF8.GetBytes(rows.GetValue(column) switch
                {
                    byte[] bytes => Convert.ToHexString(bytes),
                    var value => Convert.ToString(value, CultureInfo.InvariantCulture),
                } + "\u001f"));
        return Convert.ToHexString(sha.GetHashAndReset());
    }
}
