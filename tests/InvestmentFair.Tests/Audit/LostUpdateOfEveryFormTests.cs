using System.Reflection;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Deals;
using InvestmentFair.Delegations;
using InvestmentFair.Dictionaries;
using InvestmentFair.Enquiries;
using InvestmentFair.Fairs;
using InvestmentFair.Invitations;
using InvestmentFair.Kernel;
using InvestmentFair.Matching;
using InvestmentFair.Meetings;
using InvestmentFair.Organisations;
using InvestmentFair.People;
using InvestmentFair.Projects;
using InvestmentFair.Tests.Meetings;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Noun = InvestmentFair.Kernel.Record;

namespace InvestmentFair.Tests.Audit;

/// <summary>
/// Every form by which a record is changed, found at the desks and not named by hand: whoever saves second is shown both versions,
/// and nothing is overwritten. A form of which nobody said how it is tried is a failure.
/// </summary>
public sealed class LostUpdateOfEveryFormTests
{
    private static readonly Actor Who = House.Organizer with { Role = Role.Administrator };

    /// <summary>Methods that take a form beside a record's id and change nothing that another may have changed.</summary>
    private static readonly Dictionary<string, string> Changeless = new()
    {
        ["EditionDesk.CloneAsync"] = "makes a fair and changes nothing of the one it is made of",
        ["EditionDesk.PreviewAsync"] = "changes nothing",
        ["MeetingDesk.ConcludeAsync"] = "records an outcome where none stands",
        ["NoteDesk.AddAsync"] = "adds a note",
        ["ProjectFileDesk.AddAsync"] = "adds a file",
    };

    private static readonly Dictionary<string, Case> Cases = new()
    {
        ["AccountDesk.ReviseAsync"] = Of<AccountForm>(EnterAccountAsync, async (s, id) => (await s.Desk<AccountDesk>().AccountAsync(Who, id, Cancel))!.Form, (form, text) => form.DisplayName = text),
        ["AvailabilityDesk.SaveAsync"] = OfOne<Availability, AvailabilityForm>(db => db.Availability.Include(a => a.Fair).Where(a => a.Fair.Code == House.Fair), AvailabilityForm.Of, (form, text) => form.Reason = text),
        ["ChecklistDesk.SaveAsync"] = OfOne<ChecklistItem, ChecklistForm>(db => db.Checklist.Where(i => i.Fair.Code == House.Fair), ChecklistForm.Of, (form, text) => form.TitleEn = text),
        ["DealDesk.SaveAsync"] = OfOne<Deal, DealForm>(db => db.Deals.Where(d => d.StageType == StageType.Open), DealForm.Of, (form, text) => form.NameEn = text),
        ["DelegationDesk.SaveAsync"] = OfOne<Delegation, DelegationForm>(db => db.Delegations.Where(d => d.Fair.Code == House.Fair), DelegationForm.Of, (form, text) => form.Interest = text),
        ["DelegationDesk.SaveGuestAsync"] = OfOne<Guest, GuestForm>(db => db.Guests.Include(g => g.Person).Where(g => g.Fair.Code == House.Fair), GuestForm.Of, (form, text) => form.TitleZh = text),
        ["DictionaryDesk.SaveAsync"] = OfOne<DictionaryEntry, DictionaryForm>(db => db.Dictionary, DictionaryForm.Of, (form, text) => form.NameEn = text),
        ["DictionaryDesk.SaveHolidayAsync"] = OfOne<Holiday, HolidayForm>(db => db.Holidays, HolidayForm.Of, (form, text) => form.NameEn = text),
        ["FairDesk.SaveAgendaAsync"] = Of<AgendaForm>(s => FirstAsync(s, db => db.Agenda.Where(a => a.Fair.Code == House.Fair)), async (s, id) => (await s.Desk<FairQueries>().AgendaAsync(Who, House.Fair, id, Cancel))!, (form, text) => form.TitleEn = text),
        ["FairDesk.SaveFairAsync"] = OfOne<Fair, FairForm>(db => db.Fairs.Where(f => f.Code == House.Fair), FairForm.Of, (form, text) => form.NameEn = text),
        ["FairDesk.SaveHallAsync"] = OfOne<Hall, HallForm>(db => db.Halls.Where(h => h.Fair.Code == House.Fair), HallForm.Of, (form, text) => form.NameEn = text),
        ["FairDesk.SaveSlotAsync"] = Of<SlotForm>(s => s.House.SlotAsync(), async (s, id) => (await s.Desk<FairQueries>().SlotAsync(Who, House.Fair, id, Cancel))!, (form, text) => form.Ends = form.Starts!.Value.AddMinutes(20 + (text[^1] - '0'))),
        ["FairDesk.SaveTableAsync"] = OfOne<Table, TableForm>(db => db.Tables.Where(t => db.Fairs.Any(f => f.Id == t.FairId && f.Code == House.Fair)), TableForm.Of, (form, text) => form.Seats = 20 + (text[^1] - '0')),
        ["FairDesk.SaveVenueAsync"] = OfOne<Venue, VenueForm>(db => db.Venues, VenueForm.Of, (form, text) => form.AddressEn = text),
        ["InvestorDesk.SaveAsync"] = OfOne<Investor, InvestorForm>(db => db.Investors, InvestorForm.Of, (form, text) => form.Note = text),
        ["InvestorDesk.SaveContactAsync"] = OfOne<Contact, ContactForm>(db => db.Contacts.Include(c => c.Person).Include(c => c.Investor), ContactForm.Of, (form, text) => form.TitleZh = text, contact => contact.Investor.SurvivorId),
        ["InvitationDesk.SaveAsync"] = OfOne<Invitation, InvitationForm>(db => db.Invitations.Where(i => i.Fair.Code == House.Fair), InvitationForm.Of, (form, text) => form.Note = text),
        ["LimitDesk.SaveAsync"] = OfOne<PartyLimit, LimitForm>(db => db.Limits.Where(l => l.Fair.Code == House.Fair && l.DelegationId != null), LimitForm.Of, (form, text) => form.Most = 20 + (text[^1] - '0')),
        ["MatchDesk.SaveConditionsAsync"] = Of<ConditionsForm>(EnterConditionsAsync, async (s, id) => (await s.Desk<MatchDesk>().ConditionsAsync(Who, id, Cancel))!, (form, text) => form.PowerKva = 100 + (text[^1] - '0')),
        ["MeetingDesk.CorrectAsync"] = Of<OutcomeForm>(s => ConcludingTests.ConcludedAsync(s.House, OutcomeKind.Intent), async (s, id) =>
        {
            var form = OutcomeForm.Of(await s.House.ReadAsync(db => db.Outcomes.SingleAsync(o => o.MeetingId == id, Cancel)));
            form.Reason = "听错（示例）";
            return form;
        }, (form, text) => form.NextStep = text),
        ["MeetingDesk.SaveRequestAsync"] = Of<RequestForm>(s => s.House.RequestAsync(), async (s, id) => (await s.House.Meetings.RequestAsync(Who, House.Fair, id, Cancel))!, (form, text) => form.Reason = text),
        ["MeetingDesk.SeatAsync"] = Of<TeamForm>(async s => await s.House.MeetingAsync(await s.House.SlotAsync(), await s.House.TableAsync(), [.. await s.House.PeopleAsync(3)]),
            async (s, id) => TeamForm.Of(await s.House.ReadAsync(db => db.Meetings.Include(m => m.Attendees).SingleAsync(m => m.Id == id, Cancel))), (form, text) => form.Guests = [.. form.Guests.Where((_, place) => place != text[^1] - '1')]),
        ["PeopleDesk.SaveHostAsync"] = OfOne<HostRepresentative, HostForm>(db => db.Hosts.Include(h => h.Person), HostForm.Of, (form, text) => form.TitleEn = text),
        ["PeopleDesk.SaveInterpreterAsync"] = OfOne<Interpreter, InterpreterForm>(db => db.Interpreters.Include(i => i.Person), InterpreterForm.Of, (form, text) => form.Note = text),
        ["PeopleDesk.SavePersonAsync"] = OfOne<Person, PersonForm>(db => db.People.Where(p => p.SurvivorId == p.Id), PersonForm.Of, (form, text) => form.Note = text),
        ["PeopleDesk.SaveUnitAsync"] = OfOne<Unit, UnitForm>(db => db.Units, UnitForm.Of, (form, text) => form.NameEn = text),
        ["PinyinDesk.SaveAsync"] = Of<ReadingForm>(EnterReadingAsync, async (s, id) => (await s.Desk<PinyinDesk>().ReadingAsync(Who, id, Cancel))!, (form, text) => form.Syllables = text[^1] == '1' ? "xin" : "sen"),
        ["ProjectDesk.SaveAsync"] = Of<ProjectForm>(s => FirstAsync(s, db => db.Projects), async (s, id) => (await s.House.Projects.ProjectAsync(Who, House.Fair, id, Cancel))!.Form, (form, text) => form.RemarkZh = text),
        ["ProjectDesk.SaveNeedAsync"] = Of<NeedForm>(EnterNeedAsync, async (s, id) => (await s.House.Projects.NeedAsync(Who, id, Cancel))!, (form, text) => form.NoteZh = text),
        ["ProjectDesk.SavePlantAsync"] = OfOne<IdlePlant, PlantForm>(db => db.Plants, PlantForm.Of, (form, text) => form.ReadinessEn = text),
        ["PublicationDesk.SaveClauseAsync"] = OfOne<IncentiveClause, ClauseForm>(db => db.Clauses, ClauseForm.Of, (form, text) => form.Basis = text, clause => clause.ProjectId),
        ["ReplyDesk.SaveTemplateAsync"] = OfOne<ReplyTemplate, TemplateForm>(db => db.ReplyTemplates, TemplateForm.Of, (form, text) => form.NameEn = text),
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_form_that_changes_a_record_is_tried()
    {
        var forms = Forms().Select(NameOf).ToList();

        Assert.Empty(forms.Except(Cases.Keys).Except(Changeless.Keys).Select(f => $"{f} changes a record by a form: say in {nameof(Cases)} how it is tried"));
        Assert.Empty(Cases.Keys.Concat(Changeless.Keys).Except(forms).Select(f => $"{f} is no form of a record: remove its line"));
        Assert.Empty(Cases.Keys.Intersect(Changeless.Keys));
        Assert.True(Cases.Count > 25, "the desks were not found");
    }

    public static TheoryData<Engine, string> Tried()
    {
        var tried = new TheoryData<Engine, string>();
        foreach (var engine in new[] { Engine.Sqlite, Engine.Postgres })
            foreach (var desk in Forms().Select(f => f.ReflectedType!.Name).Distinct())
                tried.Add(engine, desk);
        return tried;
    }

    [Theory, MemberData(nameof(Tried))]
    public async Task The_second_of_two_who_have_it_open_is_shown_both_and_overwrites_nothing(Engine engine, string desk)
    {
        await using var sitting = new Sitting(await House.OpenAsync(engine));
        foreach (var method in Forms().Where(f => f.ReflectedType!.Name == desk && !Changeless.ContainsKey(NameOf(f))))
        {
            var (name, tried) = (NameOf(method), Cases[NameOf(method)]);
            var (id, owner) = await tried.Record(sitting);
            var (first, second) = (await tried.Open(sitting, id), await tried.Open(sitting, id));
            tried.Change(first, "Both have it open 1");
            tried.Change(second, "Both have it open 2");
            var opened = await tried.Open(sitting, id);
            Saved(name, await SaveAsync(sitting, method, id, owner, first));
            var (saved, links) = (await tried.Open(sitting, id), await sitting.House.LinksAsync());
            Assert.True(saved.Version > second.Version, $"{name}: a save moves no version");

            var outcome = await SaveAsync(sitting, method, id, owner, second);

            Assert.True(outcome.Clash is not null, $"{name}: {(outcome.Refused ? outcome.Text : "overwritten")}");
            Assert.Equal((name, saved.Version), (name, outcome.Clash.TheirVersion));
            // Both are in the reader's hands, in the one field in which they differ.
            var clash = Assert.Single(outcome.Clash.Fields);
            Assert.Equal((name, second.Against(saved).Single()), (name, clash));
            Assert.Equal((name, first.Against(opened).Single().Mine), (name, clash.Theirs));
            var stands = await tried.Open(sitting, id);
            Assert.Empty(saved.Against(stands));
            Assert.Equal((name, saved.Version, links), (name, stands.Version, await sitting.House.LinksAsync()));

            // As if nobody had asked which version was read: what is looked at above has changed.
            second.Version = saved.Version;
            Saved(name, await SaveAsync(sitting, method, id, owner, second));
            Assert.Equal([clash.Field], saved.Against(await tried.Open(sitting, id)).Select(f => f.Field));
        }

        await sitting.House.VerifyAsync();
    }

    private static void Saved(string name, Outcome outcome) => Assert.False(outcome.Refused, $"{name}: {outcome.Text}");

    // A form beside the id of the record, and no version beside them: the form carries it.
    private static IEnumerable<MethodInfo> Forms() =>
        from desk in typeof(Desk).Assembly.GetTypes()
        where desk.IsSubclassOf(typeof(Desk)) && !desk.IsAbstract && !desk.Name.EndsWith("EditDesk", StringComparison.Ordinal)
        from method in desk.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where method.ReturnType.IsGenericType && typeof(Outcome).IsAssignableFrom(method.ReturnType.GetGenericArguments()[0])
        let parameters = method.GetParameters()
        where parameters.Any(p => p.ParameterType.IsSubclassOf(typeof(Form))) && parameters.Any(p => p.ParameterType == typeof(Guid) || p.ParameterType == typeof(Guid?))
            && !parameters.Any(p => p.ParameterType == typeof(int) && p.Name!.EndsWith("ersion", StringComparison.Ordinal))
        orderby desk.Name, method.Name
        select method;

    private static string NameOf(MethodInfo method) => $"{method.ReflectedType!.Name}.{method.Name}";

    private static async Task<Outcome> SaveAsync(Sitting sitting, MethodInfo method, Guid id, Guid owner, Form form)
    {
        var parameters = method.GetParameters();
        var isOwned = parameters.Any(p => p.ParameterType == typeof(Guid?));
        object?[] arguments =
        [
            .. parameters.Select<ParameterInfo, object?>(p => p.ParameterType switch
            {
                var type when type == typeof(Actor) => Who,
                var type when type == typeof(string) => House.Fair,
                var type when type == typeof(Guid?) => id,
                var type when type == typeof(Guid) => isOwned ? owner : id,
                var type when type == typeof(CancellationToken) => Cancel,
                var type when type == form.GetType() => form,
                _ when p.HasDefaultValue => p.DefaultValue,
                _ => throw new InvalidOperationException($"{NameOf(method)}: what is to be given as {p.Name}?"),
            }),
        ];
        var saving = (Task)method.Invoke(sitting.Services.GetRequiredService(method.ReflectedType!), BindingFlags.DoNotWrapExceptions, null, arguments, null)!;
        await saving;
        return (Outcome)saving.GetType().GetProperty(nameof(Task<>.Result))!.GetValue(saving)!;
    }

    private sealed record Case(Func<Sitting, Task<(Guid Id, Guid Owner)>> Record, Func<Sitting, Guid, Task<Form>> Open, Action<Form, string> Change);

    private static Case Of<TForm>(Func<Sitting, Task<Guid>> record, Func<Sitting, Guid, Task<TForm>> open, Action<TForm, string> change) where TForm : Form =>
        new(async s => (await record(s), Guid.Empty), async (s, id) => await open(s, id), (form, text) => change((TForm)form, text));

    /// <summary>The first of the sample data, opened as its pages open it.</summary>
    private static Case OfOne<TRecord, TForm>(Func<FairDbContext, IQueryable<TRecord>> records, Func<TRecord, TForm> shown, Action<TForm, string> change, Func<TRecord, Guid>? owner = null)
        where TRecord : Noun where TForm : Form =>
        new(async s => await s.House.ReadAsync(db => records(db).OrderBy(r => r.Id).FirstAsync(Cancel)) is var one ? (one.Id, owner?.Invoke(one) ?? Guid.Empty) : default,
            async (s, id) => shown(await s.House.ReadAsync(db => records(db).SingleAsync(r => r.Id == id, Cancel))), (form, text) => change((TForm)form, text));

    private static Task<Guid> FirstAsync<TRecord>(Sitting sitting, Func<FairDbContext, IQueryable<TRecord>> records) where TRecord : Noun =>
        sitting.House.ReadAsync(db => records(db).OrderBy(r => r.Id).Select(r => r.Id).FirstAsync(Cancel));

    private static async Task<Guid> EnterAccountAsync(Sitting sitting)
    {
        House.Done(await sitting.Desk<AccountDesk>().EnterAsync(Who, new AccountForm { UserName = "zhoudan", DisplayName = "周丹（示例）", Role = Role.Staff }, Cancel));
        return await sitting.House.ReadAsync(db => db.Users.Where(u => u.UserName == "zhoudan").Select(u => u.Id).SingleAsync(Cancel));
    }

    private static async Task<Guid> EnterReadingAsync(Sitting sitting) =>
        House.Done(await sitting.Desk<PinyinDesk>().SaveAsync(Who, null, new ReadingForm { Of = ReadingOf.Surname, Word = "莘", Syllables = "shen" }, Cancel));

    private static async Task<Guid> EnterNeedAsync(Sitting sitting) =>
        House.Done(await sitting.House.Projects.SaveNeedAsync(Who, null, new NeedForm { InvestorId = await sitting.House.InvestorAsync(), BuildingM2 = 3000 }, Cancel));

    private static async Task<Guid> EnterConditionsAsync(Sitting sitting)
    {
        var carrier = await FirstAsync(sitting, db => db.Projects.Where(p => p.Category == ProjectCategory.Carrier && !db.Conditions.Any(c => c.ProjectId == p.Id)));
        House.Done(await sitting.Desk<MatchDesk>().SaveConditionsAsync(Who, carrier, new ConditionsForm { PowerKva = 50 }, Cancel));
        return carrier;
    }

    /// <summary>The desks as the program wires them, those of accounts with Identity behind them.</summary>
    private sealed class Sitting : IAsyncDisposable
    {
        public Sitting(House house)
        {
            House = house;
            var services = new ServiceCollection().AddInvestmentFair(house.Database.Connection);
            services.AddLogging();
            services.AddDataProtection();
            services.AddScoped(_ => house.Open());
            services.AddSingleton(house.Clock);
            services.AddIdentityCore<StaffMember>(options => (options.Password.RequiredLength, options.Password.RequireNonAlphanumeric, options.Password.RequireUppercase) = (10, false, false))
                .AddEntityFrameworkStores<FairDbContext>().AddDefaultTokenProviders();
            services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1);
            Services = services.BuildServiceProvider();
        }

        public House House { get; }

        public ServiceProvider Services { get; }

        public T Desk<T>() where T : notnull => Services.GetRequiredService<T>();

        public async ValueTask DisposeAsync()
        {
            await Services.DisposeAsync();
            await House.DisposeAsync();
        }
    }
}
