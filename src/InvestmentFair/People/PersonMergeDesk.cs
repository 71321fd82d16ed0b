using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.Ledger;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.People;

/// <summary>Two rows of one human being become one, and two again.</summary>
public sealed class PersonMergeDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock) : MergeDesk<Person, PersonForm, PersonMerge>(contexts, clock)
{
    protected override string Noun => "person";

    protected override Permission Needed => Permission.ManageInvestors;

    protected override IReadOnlyCollection<string> Choosable => [.. Form.Fields(typeof(PersonForm)).Select(f => f.Name)];

    protected override IQueryable<Person> All(FairDbContext db, Actor actor) => db.People;

    protected override PersonForm FormOf(Person record) => PersonForm.Of(record);

    protected override string NameOf(Person record) => record.Name;

    protected override void Revise(Person record, PersonForm form) => record.Revise(form);

    protected override PersonMerge Enter(Guid loser, Guid? survivor, DateOnly day, Guid? corrects) => new() { SubjectId = loser, SurvivorId = survivor, HoldsFrom = day, CorrectsId = corrects };

    protected override async Task<IReadOnlyList<MergeChild>> ChildrenAsync(FairDbContext db, Guid id, CancellationToken cancel) =>
    [
        new(PeopleTexts.Guests, await db.Guests.CountAsync(g => g.PersonId == id, cancel)),
        new(PeopleTexts.Contacts, await db.Contacts.CountAsync(c => c.PersonId == id, cancel)),
        new(PeopleTexts.Hosts, await db.Hosts.CountAsync(h => h.PersonId == id, cancel)),
        new(PeopleTexts.Interpreters, await db.Interpreters.CountAsync(i => i.PersonId == id, cancel)),
        new(PeopleTexts.Meetings, await db.Meetings.CountAsync(m => m.Attendees.Any(a => a.PersonId == id), cancel)),
        new(PeopleTexts.Requests, await db.Requests.CountAsync(r => r.People.Any(p => p.PersonId == id), cancel)),
        new(PeopleTexts.Availability, await db.Availability.CountAsync(a => a.PersonId == id, cancel)),
        new(PeopleTexts.Enquiries, await db.Enquiries.CountAsync(e => e.PersonId == id, cancel)),
        new(PeopleTexts.Deals, await db.Deals.CountAsync(d => d.OwnerId == id || d.LeaderId == id || d.NextStepById == id, cancel)),
        new(PeopleTexts.Accounts, await db.Users.CountAsync(u => u.PersonId == id, cancel)),
    ];

    // The key of the claims would refuse it as well, and does where two people do this at once; here both meetings can be named in peace.
    protected override async Task<Refusal?> ForbidsAsync(FairDbContext db, Person loser, Person survivor, CancellationToken cancel)
    {
        var both = await (from mine in db.Claims
                          join theirs in db.Claims on new { mine.FairId, mine.SlotId } equals new { theirs.FairId, theirs.SlotId }
                          where mine.ResourceId == loser.Id && theirs.ResourceId == survivor.Id && mine.MeetingId != theirs.MeetingId
                          select new { One = mine.MeetingId, Other = theirs.MeetingId }).FirstOrDefaultAsync(cancel);
        if (both is null) return null;
        var numbers = await db.Meetings.Where(m => m.Id == both.One || m.Id == both.Other).ToDictionaryAsync(m => m.Id, m => m.Number, cancel);
        return PersonMergeRefusals.Together(numbers[both.One], numbers[both.Other]);
    }

    protected override Task<Outcome<Moved>> MoveAsync(FairDbContext db, PersonMerge merge, CancellationToken cancel) => new Repointing(db, merge).MoveAsync(cancel);

    protected override Task<ClaimChange?> MoveBackAsync(FairDbContext db, PersonMerge merge, List<string> kept, CancellationToken cancel) => new Repointing(db, merge).MoveBackAsync(kept, cancel);
}

internal static class PeopleTexts
{
    public static string Guests => Language.Say("嘉宾", "Guest of");
    public static string Contacts => Language.Say("联系人", "Contact of");
    public static string Hosts => Language.Say("县方代表", "Host representative of");
    public static string Interpreters => Language.Say("翻译", "Interpreter");
    public static string Meetings => Language.Say("洽谈", "Meetings");
    public static string Requests => Language.Say("洽谈申请", "Meeting requests");
    public static string Availability => Language.Say("可参会时间", "Availability");
    public static string Enquiries => Language.Say("来询", "Enquiries");
    public static string Deals => Language.Say("跟踪项目（责任人、领导、下一步）", "Deals (owner, leader, next step)");
    public static string Accounts => Language.Say("账号", "Account");
}
