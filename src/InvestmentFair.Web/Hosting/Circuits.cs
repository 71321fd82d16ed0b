using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace InvestmentFair.Web.Hosting;

/// <summary>
/// How many windows of the console are open, of one account and of all: each holds a megabyte here for as long as it is open.
/// Only those that are connected count; those whose line is lost are few by a limit of their own.
/// </summary>
public sealed class Circuits(IConfiguration configuration, ILogger<Circuits> log)
{
    private readonly Lock _guard = new();
    private readonly Dictionary<string, int> _open = [];
    private readonly Dictionary<string, int> _refused = [];
    private int _all;

    public int MostOfAccount { get; } = configuration.GetValue("Console:WindowsPerAccount", 10);

    public int MostInAll { get; } = configuration.GetValue("Console:Windows", 300);

    /// <summary>How long a window that is being opened waits for one that is being closed: the browser shows the new page first.</summary>
    public TimeSpan Patience { get; } = configuration.GetValue("Console:WindowWaits", TimeSpan.FromSeconds(3));

    public int Open
    {
        get
        {
            lock (_guard) return _all;
        }
    }

    /// <summary>A place for one more window; false where there is none, even after a while.</summary>
    public async Task<bool> TakeAsync(string account, CancellationToken cancel)
    {
        for (var waited = TimeSpan.Zero; ; waited += Step)
        {
            if (Take(account)) return true;
            if (waited >= Patience) break;
            await Task.Delay(Step, cancel);
        }

        log.LogWarning("A window of the console was not opened: {Open} are open", Open);
        return false;
    }

    /// <summary>
    /// Told that there is no place, a browser goes to the page that says so. Whatever stays instead is no browser, and is not let in as
    /// often as it likes.
    /// </summary>
    public bool MayBeTold(string account)
    {
        lock (_guard)
        {
            if (_refused.GetValueOrDefault(account) >= MostOfAccount) return false;
            _refused[account] = _refused.GetValueOrDefault(account) + 1;
            return true;
        }
    }

    public void WasTold(string account)
    {
        lock (_guard)
        {
            if (--_refused[account] == 0) _refused.Remove(account);
        }
    }

    /// <summary>For a window that was open before its line was lost: it is let in again, however full it is.</summary>
    public void TakeAgain(string account)
    {
        lock (_guard) Count(account, 1);
    }

    public void Return(string account)
    {
        lock (_guard) Count(account, -1);
    }

    private static TimeSpan Step => TimeSpan.FromMilliseconds(100);

    private bool Take(string account)
    {
        lock (_guard)
        {
            if (_all >= MostInAll || _open.GetValueOrDefault(account) >= MostOfAccount) return false;
            Count(account, 1);
            return true;
        }
    }

    private void Count(string account, int more)
    {
        _all += more;
        if ((_open[account] = _open.GetValueOrDefault(account) + more) == 0) _open.Remove(account);
    }
}

/// <summary>The place of one window. Where there was none, nothing of the console is drawn: see <c>Routes</c>.</summary>
public sealed class CircuitPlace(Circuits circuits, AuthenticationStateProvider authentication) : CircuitHandler
{
    private readonly Lock _guard = new();
    private string? _account;
    private bool _holds;
    private bool _wasTold;
    private bool _isOpened;
    private bool _isLost;
    private bool _isClosed;

    public bool IsRefused { get; private set; }

    // Before the first of its components is made.
    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        _account = (await authentication.GetAuthenticationStateAsync()).User.FindFirstValue(ClaimTypes.NameIdentifier) ?? "";
        var took = await circuits.TakeAsync(_account, cancellationToken);
        lock (_guard)
        {
            // While it waited the line may have been lost, or found again, and the window closed.
            (_isOpened, _holds, IsRefused) = (true, took && !_isLost, !took);
            if (took && _isLost) circuits.Return(_account);
            if (took || _isClosed) return;
            if (!circuits.MayBeTold(_account)) throw new InvalidOperationException("No further window of the console is opened for this account.");
            _wasTold = true;
        }
    }

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        lock (_guard)
        {
            if (_holds) circuits.Return(_account!);
            (_holds, _isLost) = (false, true);
        }

        return Task.CompletedTask;
    }

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        lock (_guard)
        {
            if (_isClosed) return Task.CompletedTask;
            _isLost = false;
            // The first time it has its place already, or none, and before that it still waits for one.
            if (!_isOpened || _holds || IsRefused) return Task.CompletedTask;
            circuits.TakeAgain(_account!);
            _holds = true;
        }

        return Task.CompletedTask;
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        lock (_guard)
        {
            if (_wasTold) circuits.WasTold(_account!);
            (_wasTold, _isClosed) = (false, true);
        }

        return OnConnectionDownAsync(circuit, cancellationToken);
    }
}
