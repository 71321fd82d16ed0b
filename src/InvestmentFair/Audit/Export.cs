namespace InvestmentFair.Audit;

/// <summary>A file that left the house: what list, as filtered how, by whom, for what and for whom.</summary>
public sealed class Export
{
    private Export()
    {
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public string Number { get; private init; } = "";

    public string List { get; private init; } = "";

    public string Filter { get; private init; } = "";

    public string Columns { get; private init; } = "";

    public int Rows { get; private init; }

    public Guid ActorId { get; private init; }

    public string ActorName { get; private init; } = "";

    public string? Purpose { get; private init; }

    public string? Recipient { get; private init; }

    public DateTime At { get; private init; }

    public static Export Of(string number, string list, string filter, string columns, int rows, Guid actorId, string actorName, string? purpose, string? recipient, DateTime now) => new()
    {
        Number = number,
        List = list,
        Filter = filter,
        Columns = columns,
        Rows = rows,
        ActorId = actorId,
        ActorName = actorName,
        Purpose = purpose,
        Recipient = recipient,
        At = now,
    };
}
