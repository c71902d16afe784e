namespace AccessUndenied.Cli.Output;

/// <summary>When progress is shown: a terminal's line all the time, but not for what is done at once; a log's lines seldom, and ever more so.</summary>
internal sealed class ProgressSchedule
{
    private static readonly TimeSpan s_firstShown = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan s_firstLogged = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromMinutes(5);

    private readonly bool _isTerminal;
    private TimeSpan _next;

    public ProgressSchedule(bool isTerminal)
    {
        _isTerminal = isTerminal;
        _next = isTerminal ? s_firstShown : s_firstLogged;
    }

    /// <summary>Whether it is to be shown now, <paramref name="elapsed"/> after the start.</summary>
    public bool IsDue(TimeSpan elapsed)
    {
        if (elapsed < _next)
        {
            return false;
        }

        if (!_isTerminal)
        {
            _next = elapsed + (elapsed < s_longestPause ? elapsed : s_longestPause);
        }

        return true;
    }
}
