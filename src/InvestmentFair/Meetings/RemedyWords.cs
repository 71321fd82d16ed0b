using InvestmentFair.Kernel;
using InvestmentFair.Scheduling;

namespace InvestmentFair.Meetings;

/// <summary>What a change would be, and what it costs others.</summary>
internal sealed record RemedyWords(IReadOnlyList<Slot> Slots, string Zone, IReadOnlyDictionary<Guid, string> Tables, IReadOnlyDictionary<Guid, PairName> Names)
{
    public string Move(IReadOnlyList<Change> changes, Placing card)
    {
        var (moved, dropped) = (changes.Count(c => c.After is { } a && a.Slot != c.Before!.Slot), changes.Count(c => c.After is null));
        var tables = changes.Count - moved - dropped;
        // Whoever only sits at another table comes at the same time.
        var people = changes.Where(c => c.After?.Slot != c.Before!.Slot).SelectMany(c => c.Before!.People).Distinct().Count();
        var at = At(card.Slot, card.Table);
        if (changes.Count == 0) return Language.Say($"现在就能排：{at}", $"It fits as everything lies: {at}");
        List<string> zh = [], en = [];
        void Cost(int count, string said, string one, string many)
        {
            if (count == 0) return;
            zh.Add(said);
            en.Add(count == 1 ? one : many);
        }

        Cost(moved, $"移动 {moved} 场", "move 1 meeting", $"move {moved} meetings");
        Cost(dropped, $"移出 {dropped} 场", "take 1 meeting off", $"take {dropped} meetings off");
        Cost(tables, $"换桌 {tables} 场", "another table for 1 meeting", $"another table for {tables} meetings");
        Cost(people, $"涉及 {people} 人", "1 person concerned", $"{people} people concerned");
        return Language.Say($"{string.Join("、", zh)}，本场排在 {at}", $"{Capital(string.Join(", ", en))}; this one at {at}");
    }

    public string Change(Change change) => $"{Names[change.Demand].Said}{Language.Say("：", ": ")}{At(change.Before!.Slot, change.Before.Table)} → {(change.After is { } to ? At(to.Slot, to.Table) : Language.Say("待排", "to place"))}";

    public string OneMoreTable(int slot) => Language.Say($"{Clock(slot)} 加开一桌", $"One more table at {Clock(slot)}");

    public string People(int slot, IReadOnlyList<string> names) =>
        Language.Say($"请 {string.Join("、", names)} {Clock(slot)} 到场", $"Ask {string.Join(", ", names)} to be there at {Clock(slot)}");

    public string Allow(int slot) => Language.Say($"允许排在 {Clock(slot)}", $"Allow it at {Clock(slot)}");

    public string AddSlot(int after) => Language.Say($"在 {Clock(after)} 后加一个时段", $"One more slot after that of {Clock(after)}");

    private string At(int slot, Guid table) => $"{Clock(slot)} {BoardTexts.Table(Tables.GetValueOrDefault(table, "?"))}";

    // The day is said where the fair has more than one.
    private string Clock(int slot)
    {
        var start = Slots[slot].Start;
        return Slots.Select(s => s.Day).Distinct().Count() > 1 ? $"{FairTime.Day(FairTime.DayOf(start, Zone))} {FairTime.Clock(start, Zone)}" : FairTime.Clock(start, Zone);
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
