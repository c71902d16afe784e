using System.Collections.Concurrent;
using System.Globalization;
using AccessUndenied.Aws.Policies.Live;
using Spectre.Console;

namespace AccessUndenied.Cli.Output;

/// <summary>Shows on stderr how far a collection has come, and says whose fault it was when its file cannot be written.</summary>
internal static class CollectionDisplay
{
    /// <summary>Awaits <paramref name="collect"/>, which writes the file <paramref name="path"/>.</summary>
    /// <param name="console">Where it is shown.</param>
    /// <param name="path">The file.</param>
    /// <param name="stopped">What there is to say when it is stopped.</param>
    /// <param name="collect">The work.</param>
    /// <exception cref="CommandFailedException">The file cannot be written.</exception>
    /// <exception cref="CommandStoppedException">The work was stopped.</exception>
    public static async Task<T> ShowAsync<T>(CommandConsole console, string path, string stopped, Func<IProgress<CollectionProgress>, Task<T>> collect)
    {
        try
        {
            return console.ErrorIsTerminal ? await ShowBarsAsync(collect) : await collect(new LogLines(console));
        }
        catch (OperationCanceledException exception)
        {
            throw new CommandStoppedException(stopped, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(CommandMessages.CannotWrite(path, exception), exception);
        }
    }

    private static async Task<T> ShowBarsAsync<T>(Func<IProgress<CollectionProgress>, Task<T>> collect)
    {
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        var progress = terminal.Progress().AutoClear(true).Columns(new SpinnerColumn(), new TaskDescriptionColumn(), new ProgressBarColumn(), new ElapsedTimeColumn());
        return await progress.StartAsync(context => collect(new ProgressBars(context)));
    }

    /// <summary>For a terminal: one bar for each thing that is read.</summary>
    private sealed class ProgressBars(ProgressContext context) : IProgress<CollectionProgress>
    {
        private readonly Lock _lock = new();
        private readonly Dictionary<string, ProgressTask> _tasks = new(StringComparer.Ordinal);

        public void Report(CollectionProgress value)
        {
            lock (_lock)
            {
                if (!_tasks.TryGetValue(value.What, out var task))
                {
                    _tasks.Add(value.What, task = context.AddTask(Markup.Escape(value.What)));
                }

                task.Description = string.Create(CultureInfo.InvariantCulture, $"{Markup.Escape(value.What)}: {value.Done}{(value.Total is { } all ? $" of {all}" : "")}");
                task.IsIndeterminate = value.Total is null;
                task.MaxValue = value.Total ?? double.MaxValue;
                task.Value = value.Done;
            }
        }
    }

    /// <summary>For a log: a line when something new is begun.</summary>
    private sealed class LogLines(CommandConsole console) : IProgress<CollectionProgress>
    {
        private readonly ConcurrentDictionary<string, bool> _begun = new(StringComparer.Ordinal);

        public void Report(CollectionProgress value)
        {
            if (_begun.TryAdd(value.What, true))
            {
                console.Log(Verbosity.Info, CommandMessages.Reading(value.What));
            }
        }
    }
}
