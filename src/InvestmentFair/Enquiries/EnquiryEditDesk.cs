using InvestmentFair.Access;
using InvestmentFair.Choices;
using InvestmentFair.Data;
using InvestmentFair.Edits;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Enquiries;

public abstract class ChargeForm : Form
{
    /// <summary>Who answers from now on, as the enquiry's own page would say it.</summary>
    public abstract AssignForm Assigns { get; }
}

public sealed class UnitInChargeForm : ChargeForm
{
    [Text("承办单位", "Unit in charge"), Needed, Choice(ChoiceOf.Unit)]
    public Guid? UnitId { get; set; }

    [Text("转交原因（已有承办单位的须写明）", "Why it is handed over (needed where a unit is in charge already)"), AtMost(300), Prose]
    public string? Reason { get; set; }

    public override AssignForm Assigns => new() { UnitId = UnitId, Reason = Reason };
}

public sealed class PersonInChargeForm : ChargeForm
{
    [Text("承办人", "Person in charge"), Needed, Choice(ChoiceOf.Host)]
    public Guid? OwnerId { get; set; }

    [Text("转交原因（已有承办单位的须写明）", "Why it is handed over (needed where a unit is in charge already)"), AtMost(300), Prose]
    public string? Reason { get; set; }

    public override AssignForm Assigns => new() { OwnerId = OwnerId, Reason = Reason };
}

/// <summary>Enquiries given out in their list: many to one office or one person by the verb of one, each with its step and its reason.</summary>
public sealed class EnquiryEditDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock, ChoiceQueries choices, EnquiryList list, ReplyDesk desk)
    : EditDesk<Enquiry>("enquiry", contexts, clock, choices, list)
{
    public override Permission Permission => Permission.AnswerEnquiries;

    protected override IReadOnlyList<Edit<Enquiry>> Edits =>
    [
        Charge("Unit", Language.Say("承办单位（指定或转交）", "Unit in charge (put in charge or hand over)"), () => new UnitInChargeForm(), enquiry => enquiry.UnitId, ChoiceOf.Unit),
        Charge("Owner", Language.Say("承办人（单位随之）", "Person in charge (and with them their unit)"), () => new PersonInChargeForm(), enquiry => enquiry.OwnerId, ChoiceOf.Host),
    ];

    protected override IQueryable<Enquiry> Records(FairDbContext db, Actor actor, string fair) => db.Enquiries.Include(e => e.Steps).Where(e => e.Fair.Code == fair);

    protected override string NameOf(Enquiry record) => $"{record.Number} {record.AskerName}";

    // The cell holds whom the column shows; handing over asks for a reason, which a cell has no room for, and the enquiry says so.
    private Edit<Enquiry> Charge<TTyped>(string column, string label, Func<TTyped> blank, Func<Enquiry, Guid?> value, ChoiceOf kind) where TTyped : ChargeForm
    {
        var choice = new EditChoice(column, label, blank, Form.Fields(typeof(TTyped))) { Column = column };
        return new Edit<Enquiry>(choice, enquiry => value(enquiry), kind, (enquiry, typed) => Equals(value(enquiry), choice.Fields[0].GetValue(typed)),
            (db, actor, enquiry, typed, cancel) => desk.AssignAsync(db, actor, enquiry, Of(enquiry, typed), cancel))
        {
            Cell = new EditOfCell<Enquiry>(Shown, async (actor, fair, id, typed, seen, cancel) =>
                await FindAsync(actor, fair, id, cancel) is not { } stands ? Refusal.NotFound
                : Settled(id, choice, Shown(stands), typed, seen) ?? await desk.AssignAsync(actor, fair, id, stands.Version, Of(stands, typed), cancel)),
        };

        Form Shown(Enquiry enquiry)
        {
            var form = blank();
            choice.Fields[0].SetValue(form, value(enquiry));
            return form;
        }
    }

    // Where nobody was in charge nothing is handed over, and the reason of the others is none of its history.
    private static AssignForm Of(Enquiry enquiry, Form typed)
    {
        var form = ((ChargeForm)typed).Assigns;
        if (enquiry.UnitId is null) form.Reason = null;
        return form;
    }
}
