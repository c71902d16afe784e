using System.Runtime.InteropServices;

namespace AccessUndenied.Cli.Output;

/// <summary>Ctrl-C, the request to end and the terminal's end: the first asks the work to stop, a second ends the process as the system does.</summary>
internal sealed class StopSignal : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private readonly PosixSignalRegistration? _hangup;
    private int _exitCode;

    public StopSignal()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, ExitCodes.Interrupted));
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, ExitCodes.Terminated));
        _hangup = StandardHandles.IgnoresHangup() ? null : PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => Stop(context, ExitCodes.HungUp));
    }

    /// <summary>Signaled when the work is to stop.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>How a program that was stopped so ends; that of Ctrl-C where nothing was signaled.</summary>
    public int ExitCodeOfStop => Volatile.Read(ref _exitCode) is not 0 and var code ? code : ExitCodes.Interrupted;

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _hangup?.Dispose();
        _source.Dispose();
    }

    private void Stop(PosixSignalContext context, int exitCode)
    {
        if (Interlocked.CompareExchange(ref _exitCode, exitCode, 0) == 0)
        {
            context.Cancel = true;
            _source.Cancel();
        }
    }
}
