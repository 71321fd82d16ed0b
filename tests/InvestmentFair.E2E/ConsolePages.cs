using System.Reflection;
using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Deals;
using InvestmentFair.Meetings;
using InvestmentFair.People;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace InvestmentFair.E2E;

/// <summary>Every page of the console at an address that shows something: a page nobody can name an address of fails the walk.</summary>
internal static class ConsolePages
{
    internal const string Fair = "2027";

    public static async Task<IReadOnlyList<string>> AddressesAsync(IServiceProvider services)
    {
        await using var db = services.GetRequiredService<IDbContextFactory<FairDbContext>>().CreateDbContext();
        if (!await db.Readings.AnyAsync()) await ReadAsync(services);
        if (!await db.Releases.AnyAsync(r => r.Fair.Code == Fair)) await PublishAsync(services);
        if (!await db.Runs.AnyAsync()) await LookForATimetableAsync(services);
        var addresses = new List<string>();
        foreach (var template in Templates()) addresses.AddRange(await FillAsync(db, template));
        return addresses;
    }

    /// <summary>The asker's page of one enquiry in each state.</summary>
    public static async Task<IReadOnlyList<string>> ReferencesAsync(FairDbContext db, LinkKeys keys)
    {
        var asked = await db.Enquiries.AsNoTracking().OrderBy(e => e.Number).ToListAsync();
        return [.. asked.DistinctBy(e => e.State).Select(e => e.Key(keys)!)];
    }

    public static async Task<string> OpenDealAsync(IServiceProvider services)
    {
        await using var db = services.GetRequiredService<IDbContextFactory<FairDbContext>>().CreateDbContext();
        return $"/console/deals/{await db.Deals.Where(d => d.StageType == StageType.Open).OrderBy(d => d.Number).Select(d => d.Id).FirstAsync()}";
    }

    private static async Task ReadAsync(IServiceProvider services)
    {
        await using var db = services.GetRequiredService<IDbContextFactory<FairDbContext>>().CreateDbContext();
        var admin = await db.Users.SingleAsync(u => u.UserName == "admin");
        var read = await services.GetRequiredService<PinyinDesk>().SaveAsync(new Actor(admin.Id, admin.UserName!, Role.Administrator), null, new ReadingForm { Of = ReadingOf.Place, Word = "崇文", Syllables = "chong wen" }, CancellationToken.None);
        Assert.False(read.Refused, read.Text);
    }

    internal static async Task PublishAsync(IServiceProvider services)
    {
        await using var db = services.GetRequiredService<IDbContextFactory<FairDbContext>>().CreateDbContext();
        var admin = await db.Users.SingleAsync(u => u.UserName == "admin");
        var (actor, desk) = (new Actor(admin.Id, admin.UserName!, Role.Administrator), services.GetRequiredService<ReleaseDesk>());
        var published = await desk.PublishAsync(actor, Fair, new PublishForm(), (await desk.PreviewAsync(actor, Fair, CancellationToken.None))!.Stamp, CancellationToken.None);
        Assert.False(published.Refused, published.Text);
    }

    private static async Task LookForATimetableAsync(IServiceProvider services)
    {
        var asked = await services.GetRequiredService<RunDesk>().AskAsync(Actor.Seed, Fair, new RunForm { Kind = RunKind.All, LimitSeconds = 1 }, CancellationToken.None);
        Assert.False(asked.Refused, asked.Text);
    }

    private static IEnumerable<string> Templates() => typeof(Program).Assembly.GetTypes().SelectMany(t => t.GetCustomAttributes<RouteAttribute>()).Select(r => r.Template)
        .Where(t => t.StartsWith("/console/", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static async Task<IEnumerable<string>> FillAsync(FairDbContext db, string template)
    {
        var address = template.Replace("{Fair}", Fair, StringComparison.Ordinal);
        if (address.Contains("{Kind}", StringComparison.Ordinal)) return new[] { "guests", "projects", "wishes", "availability" }.Select(kind => address.Replace("{Kind}", kind, StringComparison.Ordinal)).ToList();
        if (address.Contains("/investors/{Investor:guid}/contacts", StringComparison.Ordinal))
        {
            var contact = await db.Contacts.OrderBy(c => c.Id).Select(c => new { c.Id, c.InvestorId }).FirstAsync();
            return [address.Replace("{Investor:guid}", contact.InvestorId.ToString(), StringComparison.Ordinal).Replace("{Id:guid}", contact.Id.ToString(), StringComparison.Ordinal)];
        }

        address = address.Replace("{Sequence:long}", "1", StringComparison.Ordinal);
        if (address.Contains("{Id:guid}", StringComparison.Ordinal))
        {
            var parts = address.Split('/');
            var section = parts[Array.IndexOf(parts, "{Id:guid}") - 1];
            address = address.Replace("{Id:guid}", (await OneOfAsync(db, section)).ToString(), StringComparison.Ordinal);
        }

        return address.Contains('{', StringComparison.Ordinal) ? throw new InvalidOperationException($"The walk knows no address for {template}.") : [address];
    }

    private static Task<Guid> OneOfAsync(FairDbContext db, string section) => section switch
    {
        "delegations" => FirstAsync(db.Delegations.Where(d => d.Fair.Code == Fair)),
        "guests" => FirstAsync(db.Guests.Where(g => g.Fair.Code == Fair)),
        "invitations" => FirstAsync(db.Invitations.Where(i => i.Fair.Code == Fair)),
        "projects" => FirstAsync(db.Projects),
        "plants" => FirstAsync(db.Plants),
        "investors" => FirstAsync(db.Investors),
        "needs" => FirstAsync(db.Needs),
        "enquiries" => FirstAsync(db.Enquiries),
        "templates" => FirstAsync(db.ReplyTemplates),
        "requests" => FirstAsync(db.Requests.Where(r => r.Fair.Code == Fair)),
        "availability" => FirstAsync(db.Availability.Where(a => a.Fair.Code == Fair)),
        "limits" => FirstAsync(db.Limits.Where(l => l.Fair.Code == Fair)),
        "releases" => FirstAsync(db.Releases.Where(r => r.Fair.Code == Fair)),
        "notices" => FirstAsync(db.Notices.Where(n => n.Fair.Code == Fair)),
        "runs" => FirstAsync(db.Runs.Where(r => r.Fair.Code == Fair)),
        "meetings" => FirstAsync(db.Meetings.Where(m => m.Fair.Code == Fair)),
        "agenda" => FirstAsync(db.Agenda.Where(a => a.Fair.Code == Fair)),
        "halls" => FirstAsync(db.Halls.Where(h => h.Fair.Code == Fair)),
        "tables" => FirstAsync(db.Tables.Where(t => t.Hall.Fair.Code == Fair)),
        "slots" => FirstAsync(db.Slots.Where(s => s.Fair.Code == Fair)),
        "deals" => FirstAsync(db.Deals),
        "checklist" => FirstAsync(db.Checklist.Where(i => i.Fair.Code == Fair)),
        "dictionaries" => FirstAsync(db.Dictionary),
        "holidays" => FirstAsync(db.Holidays),
        "people" => FirstAsync(db.People),
        "readings" => FirstAsync(db.Readings),
        "fairs" => FirstAsync(db.Fairs.Where(f => f.Code == Fair)),
        "venues" => FirstAsync(db.Venues),
        "hosts" => FirstAsync(db.Hosts),
        "interpreters" => FirstAsync(db.Interpreters),
        "units" => FirstAsync(db.Units),
        "imports" => db.Imports.OrderBy(i => i.Number).Select(i => i.Id).FirstAsync(),
        "accounts" => db.Users.OrderBy(u => u.UserName).Select(u => u.Id).FirstAsync(),
        _ => throw new InvalidOperationException($"The walk knows no record of {section}."),
    };

    private static Task<Guid> FirstAsync(IQueryable<Kernel.Record> records) => records.OrderBy(r => r.Id).Select(r => r.Id).FirstAsync();
}
