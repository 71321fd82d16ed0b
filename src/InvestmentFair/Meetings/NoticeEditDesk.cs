using InvestmentFair.Access;
using InvestmentFair.Choices;
using InvestmentFair.Data;
using InvestmentFair.Edits;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

/// <summary>Many notices marked in their list, as when a liaison has told a whole delegation.</summary>
public sealed class NoticeEditDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock, ChoiceQueries choices, NoticeList list) : EditDesk<Notice>("notice", contexts, clock, choices, list)
{
    public override Permission Permission => Permission.ManageMeetings;

    // Whoever marks is kept with the notice, as where one is marked on its page.
    protected override IReadOnlyList<Edit<Notice>> Edits =>
    [
        new(new EditChoice("Done", Language.Say("标记已通知", "Mark as told"), () => new MarkForm(), Form.Fields(typeof(MarkForm))), notice => notice.Through, null, (_, _) => false,
            (_, actor, notice, typed, _) => Task.FromResult(notice.Mark((MarkForm)typed, actor.Name, Now))),
    ];

    protected override IQueryable<Notice> Records(FairDbContext db, Actor actor, string fair) => db.Notices.Include(n => n.Release).Where(n => n.Fair.Code == fair);

    protected override string NameOf(Notice record) => record.Release.Called;

    // A notice does not point to its person: whoever a merge left is who is told.
    protected override async Task<Func<Notice, string>> CallingAsync(FairDbContext db, IReadOnlyCollection<Notice> records, CancellationToken cancel)
    {
        var people = records.Select(n => n.PersonId).Distinct().ToList();
        var names = await db.People.Where(p => people.Contains(p.Id)).Select(p => new { p.Id, p.Survivor.Name }).ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
        return notice => names[notice.PersonId];
    }
}
