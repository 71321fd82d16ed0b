using InvestmentFair.Access;
using InvestmentFair.Kernel;

namespace InvestmentFair.Views;

/// <summary>A list as somebody likes to see it: the query of its address kept under a name, for its owner or for everybody.</summary>
public sealed class SavedView : Record
{
    private SavedView()
    {
    }

    public Guid OwnerId { get; private init; }

    public string OwnerName { get; private init; } = "";

    /// <summary>The key of the list.</summary>
    public string List { get; private init; } = "";

    public string Name { get; private set; } = "";

    /// <summary>What stands behind the question mark of the address: search, filters, sort, columns, page size.</summary>
    public string Query { get; private set; } = "";

    public bool IsShared { get; private set; }

    public DateTime? RemovedAt { get; private set; }

    public static Outcome<SavedView> Keep(Actor owner, string list, string query, ViewForm form)
    {
        var view = new SavedView { OwnerId = owner.Id, OwnerName = owner.Name, List = list };
        var revised = view.Revise(owner, query, form);
        return revised.Refused ? revised.As<SavedView>() : view;
    }

    public Outcome Revise(Actor by, string query, ViewForm form)
    {
        if (!IsChangedBy(by)) return ViewRefusals.NotYours;
        if (form.IsShared && !by.May(Permission.ShareViews)) return ViewRefusals.NotToBeShared;
        Name = form.Name.Trim();
        Query = query;
        IsShared = form.IsShared;
        return Outcome.Done;
    }

    public Outcome Remove(Actor by, DateTime now)
    {
        if (!IsChangedBy(by)) return ViewRefusals.NotYours;
        RemovedAt = now;
        return Outcome.Done;
    }

    // A shared view outlives the one who made it: those who may share look after it.
    private bool IsChangedBy(Actor by) => by.Id == OwnerId || (IsShared && by.May(Permission.ShareViews));
}

public sealed class ViewForm : Form
{
    [Text("视图名称", "Name of the view"), Needed, AtMost(60)]
    public string Name { get; set; } = "";

    [Text("共享给所有人", "Shared with everybody")]
    public bool IsShared { get; set; }
}

public static class ViewRefusals
{
    public static Refusal NotYours => new("view.owner", "这不是您的视图", "This view is somebody else's");

    public static Refusal NotToBeShared => new("view.share", "您没有共享视图的权限", "You may not share views");

    public static Refusal NameTaken => new("view.name", "已有同名视图", "There is a view of that name");

    public static Refusal TooLong => new("view.long", "条件太长，无法保存为视图", "The conditions are too long to be kept as a view");
}
