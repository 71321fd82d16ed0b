using System.Text;
using InvestmentFair.Access;

namespace InvestmentFair.Tests.Access;

public sealed class TotpTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    /// <summary>The vectors of RFC 6238, appendix B, for SHA-1, cut to six digits.</summary>
    [Theory]
    [InlineData(59L, "287082")]
    [InlineData(1111111109L, "081804")]
    [InlineData(1111111111L, "050471")]
    [InlineData(1234567890L, "005924")]
    [InlineData(2000000000L, "279037")]
    [InlineData(20000000000L, "353130")]
    public void A_code_is_that_of_the_standard(long second, string code) => Assert.Equal(code, Totp.Code(Secret, Totp.StepOf(DateTimeOffset.FromUnixTimeSeconds(second))));

    [Fact]
    public void The_secret_is_written_as_applications_read_it()
    {
        Assert.Equal("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", Totp.Base32(Secret));
        Assert.Equal("otpauth://totp/InvestmentFair:admin?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=InvestmentFair&digits=6&period=30", Totp.Address("InvestmentFair", "admin", Secret));
    }

    [Fact]
    public void A_code_opens_half_a_minute_early_or_late_and_once()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_010);
        var step = Totp.StepOf(now);

        Assert.Equal(step - 1, Totp.Accept(Secret, Totp.Code(Secret, step - 1), now, null));
        Assert.Equal(step + 1, Totp.Accept(Secret, Totp.Code(Secret, step + 1), now, null));
        Assert.Null(Totp.Accept(Secret, Totp.Code(Secret, step - 2), now, null));
        Assert.Null(Totp.Accept(Secret, Totp.Code(Secret, step), now, lastStep: step));
        Assert.Null(Totp.Accept(Secret, "", now, null));
        Assert.Null(Totp.Accept(Secret, "１２３４５６", now, null));
    }

    [Fact]
    public void Recovery_codes_differ_and_are_known_with_or_without_their_dashes()
    {
        var codes = RecoveryCodes.Make();

        Assert.Equal(RecoveryCodes.Many, codes.Distinct().Count());
        Assert.Equal(RecoveryCodes.DigestOf(codes[0]), RecoveryCodes.DigestOf(codes[0].Replace("-", "", StringComparison.Ordinal).ToUpperInvariant()));
    }
}
