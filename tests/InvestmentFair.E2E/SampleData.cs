namespace InvestmentFair.E2E;

/// <summary>The data directory of a product that has just loaded its sample data: that takes a while, so it is done once for the run, and copied.</summary>
internal static class SampleData
{
    private static readonly Lazy<Task<string>> Loaded = new(LoadAsync);

    /// <summary>An empty directory becomes that of a product with its sample data.</summary>
    public static async Task CopyToAsync(string directory)
    {
        var from = await Loaded.Value;
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(directory, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    // By a process that is stopped afterwards: its database is closed whole.
    private static async Task<string> LoadAsync()
    {
        var directory = Directory.CreateTempSubdirectory("fair-sample-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(directory, recursive: true);
        await ServedProcess.FillAsync(directory);
        return directory;
    }
}
