using InvestmentFair.Kernel;
using InvestmentFair.Ledger;
using InvestmentFair.People;

namespace InvestmentFair.Organisations;

/// <summary>From where the money of an investor comes, as the province's statistics divide it.</summary>
public enum InvestmentOrigin
{
    [Text("省外境内", "Another province")] OutsideProvince,
    [Text("省内市外", "Another city of the province")] OutsideCity,
    [Text("市内县外", "Another county of the city")] OutsideCounty,
    [Text("境外", "Abroad")] Abroad,
}

/// <summary>An industry of GB/T 4754-2017.</summary>
public sealed class Sector
{
    private Sector()
    {
    }

    public string Code { get; private init; } = "";

    public Bilingual Name { get; private init; } = Bilingual.Empty;

    public static Sector Of(string code, Bilingual name) => new() { Code = code, Name = name };
}

/// <summary>An enterprise that may invest 客商. The credit code 统一社会信用代码 is its key where known.</summary>
public sealed class Investor : Record, IMergeable
{
    private Investor()
    {
    }

    public string Number { get; private init; } = "";

    public Bilingual Name { get; private set; } = Bilingual.Empty;

    public string PinyinKey { get; private set; } = "";

    public bool PinyinByHand { get; private set; }

    /// <summary>Itself, unless it was merged into another; what the merges say, kept here so that reading takes one step.</summary>
    public Guid SurvivorId { get; private set; }

    public Investor Survivor { get; private set; } = null!;

    public string? CreditCode { get; private set; }

    public string? RegionCode { get; private set; }

    public string? SectorCode { get; private set; }

    public InvestmentOrigin Origin { get; private set; }

    public string? Note { get; private set; }

    public List<Contact> Contacts { get; private init; } = [];

    public static Investor Enter(string number, InvestorForm form)
    {
        var investor = new Investor { Number = number };
        investor.SurvivorId = investor.Id;
        investor.Revise(form);
        return investor;
    }

    public void Revise(InvestorForm form)
    {
        Name = new Bilingual(form.NameZh.Trim(), form.NameEn?.Trim());
        var typed = !PinyinByHand && form.PinyinKey == PinyinKey ? null : form.PinyinKey?.Trim().ToLowerInvariant();
        PinyinByHand = !string.IsNullOrEmpty(typed) && typed != Pinyin.KeyOfName(Name.Zh);
        PinyinKey = PinyinByHand ? typed! : Pinyin.KeyOfName(Name.Zh);
        CreditCode = string.IsNullOrWhiteSpace(form.CreditCode) ? null : form.CreditCode.Trim().ToUpperInvariant();
        RegionCode = string.IsNullOrWhiteSpace(form.RegionCode) ? null : form.RegionCode;
        SectorCode = string.IsNullOrWhiteSpace(form.SectorCode) ? null : form.SectorCode;
        Origin = form.Origin!.Value;
        Note = form.Note?.Trim();
    }

    void IMergeable.StandFor(Guid survivor) => SurvivorId = survivor;

    internal bool Rekey(PinyinTable readings)
    {
        var key = PinyinByHand ? PinyinKey : readings.KeyOfName(Name.Zh);
        if (key == PinyinKey) return false;
        PinyinKey = key;
        return true;
    }
}

/// <summary>By which an investor of the same or a near name is found: see <see cref="CompanyName.Keys"/>.</summary>
public sealed class InvestorKey
{
    public Guid InvestorId { get; init; }

    public string Key { get; init; } = "";
}

public sealed class InvestorForm : Form
{
    [Text("企业名称", "Name (Chinese)"), Needed, AtMost(120)]
    public string NameZh { get; set; } = "";

    [Text("英文名称", "Name (English)"), AtMost(200)]
    public string? NameEn { get; set; }

    [Text("统一社会信用代码", "Credit code"), CreditCode]
    public string? CreditCode { get; set; }

    [Text("拼音键", "Pinyin key"), AtMost(200)]
    public string? PinyinKey { get; set; }

    [Text("所在地", "Region"), Choice(ChoiceOf.Region)]
    public string? RegionCode { get; set; }

    [Text("行业", "Sector"), Choice(ChoiceOf.Sector)]
    public string? SectorCode { get; set; }

    [Text("资金来源地", "Origin of funds"), Needed]
    public InvestmentOrigin? Origin { get; set; }

    [Text("备注", "Note"), AtMost(1000), Prose]
    public string? Note { get; set; }

    public static InvestorForm Of(Investor investor) => new()
    {
        Version = investor.Version,
        NameZh = investor.Name.Zh,
        NameEn = investor.Name.En,
        CreditCode = investor.CreditCode,
        PinyinKey = investor.PinyinKey,
        RegionCode = investor.RegionCode,
        SectorCode = investor.SectorCode,
        Origin = investor.Origin,
        Note = investor.Note,
    };
}

/// <summary>18 characters of GB 32100-2015; the check character is not tested, since old registrations fail it.</summary>
public sealed class CreditCodeAttribute() : System.ComponentModel.DataAnnotations.RegularExpressionAttribute("^[0-9A-Za-z]{18}$")
{
    public override string FormatErrorMessage(string name) =>
        Language.Say("统一社会信用代码是 18 位数字或字母", "A credit code has 18 letters or digits");
}

/// <summary>A person of an investor, from a day and perhaps to a day.</summary>
public sealed class Contact : Record
{
    private Contact()
    {
    }

    public Guid InvestorId { get; private init; }

    public Investor Investor { get; private set; } = null!;

    public Guid PersonId { get; private set; }

    public Person Person { get; private set; } = null!;

    /// <summary>The same contact entered twice, under two rows of one person; kept and no longer listed.</summary>
    public Guid? FoldedIntoId { get; private set; }

    public Bilingual Title { get; private set; } = Bilingual.Empty;

    public bool IsMain { get; private set; }

    public DateOnly From { get; private set; }

    public DateOnly? To { get; private set; }

    public static Contact Of(Investor investor, Person person, ContactForm form)
    {
        var contact = new Contact { InvestorId = investor.Id, Investor = investor, PersonId = person.Id, Person = person };
        contact.Revise(form);
        return contact;
    }

    public void Revise(ContactForm form)
    {
        Title = new Bilingual(form.TitleZh?.Trim() ?? "", form.TitleEn?.Trim());
        IsMain = form.IsMain;
        From = form.From!.Value;
        To = form.To;
    }
}

public sealed class ContactForm : RoleForm
{
    [Text("职务", "Title (Chinese)"), AtMost(100)]
    public string? TitleZh { get; set; }

    [Text("英文职务", "Title (English)"), AtMost(200)]
    public string? TitleEn { get; set; }

    [Text("主要联系人", "Main contact")]
    public bool IsMain { get; set; }

    [Text("自", "From"), Needed]
    public DateOnly? From { get; set; }

    [Text("至", "To")]
    public DateOnly? To { get; set; }

    protected override IEnumerable<FieldProblem> Problems()
    {
        if (To < From) yield return new(nameof(To), "结束日期不能早于开始日期", "It cannot end before it begins");
    }

    public static ContactForm Of(Contact contact) => new()
    {
        // Both only ever rise: the sum stands still while neither the contact nor the person was saved.
        Version = contact.Version + contact.Person.Version,
        PersonId = contact.PersonId,
        PinyinKey = contact.Person.PinyinKey,
        Name = contact.Person.Name,
        Mobile = contact.Person.Mobile,
        Email = contact.Person.Email,
        TitleZh = contact.Title.Zh,
        TitleEn = contact.Title.En,
        IsMain = contact.IsMain,
        From = contact.From,
        To = contact.To,
    };
}
