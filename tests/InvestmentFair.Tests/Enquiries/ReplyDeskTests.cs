using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Enquiries;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using InvestmentFair.Today;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Enquiries;

public sealed class ReplyDeskTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task Who_answers_is_told_by_role_and_why_it_was_handed_over_stays_inside(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (id, reference) = await AskedAsync(house, "一问");
        var host = await house.ReadAsync(db => db.Hosts.Include(h => h.Person).Include(h => h.Unit).OrderBy(h => h.Id).FirstAsync(Cancel));
        var other = await house.ReadAsync(db => db.Units.Where(u => u.Id != host.UnitId).OrderBy(u => u.Code).Select(u => u.Id).FirstAsync(Cancel));

        House.Done(await house.Replies.AssignAsync(House.Organizer, House.Fair, id, await house.VersionAsync<Enquiry>(id), new AssignForm { UnitId = other }, Cancel));
        House.Done(await house.Replies.AssignAsync(House.Organizer, House.Fair, id, await house.VersionAsync<Enquiry>(id), new AssignForm { OwnerId = host.Id, Reason = "内部秘密" }, Cancel));
        House.Done(await house.Replies.TellAsync(House.Organizer, House.Fair, id, await house.VersionAsync<Enquiry>(id), new TellForm { Words = "正在核实" }, Cancel));
        Assert.Equal((EnquiryState.InHand, null), await house.ReadAsync(async db => (await db.Enquiries.Where(e => e.Id == id).Select(e => e.State).SingleAsync(Cancel), (await house.Askers.AskedAsync(Actor.Portal, reference, Cancel))!.Answer)));
        House.Done(await house.Replies.ReplyAsync(House.Organizer, House.Fair, id, await house.VersionAsync<Enquiry>(id), new AnswerForm { Answer = "欢迎来陵川" }, Cancel));

        var asked = (await house.Askers.AskedAsync(Actor.Portal, reference, Cancel))!;
        Assert.Equal((host.Unit.Name.Zh, host.Title.Zh), (asked.Unit!.Zh, asked.Role!.Zh));
        Assert.Equal(("欢迎来陵川", "正在核实"), (asked.Answer!.Text, Assert.Single(asked.Said).Text));
        var all = System.Text.Json.JsonSerializer.Serialize(asked);
        Assert.DoesNotContain("内部秘密", all);
        Assert.DoesNotContain(host.Person.Name, all);
        var staff = (await house.Replies.EnquiryAsync(House.Organizer, House.Fair, id, Cancel))!;
        Assert.Equal([WordKind.Reason, WordKind.Told, WordKind.Answer], staff.Said.Select(w => w.Kind));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task An_answer_to_less_than_was_asked_is_not_sent_unread(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (id, reference) = await AskedAsync(house, "一问");
        var seen = await house.VersionAsync<Enquiry>(id);

        House.Done(await house.Askers.AddAsync(Actor.Portal, reference, new AddForm { Words = "还想问电价" }, Cancel));

        Assert.Equal(Violations.Overtaken, (await house.Replies.ReplyAsync(House.Organizer, House.Fair, id, seen, new AnswerForm { Answer = "欢迎" }, Cancel)).Refusal);
        House.Done(await house.Replies.ReplyAsync(House.Organizer, House.Fair, id, await house.VersionAsync<Enquiry>(id), new AnswerForm { Answer = "欢迎，电价如下" }, Cancel));
        Assert.Equal("欢迎，电价如下", (await house.Askers.AskedAsync(Actor.Portal, reference, Cancel))!.Answer!.Text);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task What_is_added_after_the_answer_waits_for_one_of_its_own(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (id, reference) = await AskedAsync(house, "一问");
        House.Done(await house.Replies.ReplyAsync(House.Organizer, House.Fair, id, await house.VersionAsync<Enquiry>(id), new AnswerForm { Answer = "欢迎" }, Cancel));

        House.Done(await house.Askers.AddAsync(Actor.Portal, reference, new AddForm { Words = "还想问电价" }, Cancel));

        var asked = (await house.Askers.AskedAsync(Actor.Portal, reference, Cancel))!;
        Assert.True(asked.IsOpen);
        Assert.Null(asked.Answer);
        Assert.Equal(["欢迎", "还想问电价"], asked.Said.Select(w => w.Text));
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_withdrawn_enquiry_takes_its_wishes_with_it_and_a_booked_meeting_stays(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (waiting, withdrawn) = await AskedAsync(house, "待排");
        var (booked, kept) = await AskedAsync(house, "已排");
        foreach (var id in new[] { waiting, booked })
        {
            House.Done(await house.Enquiries.LinkAsync(House.Organizer, House.Fair, id, await house.VersionAsync<Enquiry>(id), new LinkForm(), Cancel));
            House.Done(await house.Enquiries.RequestMeetingsAsync(House.Organizer, House.Fair, id, await house.VersionAsync<Enquiry>(id), Cancel));
        }

        var request = await house.ReadAsync(db => db.Requests.Where(r => r.EnquiryId == booked).Select(r => r.Id).SingleAsync(Cancel));
        House.Done(await house.Meetings.BookAsync(House.Organizer, House.Fair, request, await house.VersionAsync<MeetingRequest>(request), new Place(await house.SlotAsync(), 1, (await house.TablesAsync(1))[0]), Cancel));

        House.Done(await house.Askers.WithdrawAsync(Actor.Portal, withdrawn, Cancel));
        Assert.Equal(EnquiryRefusals.MeetingBooked, (await house.Askers.WithdrawAsync(Actor.Portal, kept, Cancel)).Refusal);

        Assert.Equal([RequestState.Withdrawn], await house.ReadAsync(db => db.Requests.Where(r => r.EnquiryId == waiting).Select(r => r.State).ToListAsync(Cancel)));
        Assert.Equal([RequestState.Placed], await house.ReadAsync(db => db.Requests.Where(r => r.EnquiryId == booked).Select(r => r.State).ToListAsync(Cancel)));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Whoever_may_not_answer_gets_no_key_to_the_askers_page(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (id, reference) = await AskedAsync(house, "一问");

        Assert.Equal(reference, (await house.Replies.EnquiryAsync(House.Organizer, House.Fair, id, Cancel))!.Key);
        Assert.Null((await house.Replies.EnquiryAsync(House.Organizer with { Role = Role.Leader }, House.Fair, id, Cancel))!.Key);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task The_database_itself_keeps_none_from_ending_without_an_answer(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (id, _) = await AskedAsync(house, "一问");

        var refused = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => house.ReadAsync(db => db.Enquiries.Where(e => e.Id == id).ExecuteUpdateAsync(set => set.SetProperty(e => e.State, EnquiryState.Closed), Cancel)));

        Assert.Contains("CK_Enquiries_Answered", refused.Message, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_call_is_entered_for_the_caller_with_its_clock_from_the_call(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var plant = await house.ReadAsync(db => db.Plants.Select(p => p.Id).FirstAsync(Cancel));
        var local = FairTime.ToLocal(house.Now);
        var form = new EnterForm { On = house.Today.AddDays(-1), At = new TimeOnly(15, 2), Kind = EnquiryKind.Question, Name = "来电人（示例）", Organisation = "某公司（示例）", Mobile = "000-0000-9101", Words = "问电价", Plants = [plant] };

        var id = House.Done(await house.Enquiries.EnterAsync(House.Organizer, House.Fair, form, Cancel));

        var view = (await house.Replies.EnquiryAsync(House.Organizer, House.Fair, id, Cancel))!;
        Assert.Equal((EnquiryChannel.Phone, House.Organizer.Name, FairTime.ToUtc(house.Today.AddDays(-1), new TimeOnly(15, 2))), (view.Channel, view.TakenBy, view.AskedAt));
        Assert.Equal(EnquiryStepKind.Taken, view.Steps[0].Kind);
        form.On = house.Today.AddDays(1);
        form.At = TimeOnly.FromDateTime(local);
        Assert.Equal(nameof(EnterForm.At), Assert.Single((await house.Enquiries.EnterAsync(House.Organizer, House.Fair, form, Cancel)).Problems).Field);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Today_counts_what_is_due_overdue_and_late_and_each_count_opens_its_list(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var before = await TodayAsync();
        var (inTime, _) = await AskedAsync(house, "准时");
        var (late, _) = await AskedAsync(house, "迟到");
        var (open, _) = await AskedAsync(house, "未答");
        var (_, withdrawn) = await AskedAsync(house, "撤回");
        House.Done(await house.Replies.ReplyAsync(House.Organizer, House.Fair, inTime, await house.VersionAsync<Enquiry>(inTime), new AnswerForm { Answer = "好" }, Cancel));
        House.Done(await house.Askers.WithdrawAsync(Actor.Portal, withdrawn, Cancel));
        var replyBy = await house.ReadAsync(db => db.Enquiries.Where(e => e.Id == open).Select(e => e.ReplyBy).SingleAsync(Cancel));
        house.Time.Advance(replyBy - house.Now - TimeSpan.FromHours(1));
        Assert.Equal((2, 0), await CountsAsync("enquiries-today", "enquiries"));

        house.Time.Advance(TimeSpan.FromDays(2));
        House.Done(await house.Replies.ReplyAsync(House.Organizer, House.Fair, late, await house.VersionAsync<Enquiry>(late), new AnswerForm { Answer = "晚了" }, Cancel));

        Assert.Equal((1, 1), await CountsAsync("enquiries", "enquiries-late"));
        Assert.Equal((1, 0), await CountsAsync("enquiries-open", "enquiries-today"));
        var today = await TodayAsync();
        Assert.Equal((1, 3), (today.Answered.InTime - before.Answered.InTime, today.Answered.Of - before.Answered.Of));

        async Task<(int, int)> CountsAsync(string one, string other)
        {
            var counts = (await TodayAsync()).Waiting.ToDictionary(c => c.Key);
            foreach (var key in new[] { one, other })
            {
                var filter = counts[key].Address.Split("f.")[1].Split('=');
                var rows = await new EnquiryList(house.Database.Contexts, house.Clock).LoadAsync(House.Organizer, House.Fair, new ListState { Filters = new Dictionary<string, string> { [filter[0]] = filter[1] } }, Cancel);
                Assert.Equal(counts[key].Count, rows.Total);
            }

            return (Since(one), Since(other));

            int Since(string key) => counts[key].Count - before.Waiting.Single(c => c.Key == key).Count;
        }

        Task<TodayView> TodayAsync() => new TodayQueries(house.Database.Contexts, house.Clock).TodayAsync(House.Organizer, House.Fair, Cancel);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_template_comes_filled_in_the_askers_language(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (id, reference) = await AskedAsync(house, "一问");

        var templates = await house.Replies.TemplatesForAsync(House.Organizer, House.Fair, id, Cancel);

        Assert.Equal(3, templates.Count);
        Assert.Equal([true, false, false], templates.Select(t => t.IsInterim));
        Assert.All(templates, t => Assert.DoesNotContain("{", t.Text.Replace(ReplyPlaceholders.Link, "", StringComparison.Ordinal)));
        Assert.StartsWith("何问（示例）您好", templates[0].Text, StringComparison.Ordinal);
        Assert.EndsWith("{link} 。", templates[0].Text, StringComparison.Ordinal);
        House.Done(await house.Replies.TellAsync(House.Organizer, House.Fair, id, await house.VersionAsync<Enquiry>(id), new TellForm { Words = templates[0].Text }, Cancel));
        var told = Assert.Single((await house.Askers.AskedAsync(Actor.Portal, reference, Cancel, "https://fair.example"))!.Said).Text;
        Assert.EndsWith($"https://fair.example/q/{reference} 。", told, StringComparison.Ordinal);
        Assert.Equal(told, Assert.Single((await house.Replies.EnquiryAsync(House.Organizer, House.Fair, id, Cancel, "https://fair.example"))!.Said).Text);
    }

    [Theory, ClassData(typeof(Both))]
    public async Task The_same_words_pressed_twice_are_added_once_and_a_wrong_reference_adds_nothing(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (_, reference) = await AskedAsync(house, "一问");

        House.Done(await house.Askers.AddAsync(Actor.Portal, reference, new AddForm { Words = "补充" }, Cancel));
        House.Done(await house.Askers.AddAsync(Actor.Portal, reference, new AddForm { Words = "补充" }, Cancel));

        Assert.Single((await house.Askers.AskedAsync(Actor.Portal, reference, Cancel))!.Said);
        Assert.Equal(Refusal.NotFound, (await house.Askers.AddAsync(Actor.Portal, new string('0', 32), new AddForm { Words = "补充" }, Cancel)).Refusal);
        Assert.Equal(Refusal.NotFound, (await house.Askers.WithdrawAsync(Actor.Portal, "短", Cancel)).Refusal);
    }

    private static async Task<(Guid Id, string Reference)> AskedAsync(House house, string words)
    {
        var project = await house.ReadAsync(db => db.Projects.OrderBy(p => p.Code).Select(p => p.Code).Take(1).ToListAsync(Cancel));
        var reference = House.Done(await house.Enquiries.AskAsync(Actor.Portal, new AskForm { Kind = EnquiryKind.Question, Name = "何问（示例）", Organisation = "问问公司（示例）", Mobile = "000-0000-9999", Words = words }, project, [], Cancel));
        return (await house.EnquiryAsync(reference), reference);
    }
}
