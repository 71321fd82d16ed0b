using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.Projects;

namespace InvestmentFair.Editions;

/// <summary>An earlier fair as loaded, and what a new one makes of it. Nothing is kept of who came and what was agreed.</summary>
public sealed record EditionCopy(
    Fair Source, IReadOnlyList<Hall> Halls, IReadOnlyList<TimeSlot> Slots, IReadOnlyList<AgendaItem> Agenda,
    IReadOnlyList<FairSetting> Overrides, IReadOnlyList<ChecklistItem> Checklist, IReadOnlyList<FairProject> Projects)
{
    public int DaysTo(CloneForm form) => form.FirstDay!.Value.DayNumber - Source.FirstDay.DayNumber;

    public IEnumerable<Table> OpenTables => Halls.SelectMany(h => h.Tables).Where(t => !t.IsClosed);

    public IEnumerable<TimeSlot> OpenSlots => Slots.Where(s => !s.IsClosed);

    public IEnumerable<FairProject> PublicProjects => Projects.Where(p => p.Project.State is ProjectState.Published or ProjectState.Signed).OrderBy(p => p.Ordinal);

    public Fair NewFair(CloneForm form)
    {
        var of = FairForm.Of(Source);
        return Fair.Plan(new FairForm
        {
            Code = form.Code,
            NameZh = form.NameZh,
            NameEn = form.NameEn,
            CityZh = of.CityZh,
            CityEn = of.CityEn,
            Zone = of.Zone,
            IntroductionZh = of.IntroductionZh,
            IntroductionEn = of.IntroductionEn,
            FirstDay = form.FirstDay,
            LastDay = form.LastDay,
            AnswerBy = form.AnswerBy,
        });
    }

    /// <summary>Every record of the new fair, in the order in which they may be added.</summary>
    public IEnumerable<object> Records(Fair fair, CloneForm form, DateOnly today)
    {
        var days = DaysTo(form);
        var halls = form.Halls ? Halls.ToDictionary(h => h.Id, h => Hall.Open(fair.Id, HallForm.Of(h))) : [];
        foreach (var hall in halls.Values) yield return hall;
        if (form.Halls)
            foreach (var table in OpenTables)
                yield return Table.Put(fair.Id, new TableForm { HallId = halls[table.HallId].Id, Code = table.Code, Seats = table.Seats, Kind = table.Kind });

        if (form.Slots)
            foreach (var slot in OpenSlots)
            {
                var moved = SlotForm.Of(slot, Source.TimeZone);
                moved.Day = moved.Day!.Value.AddDays(days);
                yield return TimeSlot.Set(fair.Id, fair.TimeZone, moved);
            }

        if (form.Agenda)
            foreach (var item in Agenda)
            {
                var moved = AgendaForm.Of(item, Source.TimeZone);
                moved.Day = moved.Day!.Value.AddDays(days);
                moved.HallId = moved.HallId is { } hall && halls.TryGetValue(hall, out var own) ? own.Id : null;
                yield return AgendaItem.Plan(fair.Id, fair.TimeZone, moved);
            }

        if (form.Settings)
            foreach (var own in Overrides)
                yield return new FairSetting { SubjectId = fair.Id, Setting = own.Setting, Value = own.Value, HoldsFrom = today, Reason = $"沿用 {Source.Code}" };
        if (form.Checklist)
            foreach (var item in Checklist)
                yield return ChecklistItem.Plan(fair, ChecklistForm.Of(item));
        if (form.Projects)
            foreach (var (listed, order) in PublicProjects.Select((p, i) => (p, i + 1)))
                yield return new FairProject { FairId = fair.Id, ProjectId = listed.ProjectId, Ordinal = order };
    }

    public ClonePreview Preview(CloneForm form, WorkingDays working, DateOnly today)
    {
        var days = DaysTo(form);
        List<CloneLine> lines = [];
        void Line(bool taken, string key, string zh, string en, int count, int left, string? example)
        {
            if (taken) lines.Add(new CloneLine(key, Language.Say(zh, en), count, left, count == 0 ? null : example));
        }

        string Moved(DateTime at) => $"{FairTime.Instant(at, Source.TimeZone)} → {FairTime.Instant(at.AddDays(days), Source.TimeZone)}";
        var (slots, tables) = (OpenSlots.ToList(), OpenTables.ToList());
        Line(form.Halls, "halls", "会场", "Halls", Halls.Count, 0, Halls is [var hall, ..] ? hall.Name.Text : null);
        Line(form.Halls, "tables", "桌次", "Tables", tables.Count, Halls.Sum(h => h.Tables.Count) - tables.Count, tables.FirstOrDefault()?.Code);
        Line(form.Slots, "slots", "时段", "Time slots", slots.Count, Slots.Count - slots.Count, slots.Count == 0 ? null : Moved(slots[0].StartsAt));
        Line(form.Agenda, "agenda", "日程", "Agenda items", Agenda.Count, 0, Agenda.Count == 0 ? null : Moved(Agenda[0].StartsAt));
        Line(form.Settings, "settings", "口径与时限", "Settings", Overrides.Count, 0, Overrides is [var own, ..] ? own.Setting.Text : null);
        Line(form.Checklist, "checklist", "倒排工期", "Preparations", Checklist.Count, 0, Checklist.Count == 0 ? null
            : $"{Checklist[0].Title.Text}（{ChecklistItem.Countdown(Checklist[0].DaysBefore)}）{FairTime.Day(Checklist[0].DueOn)} → {FairTime.Day(form.FirstDay!.Value.AddDays(-Checklist[0].DaysBefore))}");
        var projects = PublicProjects.ToList();
        Line(form.Projects, "projects", "推介项目", "Projects", projects.Count, Projects.Count - projects.Count, projects.FirstOrDefault()?.Project.Name.Text);
        return new ClonePreview(lines, [.. Warnings(form, working, today, days, slots, projects)]);
    }

    private IEnumerable<string> Warnings(CloneForm form, WorkingDays working, DateOnly today, int days, List<TimeSlot> slots, List<FairProject> projects)
    {
        var (first, last) = (form.FirstDay!.Value, form.LastDay!.Value);
        if (Source.Introduction.Zh.Length > 0) yield return Language.Say("简介照抄上一届，其中的日期请改", "The introduction is copied as it stands: change the dates in it");
        if (first <= today) yield return Language.Say($"首日 {FairTime.Day(first)} 已过或就是今天", $"The first day {FairTime.Day(first)} is past or today");
        if (!working.IsWorking(first)) yield return Language.Say($"首日 {FairTime.Day(first)} 不是工作日", $"The first day {FairTime.Day(first)} is no working day");
        var late = form.Agenda ? Agenda.Count(a => FairTime.DayOf(a.EndsAt, Source.TimeZone).AddDays(days) > last) : 0;
        if (late > 0) yield return Language.Say($"{late} 项日程落在末日之后", $"{late} agenda items fall after the last day");
        var after = form.Slots ? slots.Count(s => FairTime.DayOf(s.EndsAt, Source.TimeZone).AddDays(days) > last) : 0;
        if (after > 0) yield return Language.Say($"{after} 个时段落在末日之后", $"{after} slots fall after the last day");
        var past = form.Checklist ? Checklist.Count(i => first.AddDays(-i.DaysBefore) < today) : 0;
        if (past > 0) yield return Language.Say($"{past} 项准备事项的到期日已过", $"{past} preparations are due on days already past");
        var expired = form.Projects ? projects.Count(p => p.Project.ValidTo < first) : 0;
        if (expired > 0) yield return Language.Say($"{expired} 个项目的有效期在首日之前到期", $"{expired} projects expire before the first day");
        if (!form.Halls && form.Agenda && Agenda.Any(a => a.HallId is not null)) yield return Language.Say("没有带会场，日程里的会场将留空", "Halls are not taken over: the agenda will name none");
    }
}
