using InvestmentFair.Access;
using InvestmentFair.Deals;
using InvestmentFair.Enquiries;
using InvestmentFair.Fairs;
using InvestmentFair.Kernel;
using InvestmentFair.Projects;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Enquiries;

public sealed class EnquiryDeskTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task An_enquiry_becomes_an_investor_a_contact_a_guest_two_requests_and_a_lead(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (id, reference) = await AskedAsync(house);
        Assert.Equal(EnquiryRefusals.LinkFirst, (await house.Enquiries.RequestMeetingsAsync(House.Organizer, House.Fair, id, await house.VersionAsync<Enquiry>(id), Cancel)).Refusal);

        House.Done(await house.Enquiries.LinkAsync(House.Organizer, House.Fair, id, await house.VersionAsync<Enquiry>(id), new LinkForm(), Cancel));
        Assert.Equal(2, House.Done(await house.Enquiries.RequestMeetingsAsync(House.Organizer, House.Fair, id, await house.VersionAsync<Enquiry>(id), Cancel)));
        Assert.Equal(EnquiryRefusals.RequestedAlready, (await house.Enquiries.RequestMeetingsAsync(House.Organizer, House.Fair, id, await house.VersionAsync<Enquiry>(id), Cancel)).Refusal);
        var next = new NextStep("电话联系", house.Today.AddDays(3), await house.HostAsync());
        var deal = House.Done(await house.Deals.FollowEnquiryAsync(House.Organizer, House.Fair, id, await house.VersionAsync<Enquiry>(id), next.ById, next, Cancel));
        Assert.Equal(EnquiryRefusals.AlreadyFollowed, (await house.Deals.FollowEnquiryAsync(House.Organizer, House.Fair, id, await house.VersionAsync<Enquiry>(id), next.ById, next, Cancel)).Refusal);
        House.Done(await house.Replies.ReplyAsync(House.Organizer, House.Fair, id, await house.VersionAsync<Enquiry>(id), new AnswerForm { Answer = "欢迎来陵川" }, Cancel));

        var view = (await house.Replies.EnquiryAsync(House.Organizer, House.Fair, id, Cancel))!;
        Assert.Equal((deal, 2, EnquiryState.Answered), (view.DealId, view.Requests.Count, view.State));
        Assert.NotNull(view.GuestId);
        var asked = (await house.Askers.AskedAsync(Actor.Portal, reference, Cancel))!;
        Assert.Equal([EnquiryStepKind.Received, EnquiryStepKind.Linked, EnquiryStepKind.Requested, EnquiryStepKind.Followed, EnquiryStepKind.Answered], asked.Steps.Select(s => s.Kind));
        Assert.Equal("欢迎来陵川", asked.Answer!.Text);
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task While_no_fair_is_held_whoever_asks_is_told_so(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var listed = await house.ReadAsync(db => db.Projects.Where(p => p.State == ProjectState.Published).Select(p => p.Code).FirstAsync(Cancel));
        await house.ReadAsync(db => db.Fairs.ExecuteUpdateAsync(s => s.SetProperty(f => f.IsCurrent, false), Cancel));

        var asked = await house.Enquiries.AskAsync(Actor.Portal, new AskForm { Kind = EnquiryKind.Question, Name = "陈试（示例）", Organisation = "示例公司", Mobile = "000-0000-7701", Words = "想了解用地。" }, [listed], [], Cancel);

        Assert.Equal(EnquiryRefusals.NotYetOpen, asked.Refusal);
        Assert.False(await house.ReadAsync(db => db.Enquiries.AnyAsync(e => e.AskerMobile == "000-0000-7701", Cancel)));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Linking_twice_makes_nobody_twice(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (id, _) = await AskedAsync(house);
        House.Done(await house.Enquiries.LinkAsync(House.Organizer, House.Fair, id, await house.VersionAsync<Enquiry>(id), new LinkForm(), Cancel));
        var once = await CountsAsync(house);

        House.Done(await house.Enquiries.LinkAsync(House.Organizer, House.Fair, id, await house.VersionAsync<Enquiry>(id), new LinkForm(), Cancel));

        Assert.Equal(once, await CountsAsync(house));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Eight_clicks_at_once_make_one_investor_and_one_guest(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (id, _) = await AskedAsync(house);
        var (investors, contacts, guests, people) = await CountsAsync(house);

        var outcomes = await House.FightAsync(8, _ => house.Enquiries.LinkAsync(House.Organizer, House.Fair, id, 1, new LinkForm(), Cancel));

        Assert.Contains(outcomes, o => !o.Refused);
        Assert.Equal((investors + 1, contacts + 1, guests + 1, people + 1), await CountsAsync(house));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_second_enquiry_of_the_same_person_finds_the_contact_and_the_guest(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (first, _) = await AskedAsync(house);
        House.Done(await house.Enquiries.LinkAsync(House.Organizer, House.Fair, first, await house.VersionAsync<Enquiry>(first), new LinkForm(), Cancel));
        var (once, investor) = (await CountsAsync(house), (await house.Replies.EnquiryAsync(House.Organizer, House.Fair, first, Cancel))!.InvestorId);
        var (second, _) = await AskedAsync(house);

        House.Done(await house.Enquiries.LinkAsync(House.Organizer, House.Fair, second, await house.VersionAsync<Enquiry>(second), new LinkForm { InvestorId = investor }, Cancel));

        Assert.Equal(once, await CountsAsync(house));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task One_number_may_ask_ten_times_a_day(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var project = await ProjectsAsync(house, 1);
        for (var i = 0; i < 10; i++)
            House.Done(await house.Enquiries.AskAsync(Actor.Portal, Form($"第 {i} 问"), project, [], Cancel));

        Assert.Equal(EnquiryRefusals.TooMany, (await house.Enquiries.AskAsync(Actor.Portal, Form("再问"), project, [], Cancel)).Refusal);
        var other = Form();
        other.Mobile = "000-0000-9998";
        House.Done(await house.Enquiries.AskAsync(Actor.Portal, other, project, [], Cancel));
        house.Time.Advance(TimeSpan.FromHours(25));
        House.Done(await house.Enquiries.AskAsync(Actor.Portal, Form(), project, [], Cancel));
        Assert.Equal(EnquiryRefusals.NothingListed, (await house.Enquiries.AskAsync(Actor.Portal, Form(), ["no-such"], [], Cancel)).Refusal);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Ten_presses_at_once_are_one_enquiry_and_ten_different_ones_are_ten(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var project = await ProjectsAsync(house, 1);

        var pressed = await House.FightAsync(10, _ => house.Enquiries.AskAsync(Actor.Portal, Form("连按十下"), project, [], Cancel));
        Assert.Single(pressed.Select(House.Done).Distinct());
        Assert.Equal(1, await house.ReadAsync(db => db.Enquiries.CountAsync(e => e.Words == "连按十下", Cancel)));

        // The control: what tells them apart is the words, not the crowd.
        var different = await House.FightAsync(9, i => house.Enquiries.AskAsync(Actor.Portal, Form($"第 {i} 问"), project, [], Cancel));
        Assert.Equal(9, different.Select(House.Done).Distinct().Count());
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Of_twenty_at_once_from_one_number_ten_are_taken(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var project = await ProjectsAsync(house, 1);

        var outcomes = await House.FightAsync(20, i => house.Enquiries.AskAsync(Actor.Portal, Form($"第 {i} 问"), project, [], Cancel));

        Assert.Equal(10, outcomes.Count(o => !o.Refused));
        Assert.All(outcomes.Where(o => o.Refused), o => Assert.Equal(EnquiryRefusals.TooMany, o.Refusal));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task The_same_words_about_another_project_are_another_enquiry(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var projects = await ProjectsAsync(house, 2);
        var first = House.Done(await house.Enquiries.AskAsync(Actor.Portal, Form(), projects[..1], [], Cancel));

        Assert.Equal(first, House.Done(await house.Enquiries.AskAsync(Actor.Portal, Form(), projects[..1], [], Cancel)));
        Assert.NotEqual(first, House.Done(await house.Enquiries.AskAsync(Actor.Portal, Form(), projects[1..], [], Cancel)));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Of_two_hundred_from_one_address_as_many_are_taken_as_may_be_and_others_are_heard_until_the_day_is_full(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var desk = house.Enquiries;
        House.Done(await house.Settings.SetAsync(House.Organizer, null, Setting.EnquiriesPerAddress, "5", house.Today, "示例", Cancel));
        Task<Outcome<string>> AskAsync(int number, string address) => desk.AskAsync(Actor.Portal, FormOf($"000-{number:0000}-9999"), ["LC-T01"], [], Cancel, address);

        var outcomes = new List<Outcome<string>>();
        for (var number = 0; number < 200; number++) outcomes.Add(await AskAsync(number, "203.0.113.7"));

        Assert.Equal(5, outcomes.Count(o => !o.Refused));
        Assert.All(outcomes.Skip(5), o => Assert.Equal(EnquiryRefusals.TooManyFromAddress, o.Refusal));
        House.Done(await AskAsync(300, "203.0.113.8"));
        var asked = await house.ReadAsync(db => db.Enquiries.CountAsync(e => e.AskedAt > house.Now.AddDays(-1), Cancel));
        House.Done(await house.Settings.SetAsync(House.Organizer, null, Setting.EnquiriesPerDay, $"{asked}", house.Today, "示例", Cancel));
        Assert.Equal(EnquiryRefusals.TooManyToday, (await AskAsync(301, "203.0.113.9")).Refusal);
        Assert.Equal(asked, await house.ReadAsync(db => db.Enquiries.CountAsync(e => e.AskedAt > house.Now.AddDays(-1), Cancel)));
    }

    private static AskForm FormOf(string mobile)
    {
        var form = Form();
        form.Mobile = mobile;
        return form;
    }

    private static AskForm Form(string words = "想了解用地条件") => new() { Kind = EnquiryKind.Meeting, Name = "何问（示例）", Organisation = "问问公司（示例）", Mobile = "000-0000-9999", Words = words };

    private static Task<List<string>> ProjectsAsync(House house, int count) => house.ReadAsync(db => db.Projects.OrderBy(p => p.Code).Select(p => p.Code).Take(count).ToListAsync(Cancel));

    private static async Task<(Guid Id, string Reference)> AskedAsync(House house)
    {
        var reference = House.Done(await house.Enquiries.AskAsync(Actor.Portal, Form(), await ProjectsAsync(house, 2), [], Cancel));
        return (await house.EnquiryAsync(reference), reference);
    }

    private static Task<(int Investors, int Contacts, int Guests, int People)> CountsAsync(House house) => house.ReadAsync(async db =>
        (await db.Investors.CountAsync(Cancel), await db.Contacts.CountAsync(Cancel), await db.Guests.CountAsync(Cancel), await db.People.CountAsync(Cancel)));
}
