using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Amazon.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AccessUndenied.Aws.Tests.Wire;

/// <summary>A server on loopback that speaks AWS's protocols for the accounts and the organization of a snapshot.</summary>
/// <remarks>
/// Lists come in pages of two. Whoever calls sees the resources of the own account only, as behind a role without rights elsewhere.
/// The key <c>AKIA</c> and an account's digits is a user of that account; <c>sts:AssumeRole</c> hands out others.
/// </remarks>
internal sealed class FakeAws : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<FakeCall> _calls = new();
    private readonly ConcurrentQueue<FakeRequest> _seen = new();
    private readonly FakeSessions _sessions;
    private readonly Dictionary<string, IFakeService> _services;
    private readonly FakePolicyTable _table;
    private readonly FakeToolbox _toolbox;
    private int _count;

    private FakeAws(FakeData data)
    {
        Data = data;
        _sessions = new(data);
        _table = new(data);
        _toolbox = new(data, this);
        _services = new IFakeService[]
        {
            _sessions, new FakeIam(data, this), new FakeOrganizations(data, this), new FakeS3(data, this), new FakeKms(data), new FakeEc2(data), new FakeTagging(data),
            new FakeCloudTrail(data, this), new FakePolicyServices(data),
        }.SelectMany(service => service.Names.Select(name => (name, service))).ToDictionary(pair => pair.name, pair => pair.service);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(options =>
        {
            // A client on a busy machine may be as slow as it likes.
            (options.Limits.MinRequestBodyDataRate, options.Limits.MinResponseDataRate) = (null, null);
            (options.Limits.RequestHeadersTimeout, options.Limits.KeepAliveTimeout) = (TimeSpan.FromHours(1), TimeSpan.FromHours(1));
        });
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public FakeData Data { get; }

    public FakeFaults Faults { get; } = new();

    /// <summary>How many items a page has.</summary>
    public int PageSize { get; set; } = 2;

    /// <summary>Whether the partition knows resource control policies.</summary>
    public bool HasResourceControlPolicies { get; set; } = true;

    /// <summary>The error that stands for resource control policies where there are none.</summary>
    public string ResourceControlRefusal { get; set; } = "InvalidInputException";

    public Uri Url { get; private set; } = null!;

    /// <summary>Every call so far, in order.</summary>
    public IReadOnlyList<FakeCall> Calls => [.. _calls];

    /// <summary>Every request so far, in order.</summary>
    public IReadOnlyList<FakeRequest> Seen => [.. _seen];

    /// <summary>The role that may be assumed in every account of the snapshot.</summary>
    public string AssumableRole { get => _sessions.AssumableRole; set => _sessions.AssumableRole = value; }

    /// <summary>The external id that roles ask for; null for none.</summary>
    public string? ExternalId { get => _sessions.ExternalId; set => _sessions.ExternalId = value; }

    /// <summary>The roles that were to be assumed so far, each with the external id that came along.</summary>
    public IReadOnlyList<(string Role, string? ExternalId)> RolesAsked => [.. _sessions.Asked];

    public static async Task<FakeAws> StartAsync(FakeData data)
    {
        var fake = new FakeAws(data);
        await fake._app.StartAsync();
        fake.Url = new(fake._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return fake;
    }

    /// <summary>Credentials of a user of <paramref name="account"/>.</summary>
    public static AWSCredentials CredentialsOf(string account) => new BasicAWSCredentials($"AKIA{account}USER", "example");

    public void ForgetCalls()
    {
        _calls.Clear();
        _seen.Clear();
    }

    /// <summary>The page of <paramref name="items"/> that starts at <paramref name="marker"/>, and the next one's marker.</summary>
    public (IReadOnlyList<T> Items, string? Next) Page<T>(IReadOnlyList<T> items, string? marker)
    {
        var start = marker is { Length: > 0 } ? int.Parse(Encoding.ASCII.GetString(Convert.FromBase64String(marker)), CultureInfo.InvariantCulture) : 0;
        var page = items.Skip(start).Take(PageSize).ToList();
        var end = start + page.Count;
        return (page, end < items.Count ? Convert.ToBase64String(Encoding.ASCII.GetBytes(end.ToString(CultureInfo.InvariantCulture))) : null);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        var (request, error) = await FakeRequest.ReadAsync(http.Request);
        if (request is null)
        {
            await FakeWriter.WriteAsync(http.Response, new FakeReply.FaultReply(403, error!, "the request is not signed"), "query", "", cutOff: false);
            return;
        }

        if (Faults.Delay > TimeSpan.Zero)
        {
            await Task.Delay(Faults.Delay, http.RequestAborted);
        }

        var service = FakePolicyTable.Knows(request) ? _table : FakeToolbox.Knows(request) ? _toolbox : _services.GetValueOrDefault(request.Service);
        var operation = service?.OperationOf(request) ?? "Unknown";
        var name = $"{service?.Prefix(request) ?? request.Service}:{operation}";
        var account = _sessions.AccountOf(request);
        _seen.Enqueue(request);
        _calls.Enqueue(new(name, account ?? "", request.Region));
        await Faults.MayAnswerAsync(Interlocked.Increment(ref _count), http.RequestAborted);
        FakeReply reply;
        if (Faults.TokensHaveExpired || account is null)
        {
            reply = new FakeReply.FaultReply(403, "ExpiredToken", "The security token included in the request is expired");
        }
        else
        {
            reply = Faults.Find(name, account) ?? service?.Answer(operation, request, account) ?? new FakeReply.FaultReply(400, "UnknownOperationException", $"no operation {name}");
        }

        var fault = Faults.Layer?.Of(name, request);
        if (fault is WireFault.Stall)
        {
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return;
        }

        if (fault is { } spoilt)
        {
            reply = FaultLayer.Spoil(spoilt, reply);
        }

        await FakeWriter.WriteAsync(http.Response, reply, service?.ProtocolOf(request) ?? "json", operation, Faults.CutOff == name, fault);
    }
}
