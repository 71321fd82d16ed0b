using InvestmentFair.Kernel;

namespace InvestmentFair.Fairs;

public enum AgendaKind
{
    [Text("报到", "Registration")] Registration,
    [Text("签到", "Check-in")] CheckIn,
    [Text("开场", "Opening")] Opening,
    [Text("致辞", "Speech")] Speech,
    [Text("推介", "Presentation")] Presentation,
    [Text("签约", "Signing")] Signing,
    [Text("总结", "Closing")] Closing,
    [Text("用餐", "Meal")] Meal,
    [Text("洽谈对接", "Matchmaking")] Matchmaking,
    [Text("会见座谈", "Talks")] Meeting,
    [Text("考察", "Visit")] Visit,
    [Text("其他", "Other")] Other,
}

/// <summary>One line of the fair's agenda 日程.</summary>
public sealed class AgendaItem : Record, ISortedByName
{
    private AgendaItem()
    {
    }

    public Guid FairId { get; private init; }

    public Fair Fair { get; private set; } = null!;

    public DateTime StartsAt { get; private set; }

    public DateTime EndsAt { get; private set; }

    public AgendaKind Kind { get; private set; }

    public Bilingual Title { get; private set; } = Bilingual.Empty;

    public string PinyinKey { get; private set; } = "";

    string ISortedByName.SortedName => Title.Zh;

    public Bilingual Place { get; private set; } = Bilingual.Empty;

    public string Owner { get; private set; } = "";

    public Guid? HallId { get; private set; }

    public Hall? Hall { get; private set; }

    public static AgendaItem Plan(Guid fairId, string zone, AgendaForm form)
    {
        var item = new AgendaItem { FairId = fairId };
        item.Revise(zone, form);
        return item;
    }

    public void Revise(string zone, AgendaForm form)
    {
        StartsAt = FairTime.ToUtc(form.Day!.Value, form.Starts!.Value, zone);
        EndsAt = FairTime.ToUtc(form.Day!.Value, form.Ends!.Value, zone);
        Kind = form.Kind!.Value;
        Title = new Bilingual(form.TitleZh.Trim(), form.TitleEn?.Trim());
        Place = new Bilingual(form.PlaceZh?.Trim() ?? "", form.PlaceEn?.Trim());
        Owner = form.Owner?.Trim() ?? "";
        HallId = form.HallId;
    }
}

public sealed class AgendaForm : Form
{
    [Text("日期", "Day"), Needed]
    public DateOnly? Day { get; set; }

    [Text("开始", "Starts"), Needed]
    public TimeOnly? Starts { get; set; }

    [Text("结束", "Ends"), Needed]
    public TimeOnly? Ends { get; set; }

    [Text("类型", "Kind"), Needed]
    public AgendaKind? Kind { get; set; }

    [Text("事项", "Title (Chinese)"), Needed, AtMost(120)]
    public string TitleZh { get; set; } = "";

    [Text("事项（英文）", "Title (English)"), AtMost(200)]
    public string? TitleEn { get; set; }

    [Text("地点", "Place (Chinese)"), AtMost(120)]
    public string? PlaceZh { get; set; }

    [Text("地点（英文）", "Place (English)"), AtMost(200)]
    public string? PlaceEn { get; set; }

    [Text("会场", "Hall"), Choice(ChoiceOf.Hall)]
    public Guid? HallId { get; set; }

    [Text("负责", "Owner"), AtMost(60)]
    public string? Owner { get; set; }

    protected override IEnumerable<FieldProblem> Problems()
    {
        if (Starts >= Ends) yield return new(nameof(Ends), "结束应晚于开始", "It must end after it starts");
    }

    public static AgendaForm Of(AgendaItem item, string zone) => new()
    {
        Version = item.Version,
        Day = FairTime.DayOf(item.StartsAt, zone),
        Starts = TimeOnly.FromDateTime(FairTime.ToLocal(item.StartsAt, zone)),
        Ends = TimeOnly.FromDateTime(FairTime.ToLocal(item.EndsAt, zone)),
        Kind = item.Kind,
        TitleZh = item.Title.Zh,
        TitleEn = item.Title.En,
        PlaceZh = item.Place.Zh,
        PlaceEn = item.Place.En,
        HallId = item.HallId,
        Owner = item.Owner,
    };
}
