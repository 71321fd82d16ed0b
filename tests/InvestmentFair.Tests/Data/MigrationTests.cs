using InvestmentFair.Enquiries;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace InvestmentFair.Tests.Data;

/// <summary>A database that was filled by an earlier version is brought up to this one with nothing lost.</summary>
public sealed class MigrationTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task The_migrations_say_all_that_the_model_says(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        await using var db = house.Open();

        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Enquiries_of_before_the_desk_keep_their_clock_and_their_answer(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        await using (var before = house.Open()) await before.GetService<IMigrator>().MigrateAsync("Initial", Cancel);

        await using var db = house.Open();
        await db.BringUpToDateAsync(Cancel);

        var enquiries = await db.Enquiries.AsNoTracking().Include(e => e.Said).OrderBy(e => e.Number).ToListAsync(Cancel);
        Assert.Contains(enquiries, e => e.Answer is not null);
        Assert.Contains(enquiries, e => e.Answer is null);
        Assert.All(enquiries, e =>
        {
            Assert.Equal((e.ReplyBy, e.AnsweredAt, e.AnsweredAt, EnquiryChannel.Portal), (e.FirstReplyBy, e.FirstAnsweredAt, e.LastSaidAt, e.Channel));
            Assert.Equal(e.Answer is null ? [] : [(WordKind.Answer, e.Answer, e.AnsweredAt!.Value)], e.Said.Select(w => (w.Kind, w.Text, w.At)));
        });
        await house.VerifyAsync();
    }
}
