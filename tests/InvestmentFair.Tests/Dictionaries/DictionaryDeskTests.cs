using System.Text;
using InvestmentFair.Access;
using InvestmentFair.Audit;
using InvestmentFair.Choices;
using InvestmentFair.Deals;
using InvestmentFair.Dictionaries;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Dictionaries;

public sealed class DictionaryDeskTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task A_new_reason_ends_a_deal_and_goes_on_being_shown_when_it_is_closed(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var form = new DictionaryForm { Kind = DictionaryKind.ExitReason, Code = "PowerPrice", NameZh = "电价", NameEn = "Price of power", Ordinal = 200, NeedsNote = true };
        var id = House.Done(await house.Dictionaries.SaveAsync(House.Organizer, null, form, Cancel));
        var deal = await house.ReadAsync(db => db.Deals.Where(d => d.StageType == StageType.Open).OrderBy(d => d.Number).FirstAsync(Cancel));
        var aside = new AsideForm { Day = house.Today, ExitReason = "PowerPrice" };

        Assert.Equal("deal.note", (await house.Deals.TerminateAsync(House.Organizer, deal.Id, deal.Version, aside, Cancel)).Refusal?.Code);
        aside.Words = "当地电价高于预期（示例）";
        House.Done(await house.Deals.TerminateAsync(House.Organizer, deal.Id, deal.Version, aside, Cancel));
        form.Version = 1;
        (form.NameZh, form.ValidTo) = ("用电成本", house.Today.AddDays(-1));
        House.Done(await house.Dictionaries.SaveAsync(House.Organizer, id, form, Cancel));

        var view = (await new DealQueries(house.Database.Contexts, house.Clock).DealAsync(House.Organizer, deal.Id, Cancel))!;
        Assert.Contains(view.Events, e => e.Words.Contains("用电成本", StringComparison.Ordinal));
        Assert.DoesNotContain(await OfferedAsync(house, ChoiceOf.ExitReason), c => c.Key == "PowerPrice");
        var next = await house.ReadAsync(db => db.Deals.Where(d => d.StageType == StageType.Open).OrderBy(d => d.Number).FirstAsync(Cancel));
        Assert.Equal("dictionary.closed", (await house.Deals.TerminateAsync(House.Organizer, next.Id, next.Version, aside, Cancel)).Refusal?.Code);
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_code_is_given_once_and_an_unknown_one_ends_nothing(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var twice = new DictionaryForm { Kind = DictionaryKind.Voucher, Code = "BankSlip", NameZh = "进账单" };
        var deal = await house.ReadAsync(db => db.Deals.Where(d => d.StageType == StageType.Open).OrderBy(d => d.Number).FirstAsync(Cancel));

        Assert.Equal(DictionaryRefusals.CodeTaken, (await house.Dictionaries.SaveAsync(House.Organizer, null, twice, Cancel)).Refusal);
        twice.Kind = DictionaryKind.ExitReason;
        House.Done(await house.Dictionaries.SaveAsync(House.Organizer, null, twice, Cancel));
        Assert.Equal(DictionaryRefusals.Unknown("Nobody"), (await house.Deals.TerminateAsync(House.Organizer, deal.Id, deal.Version, new AsideForm { Day = house.Today, ExitReason = "Nobody" }, Cancel)).Refusal);
        await Assert.ThrowsAsync<NotAllowedException>(() => house.Dictionaries.SaveAsync(House.Organizer with { Role = Role.Staff }, null, twice, Cancel));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_closed_mode_stays_with_the_project_that_has_it_and_no_other_takes_it(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (id, form) = await house.ReadAsync(async db => await db.Dictionary.SingleAsync(e => e.Kind == DictionaryKind.CooperationMode && e.Code == "JointVenture", Cancel) is { } e ? (e.Id, DictionaryForm.Of(e)) : default);
        form.ValidTo = house.Today.AddDays(-1);
        House.Done(await house.Dictionaries.SaveAsync(House.Organizer, id, form, Cancel));
        var projects = await house.ReadAsync(db => db.Projects.OrderBy(p => p.Code).ToListAsync(Cancel));
        var (has, hasNot) = (projects.First(p => p.Modes.Contains("JointVenture")), projects.First(p => !p.Modes.Contains("JointVenture")));

        var keeps = InvestmentFair.Projects.ProjectForm.Of(has);
        keeps.RemarkZh = "仍按合资推介（示例）";
        House.Done(await house.Projects.SaveAsync(House.Organizer, has.Id, keeps, Cancel));
        var wants = InvestmentFair.Projects.ProjectForm.Of(hasNot);
        wants.Modes.Add("JointVenture");
        Assert.Equal("dictionary.closed", (await house.Projects.SaveAsync(House.Organizer, hasNot.Id, wants, Cancel)).Refusal?.Code);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task The_arrangement_of_2026_is_known_and_a_reply_by_date_follows_it(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        await using var db = house.Open();

        var days = await db.WorkingDaysAsync(Cancel);

        Assert.Equal(new DateOnly(2026, 2, 25), days.After(new DateOnly(2026, 2, 13), 3));
        Assert.True(days.IsWorking(new(2026, 2, 28)));
        Assert.False(days.IsWorking(new(2026, 10, 7)));
        Assert.True(days.IsWorking(new(2026, 10, 10)));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_year_is_imported_as_one_sheet_twice_without_a_change_and_a_void_day_is_an_ordinary_one(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var sheet = Encoding.UTF8.GetBytes("日期,类型,名称\n2028-10-02,放假,国庆节\n2028-10-08,调休上班,国庆节调休\n");

        async Task<ImportBatch> ApplyAsync() => House.Done(await house.Imports.ApplyAsync(House.Organizer, House.Fair, ImportKind.Holidays, "2028.csv", sheet,
            House.Done(await house.Imports.PreviewAsync(House.Organizer, House.Fair, ImportKind.Holidays, "2028.csv", sheet, Cancel)).Fingerprint, Cancel));

        Assert.Equal(2, (await ApplyAsync()).Created);
        Assert.Equal(2, (await ApplyAsync()).Unchanged);
        var wrong = Encoding.UTF8.GetBytes("日期,类型,名称\n2028-10-03,调休上班,星期二\n");
        var preview = House.Done(await house.Imports.PreviewAsync(House.Organizer, House.Fair, ImportKind.Holidays, "2028.csv", wrong, Cancel));
        Assert.NotNull(preview.Rows.Single().Cells[1].Problem);

        var (id, form) = await house.ReadAsync(async db => await db.Holidays.SingleAsync(h => h.Day == new DateOnly(2028, 10, 2), Cancel) is { } h ? (h.Id, HolidayForm.Of(h)) : default);
        form.IsVoid = true;
        House.Done(await house.Dictionaries.SaveHolidayAsync(House.Organizer, id, form, Cancel));
        Assert.True((await house.ReadAsync(db => db.WorkingDaysAsync(Cancel))).IsWorking(new(2028, 10, 2)));
        await Assert.ThrowsAsync<NotAllowedException>(() => house.Imports.PreviewAsync(House.Organizer with { Role = Role.Staff }, House.Fair, ImportKind.Holidays, "2028.csv", sheet, Cancel));
        await house.VerifyAsync();
    }

    private static Task<IReadOnlyList<Choice>> OfferedAsync(House house, ChoiceOf kind) => new ChoiceQueries(house.Database.Contexts, house.Clock).WordsAsync(House.Organizer, kind, Cancel);
}
