namespace InvestmentFair.Scheduling;

/// <summary>
/// Demands that cannot all be met; none of the records lists more than is needed to see it. Meetings and slots are those of the
/// problem; the words are made where the names are known.
/// </summary>
public abstract record Conflict
{
    /// <summary>Somebody has more slots of meetings that must take place than slots these may take: 甲有 9 场必见，只剩 6 个时段.</summary>
    public sealed record TooManyMusts(Guid Person, IReadOnlyList<Guid> Musts, SlotSet Left, int Needed) : Conflict;

    /// <summary>A meeting that must take place has not one slot in which all its people and a table are to be had.</summary>
    public sealed record NoPlace(Guid Demand, IReadOnlyList<Reason> Reasons) : Conflict;

    /// <summary>More table slots are needed than tables of the kind are open.</summary>
    public sealed record TooFewTables(IReadOnlyList<Guid> Musts, SlotSet Slots, int TableSlots, int Needed) : Conflict;

    public sealed record TooFewInterpreters(IReadOnlyList<string> Languages, IReadOnlyList<Guid> Musts, int PersonSlots, int Needed) : Conflict;

    /// <summary>Two meetings are fixed onto the same person or table.</summary>
    public sealed record FixedClash(Guid One, Guid Other, Guid? Person, Guid? Table, int Slot) : Conflict;

    /// <summary>Each lies before the next, and the last before the first.</summary>
    public sealed record Circle(IReadOnlyList<Guid> Demands) : Conflict;

    /// <summary>The earlier meeting cannot end before the later one has to start.</summary>
    public sealed record OrderImpossible(Guid First, Guid Then) : Conflict;

    public sealed record PartyTooMany(Guid Party, IReadOnlyList<Guid> Musts, int Most) : Conflict;

    public sealed record PartyTooFew(Guid Party, int Asked, int Least) : Conflict;

    /// <summary>
    /// Meetings that must take place and cannot all; leaving out any one of them makes room for the others, unless the seconds for narrowing
    /// them down were over first. An empty list says that
    /// the rules over the whole (least meetings of parties, the limit on breaks) exclude every timetable.
    /// </summary>
    public sealed record Together(IReadOnlyList<Guid> Musts) : Conflict;
}

/// <summary>What keeps one meeting out of one slot.</summary>
public abstract record Reason(int Slot)
{
    /// <summary>Its length does not fit between the slot and the end of the session.</summary>
    public sealed record SessionEnds(int Slot) : Reason(Slot);

    /// <summary>It may not start here: forbidden, another session wished, or fixed elsewhere.</summary>
    public sealed record NotAllowed(int Slot) : Reason(Slot);

    public sealed record Away(int Slot, Guid Person) : Reason(Slot);

    public sealed record Busy(int Slot, Guid Person, Guid With) : Reason(Slot);

    /// <summary>Not enough people of a pool are free.</summary>
    public sealed record PoolBusy(int Slot, Guid Party, int Free, int Needed) : Reason(Slot);

    public sealed record NoInterpreter(int Slot, string Language) : Reason(Slot);

    /// <summary>No table that would do is open.</summary>
    public sealed record NoTable(int Slot) : Reason(Slot);

    /// <summary>Every table that would do is taken, by these meetings.</summary>
    public sealed record TablesTaken(int Slot, IReadOnlyList<Guid> By) : Reason(Slot);

    public sealed record NoRest(int Slot, Guid Person) : Reason(Slot);

    public sealed record NoLunch(int Slot, Guid Person) : Reason(Slot);

    /// <summary>Somebody could not get here from another meeting, or from here to it, in time.</summary>
    public sealed record TooFar(int Slot, Guid Person, Guid Other) : Reason(Slot);

    /// <summary>It has to lie before or after the other meeting.</summary>
    public sealed record Order(int Slot, Guid Other) : Reason(Slot);

    public sealed record PartyFull(int Slot, Guid Party) : Reason(Slot);

    /// <summary>Nothing keeps it out here by itself; there was no way to use the slot without a loss elsewhere.</summary>
    public sealed record Possible(int Slot) : Reason(Slot);
}
