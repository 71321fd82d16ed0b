using System.Globalization;
using InvestmentFair.Kernel;

namespace InvestmentFair.Meetings;

/// <summary>What somebody is told of a change, in both languages: it is kept, and read by others than whoever published.</summary>
internal static class ReleaseWords
{
    public static Bilingual Line(ChangedLine line, string zone)
    {
        if (line is not { Before: { } was, After: { } now })
        {
            var stands = Stands(line.Meeting, line.Side, zone);
            return new Bilingual($"{line.Kind.Names.Zh} {stands.Zh}", $"{line.Kind.Names.En}: {stands.En}");
        }

        var (from, to) = (At(was, zone), At(now, zone));
        var (before, after) = (What(was, line.Side), What(now, line.Side));
        // Who the other side is called may have been reworded along with it; that is no reason to say both.
        if (was.Subject.Zh == now.Subject.Zh) return new Bilingual($"原 {from.Zh} → 改为 {to.Zh}：{after.Zh}", $"{from.En} → now {to.En}: {after.En}");
        return from == to
            ? new Bilingual($"{to.Zh}：原“{before.Zh}”→ 改为“{after.Zh}”", $"{to.En}: “{before.En}” → now “{after.En}”")
            : new Bilingual($"原 {from.Zh}：{before.Zh} → 改为 {to.Zh}：{after.Zh}", $"{from.En}, {before.En} → now {to.En}, {after.En}");
    }

    /// <summary>To staff, of one meeting: where it was and is, who sat in it and does, what it was called and is.</summary>
    public static IEnumerable<Bilingual> Meeting(ChangedMeeting changed, string zone)
    {
        var (was, now) = (changed.Before is { IsCancelled: false, IsHidden: false } told ? told : null, changed.After is { IsCancelled: false, IsHidden: false } stands ? stands : null);
        if ((was ?? now) is null) yield break;
        if (was is null || now is null)
        {
            var at = At((was ?? now)!, zone);
            yield return was is null ? at : new Bilingual($"原 {at.Zh}", $"Was: {at.En}");
            yield break;
        }

        var (from, to) = (At(was, zone), At(now, zone));
        if (from != to) yield return new Bilingual($"原 {from.Zh} → 改为 {to.Zh}", $"{from.En} → now {to.En}");
        if (changed.Changes.Contains(MeetingChange.TeamChanged)) yield return new Bilingual($"原 {Team(was, "、")} → 改为 {Team(now, "、")}", $"{Team(was, ", ")} → now {Team(now, ", ")}");
        if (was.Subject != now.Subject) yield return new Bilingual($"原“{was.Subject.Zh}”→ 改为“{now.Subject.Zh}”", $"“{In(was.Subject)}” → now “{In(now.Subject)}”");

        static string Team(ReleasedMeeting of, string between) => string.Join(between, of.Seated.Select(p => p.Name));
    }

    /// <summary>As it stands, to somebody who is told for the first time.</summary>
    public static Bilingual Stands(ReleasedMeeting meeting, Side side, string zone) => new($"{At(meeting, zone).Zh}：{What(meeting, side).Zh}", $"{At(meeting, zone).En}, {What(meeting, side).En}");

    public static Bilingual At(ReleasedMeeting meeting, string zone)
    {
        var time = Time(meeting, zone);
        return new Bilingual($"{time.Zh} {meeting.TableCode}（{meeting.Hall.Zh}）", $"{time.En} table {meeting.TableCode} ({In(meeting.Hall)})");
    }

    public static Bilingual Time(ReleasedMeeting meeting, string zone)
    {
        var (starts, ends) = (FairTime.ToLocal(meeting.StartsAt, zone), FairTime.Clock(meeting.EndsAt, zone));
        return new Bilingual(string.Create(CultureInfo.InvariantCulture, $"{starts.Month}月{starts.Day}日 {starts:HH:mm}–{ends}"), string.Create(CultureInfo.InvariantCulture, $"{starts:d MMM HH:mm}–{ends}"));
    }

    // What it is about and with whom: of one project a host has many in a day.
    private static Bilingual What(ReleasedMeeting meeting, Side side)
    {
        var other = side is Side.Guest ? meeting.HostSide : meeting.GuestSide;
        return new Bilingual(string.Join(" · ", new[] { meeting.Subject.Zh, other.Zh }.Where(t => t.Length > 0)), string.Join(" · ", new[] { In(meeting.Subject), In(other) }.Where(t => t.Length > 0)));
    }

    internal static string In(Bilingual text) => string.IsNullOrWhiteSpace(text.En) ? text.Zh : text.En;
}
