using InvestmentFair.Fairs;
using InvestmentFair.Kernel;

namespace InvestmentFair.Meetings;

/// <summary>What is said to somebody whose meetings changed.</summary>
internal static class NoticeWords
{
    public static Bilingual Of(ChangedPerson person, Fair fair, bool isFirst)
    {
        var lines = person.Lines.Select(l => isFirst ? ReleaseWords.Stands(l.Meeting, l.Side, fair.TimeZone) : ReleaseWords.Line(l, fair.TimeZone)).ToList();
        var (name, english) = (fair.Name.Zh, string.IsNullOrWhiteSpace(fair.Name.En) ? fair.Name.Zh : fair.Name.En);
        return new Bilingual(
            string.Join('\n', lines.Select(l => l.Zh).Prepend(isFirst ? $"{person.Known.Name}，您好！您在{name}的洽谈安排如下：" : $"{person.Known.Name}，您好！您在{name}的洽谈安排有变化：")),
            string.Join('\n', lines.Select(l => l.En).Prepend(isFirst ? $"Dear {person.Known.Name}, your meetings at {english}:" : $"Dear {person.Known.Name}, your meetings at {english} have changed:")));
    }

    /// <summary>
    /// Where all of somebody's meetings can be read stands below what changed, in the language of what is above it; nothing stands there
    /// where they have no such address.
    /// </summary>
    public static Bilingual WithAddress(Bilingual words, string site, string? key) =>
        key is null ? words : new Bilingual($"{words.Zh}\n全部日程：{site}/me/{key}", $"{words.En}\nAll your meetings: {site}/en/me/{key}");
}
