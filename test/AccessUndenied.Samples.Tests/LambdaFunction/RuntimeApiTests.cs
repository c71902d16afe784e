using System.Text;
using AccessUndenied.Samples.LambdaFunction;

namespace AccessUndenied.Samples.Tests.LambdaFunction;

public sealed class RuntimeApiTests
{
    private static readonly DateTimeOffset s_far = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task RunAsync_Invocations_AreAnsweredUnderTheirIds()
    {
        await using var lambda = await FakeLambda.StartAsync(("r-1", s_far, "{\"n\":1}"), ("r-2", s_far, "{\"n\":2}"));

        await lambda.RunAsync((invocation, _) => Task.FromResult(Encoding.UTF8.GetString(invocation.Event.Span)));

        lambda.Posts.Select(post => (post.Target, post.Body)).Should().Equal(
            ("/2018-06-01/runtime/invocation/r-1/response", "\"{\\u0022n\\u0022:1}\""),
            ("/2018-06-01/runtime/invocation/r-2/response", "\"{\\u0022n\\u0022:2}\""));
    }

    [Test]
    public async Task RunAsync_HandlerThatFails_IsReportedAndTheNextIsTaken()
    {
        await using var lambda = await FakeLambda.StartAsync(("r-1", s_far, "{}"), ("r-2", s_far, "{}"));

        await lambda.RunAsync((invocation, _) => invocation.Id == "r-1" ? throw new HttpRequestException("SNS answered 503") : Task.FromResult("done"));

        var error = lambda.Posts[0];
        error.Target.Should().Be("/2018-06-01/runtime/invocation/r-1/error");
        error.Headers["Lambda-Runtime-Function-Error-Type"].Should().Be("Function.HttpRequestException");
        error.Body.Should().Be("""{"errorType":"HttpRequestException","errorMessage":"SNS answered 503"}""");
        lambda.Posts[1].Target.Should().EndWith("r-2/response");
    }

    [Test]
    public async Task RunAsync_DeadlineThatIsReached_EndsTheHandlerAndIsReported()
    {
        await using var lambda = await FakeLambda.StartAsync(("r-1", DateTimeOffset.UnixEpoch, "{}"));

        await lambda.RunAsync(async (_, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return "never";
        });

        lambda.Posts.Should().ContainSingle().Which.Headers["Lambda-Runtime-Function-Error-Type"].Should().Be("Function.Timeout");
    }

    [Test]
    public async Task ReportInitErrorAsync_Exception_IsReported()
    {
        await using var lambda = await FakeLambda.StartAsync();
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };

        await new RuntimeApi(http, lambda.Host).ReportInitErrorAsync(new InvalidOperationException("no topic"), CancellationToken.None);

        lambda.Posts.Should().ContainSingle().Which.Target.Should().Be("/2018-06-01/runtime/init/error");
    }

    [Test]
    public async Task Run_WithoutATopic_ReportsThatItCannotStart()
    {
        await using var lambda = await FakeLambda.StartAsync();
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["AWS_LAMBDA_RUNTIME_API"] = lambda.Host };

        var exit = await DenialFunction.RunAsync(environment.GetValueOrDefault, CancellationToken.None);

        exit.Should().Be(1);
        lambda.Posts.Should().ContainSingle().Which.Body.Should().Contain("TOPIC_ARN");
    }
}
