using InvestmentFair.Access;
using InvestmentFair.Kernel;

namespace InvestmentFair.Meetings;

/// <summary>Whether somebody is there, by what is known of it.</summary>
public static class Presence
{
    /// <summary>
    /// What says that they are not there then, none where nothing does; of several the strictest: who comes latest, leaves first,
    /// is elsewhere first. A slot that begins as they arrive, or ends as they leave, is theirs.
    /// </summary>
    public static Availability? Of(IEnumerable<Availability> rows, Period period, Guid? hallId = null) => rows.Where(r => r.SpeaksAgainst(period, hallId))
        .OrderBy(r => r.Kind).ThenBy(r => r.Kind is AvailabilityKind.Arrives ? -r.From!.Value.Ticks : (r.From ?? r.Until)!.Value.Ticks).ThenBy(r => r.Id).FirstOrDefault();
}

/// <summary>What is known of everybody at a fair, on its grid of slots.</summary>
internal sealed class Presences(IEnumerable<Availability> rows, IReadOnlyDictionary<Guid, Period> slots)
{
    private readonly ILookup<Guid, Availability> _of = rows.ToLookup(r => r.PersonId);

    /// <summary>What says that they are away in one of these slots.</summary>
    public Availability? Away(Guid person, IEnumerable<Guid> run, Guid? hallId = null)
    {
        var known = _of[person];
        return known.Any() ? run.Select(slot => Presence.Of(known, slots[slot], hallId)).FirstOrDefault(r => r is not null) : null;
    }
}

internal static class PresenceTexts
{
    /// <summary>A day is named where it is another than that of the meeting; why they are away, to whoever may know.</summary>
    public static string Away(Actor actor, string name, Availability row, string zone, DateOnly day)
    {
        var reason = actor.May(Permission.ViewContacts) && row.Reason is { } why ? Language.Say($"（{why}）", $" ({why})") : "";
        return row switch
        {
            { Kind: AvailabilityKind.Arrives } => Language.Say($"{name} {At(row.From)} 后到{reason}", $"{name} arrives at {At(row.From)}{reason}"),
            { Kind: AvailabilityKind.Leaves } => Language.Say($"{name} {At(row.Until)} 前离开{reason}", $"{name} leaves at {At(row.Until)}{reason}"),
            { HallId: not null } => Language.Say($"{name} {At(row.From)}–{At(row.Until)} 不能到该会场{reason}", $"{name} cannot be in this hall {At(row.From)}–{At(row.Until)}{reason}"),
            _ => Language.Say($"{name} {At(row.From)}–{At(row.Until)} 另有安排{reason}", $"{name} is busy {At(row.From)}–{At(row.Until)}{reason}"),
        };

        string At(DateTime? utc) => FairTime.DayOf(utc!.Value, zone) is var on && on == day ? FairTime.Clock(utc.Value, zone) : $"{FairTime.Day(on)} {FairTime.Clock(utc.Value, zone)}";
    }

    public static string TooFew(int needed, int pool) => Language.Say($"{pool} 人中须有 {needed} 人有空且在场", $"{needed} of {pool} must be free and there");
}
