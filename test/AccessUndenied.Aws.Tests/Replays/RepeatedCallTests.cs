using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AccessUndenied.Aws.Events;
using AccessUndenied.Conditions;
using AccessUndenied.Events;
using AccessUndenied.Replays;
using AccessUndenied.Requests;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Aws.Tests.Replays;

/// <summary>What is told of a call by the replay of an earlier one reads as if it had been replayed by itself, byte for byte.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class RepeatedCallTests
{
    private const int Calls = 30;
    private const int Rounds = 6;

    private static readonly string[] s_times = ["2026-01-02T00:00:01Z", "1999-01-01T00:00:00Z", "2071-01-01T00:00:00Z"];

    // As recorded, denied, denied with a text, failed otherwise.
    private static readonly (string? Code, string? Message)[] s_outcomes =
    [
        (null, null), ("AccessDenied", null),
        ("AccessDenied", "User: arn:aws:sts::111111111111:assumed-role/app/s1 is not authorized to perform: s3:GetObject with an explicit deny in a service control policy"),
        ("NoSuchKey", "The specified key does not exist."),
    ];

    [Test]
    public async Task Replay_RepetitionsInGeneratedWorlds_SameBytesAsWithoutSharing([Range(1, 12)] int seed)
    {
        var random = new Random(seed);
        var changes = seed % 4 == 0 ? [] : WorldChange.Generate(random).Read();
        await CompareAsync(random, changes);
    }

    [TestCase("""{"DateGreaterThan":{"aws:CurrentTime":"2026-01-02T00:00:02Z"}}""")]
    [TestCase("""{"NumericLessThan":{"aws:MultiFactorAuthAge":"3600"}}""")]
    [TestCase("""{"StringEquals":{"s3:signatureversion":"AWS4-HMAC-SHA256"}}""")]
    [TestCase("""{"StringEquals":{"acme:Answer":"yes"}}""")]
    public async Task Replay_RepetitionsUnderADenyThatAsksForTimeOrFurtherParts_SameBytesAsWithoutSharing(string condition)
    {
        var deny = World.Parse($$"""{"Sid":"Guard","Effect":"Deny","Action":"*","Resource":"*","Condition":{{condition}}}""");
        var change = new WorldChange(new JsonObject
        {
            ["Change"] = "put", ["Layer"] = "serviceControl", ["Target"] = World.Unit, ["PolicyName"] = "Guard", ["Document"] = World.Document(deny),
        });
        await CompareAsync(new Random(1), change.Read());
    }

    [Test]
    public async Task Replay_CallsThatDifferInIdTimeTransferAndUnaskedParts_ResolvesThemTwice()
    {
        var call = WorldCalls.Generate(new(3), 50).First(one => one.Action == "s3:GetObject");
        var resolver = new CountingResolver();
        var records = Enumerable.Range(0, 50).Select(number => Repeated(new(1), call.Record, number, default));
        var replayed = await Replaying.RunAsync(Over(shares: true, resolver), records, new ReplayOptions { MaxConcurrency = 1 });
        resolver.Count.Should().Be(2, because: "a call is kept when it comes again");
        replayed.Should().OnlyContain(one => one.Agreement == CallAgreement.Agrees).And.OnlyHaveUniqueItems(one => one.EventId);
    }

    [Test]
    public async Task Replay_CallsWithAnswersThatMayHoldASentence_SharesNothing()
    {
        var call = WorldCalls.Generate(new(3), 50).First(one => one.Action == "s3:GetObject");
        var resolver = new CountingResolver();
        var records = Enumerable.Range(0, 20).Select(number =>
        {
            var record = call.Record.DeepClone().AsObject();
            (record["eventID"], record["responseElements"]) = ($"event-{number}", new JsonObject { ["MESSAGE"] = $"{number}" });
            return record.ToJsonString();
        });
        await Replaying.RunAsync(Over(shares: true, resolver), records, new ReplayOptions { MaxConcurrency = 1 });
        resolver.Count.Should().Be(20);
    }

    [TestCase("""{"A":1,"x-amz-id-2":"1"}""", """{"A":1,"x-amz-id-2":"2"}""", true)]
    [TestCase("""{"A":1,"bytesTransferredIn":1}""", """{"A":1, "bytesTransferredIn":{"B":2}}""", true)]
    [TestCase("""{"A":1,"bytesTransferredOut":1}""", """{"A":2,"bytesTransferredOut":1}""", false)]
    [TestCase("""{"A":1,"bytesTransferredOut":1}""", """{"A":1}""", false)]
    [TestCase("""{"A":1}""", """{"A":1,"bytesTransferredOut":1}""", false)]
    [TestCase("""{"A":{"x-amz-id-2":"1"}}""", """{"A":{"x-amz-id-2":"2"}}""", false)]
    [TestCase("""{"A":1,"x-amz-id-2":"1"}""", """{"x-amz-id-2":"1","A":1}""", false)]
    public void SameAs_AskedPart_LeavesOutWhatTellsOfTheTransferAlone(string kept, string other, bool isSame)
    {
        var part = new JsonPart(Encoding.UTF8.GetBytes(kept));
        _ = part.Element;
        KeptPart.Of(part)!.SameAs(new JsonPart(Encoding.UTF8.GetBytes(other))).Should().Be(isSame);
        new JsonPart(Encoding.UTF8.GetBytes(other)).SameAs(KeptPart.Of(part)).Should().Be(isSame);
    }

    [TestCase("""{"a":{"errorMessage":"x"}}""", true)]
    [TestCase("""{"MeSsAgE":"x"}""", true)]
    [TestCase("""{"m\u0065ssage":"x"}""", true)]
    [TestCase("""{"name":"ü"}""", true)]
    [TestCase("""{"mess":"age","m":"messag"}""", false)]
    [TestCase("{}", false)]
    public void MayHoldSentence_PartOfARecord_TellsWhereItNeedNotBeParsed(string json, bool expected) =>
        new JsonPart(Encoding.UTF8.GetBytes(json)).MayHoldSentence.Should().Be(expected);

    private static async Task CompareAsync(Random random, IReadOnlyList<ProposedChange> changes)
    {
        var calls = WorldCalls.Generate(random, Calls);
        var records = Enumerable.Range(0, Rounds).SelectMany(round => calls.SelectMany((call, index) => s_outcomes.Select((outcome, kind) =>
            Repeated(random, call.Record, (((round * Calls) + index) * s_outcomes.Length) + kind, outcome)))).ToList();
        var alone = await Replaying.RunAsync(Over(shares: false), records, [.. changes]);
        var shared = await Replaying.RunAsync(Over(shares: true), records, [.. changes]);
        shared.Select(TextOf).Should().Equal(alone.Select(TextOf));
    }

    private static string TextOf(ReplayedCall call) => $"{call.EventId} {call.Time:O} {Encoding.UTF8.GetString(call.ToBytes())}";

    private static string Repeated(Random random, JsonObject call, int number, (string? Code, string? Message) outcome)
    {
        var record = call.DeepClone().AsObject();
        record["eventID"] = $"event-{number}";
        record["requestID"] = $"request-{number}";
        record["sharedEventID"] = $"shared-{number}";
        record["eventTime"] = s_times[random.Next(s_times.Length)];
        record["additionalEventData"] = new JsonObject
        {
            ["SignatureVersion"] = random.Next(2) == 0 ? "SigV4" : "SigV2", ["bytesTransferredOut"] = number, ["x-amz-id-2"] = number.ToString(CultureInfo.InvariantCulture), ["answer"] = random.Next(2) == 0 ? "yes" : "no",
        };
        record["responseElements"] = new JsonObject { ["x-amz-request-id"] = $"{number}" };
        (record["errorCode"], record["errorMessage"]) = outcome;
        if (outcome.Code is null)
        {
            record.Remove("errorCode");
        }

        if (outcome.Message is null)
        {
            record.Remove("errorMessage");
        }

        return record.ToJsonString();
    }

    private static IReplay Over(bool shares, CountingResolver? resolver = null)
    {
        // A key of an application, whose value stands in a part of the record that few look at.
        var services = Replaying.Builder(World.Snapshot, shares).AddConditionKey("acme:Answer", AnswerOf).Services;
        if (resolver is not null)
        {
            var inner = services.Last(service => service.ServiceType == typeof(IRequestResolver));
            services.Remove(inner);
            services.AddSingleton<IRequestResolver>(provider =>
            {
                resolver.Inner = (IRequestResolver)(inner.ImplementationInstance ?? inner.ImplementationFactory!(provider));
                return resolver;
            });
        }

        return services.BuildServiceProvider().GetRequiredService<IReplay>();
    }

    private static ContextValue AnswerOf(ConditionKeyQuery query) =>
        query.Event is CloudTrailEvent { AdditionalEventData: { ValueKind: JsonValueKind.Object } data } && data.TryGetProperty("answer", out var answer)
            ? ContextValue.Of(answer.GetString()!) : ContextValue.Absent;

    private sealed class CountingResolver : IRequestResolver
    {
        private int _count;

        public IRequestResolver? Inner { get; set; }

        public int Count => _count;

        public RequestResolution Resolve(AccessDeniedEvent deniedEvent)
        {
            Interlocked.Increment(ref _count);
            return Inner!.Resolve(deniedEvent);
        }

        public ValueTask<RequestResolution> ResolveAsync(AccessDeniedEvent deniedEvent, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _count);
            return Inner!.ResolveAsync(deniedEvent, cancellationToken);
        }
    }
}
