using InvestmentFair.Access;
using InvestmentFair.Audit;
using InvestmentFair.Choices;
using InvestmentFair.Data;
using InvestmentFair.Data.Seeding;
using InvestmentFair.Deals;
using InvestmentFair.Delegations;
using InvestmentFair.Dictionaries;
using InvestmentFair.Documents;
using InvestmentFair.Editions;
using InvestmentFair.Drafts;
using InvestmentFair.Edits;
using InvestmentFair.Enquiries;
using InvestmentFair.Fairs;
using InvestmentFair.Files;
using InvestmentFair.History;
using InvestmentFair.Imports;
using InvestmentFair.Invitations;
using InvestmentFair.Kernel;
using InvestmentFair.Matching;
using InvestmentFair.Meetings;
using InvestmentFair.Notes;
using InvestmentFair.Organisations;
using InvestmentFair.Palette;
using InvestmentFair.People;
using InvestmentFair.Projects;
using InvestmentFair.Spreadsheets;
using InvestmentFair.Timeline;
using InvestmentFair.Today;
using InvestmentFair.Views;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace InvestmentFair;

/// <summary>The table of contents of the product: a line for every desk and every list.</summary>
public static class Services
{
    public static IServiceCollection AddInvestmentFair(this IServiceCollection services, string connection)
    {
        services.AddOptions<DataOptions>();
        services.AddSingleton(new FairContexts(connection));
        services.AddSingleton<IDbContextFactory<FairDbContext>>(s => s.GetRequiredService<FairContexts>());
        services.AddScoped(s => s.GetRequiredService<FairContexts>().CreateDbContext());
        services.AddSingleton(new FairClock(TimeProvider.System));
        services.AddSingleton<FileStore>();
        services.AddSingleton<UploadQuota>();
        services.AddSingleton(s => LinkKeys.In(Path.Combine(s.GetRequiredService<IOptions<DataOptions>>().Value.Directory, "keys")));
        services.AddSingleton<SeedData>();
        services.AddSingleton<Verification>();

        services.AddSingleton<AccountDesk>();
        services.AddSingleton<SessionDesk>();
        services.AddSingleton<TwoFactorDesk>();
        services.AddSingleton<LinkDesk>();
        services.AddSingleton<PeopleDesk>();
        services.AddSingleton<DictionaryDesk>();
        services.AddSingleton<PersonQueries>();
        services.AddSingleton<PersonMergeDesk>();
        services.AddSingleton<PinyinDesk>();
        services.AddSingleton<FairDesk>();
        services.AddSingleton<SettingDesk>();
        services.AddSingleton<FairQueries>();
        services.AddSingleton<ChecklistDesk>();
        services.AddSingleton<EditionDesk>();
        services.AddSingleton<InvestorDesk>();
        services.AddSingleton<InvestorMergeDesk>();
        services.AddSingleton<DuplicateQueries>();
        services.AddSingleton<ILookalikes>(s => s.GetRequiredService<DuplicateQueries>());
        services.AddSingleton<DuplicateDesk>();
        services.AddSingleton<DelegationDesk>();
        services.AddSingleton<InvitationDesk>();
        services.AddSingleton<ProjectDesk>();
        services.AddSingleton<ProjectFileDesk>();
        services.AddSingleton<PublicationDesk>();
        services.AddSingleton<PortalQueries>();
        services.AddSingleton<MatchDesk>();
        services.AddSingleton<SuggestionDesk>();
        services.AddSingleton<ScheduleDesk>();
        services.AddSingleton<RemedyQueries>();
        services.AddSingleton<EnquiryDesk>();
        services.AddSingleton<ReplyDesk>();
        services.AddSingleton<AskerDesk>();
        services.AddSingleton<MeetingDesk>();
        services.AddSingleton<AvailabilityDesk>();
        services.AddSingleton<LimitDesk>();
        services.AddSingleton<ReleaseDesk>();
        services.AddSingleton<ReleaseQueries>();
        services.AddSingleton<SlipQueries>();
        services.AddSingleton<CallListQueries>();
        services.AddSingleton<NoticeDesk>();
        services.AddSingleton<BoardQueries>();
        services.AddSingleton<HallBoardQueries>();
        services.AddSingleton<MyTimetableQueries>();
        services.AddSingleton<ScheduleQueries>();
        services.AddSingleton<MeetingSheetQueries>();
        services.AddSingleton<PrintDesk>();
        services.AddSingleton<RunDesk>();
        services.AddSingleton<ReplacementDesk>();
        services.AddSingleton<DealDesk>();
        services.AddSingleton<DealQueries>();
        services.AddSingleton<DealMergeDesk>();
        services.AddSingleton<FileDesk>();
        services.AddSingleton<DraftDesk>();
        services.AddSingleton<ChoiceQueries>();
        services.AddSingleton<ValueNameQueries>();
        services.AddSingleton<HistoryQueries>();
        services.AddSingleton<AuditQueries>();
        services.AddSingleton<ExportDesk>();
        services.AddSingleton<ImportDesk>();
        services.AddSingleton<ViewDesk>();
        services.AddSingleton<NoteDesk>();
        services.AddSingleton<TodayQueries>();
        services.AddSingleton<PaletteQueries>();

        services.AddList<AccountList>();
        services.AddList<UnitList>();
        services.AddList<HostList>();
        services.AddList<InterpreterList>();
        services.AddList<DictionaryList>();
        services.AddList<HolidayList>();
        services.AddList<PersonList>();
        services.AddList<FairList>();
        services.AddList<VenueList>();
        services.AddList<HallList>();
        services.AddList<TableList>();
        services.AddList<SlotList>();
        services.AddList<AgendaList>();
        services.AddList<ChecklistList>();
        services.AddList<InvestorList>();
        services.AddList<DelegationList>();
        services.AddList<GuestList>();
        services.AddList<InvitationList>();
        services.AddList<ProjectList>();
        services.AddList<PlantList>();
        services.AddList<NeedList>();
        services.AddList<EnquiryList>();
        services.AddList<TemplateList>();
        services.AddList<RequestList>();
        services.AddList<AvailabilityList>();
        services.AddList<LimitList>();
        services.AddList<RunList>();
        services.AddList<MeetingList>();
        services.AddList<ReleaseList>();
        services.AddList<NoticeList>();
        services.AddList<SlipList>();
        services.AddList<DealList>();
        services.AddList<SigningList>();
        services.AddList<ReceiptList>();
        services.AddList<FollowUpList>();
        services.AddList<PrintList>();
        services.AddList<ImportList>();
        services.AddList<ExportList>();
        services.AddList<AuditList>();

        services.AddEdits<UnitEditDesk>();
        services.AddEdits<HostEditDesk>();
        services.AddEdits<InterpreterEditDesk>();
        services.AddEdits<DictionaryEditDesk>();
        services.AddEdits<HolidayEditDesk>();
        services.AddEdits<PersonEditDesk>();
        services.AddEdits<FairEditDesk>();
        services.AddEdits<VenueEditDesk>();
        services.AddEdits<HallEditDesk>();
        services.AddEdits<TableEditDesk>();
        services.AddEdits<SlotEditDesk>();
        services.AddEdits<AgendaEditDesk>();
        services.AddEdits<ChecklistEditDesk>();
        services.AddEdits<InvestorEditDesk>();
        services.AddEdits<DelegationEditDesk>();
        services.AddEdits<GuestEditDesk>();
        services.AddEdits<InvitationEditDesk>();
        services.AddEdits<ProjectEditDesk>();
        services.AddEdits<PlantEditDesk>();
        services.AddEdits<NeedEditDesk>();
        services.AddEdits<RequestEditDesk>();
        services.AddEdits<AvailabilityEditDesk>();
        services.AddEdits<LimitEditDesk>();
        services.AddEdits<NoticeEditDesk>();
        services.AddEdits<DealEditDesk>();
        services.AddEdits<EnquiryEditDesk>();
        services.AddEdits<TemplateEditDesk>();
        return services;
    }

    private static void AddList<TList>(this IServiceCollection services) where TList : class, IListOf
    {
        services.AddSingleton<TList>();
        services.AddSingleton<IListOf>(s => s.GetRequiredService<TList>());
    }

    private static void AddEdits<TDesk>(this IServiceCollection services) where TDesk : class, IEditDesk
    {
        services.AddSingleton(s =>
        {
            var desk = ActivatorUtilities.CreateInstance<TDesk>(s);
            desk.Log = s.GetService<ILogger<TDesk>>();
            return desk;
        });
        services.AddSingleton<IEditDesk>(s => s.GetRequiredService<TDesk>());
    }
}
