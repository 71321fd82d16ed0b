using InvestmentFair.Access;
using InvestmentFair.Kernel;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Tests.Access;

/// <summary>Sessions and the second factor, on both databases.</summary>
public sealed class SessionDeskTests
{
    private const string Chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Chrome, "Chrome 141 · Windows")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0", "Edge 141 · Windows")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.50", "微信 WeChat 8 · iPhone")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15", "Safari 18 · macOS")]
    [InlineData("Mozilla/5.0 (Linux; Android 14; HUAWEI) Firefox/130.0", "Firefox 130 · Android")]
    [InlineData("", "未知设备")]
    [InlineData("curl/8.0", "未知设备")]
    public void A_browser_is_named_in_words(string userAgent, string words) => Assert.Equal(words, Devices.InWords(userAgent));

    [Theory, ClassData(typeof(Both))]
    public async Task Everybody_ends_their_own_logins_and_only_administrators_those_of_others(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var desk = new SessionDesk(house.Database.Contexts, house.Clock);
        var (mine, other) = (await AccountAsync(house, "zhou", Role.Staff), await AccountAsync(house, "li", Role.Staff));
        var (first, second) = (await LogInAsync(house, mine.Id), await LogInAsync(house, mine.Id));
        await LogInAsync(house, other.Id);

        await Assert.ThrowsAsync<NotAllowedException>(() => desk.SessionsAsync(mine, other.Id, Cancel));
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.EndAllAsync(mine, other.Id, null, Cancel));
        Assert.Equal(Refusal.NotFound, (await desk.EndAsync(mine, mine.Id, Guid.CreateVersion7(), Cancel)).Refusal);
        House.Done(await desk.EndAllAsync(mine, mine.Id, second, Cancel));

        var sessions = await desk.SessionsAsync(mine, mine.Id, Cancel);
        Assert.Equal([(second, true), (first, false)], sessions.Select(s => (s.Id, s.IsOpen)));
        Assert.Equal(("Chrome 141 · Windows", "10.0.0.7", mine.Name), (sessions[1].Device, sessions[1].Address, sessions[1].EndedBy));
        var administrator = await AccountAsync(house, "admin", Role.Administrator);
        House.Done(await desk.EndAsync(administrator, mine.Id, second, Cancel));
        Assert.DoesNotContain(await desk.SessionsAsync(administrator, mine.Id, Cancel), s => s.IsOpen);
        Assert.Contains(await desk.SessionsAsync(other, other.Id, Cancel), s => s.IsOpen);
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task The_second_factor_is_turned_on_with_a_code_and_a_recovery_code_opens_once(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var desk = new TwoFactorDesk(house.Database.Contexts, new EphemeralDataProtectionProvider(), house.Clock);
        var me = await AccountAsync(house, "admin", Role.Administrator);
        var offer = await desk.OfferAsync(me, Cancel);
        var secret = SecretOf(offer);

        Assert.Equal(TwoFactorRefusals.WrongCode, (await desk.TurnOnAsync(me, offer.Sealed, "000000", Cancel)).Refusal);
        Assert.Equal(TwoFactorRefusals.WrongCode, (await desk.TurnOnAsync(me, "not ours", Now(secret), Cancel)).Refusal);
        Assert.Equal(offer, await desk.OfferAgainAsync(me, offer.Sealed, Cancel) is { } again ? again with { Sealed = offer.Sealed } : null);
        var codes = House.Done(await desk.TurnOnAsync(me, offer.Sealed, Now(secret), Cancel));
        Assert.Equal(TwoFactorRefusals.IsOn, (await desk.TurnOnAsync(me, offer.Sealed, Now(secret), Cancel)).Refusal);

        await using (var db = house.Open())
        {
            var account = await db.Users.SingleAsync(u => u.Id == me.Id, Cancel);
            Assert.DoesNotContain(Convert.ToHexString(secret), account.TwoFactorSecret, StringComparison.OrdinalIgnoreCase);
            Assert.False(desk.Accepts(account, Now(secret)));
            Assert.True(desk.Accepts(account, codes[3]));
            Assert.False(desk.Accepts(account, codes[3]));
            await db.SaveChangesAsync(Cancel);
        }

        Assert.Equal(new TwoFactorState(IsOn: true, RecoveryCodes.Many - 1), await desk.StateAsync(me, Cancel));
        Assert.Equal(TwoFactorRefusals.IsRequired, (await desk.TurnOffAsync(me, isRequired: true, codes[0], Cancel)).Refusal);
        House.Done(await desk.TurnOffAsync(me, isRequired: false, codes[0], Cancel));
        Assert.False((await desk.StateAsync(me, Cancel)).IsOn);
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.StateAsync(Actor.Portal, Cancel));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task Of_two_requests_with_one_recovery_code_one_gets_in(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var desk = new TwoFactorDesk(house.Database.Contexts, new EphemeralDataProtectionProvider(), house.Clock);
        var me = await AccountAsync(house, "admin", Role.Administrator);
        var offer = await desk.OfferAsync(me, Cancel);
        var codes = House.Done(await desk.TurnOnAsync(me, offer.Sealed, Now(SecretOf(offer)), Cancel));

        var entered = await House.FightAsync(6, async _ =>
        {
            await using var db = house.Open();
            try
            {
                var account = await db.Users.SingleAsync(u => u.Id == me.Id, Cancel);
                if (!desk.Accepts(account, codes[0])) return false;
                await db.SaveChangesAsync(Cancel);
                return true;
            }
            catch (DbUpdateConcurrencyException)
            {
                return false;
            }
        });

        Assert.Single(entered, true);
    }

    private static byte[] SecretOf(TwoFactorOffer offer)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(offer.Typed.Replace(" ", "", StringComparison.Ordinal).Select(c => Convert.ToString(Alphabet.IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }

    private static string Now(byte[] secret) => Totp.Code(secret, Totp.StepOf(TimeProvider.System.GetUtcNow()));

    private static async Task<Actor> AccountAsync(House house, string name, Role role)
    {
        await using var db = house.Open();
        var account = new StaffMember { Id = Guid.CreateVersion7(), UserName = name, NormalizedUserName = name.ToUpperInvariant(), DisplayName = $"{name}（示例）", Role = role };
        db.Users.Add(account);
        await db.SaveChangesAsync(Cancel);
        return account.AsActor();
    }

    private static async Task<Guid> LogInAsync(House house, Guid account)
    {
        await using var db = house.Open();
        var session = LoginSession.Begin(account, Chrome, "10.0.0.7", twoFactor: false, TimeProvider.System.GetUtcNow().UtcDateTime);
        db.Sessions.Add(session);
        await db.SaveChangesAsync(Cancel);
        return session.Id;
    }
}
