using InvestmentFair.Kernel;
using InvestmentFair.Meetings;

namespace InvestmentFair.Web.Staff.Meetings;

/// <summary>A slot as the head of its column, with what its 80 cells say of it written once.</summary>
public sealed record BoardColumn(Guid Slot, string Key, string Why, string Clock, bool IsClosed, bool IsOn, bool IsOver)
{
    /// <summary>The day is said where the fair has more than one.</summary>
    public static IReadOnlyList<BoardColumn> Of(BoardView board)
    {
        var days = board.Slots.Select(s => FairTime.DayOf(s.StartsAt, board.Zone)).ToList();
        var oneDay = days.Distinct().Count() <= 1;
        return [.. board.Slots.Select((slot, i) => new BoardColumn(slot.Id, slot.Id.ToString(), $"why-{i}",
            $"{(oneDay ? "" : $"{days[i]:MM-dd} ")}{FairTime.Clock(slot.StartsAt, board.Zone)}–{FairTime.Clock(slot.EndsAt, board.Zone)}", slot.IsClosed, slot.IsOn, slot.IsOver))];
    }
}
