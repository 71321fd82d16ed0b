using InvestmentFair.Kernel;

namespace InvestmentFair.Deals;

public static class DealRefusals
{
    public static Refusal NotOpen => new("deal.closed", "项目已搁置或关闭，先恢复或说明原因后重新打开", "The deal is on hold or closed; resume or reopen it first");

    public const string AboveTotalCode = "deal.above-total";

    /// <summary>Asked before funds are entered that make more than was planned; whoever says that the sum is right enters them all the same.</summary>
    public static Refusal ReceivedAboveTotal(Money received, Money total) => new(AboveTotalCode, $"累计到位将为 {received.Prose}，超过总投资 {total.Prose}，请核对金额和单位",
        $"{received.Prose} would be in place, more than the total investment of {total.Prose}; please check the sum and its unit");

    public static Refusal NotClosed => new("deal.not-closed", "项目没有关闭", "The deal is not closed");

    public static Refusal NotOnHold => new("deal.not-held", "项目不在搁置中", "The deal is not on hold");

    public static Refusal NotLater(DealStage from, DealStage to) => new("deal.later",
        $"不能从“{from.Names.Zh}”到“{to.Names.Zh}”", $"A deal cannot go from “{from.Names.En}” to “{to.Names.En}”");

    public static Refusal OutOfOrder(DealStage stage, DateOnly day) => new("deal.order",
        $"这样更正后，{day:yyyy-MM-dd} 的“{stage.Names.Zh}”不再符合阶段的先后", $"Corrected like this, “{stage.Names.En}” on {day:yyyy-MM-dd} could not follow the stages before it");

    public static Refusal StoodSince(DealStage stage, DateOnly day, IReadOnlyList<(string Zh, string En)> given) => new("deal.stood",
        $"这样更正后，项目仍在之前的“{stage.Names.Zh}”，以 {day:yyyy-MM-dd} 的那条记录为准，不能另给{string.Join("、", given.Select(g => g.Zh))}：请照原样留着或不填，要改请更正那条记录",
        $"Corrected like this, the deal stands in “{stage.Names.En}” as before, by the entry of {day:yyyy-MM-dd}, and no other {string.Join(", ", given.Select(g => g.En))} can be given: leave as it was or empty, or correct that entry instead");

    public static Refusal NothingSigned(DealStage stage) => new("deal.unsigned",
        $"没有协议或合同，不能进入“{stage.Names.Zh}”", $"“{stage.Names.En}” needs an agreement or a contract first");

    public static Refusal ReviewNeeded => new("deal.review", "达产须写明核查人、日期和达到的产出", "Full capacity needs a reviewer, a day and the output achieved");

    public static Refusal DayBefore(DealStage stage, DateOnly day) => new("deal.day",
        $"“{stage.Names.Zh}”的日期不能早于 {day:yyyy-MM-dd}", $"The day of “{stage.Names.En}” must not be before {day:yyyy-MM-dd}");

    public static Refusal DayAhead(DealStage stage) => new("deal.ahead",
        $"“{stage.Names.Zh}”的日期不能在将来", $"The day of “{stage.Names.En}” must not be in the future");

    public static Refusal FileNeeded(DealStage stage) => new("deal.file",
        $"“{stage.Names.Zh}”须附文件", $"“{stage.Names.En}” needs a file");

    public static Refusal EvidenceNeeded(DealStage stage) => new("deal.evidence",
        $"“{stage.Names.Zh}”须有文号或文件", $"“{stage.Names.En}” needs a document number or a file");

    public static Refusal NothingBefore => new("deal.first", "已是第一个阶段", "This is the first stage already");

    public static Refusal ReasonNeeded => new("deal.reason", "请写明原因", "Please give the reason");

    public static Refusal NoteNeeded(Bilingual reason) => new("deal.note", $"选“{reason.Zh}”须写明说明", $"“{reason.En ?? reason.Zh}” needs a note");

    public static Refusal WakeUpNeeded => new("deal.wake-needed", "搁置须填唤醒日期", "A deal on hold needs a day to wake up");

    public static Refusal WakeUpLater => new("deal.wake", "唤醒日期须晚于搁置日期", "The wake-up day must be after the day of the hold");

    public static Refusal NextStepNeeded => new("deal.next", "进行中的项目须有下一步、时限和责任人", "An open deal needs a next step, its day and its person");

    public static Refusal FactAhead => new("deal.fact-ahead", "日期不能在将来", "The day must not be in the future");

    public static Refusal FactBefore(DateOnly day) => new("deal.fact-before",
        $"现行记录自 {day:yyyy-MM-dd} 起，日期不能更早", $"What holds now holds from {day:yyyy-MM-dd}; the day must not be before it");

    public static Refusal UpgradedSince => new("signing.upgraded", "这次签约已被升格，先更正升格的那次", "That signing was upgraded since; correct the upgrade first");

    public static Refusal AlreadyCorrected => new("deal.corrected", "该记录已更正过", "That entry has been corrected already");

    public static Refusal SignedAhead => new("signing.ahead", "签约日期不能在将来", "The day of signing must not be in the future");

    public static Refusal SignedBeforeOpened(DateOnly opened) => new("signing.before",
        $"签约日期早于线索日期 {opened:yyyy-MM-dd}", $"It was signed before the deal began on {opened:yyyy-MM-dd}");

    public static Refusal UpgradesNothing => new("signing.upgrade", "升格须有同一投资方先前的协议；意向之后签合同请选“新签”", "An upgrade needs an earlier agreement by the same investor; after a letter of intent choose New");

    public static Refusal IncreasesNothing => new("signing.increase", "增资须有先前的协议或合同", "An increase needs an earlier agreement or contract");

    public static Refusal SignedAlready => new("signing.twice", "同一投资方已有协议或合同：升格或增资请选相应性质", "This investor has signed already: choose upgrade or increase");

    public static Refusal SumNeeded => new("deal.sum", "金额须大于零", "The sum must be more than nothing");

    public static Refusal ReceivedAhead => new("receipt.ahead", "到位日期不能在将来", "The day of receipt must not be in the future");

    public static Refusal VoucherNeeded => new("receipt.voucher", "到位资金须附凭证文件", "Funds need the voucher as a file");

    public static Refusal ReversedAlready => new("receipt.reversed", "该笔已冲销", "That receipt has been reversed already");

    public static Refusal ReversedOutOfTime => new("receipt.time", "冲销日期须在到位日期之后、今天以前", "A reversal lies between the day of the receipt and today");

    public static Refusal WordsNeeded => new("follow-up.words", "请写明跟进情况", "Please write what was done");

    public static Refusal NotedAhead => new("follow-up.ahead", "跟进日期不能在将来", "The day of a follow-up must not be in the future");
}

public static class DealDeskRefusals
{
    public static Refusal MeetingHasDeal => new("deal.meeting", "这场洽谈已有跟踪项目", "This meeting has a deal already");

    public static Refusal OwnUnitOnly => new("deal.unit", "只能登记本单位牵头的项目", "You can enter deals led by your own unit only");

    public static Refusal OpenedAhead => new("deal.opened", "线索日期不能在将来", "The day of the lead must not be in the future");
}
