namespace InvestmentFair.Web.Shared;

/// <summary>Something that holds what was typed or chosen and not saved, and asks before it is thrown away.</summary>
public interface IHoldsUnsaved
{
    /// <summary>Asks where something would be lost; false where the reader would rather stay.</summary>
    Task<bool> MayLeaveAsync();
}

/// <summary>What holds something unsaved in a part of the page that can be closed without leaving the page.</summary>
public sealed class HeldHere
{
    private readonly List<IHoldsUnsaved> _held = [];

    public void Add(IHoldsUnsaved one) => _held.Add(one);

    public void Remove(IHoldsUnsaved one) => _held.Remove(one);

    public async Task<bool> MayCloseAsync()
    {
        foreach (var one in _held.ToList())
            if (!await one.MayLeaveAsync()) return false;
        return true;
    }
}
