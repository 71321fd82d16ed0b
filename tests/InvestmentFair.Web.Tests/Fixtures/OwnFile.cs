using InvestmentFair.Tests;

namespace InvestmentFair.Web.Tests.Fixtures;

/// <summary>A program over a SQLite file of its own.</summary>
internal static class OwnFile
{
    public static void UseOwnFile(this IWebHostBuilder builder, string directory, string address = "http://localhost")
    {
        FairDatabase.CopyMigratedTo(directory);
        builder.UseEnvironment("Testing");
        builder.UseSetting("Portal:PublicBaseUrl", address);
        builder.UseSetting("Data:Directory", directory);
        builder.UseSetting("ConnectionStrings:Fair", $"Data Source={Path.Combine(directory, "fair.db")};Pooling=False");
    }

    /// <summary>The program lets go of its database on a thread of its own, a moment after the factory has stopped it: whoever wants the file waits.</summary>
    public static async Task LetGoAsync(string directory)
    {
        for (var i = 0; ; i++)
        {
            try
            {
                await using var free = new FileStream(Path.Combine(directory, "fair.db.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                return;
            }
            catch (IOException) when (i < 200)
            {
                await Task.Delay(25);
            }
        }
    }
}
