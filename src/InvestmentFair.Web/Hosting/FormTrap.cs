using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace InvestmentFair.Web.Hosting;

/// <summary>
/// Marks a form with the moment it was opened, sealed, so that a program that fills it in an instant is told from a person.
/// On the system's clock, as everything that guards is.
/// </summary>
public sealed class FormTrap(IDataProtectionProvider protection, IConfiguration configuration, TimeProvider? clock = null)
{
    private readonly IDataProtector _seal = protection.CreateProtector("Portal.FormTrap");
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    private readonly TimeSpan _least = TimeSpan.FromSeconds(configuration.GetValue("Portal:LeastSecondsToAsk", 2.0));

    public string Open() => _seal.Protect(_clock.GetUtcNow().UtcTicks.ToString(CultureInfo.InvariantCulture));

    public bool IsOurs(string? opened) => At(opened) is not null;

    /// <summary>False for a forged or missing mark as well.</summary>
    public bool IsSlowEnough(string? opened) => At(opened) is { } at && _clock.GetUtcNow() - at >= _least;

    private DateTimeOffset? At(string? opened)
    {
        if (string.IsNullOrEmpty(opened)) return null;
        try
        {
            return new DateTimeOffset(long.Parse(_seal.Unprotect(opened), CultureInfo.InvariantCulture), TimeSpan.Zero);
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
