using System.Linq.Expressions;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Dictionaries;
using InvestmentFair.Kernel;
using InvestmentFair.People;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Choices;

/// <summary>What a field that points at something offers, found by what was typed; and what a key already chosen is called.</summary>
public sealed class ChoiceQueries(IDbContextFactory<FairDbContext> contexts, FairClock clock)
{
    public const int MostOffered = 20;

    public async Task<IReadOnlyList<Choice>> SearchAsync(Actor actor, ChoiceOf kind, string? fair, string? typed, CancellationToken cancel)
    {
        actor.Must(actor.IsScopedToUnit && kind is not ChoiceOf.Person && !IsOfTheFair(kind) ? Permission.ViewDeals : Permission.ViewFair);
        if (kind is ChoiceOf.Account)
            return [.. (await AccountsAsync(actor, cancel)).Where(c => string.IsNullOrWhiteSpace(typed) || c.Text.Contains(typed.Trim(), StringComparison.OrdinalIgnoreCase)).Take(MostOffered)];
        if (kind is ChoiceOf.Currency) return [.. Currencies.Found(typed?.Trim() ?? "").Take(MostOffered)];
        if (DictionaryOf(kind) is not null)
            return [.. (await WordsAsync(actor, kind, cancel)).Where(c => string.IsNullOrWhiteSpace(typed) || c.Text.Contains(typed.Trim(), StringComparison.OrdinalIgnoreCase)).Take(MostOffered)];
        await using var db = contexts.CreateDbContext();
        if (kind is ChoiceOf.InterpreterPerson) return await InterpretersAsync(db, actor, typed?.Trim() ?? "", cancel);
        var words = typed?.Trim() is { Length: > 0 and <= ListState.LongestSearch } text ? text : "";
        var offers = await All(db, kind, fair ?? "").Where(Finds(actor, words)).OrderBy(c => c.Order).ThenBy(c => c.Key)
            .Take(MostOffered).Select(c => new Choice(c.Key, c.Text)).ToListAsync(cancel);
        // SQLite writes an id in capitals, everything else does not.
        return [.. offers.Select(o => Guid.TryParse(o.Key, out var id) ? o with { Key = id.ToString() } : o)];
    }

    // As lists do: by its text in either language, its sound or initials, its code; and those who may read telephone numbers by the end of one.
    private static Expression<Func<Offer, bool>> Finds(Actor actor, string words)
    {
        var (lower, upper) = (words.ToLowerInvariant(), words.ToUpperInvariant());
        Expression<Func<Offer, bool>> finds = c => words == "" || c.Text.Contains(words) || c.Other.Contains(words) || c.Hint.Replace(" ", "").StartsWith(lower.Replace(" ", "")) || c.Code.StartsWith(words) || c.Code.StartsWith(upper);
        if (Sounding.Of(words) is { } reads) finds = finds.Or(reads.Of<Offer, string>(c => c.Hint));
        return actor.May(Permission.ViewContacts) && SoughtNumber.Read(words) is { } digits ? finds.Or(SoughtNumber.Rings(digits).Of<Offer, string>(c => c.Telephone)) : finds;
    }

    /// <summary>The dictionary behind a field, where there is one: short enough to be offered whole.</summary>
    public static DictionaryKind? DictionaryOf(ChoiceOf kind) => kind switch
    {
        ChoiceOf.ExitReason => DictionaryKind.ExitReason,
        ChoiceOf.CooperationMode => DictionaryKind.CooperationMode,
        ChoiceOf.Voucher => DictionaryKind.Voucher,
        ChoiceOf.Language => DictionaryKind.Language,
        _ => null,
    };

    /// <summary>Every word of a dictionary that may be chosen today, in its order.</summary>
    public async Task<IReadOnlyList<Choice>> WordsAsync(Actor actor, ChoiceOf kind, CancellationToken cancel)
    {
        actor.Must(actor.IsScopedToUnit ? Permission.ViewDeals : Permission.ViewFair);
        if (DictionaryOf(kind) is not { } dictionary) return [];
        await using var db = contexts.CreateDbContext();
        var today = FairTime.DayOf(clock.GetUtcNow().UtcDateTime);
        return [.. (await db.WordsAsync(dictionary, cancel)).Entries.Where(e => e.IsOpen(today)).Select(e => new Choice(e.Code, e.Name.Text))];
    }

    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(Actor actor, ChoiceOf kind, string? fair, IReadOnlyCollection<string> keys, CancellationToken cancel)
    {
        actor.Must(actor.IsScopedToUnit && !IsOfTheFair(kind) ? Permission.ViewDeals : Permission.ViewFair);
        if (keys.Count == 0) return new Dictionary<string, string>();
        if (kind is ChoiceOf.Account) return (await AccountsAsync(actor, cancel)).Where(c => keys.Contains(c.Key)).ToDictionary(c => c.Key, c => c.Text);
        await using var db = contexts.CreateDbContext();
        // A key is unique in its kind, so every other restriction of the offer may be left out here.
        var found = await Named(db, actor, kind, keys, cancel);
        return found.DistinctBy(c => c.Key).ToDictionary(c => c.Key, c => c.Text, StringComparer.OrdinalIgnoreCase);
    }

    // Who comes to a fair is for those who see the fair: the forms of a deal name none of them.
    private static bool IsOfTheFair(ChoiceOf kind) => kind is ChoiceOf.Guest or ChoiceOf.GuestPerson or ChoiceOf.FairPerson or ChoiceOf.Delegation or ChoiceOf.InterpreterPerson or ChoiceOf.Request;

    // Names of accounts are for those who see the audit; the fixed actors of the house act as well.
    private async Task<IReadOnlyList<Choice>> AccountsAsync(Actor actor, CancellationToken cancel)
    {
        actor.Must(Permission.ViewAudit);
        await using var db = contexts.CreateDbContext();
        var accounts = await db.Users.AsNoTracking().OrderBy(u => u.UserName).Select(u => new { u.Id, u.DisplayName, u.UserName }).ToListAsync(cancel);
        return [.. accounts.Select(a => new Choice(a.Id.ToString(), $"{a.DisplayName} {a.UserName}")), .. new[] { Actor.Portal, Actor.Setup, Actor.Seed, Actor.Job }.Select(a => new Choice(a.Id.ToString(), KeptWords.Say(a.Name)))];
    }

    // Few, and found by what they speak as well.
    private async Task<IReadOnlyList<Choice>> InterpretersAsync(FairDbContext db, Actor actor, string typed, CancellationToken cancel)
    {
        var today = FairTime.DayOf(clock.GetUtcNow().UtcDateTime);
        var languages = await db.WordsAsync(DictionaryKind.Language, cancel);
        var interpreters = await db.Interpreters.AsNoTracking().Where(i => i.To == null || i.To >= today).Include(i => i.Person).OrderBy(i => i.Person.PinyinKey).ThenBy(i => i.Id).ToListAsync(cancel);
        var digits = actor.May(Permission.ViewContacts) ? SoughtNumber.Read(typed) : null;
        var sounds = typed.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
        return
        [
            .. interpreters.GroupBy(i => i.Person).Select(g => (g.Key.PinyinKey, g.Key.Mobile, Choice: new Choice(g.Key.Id.ToString(),
                    $"{g.Key.Name} {string.Join(Language.Say("、", ", "), languages.Of(g.SelectMany(i => i.Languages).Distinct()).Select(l => l.Text))}")))
                .Where(o => typed.Length == 0 || o.Choice.Text.Contains(typed, StringComparison.OrdinalIgnoreCase) || o.PinyinKey.Replace(" ", "", StringComparison.Ordinal).StartsWith(sounds, StringComparison.Ordinal)
                    || (sounds.Length > 1 && string.Concat(o.PinyinKey.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(s => s[0])).StartsWith(sounds, StringComparison.Ordinal))
                    || (digits is not null && o.Mobile is { } number && number.Replace("-", "", StringComparison.Ordinal).EndsWith(digits, StringComparison.Ordinal)))
                .Select(o => o.Choice).Take(MostOffered),
        ];
    }

    private static async Task<IEnumerable<Choice>> Named(FairDbContext db, Actor actor, ChoiceOf kind, IReadOnlyCollection<string> keys, CancellationToken cancel)
    {
        if (DictionaryOf(kind) is { } dictionary)
            return (await db.WordsAsync(dictionary, cancel)).Entries.Where(e => keys.Contains(e.Code)).Select(e => new Choice(e.Code, e.Name.Text));
        if (kind is ChoiceOf.Currency) return keys.Where(k => k.Length == 3).Select(code => new Choice(code, Currencies.Say(code)));
        if (kind is ChoiceOf.Region or ChoiceOf.Township)
            return (await db.Regions.AsNoTracking().Where(r => keys.Contains(r.Code)).ToListAsync(cancel)).Select(r => new Choice(r.Code, r.Name.Text));
        if (kind is ChoiceOf.Sector)
            return (await db.Sectors.AsNoTracking().Where(s => keys.Contains(s.Code)).ToListAsync(cancel)).Select(s => new Choice(s.Code, $"{s.Code} {s.Name.Text}"));

        var ids = keys.Select(k => Guid.TryParse(k, out var id) ? id : Guid.Empty).ToList();
        // Of a person, whoever follows deals is told only who stands for the county, under each of their keys.
        var people = actor.IsScopedToUnit ? db.People.Where(p => db.Hosts.Any(h => h.Person.SurvivorId == p.SurvivorId)) : db.People;
        return kind switch
        {
            ChoiceOf.GuestPerson or ChoiceOf.HostPerson or ChoiceOf.InterpreterPerson or ChoiceOf.FairPerson or ChoiceOf.Person => (await people.AsNoTracking().Include(p => p.Survivor).Where(p => ids.Contains(p.Id)).ToListAsync(cancel)).Select(p => new Choice(p.Id.ToString(), p.Survivor.Name)),
            ChoiceOf.Unit => (await db.Units.AsNoTracking().Where(u => ids.Contains(u.Id)).ToListAsync(cancel)).Select(u => new Choice(u.Id.ToString(), u.Name.Text)),
            ChoiceOf.Host => (await db.Hosts.AsNoTracking().Include(h => h.Person).Where(h => ids.Contains(h.Id)).ToListAsync(cancel)).Select(h => new Choice(h.Id.ToString(), $"{h.Person.Name} {h.Title.Text}")),
            ChoiceOf.Investor => (await db.Investors.AsNoTracking().Include(i => i.Survivor).Where(i => ids.Contains(i.Id)).ToListAsync(cancel)).Select(i => new Choice(i.Id.ToString(), i.Survivor.Name.Text)),
            ChoiceOf.Delegation => (await db.Delegations.AsNoTracking().Where(d => ids.Contains(d.Id)).ToListAsync(cancel)).Select(d => new Choice(d.Id.ToString(), d.Name.Text)),
            ChoiceOf.Guest => (await db.Guests.AsNoTracking().Include(g => g.Person).Where(g => ids.Contains(g.Id)).ToListAsync(cancel)).Select(g => new Choice(g.Id.ToString(), g.Person.Name)),
            ChoiceOf.Project => (await db.Projects.AsNoTracking().Where(p => ids.Contains(p.Id)).ToListAsync(cancel)).Select(p => new Choice(p.Id.ToString(), $"{p.Code} {p.Name.Text}")),
            ChoiceOf.Plant => (await db.Plants.AsNoTracking().Where(p => ids.Contains(p.Id)).ToListAsync(cancel)).Select(p => new Choice(p.Id.ToString(), $"{p.Code} {p.Name.Text}")),
            ChoiceOf.Hall => (await db.Halls.AsNoTracking().Where(h => ids.Contains(h.Id)).ToListAsync(cancel)).Select(h => new Choice(h.Id.ToString(), $"{h.Code} {h.Name.Text}")),
            ChoiceOf.Venue => (await db.Venues.AsNoTracking().Where(v => ids.Contains(v.Id)).ToListAsync(cancel)).Select(v => new Choice(v.Id.ToString(), v.Name.Text)),
            ChoiceOf.Request => (await db.Requests.AsNoTracking().Include(r => r.Project).Include(r => r.Plant).Include(r => r.Investor!.Survivor).Include(r => r.Delegation).Where(r => ids.Contains(r.Id)).ToListAsync(cancel))
                .Select(r => new Choice(r.Id.ToString(), $"{(r.Investor?.Survivor.Name ?? r.Delegation?.Name)?.Text} · {(r.Project?.Name ?? r.Plant?.Name)?.Text ?? r.Topic}")),
            ChoiceOf.Fair => (await db.Fairs.AsNoTracking().Where(f => ids.Contains(f.Id)).ToListAsync(cancel)).Select(f => new Choice(f.Id.ToString(), $"{f.Code} {f.Name.Text}")),
            _ => [],
        };
    }

    private sealed record Offer
    {
        public required string Key { get; init; }
        public required string Text { get; init; }
        public required string Order { get; init; }

        /// <summary>Pinyin, by which it is found as well, and the code where its text does not hold it.</summary>
        public required string Hint { get; init; }
        public required string Code { get; init; }
        public required string Telephone { get; init; }

        /// <summary>What it is called in the language the reader does not read just now, and may type all the same.</summary>
        public required string Other { get; init; }
    }

    private IQueryable<Offer> All(FairDbContext db, ChoiceOf kind, string fair)
    {
        var (english, today, offices) = (Language.IsEnglish, FairTime.DayOf(clock.GetUtcNow().UtcDateTime), db.OfficesAt(fair));
        return kind switch
        {
            ChoiceOf.Region => db.Regions.Where(r => r.ValidTo == null && r.Kind != RegionKind.Township).Select(r => new Offer { Key = r.Code, Text = english ? r.Name.En ?? r.Name.Zh : r.Name.Zh, Other = english ? r.Name.Zh : r.Name.En ?? "", Order = r.Code, Code = r.Code, Hint = "", Telephone = "" }),
            ChoiceOf.Township => db.Regions.Where(r => r.ValidTo == null && r.Kind == RegionKind.Township).Select(r => new Offer { Key = r.Code, Text = english ? r.Name.En ?? r.Name.Zh : r.Name.Zh, Other = english ? r.Name.Zh : r.Name.En ?? "", Order = r.Code, Code = r.Code, Hint = "", Telephone = "" }),
            ChoiceOf.Sector => db.Sectors.Select(s => new Offer { Key = s.Code, Text = s.Code + " " + (english ? s.Name.En ?? s.Name.Zh : s.Name.Zh), Other = english ? s.Name.Zh : s.Name.En ?? "", Order = s.Code, Code = s.Code, Hint = "", Telephone = "" }),
            ChoiceOf.Unit => db.Units.Where(u => u.ValidTo == null).Select(u => new Offer { Key = u.Id.ToString(), Text = english ? u.Name.En ?? u.Name.Zh : u.Name.Zh, Other = english ? u.Name.Zh : u.Name.En ?? "", Order = u.Code, Hint = u.PinyinKey, Code = u.Code, Telephone = "" }),
            ChoiceOf.Host => db.Hosts.HeldOn(today).Select(h => new Offer { Key = h.Id.ToString(), Text = h.Person.Name + " " + (english ? h.Title.En ?? h.Title.Zh : h.Title.Zh), Other = "", Order = h.Person.PinyinKey, Hint = h.Person.PinyinKey, Code = "", Telephone = h.Person.Mobile ?? "" }),
            ChoiceOf.HostPerson => db.Hosts.HeldOn(today).Select(h => new Offer { Key = h.PersonId.ToString(), Text = h.Person.Name + " " + (english ? h.Title.En ?? h.Title.Zh : h.Title.Zh), Other = "", Order = h.Person.PinyinKey, Hint = h.Person.PinyinKey, Code = "", Telephone = h.Person.Mobile ?? "" }),
            ChoiceOf.Investor => db.Investors.Where(i => i.SurvivorId == i.Id).Select(i => new Offer { Key = i.Id.ToString(), Text = english ? i.Name.En ?? i.Name.Zh : i.Name.Zh, Other = english ? i.Name.Zh : i.Name.En ?? "", Order = i.PinyinKey, Hint = i.PinyinKey, Code = i.Number, Telephone = "" }),
            ChoiceOf.Person => db.People.Where(p => p.SurvivorId == p.Id).Select(p => new Offer { Key = p.Id.ToString(), Text = p.Name + " " + (db.Contacts.Where(c => c.PersonId == p.Id).OrderByDescending(c => c.From).ThenBy(c => c.Id).Select(c => c.Investor.Survivor.Name.Zh).FirstOrDefault() ?? db.Guests.Where(g => g.PersonId == p.Id).OrderByDescending(g => g.Id).Select(g => g.Organisation).FirstOrDefault() ?? ""), Other = "", Order = p.PinyinKey, Hint = p.PinyinKey, Code = "", Telephone = p.Mobile ?? "" }),
            ChoiceOf.Delegation => db.Delegations.Where(d => d.Fair.Code == fair).Select(d => new Offer { Key = d.Id.ToString(), Text = english ? d.Name.En ?? d.Name.Zh : d.Name.Zh, Other = english ? d.Name.Zh : d.Name.En ?? "", Order = d.RegionCode ?? "", Hint = d.PinyinKey, Code = "", Telephone = d.LiaisonMobile ?? "" }),
            ChoiceOf.Guest => db.Guests.Where(g => g.Fair.Code == fair).Select(g => new Offer { Key = g.Id.ToString(), Text = g.Person.Name + " " + g.Organisation, Other = "", Order = g.Person.PinyinKey, Hint = g.Person.PinyinKey, Code = g.Number, Telephone = g.Person.Mobile ?? "" }),
            ChoiceOf.GuestPerson => db.Guests.Where(g => g.Fair.Code == fair).Select(g => new Offer { Key = g.PersonId.ToString(), Text = g.Person.Name + " " + g.Organisation, Other = "", Order = g.Person.PinyinKey, Hint = g.Person.PinyinKey, Code = g.Number, Telephone = g.Person.Mobile ?? "" }),
            ChoiceOf.FairPerson => db.PeopleAt(fair).Select(p => new Offer
            {
                Key = p.Id.ToString(),
                Text = p.Name + " " + (db.Guests.Where(g => g.Fair.Code == fair && g.PersonId == p.Id).Select(g => g.Organisation).FirstOrDefault()
                    ?? offices.Where(h => h.PersonId == p.Id).Select(h => english ? h.Title.En ?? h.Title.Zh : h.Title.Zh).FirstOrDefault()
                    ?? (english ? "Interpreter" : "翻译")),
                Other = "",
                Order = p.PinyinKey,
                Hint = p.PinyinKey,
                Code = db.Guests.Where(g => g.Fair.Code == fair && g.PersonId == p.Id).Select(g => g.Number).FirstOrDefault() ?? "",
                Telephone = p.Mobile ?? "",
            }),
            ChoiceOf.Project => db.Projects.Select(p => new Offer { Key = p.Id.ToString(), Text = p.Code + " " + (english ? p.Name.En ?? p.Name.Zh : p.Name.Zh), Other = english ? p.Name.Zh : p.Name.En ?? "", Order = p.Code, Hint = p.PinyinKey, Code = p.Code, Telephone = "" }),
            ChoiceOf.Plant => db.Plants.Select(p => new Offer { Key = p.Id.ToString(), Text = p.Code + " " + (english ? p.Name.En ?? p.Name.Zh : p.Name.Zh), Other = english ? p.Name.Zh : p.Name.En ?? "", Order = p.Code, Hint = p.PinyinKey, Code = p.Code, Telephone = "" }),
            ChoiceOf.Hall => db.Halls.Where(h => h.Fair.Code == fair).Select(h => new Offer { Key = h.Id.ToString(), Text = h.Code + " " + (english ? h.Name.En ?? h.Name.Zh : h.Name.Zh), Other = english ? h.Name.Zh : h.Name.En ?? "", Order = h.Code, Hint = h.PinyinKey, Code = h.Code, Telephone = "" }),
            ChoiceOf.Venue => db.Venues.Select(v => new Offer { Key = v.Id.ToString(), Text = english ? v.Name.En ?? v.Name.Zh : v.Name.Zh, Other = english ? v.Name.Zh : v.Name.En ?? "", Order = v.Code, Hint = v.PinyinKey, Code = v.Code, Telephone = "" }),
            ChoiceOf.Request => db.WishesToMeet.Where(r => r.Fair.Code == fair).Select(r => new Offer
            {
                Key = r.Id.ToString(),
                Text = (r.Investor != null ? (english ? r.Investor.Survivor.Name.En ?? r.Investor.Survivor.Name.Zh : r.Investor.Survivor.Name.Zh) : english ? r.Delegation!.Name.En ?? r.Delegation.Name.Zh : r.Delegation!.Name.Zh)
                    + " · " + (r.Project != null ? (english ? r.Project.Name.En ?? r.Project.Name.Zh : r.Project.Name.Zh) : r.Plant != null ? (english ? r.Plant.Name.En ?? r.Plant.Name.Zh : r.Plant.Name.Zh) : r.Topic),
                Other = english ? (r.Investor != null ? r.Investor.Survivor.Name.Zh : r.Delegation!.Name.Zh) + " · " + (r.Project != null ? r.Project.Name.Zh : r.Plant != null ? r.Plant.Name.Zh : "") : "",
                Order = r.Investor != null ? r.Investor.Survivor.PinyinKey : r.Delegation!.PinyinKey,
                Hint = r.Investor != null ? r.Investor.Survivor.PinyinKey : r.Delegation!.PinyinKey,
                Code = "",
                Telephone = "",
            }),
            ChoiceOf.Fair => db.Fairs.Select(f => new Offer { Key = f.Id.ToString(), Text = f.Code + " " + (english ? f.Name.En ?? f.Name.Zh : f.Name.Zh), Other = english ? f.Name.Zh : f.Name.En ?? "", Order = f.Code, Hint = f.PinyinKey, Code = f.Code, Telephone = "" }),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
    }
}
