using InvestmentFair.Kernel;
using InvestmentFair.Ledger;

namespace InvestmentFair.People;

/// <summary>
/// One row per human being. Guest, contact and host representative are roles of a person; the timetable's claims are
/// about persons, so nobody can be in two places under two roles.
/// </summary>
public sealed class Person : Record, IMergeable
{
    private Person()
    {
    }

    public string Name { get; private set; } = "";

    /// <summary>By which Chinese names sort; made from the name until somebody types another.</summary>
    public string PinyinKey { get; private set; } = "";

    public bool PinyinByHand { get; private set; }

    /// <summary>By which the same name is found again, however it was written.</summary>
    public string NameKey { get; private set; } = "";

    /// <summary>Itself, unless it was merged into another; what the merges say, kept here so that reading takes one step.</summary>
    public Guid SurvivorId { get; private set; }

    public Person Survivor { get; private set; } = null!;

    /// <summary>Optional and never unique: a liaison's number stands for many.</summary>
    public string? Mobile { get; private set; }

    public string? Email { get; private set; }

    public string? Note { get; private set; }

    public static Person Enter(PersonForm form)
    {
        var person = new Person();
        person.SurvivorId = person.Id;
        person.Revise(form);
        return person;
    }

    public void Revise(PersonForm form)
    {
        Name = form.Name.Trim();
        NameKey = PersonName.Key(Name);
        Mobile = Mobiles.Clean(form.Mobile);
        Email = string.IsNullOrWhiteSpace(form.Email) ? null : form.Email.Trim();
        Note = string.IsNullOrWhiteSpace(form.Note) ? null : form.Note.Trim();

        // A key that was shown and left alone follows the name; one that was typed stays whatever the name becomes.
        var typed = !PinyinByHand && form.PinyinKey == PinyinKey ? null : form.PinyinKey?.Trim().ToLowerInvariant();
        PinyinByHand = !string.IsNullOrEmpty(typed) && typed != Pinyin.KeyOfPerson(Name);
        PinyinKey = PinyinByHand ? typed! : Pinyin.KeyOfPerson(Name);
    }

    /// <summary>Somebody known already takes on another role: what was not known is filled in, and nothing that stands is written over.</summary>
    public void Complete(string? mobile, string? email)
    {
        Mobile ??= Mobiles.Clean(mobile);
        Email ??= string.IsNullOrWhiteSpace(email) ? null : email.Trim();
    }

    void IMergeable.StandFor(Guid survivor) => SurvivorId = survivor;

    internal bool Rekey(PinyinTable readings)
    {
        var key = PinyinByHand ? PinyinKey : readings.KeyOfPerson(Name);
        if (key == PinyinKey) return false;
        PinyinKey = key;
        return true;
    }
}
