using InvestmentFair.Access;
using InvestmentFair.Audit;
using InvestmentFair.Deals;
using InvestmentFair.Delegations;
using InvestmentFair.Dictionaries;
using InvestmentFair.Documents;
using InvestmentFair.Drafts;
using InvestmentFair.Enquiries;
using InvestmentFair.Fairs;
using InvestmentFair.Files;
using InvestmentFair.Invitations;
using InvestmentFair.Kernel;
using InvestmentFair.Matching;
using InvestmentFair.Meetings;
using InvestmentFair.Notes;
using InvestmentFair.Organisations;
using InvestmentFair.Palette;
using InvestmentFair.People;
using InvestmentFair.Projects;
using InvestmentFair.Search;
using InvestmentFair.Views;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using LedgerEntry = InvestmentFair.Ledger.Entry;

namespace InvestmentFair.Data;

/// <summary>The model, once for both databases. The derived contexts add nothing but their migrations.</summary>
public abstract partial class FairDbContext(DbContextOptions options) : IdentityDbContext<StaffMember, IdentityRole<Guid>, Guid>(options)
{
    public DbSet<LoginSession> Sessions => Set<LoginSession>();
    public DbSet<GuestLink> Links => Set<GuestLink>();
    public DbSet<DictionaryEntry> Dictionary => Set<DictionaryEntry>();
    public DbSet<Holiday> Holidays => Set<Holiday>();
    public DbSet<Person> People => Set<Person>();
    public DbSet<PersonMerge> PersonMerges => Set<PersonMerge>();
    public DbSet<PersonMove> PersonMoves => Set<PersonMove>();
    public DbSet<Reading> Readings => Set<Reading>();
    public DbSet<Unit> Units => Set<Unit>();
    public DbSet<Region> Regions => Set<Region>();
    public DbSet<HostRepresentative> Hosts => Set<HostRepresentative>();
    public DbSet<Interpreter> Interpreters => Set<Interpreter>();
    public DbSet<Fair> Fairs => Set<Fair>();
    public DbSet<FairSetting> FairSettings => Set<FairSetting>();
    public DbSet<Venue> Venues => Set<Venue>();
    public DbSet<Hall> Halls => Set<Hall>();
    public DbSet<Table> Tables => Set<Table>();
    public DbSet<TimeSlot> Slots => Set<TimeSlot>();
    public DbSet<ChecklistItem> Checklist => Set<ChecklistItem>();
    public DbSet<AgendaItem> Agenda => Set<AgendaItem>();
    public DbSet<Sector> Sectors => Set<Sector>();
    public DbSet<Investor> Investors => Set<Investor>();
    public DbSet<InvestorKey> InvestorKeys => Set<InvestorKey>();
    public DbSet<InvestorMerge> InvestorMerges => Set<InvestorMerge>();
    public DbSet<NotTheSame> NotTheSame => Set<NotTheSame>();
    public DbSet<Contact> Contacts => Set<Contact>();
    public DbSet<Delegation> Delegations => Set<Delegation>();
    public DbSet<Guest> Guests => Set<Guest>();
    public DbSet<Invitation> Invitations => Set<Invitation>();
    public DbSet<Project> Projects => Set<Project>();
    public DbSet<ProjectFile> ProjectFiles => Set<ProjectFile>();
    public DbSet<IncentiveClause> Clauses => Set<IncentiveClause>();
    public DbSet<FairProject> FairProjects => Set<FairProject>();
    public DbSet<IdlePlant> Plants => Set<IdlePlant>();
    public DbSet<RelocationNeed> Needs => Set<RelocationNeed>();
    public DbSet<MatchMark> MatchMarks => Set<MatchMark>();

    public DbSet<PairMark> PairMarks => Set<PairMark>();
    public DbSet<CarrierConditions> Conditions => Set<CarrierConditions>();
    public DbSet<Enquiry> Enquiries => Set<Enquiry>();
    public DbSet<ReplyTemplate> ReplyTemplates => Set<ReplyTemplate>();
    public DbSet<MeetingRequest> Requests => Set<MeetingRequest>();
    public DbSet<RequestOrder> RequestOrders => Set<RequestOrder>();

    /// <summary>Wishes that are, or may become, a meeting.</summary>
    public IQueryable<MeetingRequest> WishesToMeet => Requests.Where(r => r.State != RequestState.Withdrawn && r.Priority != Wish.No);

    public DbSet<Meeting> Meetings => Set<Meeting>();
    public DbSet<MeetingOutcome> Outcomes => Set<MeetingOutcome>();
    public DbSet<SlotClaim> Claims => Set<SlotClaim>();
    public DbSet<Availability> Availability => Set<Availability>();
    public DbSet<PartyLimit> Limits => Set<PartyLimit>();
    public DbSet<ScheduleRelease> Releases => Set<ScheduleRelease>();
    public DbSet<ReleasedMeeting> ReleasedMeetings => Set<ReleasedMeeting>();
    public DbSet<Notice> Notices => Set<Notice>();
    public DbSet<ScheduleRun> Runs => Set<ScheduleRun>();
    public DbSet<ScheduleProposal> Proposals => Set<ScheduleProposal>();
    public DbSet<RunLease> RunLeases => Set<RunLease>();
    public DbSet<Deal> Deals => Set<Deal>();
    public DbSet<DealMerge> DealMerges => Set<DealMerge>();
    public DbSet<StageChange> StageChanges => Set<StageChange>();
    public DbSet<Signing> Signings => Set<Signing>();
    public DbSet<FundsReceipt> Receipts => Set<FundsReceipt>();
    public DbSet<DealInvestor> DealInvestors => Set<DealInvestor>();
    public DbSet<Problem> Problems => Set<Problem>();
    public DbSet<Commitment> Commitments => Set<Commitment>();
    public DbSet<SavedView> SavedViews => Set<SavedView>();
    public DbSet<RecordNote> Notes => Set<RecordNote>();
    public DbSet<StoredFile> Files => Set<StoredFile>();
    public DbSet<Export> Exports => Set<Export>();
    public DbSet<PrintRun> Prints => Set<PrintRun>();
    public DbSet<ImportBatch> Imports => Set<ImportBatch>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    public DbSet<HistoryRow> History => Set<HistoryRow>();
    public DbSet<AuditHead> AuditHeads => Set<AuditHead>();
    public DbSet<NumberSeries> Numbers => Set<NumberSeries>();
    public DbSet<Draft> Drafts => Set<Draft>();
    public DbSet<Press> Presses => Set<Press>();
    public DbSet<SearchEntry> SearchEntries => Set<SearchEntry>();
    public DbSet<RecentVisit> RecentVisits => Set<RecentVisit>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<decimal>().HavePrecision(18, 4);
        configurationBuilder.ComplexProperties<Bilingual>();
        configurationBuilder.ComplexProperties<Amount>();
        configurationBuilder.ComplexProperties<Supply>();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(FairDbContext).Assembly);

        foreach (var type in builder.Model.GetEntityTypes())
        {
            if (typeof(Record).IsAssignableFrom(type.ClrType))
            {
                builder.Entity(type.ClrType).HasKey(nameof(Record.Id));
                builder.Entity(type.ClrType).Property(nameof(Record.Id)).ValueGeneratedNever();
                builder.Entity(type.ClrType).Property(nameof(Record.Version)).IsConcurrencyToken();
            }

            if (typeof(LedgerEntry).IsAssignableFrom(type.ClrType))
            {
                builder.Entity(type.ClrType).HasKey(nameof(LedgerEntry.Id));
                builder.Entity(type.ClrType).Property(nameof(LedgerEntry.Id)).ValueGeneratedNever();
                builder.Entity(type.ClrType).HasIndex(nameof(LedgerEntry.SubjectId), nameof(LedgerEntry.HoldsFrom));
            }

            // Identity is left its cascades: a removed account takes its claims and tokens along.
            if (type.ClrType.Namespace?.StartsWith("InvestmentFair", StringComparison.Ordinal) == true)
                foreach (var key in type.GetForeignKeys())
                    key.DeleteBehavior = key.IsOwnership ? DeleteBehavior.Cascade : DeleteBehavior.Restrict;
        }
    }

    private sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
        at => at.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(at, DateTimeKind.Utc) : at.ToUniversalTime(),
        at => DateTime.SpecifyKind(at, DateTimeKind.Utc));
}
