using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using AccessUndenied.Samples.LambdaFunction;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Samples.Tests.LambdaFunction;

public sealed class DenialWorkerTests
{
    private const string OwnRoleId = "AROAEXPLAINEXPLAIN01";

    private readonly ConcurrentQueue<(string Subject, string Message)> _published = new();
    private ServiceProvider _services = null!;
    private DenialWorker _worker = null!;
    private MemoryLedger _ledger = null!;
    private int _failures;

    [SetUp]
    public void MakeWorker()
    {
        var services = new ServiceCollection();
        services.AddAccessUndenied().UseSnapshot(SampleData.Snapshot);
        _services = services.BuildServiceProvider();
        _published.Clear();
        _failures = 0;
        _ledger = new();
        _worker = new(_services.GetRequiredService<IAccessDeniedAnalyzer>(), _ledger, PublishAsync, OwnRoleId);
    }

    [TearDown]
    public ValueTask Dispose() => _services.DisposeAsync();

    [Test]
    public async Task HandleAsync_EventBridgeEvent_PublishesItsExplanation()
    {
        (await HandleAsync(SampleData.FirstEvent, "a-1")).Should().Be(Delivery.Published);

        var (subject, message) = _published.Should().ContainSingle().Subject;
        subject.Should().Be("Explicit deny in a service-control policy: lambda:ListFunctions");
        message.Should().Contain("DenyFunctionListing");
    }

    [TestCase("a-1", TestName = "HandleAsync_SameEventInTheSameAttempt_PublishesOnce")]
    [TestCase("a-2", TestName = "HandleAsync_SameEventInAnotherAttempt_PublishesOnce")]
    public async Task HandleAsync_SameEventAgain_PublishesOnce(string secondAttempt)
    {
        await HandleAsync(SampleData.FirstEvent, "a-1");

        (await HandleAsync(SampleData.FirstEvent, secondAttempt)).Should().Be(Delivery.Duplicate);

        _published.Should().ContainSingle();
    }

    [Test]
    public async Task HandleAsync_SameEventManyTimesAtOnce_PublishesOnce()
    {
        var deliveries = await Task.WhenAll(Enumerable.Range(0, 32).Select(number => Task.Run(() => OutcomeAsync(SampleData.FirstEvent, $"a-{number}"))));

        deliveries.Count(delivery => delivery == Delivery.Published).Should().Be(1);
        deliveries.Should().OnlyContain(delivery => delivery == null || delivery == Delivery.Published || delivery == Delivery.Duplicate);
        _published.Should().ContainSingle();
    }

    [Test]
    public async Task HandleAsync_PublishingFailed_LambdasRetryPublishesAndSaysSo()
    {
        _failures = 1;
        await FluentActions.Awaiting(() => HandleAsync(SampleData.FirstEvent, "a-1")).Should().ThrowAsync<HttpRequestException>();

        (await OutcomeAsync(SampleData.FirstEvent, "a-2")).Should().BeNull(because: "the first attempt has it, and Lambda brings this one again");
        (await HandleAsync(SampleData.FirstEvent, "a-1")).Should().Be(Delivery.PublishedAgain);
        _published.Should().ContainSingle().Which.Message.Should().StartWith("This explanation may have been published before");
    }

    [Test]
    public async Task HandleAsync_FirstAttemptNeverEnded_AnotherPublishesAndSaysSo()
    {
        _failures = 1;
        await OutcomeAsync(SampleData.FirstEvent, "a-1");
        _ledger.EndAllAttempts();

        (await HandleAsync(SampleData.FirstEvent, "a-2")).Should().Be(Delivery.PublishedAgain);
        (await HandleAsync(SampleData.FirstEvent, "a-3")).Should().Be(Delivery.Duplicate);
        _published.Should().ContainSingle().Which.Message.Should().StartWith("This explanation may have been published before");
    }

    [Test]
    public async Task HandleAsync_OtherRecordUnderTheSameEventId_IsPublished()
    {
        await HandleAsync(SampleData.FirstEvent, "a-1");

        var other = JsonNode.Parse(SampleData.FirstEvent)!;
        other["recipientAccountId"] = "999999999999";
        (await HandleAsync(other.ToJsonString(), "a-2")).Should().Be(Delivery.Published);
    }

    [Test]
    public async Task HandleAsync_CallOfItsOwnRole_IsLeftAlone()
    {
        (await HandleAsync(OfCaller("AssumedRole", $"{OwnRoleId}:explain-denials"), "a-1")).Should().Be(Delivery.OwnCall);

        _published.Should().BeEmpty();
    }

    [TestCase("AssumedRole", "AROAOTHEROTHEROTHER1:explain-denials", TestName = "HandleAsync_SessionNamedLikeTheFunction_IsPublished")]
    [TestCase("AssumedRole", "AROAOTHEROTHEROTHER1:" + OwnRoleId, TestName = "HandleAsync_SessionNamedLikeTheRolesId_IsPublished")]
    [TestCase("AssumedRole", OwnRoleId + "2:explain-denials", TestName = "HandleAsync_RoleIdThatBeginsLikeItsOwn_IsPublished")]
    [TestCase("IAMUser", "AIDAEXAMPLEEXAMPLE01", TestName = "HandleAsync_UserNamedLikeTheFunction_IsPublished")]
    public async Task HandleAsync_NameLikeItsOwn_IsPublished(string type, string principalId)
    {
        (await HandleAsync(OfCaller(type, principalId), "a-1")).Should().Be(Delivery.Published);

        _published.Should().ContainSingle();
    }

    [Test]
    public async Task HandleAsync_DetailThatIsNoRecord_IsPublishedAsAnError()
    {
        (await HandleAsync("""{"eventVersion": "1.08", "eventID": "e-1"}""", "a-1")).Should().Be(Delivery.Published);

        _published.Should().ContainSingle().Which.Subject.Should().StartWith("Error: ");
    }

    private Task<Delivery> HandleAsync(string record, string attempt) =>
        _worker.HandleAsync(Encoding.UTF8.GetBytes(SampleData.Envelope(record)), attempt, CancellationToken.None);

    // Null where another attempt has the event or publishing failed.
    private async Task<Delivery?> OutcomeAsync(string record, string attempt)
    {
        try
        {
            return await HandleAsync(record, attempt);
        }
        catch (Exception exception) when (exception is EventHeldException or HttpRequestException)
        {
            return null;
        }
    }

    private static string OfCaller(string type, string principalId)
    {
        var record = JsonNode.Parse(SampleData.FirstEvent)!;
        var caller = record["userIdentity"]!;
        caller["type"] = type;
        caller["principalId"] = principalId;
        caller["arn"] = type == "IAMUser" ? "arn:aws:iam::123456789012:user/explain-denials" : "arn:aws:sts::123456789012:assumed-role/app/explain-denials";
        return record.ToJsonString();
    }

    private Task PublishAsync(string subject, string message, CancellationToken cancellationToken)
    {
        if (Interlocked.Decrement(ref _failures) >= 0)
        {
            throw new HttpRequestException("SNS answered 503");
        }

        _published.Enqueue((subject, message));
        return Task.CompletedTask;
    }
}
