using System.Globalization;
using System.Reflection;
using InvestmentFair.Access;
using InvestmentFair.Kernel;
using InvestmentFair.Spreadsheets;

namespace InvestmentFair.Web.Tests.House;

/// <summary>Every word of the product stands in both languages.</summary>
public sealed class WordTests
{
    private const BindingFlags Statics = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Texts that are the same in both languages on purpose.</summary>
    private static readonly Dictionary<string, string> SameInBoth = new()
    {
        ["HouseTexts.Missing"] = "a dash",
        ["MatchTexts.Share"] = "a percentage",
        ["PlantTexts.Kva"] = "a unit of measure",
        ["PortalTexts.UnitOf"] = "a measure word, which English has none of",
        ["PortalTexts.UnitPlants"] = "a measure word, which English has none of",
    };

    /// <summary>Fields of a form that nobody types.</summary>
    private static readonly Dictionary<string, string> Unlabelled = new()
    {
        ["Form.Version"] = "the version of the record the form was opened from",
    };

    private static readonly Assembly[] Assemblies = [typeof(Services).Assembly, typeof(Program).Assembly];

    private static IEnumerable<Type> Forms => Assemblies.SelectMany(a => a.GetTypes()).Where(t => t.IsSubclassOf(typeof(Form)));

    public static TheoryData<string> TextClasses => [.. Assemblies.SelectMany(a => a.GetTypes()).Where(t => t.Name.EndsWith("Texts", StringComparison.Ordinal) && t is { IsAbstract: true, IsSealed: true }).Select(t => t.FullName!).Order()];

    [Theory]
    [MemberData(nameof(TextClasses))]
    public void A_text_stands_in_both_languages(string name)
    {
        var texts = Assemblies.Select(a => a.GetType(name)).First(t => t is not null)!
            .GetProperties(Statics).Where(p => p.PropertyType == typeof(string)).ToList();

        Nothing(from text in texts
                where !SameInBoth.ContainsKey($"{text.DeclaringType!.Name}.{text.Name}")
                let zh = In(Language.Chinese, () => (string?)text.GetValue(null))
                let en = In(Language.English, () => (string?)text.GetValue(null))
                where string.IsNullOrWhiteSpace(zh) || string.IsNullOrWhiteSpace(en) || zh == en
                select $"{text.DeclaringType!.Name}.{text.Name} is \"{zh}\" in Chinese and \"{en}\" in English.");
    }

    [Fact]
    public void A_text_with_something_put_into_it_stands_in_both_languages() => Nothing(
        from type in Assemblies.SelectMany(a => a.GetTypes()).Where(t => t.Name.EndsWith("Texts", StringComparison.Ordinal))
        from method in type.GetMethods(Statics)
        where !method.IsSpecialName && !method.IsPrivate && method.ReturnType == typeof(string) && method.GetParameters().All(p => p.ParameterType == typeof(string) || p.ParameterType.IsPrimitive)
        where !SameInBoth.ContainsKey($"{type.Name}.{method.Name}")
        let arguments = Neutral.Arguments(method, Actor.Portal)
        let zh = In(Language.Chinese, () => (string?)method.Invoke(null, arguments))
        let en = In(Language.English, () => (string?)method.Invoke(null, arguments))
        where string.IsNullOrWhiteSpace(zh) || string.IsNullOrWhiteSpace(en) || zh == en
        select $"{type.Name}.{method.Name} is \"{zh}\" in Chinese and \"{en}\" in English.");

    [Fact]
    public void A_member_of_an_enum_that_is_shown_has_a_name_in_both_languages()
    {
        var enums = Assemblies.SelectMany(a => a.GetTypes()).Where(t => t.IsEnum).ToList();
        var named = enums.Where(e => Members(e).Any(m => m.IsDefined(typeof(TextAttribute))));
        var typed = Forms.SelectMany(f => f.GetProperties()).Select(p => EnumOf(p.PropertyType));
        var shown = Assemblies.SelectMany(a => a.GetTypes()).Select(RowOf).OfType<Type>().SelectMany(r => r.GetProperties()).Select(p => EnumOf(p.PropertyType));

        Nothing(from type in named.Concat(typed.OfType<Type>()).Concat(shown.OfType<Type>()).Distinct()
                where enums.Contains(type)
                from member in Members(type)
                where !IsBilingual(member) && !(SameInBoth.ContainsKey($"{type.Name}.{member.Name}") && member.IsDefined(typeof(TextAttribute)))
                select $"{type.Name}.{member.Name} has no [Text] in both languages.");
    }

    [Fact]
    public void A_field_of_a_form_has_a_label_in_both_languages()
    {
        Assert.NotEmpty(Forms);
        Nothing(from form in Forms
                from property in form.GetProperties().Where(p => p.CanWrite)
                where !Unlabelled.ContainsKey($"{property.DeclaringType!.Name}.{property.Name}") && !IsBilingual(property)
                select $"{form.Name}.{property.Name} has no [Text] in both languages.");
    }

    [Fact]
    public void A_label_is_not_given_twice_on_one_form() => Nothing(
        from form in Forms
        from same in form.GetProperties().Where(p => p.IsDefined(typeof(TextAttribute))).GroupBy(p => p.GetCustomAttribute<TextAttribute>()!.Zh)
        where same.Count() > 1
        select $"{form.Name}: {string.Join(" and ", same.Select(p => p.Name))} are both called {same.Key}.");

    [Fact]
    public void A_refusal_has_a_code_of_its_own_and_words_in_both_languages()
    {
        // What may return none is a rule that passes on a refusal of another's.
        var refusals = (from type in Assemblies.SelectMany(a => a.GetTypes())
                        from member in type.GetMethods(Statics)
                        where member.ReturnType == typeof(Refusal) && !member.IsPrivate && !member.Name.StartsWith('<') && !member.Name.StartsWith("op_", StringComparison.Ordinal)
                        where new NullabilityInfoContext().Create(member.ReturnParameter).ReadState == NullabilityState.NotNull
                        select (Name: $"{type.Name}.{member.Name}", Refusal: (Refusal)member.Invoke(null, Neutral.Arguments(member, Actor.Portal))!)).ToList();

        Assert.NotEmpty(refusals);
        Nothing(refusals.Where(r => r.Refusal.Code == "" || r.Refusal.Zh == "" || r.Refusal.En == "" || r.Refusal.Zh == r.Refusal.En).Select(r => $"{r.Name} lacks a language: {r.Refusal}"));
        Nothing(refusals.GroupBy(r => r.Refusal.Code).Where(g => g.Count() > 1).Select(g => $"{g.Key} is the code of {string.Join(" and ", g.Select(r => r.Name))}."));
    }

    private static FieldInfo[] Members(Type type) => type.GetFields(BindingFlags.Public | BindingFlags.Static);

    private static bool IsBilingual(MemberInfo member) => member.GetCustomAttribute<TextAttribute>() is { Zh: var zh, En: var en } && !string.IsNullOrWhiteSpace(zh) && !string.IsNullOrWhiteSpace(en) && zh != en;

    private static Type? RowOf(Type list)
    {
        for (var at = list.BaseType; at is not null; at = at.BaseType)
            if (at.IsGenericType && at.GetGenericTypeDefinition() == typeof(ListOf<>) && !at.GetGenericArguments()[0].IsGenericParameter) return at.GetGenericArguments()[0];
        return null;
    }

    private static Type? EnumOf(Type type)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? (type.IsGenericType ? type.GetGenericArguments()[0] : type);
        return bare.IsEnum ? bare : null;
    }

    private static string? In(string language, Func<string?> text)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            return text();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static void Nothing(IEnumerable<string> wrong)
    {
        var found = wrong.ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }
}
