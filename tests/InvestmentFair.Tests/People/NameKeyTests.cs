using InvestmentFair.Access;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.People;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.People;

/// <summary>The keys by which everything with a Chinese name is sorted.</summary>
public sealed class NameKeyTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_that_is_sorted_by_its_name_is_keyed_anew_and_verified()
    {
        await using var house = await House.OpenAsync(Engine.Sqlite);
        await using var db = house.Open();

        var sorted = db.Model.GetEntityTypes().Select(t => t.ClrType).Where(typeof(ISortedByName).IsAssignableFrom).Select(t => t.Name).Order();

        Assert.Equal(sorted, db.Named("").Select(n => n.ElementType.Name).Order());
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_name_that_is_entered_or_changed_takes_its_key_along(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var people = new PeopleDesk(house.Database.Contexts, house.Clock);
        var form = new UnitForm { Code = "U-KEY", NameZh = "长治办事处（示例）", ValidFrom = house.Today };

        var id = House.Done(await people.SaveUnitAsync(House.Organizer, null, form, Cancel));
        Assert.Equal("chang zhi ban shi chu", await KeyAsync());

        form = (await people.UnitAsync(House.Organizer, id, Cancel))!;
        form.NameZh = "厦门办事处（示例）";
        House.Done(await people.SaveUnitAsync(House.Organizer, id, form, Cancel));
        Assert.Equal("xia men ban shi chu", await KeyAsync());
        await house.VerifyAsync();

        Task<string> KeyAsync() => house.ReadAsync(db => db.Units.Where(u => u.Id == id).Select(u => u.PinyinKey).SingleAsync(Cancel));
    }

    // 莘县 and 浚 stand in no other test: readings hold for the whole program.
    [Theory, ClassData(typeof(Both))]
    public async Task Another_reading_keys_anew_whatever_bears_the_word(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var venue = House.Done(await house.Fairs.SaveVenueAsync(House.Organizer, null, new VenueForm { Code = "V-KEY", NameZh = "莘县会馆（示例）" }, Cancel));
        var need = await house.ReadAsync(db => db.Plants.OrderBy(p => p.Code).Select(p => p.Id).FirstAsync(Cancel));
        var plant = (await house.Projects.PlantAsync(House.Organizer, need, Cancel))!.Form;
        plant.NameZh = "莘县旧厂（示例）";
        House.Done(await house.Projects.SavePlantAsync(House.Organizer, need, plant, Cancel));

        House.Done(await new PinyinDesk(house.Database.Contexts, house.Clock).SaveAsync(House.Organizer, null, new ReadingForm { Of = ReadingOf.Place, Word = "莘县", Syllables = "shen xian" }, Cancel));

        Assert.Equal("shen xian hui guan", await house.ReadAsync(db => db.Venues.Where(v => v.Id == venue).Select(v => v.PinyinKey).SingleAsync(Cancel)));
        Assert.Equal("shen xian jiu chang", await house.ReadAsync(db => db.Plants.Where(p => p.Id == need).Select(p => p.PinyinKey).SingleAsync(Cancel)));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_database_from_before_the_keys_is_filled_in_and_nothing_else_of_it_moves(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var before = await house.ReadAsync(db => db.Plants.OrderBy(p => p.Id).Select(p => new { p.Id, p.Version, p.PinyinKey }).ToListAsync(Cancel));
        var links = await house.LinksAsync();
        await using (var db = house.Open())
        {
            db.Users.Add(new StaffMember { Id = Guid.CreateVersion7(), UserName = "zeng", DisplayName = "曾一（示例）" });
            await db.SaveChangesAsync(Cancel);
            Assert.Equal("zeng yi", await db.Users.Select(u => u.PinyinKey).SingleAsync(Cancel));
            await db.Plants.ExecuteUpdateAsync(set => set.SetProperty(p => p.PinyinKey, ""), Cancel);
            await db.Units.ExecuteUpdateAsync(set => set.SetProperty(p => p.PinyinKey, ""), Cancel);
            await db.Users.ExecuteUpdateAsync(set => set.SetProperty(p => p.PinyinKey, ""), Cancel);
        }

        await using (var db = house.Open()) await db.FillNameKeysAsync(Cancel);

        Assert.Equal(before, await house.ReadAsync(db => db.Plants.OrderBy(p => p.Id).Select(p => new { p.Id, p.Version, p.PinyinKey }).ToListAsync(Cancel)));
        Assert.Equal(links, await house.LinksAsync());
        Assert.Equal("zeng yi", await house.ReadAsync(db => db.Users.Select(u => u.PinyinKey).SingleAsync(Cancel)));
        await house.VerifyAsync();
    }
}
