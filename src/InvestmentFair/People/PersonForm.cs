using InvestmentFair.Kernel;

namespace InvestmentFair.People;

public sealed class PersonForm : Form
{
    [Text("姓名", "Name"), Needed, AtMost(60)]
    public string Name { get; set; } = "";

    [Text("手机", "Mobile"), AtMost(30), Mobile]
    public string? Mobile { get; set; }

    [Text("邮箱", "E-mail"), AtMost(120), MailAddress]
    public string? Email { get; set; }

    [Text("拼音键", "Pinyin key"), AtMost(80)]
    public string? PinyinKey { get; set; }

    [Text("备注", "Note"), AtMost(500), Prose]
    public string? Note { get; set; }

    public static PersonForm Of(Person person) => new()
    {
        Version = person.Version,
        Name = person.Name,
        Mobile = person.Mobile,
        Email = person.Email,
        PinyinKey = person.PinyinKey,
        Note = person.Note,
    };
}

/// <summary>Enters a role and names who has it: a guest, a contact, a host representative, an interpreter.</summary>
public abstract class RoleForm : Form
{
    /// <summary>Somebody known already; the role is theirs, and no second row is made of one human being.</summary>
    [Text("已有人员", "Known person"), Choice(ChoiceOf.Person), Fixed]
    public Guid? PersonId { get; set; }

    [Text("姓名", "Name"), Needed, AtMost(60)]
    public string Name { get; set; } = "";

    [Text("手机", "Mobile"), AtMost(30), Mobile]
    public string? Mobile { get; set; }

    [Text("邮箱", "E-mail"), AtMost(120), MailAddress]
    public string? Email { get; set; }

    [Text("拼音键", "Pinyin key"), AtMost(80)]
    public string? PinyinKey { get; set; }

    /// <summary>What the form says of the person, for a new one or one that is revised; what it does not ask stays.</summary>
    public PersonForm PersonForm(Person? person) => new()
    {
        Name = Name,
        Mobile = Mobile,
        Email = Email,
        PinyinKey = PinyinKey,
        Note = person?.Note,
    };
}
