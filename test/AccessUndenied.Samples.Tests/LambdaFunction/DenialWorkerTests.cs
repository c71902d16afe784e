using System.Collections.Concurrent;
using System.Text;
using AccessUndenied.Samples.LambdaFunction;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Samples.Tests.LambdaFunction;

public sealed class DenialWorkerTests
{
    private readonly ConcurrentQueue<(string Subject, string Message)> _published = new();
    private ServiceProvider _services = null!;
    private DenialWorker _worker = null!;
    private int _failures;

    [SetUp]
    public void MakeWorker()
    {
        var services = new ServiceCollection();
        services.AddAccessUndenied().UseSnapshot(SampleData.Snapshot);
        _services = services.BuildServiceProvider();
        _published.Clear();
        _failures = 0;
        _worker = new(_services.GetRequiredService<IAccessDeniedAnalyzer>(), new MemoryLedger(), PublishAsync, "explain-denials");
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
        var deliveries = await Task.WhenAll(Enumerable.Range(0, 32).Select(number => Task.Run(() => HandleAsync(SampleData.FirstEvent, $"a-{number}"))));

        deliveries.Count(delivery => delivery == Delivery.Published).Should().Be(1);
        _published.Should().ContainSingle();
    }

    [Test]
    public async Task HandleAsync_PublishingFailed_LambdasRetryPublishes()
    {
        _failures = 1;
        await FluentActions.Awaiting(() => HandleAsync(SampleData.FirstEvent, "a-1")).Should().ThrowAsync<HttpRequestException>();

        (await HandleAsync(SampleData.FirstEvent, "a-2")).Should().Be(Delivery.Duplicate, because: "the first attempt has it and will be tried again");
        (await HandleAsync(SampleData.FirstEvent, "a-1")).Should().Be(Delivery.Published);
        _published.Should().ContainSingle();
    }

    [Test]
    public async Task HandleAsync_CallOfItsOwnRole_IsLeftAlone()
    {
        var own = SampleData.FirstEvent.Replace("/inventory-job", "/explain-denials", StringComparison.Ordinal);

        (await HandleAsync(own, "a-1")).Should().Be(Delivery.OwnCall);

        _published.Should().BeEmpty();
    }

    [Test]
    public async Task HandleAsync_DetailThatIsNoRecord_IsPublishedAsAnError()
    {
        (await HandleAsync("""{"eventVersion": "1.08", "eventID": "e-1"}""", "a-1")).Should().Be(Delivery.Published);

        _published.Should().ContainSingle().Which.Subject.Should().StartWith("Error: ");
    }

    private Task<Delivery> HandleAsync(string record, string attempt) =>
        _worker.HandleAsync(Encoding.UTF8.GetBytes(SampleData.Envelope(record)), attempt, CancellationToken.None);

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
