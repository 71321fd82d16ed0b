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
