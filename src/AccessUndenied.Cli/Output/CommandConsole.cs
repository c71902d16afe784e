using AccessUndenied.Reports;
using AccessUndenied.Text;
using Microsoft.Win32.SafeHandles;

namespace AccessUndenied.Cli.Output;

/// <summary>Where the program reads and writes: results to stdout, and all else to stderr.</summary>
internal sealed class CommandConsole
{
    private const string Prefix = "access-undenied: ";

    private readonly TextWriter _error;
    private readonly Lock _lock = new();
    private bool _hasLiveLine;

    public CommandConsole()
        : this(StandardHandles.IsClosed(2) ? TextWriter.Null : new TolerantWriter(Console.Error))
    {
    }

    public CommandConsole(TextWriter error) => _error = error;

    /// <summary>How much is logged.</summary>
    public Verbosity Verbosity { get; set; } = Verbosity.Warning;

    /// <summary>Whether progress is shown at all.</summary>
    public bool ShowsProgress => Verbosity >= Verbosity.Warning && !HidesProgress;

    /// <summary>Whether nobody wants to see how far the work is.</summary>
    public bool HidesProgress { get; set; }

    /// <summary>Whether somebody watches stderr.</summary>
    public bool ErrorIsTerminal => !Console.IsErrorRedirected;

    /// <summary>Whether somebody types stdin.</summary>
    public bool InputIsTerminal => !Console.IsInputRedirected;

    /// <summary>Whether somebody watches stdout.</summary>
    public bool OutputIsTerminal => !Console.IsOutputRedirected;

    /// <summary>How text is laid out on stdout: for the terminal, if it is one.</summary>
    /// <remarks>Colors can be switched off by the environment variable <c>NO_COLOR</c>, as in other programs.</remarks>
    public TextLayout Layout => Console.IsOutputRedirected ? TextLayout.Plain : new(WidthOf(), HasColor());

    /// <summary>Says why the program ends; shown at every verbosity.</summary>
    public void Fatal(string message) => Write(message);

    /// <summary>Says what was done; shown at every verbosity but the two lowest.</summary>
    public void Say(string message)
    {
        if (Verbosity >= Verbosity.Warning)
        {
            Write(message);
        }
    }

    public void Log(Verbosity level, string message)
    {
        if (level <= Verbosity)
        {
            Write($"{level.ToString().ToUpperInvariant()}: {message}");
        }
    }

    // Names of files and texts of events are chosen by others: none of them drives the terminal or forges a line.
    private void Write(string message)
    {
        lock (_lock)
        {
            Erase();
            _error.Write($"{Prefix}{VisibleText.Of(CommandWords.Of(message))}\n");
        }
    }

    /// <summary>Shows <paramref name="text"/> on the terminal's last line, in place of what such a line said before.</summary>
    public void ShowLiveLine(string text)
    {
        var line = VisibleText.Of(text);
        var width = WidthOf() is > 1 and var columns ? columns - 1 : line.Length;
        lock (_lock)
        {
            Erase();
            _error.Write(line.Length > width ? line[..width] : line);
            _error.Flush();
            _hasLiveLine = true;
        }
    }

    /// <summary>Leaves nothing of such a line.</summary>
    public void EraseLiveLine()
    {
        lock (_lock)
        {
            Erase();
        }
    }

    // Carriage return, and ECMA 48 "erase in line".
    private void Erase()
    {
        if (_hasLiveLine)
        {
            _error.Write("\r\u001b[K");
            _error.Flush();
            _hasLiveLine = false;
        }
    }

    /// <summary>The stream of what is piped in or typed.</summary>
    /// <exception cref="CommandFailedException">The program was started without one.</exception>
    public static Stream OpenInput() => StandardHandles.IsClosed(0) ? throw new CommandFailedException(CommandMessages.StdinClosed) : new InterruptibleStream(Console.OpenStandardInput());

    /// <summary>The stream for results.</summary>
    public Stream OpenOutput() => new ResultStream(OpenRawOutput(), "stdout") { BeforeWriting = OutputIsTerminal ? EraseLiveLine : null };

    private static bool HasColor() => Environment.GetEnvironmentVariable("NO_COLOR") is not { Length: > 0 }
        && Environment.GetEnvironmentVariable("TERM") != "dumb"
        && (!OperatingSystem.IsWindows() || Environment.GetEnvironmentVariable("WT_SESSION") is { Length: > 0 });

    private static int WidthOf()
    {
        try
        {
            return Console.WindowWidth;
        }
        catch (IOException)
        {
            // No window, so no width: lines are left as they are.
            return 0;
        }
    }

    // The console's own stream keeps silent when the reader is gone. A file stream tells, but keeps its own position in a file that others append to.
    private static Stream OpenRawOutput()
    {
        if (OperatingSystem.IsWindows())
        {
            return Console.OpenStandardOutput();
        }

        var stream = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return stream.CanSeek ? Console.OpenStandardOutput() : stream;
    }
}
