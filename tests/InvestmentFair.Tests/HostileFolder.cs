namespace InvestmentFair.Tests;

/// <summary>The collection of hostile files and names, where it stands above or beside the project.</summary>
internal static class HostileFolder
{
    public const string Missing = "No folder shared/data/hostile stands above or beside the project.";

    public static string? Path { get; } = Find();

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var corpus = System.IO.Path.Combine(folder.FullName, "shared", "data", "hostile");
            if (Directory.Exists(corpus)) return corpus;
        }

        return null;
    }
}
