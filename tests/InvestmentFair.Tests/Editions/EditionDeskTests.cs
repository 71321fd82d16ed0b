using InvestmentFair.Access;
using InvestmentFair.Delegations;
using InvestmentFair.Editions;
using InvestmentFair.Enquiries;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.Ledger;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Editions;

public sealed class EditionDeskTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Next_years_fair_is_proposed_on_the_same_weekday_under_the_new_year()
    {
        var form = CloneForm.NextAfter(new FairForm { Code = "2027", NameZh = "陵川县2027年投资推介会", NameEn = "Fair 2027", FirstDay = new(2027, 8, 2), LastDay = new(2027, 8, 3), AnswerBy = new(2027, 7, 26) });

        Assert.Equal(("2028", "陵川县2028年投资推介会", "Fair 2028", new DateOnly(2028, 7, 31)), (form.Code, form.NameZh, form.NameEn, form.FirstDay!.Value));
        Assert.Equal(DayOfWeek.Monday, form.FirstDay!.Value.DayOfWeek);
        Assert.Empty(form.Check());
    }

    [Theory, ClassData(typeof(Both))]
    public async Task The_preview_counts_what_the_clone_then_holds_and_days_move_with_the_opening(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var source = await house.FairIdAsync();
        House.Done(await house.Settings.SetAsync(House.Organizer, House.Fair, Setting.RequestExpiryDays, "20", house.Today, "示例", Cancel));
        var form = await FormAsync(house, source);
        form.Projects = true;

        var preview = House.Done(await house.Editions.PreviewAsync(House.Organizer, source, form, Cancel));
        var id = House.Done(await house.Editions.CloneAsync(House.Organizer, source, form, Cancel));

        await using var db = house.Open();
        var made = new Dictionary<string, int>
        {
            ["halls"] = await db.Halls.CountAsync(h => h.FairId == id, Cancel),
            ["tables"] = await db.Tables.CountAsync(t => t.FairId == id, Cancel),
            ["slots"] = await db.Slots.CountAsync(s => s.FairId == id, Cancel),
            ["agenda"] = await db.Agenda.CountAsync(a => a.FairId == id, Cancel),
            ["settings"] = await db.FairSettings.CountAsync(s => s.SubjectId == id, Cancel),
            ["checklist"] = await db.Checklist.CountAsync(i => i.FairId == id, Cancel),
            ["projects"] = await db.FairProjects.CountAsync(p => p.FairId == id, Cancel),
        };
        Assert.Equal(made, preview.Lines.ToDictionary(l => l.Key, l => l.Count));
        Assert.All(made.Values, count => Assert.NotEqual(0, count));
        Assert.Equal(new DateTime(2028, 7, 31, 6, 0, 0, DateTimeKind.Utc), await db.Slots.Where(s => s.FairId == id).MinAsync(s => s.StartsAt, Cancel));
        Assert.Equal(new DateTime(2028, 7, 30, 6, 0, 0, DateTimeKind.Utc), await db.Agenda.Where(a => a.FairId == id).MinAsync(a => a.StartsAt, Cancel));
        Assert.All(await db.Agenda.Include(a => a.Hall).Where(a => a.FairId == id && a.HallId != null).ToListAsync(Cancel), a => Assert.Equal(id, a.Hall!.FairId));
        Assert.All(await db.Checklist.Where(i => i.FairId == id).ToListAsync(Cancel), i => Assert.Null(i.DoneOn));
        Assert.Equal(0, await db.Guests.CountAsync(g => g.FairId == id, Cancel));
        Assert.False((await db.Fairs.SingleAsync(f => f.Id == id, Cancel)).IsCurrent);
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Every_field_of_what_is_taken_over_is_that_of_the_old_fair_but_for_its_days(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var source = await house.FairIdAsync();
        foreach (var (setting, value) in new[] { (Setting.RequestExpiryDays, "20"), (Setting.LunchMinutes, "45"), (Setting.MatchSector, "55"), (Setting.TravelBetweenVenues, "2") })
            House.Done(await house.Settings.SetAsync(House.Organizer, House.Fair, setting, value, house.Today, "示例", Cancel));
        // Not only what every record of the sample data says alike.
        var table = TableForm.Of(await house.ReadAsync(db => db.Tables.Where(t => t.FairId == source).OrderBy(t => t.Code).FirstAsync(Cancel)));
        (table.Seats, table.Kind) = (11, Enum.GetValues<TableKind>().First(k => k != table.Kind));
        House.Done(await house.Fairs.SaveTableAsync(House.Organizer, House.Fair, await house.ReadAsync(db => db.Tables.Where(t => t.FairId == source && t.Code == table.Code).Select(t => t.Id).SingleAsync(Cancel)), table, Cancel));
        var item = await house.ReadAsync(db => db.Checklist.AsNoTracking().Where(i => i.FairId == source).OrderBy(i => i.DaysBefore).FirstAsync(Cancel));
        var owned = ChecklistForm.Of(item);
        (owned.PersonId, owned.Note) = (await house.HostAsync(), "由专人负责（示例）");
        House.Done(await house.Checklist.SaveAsync(House.Organizer, House.Fair, item.Id, owned, Cancel));
        // One that was taken back says nothing, and is nothing to take over.
        House.Done(await house.Settings.SetAsync(House.Organizer, House.Fair, Setting.MatchArea, "12", house.Today.AddDays(-1), "示例", Cancel));
        House.Done(await house.Settings.FollowCountyAsync(House.Organizer, House.Fair, Setting.MatchArea, house.Today, "示例", Cancel));
        var form = await FormAsync(house, source);
        var moved = form.FirstDay!.Value.DayNumber - new DateOnly(2027, 8, 2).DayNumber;

        var id = House.Done(await house.Editions.CloneAsync(House.Organizer, source, form, Cancel));

        await using var db = house.Open();
        var (old, made) = (await LoadAsync(source), await LoadAsync(id));
        Assert.Equal(Said(FairForm.Of(old.Fair), nameof(FairForm.Code), nameof(FairForm.NameZh), nameof(FairForm.NameEn), nameof(FairForm.FirstDay), nameof(FairForm.LastDay), nameof(FairForm.AnswerBy)),
            Said(FairForm.Of(made.Fair), nameof(FairForm.Code), nameof(FairForm.NameZh), nameof(FairForm.NameEn), nameof(FairForm.FirstDay), nameof(FairForm.LastDay), nameof(FairForm.AnswerBy)));
        Assert.Equal(old.Halls.Select(h => Said(HallForm.Of(h))), made.Halls.Select(h => Said(HallForm.Of(h))));
        Assert.Equal(old.Tables.Where(t => !t.IsClosed).Select(t => (t.Hall.Code, Said(TableForm.Of(t), nameof(TableForm.HallId)))), made.Tables.Select(t => (t.Hall.Code, Said(TableForm.Of(t), nameof(TableForm.HallId)))));
        Assert.Equal(old.Slots.Where(s => !s.IsClosed).Select(s => (s.StartsAt.AddDays(moved), s.EndsAt.AddDays(moved))), made.Slots.Select(s => (s.StartsAt, s.EndsAt)));
        Assert.Equal(old.Agenda.Select(a => (a.StartsAt.AddDays(moved), a.EndsAt.AddDays(moved), a.Hall?.Code, Said(AgendaForm.Of(a, old.Fair.TimeZone), nameof(AgendaForm.Day), nameof(AgendaForm.HallId)))),
            made.Agenda.Select(a => (a.StartsAt, a.EndsAt, a.Hall?.Code, Said(AgendaForm.Of(a, made.Fair.TimeZone), nameof(AgendaForm.Day), nameof(AgendaForm.HallId)))));
        // Who is to do it is as it was, and it is due as many days before the new opening.
        Assert.Equal(old.Checklist.Select(i => (Said(ChecklistForm.Of(i)), i.DueOn.AddDays(moved))), made.Checklist.Select(i => (Said(ChecklistForm.Of(i)), i.DueOn)));
        Assert.Contains(made.Checklist, i => i.UnitId is not null);
        Assert.Contains(made.Checklist, i => i.PersonId == owned.PersonId);
        var settings = await db.FairSettings.Where(s => s.SubjectId == source || s.SubjectId == id).ToListAsync(Cancel);
        foreach (var setting in Enum.GetValues<Setting>())
            Assert.Equal((setting, FairSetting.Resolve(settings.Where(s => s.SubjectId == source), setting, source, new AsOf(house.Today))), (setting, FairSetting.Resolve(settings.Where(s => s.SubjectId == id), setting, id, new AsOf(house.Today))));
        Assert.Equal(4, settings.Count(s => s.SubjectId == id));
        await house.VerifyAsync();

        async Task<Edition> LoadAsync(Guid of) => new(
            await db.Fairs.SingleAsync(f => f.Id == of, Cancel),
            await db.Halls.Where(h => h.FairId == of).OrderBy(h => h.Code).ToListAsync(Cancel),
            await db.Tables.Include(t => t.Hall).Where(t => t.FairId == of).OrderBy(t => t.Hall.Code).ThenBy(t => t.Code).ToListAsync(Cancel),
            await db.Slots.Where(s => s.FairId == of).OrderBy(s => s.StartsAt).ToListAsync(Cancel),
            await db.Agenda.Include(a => a.Hall).Where(a => a.FairId == of).OrderBy(a => a.StartsAt).ThenBy(a => a.Title.Zh).ToListAsync(Cancel),
            await db.Checklist.Where(i => i.FairId == of).OrderBy(i => i.DaysBefore).ThenBy(i => i.Title.Zh).ToListAsync(Cancel));
    }

    private sealed record Edition(Fair Fair, List<Hall> Halls, List<Table> Tables, List<TimeSlot> Slots, List<AgendaItem> Agenda, List<ChecklistItem> Checklist);

    // All that a form can say, so that what it learns to say one day is compared as well.
    private static string Said(Form form, params string[] but) =>
        string.Join('\n', form.GetType().GetProperties().Where(p => p.CanWrite && p.Name != nameof(Form.Version) && !but.Contains(p.Name)).OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => $"{p.Name}={p.GetValue(form)}"));

    [Theory, ClassData(typeof(Both))]
    public async Task What_is_not_ticked_or_is_closed_stays_behind_and_a_taken_code_is_said_beside_its_field(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var source = await house.FairIdAsync();
        var table = await house.ReadAsync(db => db.Tables.Where(t => t.FairId == source).OrderBy(t => t.Code).FirstAsync(Cancel));
        var closed = TableForm.Of(table);
        closed.IsClosed = true;
        House.Done(await house.Fairs.SaveTableAsync(House.Organizer, House.Fair, table.Id, closed, Cancel));
        var form = await FormAsync(house, source);
        (form.Slots, form.Agenda, form.Settings, form.Checklist) = (false, false, false, false);

        var preview = House.Done(await house.Editions.PreviewAsync(House.Organizer, source, form, Cancel));
        Assert.Equal(["halls", "tables"], preview.Lines.Select(l => l.Key));
        Assert.Equal(1, preview.Lines[1].Left);
        var id = House.Done(await house.Editions.CloneAsync(House.Organizer, source, form, Cancel));
        Assert.False(await house.ReadAsync(db => db.Tables.AnyAsync(t => t.FairId == id && t.Code == table.Code, Cancel)));

        var again = await house.Editions.CloneAsync(House.Organizer, source, form, Cancel);
        Assert.Equal(nameof(CloneForm.Code), again.Problems.Single().Field);
        await Assert.ThrowsAsync<NotAllowedException>(() => house.Editions.CloneAsync(House.Organizer with { Role = Role.Staff }, source, form, Cancel));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_shorter_fair_on_a_day_off_is_warned_of(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var source = await house.FairIdAsync();
        var form = await FormAsync(house, source);
        (form.FirstDay, form.LastDay, form.AnswerBy) = (new(2027, 10, 1), new(2027, 10, 1), new(2027, 9, 24));

        var preview = House.Done(await house.Editions.PreviewAsync(House.Organizer, source, form, Cancel));

        Assert.Contains(preview.Warnings, w => w.Contains("不是工作日", StringComparison.Ordinal));
        Assert.Contains(preview.Warnings, w => w.Contains("1 项日程落在末日之后", StringComparison.Ordinal));
        Assert.Contains(preview.Warnings, w => w.Contains("到期日已过", StringComparison.Ordinal));
        Assert.Contains(preview.Warnings, w => w.Contains("简介照抄上一届", StringComparison.Ordinal));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task An_archived_fair_is_read_and_written_by_no_desk_until_it_is_restored(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (old, guest) = await house.ReadAsync(async db => (await db.Fairs.SingleAsync(f => f.Code == "2024", Cancel), await db.Guests.Include(g => g.Person).FirstAsync(g => g.Fair.Code == "2024", Cancel)));
        var (item, slot) = (await ItemFormAsync(house), new SlotForm { Day = new(2024, 8, 7), Starts = new(8, 0), Ends = new(8, 20) });
        async Task<IReadOnlyList<string?>> WriteAsync() =>
        [
            (await house.Fairs.SaveFairAsync(House.Organizer, old.Id, FairForm.Of(await house.ReadAsync(db => db.Fairs.SingleAsync(f => f.Id == old.Id, Cancel))), Cancel)).Refusal?.Code,
            (await house.Fairs.SaveSlotAsync(House.Organizer, "2024", null, slot, Cancel)).Refusal?.Code,
            (await house.Checklist.SaveAsync(House.Organizer, "2024", null, item, Cancel)).Refusal?.Code,
            (await house.Delegations.SaveGuestAsync(House.Organizer, "2024", guest.Id, ChangedGuest(await house.ReadAsync(db => db.Guests.Include(g => g.Person).SingleAsync(g => g.Id == guest.Id, Cancel))), Cancel)).Refusal?.Code,
            (await house.Settings.SetAsync(House.Organizer, "2024", Setting.RequestExpiryDays, "9", house.Today, "示例", Cancel)).Refusal?.Code,
            (await house.Meetings.SaveRequestAsync(House.Organizer, "2024", null, await house.RequestFormAsync(), Cancel)).Refusal?.Code,
        ];

        House.Done(await house.Editions.ArchiveAsync(House.Organizer, old.Id, await house.VersionAsync<Fair>(old.Id), Cancel));
        var links = await house.LinksAsync();
        var refused = await WriteAsync();

        // The people of the request's form are entered before it, in an act of their own.
        Assert.All(refused, code => Assert.Equal(FairRefusals.Archived.Code, code));
        Assert.Equal(FairRefusals.Archived, (await house.Fairs.MakeCurrentAsync(House.Organizer, old.Id, await house.VersionAsync<Fair>(old.Id), Cancel)).Refusal);
        Assert.Equal(links + 2, await house.LinksAsync());
        Assert.NotEqual(0, (await new GuestList(house.Database.Contexts).LoadAsync(House.Organizer, "2024", new ListState(), Cancel)).Total);
        Assert.Equal("2024", (await new FairQueries(house.Database.Contexts).FairsAsync(House.Organizer, Cancel))[^1].Code);
        House.Done(await house.Editions.RestoreAsync(House.Organizer, old.Id, await house.VersionAsync<Fair>(old.Id), Cancel));
        Assert.All(await WriteAsync(), Assert.Null);
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task The_current_fair_and_one_with_an_open_question_are_not_archived(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var current = await house.FairIdAsync();
        Assert.Equal(FairRefusals.CurrentStays, (await house.Editions.ArchiveAsync(House.Organizer, current, await house.VersionAsync<Fair>(current), Cancel)).Refusal);
        var project = await house.ReadAsync(db => db.Projects.Select(p => p.Code).FirstAsync(Cancel));
        var open = await house.ReadAsync(db => db.Enquiries.CountAsync(e => e.FairId == current && (e.State == EnquiryState.Received || e.State == EnquiryState.InHand), Cancel));
        House.Done(await house.Enquiries.AskAsync(Actor.Portal, new AskForm { Kind = EnquiryKind.Question, Name = "林问（示例）", Organisation = "问询（示例）", Mobile = "000-0000-9901", Words = "想了解。" }, [project], [], Cancel));
        var next = await house.ReadAsync(db => db.Fairs.Where(f => f.Code == "2025").Select(f => f.Id).SingleAsync(Cancel));
        House.Done(await house.Fairs.MakeCurrentAsync(House.Organizer, next, await house.VersionAsync<Fair>(next), Cancel));

        Assert.Equal(EditionRefusals.Unanswered(open + 1), (await house.Editions.ArchiveAsync(House.Organizer, current, await house.VersionAsync<Fair>(current), Cancel)).Refusal);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Of_writers_and_an_archivist_at_once_none_writes_after_the_fair_is_put_away(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var old = await house.ReadAsync(db => db.Fairs.Where(f => f.Code == "2024").Select(f => f.Id).SingleAsync(Cancel));
        var form = await ItemFormAsync(house);

        await House.FightAsync(8, async i => i == 4
            ? (await house.Editions.ArchiveAsync(House.Organizer, old, await house.VersionAsync<Fair>(old), Cancel)).Refusal
            : (await house.Checklist.SaveAsync(House.Organizer, "2024", null, form, Cancel)).Refusal);

        await using var db = house.Open();
        var archived = await db.AuditEntries.Where(a => a.Act == "fair.archived").Select(a => a.Sequence).SingleAsync(Cancel);
        Assert.False(await db.AuditEntries.AnyAsync(a => a.Act == "checklist.entered" && a.Sequence > archived, Cancel));
    }

    private static GuestForm ChangedGuest(Guest guest)
    {
        var form = GuestForm.Of(guest);
        form.TitleZh = "顾问（示例）";
        return form;
    }

    private static async Task<ChecklistForm> ItemFormAsync(House house) => new()
    {
        Phase = ChecklistPhase.Preparation,
        TitleZh = "补记（示例）",
        DaysBefore = 10,
        UnitId = await house.ReadAsync(db => db.Units.OrderBy(u => u.Code).Select(u => u.Id).FirstAsync(Cancel)),
    };

    private static async Task<CloneForm> FormAsync(House house, Guid source) =>
        CloneForm.NextAfter(FairForm.Of(await house.ReadAsync(db => db.Fairs.SingleAsync(f => f.Id == source, Cancel))));
}
