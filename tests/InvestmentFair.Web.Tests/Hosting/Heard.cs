using System.Collections.Concurrent;

namespace InvestmentFair.Web.Tests.Hosting;

/// <summary>Everything the program writes down, at the levels it is configured to.</summary>
internal sealed class Heard : ILoggerProvider, ILogger
{
    public ConcurrentBag<string> Lines { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Add($"{formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}
