using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace AccessUndenied.Cli.Output;

/// <summary>Brings what the libraries log to stderr, as far as <c>--verbosity</c> asks for it.</summary>
internal static class ConsoleLogs
{
    public static IServiceCollection AddConsoleLogs(this IServiceCollection services, CommandConsole console)
    {
        services.TryAddSingleton<ILoggerFactory>(new Factory(console));
        services.TryAddSingleton(typeof(ILogger<>), typeof(Logger<>));
        return services;
    }

    private sealed class Factory(CommandConsole console) : ILoggerFactory
    {
        public ILogger CreateLogger(string categoryName) => new Log(console);

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("The command logs to stderr alone.");

        public void Dispose()
        {
        }
    }

    private sealed class Log(CommandConsole console) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => VerbosityOf(logLevel) is { } verbosity && verbosity <= console.Verbosity;

        void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                console.Log(VerbosityOf(logLevel)!.Value, formatter(state, exception));
            }
        }

        private static Verbosity? VerbosityOf(LogLevel level) => level switch
        {
            LogLevel.Critical => Verbosity.Critical,
            LogLevel.Error => Verbosity.Error,
            LogLevel.Warning => Verbosity.Warning,
            LogLevel.Information => Verbosity.Info,
            LogLevel.Debug => Verbosity.Debug,
            _ => null,
        };
    }
}
