using InvestmentFair.Access;
using InvestmentFair.Data;
using InvestmentFair.Kernel;
using InvestmentFair.Ledger;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Fairs;

/// <summary>One dated entry of a setting, as it was said.</summary>
public sealed record SettingEntry(bool OfFair, string? Value, DateOnly HoldsFrom, DateTime RecordedAt, string By, string? Reason);

/// <summary>A setting as it stands: the value that holds for the fair, and where it comes from.</summary>
public sealed record SettingView(SettingRule Rule, string Value, SettingEntry? Source, bool IsOverridden, IReadOnlyList<SettingEntry> Entries);

/// <summary>Settings of the county and of a fair: dated entries, never changed, with who, when and why.</summary>
public sealed class SettingDesk(IDbContextFactory<FairDbContext> contexts, FairClock clock) : Desk(contexts, clock)
{
    /// <summary>From a day on; reports of earlier days keep the value of their time.</summary>
    public Task<Outcome> SetAsync(Actor actor, string? fair, Setting setting, string value, DateOnly from, string? reason, CancellationToken cancel)
    {
        actor.Must(Permission.ManageSettings);
        return SettingRule.Of(setting).Refuses(value.Trim()) is { } refusal ? Task.FromResult<Outcome>(refusal) : SayAsync(actor, fair, setting, value.Trim(), from, reason, cancel);
    }

    /// <summary>The fair goes back to what holds for the county.</summary>
    public Task<Outcome> FollowCountyAsync(Actor actor, string fair, Setting setting, DateOnly from, string? reason, CancellationToken cancel)
    {
        actor.Must(Permission.ManageSettings);
        return SayAsync(actor, fair, setting, "", from, reason, cancel);
    }

    public async Task<IReadOnlyList<SettingView>> SettingsAsync(Actor actor, string fair, CancellationToken cancel)
    {
        actor.Must(Permission.ManageSettings);
        await using var db = Open();
        var entries = await db.FairSettings.AsNoTracking().ToListAsync(cancel);
        var id = await db.Fairs.Where(f => f.Code == fair).Select(f => (Guid?)f.Id).SingleOrDefaultAsync(cancel);
        var asOf = new AsOf(Today);
        return
        [
            .. SettingRule.All.Select(rule =>
            {
                var of = entries.Where(e => e.Setting == rule.Setting && (e.SubjectId == FairSetting.County || e.SubjectId == id)).ToList();
                var source = FairSetting.InForce(of, rule.CountyOnly ? null : id, asOf);
                return new SettingView(rule, source?.Value ?? rule.Default, source is null ? null : Said(source), source is { } s && s.SubjectId == id,
                    [.. of.OrderByDescending(e => e.HoldsFrom).ThenByDescending(e => e.Sequence).Select(Said)]);
            }),
        ];
    }

    private async Task<Outcome> SayAsync(Actor actor, string? fair, Setting setting, string value, DateOnly from, string? reason, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(reason)) return FairRefusals.SettingReason;
        if (fair is not null && SettingRule.Of(setting).CountyOnly) return FairRefusals.SettingOfCounty;
        await using var db = Open();
        var subject = FairSetting.County;
        if (fair is not null)
        {
            if (await db.Fairs.SingleOrDefaultAsync(f => f.Code == fair, cancel) is not { } of) return Refusal.NotFound;
            if (of.IsArchived) return FairRefusals.Archived;
            subject = of.Id;
        }

        db.Add(new FairSetting { SubjectId = subject, Setting = setting, Value = value, HoldsFrom = from, Reason = reason.Trim() });
        return await db.SaveAsync(new Act(actor, "setting.set", Now, setting.Names.Zh), cancel);
    }

    private static SettingEntry Said(FairSetting entry) =>
        new(entry.SubjectId != FairSetting.County, entry.Value.Length == 0 ? null : entry.Value, entry.HoldsFrom, entry.RecordedAt, KeptWords.Say(entry.ByName), entry.Reason);
}
