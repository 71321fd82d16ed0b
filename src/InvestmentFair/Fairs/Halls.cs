using InvestmentFair.Kernel;

namespace InvestmentFair.Fairs;

/// <summary>A building, a hotel, a site: what halls are in. It outlives fairs.</summary>
public sealed class Venue : Record, ISortedByName
{
    private Venue()
    {
    }

    public string Code { get; private set; } = "";

    public Bilingual Name { get; private set; } = Bilingual.Empty;

    public string PinyinKey { get; private set; } = "";

    string ISortedByName.SortedName => Name.Zh;

    public Bilingual Address { get; private set; } = Bilingual.Empty;

    public string? RegionCode { get; private set; }

    public static Venue Enter(VenueForm form)
    {
        var venue = new Venue();
        venue.Revise(form);
        return venue;
    }

    public void Revise(VenueForm form)
    {
        Code = form.Code.Trim();
        Name = new Bilingual(form.NameZh.Trim(), form.NameEn?.Trim());
        Address = new Bilingual(form.AddressZh?.Trim() ?? "", form.AddressEn?.Trim());
        RegionCode = string.IsNullOrWhiteSpace(form.RegionCode) ? null : form.RegionCode;
    }
}

public sealed class VenueForm : Form
{
    [Text("编码", "Code"), Needed, Code]
    public string Code { get; set; } = "";

    [Text("场馆", "Venue (Chinese)"), Needed, AtMost(100)]
    public string NameZh { get; set; } = "";

    [Text("场馆（英文）", "Venue (English)"), AtMost(200)]
    public string? NameEn { get; set; }

    [Text("地址", "Address (Chinese)"), AtMost(200)]
    public string? AddressZh { get; set; }

    [Text("地址（英文）", "Address (English)"), AtMost(300)]
    public string? AddressEn { get; set; }

    [Text("区划", "Region"), Choice(ChoiceOf.Region)]
    public string? RegionCode { get; set; }

    public static VenueForm Of(Venue venue) => new()
    {
        Version = venue.Version,
        Code = venue.Code,
        NameZh = venue.Name.Zh,
        NameEn = venue.Name.En,
        AddressZh = venue.Address.Zh,
        AddressEn = venue.Address.En,
        RegionCode = venue.RegionCode,
    };
}

public enum HallKind
{
    [Text("主会场", "Main hall")] Main,
    [Text("贵宾厅", "VIP room")] Vip,
    [Text("会议室", "Meeting room")] Meeting,
    [Text("洽谈区", "Matchmaking area")] Matchmaking,
    [Text("展示区", "Exhibition")] Exhibition,
    [Text("宴会厅", "Banquet hall")] Banquet,
    [Text("考察点", "Site")] Site,
}

/// <summary>A room of a venue as one fair uses it.</summary>
public sealed class Hall : Record, ISortedByName
{
    private Hall()
    {
    }

    public Guid FairId { get; private init; }

    public Fair Fair { get; private set; } = null!;

    public Guid VenueId { get; private set; }

    public Venue Venue { get; private set; } = null!;

    public string Code { get; private set; } = "";

    public Bilingual Name { get; private set; } = Bilingual.Empty;

    public string PinyinKey { get; private set; } = "";

    string ISortedByName.SortedName => Name.Zh;

    public HallKind Kind { get; private set; }

    public int Capacity { get; private set; }

    public List<Table> Tables { get; private init; } = [];

    public static Hall Open(Guid fairId, HallForm form)
    {
        var hall = new Hall { FairId = fairId };
        hall.Revise(form);
        return hall;
    }

    public void Revise(HallForm form)
    {
        VenueId = form.VenueId!.Value;
        Code = form.Code.Trim();
        Name = new Bilingual(form.NameZh.Trim(), form.NameEn?.Trim());
        Kind = form.Kind!.Value;
        Capacity = form.Capacity ?? 0;
    }
}

public sealed class HallForm : Form
{
    [Text("编码", "Code"), Needed, Code]
    public string Code { get; set; } = "";

    [Text("场馆", "Venue"), Needed, Choice(ChoiceOf.Venue)]
    public Guid? VenueId { get; set; }

    [Text("会场", "Hall (Chinese)"), Needed, AtMost(100)]
    public string NameZh { get; set; } = "";

    [Text("会场（英文）", "Hall (English)"), AtMost(200)]
    public string? NameEn { get; set; }

    [Text("类型", "Kind"), Needed]
    public HallKind? Kind { get; set; }

    [Text("容量（人）", "Capacity (people)"), Between(0, 100000)]
    public int? Capacity { get; set; }

    public static HallForm Of(Hall hall) => new()
    {
        Version = hall.Version,
        Code = hall.Code,
        VenueId = hall.VenueId,
        NameZh = hall.Name.Zh,
        NameEn = hall.Name.En,
        Kind = hall.Kind,
        Capacity = hall.Capacity,
    };
}

/// <summary>What a table is fit for; a request may ask for one of a kind.</summary>
public enum TableKind
{
    [Text("普通", "Plain")] Plain,
    [Text("独立洽谈间", "Private room")] Private,
    [Text("带投屏", "With a screen")] Screen,
    [Text("无障碍", "Step-free")] Accessible,
}

/// <summary>A table at which meetings are held. Once used it is closed, never deleted.</summary>
public sealed class Table : Record
{
    private Table()
    {
    }

    public Guid FairId { get; private init; }

    public Guid HallId { get; private set; }

    public Hall Hall { get; private set; } = null!;

    public string Code { get; private set; } = "";

    public int Seats { get; private set; }

    public TableKind Kind { get; private set; }

    public bool IsClosed { get; private set; }

    public static Table Put(Guid fairId, TableForm form)
    {
        var table = new Table { FairId = fairId };
        table.Revise(form);
        return table;
    }

    public void Revise(TableForm form)
    {
        HallId = form.HallId!.Value;
        Code = form.Code.Trim();
        Seats = form.Seats ?? 0;
        Kind = form.Kind!.Value;
        IsClosed = form.IsClosed;
    }
}

public sealed class TableForm : Form
{
    [Text("桌号", "Table"), Needed, Code, AtMost(20)]
    public string Code { get; set; } = "";

    [Text("会场", "Hall"), Needed, Choice(ChoiceOf.Hall)]
    public Guid? HallId { get; set; }

    [Text("座位数", "Seats"), Needed, Between(2, 100)]
    public int? Seats { get; set; }

    [Text("桌型", "Kind"), Needed]
    public TableKind? Kind { get; set; } = TableKind.Plain;

    [Text("停用", "Closed")]
    public bool IsClosed { get; set; }

    public static TableForm Of(Table table) => new()
    {
        Version = table.Version,
        Code = table.Code,
        HallId = table.HallId,
        Seats = table.Seats,
        Kind = table.Kind,
        IsClosed = table.IsClosed,
    };
}
