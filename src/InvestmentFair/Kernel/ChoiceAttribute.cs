namespace InvestmentFair.Kernel;

/// <summary>What a field points at; the screen offers them by search, the importer resolves them by code or name.</summary>
public enum ChoiceOf
{
    Region,
    Township,
    Sector,
    Unit,
    Host,
    Investor,
    Delegation,
    Guest,
    Project,
    Plant,
    Hall,
    Venue,
    Fair,
    GuestPerson,
    HostPerson,
    ExitReason,
    CooperationMode,
    Voucher,
    Language,
    Person,
    InterpreterPerson,

    /// <summary>Whoever may sit in a meeting of the fair: its guests, the county's people, who interprets.</summary>
    FairPerson,
    Request,
    Currency,

    /// <summary>Who acted, for the audit alone.</summary>
    Account,
}

[AttributeUsage(AttributeTargets.Property)]
public sealed class ChoiceAttribute(ChoiceOf kind) : Attribute
{
    public ChoiceOf Kind => kind;
}

/// <summary>One thing to choose: its key (a code or an id), and what the reader sees.</summary>
public sealed record Choice(string Key, string Text);
