using System.Linq.Expressions;
using System.Reflection;
using ExcelDataReader;
using InvestmentFair.Access;
using InvestmentFair.Choices;
using InvestmentFair.Delegations;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using InvestmentFair.People;
using InvestmentFair.Projects;
using InvestmentFair.Spreadsheets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace InvestmentFair.Tests.Spreadsheets;

/// <summary>What a list gives its screen and its workbook.</summary>
public sealed class ListTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task Pages_follow_each_other_in_one_order_whatever_it_is_sorted_by(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var list = new GuestList(house.Database.Contexts);
        var total = (await list.LoadAsync(House.Organizer, House.Fair, new ListState(), Cancel)).Total;

        foreach (var sort in list.Columns.Where(c => c.IsSortable).Select(c => (string?)c.Key).Prepend(null))
        {
            var seen = new List<Guid>();
            for (var page = 1; seen.Count < total; page++)
                seen.AddRange((await list.LoadAsync(House.Organizer, House.Fair, new ListState { Sort = sort, Number = page }, Cancel)).Rows.Select(r => r.Id));
            Assert.Equal(total, seen.Distinct().Count());
        }
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Names_go_by_their_key_counties_by_their_code_and_guests_by_rank(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var list = new GuestList(house.Database.Contexts);

        async Task<IReadOnlyList<GuestRow>> By(string? sort) => (await list.LoadAsync(House.Organizer, House.Fair, new ListState { Sort = sort, Size = 100 }, Cancel)).Rows;

        Assert.Equal((await By("Name")).Select(r => r.PinyinKey).Order(StringComparer.Ordinal), (await By("Name")).Select(r => r.PinyinKey));
        var codes = (await By("Delegation")).Select(r => r.DelegationCode).OfType<string>().ToList();
        Assert.Equal(codes.Order(StringComparer.Ordinal), codes);
        Assert.Equal((await By(null)).Select(r => (r.ProtocolRank, r.PinyinKey)).OrderBy(k => k.ProtocolRank).ThenBy(k => k.PinyinKey, StringComparer.Ordinal), (await By(null)).Select(r => (r.ProtocolRank, r.PinyinKey)));
    }

    // Words that somebody typed and that name nothing: a list groups them, and in what order the groups stand says nothing.
    private static readonly string[] FreeWords =
    [
        "agenda.Place", "audit.Act", "audit.Purpose", "availability.Reason", "deals.NextStep", "enquiries.Organisation", "exports.List", "exports.Purpose", "exports.Recipient",
        "fairs.City", "follow-ups.Deal", "follow-ups.NextStep", "guests.Organisation", "guests.Title", "hosts.Title", "imports.FileName", "invitations.LetterNumber", "meetings.NextStep",
        "plants.Readiness", "receipts.Deal", "receipts.Document", "receipts.Voucher", "requests.Reason", "signings.Deal", "signings.Document", "venues.Address",
    ];

    [Theory, ClassData(typeof(Both))]
    public async Task Every_list_can_be_sorted_by_every_column_and_a_name_is_never_sorted_by_its_characters(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        await using var services = new ServiceCollection().AddInvestmentFair(house.Database.Connection).BuildServiceProvider();
        var admin = House.Organizer with { Role = Role.Administrator };
        var unsorted = new List<string>();

        foreach (var list in services.GetServices<IListOf>()) await (Task)TryAsync((dynamic)list, admin, unsorted);

        Assert.True(unsorted.Count == 0, string.Join(", ", unsorted));
    }

    private static async Task TryAsync<TRow>(ListOf<TRow> list, Actor actor, List<string> unsorted) where TRow : class
    {
        foreach (var column in list.Columns.Where(c => c.IsSortable))
        {
            var (up, down) = (await SortedAsync(false), await SortedAsync(true));
            Assert.Equal(up.Count, down.Count);
            var shown = up.Select(column.Value).ToList();
            if (column.Kind is CellKind.Text && column.SortBy is null && shown.OfType<string>().Any(t => t.Any(c => c is >= '\u3400' and <= '\u9fff')) && !FreeWords.Contains($"{list.Key}.{column.Key}")) unsorted.Add($"{list.Key}.{column.Key}");
            // Members stand in the order in which they are declared.
            if (shown.OfType<Enum>().ToList() is { Count: > 0 } members && column.SortBy is null) Assert.Equal(members.OrderBy(m => Array.IndexOf(Enum.GetValues(m.GetType()), m)), members);

            async Task<IReadOnlyList<TRow>> SortedAsync(bool descending) => (await list.LoadAsync(actor, House.Fair, new ListState { Sort = column.Key, Descending = descending, Size = 100 }, Cancel)).Rows;
        }
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Every_list_finds_a_name_by_its_sound_from_any_character_on_and_by_its_initials(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        await using var services = new ServiceCollection().AddInvestmentFair(house.Database.Connection).BuildServiceProvider();
        var admin = House.Organizer with { Role = Role.Administrator };
        List<string> tried = [], missed = [];

        foreach (var list in services.GetServices<IListOf>()) await (Task)FindAsync((dynamic)list, admin, tried, missed);

        Assert.True(missed.Count == 0, string.Join('\n', missed));
        string[] names = ["guests.PinyinKey", "guests.DelegationKey", "guests.InvestorKey", "invitations.AddresseeKey", "fairs.PinyinKey", "halls.VenueKey", "tables.HallKey", "agenda.PinyinKey", "availability.PinyinKey", "limits.PinyinKey", "checklist.PinyinKey", "requests.SubjectKey",
            "requests.GuestSideKey", "requests.GuestsKey", "requests.HostsKey", "meetings.SubjectKey", "meetings.GuestSideKey", "receipts.DealKey", "follow-ups.DealKey", "signings.InvestorKey", "enquiries.PinyinKey", "dictionaries.PinyinKey"];
        Assert.True(names.All(tried.Contains), $"never tried: {string.Join(", ", names.Except(tried))}");
    }

    private static async Task FindAsync<TRow>(ListOf<TRow> list, Actor actor, List<string> tried, List<string> missed) where TRow : class
    {
        var rows = (await list.LoadAsync(actor, House.Fair, new ListState { Size = 100 }, Cancel)).Rows;
        foreach (var key in typeof(TRow).GetProperties().Where(p => p.PropertyType == typeof(string) && p.Name.EndsWith("Key", StringComparison.Ordinal)))
        {
            if (rows.FirstOrDefault(r => Read(r).Length > 1) is not { } row) continue;
            tried.Add($"{list.Key}.{key.Name}");
            var syllables = Read(row);
            foreach (var typed in new[] { string.Concat(syllables.Take(2)), string.Concat(syllables.TakeLast(2)), string.Concat(syllables.Take(4).Select(s => s[0])), string.Concat(syllables.TakeLast(2).Select(s => s[0])).ToUpperInvariant() })
            {
                var found = await list.KeysAsync(actor, House.Fair, Selection.AllOf(new ListState { Search = typed }), Cancel);
                if (list.HasRecords && !found.Contains(list.IdOf(row))) missed.Add($"{list.Key}.{key.Name}: {typed} of {string.Join(' ', syllables)}");
            }

            if ((await list.LoadAsync(actor, House.Fair, new ListState { Search = syllables[0][..1] + "vqx" }, Cancel)).Total > 0) missed.Add($"{list.Key}.{key.Name}: found by nonsense");

            // Its first characters in a row that are read, without figures and Latin letters alone.
            string[] Read(TRow row) => [.. (key.GetValue(row) as string ?? "").Split(' ').SkipWhile(s => !IsSyllable(s)).TakeWhile(IsSyllable)];
        }

        static bool IsSyllable(string s) => s.Length > 1 && s.All(c => c is >= 'a' and <= 'z');
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Several_values_of_a_filter_let_through_the_rows_of_each_and_no_other(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        await using var services = new ServiceCollection().AddInvestmentFair(house.Database.Connection).BuildServiceProvider();
        var tried = new List<string>();

        foreach (var list in services.GetServices<IListOf>()) await (Task)FilterAsync((dynamic)list, services.GetRequiredService<ChoiceQueries>(), tried);

        // Not only lists of which one value has no row.
        string[] filters = ["guests.attendance", "guests.delegation", "projects.category", "deals.stage", "requests.state", "investors.sector"];
        Assert.True(filters.All(tried.Contains), $"never tried: {string.Join(", ", filters.Except(tried))} ({string.Join(", ", tried)})");
    }

    private static async Task FilterAsync<TRow>(ListOf<TRow> list, ChoiceQueries choices, List<string> tried) where TRow : class
    {
        if (!list.HasRecords) return;
        var admin = House.Organizer with { Role = Role.Administrator };
        foreach (var filter in list.Filters.Where(f => f.TakesSeveral))
        {
            var values = filter.Options is { } options ? options() : await choices.SearchAsync(admin, filter.Lookup!.Value, House.Fair, "", Cancel);
            var rows = new List<(string Value, IReadOnlyList<Guid> Of)>();
            foreach (var value in values)
                if (rows.Count < 2 && await OfAsync(value.Key) is { Count: > 0 } of) rows.Add((value.Key, of));
            if (rows is not [var one, var other]) continue;
            Assert.Equal(one.Of.Union(other.Of).Order(), (await OfAsync($"{one.Value},{other.Value}")).Order());
            // One value that cannot be read is no filter at all.
            Assert.Equal([filter.Key], list.Unread(new ListState { Filters = new Dictionary<string, string> { [filter.Key] = $"{one.Value}," } }));
            tried.Add($"{list.Key}.{filter.Key}");

            Task<IReadOnlyList<Guid>> OfAsync(string value) => list.KeysAsync(admin, House.Fair, Selection.AllOf(new ListState { Filters = new Dictionary<string, string> { [filter.Key] = value } }), Cancel);
        }
    }

    [Fact]
    public async Task No_search_looks_into_what_the_row_hides_from_its_reader()
    {
        await using var house = await House.OpenAsync(Engine.Sqlite);
        await using var services = new ServiceCollection().AddInvestmentFair(house.Database.Connection).BuildServiceProvider();
        List<string> hidden = [], told = [];

        foreach (var list in services.GetServices<IListOf>()) SearchOf((dynamic)list, hidden, told);

        Assert.Superset(new HashSet<string> { "guests.Mobile", "notices.Mobile", "notices.LiaisonMobile", "people.Note" }, hidden.ToHashSet());
        Assert.True(told.Count == 0, string.Join(", ", told));
    }

    private static void SearchOf<TRow>(ListOf<TRow> list, List<string> hidden, List<string> told) where TRow : class
    {
        var texts = typeof(TRow).GetProperties().Where(p => p.PropertyType == typeof(string) && p.CanWrite).ToList();
        var row = Activator.CreateInstance<TRow>();
        foreach (var text in texts) text.SetValue(row, Whole);
        var shown = Own("Shown").Invoke(list, [row, House.Organizer with { Role = Role.Leader }]);
        var read = new Members();
        read.Visit((Expression)Own("Finds").Invoke(list, ["5678"])!);
        foreach (var text in texts.Where(t => (string?)t.GetValue(shown) != Whole))
        {
            hidden.Add($"{list.Key}.{text.Name}");
            if (read.Names.Contains(text.Name)) told.Add($"{list.Key}.{text.Name}");
        }

        MethodInfo Own(string name) => list.GetType().GetMethod(name, BindingFlags.Instance | BindingFlags.NonPublic)!;
    }

    private const string Whole = "13812345678";

    private sealed class Members : ExpressionVisitor
    {
        public HashSet<string> Names { get; } = [];

        protected override Expression VisitMember(MemberExpression node)
        {
            Names.Add(node.Member.Name);
            return base.VisitMember(node);
        }
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Initials_are_of_characters_that_follow_each_other(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var list = new PlantList(house.Database.Contexts);
        var plant = (await list.LoadAsync(House.Organizer, House.Fair, new ListState { Size = 100 }, Cancel)).Rows.First(p => p.PinyinKey.Split(' ') is [var a, var b, var c, ..] && a[0] != b[0] && b[0] != c[0] && !p.PinyinKey.Contains($" {a[0]}", StringComparison.Ordinal));
        var initials = plant.PinyinKey.Split(' ').Select(s => s[0]).ToList();

        async Task<bool> FoundAsync(string typed) => (await list.KeysAsync(House.Organizer, House.Fair, Selection.AllOf(new ListState { Search = typed }), Cancel)).Contains(plant.Id);

        Assert.True(await FoundAsync($"{initials[0]}{initials[1]}{initials[2]}"));
        Assert.False(await FoundAsync($"{initials[0]}{initials[2]}"));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Topics_stand_behind_what_has_a_name_and_who_did_something_by_how_they_are_read(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        await house.RequestAsync();
        var (list, requests) = (new RequestList(house.Database.Contexts, house.Clock), new List<RequestRow>());
        for (var page = await PageAsync(1); page.Rows.Count > 0; page = await PageAsync(requests.Count / 100 + 1))
        {
            requests.AddRange(page.Rows);
            if (requests.Count == page.Total) break;
        }

        Assert.Contains(requests, r => r.SubjectKey is null);
        Assert.Contains(requests, r => r.SubjectKey is not null);
        Assert.Equal(requests.OrderBy(r => r.SubjectKey is null).ThenBy(r => r.SubjectKey, StringComparer.Ordinal).Select(r => r.SubjectKey), requests.Select(r => r.SubjectKey));

        var audit = (await new InvestmentFair.History.AuditList(house.Database.Contexts, new InvestmentFair.History.ValueNameQueries(house.Database.Contexts, new InvestmentFair.Choices.ChoiceQueries(house.Database.Contexts, house.Clock))).LoadAsync(House.Organizer with { Role = Role.Administrator }, null, new ListState { Sort = "Actor", Size = 100 }, Cancel)).Rows;
        Assert.Equal(audit.OrderBy(a => a.ActorKey is null).ThenBy(a => a.ActorKey, StringComparer.Ordinal).Select(a => a.ActorKey), audit.Select(a => a.ActorKey));

        Task<Page<RequestRow>> PageAsync(int number) => list.LoadAsync(House.Organizer, House.Fair, new ListState { Sort = "Subject", Number = number, Size = 100 }, Cancel);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Plants_and_units_go_by_how_they_are_read(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var plants = (await new PlantList(house.Database.Contexts).LoadAsync(House.Organizer, House.Fair, new ListState { Sort = "Name", Size = 100 }, Cancel)).Rows;
        var units = (await new UnitList(house.Database.Contexts).LoadAsync(House.Organizer, null, new ListState { Sort = "Name", Size = 100 }, Cancel)).Rows;

        Assert.Equal(plants.Select(p => Pinyin.KeyOfName(p.Name)).Order(StringComparer.Ordinal), plants.Select(p => Pinyin.KeyOfName(p.Name)));
        Assert.Equal(units.Select(u => Pinyin.KeyOfName(u.Name)).Order(StringComparer.Ordinal), units.Select(u => Pinyin.KeyOfName(u.Name)));
        Assert.NotEqual(plants.OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => p.Id), plants.Select(p => p.Id));
        // And are found by it, with the syllables together or apart.
        var first = plants[0];
        foreach (var typed in new[] { first.PinyinKey.Split(' ')[0], string.Concat(first.PinyinKey.Split(' ').Take(2)) })
            Assert.Contains(first.Id, (await new PlantList(house.Database.Contexts).LoadAsync(House.Organizer, House.Fair, new ListState { Search = typed }, Cancel)).Rows.Select(r => r.Id));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_key_put_right_by_hand_moves_the_guest_in_the_list(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        await using var db = house.Open();
        var guest = await db.Guests.Include(g => g.Person).OrderByDescending(g => g.PinyinKey).FirstAsync(g => g.Fair.Code == House.Fair && g.Delegation!.Roster != RosterState.Locked, Cancel);
        var form = PersonForm.Of(guest.Person);
        form.PinyinKey = "aa";

        House.Done(await new PeopleDesk(house.Database.Contexts, house.Clock).SavePersonAsync(House.Organizer, guest.PersonId, form, Cancel));

        var first = (await new GuestList(house.Database.Contexts).LoadAsync(House.Organizer, House.Fair, new ListState { Sort = "Name" }, Cancel)).Rows[0];
        Assert.Equal((guest.Id, "aa"), (first.Id, first.PinyinKey));
        Assert.Equal(guest.Version, await house.ReadAsync(r => r.Guests.Where(g => g.Id == guest.Id).Select(g => g.Version).SingleAsync(Cancel)));
        Assert.True(await house.ReadAsync(r => r.Guests.AllAsync(g => g.PinyinKey == g.Person.PinyinKey, Cancel)));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_selection_takes_no_row_that_the_filter_hides(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var list = new GuestList(house.Database.Contexts);
        var state = new ListState { Filters = new Dictionary<string, string> { ["attendance"] = nameof(Attendance.Declined) } };

        var keys = await list.KeysAsync(House.Organizer, House.Fair, Selection.AllOf(state), Cancel);

        Assert.Equal(await house.ReadAsync(db => db.Guests.Where(g => g.Fair.Code == House.Fair && g.Attendance == Attendance.Declined).Select(g => g.Id).OrderBy(id => id).ToListAsync(Cancel)), keys.Order());
        Assert.Empty(await list.KeysAsync(House.Organizer, "2024", Selection.Of(keys), Cancel));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task An_export_has_the_chosen_columns_in_their_order_and_the_chosen_rows_alone(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var list = new GuestList(house.Database.Contexts);
        var state = new ListState { Columns = ["Attendance", "Name", "Nope"], Sort = "Name", Descending = true };
        var seen = (await list.LoadAsync(House.Organizer, House.Fair, state, Cancel)).Rows;
        using var output = new MemoryStream();

        var (rows, columns) = House.Done(await list.WriteAsync(output, House.Organizer, House.Fair, state, Selection.Of(seen.Skip(3).Take(4).Select(r => r.Id)), Cancel));

        Assert.Equal((4, "Attendance,Name"), (rows, columns));
        output.Position = 0;
        System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);
        using var reader = ExcelReaderFactory.CreateReader(output);
        var lines = new List<(string, string)>();
        while (reader.Read()) lines.Add((reader.GetString(0), reader.GetString(1)));
        Assert.Equal([("回执", "姓名"), .. seen.Skip(3).Take(4).Select(r => (r.Attendance.Text, r.Name))], lines);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task The_meetings_of_a_guest_are_those_of_this_fair_that_have_a_place(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);

        var rows = (await new GuestList(house.Database.Contexts).LoadAsync(House.Organizer, House.Fair, new ListState { Sort = "Meetings", Descending = true }, Cancel)).Rows;

        Assert.True(rows[0].Meetings > 0);
        var person = await house.ReadAsync(db => db.Guests.Where(g => g.Id == rows[0].Id).Select(g => g.PersonId).SingleAsync(Cancel));
        Assert.Equal(await house.ReadAsync(db => db.Set<MeetingAttendee>().CountAsync(a => a.PersonId == person && db.Meetings.Any(m => m.Id == a.MeetingId && m.Fair.Code == House.Fair && m.FirstSlotId != null), Cancel)), rows[0].Meetings);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_number_that_was_counted_before_is_right_after_the_next_save(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var list = new GuestList(house.Database.Contexts);
        var state = new ListState { Filters = new Dictionary<string, string> { ["attendance"] = nameof(Attendance.Declined) } };
        var before = (await list.LoadAsync(House.Organizer, House.Fair, state, Cancel)).Total;
        Assert.Equal(before, (await list.LoadAsync(House.Organizer, House.Fair, state, Cancel)).Total);
        var guest = await house.ReadAsync(db => db.Guests.Where(g => g.Fair.Code == House.Fair && g.Attendance == Attendance.Coming).Select(g => g.Id).FirstAsync(Cancel));

        House.Done(await house.Delegations.AnswerAsync(House.Organizer, House.Fair, guest, await house.VersionAsync<Guest>(guest), Attendance.Declined, Cancel));

        Assert.Equal(before + 1, (await list.LoadAsync(House.Organizer, House.Fair, state, Cancel)).Total);
    }
}
