using InvestmentFair.Kernel;

namespace InvestmentFair.People;

/// <summary>
/// One row per human being. Guest, contact and host representative are roles of a person; the timetable's claims are
/// about persons, so nobody can be in two places under two roles.
/// </summary>
public sealed class Person : Record
{
    private Person()
    {
    }

    public string Name { get; private set; } = "";

    /// <summary>By which Chinese names sort; made from the name until somebody types another.</summary>
    public string PinyinKey { get; private set; } = "";

    public bool PinyinByHand { get; private set; }

    /// <summary>Optional and never unique: a liaison's number stands for many.</summary>
    public string? Mobile { get; private set; }

    public string? Email { get; private set; }

    public string? Note { get; private set; }

    public static Person Enter(PersonForm form)
    {
        var person = new Person();
        person.Revise(form);
        return person;
    }

    public void Revise(PersonForm form)
    {
        Name = form.Name.Trim();
        Mobile = Mobiles.Clean(form.Mobile);
        Email = string.IsNullOrWhiteSpace(form.Email) ? null : form.Email.Trim();
        Note = string.IsNullOrWhiteSpace(form.Note) ? null : form.Note.Trim();

        var typed = form.PinyinKey?.Trim().ToLowerInvariant();
        PinyinByHand = !string.IsNullOrEmpty(typed) && typed != Pinyin.KeyOfPerson(Name);
        PinyinKey = PinyinByHand ? typed! : Pinyin.KeyOfPerson(Name);
    }
}
