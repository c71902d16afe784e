using System.Security.Cryptography;
using System.Text;
using AccessUndenied.Samples.LambdaFunction;
using Amazon.Runtime;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace AccessUndenied.Samples.Tests.LambdaFunction;

public sealed class SnsTopicTests
{
    private const string Topic = "arn:aws:sns:eu-west-1:123456789012:denials";
    private const string Secret = "secret-of-the-test";

    [TestCase(null)]
    [TestCase("token-of-the-session")]
    public async Task PublishAsync_Message_ArrivesSigned(string? token)
    {
        await using var sns = await LoopbackServer.StartAsync((context, _) => context.Response.WriteAsync("<PublishResponse/>"));
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };

        await TopicAt(sns, http, token).PublishAsync("Denied: s3:GetObject", "why & how +ü", CancellationToken.None);

        var request = sns.Requests.Should().ContainSingle().Subject;
        QueryHelpers.ParseQuery(request.Body).Select(field => (field.Key, field.Value.ToString())).Should().Equal(
            ("Action", "Publish"), ("Version", "2010-03-31"), ("TopicArn", Topic), ("Subject", "Denied: s3:GetObject"), ("Message", "why & how +ü"));
        request.Headers.GetValueOrDefault("x-amz-security-token").Should().Be(token);
        request.Headers["Authorization"].Should().EndWith($"Signature={SignatureOf(request)}");
    }

    [Test]
    public async Task PublishAsync_Refusal_IsAnExceptionWithTheAnswer()
    {
        await using var sns = await LoopbackServer.StartAsync((context, _) =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return context.Response.WriteAsync("AuthorizationError");
        });
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };

        (await FluentActions.Awaiting(() => TopicAt(sns, http, null).PublishAsync("s", "m", CancellationToken.None)).Should().ThrowAsync<HttpRequestException>())
            .Which.Message.Should().Be("SNS answered 403: AuthorizationError");
    }

    [TestCase("denials")]
    [TestCase("arn:aws:sqs:eu-west-1:123456789012:denials")]
    public void New_WhatIsNoTopic_IsRefused(string arn)
    {
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        FluentActions.Invoking(() => new SnsTopic(arn, http, new AnonymousAWSCredentials(), null, TimeProvider.System)).Should().Throw<ArgumentException>();
    }

    private static SnsTopic TopicAt(LoopbackServer sns, HttpClient http, string? token) => new(
        Topic, http, token is null ? new BasicAWSCredentials("AKIDEXAMPLE", Secret) : new SessionAWSCredentials("AKIDEXAMPLE", Secret, token), sns.Url.ToString(), TimeProvider.System);

    // Signature version 4, written from its description alone.
    private static string SignatureOf(ReceivedRequest request)
    {
        var authorization = request.Headers["Authorization"];
        var names = authorization.Split("SignedHeaders=")[1].Split(',')[0];
        names.Should().Contain("host").And.Contain("x-amz-date");
        var lines = string.Concat(names.Split(';').Select(name => $"{name}:{request.Headers[name]}\n"));
        var canonical = $"POST\n/\n\n{lines}\n{names}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(request.Body)))}";
        var date = request.Headers["x-amz-date"];
        var scope = $"{date[..8]}/eu-west-1/sns/aws4_request";
        authorization.Should().Contain($"Credential=AKIDEXAMPLE/{scope}");
        var key = scope.Split('/').Aggregate(Encoding.UTF8.GetBytes("AWS4" + Secret), (key, part) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part)));
        return Hex(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"AWS4-HMAC-SHA256\n{date}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}")));
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
