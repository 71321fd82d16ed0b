using System.Reflection;
using InvestmentFair.Access;

namespace InvestmentFair.Web.Tests.House;

/// <summary>An argument that means nothing: empty forms, no id, no words.</summary>
public static class Neutral
{
    public static object?[] Arguments(MethodBase method, Actor actor, IReadOnlyDictionary<string, object>? given = null) =>
        [.. method.GetParameters().Select(p => given?.GetValueOrDefault(p.Name!) ?? Of(p, actor))];

    private static object? Of(ParameterInfo parameter, Actor actor)
    {
        var type = parameter.ParameterType;
        if (type == typeof(Actor)) return actor;
        if (type == typeof(string)) return "";
        if (Nullable.GetUnderlyingType(type) is not null || parameter.HasDefaultValue) return type.IsValueType && Nullable.GetUnderlyingType(type) is null ? Activator.CreateInstance(type) : null;
        if (type == typeof(CancellationToken)) return CancellationToken.None;
        if (type.IsValueType) return Activator.CreateInstance(type);
        if (new NullabilityInfoContext().Create(parameter).ReadState == NullabilityState.Nullable) return null;
        return Of(type, actor);
    }

    private static object? Of(Type type, Actor actor)
    {
        if (type == typeof(Stream)) return new MemoryStream();
        // Never called: whoever may not is refused before.
        if (typeof(Delegate).IsAssignableFrom(type)) return null;
        if (type.IsArray) return Array.CreateInstance(type.GetElementType()!, 0);
        if (type.IsInterface && type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>))
            return Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(type.GetGenericArguments()));
        if (type.IsInterface && type.IsGenericType)
        {
            var empty = Array.CreateInstance(type.GetGenericArguments()[0], 0);
            if (type.IsInstanceOfType(empty)) return empty;
        }

        if (type.GetConstructor(Type.EmptyTypes) is { } simple) return simple.Invoke([]);
        var constructor = type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).FirstOrDefault()
            ?? throw new InvalidOperationException($"Nothing neutral is known for {type}; teach {nameof(Neutral)} one.");
        return constructor.Invoke(Arguments(constructor, actor));
    }
}
