using Microsoft.AspNetCore.Components;

namespace InvestmentFair.Web.Shared;

/// <summary>
/// What the hands on a list do with one cell (cells.js): open it, keep what was typed and go on to another, drop it, fill it with
/// what was pasted, take back what was put there last, or bring back what was typed before the connection was lost.
/// </summary>
public sealed class CellActEventArgs : EventArgs
{
    public string Act { get; set; } = "";

    public Guid Row { get; set; }

    public string Column { get; set; } = "";

    /// <summary>What was typed; none where the control has told it already.</summary>
    public string? Text { get; set; }

    /// <summary>Of several cells that were pasted at once.</summary>
    public string? Paste { get; set; }

    /// <summary>The cell shows something else than when it was typed in.</summary>
    public bool Moved { get; set; }

    public Guid? ToRow { get; set; }

    public string? ToColumn { get; set; }
}

[EventHandler("oncellact", typeof(CellActEventArgs))]
[EventHandler("onboardact", typeof(BoardActEventArgs))]
public static class EventHandlers;
