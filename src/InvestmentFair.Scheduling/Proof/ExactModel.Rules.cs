using Google.OrTools.Sat;

namespace InvestmentFair.Scheduling.Proof;

/// <summary>The rules beyond "nobody twice".</summary>
internal sealed partial class ExactModel
{
    /// <summary>
    /// No more meetings than tables, counted over clusters (JAIR 74, 4.5.2): meetings that share a person never coincide, so one
    /// literal stands for all of them. This is what turns hours into seconds on the published forums.
    /// </summary>
    private void CountTables()
    {
        var tables = _instance.Tables;
        for (var row = 0; row < tables.Open.Length; row++)
        {
            var meetings = Enumerable.Range(0, _instance.Meetings).Where(m => tables.Rows[m].Contains(row)).ToList();
            var stars = Stars(meetings);
            for (var t = 0; t < _instance.Slots; t++)
            {
                var held = new List<BoolVar>();
                foreach (var star in stars)
                {
                    var sitting = star.SelectMany(m => Sitting(m, t)).ToArray();
                    if (sitting.Length == 0) continue;
                    if (sitting.Length == 1)
                    {
                        held.Add(sitting[0].Literal);
                        continue;
                    }

                    var one = Literal($"s{row}_{t}", sitting.Any(s => s.Value));
                    Model.AddExactlyOne([.. sitting.Select(s => (ILiteral)s.Literal), one.Not()]);
                    held.Add(one);
                }

                if (held.Count > tables.Open[row][t]) Model.Add(LinearExpr.Sum(held) <= tables.Open[row][t]);
            }

            CountPeople(row, meetings);
        }

        for (var table = 0; table < _instance.Problem.Tables.Count; table++)
            for (var t = 0; t < _instance.Slots; t++)
            {
                var there = Enumerable.Range(0, _instance.Meetings).Where(m => tables.Fixed[m] == table).SelectMany(m => Sitting(m, t)).ToArray();
                if (there.Length > 1) Model.AddAtMostOne(there.Select(s => s.Literal));
            }
    }

    private IEnumerable<(BoolVar Literal, bool Value)> Sitting(int m, int t)
    {
        for (var i = 0; i < _starts[m].Length; i++)
            if (_instance.StartList[m][i] <= t && t < _instance.StartList[m][i] + _instance.Length[m])
                yield return (_starts[m][i], _plan?.Start[m] == _instance.StartList[m][i]);
    }

    private List<List<int>> Stars(List<int> meetings)
    {
        var left = meetings.ToHashSet();
        var stars = new List<List<int>>();
        foreach (var m in meetings.Where(m => _instance.Required[m].Length == 0))
        {
            stars.Add([m]);
            left.Remove(m);
        }

        while (left.Count > 0)
        {
            var centre = left.SelectMany(m => _instance.Required[m]).GroupBy(p => p).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).First().Key;
            List<int> star = [.. left.Where(m => _instance.Required[m].Contains(centre)).Order()];
            stars.Add(star);
            left.ExceptWith(star);
        }

        return stars;
    }

    /// <summary>Implied: when every meeting brings the same number of people, these fill the tables of a slot at most so often.</summary>
    private void CountPeople(int row, List<int> meetings)
    {
        if (meetings.Count < _instance.Meetings || meetings.Any(m => _instance.Pools[m].Length > 0 || _instance.Required[m].Length != _instance.Required[meetings[0]].Length)) return;
        for (var t = 0; t < _instance.Slots; t++)
        {
            var busy = Enumerable.Range(0, _instance.People).Select(p => _busy[p, t]).OfType<BoolVar>().ToArray();
            var most = _instance.Tables.Open[row][t] * _instance.Required[meetings[0]].Length;
            if (busy.Length > most) Model.Add(LinearExpr.Sum(busy) <= most);
        }
    }

    private void KeepOrders()
    {
        foreach (var order in _instance.Orders.SelectMany(o => o).Distinct())
        {
            var (first, then) = (_instance.StartList[order.First], _instance.StartList[order.Then]);
            for (var i = 0; i < then.Length; i++)
            {
                var latest = then[i] - order.Gap - _instance.Length[order.First];
                var early = Enumerable.Range(0, first.Length).Where(k => first[k] <= latest).Select(k => (ILiteral)_starts[order.First][k]);
                var soFar = Enumerable.Range(0, i + 1).Select(k => _starts[order.Then][k]).ToArray();

                // Prefix against prefix: "later one started by now" implies "earlier one ended by now".
                if (order.NeedsFirst) Model.Add(LinearExpr.Sum(soFar) <= LinearExpr.Sum(early));
                else Model.Add(LinearExpr.Sum(soFar) <= LinearExpr.Sum(early.Append(_placed[order.First].Not())));
            }
        }
    }

    private void KeepParties(bool relaxed)
    {
        for (var p = 0; p < _instance.PartyMeetings.Length; p++)
        {
            var placed = LinearExpr.Sum(_instance.PartyMeetings[p].Select(m => _placed[m]));
            if (_instance.PartyMost[p] < _instance.PartyMeetings[p].Length) Model.Add(placed <= _instance.PartyMost[p]);
            if (_instance.PartyLeast[p] > 0 && !relaxed) Model.Add(placed >= _instance.PartyLeast[p]);
        }
    }

    /// <summary>Nobody sits in a far hall before the way there is walked: by person, hall and slot, not by pairs of meetings.</summary>
    private void KeepHalls()
    {
        if (_instance.Halls.Longest == 0) return;
        for (var person = 0; person < _instance.People; person++)
        {
            var inHall = InHalls(person);
            foreach (var ((hall, t), here) in inHall)
                foreach (var ((other, later), there) in inHall)
                    if (later > t && later - t <= _instance.Halls.Travel[hall, other] && _instance.SessionOf[t] == _instance.SessionOf[later])
                        Model.AddBoolOr([here.Not(), there.Not()]);
        }
    }

    private Dictionary<(int Hall, int Slot), BoolVar> InHalls(int person)
    {
        var sitting = new Dictionary<(int, int), List<(BoolVar Literal, bool Value)>>();
        void Add(int m, BoolVar literal, int start)
        {
            for (var t = start; t < start + _instance.Length[m]; t++)
            {
                if (!sitting.TryGetValue((_instance.Hall[m], t), out var list)) sitting[(_instance.Hall[m], t)] = list = [];
                list.Add((literal, _plan?.Start[m] == start && (_instance.Required[m].Contains(person) || _plan.Picks[m].Contains(person))));
            }
        }

        for (var m = 0; m < _instance.Meetings; m++)
        {
            if (_instance.Hall[m] < 0) continue;
            var literals = _instance.Required[m].Contains(person) ? _starts[m] : _drawn.GetValueOrDefault((m, person), []);
            for (var i = 0; i < literals.Length; i++) Add(m, literals[i], _instance.StartList[m][i]);
        }

        return sitting.ToDictionary(s => s.Key, s =>
        {
            if (s.Value.Count == 1) return s.Value[0].Literal;
            var there = Literal("hall", s.Value.Any(x => x.Value));
            Model.AddExactlyOne([.. s.Value.Select(x => (ILiteral)x.Literal), there.Not()]);
            return there;
        });
    }

    private void KeepRest()
    {
        for (var person = 0; person < _instance.People; person++)
        {
            var most = _instance.MostInARow[person];
            foreach (var session in _instance.Sessions)
            {
                var slots = new SlotSet(session).ToArray();
                for (var i = 0; most > 0 && i + most < slots.Length; i++)
                {
                    var run = slots[i..(i + most + 1)].Select(t => _busy[person, t]).OfType<BoolVar>().ToArray();
                    if (run.Length == most + 1) Model.Add(LinearExpr.Sum(run) <= most);
                }
            }

            foreach (var (window, _, length) in _instance.Lunches) KeepLunch(person, new(window), length);
        }
    }

    private void KeepLunch(int person, SlotSet window, int length)
    {
        if (length == 0 || window.All(t => _busy[person, t] is null)) return;
        var lunches = new List<BoolVar>();
        foreach (var t in window.Where(t => window.Covers(SlotSet.Range(t, length))))
        {
            var run = Enumerable.Range(t, length).Select(s => _busy[person, s]).OfType<BoolVar>().ToArray();
            var lunch = Literal("lunch", _plan is not null && (_plan.Busy(person) & SlotSet.Range(t, length).Bits) == UInt128.Zero);
            foreach (var busy in run) Model.AddImplication(lunch, busy.Not());
            lunches.Add(lunch);
        }

        Model.AddBoolOr(lunches);
    }
}
