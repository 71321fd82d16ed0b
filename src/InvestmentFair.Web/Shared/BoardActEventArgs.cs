namespace InvestmentFair.Web.Shared;

/// <summary>
/// What the hands on the board do (board.js): choose a card or none, place it, let it change places with what lies at a place,
/// lock it or not any more, take it off, undo, redo. Whatever is named is only what the browser says.
/// </summary>
public sealed class BoardActEventArgs : EventArgs
{
    public string Act { get; set; } = "";

    public Guid Card { get; set; }

    public Guid Slot { get; set; }

    public Guid Table { get; set; }
}
