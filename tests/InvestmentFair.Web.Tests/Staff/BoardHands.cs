using AngleSharp.Dom;
using Bunit;
using InvestmentFair.Web.Shared;

namespace InvestmentFair.Web.Tests.Staff;

/// <summary>The hands on the board, told of as board.js tells.</summary>
internal static class BoardHands
{
    public static void Choose(this Screen page, IElement card) => page.Tell("choose", Id(card, "data-card"));

    public static void PlaceAt(this Screen page, IElement cell) => page.Tell("place", page.Chosen(), cell);

    public static void SwapWith(this Screen page, IElement button) => page.Tell("swap", page.Chosen(), button);

    public static Guid Chosen(this Screen page) => Id(page.Find(".board"), "data-chosen");

    public static void Tell(this Screen page, string act, Guid card, IElement at) => page.Tell(act, card, SlotOf(at), TableOf(at));

    public static void Tell(this Screen page, string act, Guid card, Guid slot = default, Guid table = default) => _ = page.TellAsync(act, card, slot, table);

    public static Task TellAsync(this Screen page, string act, Guid card, Guid slot = default, Guid table = default) =>
        page.Page.InvokeAsync(() => page.Find(".board").TriggerEventAsync("onboardact", new BoardActEventArgs { Act = act, Card = card, Slot = slot, Table = table }));

    public static Guid SlotOf(IElement at) => Id(at.Closest("td")!, "data-slot");

    public static Guid TableOf(IElement at) => Id(at.Closest("tr")!, "data-table");

    private static Guid Id(IElement of, string name) => Guid.TryParse(of.GetAttribute(name), out var id) ? id : Guid.Empty;
}
