using Spectre.Console;

namespace AccessUndenied.Cli.Output;

/// <summary>Shows on stderr how much of a long file is read.</summary>
internal static class ReadProgress
{
    private const long LongFile = 16L << 20;
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(200);

    /// <summary>Awaits <paramref name="work"/>, which reads the file or folder <paramref name="path"/>; shows progress where that is wanted.</summary>
    public static async Task ShowAsync(CommandConsole console, string title, string path, Func<long> bytesRead, Func<Task> work)
    {
        var length = console.ShowsProgress && File.Exists(path) ? new FileInfo(path).Length : 0;
        if (length < LongFile)
        {
            await work();
            return;
        }

        await ShowAsync(title, length, bytesRead, async () =>
        {
            await work();
            return true;
        });
    }

    /// <summary>Awaits <paramref name="work"/>, which reads <paramref name="file"/>; shows progress where that is wanted.</summary>
    public static async Task<T> ShowAsync<T>(CommandConsole console, string title, FileStream file, Func<Task<T>> work)
    {
        if (!console.ShowsProgress || !file.CanSeek || file.Length < LongFile)
        {
            return await work();
        }

        return await ShowAsync(title, file.Length, () => file.Position, work);
    }

    private static async Task<T> ShowAsync<T>(string title, long length, Func<long> done, Func<Task<T>> work)
    {
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await terminal.Progress().AutoClear(true).StartAsync(async context =>
        {
            var shown = context.AddTask(Markup.Escape(title), maxValue: length);
            var running = work();
            while (await Task.WhenAny(running, Task.Delay(s_interval)) != running)
            {
                shown.Value = done();
            }

            return await running;
        });
    }
}
