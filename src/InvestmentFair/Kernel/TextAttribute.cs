using System.Collections.Concurrent;
using System.Reflection;

namespace InvestmentFair.Kernel;

/// <summary>What a field or an enum member is called, in both languages.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class TextAttribute(string zh, string en) : Attribute
{
    public string Zh => zh;

    public string En => en;

    public string Text => Language.Say(zh, en);
}

public static class Naming
{
    private static readonly ConcurrentDictionary<Enum, TextAttribute> Members = new();

    extension(Enum member)
    {
        /// <summary>The member's name in the reader's language.</summary>
        public string Text => member.Names.Text;

        public TextAttribute Names => Members.GetOrAdd(member, m =>
            m.GetType().GetField(m.ToString())?.GetCustomAttribute<TextAttribute>()
            ?? throw new InvalidOperationException($"{m.GetType().Name}.{m} has no [Text]."));
    }

    extension(PropertyInfo property)
    {
        public string Label => property.GetCustomAttribute<TextAttribute>()?.Text ?? property.Name;
    }
}
