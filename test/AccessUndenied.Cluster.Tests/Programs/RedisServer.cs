using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AccessUndenied.Cluster.Tests.Programs;

/// <summary>A store of its own on loopback, which keeps what it was told when it is started anew.</summary>
internal sealed class RedisServer : IStoreServer
{
    private readonly TemporaryFolder _folder = new();
    private readonly int _port = FreePorts.Next();
    private Process _process;

    public RedisServer() => _process = Start();

    /// <summary>Why there is none on this machine; null where there is.</summary>
    public static string? Missing { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "redis-server")))
            ? null
            : "redis-server is not installed; apt-get install redis-server";

    public int Port => _port;

    public string AddressAt(int port) => string.Create(CultureInfo.InvariantCulture, $"redis://127.0.0.1:{port}");

    public void Restart()
    {
        End();
        _process.Dispose();
        _process = Start();
    }

    public async Task FillAsync(bool isFull)
    {
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, _port);
                var stream = client.GetStream();
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"CONFIG SET maxmemory {(isFull ? 1 : 0)}\r\n"));
                await stream.ReadExactlyAsync(new byte[5]);
                return;
            }
            catch (Exception exception) when (exception is SocketException or IOException)
            {
                // It is being started anew.
                await Task.Delay(100);
            }
        }
    }

    /// <summary>Ends it hard.</summary>
    public void End()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        End();
        _process.Dispose();
        _folder.Dispose();
    }

    private Process Start()
    {
        var start = new ProcessStartInfo("redis-server") { RedirectStandardOutput = true };
        foreach (var arg in new[] { "--port", $"{_port}", "--bind", "127.0.0.1", "--dir", _folder.Path, "--appendonly", "yes", "--appendfsync", "always", "--save", "" })
        {
            start.ArgumentList.Add(arg);
        }

        var process = Process.Start(start)!;
        var said = new StringBuilder();
        while (process.StandardOutput.ReadLine() is { } line)
        {
            said.Append(line).Append('\n');
            if (line.Contains("Ready to accept connections", StringComparison.Ordinal))
            {
                _ = process.StandardOutput.ReadToEndAsync();
                return process;
            }
        }

        throw new InvalidOperationException($"the store did not start: {said}");
    }
}
