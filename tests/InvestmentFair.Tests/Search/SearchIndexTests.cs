using System.Text.Json;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Delegations;
using InvestmentFair.Organisations;
using InvestmentFair.Palette;
using InvestmentFair.People;
using InvestmentFair.Search;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Search;

/// <summary>One index over everything, on both databases, that says what the records say.</summary>
public sealed class SearchIndexTests
{
    /// <summary>Chinese of one and more characters, pinyin, codes, numbers, English, and what would be an operator if it were not quoted.</summary>
    private static readonly string[] Asked =
    [
        "古建", "民宿", "陵川", "太行", "古", "县", "会", "崖", "z", "zh", "2", "20", "2027-00", "〇", "康养 太行", "礼义镇", "云海度假酒店", "王莽岭云海度假酒店群项目", "LC-T01", "lc-c", "t05", "LED照明", "hotel", "Resort night", "5", "9",
        "zgy", "zhanguangyao", "zhan", "wml", "wangmangling", "IP-A", "GZ-0001", "2027-0001", "始兴 县长",
        "\"quoted", "AND", "OR", "NOT", "O'Neill", "NEAR(汽车)", "a:b | !c & (d)", "'; DROP TABLE guests;--", "*", "%", "_", "^陵川", "陵川*", "-陵川", "(陵川", "\\", "$1", "{0}", "☆guest", "☎4001",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Both_databases_find_the_same()
    {
        FairDatabase.NeedsPostgres();
        await using var sqlite = await House.OpenAsync(Engine.Sqlite);
        await using var postgres = await House.OpenAsync(Engine.Postgres);
        var found = 0;
        foreach (var typed in Asked)
        {
            var there = await FoundAsync(sqlite, typed);
            Assert.Equal((typed, string.Join('\n', there)), (typed, string.Join('\n', await FoundAsync(postgres, typed))));
            found += there.Count > 0 ? 1 : 0;
        }

        Assert.True(found > 25, $"only {found} of {Asked.Length} searches found anything");
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Whatever_is_typed_is_a_word_and_never_an_operator(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        Assert.Empty(await FoundAsync(house, "NEAR(汽车)"));
        Assert.Equal(await FoundAsync(house, "陵川"), await FoundAsync(house, "^(\"陵川\")*"));
        Assert.Empty(await FoundAsync(house, "民宿 OR 火箭发动机"));
        Assert.Equal(await FoundAsync(house, "guest"), await FoundAsync(house, "☆guest"));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_rare_or_hostile_name_is_found_by_two_of_its_characters(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        string[] names = ["刘䶮（示例）", "𠮷田一郎", "王𫖯", "葛󠄀城", "﨑山", "阿不都热合曼·买买提", "O’Neil-Smith, Jr.", "'; DROP TABLE guests;--", "佐々木〇"];
        foreach (var name in names) await NewGuestAsync(house, name);

        foreach (var (typed, name) in new[] { ("刘䶮", names[0]), ("𠮷田", names[1]), ("王𫖯", names[2]), ("葛城", names[3]), ("買買提", ""), ("买买提", names[5]), ("o'neil", names[6]), ("drop table", names[7]), ("々木", names[8]) })
            Assert.Equal((typed, name), (typed, string.Join('|', (await FindAsync(house, House.Organizer, typed)).Where(h => h.Kind is SearchKind.Guest).Select(h => h.Title))));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_name_that_is_changed_is_found_anew_wherever_it_stands(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var id = await NewGuestAsync(house, "旧名字");
        Assert.Single(await FindAsync(house, House.Organizer, "旧名字"));
        var form = await house.ReadAsync(async db => GuestForm.Of(await db.Guests.Include(g => g.Person).SingleAsync(g => g.Id == id, Cancel)));
        form.Name = "新称呼";
        House.Done(await house.Delegations.SaveGuestAsync(House.Organizer, House.Fair, id, form, Cancel));

        Assert.Empty(await FindAsync(house, House.Organizer, "旧名字"));
        Assert.Equal("新称呼", (await FindAsync(house, House.Organizer, "xch"))[0].Title);

        var investor = await house.InvestorAsync();
        var renamed = await house.ReadAsync(async db => InvestorForm.Of(await db.Investors.SingleAsync(i => i.Id == investor, Cancel)));
        renamed.NameZh = "霄汉鲲鹏集团";
        House.Done(await house.Investors.SaveAsync(House.Organizer, investor, renamed, Cancel));
        var found = await FindAsync(house, House.Organizer, "霄汉鲲鹏");
        var deals = await house.ReadAsync(db => db.Deals.CountAsync(d => d.InvestorId == investor, Cancel));
        Assert.Equal(Math.Min(deals, PaletteQueries.MostOfAKind), found.Count(h => h.Kind is SearchKind.Deal));
        Assert.Contains(found, h => h.Kind is SearchKind.Investor);
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task What_is_rolled_back_was_never_in_the_index(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        await using (var db = house.Open())
        {
            await using var transaction = await db.BeginAsync(Cancel);
            db.Add(Person.Enter(new PersonForm { Name = "昙花一现" }));
            House.Done(await db.SaveAsync(new Act(House.Organizer, "person.entered", house.Now), Cancel));
            Assert.Single(await SearchIndex.FindAsync(db, SearchWords.Read("昙花"), [], Cancel));
            await transaction.RollbackAsync(Cancel);
        }

        await using var after = house.Open();
        Assert.Empty(await SearchIndex.FindAsync(after, SearchWords.Read("昙花"), [], Cancel));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_database_without_an_index_or_with_an_older_one_is_filled_once(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var before = await FoundAsync(house, "太行");
        await using var db = house.Open();
        await db.Database.ExecuteSqlRawAsync("""DELETE FROM "SearchGrams"; DELETE FROM "SearchEntries"; DELETE FROM "Numbers" WHERE "Series" = 'search'""", Cancel);
        Assert.Empty(await FoundAsync(house, "太行"));

        var written = await db.FillSearchAsync(Cancel);

        Assert.Equal(before.Order(), (await FoundAsync(house, "太行")).Order());
        Assert.Equal(await db.SearchEntries.CountAsync(Cancel), written);
        Assert.Equal(0, await db.FillSearchAsync(Cancel));
        await db.Database.ExecuteSqlRawAsync("""UPDATE "Numbers" SET "Last" = 0 WHERE "Series" = 'search'""", Cancel);
        Assert.Equal(written, await db.FillSearchAsync(Cancel));
        await db.Database.ExecuteSqlRawAsync("""DELETE FROM "SearchGrams" """, Cancel);
        Assert.Equal(written, await db.FillSearchAsync(Cancel));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Words_that_were_put_into_the_index_or_taken_from_it_behind_the_product_are_found(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        await using var db = house.Open();
        var one = await db.SearchEntries.Where(e => e.Kind == SearchKind.Project).Select(e => e.Id).FirstAsync(Cancel);
        await db.Database.ExecuteSqlRawAsync(engine is Engine.Sqlite
            ? $"""INSERT OR REPLACE INTO "SearchGrams" (rowid, "Tokens") VALUES ({one}, '☆project 假话 话')"""
            : $"""UPDATE "SearchGrams" SET "Tokens" = '''☆project'':1 ''假话'':2'::tsvector WHERE "Id" = {one}""", Cancel);

        var breaches = (await new Verification(house.Database.Contexts, house.Database.Files).RunAsync(Cancel)).Single(f => f.Check == "search").Breaches;

        Assert.Single(breaches);
    }

    [Fact]
    public async Task The_hostile_names_of_the_field_are_all_typed_without_a_fault()
    {
        Assert.SkipUnless(HostileFolder.Path is not null, HostileFolder.Missing);
        using var names = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(HostileFolder.Path, "cn_names_hostile.json"), Cancel));
        foreach (var engine in FairDatabase.HasPostgres ? new[] { Engine.Sqlite, Engine.Postgres } : [Engine.Sqlite])
        {
            await using var house = await House.OpenAsync(engine);
            foreach (var name in names.RootElement.EnumerateObject().Where(o => o.Value.ValueKind is JsonValueKind.Array).SelectMany(o => o.Value.EnumerateArray()).Where(v => v.ValueKind is JsonValueKind.String))
                await FindAsync(house, House.Organizer, name.GetString()!);
        }
    }

    private static async Task<Guid> NewGuestAsync(House house, string name)
    {
        var delegation = await house.ReadAsync(db => db.Delegations.Where(d => d.Fair.Code == House.Fair).OrderByDescending(d => d.Quota - d.Guests.Count).Select(d => d.Id).FirstAsync(Cancel));
        await house.ReadAsync(db => db.Delegations.Where(d => d.Id == delegation).ExecuteUpdateAsync(d => d.SetProperty(x => x.Quota, 200).SetProperty(x => x.Roster, RosterState.Open), Cancel));
        return House.Done(await house.Delegations.SaveGuestAsync(House.Organizer, House.Fair, null, new GuestForm { Name = name, DelegationId = delegation, Part = GuestPart.Staff }, Cancel));
    }

    private static Task<IReadOnlyList<PaletteHit>> FindAsync(House house, Actor actor, string typed) => new PaletteQueries(house.Database.Contexts, house.Clock).FindAsync(actor, House.Fair, typed, Cancel);

    /// <summary>Everything the index finds, by what it is called: the numbers of its rows are each database's own.</summary>
    private static async Task<List<string>> FoundAsync(House house, string typed)
    {
        await using var db = house.Open();
        var entries = await SearchIndex.FindAsync(db, SearchWords.Read(typed), [], Cancel);
        var subjects = await db.SearchEntries.Where(e => entries.Contains(e.Id)).ToListAsync(Cancel);
        var names = new List<string>();
        foreach (var kind in subjects.GroupBy(e => e.Kind, e => e.SubjectId))
            await foreach (var source in SearchSources.Read(db, kind.Key, [.. kind]))
                names.Add(string.Join(' ', source.Text.Tokens.Where(t => !t.StartsWith('☆'))));
        return [.. names.Order(StringComparer.Ordinal)];
    }
}
