using InvestmentFair.Kernel;
using InvestmentFair.Organisations;
using InvestmentFair.People;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.People;

public sealed class ReadingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // 莘 and 浚县 are read two ways and stand in no other test: readings hold for the whole program.
    [Theory, ClassData(typeof(Both))]
    public async Task Another_reading_keys_anew_in_one_save_the_names_that_nobody_keyed_by_hand(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (people, desk) = (new PeopleDesk(house.Database.Contexts, house.Clock), new PinyinDesk(house.Database.Contexts, house.Clock));
        async Task<Guid> EnterAsync(string name, string? key = null) => House.Done(await people.SavePersonAsync(House.Organizer, null, new PersonForm { Name = name, PinyinKey = key }, Cancel));
        Task<string> KeyAsync(Guid id) => house.ReadAsync(db => db.People.Where(p => p.Id == id).Select(p => p.PinyinKey).SingleAsync(Cancel));
        var (plain, byHand) = (await EnterAsync("莘文（示例）"), await EnterAsync("莘武（示例）", "zzz wu"));
        var firm = House.Done(await house.Investors.SaveAsync(House.Organizer, null, new InvestorForm { NameZh = "浚县石材厂", Origin = InvestmentOrigin.Abroad }, Cancel));
        var links = await house.LinksAsync();

        var reading = House.Done(await desk.SaveAsync(House.Organizer, null, new ReadingForm { Of = ReadingOf.Surname, Word = "莘", Syllables = "Xin" }, Cancel));

        Assert.Equal(("xin wen", "zzz wu", links + 1), (await KeyAsync(plain), await KeyAsync(byHand), await house.LinksAsync()));
        Assert.StartsWith("xin ", await KeyAsync(await EnterAsync("莘新（示例）")), StringComparison.Ordinal);
        House.Done(await desk.SaveAsync(House.Organizer, null, new ReadingForm { Of = ReadingOf.Place, Word = "浚县", Syllables = "xun xian" }, Cancel));
        Assert.StartsWith("xun xian shi", await house.ReadAsync(db => db.Investors.Where(i => i.Id == firm).Select(i => i.PinyinKey).SingleAsync(Cancel)), StringComparison.Ordinal);

        Assert.Equal(Refusal.AlreadyExists, (await desk.SaveAsync(House.Organizer, null, new ReadingForm { Of = ReadingOf.Surname, Word = "莘", Syllables = "shen" }, Cancel)).Refusal);
        var form = (await desk.ReadingAsync(House.Organizer, reading, Cancel))!;
        form.Syllables = "shen";
        House.Done(await desk.SaveAsync(House.Organizer, reading, form, Cancel));
        Assert.Equal("shen wen", await KeyAsync(plain));
        await house.VerifyAsync();
    }

    [Fact]
    public void A_built_in_reading_can_be_taken_out() =>
        Assert.NotEqual(Pinyin.BuiltIn.KeyOfPerson("曾一"), Pinyin.BuiltIn.With([Reading.Enter(new ReadingForm { Of = ReadingOf.Surname, Word = "曾" })]).KeyOfPerson("曾一"));

    [Theory]
    [InlineData(ReadingOf.Surname, "A", "a", nameof(ReadingForm.Word))]
    [InlineData(ReadingOf.Surname, "欧阳修", "ou", nameof(ReadingForm.Word))]
    [InlineData(ReadingOf.Place, "浚", "xun", nameof(ReadingForm.Word))]
    [InlineData(ReadingOf.Place, "浚县", "xùn xiàn", nameof(ReadingForm.Syllables))]
    public void A_reading_that_is_none_is_refused_beside_its_field(ReadingOf of, string word, string syllables, string field) =>
        Assert.Equal([field], new ReadingForm { Of = of, Word = word, Syllables = syllables }.Check().Select(p => p.Field));

    [Fact]
    public void A_key_that_was_left_alone_follows_the_name_and_one_that_was_typed_stays()
    {
        var person = Person.Enter(new PersonForm { Name = "张三" });
        var form = PersonForm.Of(person);
        form.Name = "李四";
        person.Revise(form);
        Assert.Equal((Pinyin.KeyOfPerson("李四"), false), (person.PinyinKey, person.PinyinByHand));

        form = PersonForm.Of(person);
        form.PinyinKey = "lee si";
        person.Revise(form);
        form = PersonForm.Of(person);
        form.Name = "李五";
        person.Revise(form);
        Assert.Equal(("lee si", true), (person.PinyinKey, person.PinyinByHand));
    }
}
