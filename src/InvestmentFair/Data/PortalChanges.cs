using InvestmentFair.Audit;
using InvestmentFair.Deals;
using InvestmentFair.Delegations;
using InvestmentFair.Documents;
using InvestmentFair.Enquiries;
using InvestmentFair.Invitations;
using InvestmentFair.Matching;
using InvestmentFair.Meetings;
using InvestmentFair.Organisations;
using InvestmentFair.People;
using InvestmentFair.Projects;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Data;

public abstract partial class FairDbContext
{
    /// <summary>
    /// What no stored page of the portal shows. Everything else counts as shown: a noun that is forgotten here costs a page
    /// made anew, one wrongly named here would leave an old page standing.
    /// </summary>
    private static readonly HashSet<Type> NeverOnPortal =
    [
        typeof(Person), typeof(HostRepresentative), typeof(Interpreter), typeof(Contact), typeof(Investor), typeof(Guest), typeof(RelocationNeed), typeof(ProjectHost), typeof(PairMark),
        typeof(AuditEntry), typeof(AuditHead), typeof(HistoryRow), typeof(Export), typeof(ImportBatch), typeof(PrintRun), typeof(PrintedLine),
    ];

    // Their pages carry a form or belong to one reader, and are never stored.
    private static readonly HashSet<string?> NeverOnPortalWhole =
        [typeof(Access.StaffMember).Namespace, typeof(Deal).Namespace, typeof(Enquiry).Namespace, typeof(Invitation).Namespace, typeof(Meeting).Namespace];

    /// <summary>The count of the portal's changes as this context has raised it.</summary>
    internal long? PortalChange { get; private set; }

    private bool ChangesPortal() => ChangeTracker.Entries().Any(e =>
        e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted
        && e.Metadata.ClrType is var type && !NeverOnPortal.Contains(type) && !NeverOnPortalWhole.Contains(type.Namespace));
}
