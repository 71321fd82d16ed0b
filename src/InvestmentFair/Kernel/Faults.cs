using System.Data.Common;

namespace InvestmentFair.Kernel;

public static class Faults
{
    /// <summary>The database could not be asked, or did not do it: what is wrong may be over in a moment, and nothing is known of what was asked.</summary>
    public static bool IsOfDatabase(this Exception fault) => fault is DbException or TimeoutException || fault.InnerException is { } inner && inner.IsOfDatabase();
}
