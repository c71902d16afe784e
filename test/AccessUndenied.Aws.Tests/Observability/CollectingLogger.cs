using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace AccessUndenied.Aws.Tests.Observability;

/// <summary>Keeps all that is logged.</summary>
internal sealed class CollectingLogger<T> : ILogger<T>
{
    private readonly ConcurrentQueue<(LogLevel Level, EventId Id, string Text)> _entries;

    public CollectingLogger(ConcurrentQueue<(LogLevel Level, EventId Id, string Text)> entries) => _entries = entries;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _entries.Enqueue((logLevel, eventId, formatter(state, exception)));
}
