using InvestmentFair.Kernel;

namespace InvestmentFair.Fairs;

/// <summary>One edition of the fair 届次.</summary>
public sealed class Fair : Record, ISortedByName
{
    private Fair()
    {
    }

    /// <summary>Stands in addresses, as in <c>/console/2027/guests</c>.</summary>
    public string Code { get; private set; } = "";

    public Bilingual Name { get; private set; } = Bilingual.Empty;

    public string PinyinKey { get; private set; } = "";

    string ISortedByName.SortedName => Name.Zh;

    public Bilingual City { get; private set; } = Bilingual.Empty;

    public Bilingual Introduction { get; private set; } = Bilingual.Empty;

    /// <summary>Everything of the fair is said in it: slots, agenda, meetings, lists, sheets and the portal.</summary>
    public string TimeZone { get; private set; } = FairTime.DefaultZone;

    public DateOnly FirstDay { get; private set; }

    public DateOnly LastDay { get; private set; }

    /// <summary>The day by which guests answer. It binds guests, never staff.</summary>
    public DateOnly AnswerBy { get; private set; }

    /// <summary>The fair that the portal shows; the database keeps it to one.</summary>
    public bool IsCurrent { get; private set; }

    /// <summary>Its work is over: everything stays readable, and nothing of it changes any more.</summary>
    public bool IsArchived { get; private set; }

    public DateTime? ArchivedAt { get; private set; }

    public static Fair Plan(FairForm form)
    {
        var fair = new Fair();
        fair.Take(form);
        return fair;
    }

    public Outcome Revise(FairForm form)
    {
        if (IsArchived) return FairRefusals.Archived;
        Take(form);
        return Outcome.Done;
    }

    public Outcome MakeCurrent()
    {
        if (IsArchived) return FairRefusals.Archived;
        IsCurrent = true;
        return Outcome.Done;
    }

    public void Retire() => IsCurrent = false;

    public Outcome Archive(DateTime now)
    {
        if (IsArchived) return FairRefusals.Archived;
        if (IsCurrent) return FairRefusals.CurrentStays;
        (IsArchived, ArchivedAt) = (true, now);
        return Outcome.Done;
    }

    public Outcome Restore()
    {
        if (!IsArchived) return FairRefusals.NotArchived;
        (IsArchived, ArchivedAt) = (false, null);
        return Outcome.Done;
    }

    private void Take(FairForm form)
    {
        Code = form.Code.Trim();
        Name = new Bilingual(form.NameZh.Trim(), form.NameEn?.Trim());
        City = new Bilingual(form.CityZh.Trim(), form.CityEn?.Trim());
        TimeZone = form.Zone!.Value.Id;
        Introduction = new Bilingual(form.IntroductionZh?.Trim() ?? "", form.IntroductionEn?.Trim());
        FirstDay = form.FirstDay!.Value;
        LastDay = form.LastDay!.Value;
        AnswerBy = form.AnswerBy!.Value;
    }
}

public sealed class FairForm : Form
{
    [Text("届次编码", "Code"), Needed, Code, AtMost(20)]
    public string Code { get; set; } = "";

    [Text("名称", "Name (Chinese)"), Needed, AtMost(120)]
    public string NameZh { get; set; } = "";

    [Text("英文名称", "Name (English)"), AtMost(200)]
    public string? NameEn { get; set; }

    [Text("举办城市", "City (Chinese)"), Needed, AtMost(60)]
    public string CityZh { get; set; } = "";

    [Text("举办城市（英文）", "City (English)"), AtMost(100)]
    public string? CityEn { get; set; }

    [Text("时区", "Time zone"), Needed]
    public FairZone? Zone { get; set; } = FairZone.Shanghai;

    [Text("首日", "First day"), Needed]
    public DateOnly? FirstDay { get; set; }

    [Text("末日", "Last day"), Needed]
    public DateOnly? LastDay { get; set; }

    [Text("回执截止", "Answer by"), Needed]
    public DateOnly? AnswerBy { get; set; }

    [Text("简介", "Introduction (Chinese)"), AtMost(2000), Prose]
    public string? IntroductionZh { get; set; }

    [Text("英文简介", "Introduction (English)"), AtMost(4000), Prose]
    public string? IntroductionEn { get; set; }

    protected override IEnumerable<FieldProblem> Problems()
    {
        if (FirstDay > LastDay)
            yield return new(nameof(LastDay), "末日早于首日", "The last day is before the first");
        if (AnswerBy > FirstDay)
            yield return new(nameof(AnswerBy), "回执截止应不晚于首日", "The reply date must not be after the first day");
    }

    public static FairForm Of(Fair fair) => new()
    {
        Version = fair.Version,
        Code = fair.Code,
        NameZh = fair.Name.Zh,
        NameEn = fair.Name.En,
        CityZh = fair.City.Zh,
        CityEn = fair.City.En,
        Zone = FairZones.Of(fair.TimeZone),
        FirstDay = fair.FirstDay,
        LastDay = fair.LastDay,
        AnswerBy = fair.AnswerBy,
        IntroductionZh = fair.Introduction.Zh,
        IntroductionEn = fair.Introduction.En,
    };
}
