using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace InvestmentFair.Kernel;

/// <summary>
/// What somebody types. Its rules stand on its fields and are asked by the screen, the importer and the desk alike;
/// the version is that of the record it was opened from.
/// </summary>
public abstract class Form
{
    public int Version { get; set; }

    /// <summary>What is wrong, in the order in which the reader meets the fields.</summary>
    public IReadOnlyList<FieldProblem> Check()
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(this, new ValidationContext(this), results, validateAllProperties: true);
        var fields = Fields(GetType());
        var places = fields.Index().ToDictionary(f => f.Item.Name, f => f.Index);
        return
        [
            .. results.SelectMany(r => (r.MemberNames.Any() ? r.MemberNames : [""])
                .Select(member => new FieldProblem(member, r.ErrorMessage ?? "", r.ErrorMessage ?? "")))
                .OrderBy(p => places.GetValueOrDefault(p.Field, places.Count)),
            .. fields.Where(f => f.GetValue(this) is string { IsWritable: false })
                .Select(f => new FieldProblem(f.Name, "含有不能保存的字符", "It has characters that cannot be kept")),
            .. Problems(),
        ];
    }

    /// <summary>Rules that look at more than one field.</summary>
    protected virtual IEnumerable<FieldProblem> Problems() => [];

    /// <summary>The fields of which the reader's text differs from what stands now.</summary>
    public IReadOnlyList<FieldClash> Against(Form theirs) =>
    [
        .. Fields(GetType())
            .Select(p => new FieldClash(p.Name, p.Label, Show(p.GetValue(this)), Show(p.GetValue(theirs))))
            .Where(c => c.Mine != c.Theirs),
    ];

    /// <summary>The same form again, with lists of its own: what is done to one is not done to the other.</summary>
    public Form Copy()
    {
        var copy = (Form)MemberwiseClone();
        foreach (var field in Fields(GetType()).Where(f => f.GetValue(this) is System.Collections.IList))
            field.SetValue(copy, Activator.CreateInstance(field.PropertyType, field.GetValue(this)));
        return copy;
    }

    /// <summary>
    /// The named fields of a form, in the order they are declared: the order of the screen and of the sheet. What a form adds to
    /// the one it builds on stands after it.
    /// </summary>
    public static IReadOnlyList<PropertyInfo> Fields(Type form) =>
        [.. form.GetProperties().Where(p => p.GetCustomAttribute<TextAttribute>() is not null).OrderBy(p => Depth(p.DeclaringType))];

    private static int Depth(Type? type) => type is null ? 0 : Depth(type.BaseType) + 1;

    public static string Show(object? value) => value switch
    {
        null => "",
        Enum member => member.Text,
        bool yes => yes ? Language.Say("是", "Yes") : Language.Say("否", "No"),
        DateOnly day => FairTime.Day(day),
        TimeOnly time => time.ToString("HH:mm", CultureInfo.InvariantCulture),
        DateTime instant => FairTime.Instant(instant),
        Money money => money.Exact,
        // One database hands 96 back as 96.0, the other as 96.0000.
        decimal number => number.ToString("0.########", CultureInfo.InvariantCulture),
        string text => text,
        System.Collections.IEnumerable many => Language.List(many.Cast<object?>().Select(Show)),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}

/// <summary>Must be filled.</summary>
public sealed class NeededAttribute : RequiredAttribute
{
    public override bool IsValid(object? value) => value switch
    {
        Guid id => id != Guid.Empty,
        System.Collections.ICollection { Count: 0 } => false,
        _ => base.IsValid(value),
    };

    public override string FormatErrorMessage(string name) => Language.Say("必填", "This is required");
}

/// <summary>No longer than so many characters.</summary>
public sealed class AtMostAttribute(int length) : StringLengthAttribute(length)
{
    public override string FormatErrorMessage(string name) =>
        Language.Say($"最多 {MaximumLength} 个字", $"At most {MaximumLength} characters");
}

/// <summary>A number between two bounds, both allowed.</summary>
public sealed class BetweenAttribute(double least, double most) : RangeAttribute(least, most)
{
    public override bool IsValid(object? value) => value is Money money
        ? money.Wan >= (decimal)(double)Minimum && money.Wan <= (decimal)(double)Maximum
        : base.IsValid(value);

    public override string FormatErrorMessage(string name) =>
        Language.Say($"应在 {Minimum} 到 {Maximum} 之间", $"Between {Minimum} and {Maximum}");
}

/// <summary>A code that stands in addresses and on paper: letters, digits, dot and dash.</summary>
public sealed class CodeAttribute : RegularExpressionAttribute
{
    public CodeAttribute() : base("^[A-Za-z0-9][A-Za-z0-9.-]{0,39}$")
    {
    }

    public override string FormatErrorMessage(string name) =>
        Language.Say("只用字母、数字、点和短横，最多 40 个", "Letters, digits, dots and dashes only, at most 40");
}

/// <summary>Several lines of text.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ProseAttribute : Attribute;

/// <summary>The heading under which the field and those after it stand.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SectionAttribute(string zh, string en) : Attribute
{
    public string Text => Language.Say(zh, en);
}

/// <summary>Set when the record is made and not changed afterwards.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FixedAttribute : Attribute;

/// <summary>On the field stands a number or an address at which somebody is reached: whole only for those who may see it whole.</summary>
public interface IReachesSomebody;
