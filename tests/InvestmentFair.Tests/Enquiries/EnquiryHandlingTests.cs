using InvestmentFair.Enquiries;
using InvestmentFair.Kernel;
using InvestmentFair.Organisations;
using InvestmentFair.People;

namespace InvestmentFair.Tests.Enquiries;

/// <summary>How an enquiry goes from hand to hand to its answer.</summary>
public sealed class EnquiryHandlingTests
{
    private static readonly DateTime Now = new(2026, 11, 2, 1, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime ReplyBy = Now.AddDays(3);

    [Fact]
    public void None_is_closed_without_an_answer()
    {
        var enquiry = Asked();
        Assert.Equal(EnquiryRefusals.AnswerFirst, enquiry.Close(Now).Refusal);
        Assert.Equal(EnquiryRefusals.EmptyAnswer, enquiry.Reply(" ", "周文", Now).Refusal);

        House.Done(enquiry.Reply("欢迎", "周文", Now));
        House.Done(enquiry.Close(Now));

        Assert.Equal(EnquiryState.Closed, enquiry.State);
        Assert.Equal(EnquiryRefusals.IsOver(EnquiryState.Closed), enquiry.Reply("再答", "周文", Now).Refusal);
    }

    [Fact]
    public void What_its_asker_adds_opens_it_again_with_a_clock_of_its_own_and_the_first_answer_stays_in_time()
    {
        var enquiry = Asked();
        House.Done(enquiry.Reply("欢迎", "周文", Now.AddDays(1)));
        House.Done(enquiry.Close(Now.AddDays(1)));

        House.Done(enquiry.Add("还想问电价", Now.AddDays(10), Now.AddDays(13)));

        Assert.Equal((EnquiryState.InHand, Now.AddDays(13), ReplyBy, Now.AddDays(1)), (enquiry.State, enquiry.ReplyBy, enquiry.FirstReplyBy, enquiry.FirstAnsweredAt));
        Assert.False(enquiry.IsOverdue(Now.AddDays(12)));
        Assert.True(enquiry.IsOverdue(Now.AddDays(14)));
        Assert.Equal(EnquiryRefusals.AnswerFirst, enquiry.Close(Now.AddDays(12)).Refusal);
    }

    [Fact]
    public void A_hand_over_says_why_and_the_first_charge_need_not()
    {
        var enquiry = Asked();
        var (first, second) = (Unit("U1"), Unit("U2"));
        Assert.Equal(EnquiryRefusals.NobodyNamed, enquiry.Assign(null, null, null, "周文", Now).Refusal);

        House.Done(enquiry.Assign(first, null, null, "周文", Now));
        Assert.Equal(EnquiryState.InHand, enquiry.State);
        Assert.Equal(EnquiryRefusals.WhyHandedOver, enquiry.Assign(second, null, " ", "周文", Now).Refusal);
        House.Done(enquiry.Assign(second, null, "属自然资源部门", "周文", Now));
        House.Done(enquiry.Assign(second, null, null, "周文", Now));

        Assert.Equal([EnquiryStepKind.Received, EnquiryStepKind.Assigned, EnquiryStepKind.HandedOver], enquiry.Steps.Select(s => s.Kind));
        Assert.Equal((WordKind.Reason, "属自然资源部门"), (enquiry.Said[^1].Kind, enquiry.Said[^1].Text));
    }

    [Fact]
    public void Whoever_is_named_answers_for_their_own_unit()
    {
        var (theirs, other) = (Unit("U1"), Unit("U2"));
        var host = HostRepresentative.Appoint(Person.Enter(new PersonForm { Name = "周文（示例）" }), new HostForm { Name = "周文（示例）", UnitId = theirs.Id, TitleZh = "科长（示例）", From = new(2026, 1, 1) });
        Assert.Equal(EnquiryRefusals.OwnerElsewhere, Asked().Assign(other, host, null, "周文", Now).Refusal);

        var enquiry = Asked();
        House.Done(enquiry.Assign(null, host, null, "周文", Now));

        Assert.Equal((theirs.Id, host.Id), (enquiry.UnitId!.Value, enquiry.OwnerId!.Value));
    }

    [Fact]
    public void How_it_stands_is_told_on_the_way_and_stops_no_clock()
    {
        var enquiry = Asked();
        Assert.Equal(EnquiryRefusals.EmptyAnswer, enquiry.Tell(" ", "周文", Now).Refusal);

        House.Done(enquiry.Tell("正在核实", "周文", Now));

        Assert.Equal((EnquiryState.InHand, null, null), (enquiry.State, enquiry.Answer, enquiry.FirstAnsweredAt));
        Assert.True(enquiry.IsOverdue(ReplyBy.AddMinutes(1)));
        Assert.Equal(EnquiryRefusals.AnswerFirst, enquiry.Close(Now).Refusal);
        House.Done(enquiry.Reply("欢迎", "周文", Now));
        Assert.Equal(EnquiryRefusals.NothingToTell, enquiry.Tell("再核实", "周文", Now).Refusal);
    }

    [Fact]
    public void Nothing_grows_out_of_one_that_nobody_is_known_of_or_that_was_withdrawn()
    {
        var enquiry = Asked();
        Assert.Equal(EnquiryRefusals.LinkFirst, enquiry.Request(Now).Refusal);
        Assert.Equal(EnquiryRefusals.LinkFirst, enquiry.Follow(Now).Refusal);
        House.Done(Link(enquiry));
        House.Done(enquiry.Request(Now));
        House.Done(enquiry.Follow(Now));

        House.Done(enquiry.Withdraw(Now));

        var over = EnquiryRefusals.IsOver(EnquiryState.Withdrawn);
        Assert.Equal([over, over, over], [enquiry.Request(Now).Refusal, enquiry.Follow(Now).Refusal, Link(enquiry).Refusal]);
    }

    [Fact]
    public void Its_asker_may_withdraw_it_until_it_is_answered()
    {
        var answered = Asked();
        House.Done(answered.Reply("欢迎", "周文", Now));
        Assert.Equal(EnquiryRefusals.AlreadyAnswered, answered.Withdraw(Now).Refusal);

        var enquiry = Asked();
        House.Done(enquiry.Withdraw(Now));
        House.Done(enquiry.Withdraw(Now));
        Assert.False(enquiry.IsOverdue(Now.AddDays(30)));
        Assert.Equal(EnquiryRefusals.YouWithdrew, enquiry.Add("又来", Now, ReplyBy).Refusal);
        Assert.Equal(EnquiryRefusals.IsOver(EnquiryState.Withdrawn), enquiry.Close(Now).Refusal);
    }

    [Fact]
    public void So_many_words_a_day_are_taken_and_no_more()
    {
        var enquiry = Asked();
        for (var n = 0; n < Enquiry.MostWordsPerDay; n++) House.Done(enquiry.Add($"第 {n}", Now, ReplyBy));

        Assert.Equal(EnquiryRefusals.TooManyWords, enquiry.Add("再补", Now, ReplyBy).Refusal);
        House.Done(enquiry.Add("次日", Now.AddDays(1).AddMinutes(1), ReplyBy));
    }

    [Fact]
    public void A_link_is_renewed_and_shut_for_a_reason_and_stands_as_it_stood_without_one()
    {
        var enquiry = Asked();
        var before = enquiry.Key(Keys);

        Assert.Equal(EnquiryRefusals.WhyLink, enquiry.RenewLink(" ", Keys, Now).Refusal);
        Assert.Equal(EnquiryRefusals.WhyLink, enquiry.ShutLink("", Now).Refusal);
        Assert.Equal((before, 1, null), (enquiry.Key(Keys), enquiry.KeyGeneration, enquiry.KeyShutAt));

        House.Done(enquiry.RenewLink("转发到了群里", Keys, Now));
        Assert.NotEqual(before, enquiry.Key(Keys));
        House.Done(enquiry.ShutLink("来询人要求", Now));
        Assert.Equal((null, Now), (enquiry.Key(Keys), enquiry.KeyShutAt));
    }

    [Fact]
    public void A_template_is_filled_once_and_what_is_put_in_is_not_read_again()
    {
        var values = new Dictionary<string, string> { [ReplyPlaceholders.Name] = "{number}", [ReplyPlaceholders.Number] = "LX-0001" };

        Assert.Equal("{number} LX-0001 {other}", ReplyPlaceholders.Fill("{name} {number} {other}", values));
        Assert.Equal(["{event.__init__}", "{other}"], ReplyPlaceholders.Unknown("{name} {event.__init__} {other} {other}"));
    }

    [Fact]
    public void A_template_with_an_unknown_placeholder_is_not_kept()
    {
        var form = new TemplateForm { Code = "RT-9", NameZh = "甲", NameEn = "A", BodyZh = "{姓名}", BodyEn = "{name}" };

        var problem = Assert.Single(form.Check());
        Assert.Equal(nameof(TemplateForm.BodyZh), problem.Field);
        Assert.Contains("{name}", problem.Zh);
    }

    [Fact]
    public void Nothing_of_nothing_is_a_dash() => Assert.Equal(("—", "66.7%"), (new AnsweredInTime(0, 0, Now).Rate, new AnsweredInTime(2, 3, Now).Rate));

    private static Unit Unit(string code) => InvestmentFair.People.Unit.Enter(new UnitForm { Code = code, NameZh = $"{code}（示例）", ValidFrom = new(2020, 1, 1) });

    private static Outcome Link(Enquiry enquiry) => enquiry.Link(
        Investor.Enter("KS-0001", new InvestorForm { NameZh = "问问公司（示例）", Origin = InvestmentOrigin.OutsideProvince }), Person.Enter(new PersonForm { Name = "何问（示例）" }), null, Now);

    private static readonly InvestmentFair.Access.LinkKeys Keys = new(() => new byte[32]);

    private static Enquiry Asked() => Enquiry.Ask("LX-0001", Keys, Guid.NewGuid(),
        new AskForm { Kind = EnquiryKind.Question, Name = "何问（示例）", Organisation = "问问公司（示例）", Mobile = "000-0000-9999", Words = "想了解用地" }, [], false, Now, ReplyBy);
}
