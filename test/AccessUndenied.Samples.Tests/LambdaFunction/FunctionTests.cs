using System.Collections.Concurrent;
using AccessUndenied.Samples.LambdaFunction;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace AccessUndenied.Samples.Tests.LambdaFunction;

/// <summary>The whole function between a Runtime API, a bucket and a topic on loopback.</summary>
[NonParallelizable]
public sealed class FunctionTests
{
    private static readonly DateTimeOffset s_far = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, string?> _before = new(StringComparer.Ordinal);

    [OneTimeSetUp]
    public void SetCredentials()
    {
        foreach (var (name, value) in new[] { ("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"), ("AWS_SECRET_ACCESS_KEY", "secret"), ("AWS_SESSION_TOKEN", "token") })
        {
            _before[name] = Environment.GetEnvironmentVariable(name);
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    [OneTimeTearDown]
    public void RestoreCredentials()
    {
        foreach (var (name, value) in _before)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    [Test]
    public async Task RunAsync_SameEventInTwoInvocations_PublishesOnce()
    {
        var envelope = SampleData.Envelope(SampleData.FirstEvent);
        await using var lambda = await FakeLambda.StartAsync(("r-1", s_far, envelope), ("r-2", s_far, envelope));
        await using var sns = await LoopbackServer.StartAsync((context, _) => context.Response.WriteAsync("<PublishResponse/>"));
        await using var s3 = await StartBucketAsync();
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["AWS_LAMBDA_RUNTIME_API"] = lambda.Host,
            ["ROLE_ID"] = "AROAEXPLAINEXPLAIN01",
            ["AWS_REGION"] = "eu-west-1",
            ["AWS_ENDPOINT_URL_SNS"] = sns.Url.ToString(),
            ["AWS_ENDPOINT_URL_S3"] = s3.Url.ToString(),
            ["TOPIC_ARN"] = "arn:aws:sns:eu-west-1:123456789012:denials",
            ["LEDGER_BUCKET"] = "ledger",
            ["SNAPSHOT_FILE"] = SampleData.Snapshot,
        };

        var exit = await DenialFunction.RunAsync(environment.GetValueOrDefault, lambda.End);

        exit.Should().Be(0);
        lambda.Posts.Select(post => post.Body).Should().Equal("\"Published\"", "\"Duplicate\"");
        QueryHelpers.ParseQuery(sns.Requests.Should().ContainSingle().Which.Body)["Message"].ToString().Should().Contain("DenyFunctionListing");
    }

    private static Task<LoopbackServer> StartBucketAsync()
    {
        var objects = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        return LoopbackServer.StartAsync((context, request) =>
        {
            var path = context.Request.Path.Value!;
            if (request.Method == "GET")
            {
                return context.Response.WriteAsync(objects[path]);
            }

            if (request.Headers.ContainsKey("If-None-Match") && !objects.TryAdd(path, "claimed"))
            {
                context.Response.StatusCode = StatusCodes.Status412PreconditionFailed;
                return context.Response.WriteAsync("<Error><Code>PreconditionFailed</Code></Error>");
            }

            objects[path] = "done";
            return Task.CompletedTask;
        });
    }
}
