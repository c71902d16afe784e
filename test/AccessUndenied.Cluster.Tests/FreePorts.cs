using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace AccessUndenied.Cluster.Tests;

/// <summary>Ports of loopback that nobody listens at.</summary>
internal static class FreePorts
{
    private static readonly ConcurrentDictionary<int, bool> s_given = new();

    /// <summary>One that was not given before.</summary>
    /// <remarks>
    /// Below those that the system gives to whoever connects: a client that tries again and again would come to hold the port itself, by connecting to itself.
    /// </remarks>
    public static int Next()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, Random.Shared.Next(12_000, 30_000));
            try
            {
                listener.Start();
                var port = ((IPEndPoint)listener.LocalEndpoint).Port;
                if (s_given.TryAdd(port, true))
                {
                    return port;
                }
            }
            catch (SocketException)
            {
                // Somebody has it; another one is tried.
            }
        }
    }
}
