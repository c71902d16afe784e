using System.Net;
using System.Net.Sockets;

namespace AccessUndenied.Cluster.Tests.Programs;

/// <summary>The line between one worker and the store, which can be cut.</summary>
internal sealed class StoreProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _target;
    private readonly List<TcpClient> _open = [];
    private readonly Lock _lock = new();
    private bool _isCut;

    public StoreProxy(int target)
    {
        _target = target;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Ends all connections, and lets none come about.</summary>
    public void Cut()
    {
        lock (_lock)
        {
            _isCut = true;
            _open.ForEach(one => one.Dispose());
            _open.Clear();
        }
    }

    public void Mend()
    {
        lock (_lock)
        {
            _isCut = false;
        }
    }

    public void Dispose()
    {
        Cut();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // It was disposed of.
        }
    }

    private async Task ServeAsync(TcpClient near)
    {
        using var far = new TcpClient();
        using (near)
        {
            try
            {
                await far.ConnectAsync(IPAddress.Loopback, _target);
                lock (_lock)
                {
                    if (_isCut)
                    {
                        return;
                    }

                    _open.AddRange([near, far]);
                }

                await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream()), far.GetStream().CopyToAsync(near.GetStream()));
            }
            catch (Exception exception) when (exception is SocketException or IOException or ObjectDisposedException or InvalidOperationException)
            {
                // Either end is gone, which the other is told by the end of its connection.
            }
        }

        lock (_lock)
        {
            _open.RemoveAll(one => one == near || one == far);
        }
    }
}
