using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;

namespace AccessUndenied.Cluster.Tests.Programs;

/// <summary>How a worker is watched, and with whom it speaks: real processes over a real store.</summary>
public sealed class WorkerCommandTests
{
    private TemporaryFolder _folder = null!;
    private IStoreServer _store = null!;
    private string _trail = null!;

    [OneTimeSetUp]
    public void Start()
    {
        _store = StoreServers.Start(StoreServers.Redis);
        _folder = new();
        _trail = Path.Combine(_folder.Path, "trail");
        SampleTrail.Write(_trail, files: 4, recordsAFile: 10, seed: 21);
    }

    [OneTimeTearDown]
    public void End()
    {
        _store?.Dispose();
        _folder?.Dispose();
    }

    [Test]
    public async Task Worker_WithAHealthPort_TellsHowItIsAndListensOnLoopbackAlone()
    {
        using var store = new RedisServer();
        var (port, health) = (FreePorts.Next(), FreePorts.Next());
        using var worker = await WorkerProcess.StartAsync(((IStoreServer)store).Address, "--port", Text(port), "--health-port", Text(health));
        using var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{health}") };

        (await AskAsync(client, "/live")).Should().Be((HttpStatusCode.OK, "ok"));
        (await AskAsync(client, "/ready")).Should().Be((HttpStatusCode.OK, "ok"));
        (await AskAsync(client, "/other")).Status.Should().Be(HttpStatusCode.NotFound);
        var listening = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(one => one.Port == port || one.Port == port + 1 || one.Port == health).ToList();
        listening.Should().HaveCount(3).And.OnlyContain(one => IPAddress.IsLoopback(one.Address));

        // Without its store it lives, and says what it lacks.
        store.End();
        var (status, text) = await AskAsync(client, "/ready");
        status.Should().Be(HttpStatusCode.ServiceUnavailable);
        text.Should().Contain($"{((IStoreServer)store).Address} does not answer");
        (await AskAsync(client, "/live")).Status.Should().Be(HttpStatusCode.OK);
    }

    [Test]
    public async Task Worker_HealthPortThatIsTaken_EndsAndSaysSo()
    {
        var health = FreePorts.Next();
        using var other = new HttpListener();
        other.Prefixes.Add($"http://127.0.0.1:{health}/");
        other.Start();

        var (exitCode, _, error) = await ProgramProcess.ClusterAsync("worker", "--cluster", _store.Address, "--health-port", Text(health));

        exitCode.Should().Be(1);
        error.Should().Contain($"nothing can listen at 127.0.0.1:{health}");
    }

    [Test]
    public async Task Submit_WithTls_IsServedToThoseOfTheAuthorityAlone()
    {
        using var store = new RedisServer();
        var address = ((IStoreServer)store).Address;
        using var certificates = new CertificateFolder();
        using var others = new CertificateFolder();
        using var one = await WorkerProcess.StartAsync(address, "--tls", certificates.Path);
        using var two = await WorkerProcess.StartAsync(address, "--tls", certificates.Path);
        string[] command = ["analyze", "--group", "--format", "json", "--snapshot", SampleTrail.Snapshot, _trail];
        var expected = await ProgramProcess.CommandAsync(command);

        // By the variable, as of the store.
        var environment = new Dictionary<string, string> { ["ACCESS_UNDENIED_CLUSTER"] = address, ["ACCESS_UNDENIED_CLUSTER_TLS"] = certificates.Path };
        var (exitCode, output, error) = await ProgramProcess.ClusterAsync(environment, ["submit", "--partition-mb", "1", .. command]);

        output.Should().Equal(expected.Output, because: error);
        exitCode.Should().Be(expected.ExitCode);
        error.Should().Be(expected.Error);
        foreach (var strange in await Task.WhenAll(
            ProgramProcess.ClusterAsync("status", "--cluster", address), ProgramProcess.ClusterAsync("status", "--cluster", address, "--tls", others.Path)))
        {
            strange.ExitCode.Should().Be(1);
            strange.Error.Should().Contain("no worker of the cluster");
            strange.Output.Should().BeEmpty();
        }
    }

    [TestCase("tls.crt")]
    [TestCase("tls.key")]
    [TestCase("ca.crt")]
    public async Task Worker_CertificatesThatAreNotThere_EndsAndSaysWhichItNeeds(string missing)
    {
        using var certificates = new CertificateFolder(missing);

        var (exitCode, _, error) = await ProgramProcess.ClusterAsync("worker", "--cluster", _store.Address, "--tls", certificates.Path);

        exitCode.Should().Be(1);
        error.Should().Contain($"the certificates of {certificates.Path} cannot be read").And.Contain(missing);
    }

    [Test]
    public async Task Worker_WithACollector_SendsTracesAndMetricsUnderTheirNames()
    {
        using var collector = new Collector();
        var environment = new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address, ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf", ["OTEL_RESOURCE_ATTRIBUTES"] = "team=security",
        };
        using var worker = await WorkerProcess.StartAsync(environment, _store.Address);
        var (exitCode, _, error) = await ProgramProcess.ClusterAsync("submit", "--cluster", _store.Address, "analyze", "--group", "--snapshot", SampleTrail.Snapshot, _trail);
        exitCode.Should().Be(0, error);

        // What it has not sent by then, it sends at its end.
        worker.Signal("TERM");
        (await worker.EndAsync()).Should().Be(0);

        collector.TakenAt("/v1/traces").Should().Contain("AccessUndenied.Analyze").And.Contain("access-undenied-cluster").And.Contain("security");
        collector.TakenAt("/v1/metrics").Should().Contain("access_undenied.cluster.partitions").And.Contain("access_undenied.events").And.Contain("Microsoft.Orleans");
    }

    private static async Task<(HttpStatusCode Status, string Text)> AskAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        return (response.StatusCode, (await response.Content.ReadAsStringAsync()).TrimEnd());
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
