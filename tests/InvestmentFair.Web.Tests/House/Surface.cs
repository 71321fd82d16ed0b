using System.Reflection;
using InvestmentFair.Access;
using InvestmentFair.Audit;
using InvestmentFair.Imports;
using InvestmentFair.Spreadsheets;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;

namespace InvestmentFair.Web.Tests.House;

/// <summary>A method of a desk under the name it has in access.csv; where the permission hangs on an argument, with that argument.</summary>
public sealed record DeskMethod(string Name, Type Desk, MethodInfo Method, IReadOnlyDictionary<string, object>? Given = null)
{
    public bool AsksWho => Method.GetParameters().Any(p => p.ParameterType == typeof(Actor));
}

/// <summary>Everything of the product that somebody can reach.</summary>
public static class Surface
{
    private static readonly string[] Suffixes = ["Desk", "Queries", "List"];

    public static IEnumerable<(string Name, string Route, Type Type)> Pages() => PagesAmong(typeof(Program).Assembly.GetTypes());

    public static IEnumerable<(string Name, string Route, Type Type)> PagesAmong(IEnumerable<Type> types) =>
        from type in types
        let routes = type.GetCustomAttributes<RouteAttribute>().Select(r => r.Template).Order().ToList()
        where routes.Count > 0
        orderby type.FullName
        select (type.FullName!["InvestmentFair.Web.".Length..], string.Join(" | ", routes), type);

    /// <summary>Those mapped by us: not the pages, not the files of wwwroot, not the circuit.</summary>
    public static IEnumerable<(string Name, string Pattern)> Endpoints(IServiceProvider services) =>
        from endpoint in services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let pattern = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
        where endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is null && !IsStatic(endpoint) && !IsOfTheFramework(pattern)
        orderby pattern
        from list in ListsOf(pattern, services)
        select (pattern + list, pattern);

    // A line for each list: who may take a workbook away depends on what is in it.
    private static IEnumerable<string> ListsOf(string pattern, IServiceProvider services) =>
        pattern.Contains("{list}", StringComparison.Ordinal) ? services.GetServices<IListOf>().Select(l => $" ({l.Key})").Order() : [""];

    public static IEnumerable<RouteEndpoint> OfTheCircuit(IServiceProvider services) =>
        services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(e => e.RoutePattern.RawText!.TrimStart('/').StartsWith("_blazor", StringComparison.Ordinal));

    public static IEnumerable<Type> Desks() => typeof(Services).Assembly.GetTypes()
        .Where(t => t is { IsClass: true, IsAbstract: false, IsNested: false } && Suffixes.Any(s => t.Name.EndsWith(s, StringComparison.Ordinal))).OrderBy(t => t.Name);

    public static IEnumerable<DeskMethod> Methods(IServiceProvider services) => Desks().SelectMany(desk => MethodsOf(desk, services));

    public static IEnumerable<DeskMethod> MethodsOf(Type desk, IServiceProvider services) =>
        from method in desk.GetMethods(BindingFlags.Public | BindingFlags.Instance)
        where method.DeclaringType != typeof(object) && (IsAsync(method.ReturnType) || method.GetParameters().Any(p => p.ParameterType == typeof(Actor)))
        orderby method.Name
        from variant in Variants(desk, method, services)
        select variant;

    private static IEnumerable<DeskMethod> Variants(Type desk, MethodInfo method, IServiceProvider services)
    {
        var name = $"{desk.Name}.{method.Name}";
        if (desk == typeof(ExportDesk) && method.Name == nameof(ExportDesk.WriteAsync))
            return services.GetServices<IListOf>().OrderBy(l => l.Key).Select(l => new DeskMethod($"{name}({l.Key})", desk, method, new Dictionary<string, object> { ["list"] = l.Key }));
        if (desk == typeof(ImportDesk))
            return Enum.GetValues<ImportKind>().Select(k => new DeskMethod($"{name}({k})", desk, method, new Dictionary<string, object> { ["kind"] = k }));
        return [new DeskMethod(name, desk, method)];
    }

    private static bool IsAsync(Type type) => typeof(Task).IsAssignableFrom(type) || type == typeof(ValueTask)
        || (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(ValueTask<>) || type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)));

    private static bool IsStatic(Endpoint endpoint) => endpoint.Metadata.Any(m => m.GetType().Name == "StaticAssetDescriptor");

    // The last one is how files of wwwroot are found while the program runs from its sources.
    private static bool IsOfTheFramework(string pattern) =>
        pattern.StartsWith("/_blazor", StringComparison.Ordinal) || pattern.StartsWith("/_framework", StringComparison.Ordinal) || pattern == "/{**path:file}";
}

/// <summary>Tries a method as somebody and tells whether the door was shut.</summary>
public static class DeskCheck
{
    public static async Task<bool> MayAsync(object desk, DeskMethod method, Role? role)
    {
        try
        {
            var arguments = Neutral.Arguments(method.Method, AccessTable.ActorOf(role), method.Given);
            if (method.Method.Invoke(desk, BindingFlags.DoNotWrapExceptions, null, arguments, null) is Task running) await running;
            return true;
        }
        catch (NotAllowedException)
        {
            return false;
        }
        // Whatever an allowed act comes to on an empty database with empty hands is not the question here.
        catch (Exception fault) when (fault is not Xunit.Sdk.XunitException)
        {
            return true;
        }
    }

    /// <summary>A sentence where the method and its line disagree.</summary>
    public static async Task<string?> DisagreementAsync(object desk, DeskMethod method, AccessLine line)
    {
        var may = new List<Role?>();
        foreach (var role in AccessTable.Everybody)
            if (await MayAsync(desk, method, role)) may.Add(role);
        return AccessTable.Disagreement(line, may);
    }
}
