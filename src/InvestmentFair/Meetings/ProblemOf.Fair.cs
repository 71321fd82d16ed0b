using InvestmentFair.Fairs;
using InvestmentFair.Scheduling;

namespace InvestmentFair.Meetings;

/// <summary>What a fair has: people and when they are there, tables, halls and the way between them, meals, bounds.</summary>
public sealed partial class ProblemOf
{
    private List<Attendee> PeopleOf(List<Demand> demands)
    {
        var seated = demands.SelectMany(d => d.Guest.All.Concat(d.Guest.Pool).Concat(d.Host.All).Concat(d.Host.Pool)).ToHashSet();
        var languages = _facts.Interpreters.Select(i => i.PersonId).Distinct().ToDictionary(p => p, LanguagesOf);
        var presence = _facts.Presence.ToLookup(r => r.PersonId);
        var (away, there) = (TimesOf(m => _blocks.Contains(m)), TimesOf(_fixed.Contains));
        return [.. seated.Concat(languages.Where(l => l.Value.Count > 0).Select(l => l.Key)).Distinct().Order().Select(Of)];

        Attendee Of(Guid person)
        {
            var known = presence[person].ToList();
            var free = _facts.Declined.Contains(person) ? SlotSet.None : FreeOf(known, null);
            var interprets = languages.GetValueOrDefault(person) ?? [];
            if (interprets.Count > 0 && !seated.Contains(person))
                free &= SlotsWhere((day, _) => _facts.Interpreters.Any(i => i.PersonId == person && i.Languages.Exists(l => i.Speaks(l, day))));
            var halls = known.Where(r => r is { IsVoid: false, HallId: not null }).Select(r => r.HallId!.Value).Distinct().ToList();
            // What was placed by hand stays, whatever is known of the people.
            return new Attendee(person, (free - away(person)) | there(person))
            {
                FreeInHall = halls.Count == 0 ? null : halls.ToDictionary(h => h, h => FreeOf(known, h) | there(person)),
                Interprets = interprets,
                BreakWeight = _facts.Leaders.Contains(person) ? LeaderWeight : 1,
            };
        }
    }

    private IReadOnlyList<string> LanguagesOf(Guid person) =>
        [.. _facts.Interpreters.Where(i => i.PersonId == person).SelectMany(i => i.Languages.Where(l => _clocks.Exists(c => i.Speaks(l, c.Day)))).Distinct().Order(StringComparer.Ordinal)];

    private SlotSet FreeOf(List<Availability> known, Guid? hall) =>
        known.Count == 0 ? Whole : SlotSet.Of(Enumerable.Range(0, _grid.Count).Where(i => !known.Exists(r => r.SpeaksAgainst(_grid[i].Period, hall))));

    /// <summary>When the people of those meetings sit in them.</summary>
    private Func<Guid, SlotSet> TimesOf(Func<Guid, bool> which)
    {
        var times = new Dictionary<Guid, SlotSet>();
        foreach (var meeting in _facts.Meetings.Where(m => which(m.Id)))
            foreach (var person in meeting.People)
                times[person] = times.GetValueOrDefault(person) | TakenBy(meeting.Id);
        return person => times.GetValueOrDefault(person);
    }

    private List<FairTable> TablesOf()
    {
        var at = _facts.Meetings.Where(m => m.TableId is not null).ToLookup(m => m.TableId!.Value);
        return [.. _tables.Values.Where(t => !t.IsClosed || at[t.Id].Any(m => _fixed.Contains(m.Id))).OrderBy(t => t.Code, StringComparer.Ordinal).ThenBy(t => t.Id).Select(Of)];

        FairTable Of(Table table)
        {
            var taken = at[table.Id].Where(m => _blocks.Contains(m.Id)).Aggregate(SlotSet.None, (slots, m) => slots | TakenBy(m.Id));
            var kept = at[table.Id].Where(m => _fixed.Contains(m.Id)).Aggregate(SlotSet.None, (slots, m) => slots | TakenBy(m.Id));
            return new FairTable(table.Id, table.HallId, table.IsClosed ? kept : Whole - taken, table.Kind is TableKind.Plain ? "" : table.Kind.ToString(), table.Seats);
        }
    }

    private List<Party> PartiesOf(List<Demand> demands)
    {
        var asked = new Dictionary<Guid, (bool IsGuest, int Asked, int Kept)>();
        foreach (var demand in demands)
            foreach (var (party, isGuest) in new[] { (demand.Guest.Party, true), (demand.Host.Party, false) })
                asked[party] = asked.GetValueOrDefault(party) is var (_, count, kept) ? (isGuest, count + 1, kept + (demand.AtSlot is null ? 0 : 1)) : default;
        var held = _facts.Meetings.Where(m => _blocks.Contains(m.Id))
            .SelectMany(m => new[] { GuestParty(m.InvestorId, m.DelegationId), HostParty(m.ProjectId, m.PlantId, [.. m.Team(Side.Host)]) }).CountBy(p => p).ToDictionary();
        return [.. asked.OrderBy(a => a.Key).Select(a => Of(a.Key, a.Value)).Where(p => p is not { Least: 0, Most: null })];

        // A fixed meeting is never one too many, and a party cannot be given more than it asks for.
        Party Of(Guid party, (bool IsGuest, int Asked, int Kept) of)
        {
            var bounds = _facts.Bounds.GetValueOrDefault(party) ?? new PartyBounds(0, of.IsGuest ? _facts.Rules.MostPerGuestParty : _facts.Rules.MostPerHostParty);
            var already = held.GetValueOrDefault(party);
            return new Party(party, Math.Clamp(bounds.Least - already, 0, of.Asked), bounds.Most is { } most ? Math.Max(of.Kept, most - already) : null);
        }
    }

    private List<Travel> TravelsOf()
    {
        var halls = _facts.Halls.Where(h => h.Tables.Exists(t => !t.IsClosed)).ToList();
        return
        [
            .. from one in halls.Index()
               from other in halls.Skip(one.Index + 1)
               let way = one.Item.VenueId == other.VenueId ? _facts.Rules.BetweenHalls : _facts.Rules.BetweenVenues
               where way > 0
               select new Travel(one.Item.Id, other.Id, way),
        ];
    }

    // A meal that no slot lies in costs nobody a meeting; one that is shorter than its rest asks for what cannot be.
    private List<Lunch> LunchesOf() =>
    [
        .. from meal in _facts.Meals
           let window = SlotSet.Of(Enumerable.Range(0, _grid.Count).Where(i => _grid[i].StartsAt < meal.EndsAt && _grid[i].EndsAt > meal.StartsAt))
           where !window.IsEmpty
           let needed = (int)Math.Ceiling(_facts.Rules.Lunch / (_grid[window.First()].EndsAt - _grid[window.First()].StartsAt))
           where needed > 0 && needed <= window.Count
           select new Lunch(window, needed),
    ];
}
