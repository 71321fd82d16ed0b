using System.Globalization;
using InvestmentFair.Access;
using InvestmentFair.Choices;
using InvestmentFair.Delegations;
using InvestmentFair.Kernel;
using InvestmentFair.Palette;
using InvestmentFair.People;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Choices;

/// <summary>What is remembered of somebody finds them in a field that offers a choice, in a list and from everywhere alike.</summary>
public sealed class FindingTests
{
    private static readonly Actor Leader = new(Guid.NewGuid(), "领导（示例）", Role.Leader);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task A_field_offers_what_a_list_finds_by_sound_initials_and_number(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var choices = new ChoiceQueries(house.Database.Contexts, house.Clock);
        foreach (var typed in new[] { "詹光耀", "光耀", "zhanguangyao", "zgy", "ZGY", "guangyao", "gy", "2027-0001" })
            foreach (var kind in new[] { ChoiceOf.Guest, ChoiceOf.GuestPerson, ChoiceOf.FairPerson })
                Assert.Contains(await choices.SearchAsync(House.Organizer, kind, House.Fair, typed, Cancel), c => c.Text.StartsWith("詹光耀（示例）", StringComparison.Ordinal));

        var firm = await house.ReadAsync(db => db.Investors.Where(i => i.SurvivorId == i.Id).OrderBy(i => i.Number).Select(i => new { i.Id, i.Number }).FirstAsync(Cancel));
        Assert.Equal([firm.Id.ToString()], (await choices.SearchAsync(House.Organizer, ChoiceOf.Investor, House.Fair, firm.Number.ToLowerInvariant(), Cancel)).Select(c => c.Key));
        var interpreter = await house.ReadAsync(db => db.Interpreters.OrderBy(i => i.Id).Select(i => new { i.PersonId, i.Person.PinyinKey }).FirstAsync(Cancel));
        var initials = string.Concat(interpreter.PinyinKey.Split(' ').Select(s => s[0]));
        Assert.Contains(await choices.SearchAsync(House.Organizer, ChoiceOf.InterpreterPerson, House.Fair, initials, Cancel), c => c.Key == interpreter.PersonId.ToString());
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_name_is_found_in_the_language_that_is_not_read_just_now_as_well(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var choices = new ChoiceQueries(house.Database.Contexts, house.Clock);
        var firm = await house.ReadAsync(db => db.Investors.Where(i => i.SurvivorId == i.Id && i.Name.En != null).OrderBy(i => i.Number).Select(i => new { Key = i.Id.ToString(), i.Name }).FirstAsync(Cancel));
        var was = CultureInfo.CurrentUICulture;
        try
        {
            foreach (var (reads, typed) in new[] { (Language.English, firm.Name.Zh[..4]), (Language.English, firm.Name.En![..8]), (Language.Chinese, firm.Name.En![..8]), (Language.Chinese, firm.Name.Zh[..4]) })
            {
                CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(reads);
                Assert.Contains(firm.Key, (await choices.SearchAsync(House.Organizer, ChoiceOf.Investor, House.Fair, typed, Cancel)).Select(c => c.Key), StringComparer.OrdinalIgnoreCase);
            }

            // Every kind that is called something in two languages can be asked in the other one.
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(Language.English);
            foreach (var kind in new[] { ChoiceOf.Region, ChoiceOf.Township, ChoiceOf.Sector, ChoiceOf.Unit, ChoiceOf.Delegation, ChoiceOf.Project, ChoiceOf.Plant, ChoiceOf.Hall, ChoiceOf.Venue, ChoiceOf.Fair, ChoiceOf.Request })
            {
                Assert.Empty(await choices.SearchAsync(House.Organizer, kind, House.Fair, "没有这个名字", Cancel));
                // The end of a telephone number, where nobody has one.
                Assert.Empty(await choices.SearchAsync(House.Organizer, kind, House.Fair, "98989898", Cancel));
                var some = (await choices.SearchAsync(House.Organizer, kind, House.Fair, "", Cancel))[0];
                CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(Language.Chinese);
                var chinese = (await choices.NamesAsync(House.Organizer, kind, House.Fair, [some.Key], Cancel)).Values.Single().Split(' ', '·')[^1];
                CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(Language.English);
                Assert.True((await choices.SearchAsync(House.Organizer, kind, House.Fair, chinese, Cancel)).Any(), $"{kind}: {chinese}");
            }
        }
        finally
        {
            CultureInfo.CurrentUICulture = was;
        }
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_telephone_number_finds_somebody_however_it_is_typed_and_only_for_those_who_may_read_it(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var guest = await house.ReadAsync(db => db.Guests.Where(g => g.Fair.Code == House.Fair && g.DelegationId != null).OrderBy(g => g.Id).Select(g => new { g.Id, g.PersonId, g.Person.Name, g.Organisation }).FirstAsync(Cancel));
        // Entered through the desk, so that the index of words knows it.
        var form = await house.ReadAsync(async db => GuestForm.Of(await db.Guests.Include(g => g.Person).SingleAsync(g => g.Id == guest.Id, Cancel)));
        form.Mobile = "138 1234-5687";
        House.Done(await house.Delegations.SaveGuestAsync(House.Organizer, House.Fair, guest.Id, form, Cancel));
        var choices = new ChoiceQueries(house.Database.Contexts, house.Clock);
        var palette = new PaletteQueries(house.Database.Contexts, house.Clock);
        async Task<bool> IsInListAsync(Actor actor, string typed) => (await new GuestList(house.Database.Contexts).LoadAsync(actor, House.Fair, new ListState { Search = typed }, Cancel)).Rows.Any(r => r.Id == guest.Id);
        async Task<bool> IsAmongPeopleAsync(Actor actor, string typed) => (await new PersonList(house.Database.Contexts).LoadAsync(actor, House.Fair, new ListState { Search = typed }, Cancel)).Rows.Any(r => r.Id == guest.PersonId);
        async Task<bool> IsOfferedAsync(Actor actor, string typed) => (await choices.SearchAsync(actor, ChoiceOf.GuestPerson, House.Fair, typed, Cancel)).Any(c => c.Key == guest.PersonId.ToString());
        async Task<bool> IsJumpedToAsync(Actor actor, string typed) => (await palette.FindAsync(actor, House.Fair, typed, Cancel)).Any(h => h.PersonId == guest.PersonId);

        foreach (var typed in new[] { "13812345687", "138 1234 5687", "138-1234-5687", "+86 138 1234 5687", "0086-13812345687", "１３８１２３４５６８７", "5687", "12345687", "1234 5687" })
            foreach (var findsAsync in new[] { IsInListAsync, IsAmongPeopleAsync, IsOfferedAsync, IsJumpedToAsync })
            {
                Assert.True(await findsAsync(House.Organizer, typed), $"{typed} {findsAsync.Method.Name}");
                Assert.False(await findsAsync(Leader, typed), $"{typed} {findsAsync.Method.Name}");
            }
    }

    [Theory]
    [InlineData("138 1234 5678", "13812345678")]
    [InlineData("+86 (138) 1234-5678", "13812345678")]
    [InlineData("0086 13812345678", "13812345678")]
    [InlineData("5678", "5678")]
    [InlineData("0356-0000000", "03560000000")]
    [InlineData("567", null)]
    [InlineData("LC-T05", null)]
    [InlineData("县长 5678", null)]
    [InlineData("", null)]
    public void A_number_is_known_by_its_digits(string typed, string? digits) => Assert.Equal(digits, SoughtNumber.Read(typed));
}
