using InvestmentFair.Kernel;

namespace InvestmentFair.Meetings;

/// <summary>What a way to replan changes, and what it costs.</summary>
/// <param name="Zone">The fair's time zone.</param>
/// <param name="Slots">When each slot of the fair begins.</param>
/// <param name="Tables">Codes of tables.</param>
internal sealed record ReplanWords(string Zone, IReadOnlyDictionary<Guid, DateTime> Slots, IReadOnlyDictionary<Guid, string> Tables)
{
    private readonly bool _namesDays = Slots.Values.Select(s => FairTime.DayOf(s, Zone)).Distinct().Count() > 1;

    public static string Name(ProposedChange change) => string.Join(" · ", change.BestBy.Select(k => k.Text));

    /// <summary>What that comes to; whoever has to tell the fewest is not told that it changes much.</summary>
    public static string Why(ProposedChange change) => Language.Say(string.Join("；", change.BestBy.Select(k => k switch
    {
        ProposalOf.FewestPeople => "要另行通知的人最少",
        ProposalOf.FewestDrops => "取消的洽谈最少，按优先分算",
        _ => change.BestBy.Contains(ProposalOf.FewestPeople) ? "排进的优先分最多、空等最少" : "排进的优先分最多、空等最少，但改动较多",
    })), string.Join("; ", change.BestBy.Select(k => k switch
    {
        ProposalOf.FewestPeople => "the fewest people have to be told",
        ProposalOf.FewestDrops => "the fewest meetings dropped, by their points",
        _ => change.BestBy.Contains(ProposalOf.FewestPeople) ? "the most points placed and the fewest waits" : "the most points placed and the fewest waits, but more is changed",
    })));

    /// <summary>Whatever is none is left out, except what whoever decides asks first: who is touched, and what is dropped.</summary>
    public static IReadOnlyList<string> Costs(ProposedChange change)
    {
        var (counts, least) = (change.Counts, change.Least);
        var told = new List<string>
        {
            Bounded(Language.Say($"影响 {counts.PeopleTouched} 人", Counted(counts.PeopleTouched, "person touched", "people touched")), counts.PeopleTouched, least.PeopleTouched),
            counts.Dropped == 0
                ? Language.Say("取消 0 场", "No meeting dropped")
                : Bounded(Language.Say($"取消 {counts.Dropped} 场，优先分 {counts.PointsDropped}", $"{Counted(counts.Dropped, "meeting dropped", "meetings dropped")}, worth {counts.PointsDropped} points"), counts.PointsDropped, least.PointsDropped),
        };
        if (counts.MustsDropped > 0) told.Add(Language.Say($"其中必见 {counts.MustsDropped} 场", $"{counts.MustsDropped} of them must take place"));
        if (counts.Moved > 0) told.Add(Bounded(Language.Say($"改时间 {counts.Moved} 场", Counted(counts.Moved, "meeting at another time", "meetings at another time")), counts.Moved, least.Moved));
        if (counts.TablesChanged > 0) told.Add(Language.Say($"换桌 {counts.TablesChanged} 场", Counted(counts.TablesChanged, "meeting at another table", "meetings at another table")));
        if (counts.Added > 0) told.Add(Language.Say($"新排 {counts.Added} 场", Counted(counts.Added, "meeting more", "meetings more")));
        told.Add(Language.Say($"空等 {counts.Breaks} 次", Counted((int)counts.Breaks, "wait between meetings", "waits between meetings")));
        return told;
    }

    public DateTime Starts(Place place) => Slots[place.FirstSlotId];

    public string Move(MeetingMove move) => (move.Before, move.After) switch
    {
        (null, { } to) => Language.Say($"新排 {At(to)}", $"New: {At(to)}"),
        ({ } from, null) => Language.Say($"取消 {At(from)}", $"Dropped: {At(from)}"),
        ({ } from, { } to) when from == to => Language.Say($"{At(to)}，换人", $"{At(to)}, other people"),
        ({ } from, { } to) => $"{At(from)} → {At(to)}",
        _ => throw new ArgumentException("A move has a place before or after.", nameof(move)),
    };

    private string At(Place place)
    {
        var starts = Starts(place);
        return $"{(_namesDays ? $"{FairTime.Day(FairTime.DayOf(starts, Zone))} " : "")}{FairTime.Clock(starts, Zone)} {BoardTexts.Table(Tables.GetValueOrDefault(place.TableId, "?"))}";
    }

    private static string Bounded(string said, long value, long least) => value <= least
        ? Language.Say($"{said}（已证明不能更少）", $"{said} (proven the fewest)")
        : least > 0 ? Language.Say($"{said}（至少 {least}）", $"{said} (at least {least})") : said;

    private static string Counted(int count, string one, string many) => $"{count} {(count == 1 ? one : many)}";
}
