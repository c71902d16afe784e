namespace AccessUndenied.Cli.Output;

/// <summary>Shows on stderr how far a work has come: on a terminal as a line that changes, else as a line now and then.</summary>
internal static class WorkProgress
{
    private static readonly EnumerationOptions s_all = new() { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.Device };

    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(200);

    /// <summary>Awaits <paramref name="work"/>.</summary>
    /// <param name="console">Where it is shown.</param>
    /// <param name="title">What is done.</param>
    /// <param name="length">How many bytes there are to read; 0 where that is not known.</param>
    /// <param name="state">How far it has come.</param>
    /// <param name="work">The work.</param>
    public static async Task<T> ShowAsync<T>(CommandConsole console, string title, Func<long> length, Func<WorkState> state, Func<Task<T>> work)
    {
        var running = work();
        if (!console.ShowsProgress)
        {
            return await running;
        }

        var total = Task.Run(length);
        var clock = TimeProvider.System;
        var start = clock.GetTimestamp();
        var schedule = new ProgressSchedule(console.ErrorIsTerminal);
        try
        {
            while (await Task.WhenAny(running, Task.Delay(s_interval)) != running)
            {
                var elapsed = clock.GetElapsedTime(start);
                if (schedule.IsDue(elapsed))
                {
                    Show(console, ProgressText.Of(title, state(), total.IsCompletedSuccessfully ? await total : 0, elapsed));
                }
            }
        }
        finally
        {
            console.EraseLiveLine();
        }

        return await running;
    }

    /// <summary>The bytes of <paramref name="sources"/> that are files or folders; 0 where one has no length.</summary>
    public static long LengthOf(IEnumerable<string> sources)
    {
        var length = 0L;
        foreach (var source in sources)
        {
            var files = Directory.Exists(source)
                ? new DirectoryInfo(source).EnumerateFiles("*", s_all)
                : [new FileInfo(source)];
            length += files.Where(file => file.Exists).Sum(file => file.Length);
        }

        return length;
    }

    private static void Show(CommandConsole console, string text)
    {
        if (console.ErrorIsTerminal)
        {
            console.ShowLiveLine(text);
        }
        else
        {
            console.Say(text);
        }
    }
}
