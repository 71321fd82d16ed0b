using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Meetings;

/// <summary>A meeting or a wish as staff tell it from others.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Number">Of a meeting; a wish has none.</param>
/// <param name="Of">Subject and guest side.</param>
internal sealed record PairName(Guid Id, string Number, string Of)
{
    public string Said => Number.Length > 0 ? $"{Number} {Of}" : Of;
}

internal static class PairNames
{
    public static async Task<IReadOnlyList<NumberedMeeting>> NumberedAsync(this IQueryable<Meeting> meetings, CancellationToken cancel) =>
        await meetings.OrderBy(m => m.Number).Select(m => new NumberedMeeting(m.Id, m.Number, m.LockedAt != null)).ToListAsync(cancel);

    /// <summary>In the order of their numbers.</summary>
    public static async Task<IReadOnlyList<PairName>> NamedAsync(this IQueryable<Meeting> meetings, CancellationToken cancel) =>
    [
        .. (await meetings.OrderBy(m => m.Number).Select(m => new
        {
            m.Id,
            m.Number,
            Subject = m.Project == null ? m.Plant == null ? null : m.Plant.Name : m.Project.Name,
            m.Topic,
            Guests = m.Investor == null ? m.Delegation!.Name : m.Investor.Survivor.Name,
        }).ToListAsync(cancel)).Select(m => new PairName(m.Id, m.Number, Of(m.Subject, m.Topic, m.Guests))),
    ];

    /// <summary>In the order in which they were entered.</summary>
    public static async Task<IReadOnlyList<PairName>> NamedAsync(this IQueryable<MeetingRequest> wishes, CancellationToken cancel) =>
    [
        .. (await wishes.OrderBy(r => r.Id).Select(r => new
        {
            r.Id,
            Subject = r.Project == null ? r.Plant == null ? null : r.Plant.Name : r.Project.Name,
            r.Topic,
            Guests = r.Investor == null ? r.Delegation!.Name : r.Investor.Survivor.Name,
        }).ToListAsync(cancel)).Select(r => new PairName(r.Id, "", Of(r.Subject, r.Topic, r.Guests))),
    ];

    private static string Of(Bilingual? subject, string? topic, Bilingual guests) => $"{subject?.Text ?? topic} · {guests.Text}";
}
