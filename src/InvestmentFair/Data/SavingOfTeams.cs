using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using InvestmentFair.Projects;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace InvestmentFair.Data;

public abstract partial class FairDbContext
{
    /// <summary>
    /// Who sits on a side of a meeting or a wish, who stands for a project and where a fair shows it are rows of their own. To
    /// the reader they are a field of the record: its history tells of them, and its version rises with them.
    /// </summary>
    private List<Team> Teams()
    {
        var places = ChangeTracker.Entries<MeetingAttendee>().SelectMany(e => Places(e, e.Entity.MeetingId, e.Entity.PersonId, nameof(MeetingAttendee.Side)))
            .Concat(ChangeTracker.Entries<RequestPerson>().SelectMany(e => Places(e, e.Entity.RequestId, e.Entity.PersonId, nameof(RequestPerson.Side))))
            .Concat(ChangeTracker.Entries<ProjectHost>().SelectMany(e => Places(e, e.Entity.ProjectId, e.Entity.HostId, null)))
            .Concat(ChangeTracker.Entries<FairProject>().SelectMany(Places))
            .Concat(ChangeTracker.Entries<RequestOrder>().SelectMany(Places)).ToList();
        if (places.Count == 0) return [];
        var owners = ChangeTracker.Entries<Record>().Where(e => e.Entity is Meeting or MeetingRequest or Project).ToDictionary(e => e.Entity.Id);
        return
        [
            .. places.Where(p => owners.ContainsKey(p.Owner)).GroupBy(p => (p.Owner, p.Field)).Select(g => new Team(owners[g.Key.Owner], g.Key.Field,
                Said(g.Where(p => !p.IsNew)), Said(g.Where(p => p.IsNew)))).Where(t => t.Old != t.New),
        ];
    }

    private static string? Said(IEnumerable<Place> places) => string.Join(",", places.OrderBy(p => p.Ordinal).ThenBy(p => p.Who, StringComparer.Ordinal).Select(p => p.Who)) is { Length: > 0 } said ? said : null;

    // Where somebody sat before, and where they sit now.
    private static IEnumerable<Place> Places<T>(EntityEntry<T> entry, Guid owner, Guid who, string? side) where T : class
    {
        if (entry.State is not EntityState.Added) yield return new Place(owner, Field(entry.OriginalValues), false, entry.OriginalValues.GetValue<int>(nameof(ProjectHost.Ordinal)), who.ToString());
        if (entry.State is not EntityState.Deleted) yield return new Place(owner, Field(entry.CurrentValues), true, entry.CurrentValues.GetValue<int>(nameof(ProjectHost.Ordinal)), who.ToString());

        string Field(PropertyValues values) => side is null ? nameof(Project.HostTeam)
            : entry.Entity is MeetingAttendee && values.GetValue<bool>(nameof(MeetingAttendee.Interprets)) ? nameof(TeamForm.Interpreters)
            : values.GetValue<Side>(side) is Side.Guest ? nameof(TeamForm.Guests) : nameof(TeamForm.Hosts);
    }

    private IEnumerable<Place> Places(EntityEntry<FairProject> entry)
    {
        // A project that is not loaded beside it is not being edited: a fair is cloned or the sample fair made.
        if (Fairs.Local.FindEntry(entry.Entity.FairId)?.Entity.Code is not { } fair) yield break;
        if (entry.State is not EntityState.Added) yield return At(entry.OriginalValues, false);
        if (entry.State is not EntityState.Deleted) yield return At(entry.CurrentValues, true);

        Place At(PropertyValues values, bool isNew) =>
            new(entry.Entity.ProjectId, nameof(Project.FairOrder), isNew, 0, $"{fair} · {values.GetValue<int>(nameof(FairProject.Ordinal))}");
    }

    // What comes first is never changed in place: the row goes and another comes.
    private static IEnumerable<Place> Places(EntityEntry<RequestOrder> entry)
    {
        if (entry.State is not EntityState.Added) yield return At(false);
        if (entry.State is not EntityState.Deleted) yield return At(true);

        Place At(bool isNew) => new(entry.Entity.ThenId, nameof(MeetingRequest.After), isNew, 0, entry.Entity.FirstId.ToString());
    }

    private sealed record Place(Guid Owner, string Field, bool IsNew, int Ordinal, string Who);

    private sealed record Team(EntityEntry<Record> Owner, string Field, string? Old, string? New)
    {
        public void RaiseVersion()
        {
            if (Owner.State is EntityState.Unchanged) Owner.Property(r => r.Version).IsModified = true;
        }
    }
}
