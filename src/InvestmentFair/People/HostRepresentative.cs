using InvestmentFair.Kernel;

namespace InvestmentFair.People;

/// <summary>A person of the county side who can sit in meetings: project owner, department head, town head.</summary>
public sealed class HostRepresentative : Record
{
    private HostRepresentative()
    {
    }

    public Guid PersonId { get; private set; }

    public Person Person { get; private set; } = null!;

    public Guid UnitId { get; private set; }

    public Unit Unit { get; private set; } = null!;

    /// <summary>The same appointment entered twice, under two rows of one person; kept and no longer listed.</summary>
    public Guid? FoldedIntoId { get; private set; }

    public Bilingual Title { get; private set; } = Bilingual.Empty;

    /// <summary>Set by staff, never inferred from a title; the smaller number goes first.</summary>
    public int ProtocolRank { get; private set; }

    public DateOnly From { get; private set; }

    public DateOnly? To { get; private set; }

    public static HostRepresentative Appoint(Person person, HostForm form)
    {
        var host = new HostRepresentative { PersonId = person.Id, Person = person };
        host.Revise(form);
        return host;
    }

    public void Revise(HostForm form)
    {
        UnitId = form.UnitId!.Value;
        Title = new Bilingual(form.TitleZh.Trim(), form.TitleEn?.Trim());
        ProtocolRank = form.ProtocolRank ?? 100;
        From = form.From!.Value;
        To = form.To;
    }
}

public sealed class HostForm : RoleForm
{
    [Text("单位", "Unit"), Needed, Choice(ChoiceOf.Unit)]
    public Guid? UnitId { get; set; }

    [Text("职务", "Title (Chinese)"), Needed, AtMost(100)]
    public string TitleZh { get; set; } = "";

    [Text("英文职务", "Title (English)"), AtMost(200)]
    public string? TitleEn { get; set; }

    [Text("礼宾顺序", "Protocol rank"), Between(1, 9999)]
    public int? ProtocolRank { get; set; }

    [Text("任职自", "In office from"), Needed]
    public DateOnly? From { get; set; }

    [Text("任职至", "In office to")]
    public DateOnly? To { get; set; }

    protected override IEnumerable<FieldProblem> Problems()
    {
        if (To < From) yield return new(nameof(To), "结束日期不能早于开始日期", "It cannot end before it begins");
    }

    public static HostForm Of(HostRepresentative host) => new()
    {
        // Both only ever rise: the sum stands still while neither the host nor the person was saved.
        Version = host.Version + host.Person.Version,
        PersonId = host.PersonId,
        PinyinKey = host.Person.PinyinKey,
        Name = host.Person.Name,
        Mobile = host.Person.Mobile,
        Email = host.Person.Email,
        UnitId = host.UnitId,
        TitleZh = host.Title.Zh,
        TitleEn = host.Title.En,
        ProtocolRank = host.ProtocolRank,
        From = host.From,
        To = host.To,
    };
}
