using System.Collections.Concurrent;
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

    [SetUp]
    public async Task Start()
    {
        _objects.Clear();
        _server = await LoopbackServer.StartAsync(AnswerAsync);
        _s3 = new(new BasicAWSCredentials("AKIDEXAMPLE", "secret"), new AmazonS3Config { ServiceURL = _server.Url.ToString(), ForcePathStyle = true, AuthenticationRegion = "eu-west-1" });
        _ledger = new(_s3, "ledger");
    }

    [TearDown]
    public async Task Stop()
    {
        _s3.Dispose();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task TryClaimAsync_FirstAttempt_HasIt()
    {
        (await _ledger.TryClaimAsync("e-1", "a-1", CancellationToken.None)).Should().BeTrue();

        _objects.Should().ContainSingle().Which.Key.Should().StartWith("/ledger/events/");
    }

    [TestCase("a-1", true)]
    [TestCase("a-2", false)]
    public async Task TryClaimAsync_ClaimedBefore_IsForTheSameAttemptAlone(string attempt, bool expected)
    {
        await _ledger.TryClaimAsync("e-1", "a-1", CancellationToken.None);

        (await _ledger.TryClaimAsync("e-1", attempt, CancellationToken.None)).Should().Be(expected);
    }

    [Test]
    public async Task TryClaimAsync_CompletedEvent_IsForNobody()
    {
        await _ledger.TryClaimAsync("e-1", "a-1", CancellationToken.None);
        await _ledger.CompleteAsync("e-1", CancellationToken.None);

        (await _ledger.TryClaimAsync("e-1", "a-1", CancellationToken.None)).Should().BeFalse();
    }

    [Test]
    public async Task TryClaimAsync_OtherEvent_IsFree()
    {
        await _ledger.TryClaimAsync("e-1", "a-1", CancellationToken.None);

        (await _ledger.TryClaimAsync("../e-2", "a-2", CancellationToken.None)).Should().BeTrue();
    }

    // As much of S3 as the ledger needs: objects, and writes on the condition that there is none.
    private Task AnswerAsync(HttpContext context, ReceivedRequest request)
    {
        var path = context.Request.Path.Value!;
        if (request.Method == "GET")
        {
            return context.Response.WriteAsync(_objects[path]);
        }

        var body = Unframed(request.Body);
        if (request.Headers.GetValueOrDefault("If-None-Match") != "*")
        {
            _objects[path] = body;
            return Task.CompletedTask;
        }

        if (!_objects.TryAdd(path, body))
        {
            context.Response.StatusCode = StatusCodes.Status412PreconditionFailed;
            return context.Response.WriteAsync("<Error><Code>PreconditionFailed</Code><Message>At least one of the pre-conditions you specified did not hold</Message></Error>");
        }

        return Task.CompletedTask;
    }

    // The SDK may send a body in chunks that each carry a header line.
    private static string Unframed(string body) => body.Split("\r\n") is [_, var content, ..] ? content : body;
}
