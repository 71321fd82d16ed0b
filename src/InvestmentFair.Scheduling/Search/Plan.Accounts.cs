namespace InvestmentFair.Scheduling.Search;

/// <summary>Changing the plan, keeping its totals, and taking changes back.</summary>
internal sealed partial class Plan
{
    private readonly List<(int Meeting, int Start, int[] Picks)> _log = [];
    private readonly List<int> _sinceCopy = [];
    private readonly bool[] _inCopyList;
    private readonly int[] _marked;
    private int _mark = 1;

    /// <summary>Places a meeting that is known to fit.</summary>
    public void Place(int m, int start, int[] picks)
    {
        Note(m);
        Change(m, start, picks);
    }

    public void Remove(int m)
    {
        Note(m);
        Lift(m);
    }

    /// <summary>From here on changes can be taken back.</summary>
    public void Mark()
    {
        _log.Clear();
        _mark++;
    }

    public void Undo()
    {
        // Lift everything first: on the way back a place may still be held by another meeting of the log.
        foreach (var (meeting, _, _) in _log)
            if (Start[meeting] >= 0) Lift(meeting);
        foreach (var (meeting, start, picks) in _log)
            if (start >= 0) Change(meeting, start, picks);
        Mark();
    }

    /// <summary>Brings a copy up to date with the plan, touching only what changed since the last time.</summary>
    public void CopyTo(int[] start, int[][] picks)
    {
        foreach (var m in _sinceCopy) (start[m], picks[m]) = (Start[m], Picks[m]);
        ForgetCopied();
    }

    public void Restore(int[] start, int[][] picks)
    {
        foreach (var m in _sinceCopy)
            if (Start[m] >= 0) Lift(m);
        foreach (var m in _sinceCopy)
            if (start[m] >= 0) Change(m, start[m], picks[m]);
        ForgetCopied();
        Mark();
    }

    private void ForgetCopied()
    {
        foreach (var m in _sinceCopy) _inCopyList[m] = false;
        _sinceCopy.Clear();
    }

    private void Note(int m)
    {
        if (_marked[m] != _mark)
        {
            _marked[m] = _mark;
            _log.Add((m, Start[m], Picks[m]));
        }

        if (_inCopyList[m]) return;
        _inCopyList[m] = true;
        _sinceCopy.Add(m);
    }

    private void Change(int m, int start, int[] picks)
    {
        Account(m, -1, -1);
        Start[m] = start;
        Picks[m] = picks;
        Occupy(m, start, m);
        Account(m, start, 1);
    }

    private void Lift(int m)
    {
        var start = Start[m];
        Account(m, start, -1);
        Occupy(m, start, -1);
        Start[m] = -1;
        Picks[m] = [];
        Account(m, -1, 1);
    }

    private void Occupy(int m, int start, int holder)
    {
        var span = _instance.Span(m, start);
        foreach (var person in _instance.Required[m]) Seat(person, start, m, span, holder);
        foreach (var person in Picks[m]) Seat(person, start, m, span, holder);
        var end = start + _instance.Length[m];
        if (_instance.Tables.Fixed[m] is >= 0 and var table)
            for (var t = start; t < end; t++) _at[(_instance.People + table) * _slots + t] = holder;

        var step = holder < 0 ? -1 : 1;
        foreach (var row in _instance.Tables.Rows[m])
            for (var t = start; t < end; t++) _load[row][t] += step;
        MoveParty(_instance.Guest[m], step);
        if (_instance.Host[m] != _instance.Guest[m]) MoveParty(_instance.Host[m], step);
    }

    private void Seat(int person, int start, int m, UInt128 span, int holder)
    {
        for (var t = start; t < start + _instance.Length[m]; t++) _at[person * _slots + t] = holder;
        _busy[person] = holder < 0 ? _busy[person] & ~span : _busy[person] | span;
        if (_instance.Interprets[person]) return;

        var breaks = BreaksOf(_busy[person]);
        var change = breaks - _breaks[person];
        if (change != 0)
        {
            Totals[(int)Measure.Breaks] += change * _instance.BreakWeight[person];
            if (_breakLimit != int.MaxValue) Totals[(int)Measure.Broken] += Math.Max(0, breaks - _breakLimit) - Math.Max(0, _breaks[person] - _breakLimit);
            _breaks[person] = breaks;
        }

        if (_countsIdle)
        {
            var idle = IdleOf(_busy[person]);
            Totals[(int)Measure.Idle] += (idle - _idle[person]) * _instance.BreakWeight[person];
            _idle[person] = idle;
        }

        if (!_instance.CountsHalls) return;
        var halls = HallChangesOf(person);
        Totals[(int)Measure.HallChanges] += halls - _hallChanges[person];
        _hallChanges[person] = halls;
    }

    /// <summary>Adds or takes away what one meeting counts by being at a start, -1 for having no place.</summary>
    private void Account(int m, int start, int sign)
    {
        if (start < 0)
        {
            Totals[(int)Measure.Lost] += sign * _instance.Points[m];
            if (_instance.Must[m]) Totals[(int)Measure.Broken] += sign;
            if (_aim is not null && _aim[m]) Totals[(int)Measure.Astray] += sign;
        }
        else if ((_instance.Preferred[m] >> start & UInt128.One) == UInt128.Zero)
        {
            Totals[(int)Measure.NotPreferred] += sign;
        }

        foreach (var order in _instance.Orders[m])
            if (order.NeedsFirst && (order.First == m ? start < 0 && Start[order.Then] >= 0 : start >= 0 && Start[order.First] < 0)) Totals[(int)Measure.Broken] += sign;

        if (Published is null || start == Published.Start[m]) return;
        if (start >= 0 && Published.Start[m] >= 0)
        {
            Totals[(int)Measure.Moved] += sign;
            Totals[(int)Measure.Shifted] += sign * Math.Abs(start - Published.Start[m]);
        }

        foreach (var person in _instance.Required[m]) Touch(person, sign);
        foreach (var person in Published.Picks[m]) Touch(person, sign);
    }

    private void Touch(int person, int sign)
    {
        _touches[person] += sign;
        if (_touches[person] == (sign > 0 ? 1 : 0)) Totals[(int)Measure.Touched] += sign;
    }

    private void MoveParty(int party, int step)
    {
        AccountParty(party, -1);
        _placedOf[party] += step;
        AccountParty(party, 1);
    }

    private void AccountParty(int party, int sign)
    {
        var missing = _instance.PartyMeetings[party].Length - _placedOf[party];
        Totals[(int)Measure.Unfair] += sign * missing * missing;
        Totals[(int)Measure.Broken] += sign * Math.Max(0, _instance.PartyLeast[party] - _placedOf[party]);
    }
}
