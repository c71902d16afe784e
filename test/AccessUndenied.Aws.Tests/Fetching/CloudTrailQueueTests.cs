using System.Text;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Fetching;
using AccessUndenied.Aws.Tests.Events;
using AccessUndenied.Aws.Tests.Wire;

namespace AccessUndenied.Aws.Tests.Fetching;

/// <summary>A queue and the buckets it tells of, served on loopback.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class CloudTrailQueueTests
{
    private const string Bucket = "example-trail";

    [Test]
    public async Task ReceiveAsync_EveryKindOfMessage_GivesItsEventsInOrderAndDeletesWhatWasCompleted()
    {
        var (fake, queue) = await StartAsync(
            Notified("a b.json"), Topic(Notified("c+d.json")), EventBridge("e.json"), $$"""{"s3Bucket":"{{Bucket}}","s3ObjectKey":["f.json","g.json.gz"]}""",
            $$"""{"detail-type":"AWS API Call via CloudTrail","source":"aws.s3","detail":{{Trail.Denied("h")}}}""", Topic(Trail.Denied("i")), Trail.Succeeded("j"),
            """{"Service":"Amazon S3","Event":"s3:TestEvent","Bucket":"example-trail"}""");
        await using var closes = fake;
        foreach (var key in new[] { "a b.json", "c+d.json", "e.json", "f.json" })
        {
            Put(fake, key, Trail.Records(Trail.Denied(key), Trail.Succeeded("x")));
        }

        fake.Data.With(Bucket, "g.json.gz", Trail.Gzip(Encoding.UTF8.GetBytes(Trail.Denied("g"))));

        var run = await RunAsync(fake);

        run.Events.Select(one => one.Id).Should().Equal("a b.json", "c+d.json", "e.json", "f.json", "g", "h", "i");
        run.Events[0].Origin.Should().Be($"s3://{Bucket}/a b.json, record 1");
        run.Events[^1].Origin.Should().StartWith($"{FakeQueue.Location}, message m5");
        run.Problems.Should().BeEmpty();
        queue.Bodies.Should().BeEmpty();
        (run.Summary.Records, run.Summary.Denied, run.Summary.Skipped).Should().Be((12, 7, 5));
        fake.Calls.Select(call => call.Operation).Distinct().Should().BeEquivalentTo("sqs:ReceiveMessage", "sqs:DeleteMessageBatch", "s3:GetObject");
        fake.Calls.Count(call => call.Operation == "s3:GetObject").Should().Be(5, "an object's first bytes tell how long it is");
    }

    [Test]
    public async Task ReceiveAsync_MessagesThatCannotBeUsed_AreNamedAndLeft()
    {
        var (fake, queue) = await StartAsync(
            Notified("gone.json"), Notified("good.json"), Notified("text.json"), "{\"hello\":\"world\"}", """{"Type":"SubscriptionConfirmation","Token":"x","SubscribeURL":"https://example.com"}""",
            """{"s3Bucket":"b/c","s3ObjectKey":["a"]}""");
        await using var closes = fake;
        Put(fake, "good.json", Trail.Denied("good"));
        Put(fake, "text.json", "nothing of the kind");

        var run = await RunAsync(fake);

        run.Events.Select(one => one.Id).Should().Equal("good");
        queue.Deleted.Should().Equal("m1");
        run.Problems.Keys.Should().BeEquivalentTo("m0", "m2", "m3", "m4", "m5");
        run.Problems["m0"].Should().Contain($"s3://{Bucket}/gone.json").And.Contain("deleted");
        run.Problems["m2"].Should().Contain("text.json");
        run.Problems["m4"].Should().Contain("an SNS message on a subscription");
        run.Problems["m5"].Should().Contain("does not name its bucket");
        queue.Visible.Should().BeEmpty("the queue gives them again when their time is over, and not at once");
    }

    [Test]
    public async Task ReceiveAsync_ObjectsBesideLogs_AreNotReadAndCountAsDone()
    {
        var (fake, queue) = await StartAsync(
            Notified("AWSLogs/111111111111/CloudTrail-Digest/eu-west-1/2026/05/04/d.json.gz"), Notified("AWSLogs/111111111111/elasticloadbalancing/eu-west-1/x.log"),
            Notified("AWSLogs/111111111111/CloudTrail/eu-west-1/2026/05/04/a.json"), Notified("AWSLogs/222222222222/CloudTrail/eu-west-1/2026/05/04/a.json"), Notified("folder/"), Notified("empty"));
        await using var closes = fake;
        Put(fake, "AWSLogs/111111111111/CloudTrail/eu-west-1/2026/05/04/a.json", Trail.Denied("a"));
        Put(fake, "empty", "");

        var run = await RunAsync(fake, range: new() { Accounts = ["111111111111"] });

        run.Events.Select(one => one.Id).Should().Equal("a");
        run.Problems.Should().BeEmpty();
        queue.Bodies.Should().BeEmpty();
        fake.Calls.Count(call => call.Operation == "s3:GetObject").Should().Be(2);
    }

    [Test]
    public async Task ReceiveAsync_OtherBucket_IsNotReadWhereSomeAreNamed()
    {
        var (fake, _) = await StartAsync(Notified("a.json"), Notified("a.json").Replace(Bucket, "forged-trail", StringComparison.Ordinal));
        await using var closes = fake;
        Put(fake, "a.json", Trail.Denied("a"));
        fake.Data.With("forged-trail", "a.json", Encoding.UTF8.GetBytes(Trail.Denied("forged")));

        var run = await RunAsync(fake, buckets: [Bucket]);

        run.Events.Select(one => one.Id).Should().Equal("a");
        run.Problems["m1"].Should().Contain("the bucket forged-trail, which is not one of those that may be read");
    }

    [Test]
    public async Task ReceiveAsync_StoppedInTheMiddle_GivesBackWhatIsNotDone()
    {
        var (fake, queue) = await StartAsync([.. Enumerable.Range(0, 25).Select(i => Trail.Denied($"e{i}"))]);
        await using var closes = fake;
        using var connection = Connect(fake);
        await using (var source = new CloudTrailQueue(connection, FakeQueue.Location))
        {
            var read = 0;
            await foreach (var message in source.ReceiveAsync(new()))
            {
                await message.ReadAsync().ToListAsync();
                await source.CompleteAsync([message]);
                if (++read == 3)
                {
                    break;
                }
            }

            queue.Visible.Should().HaveCountLessThan(22);
        }

        queue.Deleted.Should().Equal("m0", "m1", "m2");
        queue.Visible.Should().HaveCount(22);
    }

    [Test]
    public async Task ReceiveAsync_WorkThatTakesLong_KeepsMessagesFromOthers()
    {
        var (fake, queue) = await StartAsync(Trail.Denied("a"), Trail.Denied("b"));
        await using var closes = fake;
        using var connection = Connect(fake);
        await using var source = new CloudTrailQueue(connection, FakeQueue.Location) { ExtendingInterval = TimeSpan.FromMilliseconds(20) };
        await foreach (var message in source.ReceiveAsync(new()))
        {
            await message.ReadAsync().ToListAsync();
            queue.Extended.Clear();
            while (fake.Calls.Count(call => call.Operation == "sqs:ChangeMessageVisibilityBatch") is var before && !queue.Extended.Contains(message.Id))
            {
                await Task.Delay(5);
            }

            await source.CompleteAsync([message]);
        }

        queue.Bodies.Should().BeEmpty();
    }

    [Test]
    public async Task ReceiveAsync_MessageThatComesAgainMeanwhile_IsReadOnceAndDeletedUnderItsNewReceipt()
    {
        var (fake, queue) = await StartAsync(Trail.Denied("a"));
        await using var closes = fake;
        using var connection = Connect(fake);
        await using var source = new CloudTrailQueue(connection, FakeQueue.Location) { WaitsForMore = true };
        using var stop = new CancellationTokenSource();
        var events = new List<CloudTrailEvent>();
        var receiving = async () =>
        {
            await foreach (var message in source.ReceiveAsync(new(), stop.Token))
            {
                events.AddRange(await message.ReadAsync().ToListAsync());
                if (message.Id == "m0")
                {
                    queue.LetTimePass();
                    while (queue.Visible.Count > 0)
                    {
                        await Task.Delay(5);
                    }

                    queue.With(Trail.Denied("b"));
                }
                else
                {
                    await source.CompleteAsync([message]);
                    await stop.CancelAsync();
                }
            }
        };
        await receiving.Should().ThrowAsync<OperationCanceledException>();
        events.Select(one => one.Id).Should().Equal("a", "b");
        queue.Deleted.Should().Equal("m1");
    }

    [Test]
    public async Task ReceiveAsync_DeliveredBefore_SaysSoInEachEvent()
    {
        var (fake, queue) = await StartAsync(Trail.Denied("a"));
        await using var closes = fake;
        await RunAsync(fake, completes: false);
        queue.LetTimePass();

        var again = await RunAsync(fake);

        again.Events.Should().ContainSingle().Which.ReadingNotes.Should().Contain("the queue's message was delivered 2 times, so a run that was stopped may have given this result before");
        queue.Bodies.Should().BeEmpty();
    }

    [Test]
    public async Task ReceiveAsync_OneEventInTwoMessages_ComesOnce()
    {
        var (fake, queue) = await StartAsync(Trail.Denied("a"), Notified("a.json"));
        await using var closes = fake;
        Put(fake, "a.json", Trail.Records(Trail.Denied("a"), Trail.Denied("b")));
        var run = await RunAsync(fake);
        run.Events.Select(one => one.Id).Should().Equal("a", "b");
        (run.Summary.Duplicates, queue.Bodies.Count).Should().Be((1, 0));
    }

    [TestCase("sqs:ReceiveMessage", "sqs:ReceiveMessage")]
    [TestCase("sqs:DeleteMessageBatch", "sqs:DeleteMessage")]
    public async Task ReceiveAsync_MissingPermission_IsNamed(string operation, string permission)
    {
        var (fake, _) = await StartAsync(Trail.Denied("a"));
        await using var closes = fake;
        fake.Faults.Deny(operation);
        var run = () => RunAsync(fake);
        (await run.Should().ThrowAsync<AwsAccessException>()).Which.Message.Should()
            .Contain($"do not allow {permission} on arn:aws:sqs:eu-west-1:111111111111:trail");
    }

    [Test]
    public async Task ReceiveAsync_NoSuchQueue_IsToldSo()
    {
        await using var fake = await FakeAws.StartAsync(FakeData.Parse("""{"Accounts":{"111111111111":{}}}"""));
        var run = () => RunAsync(fake);
        (await run.Should().ThrowAsync<AwsAccessException>()).Which.Message.Should().Contain("there is no such queue");
    }

    [Test]
    public async Task CompleteAsync_MessageThatCannotBeDeleted_IsCounted()
    {
        var (fake, queue) = await StartAsync(Trail.Denied("a"), Trail.Denied("b"));
        await using var closes = fake;
        queue.Stuck.Add("m0");
        (await RunAsync(fake)).Deleted.Should().Be(1);
        queue.Deleted.Should().Equal("m1");
    }

    [Test]
    public async Task ReceiveAsync_LargeObject_ComesWholeThoughOnlyItsKeyIsKnown()
    {
        var text = new StringBuilder();
        for (var i = 0; text.Length < 10 << 20; i++)
        {
            text.AppendLine(i % 100 == 0 ? Trail.Denied($"e{i}") : Trail.Succeeded($"e{i}"));
        }

        var (fake, queue) = await StartAsync(Notified("large.json"));
        await using var closes = fake;
        Put(fake, "large.json", text.ToString());
        var expected = await Trail.Read(text.ToString());

        var run = await RunAsync(fake);

        run.Events.Select(one => one.Id).Should().Equal(expected.Events.Select(one => one.Id));
        queue.Bodies.Should().BeEmpty();
    }

    [Test]
    public void Ctor_NoQueue_SaysWhatOneLooksLike() =>
        FluentActions.Invoking(() => new CloudTrailQueue(new(new()), "sqs://x")).Should().Throw<ArgumentException>().WithMessage("*has the form sqs://sqs.eu-west-1.amazonaws.com/*");

    private static string Notified(string key) =>
        $$$"""{"Records":[{"eventSource":"aws:s3","eventName":"ObjectCreated:Put","s3":{"bucket":{"name":"{{{Bucket}}}"},"object":{"key":"{{{Uri.EscapeDataString(key).Replace("%20", "+", StringComparison.Ordinal)}}}"} } } ] }""";

    private static string EventBridge(string key) =>
        $$$"""{"detail-type":"Object Created","source":"aws.s3","detail":{"bucket":{"name":"{{{Bucket}}}"},"object":{"key":"{{{key}}}"} } }""";

    private static string Topic(string message) => $$"""{"Type":"Notification","MessageId":"1","TopicArn":"arn:aws:sns:eu-west-1:111111111111:t","Message":{{Trail.Quote(message)}}}""";

    private static void Put(FakeAws fake, string key, string text) => fake.Data.With(Bucket, key, Encoding.UTF8.GetBytes(text));

    private static async Task<(FakeAws Fake, FakeQueue Queue)> StartAsync(params string[] bodies)
    {
        var data = FakeData.Parse("""{"Accounts":{"111111111111":{}}}""").With(Bucket, "readme.txt", []);
        return (await FakeAws.StartAsync(data), data.Queue(bodies));
    }

    private static AwsConnection Connect(FakeAws fake) => SampleOrganization.Connect(fake);

    private static async Task<(List<CloudTrailEvent> Events, Dictionary<string, string> Problems, ReadSummary Summary, int Deleted)> RunAsync(
        FakeAws fake, TrailRange? range = null, IReadOnlyCollection<string>? buckets = null, bool completes = true)
    {
        using var connection = Connect(fake);
        await using var source = new CloudTrailQueue(connection, FakeQueue.Location) { Range = range ?? TrailRange.All, Buckets = buckets ?? [] };
        var (events, problems, summary, deleted) = (new List<CloudTrailEvent>(), new Dictionary<string, string>(), new ReadSummary(), 0);
        await foreach (var message in source.ReceiveAsync(summary))
        {
            events.AddRange(await message.ReadAsync().ToListAsync());
            if (message.Problem is { } problem)
            {
                problems.Add(message.Id, problem);
            }
            else if (completes)
            {
                deleted += await source.CompleteAsync([message]);
            }
        }

        (events.Count + summary.Skipped).Should().Be(summary.Records);
        return (events, problems, summary, deleted);
    }
}
