using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace AccessUndenied.Cluster.Tests.Programs;

/// <summary>PostgreSQL, as a store of its own on loopback.</summary>
internal sealed class PostgresServer : IStoreServer
{
    private const string User = "keeper";
    private const string Password = "p@ss/word";

    // It refuses to run as root.
    private const string Nobody = "nobody";

    private static readonly string? s_programs = Programs();
    private static readonly bool s_isRoot = Environment.IsPrivilegedProcess;

    private readonly TemporaryFolder _folder = new();
    private readonly int _port = FreePorts.Next();
    private Process _process;

    public PostgresServer()
    {
        var secret = Path.Combine(_folder.Path, "password");
        File.WriteAllText(secret, Password);
        if (s_isRoot)
        {
            Run("chown", "-R", $"{Nobody}:", _folder.Path);
        }

        Run([.. As("initdb"), "--pgdata", Data, "--username", User, "--auth", "scram-sha-256", "--pwfile", secret, "--encoding", "UTF8", "--locale", "C", "--no-sync"]);
        _process = Start();
    }

    /// <summary>Why there is none on this machine; null where there is.</summary>
    public static string? Missing { get; } = OperatingSystem.IsWindows() || Programs() is null ? "PostgreSQL is not installed; apt-get install postgresql" : null;

    public int Port => _port;

    private string Data => Path.Combine(_folder.Path, "data");

    public string AddressAt(int port) => AddressOf("postgres", port);

    /// <summary>Where one of its databases is reached.</summary>
    public string AddressOf(string database, int? port = null) =>
        string.Create(CultureInfo.InvariantCulture, $"postgres://{User}:{Uri.EscapeDataString(Password)}@127.0.0.1:{port ?? _port}/{database}");

    public void Restart()
    {
        // Its own children end at once with it, and what was not written to the log of writes is lost, as after a crash.
        End();
        _process = Start();
    }

    public async Task FillAsync(bool isFull)
    {
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(Connection);
                await connection.OpenAsync();
                await using var set = new NpgsqlCommand($"ALTER SYSTEM SET default_transaction_read_only = {(isFull ? "on" : "off")}", connection);
                await set.ExecuteNonQueryAsync();
                await using var reload = new NpgsqlCommand("SELECT pg_reload_conf()", connection);
                await reload.ExecuteNonQueryAsync();
                return;
            }
            catch (NpgsqlException)
            {
                // It is being started anew.
                await Task.Delay(100);
            }
        }
    }

    /// <summary>How a client of PostgreSQL connects, with writes whatever the server's default is.</summary>
    public string Connection => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1", Port = _port, Username = User, Password = Password, Database = "postgres", Pooling = false, Options = "-c default_transaction_read_only=off",
    }.ToString();

    public void Dispose()
    {
        End();
        _folder.Dispose();
    }

    private void End()
    {
        Run("kill", "-QUIT", _process.Id.ToString(CultureInfo.InvariantCulture));
        _process.WaitForExit();
        _process.Dispose();
    }

    private Process Start()
    {
        // Nothing is synchronized: what is killed are processes, and not the machine.
        string[] command = [.. As("postgres"), "-D", Data, "-p", $"{_port}", "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-k", _folder.Path];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true, WorkingDirectory = _folder.Path };
        var process = Process.Start(start)!;
        var said = new List<string>();
        while (process.StandardError.ReadLine() is { } line)
        {
            said.Add(line);
            if (line.Contains("database system is ready to accept connections", StringComparison.Ordinal))
            {
                _ = process.StandardError.ReadToEndAsync();
                return process;
            }
        }

        throw new InvalidOperationException($"the store did not start: {string.Join('\n', said)}");
    }

    private static string[] As(string program)
    {
        var path = Path.Combine(s_programs!, program);
        return s_isRoot ? ["setpriv", $"--reuid={Nobody}", "--regid=nogroup", "--clear-groups", path] : [path];
    }

    private void Run(params string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder.Path };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{command[0]} ended with {process.ExitCode}: {error}{output.GetAwaiter().GetResult()}");
        }
    }

    // Debian keeps them off the PATH, by versions.
    private static string? Programs()
    {
        const string Debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(Debian) ? Directory.GetDirectories(Debian) : [];
        return versions.OrderByDescending(Number).Select(version => Path.Combine(version, "bin")).Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")));
    }

    private static int Number(string path) => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var number) ? number : 0;
}
