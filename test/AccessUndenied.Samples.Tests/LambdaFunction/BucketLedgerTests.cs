using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using AccessUndenied.Samples.LambdaFunction;
using Amazon.Runtime;
using Amazon.S3;
using Microsoft.AspNetCore.Http;

namespace AccessUndenied.Samples.Tests.LambdaFunction;

public sealed class BucketLedgerTests
{
    private readonly ConcurrentDictionary<string, string> _objects = new(StringComparer.Ordinal);
    private LoopbackServer _server = null!;
    private AmazonS3Client _s3 = null!;
    private BucketLedger _ledger = null!;
    private ManualTime _time = null!;

    [SetUp]
    public async Task Start()
    {
        _objects.Clear();
        _server = await LoopbackServer.StartAsync(AnswerAsync);
        _s3 = new(new BasicAWSCredentials("AKIDEXAMPLE", "secret"), new AmazonS3Config { ServiceURL = _server.Url.ToString(), ForcePathStyle = true, AuthenticationRegion = "eu-west-1" });
        _time = new();
        _ledger = new(_s3, "ledger", TimeSpan.FromMinutes(1), _time);
    }

    [TearDown]
    public async Task Stop()
    {
        _s3.Dispose();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task ClaimAsync_FirstAttempt_HasIt()
    {
        (await ClaimAsync("e-1", "a-1")).Should().Be(EventClaim.First);

        _objects.Should().ContainSingle().Which.Key.Should().StartWith("/ledger/events/");
    }

    [TestCase("a-1", 0, EventClaim.Again)]
    [TestCase("a-2", 0, EventClaim.Held)]
    [TestCase("a-2", 60, EventClaim.Held)]
    [TestCase("a-2", 61, EventClaim.Again)]
    [TestCase("-1", 0, EventClaim.Held)]
    public async Task ClaimAsync_ClaimedBefore_IsForTheSameAttemptOrOnceThatIsOver(string attempt, int secondsLater, EventClaim expected)
    {
        await ClaimAsync("e-1", "a-1");
        _time.Now += TimeSpan.FromSeconds(secondsLater);

        (await ClaimAsync("e-1", attempt)).Should().Be(expected);
    }

    [Test]
    public async Task ClaimAsync_OverAndWantedByMany_IsForOne()
    {
        await ClaimAsync("e-1", "a-1");
        _time.Now += TimeSpan.FromHours(1);

        var claims = await Task.WhenAll(Enumerable.Range(2, 16).Select(number => ClaimAsync("e-1", $"a-{number}")));

        claims.Count(claim => claim == EventClaim.Again).Should().Be(1);
        claims.Count(claim => claim == EventClaim.Held).Should().Be(15);
    }

    [Test]
    public async Task ClaimAsync_CompletedEvent_IsDone()
    {
        await ClaimAsync("e-1", "a-1");
        await _ledger.CompleteAsync("e-1", CancellationToken.None);
        _time.Now += TimeSpan.FromHours(1);

        (await ClaimAsync("e-1", "a-1")).Should().Be(EventClaim.Done);
    }

    [Test]
    public async Task ClaimAsync_OtherEvent_IsFree()
    {
        await ClaimAsync("e-1", "a-1");

        (await ClaimAsync("../e-2", "a-2")).Should().Be(EventClaim.First);
    }

    private Task<EventClaim> ClaimAsync(string eventId, string attemptId) => _ledger.ClaimAsync(eventId, attemptId, CancellationToken.None);

    // As much of S3 as the ledger needs: objects, and writes on the condition that there is none or that it is the one that was read.
    private Task AnswerAsync(HttpContext context, ReceivedRequest request)
    {
        var path = context.Request.Path.Value!;
        if (request.Method == "GET")
        {
            var standing = _objects[path];
            context.Response.Headers.ETag = ETag(standing);
            return context.Response.WriteAsync(standing);
        }

        var body = Unframed(request.Body);
        var isWritten = request.Headers.GetValueOrDefault("If-None-Match") == "*" ? _objects.TryAdd(path, body)
            : request.Headers.GetValueOrDefault("If-Match") is { Length: > 0 } tag ? TryReplace(path, tag, body)
            : TryPut(path, body);
        if (!isWritten)
        {
            context.Response.StatusCode = StatusCodes.Status412PreconditionFailed;
            return context.Response.WriteAsync("<Error><Code>PreconditionFailed</Code><Message>At least one of the pre-conditions you specified did not hold</Message></Error>");
        }

        return Task.CompletedTask;
    }

    private bool TryPut(string path, string body)
    {
        _objects[path] = body;
        return true;
    }

    private bool TryReplace(string path, string tag, string body)
    {
        var standing = _objects[path];
        return ETag(standing) == tag && _objects.TryUpdate(path, body, standing);
    }

    private static string ETag(string content) => $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}\"";

    // The SDK may send a body in chunks that each carry a header line.
    private static string Unframed(string body) => body.Split("\r\n") is [_, var content, ..] ? content : body;
}
