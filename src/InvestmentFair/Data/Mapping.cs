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
using InvestmentFair.Matching;
using InvestmentFair.Meetings;
using InvestmentFair.Notes;
using InvestmentFair.Organisations;
using InvestmentFair.People;
using InvestmentFair.Projects;
using InvestmentFair.Views;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InvestmentFair.Data;

// Only what the conventions cannot know: keys, unique rules, checks, and relations without a navigation.

internal sealed class AccessMapping : IEntityTypeConfiguration<StaffMember>, IEntityTypeConfiguration<LoginSession>, IEntityTypeConfiguration<GuestLink>
{
    public void Configure(EntityTypeBuilder<GuestLink> link)
    {
        link.HasOne<Fair>().WithMany().HasForeignKey(l => l.FairId);
        link.HasIndex(l => l.KeyHash).IsUnique();
        link.HasIndex(l => new { l.FairId, l.Kind, l.SubjectId }).IsUnique().HasFilter("\"RevokedAt\" IS NULL");
        link.ToTable("Links", t => t.HasCheckConstraint("CK_Links_Key", "(\"KeyHash\" IS NULL) = (\"RevokedAt\" IS NOT NULL)"));
    }

    public void Configure(EntityTypeBuilder<LoginSession> session)
    {
        session.ToTable("Sessions");
        session.Property(s => s.Id).ValueGeneratedNever();
        session.Property(s => s.UserAgent).HasMaxLength(300);
        session.Property(s => s.Address).HasMaxLength(64);
        session.HasIndex(s => new { s.StaffMemberId, s.LastSeenAt });
        session.HasOne<StaffMember>().WithMany().HasForeignKey(s => s.StaffMemberId);
    }

    public void Configure(EntityTypeBuilder<StaffMember> staff)
    {
        staff.HasOne<Unit>().WithMany().HasForeignKey(s => s.UnitId);
        staff.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId);
    }
}

internal sealed class DictionaryMapping : IEntityTypeConfiguration<DictionaryEntry>, IEntityTypeConfiguration<Holiday>
{
    public void Configure(EntityTypeBuilder<DictionaryEntry> entry)
    {
        entry.ToTable("Dictionary");
        entry.Property(e => e.Code).HasMaxLength(40);
        entry.HasIndex(e => new { e.Kind, e.Code }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Holiday> holiday) => holiday.HasIndex(h => h.Day).IsUnique();
}

internal sealed class PrintMapping : IEntityTypeConfiguration<PrintRun>, IEntityTypeConfiguration<PrintedLine>
{
    public void Configure(EntityTypeBuilder<PrintRun> run)
    {
        run.HasOne<Fair>().WithMany().HasForeignKey(r => r.FairId);
        run.HasMany(r => r.Printed).WithOne().HasForeignKey(l => l.PrintRunId);
        run.HasIndex(r => new { r.FairId, r.Document, r.PrintedAt });
        run.ToTable("Prints");
    }

    public void Configure(EntityTypeBuilder<PrintedLine> line)
    {
        line.ToTable("PrintedLines");
        line.HasKey(l => new { l.PrintRunId, l.Key });
        line.Property(l => l.Key).HasMaxLength(60);
    }
}

internal sealed class DraftMapping : IEntityTypeConfiguration<Draft>, IEntityTypeConfiguration<Press>
{
    public void Configure(EntityTypeBuilder<Draft> draft)
    {
        draft.HasKey(d => new { d.OwnerId, d.Form, d.Address, d.PressKey });
        draft.Property(d => d.Form).HasMaxLength(DraftPlace.LongestForm);
        draft.Property(d => d.Address).HasMaxLength(DraftPlace.LongestAddress);
        draft.HasIndex(d => d.SavedAt);
    }

    public void Configure(EntityTypeBuilder<Press> press)
    {
        press.HasKey(p => new { p.ActorId, p.Key });
        press.HasIndex(p => p.At);
    }
}

internal sealed class PeopleMapping : IEntityTypeConfiguration<Person>, IEntityTypeConfiguration<Unit>, IEntityTypeConfiguration<Region>, IEntityTypeConfiguration<HostRepresentative>,
    IEntityTypeConfiguration<Interpreter>, IEntityTypeConfiguration<PersonMerge>, IEntityTypeConfiguration<PersonMove>, IEntityTypeConfiguration<Reading>
{
    public void Configure(EntityTypeBuilder<Person> person)
    {
        person.ToTable("People");
        person.HasIndex(p => p.PinyinKey);
        person.HasIndex(p => p.Mobile);
        person.HasIndex(p => p.NameKey);
        person.HasOne(p => p.Survivor).WithMany().HasForeignKey(p => p.SurvivorId);
    }

    public void Configure(EntityTypeBuilder<PersonMerge> merge)
    {
        merge.ToTable("PersonMerges");
        merge.HasIndex(m => m.CorrectsId).IsUnique();
        merge.HasOne<Person>().WithMany().HasForeignKey(m => m.SubjectId);
        merge.HasOne<Person>().WithMany().HasForeignKey(m => m.SurvivorId);
    }

    public void Configure(EntityTypeBuilder<PersonMove> move)
    {
        move.ToTable("PersonMoves");
        move.HasKey(m => new { m.MergeId, m.Ordinal });
        move.HasOne<PersonMerge>().WithMany().HasForeignKey(m => m.MergeId);
    }

    public void Configure(EntityTypeBuilder<Reading> reading) => reading.HasIndex(r => new { r.Of, r.Word }).IsUnique();

    public void Configure(EntityTypeBuilder<Unit> unit) => unit.HasIndex(u => u.Code).IsUnique();

    public void Configure(EntityTypeBuilder<Region> region)
    {
        region.HasKey(r => r.Code);
        region.HasIndex(r => r.ParentCode);
    }

    public void Configure(EntityTypeBuilder<HostRepresentative> host)
    {
        host.HasIndex(h => new { h.PersonId, h.UnitId, h.From }).IsUnique();
        host.HasOne<HostRepresentative>().WithMany().HasForeignKey(h => h.FoldedIntoId);
        host.HasQueryFilter(h => h.FoldedIntoId == null);
    }

    public void Configure(EntityTypeBuilder<Interpreter> interpreter)
    {
        interpreter.ToTable("Interpreters", t => t.HasCheckConstraint("CK_Interpreters_Days", "\"To\" IS NULL OR \"To\" >= \"From\""));
        interpreter.HasIndex(i => new { i.PersonId, i.From }).IsUnique();
        interpreter.HasOne<Interpreter>().WithMany().HasForeignKey(i => i.FoldedIntoId);
        interpreter.HasQueryFilter(i => i.FoldedIntoId == null);
        interpreter.PrimitiveCollection(i => i.Languages);
    }
}

internal sealed class FairMapping : IEntityTypeConfiguration<Fair>, IEntityTypeConfiguration<FairSetting>, IEntityTypeConfiguration<Venue>, IEntityTypeConfiguration<Hall>,
    IEntityTypeConfiguration<Table>, IEntityTypeConfiguration<TimeSlot>, IEntityTypeConfiguration<AgendaItem>, IEntityTypeConfiguration<ChecklistItem>
{
    public void Configure(EntityTypeBuilder<Fair> fair)
    {
        fair.HasIndex(f => f.Code).IsUnique();
        fair.HasIndex(f => f.IsCurrent).IsUnique().HasFilter("\"IsCurrent\"");
        fair.ToTable(t =>
        {
            t.HasCheckConstraint("CK_Fairs_Days", "\"LastDay\" >= \"FirstDay\"");
            t.HasCheckConstraint("CK_Fairs_Archived", "NOT (\"IsArchived\" AND \"IsCurrent\")");
        });
    }

    public void Configure(EntityTypeBuilder<FairSetting> setting) => setting.ToTable("FairSettings");

    public void Configure(EntityTypeBuilder<Venue> venue) => venue.HasIndex(v => v.Code).IsUnique();

    public void Configure(EntityTypeBuilder<Hall> hall) => hall.HasIndex(h => new { h.FairId, h.Code }).IsUnique();

    public void Configure(EntityTypeBuilder<Table> table)
    {
        table.HasIndex(t => new { t.FairId, t.Code }).IsUnique();
        table.HasOne<Fair>().WithMany().HasForeignKey(t => t.FairId);
    }

    public void Configure(EntityTypeBuilder<TimeSlot> slot)
    {
        slot.HasIndex(s => new { s.FairId, s.StartsAt }).IsUnique();
        slot.ToTable("Slots", t => t.HasCheckConstraint("CK_Slots_Times", "\"EndsAt\" > \"StartsAt\""));
        slot.Ignore(s => s.Period);
    }

    public void Configure(EntityTypeBuilder<ChecklistItem> item)
    {
        item.HasIndex(i => new { i.FairId, i.DueOn });
        item.ToTable("Checklist", t =>
        {
            t.HasCheckConstraint("CK_Checklist_Owner", "\"UnitId\" IS NOT NULL OR \"PersonId\" IS NOT NULL");
            t.HasCheckConstraint("CK_Checklist_Done", "(\"DoneOn\" IS NULL) = (\"DoneBy\" IS NULL)");
        });
    }

    public void Configure(EntityTypeBuilder<AgendaItem> item)
    {
        item.HasIndex(a => new { a.FairId, a.StartsAt });
        item.ToTable("Agenda", t => t.HasCheckConstraint("CK_Agenda_Times", "\"EndsAt\" > \"StartsAt\""));
    }
}

internal sealed class OrganisationMapping : IEntityTypeConfiguration<Sector>, IEntityTypeConfiguration<Investor>, IEntityTypeConfiguration<Contact>,
    IEntityTypeConfiguration<InvestorKey>, IEntityTypeConfiguration<InvestorMerge>, IEntityTypeConfiguration<NotTheSame>
{
    public void Configure(EntityTypeBuilder<Sector> sector) => sector.HasKey(s => s.Code);

    public void Configure(EntityTypeBuilder<Investor> investor)
    {
        investor.HasIndex(i => i.Number).IsUnique();
        // One that was merged into another keeps its code and does not hold it against anybody.
        investor.HasIndex(i => i.CreditCode).IsUnique().HasFilter("\"SurvivorId\" = \"Id\"");
        investor.HasOne(i => i.Survivor).WithMany().HasForeignKey(i => i.SurvivorId);
        investor.HasIndex(i => i.PinyinKey);
        investor.HasOne<Region>().WithMany().HasForeignKey(i => i.RegionCode);
        investor.HasOne<Sector>().WithMany().HasForeignKey(i => i.SectorCode);
    }

    public void Configure(EntityTypeBuilder<InvestorKey> key)
    {
        key.ToTable("InvestorKeys");
        key.HasKey(k => new { k.Key, k.InvestorId });
        key.HasIndex(k => k.InvestorId);
        key.HasOne<Investor>().WithMany().HasForeignKey(k => k.InvestorId);
    }

    public void Configure(EntityTypeBuilder<InvestorMerge> merge)
    {
        merge.ToTable("InvestorMerges");
        merge.HasIndex(m => m.CorrectsId).IsUnique();
        merge.HasOne<Investor>().WithMany().HasForeignKey(m => m.SubjectId);
        merge.HasOne<Investor>().WithMany().HasForeignKey(m => m.SurvivorId);
    }

    public void Configure(EntityTypeBuilder<NotTheSame> pair)
    {
        pair.ToTable("NotTheSame");
        pair.HasIndex(p => new { p.OneId, p.OtherId }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Contact> contact)
    {
        contact.HasIndex(c => new { c.InvestorId, c.PersonId, c.From }).IsUnique();
        contact.HasOne<Contact>().WithMany().HasForeignKey(c => c.FoldedIntoId);
        contact.HasQueryFilter(c => c.FoldedIntoId == null);
    }
}

internal sealed class DelegationMapping : IEntityTypeConfiguration<Delegation>, IEntityTypeConfiguration<Guest>
{
    public void Configure(EntityTypeBuilder<Delegation> delegation)
    {
        delegation.HasMany(d => d.Guests).WithOne(g => g.Delegation).HasForeignKey(g => g.DelegationId);
        delegation.HasOne<Region>().WithMany().HasForeignKey(d => d.RegionCode);
        delegation.HasIndex(d => new { d.FairId, d.RegionCode }).IsUnique();
        delegation.HasOne<Guest>().WithMany().HasForeignKey(d => d.HeadGuestId);
        delegation.ToTable(t => t.HasCheckConstraint("CK_Delegations_Quota", "\"Quota\" > 0"));
    }

    public void Configure(EntityTypeBuilder<Guest> guest)
    {
        guest.HasIndex(g => new { g.FairId, g.PersonId }).IsUnique();
        guest.HasOne<Guest>().WithMany().HasForeignKey(g => g.FoldedIntoId);
        guest.HasQueryFilter(g => g.FoldedIntoId == null);
        guest.HasIndex(g => new { g.FairId, g.Number }).IsUnique();
        // The list of 100,000 guests is sorted and counted from these alone.
        guest.HasIndex(g => new { g.FairId, g.ProtocolRank, g.PinyinKey, g.Id });
        guest.HasIndex(g => new { g.FairId, g.PinyinKey, g.Id });
        guest.HasIndex(g => new { g.FairId, g.Attendance, g.Id });
        guest.HasIndex(g => new { g.FairId, g.Part, g.Id });
        guest.HasOne<Guest>().WithMany().HasForeignKey(g => g.ReplacesGuestId);
        guest.ToTable(t => t.HasCheckConstraint("CK_Guests_Of", "\"DelegationId\" IS NOT NULL OR \"InvestorId\" IS NOT NULL"));
    }
}

internal sealed class InvitationMapping : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> invitation)
    {
        invitation.HasIndex(i => new { i.FairId, i.LetterNumber }).IsUnique();
        invitation.ToTable(t => t.HasCheckConstraint("CK_Invitations_One",
            "(CASE WHEN \"DelegationId\" IS NULL THEN 0 ELSE 1 END) + (CASE WHEN \"InvestorId\" IS NULL THEN 0 ELSE 1 END) + (CASE WHEN \"GuestId\" IS NULL THEN 0 ELSE 1 END) = 1"));
    }
}

internal sealed class ProjectMapping : IEntityTypeConfiguration<Project>, IEntityTypeConfiguration<ProjectHost>, IEntityTypeConfiguration<ProjectFile>, IEntityTypeConfiguration<FairProject>,
    IEntityTypeConfiguration<IdlePlant>, IEntityTypeConfiguration<RelocationNeed>, IEntityTypeConfiguration<ProjectReview>, IEntityTypeConfiguration<PublicationStep>,
    IEntityTypeConfiguration<IncentiveClause>
{
    public void Configure(EntityTypeBuilder<Project> project)
    {
        project.HasIndex(p => p.Code).IsUnique();
        project.HasOne<Region>().WithMany().HasForeignKey(p => p.TownshipCode);
        project.HasOne<Sector>().WithMany().HasForeignKey(p => p.SectorCode);
        project.HasOne<StoredFile>().WithMany().HasForeignKey(p => p.PictureId);
        project.PrimitiveCollection(p => p.Modes);
        // Six decimals of a degree are a tenth of a metre.
        project.HasMany(p => p.Reviews).WithOne().HasForeignKey(e => e.SubjectId);
        project.HasMany(p => p.Life).WithOne().HasForeignKey(e => e.SubjectId);
        project.HasIndex(p => new { p.State, p.ValidTo });
        project.Property(p => p.Latitude).HasPrecision(9, 6);
        project.Property(p => p.Longitude).HasPrecision(9, 6);
        project.ToTable(t =>
        {
            t.HasCheckConstraint("CK_Projects_Sought", "\"SoughtFen\" > 0 AND \"SoughtFen\" <= \"TotalFen\"");
            t.HasCheckConstraint("CK_Projects_Place", "(\"Latitude\" IS NULL) = (\"Longitude\" IS NULL)");
        });
    }

    public void Configure(EntityTypeBuilder<ProjectReview> review)
    {
        review.HasOne<Unit>().WithMany().HasForeignKey(r => r.UnitId);
        review.HasOne<StoredFile>().WithMany().HasForeignKey(r => r.FileId);
        review.ToTable("ProjectReviews", t => t.HasCheckConstraint("CK_ProjectReviews_Paper", "\"DocumentNumber\" IS NOT NULL OR \"FileId\" IS NOT NULL"));
    }

    public void Configure(EntityTypeBuilder<PublicationStep> step) => step.ToTable("PublicationSteps");

    public void Configure(EntityTypeBuilder<IncentiveClause> clause)
    {
        clause.HasOne<Project>().WithMany().HasForeignKey(c => c.ProjectId);
        clause.HasOne<Unit>().WithMany().HasForeignKey(c => c.ReviewUnitId);
        clause.HasOne<StoredFile>().WithMany().HasForeignKey(c => c.ReviewFileId);
        clause.ToTable("IncentiveClauses", t => t.HasCheckConstraint("CK_IncentiveClauses_Review",
            "\"Verdict\" IS NULL OR (\"ReviewedOn\" IS NOT NULL AND \"ReviewedBy\" IS NOT NULL AND \"ReviewUnitId\" IS NOT NULL AND (\"ReviewDocument\" IS NOT NULL OR \"ReviewFileId\" IS NOT NULL))"));
    }

    public void Configure(EntityTypeBuilder<ProjectHost> host)
    {
        host.ToTable("ProjectHosts");
        host.HasKey(h => new { h.ProjectId, h.HostId });
        host.HasOne<Project>().WithMany(p => p.HostTeam).HasForeignKey(h => h.ProjectId);
    }

    public void Configure(EntityTypeBuilder<ProjectFile> file)
    {
        file.HasIndex(f => new { f.ProjectId, f.Ordinal });
        file.HasIndex(f => f.FileId).IsUnique();
        file.HasOne<Project>().WithMany(p => p.Files).HasForeignKey(f => f.ProjectId);
        file.HasOne<StoredFile>().WithOne().HasForeignKey<ProjectFile>(f => f.FileId);
    }

    public void Configure(EntityTypeBuilder<FairProject> listed)
    {
        listed.HasKey(l => new { l.FairId, l.ProjectId });
        listed.HasOne(l => l.Project).WithMany(p => p.Listings).HasForeignKey(l => l.ProjectId);
    }

    public void Configure(EntityTypeBuilder<IdlePlant> plant)
    {
        plant.HasIndex(p => p.Code).IsUnique();
        plant.HasOne<Sector>().WithMany().HasForeignKey(p => p.SectorCode);
        plant.HasOne<Region>().WithMany().HasForeignKey(p => p.TownshipCode);
        plant.HasOne<StoredFile>().WithMany().HasForeignKey(p => p.PictureId);
    }

    public void Configure(EntityTypeBuilder<RelocationNeed> need)
    {
        need.HasOne<Sector>().WithMany().HasForeignKey(n => n.SectorCode);
        need.PrimitiveCollection(n => n.Townships);
        need.HasIndex(n => n.InvestorId);
    }
}

internal sealed class MatchingMapping : IEntityTypeConfiguration<MatchMark>, IEntityTypeConfiguration<PairMark>, IEntityTypeConfiguration<CarrierConditions>
{
    public void Configure(EntityTypeBuilder<MatchMark> mark)
    {
        mark.HasOne<RelocationNeed>().WithMany().HasForeignKey(m => m.SubjectId);
        mark.HasOne<Project>().WithMany().HasForeignKey(m => m.ProjectId);
        mark.HasOne<IdlePlant>().WithMany().HasForeignKey(m => m.PlantId);
        mark.ToTable("MatchMarks", t =>
        {
            t.HasCheckConstraint("CK_MatchMarks_One", "(\"ProjectId\" IS NULL) <> (\"PlantId\" IS NULL)");
            t.HasCheckConstraint("CK_MatchMarks_Reason", "\"Reason\" IS NOT NULL");
        });
    }

    public void Configure(EntityTypeBuilder<PairMark> mark)
    {
        mark.HasOne<Investor>().WithMany().HasForeignKey(m => m.SubjectId);
        mark.HasOne<Fair>().WithMany().HasForeignKey(m => m.FairId);
        mark.HasOne<Project>().WithMany().HasForeignKey(m => m.ProjectId);
        mark.HasOne<IdlePlant>().WithMany().HasForeignKey(m => m.PlantId);
        mark.ToTable("PairMarks", t =>
        {
            t.HasCheckConstraint("CK_PairMarks_One", "(\"ProjectId\" IS NULL) <> (\"PlantId\" IS NULL)");
            t.HasCheckConstraint("CK_PairMarks_Reason", "\"Reason\" IS NOT NULL");
            t.HasCheckConstraint("CK_PairMarks_Score", "\"Score\" IS NULL OR (\"Score\" >= 0 AND \"Score\" <= 100)");
        });
    }

    public void Configure(EntityTypeBuilder<CarrierConditions> conditions)
    {
        conditions.ToTable("CarrierConditions");
        conditions.HasIndex(c => c.ProjectId).IsUnique();
        conditions.HasOne<Project>().WithMany().HasForeignKey(c => c.ProjectId);
    }
}

internal sealed class EnquiryMapping : IEntityTypeConfiguration<Enquiry>, IEntityTypeConfiguration<EnquiryStep>, IEntityTypeConfiguration<EnquirySubject>, IEntityTypeConfiguration<EnquiryWord>,
    IEntityTypeConfiguration<ReplyTemplate>
{
    public void Configure(EntityTypeBuilder<EnquiryWord> word)
    {
        word.ToTable("EnquiryWords");
        word.HasOne<Enquiry>().WithMany(e => e.Said).HasForeignKey(w => w.EnquiryId);
    }

    public void Configure(EntityTypeBuilder<ReplyTemplate> template) => template.HasIndex(t => t.Code).IsUnique();

    public void Configure(EntityTypeBuilder<Enquiry> enquiry)
    {
        enquiry.HasIndex(e => new { e.FairId, e.State, e.ReplyBy });
        enquiry.ToTable(t => t.HasCheckConstraint("CK_Enquiries_Answered",
            "(\"State\" NOT IN ('Answered', 'Closed') OR \"Answer\" IS NOT NULL) AND (\"Answer\" IS NULL) = (\"AnsweredAt\" IS NULL) AND (\"Answer\" IS NULL) = (\"FirstAnsweredAt\" IS NULL)"));
        enquiry.HasIndex(e => e.KeyHash).IsUnique();
        enquiry.ToTable(t => t.HasCheckConstraint("CK_Enquiries_Key", "(\"KeyHash\" IS NULL) = (\"KeyShutAt\" IS NOT NULL)"));
        enquiry.HasIndex(e => e.Number).IsUnique();
    }

    public void Configure(EntityTypeBuilder<EnquiryStep> step)
    {
        step.ToTable("EnquirySteps");
        step.HasKey(s => new { s.EnquiryId, s.Ordinal });
        step.HasOne<Enquiry>().WithMany(e => e.Steps).HasForeignKey(s => s.EnquiryId);
    }

    public void Configure(EntityTypeBuilder<EnquirySubject> subject)
    {
        subject.ToTable("EnquirySubjects", t => t.HasCheckConstraint("CK_EnquirySubjects_One", "(\"ProjectId\" IS NULL) <> (\"PlantId\" IS NULL)"));
        subject.Property(s => s.Id).ValueGeneratedNever();
        subject.HasOne<Enquiry>().WithMany(e => e.Subjects).HasForeignKey(s => s.EnquiryId);
    }
}

internal sealed class MeetingMapping : IEntityTypeConfiguration<MeetingRequest>, IEntityTypeConfiguration<RequestPerson>, IEntityTypeConfiguration<RequestOrder>, IEntityTypeConfiguration<Meeting>,
    IEntityTypeConfiguration<MeetingAttendee>, IEntityTypeConfiguration<MeetingOutcome>, IEntityTypeConfiguration<SlotClaim>, IEntityTypeConfiguration<Availability>, IEntityTypeConfiguration<PartyLimit>
{
    private const string OneSubject = "(CASE WHEN \"ProjectId\" IS NULL THEN 0 ELSE 1 END) + (CASE WHEN \"PlantId\" IS NULL THEN 0 ELSE 1 END) + (CASE WHEN \"Topic\" IS NULL THEN 0 ELSE 1 END) = 1";
    private static readonly string[] Parties = [nameof(PartyLimit.InvestorId), nameof(PartyLimit.DelegationId), nameof(PartyLimit.ProjectId), nameof(PartyLimit.PlantId)];
    private const string OneGuestSide = "(\"InvestorId\" IS NULL) <> (\"DelegationId\" IS NULL)";

    public void Configure(EntityTypeBuilder<MeetingRequest> request)
    {
        request.HasIndex(r => new { r.FairId, r.State });
        request.HasOne<Enquiry>().WithMany().HasForeignKey(r => r.EnquiryId);
        request.HasOne<MeetingRequest>().WithMany().HasForeignKey(r => r.WithId);
        request.ToTable("Requests", t =>
        {
            t.HasCheckConstraint("CK_Requests_Subject", OneSubject);
            t.HasCheckConstraint("CK_Requests_GuestSide", OneGuestSide);
            t.HasCheckConstraint("CK_Requests_With", "\"WithId\" IS NULL OR (\"State\" = 'Placed' AND \"WithId\" <> \"Id\")");
            t.HasCheckConstraint("CK_Requests_Length", "\"Length\" BETWEEN 1 AND 8");
            t.HasCheckConstraint("CK_Requests_Points", "\"Points\" IS NULL OR \"Points\" BETWEEN 1 AND 100");
        });
    }

    public void Configure(EntityTypeBuilder<RequestOrder> order)
    {
        order.ToTable("RequestOrders", t => t.HasCheckConstraint("CK_RequestOrders_Other", "\"FirstId\" <> \"ThenId\""));
        order.HasKey(o => new { o.FirstId, o.ThenId });
        order.HasOne<MeetingRequest>().WithMany(r => r.After).HasForeignKey(o => o.ThenId);
        order.HasOne<MeetingRequest>().WithMany().HasForeignKey(o => o.FirstId);
    }

    public void Configure(EntityTypeBuilder<RequestPerson> person)
    {
        person.ToTable("RequestPeople");
        person.HasKey(p => new { p.RequestId, p.Side, p.PersonId });
        person.HasOne<MeetingRequest>().WithMany(r => r.People).HasForeignKey(p => p.RequestId);
    }

    public void Configure(EntityTypeBuilder<Meeting> meeting)
    {
        meeting.HasIndex(m => new { m.FairId, m.Number }).IsUnique();
        meeting.HasOne(m => m.Outcome).WithOne().HasForeignKey<MeetingOutcome>(o => o.MeetingId);
        meeting.ToTable(t =>
        {
            t.HasCheckConstraint("CK_Meetings_Subject", OneSubject);
            t.HasCheckConstraint("CK_Meetings_GuestSide", OneGuestSide);
            t.HasCheckConstraint("CK_Meetings_Place", "(\"FirstSlotId\" IS NULL) = (\"TableId\" IS NULL)");
            t.HasCheckConstraint("CK_Meetings_Cancelled", "\"State\" <> 'Cancelled' OR \"FirstSlotId\" IS NULL");
            t.HasCheckConstraint("CK_Meetings_Locked", "(\"LockedAt\" IS NULL) = (\"LockedBy\" IS NULL) AND (\"LockedAt\" IS NULL OR \"FirstSlotId\" IS NOT NULL)");
        });
    }

    public void Configure(EntityTypeBuilder<MeetingAttendee> attendee)
    {
        attendee.ToTable("MeetingAttendees");
        attendee.HasKey(a => new { a.MeetingId, a.PersonId });
        attendee.HasIndex(a => a.PersonId);
        attendee.HasOne<Meeting>().WithMany(m => m.Attendees).HasForeignKey(a => a.MeetingId);
    }

    public void Configure(EntityTypeBuilder<MeetingOutcome> outcome) => outcome.HasIndex(o => o.MeetingId).IsUnique();

    public void Configure(EntityTypeBuilder<PartyLimit> limit)
    {
        foreach (var party in Parties) limit.HasIndex(nameof(PartyLimit.FairId), party).IsUnique();
        limit.ToTable("PartyLimits", t =>
        {
            t.HasCheckConstraint("CK_PartyLimits_Party", $"{string.Join(" + ", Parties.Select(party => $"(CASE WHEN \"{party}\" IS NULL THEN 0 ELSE 1 END)"))} = 1");
            t.HasCheckConstraint("CK_PartyLimits_Order", "\"Least\" >= 0 AND (\"Most\" IS NULL OR \"Most\" >= \"Least\")");
        });
    }

    public void Configure(EntityTypeBuilder<Availability> row)
    {
        row.HasIndex(a => new { a.FairId, a.PersonId });
        row.ToTable("Availability", t =>
        {
            t.HasCheckConstraint("CK_Availability_Times", "CASE \"Kind\" WHEN 'Arrives' THEN \"From\" IS NOT NULL AND \"Until\" IS NULL WHEN 'Leaves' THEN \"From\" IS NULL AND \"Until\" IS NOT NULL ELSE \"From\" IS NOT NULL AND \"Until\" IS NOT NULL AND \"Until\" > \"From\" END");
            t.HasCheckConstraint("CK_Availability_Hall", "\"HallId\" IS NULL OR \"Kind\" = 'Busy'");
        });
    }

    public void Configure(EntityTypeBuilder<SlotClaim> claim)
    {
        claim.ToTable("Claims");
        claim.HasKey(c => new { c.FairId, c.SlotId, c.Kind, c.ResourceId });
        claim.HasIndex(c => c.MeetingId);
        claim.HasOne<Meeting>().WithMany().HasForeignKey(c => c.MeetingId);
        claim.HasOne<TimeSlot>().WithMany().HasForeignKey(c => c.SlotId);
        claim.HasOne<Fair>().WithMany().HasForeignKey(c => c.FairId);
    }
}

internal sealed class RunMapping : IEntityTypeConfiguration<ScheduleRun>, IEntityTypeConfiguration<ScheduleProposal>, IEntityTypeConfiguration<RunLease>
{
    public void Configure(EntityTypeBuilder<ScheduleRun> run)
    {
        run.HasIndex(r => r.Number).IsUnique();
        run.HasIndex(r => new { r.FairId, r.QueuedAt });
        // One is looked for at a time, whoever looks.
        run.HasIndex(r => r.State).IsUnique().HasFilter("\"State\" = 'Running'");
        run.ToTable("ScheduleRuns", t =>
        {
            t.HasCheckConstraint("CK_ScheduleRuns_Running", "\"State\" <> 'Running' OR \"StartedAt\" IS NOT NULL");
            t.HasCheckConstraint("CK_ScheduleRuns_From", "(\"Kind\" = 'Replan') = (\"FromSlotId\" IS NOT NULL)");
            t.HasCheckConstraint("CK_ScheduleRuns_Accepted", "(\"AcceptedAt\" IS NULL) = (\"AcceptedBy\" IS NULL) AND (\"AcceptedAt\" IS NULL) = (\"AcceptedOrdinal\" IS NULL)");
        });
    }

    public void Configure(EntityTypeBuilder<ScheduleProposal> proposal)
    {
        proposal.ToTable("ScheduleProposals");
        proposal.HasKey(p => new { p.RunId, p.Ordinal });
        proposal.HasOne<ScheduleRun>().WithMany().HasForeignKey(p => p.RunId);
    }

    public void Configure(EntityTypeBuilder<RunLease> lease)
    {
        lease.ToTable("RunLeases");
        lease.HasKey(l => l.RunId);
        lease.HasOne<ScheduleRun>().WithMany().HasForeignKey(l => l.RunId);
    }
}

internal sealed class DealMapping : IEntityTypeConfiguration<Deal>, IEntityTypeConfiguration<StageChange>, IEntityTypeConfiguration<Signing>, IEntityTypeConfiguration<FundsReceipt>,
    IEntityTypeConfiguration<DealUnit>, IEntityTypeConfiguration<Problem>, IEntityTypeConfiguration<Commitment>, IEntityTypeConfiguration<DealMerge>
{
    public void Configure(EntityTypeBuilder<DealMerge> merge)
    {
        merge.ToTable("DealMerges");
        merge.HasIndex(m => m.CorrectsId).IsUnique();
        merge.HasOne<Deal>().WithMany().HasForeignKey(m => m.SubjectId);
        merge.HasOne<Deal>().WithMany().HasForeignKey(m => m.SurvivorId);
    }

    public void Configure(EntityTypeBuilder<Deal> deal)
    {
        deal.HasIndex(d => d.Number).IsUnique();
        deal.HasIndex(d => d.OriginMeetingId).IsUnique();
        deal.HasIndex(d => d.OriginEnquiryId).IsUnique();
        deal.HasIndex(d => d.LeadUnitId);
        deal.HasIndex(d => d.CountedFairId);
        // Whatever lists, counts or adds up deals sees each once, without having to think of it.
        deal.HasQueryFilter(d => d.SurvivorId == d.Id);
        deal.HasOne(d => d.Survivor).WithMany().HasForeignKey(d => d.SurvivorId);
        deal.HasOne<Meeting>().WithOne().HasForeignKey<Deal>(d => d.OriginMeetingId);
        deal.HasOne<Enquiry>().WithOne().HasForeignKey<Deal>(d => d.OriginEnquiryId);
        deal.HasOne<Fair>().WithMany().HasForeignKey(d => d.CountedFairId);
        deal.HasOne<Region>().WithMany().HasForeignKey(d => d.TownshipCode);
        deal.HasOne<Sector>().WithMany().HasForeignKey(d => d.SectorCode);
        deal.HasMany(d => d.Stages).WithOne().HasForeignKey(e => e.SubjectId);
        deal.HasMany(d => d.Signings).WithOne().HasForeignKey(e => e.SubjectId);
        deal.HasMany(d => d.Receipts).WithOne().HasForeignKey(e => e.SubjectId);
        deal.HasMany(d => d.Investors).WithOne().HasForeignKey(e => e.SubjectId);
        deal.HasMany(d => d.Owners).WithOne().HasForeignKey(e => e.SubjectId);
        deal.HasMany(d => d.Leaders).WithOne().HasForeignKey(e => e.SubjectId);
        deal.HasMany(d => d.Units).WithOne().HasForeignKey(e => e.SubjectId);
        deal.HasMany(d => d.Places).WithOne().HasForeignKey(e => e.SubjectId);
        deal.HasMany(d => d.Sectors).WithOne().HasForeignKey(e => e.SubjectId);
        deal.HasMany(d => d.Fairs).WithOne().HasForeignKey(e => e.SubjectId);
        deal.HasMany(d => d.Totals).WithOne().HasForeignKey(e => e.SubjectId);
        deal.HasMany(d => d.Plans).WithOne().HasForeignKey(e => e.SubjectId);
        deal.HasMany(d => d.FollowUps).WithOne().HasForeignKey(e => e.SubjectId);
        deal.HasMany(d => d.Problems).WithOne().HasForeignKey(p => p.DealId);
        deal.HasMany(d => d.Commitments).WithOne().HasForeignKey(c => c.DealId);
        deal.ToTable(t =>
        {
            t.HasCheckConstraint("CK_Deals_NextStep", "\"StageType\" <> 'Open' OR (\"NextStep\" IS NOT NULL AND \"NextStepOn\" IS NOT NULL AND \"NextStepById\" IS NOT NULL)");
            t.HasCheckConstraint("CK_Deals_WakeUp", "\"StageType\" <> 'OnHold' OR \"WakeUpOn\" IS NOT NULL");
            t.HasCheckConstraint("CK_Deals_Subject", "\"ProjectId\" IS NULL OR \"PlantId\" IS NULL");
        });
    }

    public void Configure(EntityTypeBuilder<StageChange> change)
    {
        change.HasOne<StoredFile>().WithMany().HasForeignKey(c => c.FileId);
        change.HasIndex(c => c.CorrectsId).IsUnique();
        change.Property(c => c.ExitReason).HasMaxLength(40);
        change.ToTable(t => t.HasCheckConstraint("CK_StageChanges_Exit", "\"Stage\" <> 'Terminated' OR \"ExitReason\" IS NOT NULL"));
    }

    public void Configure(EntityTypeBuilder<Signing> signing)
    {
        signing.HasOne<StoredFile>().WithMany().HasForeignKey(s => s.FileId);
        signing.HasOne<Fair>().WithMany().HasForeignKey(s => s.FairId);
        signing.HasOne<Investor>().WithMany().HasForeignKey(s => s.InvestorId);
        signing.HasOne<Signing>().WithMany().HasForeignKey(s => s.UpgradesId);
        signing.HasIndex(s => s.CorrectsId).IsUnique();
        signing.Ignore(s => s.IsBinding);
    }

    public void Configure(EntityTypeBuilder<FundsReceipt> receipt)
    {
        receipt.ToTable("Receipts");
        receipt.HasOne<StoredFile>().WithMany().HasForeignKey(r => r.FileId);
        receipt.HasOne<FundsReceipt>().WithMany().HasForeignKey(r => r.ReversesId);
        receipt.HasIndex(r => r.ReversesId).IsUnique();
        receipt.Property(r => r.Voucher).HasMaxLength(40);
    }

    public void Configure(EntityTypeBuilder<DealUnit> unit) => unit.HasOne<Unit>().WithMany().HasForeignKey(u => u.LeadUnitId);

    public void Configure(EntityTypeBuilder<Problem> problem) => problem.HasMany(p => p.Changes).WithOne().HasForeignKey(c => c.SubjectId);

    public void Configure(EntityTypeBuilder<Commitment> commitment) => commitment.HasMany(c => c.Changes).WithOne().HasForeignKey(c => c.SubjectId);
}

internal sealed class ListMapping : IEntityTypeConfiguration<SavedView>, IEntityTypeConfiguration<RecordNote>
{
    public void Configure(EntityTypeBuilder<SavedView> view)
    {
        // One name once among one's own, and once among those of everybody.
        view.HasIndex(v => new { v.List, v.OwnerId, v.Name }).IsUnique().HasFilter("\"RemovedAt\" IS NULL AND NOT \"IsShared\"");
        view.HasIndex(v => new { v.List, v.Name }).IsUnique().HasFilter("\"RemovedAt\" IS NULL AND \"IsShared\"");
    }

    public void Configure(EntityTypeBuilder<RecordNote> note)
    {
        note.ToTable("Notes");
        note.HasIndex(n => n.SubjectId);
    }
}

internal sealed class TraceMapping : IEntityTypeConfiguration<StoredFile>, IEntityTypeConfiguration<Export>, IEntityTypeConfiguration<ImportBatch>, IEntityTypeConfiguration<AuditEntry>,
    IEntityTypeConfiguration<HistoryRow>, IEntityTypeConfiguration<AuditHead>, IEntityTypeConfiguration<NumberSeries>
{
    public void Configure(EntityTypeBuilder<StoredFile> file)
    {
        file.ToTable("Files");
        file.Property(f => f.Id).ValueGeneratedNever();
        file.HasIndex(f => f.Sha256);
        file.HasOne<StoredFile>().WithMany().HasForeignKey(f => f.SmallerOfId);
        file.HasIndex(f => new { f.OwnerKind, f.OwnerId });
    }

    public void Configure(EntityTypeBuilder<Export> export)
    {
        export.Property(e => e.Id).ValueGeneratedNever();
        export.HasIndex(e => e.Number).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ImportBatch> batch)
    {
        batch.ToTable("Imports");
        batch.Property(b => b.Id).ValueGeneratedNever();
        batch.HasIndex(b => b.Number).IsUnique();
    }

    public void Configure(EntityTypeBuilder<AuditEntry> audit)
    {
        audit.HasKey(a => a.Sequence);
        audit.Property(a => a.Sequence).ValueGeneratedNever();
        audit.HasMany(a => a.Rows).WithOne().HasForeignKey(r => r.Sequence);
    }

    public void Configure(EntityTypeBuilder<HistoryRow> row)
    {
        row.ToTable("History");
        row.HasKey(r => new { r.Sequence, r.Ordinal });
        row.HasIndex(r => new { r.RecordId, r.Sequence });
    }

    public void Configure(EntityTypeBuilder<AuditHead> head)
    {
        head.Property(h => h.Id).ValueGeneratedNever();
        head.HasData(new { Id = 1, Sequence = 0L, Hash = AuditEntry.Genesis, At = new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc) });
    }

    public void Configure(EntityTypeBuilder<NumberSeries> series)
    {
        series.ToTable("Numbers");
        series.HasKey(s => s.Series);
    }
}

internal sealed class ReleaseMapping : IEntityTypeConfiguration<ScheduleRelease>, IEntityTypeConfiguration<ReleasedMeeting>, IEntityTypeConfiguration<ReleasedPerson>, IEntityTypeConfiguration<Notice>
{
    public void Configure(EntityTypeBuilder<ScheduleRelease> release)
    {
        release.HasIndex(r => new { r.FairId, r.Number }).IsUnique();
        release.HasIndex(r => r.FairId).IsUnique().HasFilter("\"IsCurrent\"");
        release.HasOne<ScheduleRelease>().WithMany().HasForeignKey(r => r.SinceId);
        release.HasOne<ScheduleRelease>().WithMany().HasForeignKey(r => r.ReturnsToId);
        release.ToTable("Releases", t => t.HasCheckConstraint("CK_Releases_Since", "(\"SinceId\" IS NULL) = (\"Number\" = 1)"));
    }

    public void Configure(EntityTypeBuilder<ReleasedMeeting> meeting)
    {
        meeting.HasIndex(m => new { m.ReleaseId, m.MeetingId }).IsUnique();
        meeting.HasOne(m => m.Release).WithMany(r => r.Meetings).HasForeignKey(m => m.ReleaseId);
        meeting.HasOne<Meeting>().WithMany().HasForeignKey(m => m.MeetingId);
        meeting.HasOne<Fair>().WithMany().HasForeignKey(m => m.FairId);
        meeting.Ignore(m => m.Seated);
        meeting.ToTable("ReleasedMeetings", t => t.HasCheckConstraint("CK_ReleasedMeetings_Times", "\"StartsAt\" < \"EndsAt\""));
    }

    public void Configure(EntityTypeBuilder<Notice> notice)
    {
        // Of one release somebody is told again where a meeting of it is withheld or told again after they knew.
        notice.HasIndex(n => new { n.ReleaseId, n.PersonId }).IsUnique().HasFilter("\"State\" = 'Open'");
        notice.PrimitiveCollection(n => n.SinceWithheld);
        notice.HasIndex(n => new { n.FairId, n.State });
        notice.HasOne<ScheduleRelease>().WithMany().HasForeignKey(n => n.SinceReleaseId);
        notice.ToTable("Notices", t => t.HasCheckConstraint("CK_Notices_Done", "(\"State\" = 'Done') = (\"DoneAt\" IS NOT NULL AND \"DoneBy\" IS NOT NULL AND \"Through\" IS NOT NULL)"));
    }

    // The person is not pointed to: a merge leaves what was published as it is, and whoever reads goes by the survivor.
    public void Configure(EntityTypeBuilder<ReleasedPerson> person)
    {
        person.ToTable("ReleasedPeople");
        person.HasKey(p => new { p.ReleasedMeetingId, p.PersonId });
        person.HasIndex(p => p.PersonId);
        person.HasOne<ReleasedMeeting>().WithMany(m => m.People).HasForeignKey(p => p.ReleasedMeetingId);
    }
}
