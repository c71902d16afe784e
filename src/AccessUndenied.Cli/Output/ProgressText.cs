using System.Globalization;

namespace AccessUndenied.Cli.Output;

/// <summary>How far a work has come, in a few words.</summary>
internal static class ProgressText
{
    private const double LeastToForesee = 0.01;

    /// <param name="title">What is done.</param>
    /// <param name="state">How far it has come.</param>
    /// <param name="length">How many bytes there are to read; 0 where that is not known.</param>
    /// <param name="elapsed">How long it takes already.</param>
    public static string Of(string title, WorkState state, long length, TimeSpan elapsed)
    {
        var share = length > 0 ? Math.Min(1, (double)state.BytesRead / length) : 0;
        var read = length > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(share * 100)} % of {Bytes(length)} read")
            : $"{Bytes(state.BytesRead)} read";
        var results = state.Results > 0 ? string.Create(CultureInfo.InvariantCulture, $", {state.Results:N0} {(state.Results == 1 ? "result" : "results")}") : "";
        var left = share is >= LeastToForesee and < 1 ? $", {Time(elapsed / share * (1 - share))} left" : "";
        return $"{title}: {read}{results}, {Time(elapsed)} so far{left}";
    }

    private static string Bytes(long count) => count switch
    {
        < 1_000 => string.Create(CultureInfo.InvariantCulture, $"{count} bytes"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{count / 1_000.0:0} kB"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{count / 1_000_000.0:0} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{count / 1_000_000_000.0:0.0} GB"),
    };

    private static string Time(TimeSpan time) => time.TotalMinutes < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, Math.Round(time.TotalSeconds))} s")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(time.TotalMinutes)} min {time.Seconds} s");
}
