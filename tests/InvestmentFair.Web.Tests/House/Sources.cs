namespace InvestmentFair.Web.Tests.House;

/// <summary>The text of the program, for rules that the compiler does not know.</summary>
public static class Sources
{
    public static readonly string Root = FindRoot();

    public static readonly string Core = Path.Combine(Root, "src", "InvestmentFair");

    public static readonly string Web = Path.Combine(Root, "src", "InvestmentFair.Web");

    /// <summary>Files with their path from <paramref name="directory"/>, slashes forward; not what was generated.</summary>
    public static IEnumerable<(string Path, string Text)> Under(string directory, params string[] extensions) =>
        from file in Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(directory, file).Replace('\\', '/')
        where extensions.Contains(Path.GetExtension(file)) && !path.Contains("/Migrations/", StringComparison.Ordinal) && !path.Split('/').Any(p => p is "bin" or "obj" or "node_modules")
        orderby path
        select (path, File.ReadAllText(file));

    public static string FolderOf(string path) => path.Contains('/') ? path[..path.IndexOf('/')] : "";

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "InvestmentFair.sln"))) return at.FullName;
        throw new DirectoryNotFoundException("InvestmentFair.sln is above none of the test's directories.");
    }
}
