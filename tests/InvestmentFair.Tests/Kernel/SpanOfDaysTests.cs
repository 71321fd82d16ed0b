using InvestmentFair.Kernel;
using InvestmentFair.Organisations;
using InvestmentFair.People;
using InvestmentFair.Projects;

namespace InvestmentFair.Tests.Kernel;

/// <summary>What does not begin before it ends, and a sum finer than money, stand beside their fields.</summary>
public sealed class SpanOfDaysTests
{
    private static readonly DateOnly Day = new(2027, 7, 1);

    public static TheoryData<string, DateOnly?, bool> Ends => new()
    {
        { nameof(HostForm), Day.AddDays(-1), false }, { nameof(HostForm), Day, true }, { nameof(HostForm), null, true },
        { nameof(ContactForm), Day.AddDays(-1), false }, { nameof(ContactForm), Day, true }, { nameof(ContactForm), null, true },
        { nameof(UnitForm), Day.AddDays(-1), false }, { nameof(UnitForm), Day, true }, { nameof(UnitForm), null, true },
    };

    [Theory, MemberData(nameof(Ends))]
    public void Nothing_ends_before_it_begins(string form, DateOnly? end, bool fits)
    {
        var (checkedForm, field) = form switch
        {
            nameof(HostForm) => (new HostForm { Name = "甲（示例）", TitleZh = "局长", UnitId = Guid.CreateVersion7(), From = Day, To = end }, nameof(HostForm.To)),
            nameof(ContactForm) => ((Form)new ContactForm { Name = "乙（示例）", From = Day, To = end }, nameof(ContactForm.To)),
            _ => (new UnitForm { ValidFrom = Day, ValidTo = end }, nameof(UnitForm.ValidTo)),
        };

        Assert.Equal(fits ? [] : [field], checkedForm.Check().Where(p => p.Field == field).Select(p => p.Field));
    }

    [Theory, InlineData("12.34", true), InlineData("12.345", false), InlineData("0.01", true), InlineData("0.001", false)]
    public void A_rent_is_exact_to_the_last_fen_or_refused(string rent, bool exact)
    {
        var form = new PlantForm { RentYuan = decimal.Parse(rent, System.Globalization.CultureInfo.InvariantCulture), Code = "IP-X", NameZh = "厂房（示例）", TownshipCode = "140524101", FloorM2 = 100 };

        Assert.Equal(exact ? [] : [nameof(PlantForm.RentYuan)], form.Check().Select(p => p.Field));
        if (exact) Assert.Equal(form.RentYuan, PlantForm.Of(IdlePlant.Survey(form)).RentYuan);
    }
}
