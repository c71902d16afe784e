using System.Text;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Fetching;
using AccessUndenied.Aws.Tests.Events;
using AccessUndenied.Aws.Tests.Events.Trails;
using AccessUndenied.Aws.Tests.Wire;

namespace AccessUndenied.Aws.Tests.Fetching.Buckets;

/// <summary>A trail's bucket, served on loopback.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class S3TrailSourceTests
{
    private const string Bucket = "example-trail";

    private static readonly string[] s_accounts = ["111111111111", "222222222222", "333333333333"];
    private static readonly string[] s_regions = ["eu-west-1", "us-east-1"];

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(1000)]
    public async Task ReadAsync_OrganizationTrail_GivesEveryEventInTheOrderOfKeys(int page)
    {
        await using var fake = await StartAsync(Trails());
        fake.PageSize = page;

        var (events, summary) = await ReadAsync(fake, $"s3://{Bucket}/logs/");

        events.Select(one => one.Id).Should().Equal(Keys(fake).Where(key => key.Contains("/CloudTrail/", StringComparison.Ordinal)));
        events[0].Origin.Should().Be($"s3://{Bucket}/{events[0].Id}, record 1");
        summary.BytesRead.Should().Be(fake.Data.Objects[Bucket].Where(pair => events.Exists(one => one.Id == pair.Key)).Sum(pair => pair.Value.Length));
        fake.Calls.Select(call => call.Operation).Distinct().Should().BeEquivalentTo("s3:ListBucket", "s3:GetObject");
    }

    [Test]
    public async Task ReadAsync_Range_NeitherListsNorReadsWhatLiesOutside()
    {
        await using var fake = await StartAsync(Trails());
        fake.PageSize = 1000;
        var range = new TrailRange { From = Day(4), To = Day(5), Accounts = ["222222222222"], Regions = ["eu-west-1"] };

        var (events, _) = await ReadAsync(fake, $"s3://{Bucket}", range);

        // A day late is still read; its records are of the day before.
        events.Select(one => one.Id).Should().Equal(
            "logs/AWSLogs/o-exampleorg1/222222222222/CloudTrail/eu-west-1/2026/05/04/a.json", "logs/AWSLogs/o-exampleorg1/222222222222/CloudTrail/eu-west-1/2026/05/05/a.json");
        fake.Calls.Count(call => call.Operation == "s3:GetObject").Should().Be(4, "the days around it may hold records of that day's ends");
        fake.Calls.Count(call => call.Operation == "s3:ListBucket").Should().BeLessThan(20);
    }

    [Test]
    public async Task ReadAsync_ObjectNamedItself_IsReadAlone()
    {
        await using var fake = await StartAsync(new() { ["x/a.json"] = Trail.Denied("e1"), ["x/a.json.copy"] = Trail.Denied("e2") });
        (await ReadAsync(fake, $"s3://{Bucket}/x/a.json")).Events.Select(one => one.Id).Should().Equal("e1");
        (await ReadAsync(fake, $"s3://{Bucket}/x/a")).Events.Select(one => one.Id).Should().Equal("e1", "e2");
    }

    [Test]
    public async Task ReadAsync_HostileKeys_AreReadAndShownHarmless()
    {
        string[] keys = ["a b+c%41.json", "new\nline.json", "\u001b[31mred.json", "\u202Etxt.json", "ü/😀.json", "<&>.json"];
        await using var fake = await StartAsync(keys.ToDictionary(key => key, key => Trail.Denied(Convert.ToHexString(Encoding.UTF8.GetBytes(key)))));

        var (events, _) = await ReadAsync(fake, $"s3://{Bucket}");

        events.Select(one => one.Problem ?? one.Id).Should().BeEquivalentTo(keys.Select(key => Convert.ToHexString(Encoding.UTF8.GetBytes(key))));
        events.Should().OnlyContain(one => !one.Origin!.Contains('\n') && !one.Origin.Contains('\u001b') && !one.Origin.Contains('\u202E'));
    }

    [Test]
    public async Task ReadAsync_KeyThatCannotBeAskedFor_IsOneProblem()
    {
        await using var fake = await StartAsync(new() { ["a/../b.json"] = Trail.Denied("e1"), ["c.json"] = Trail.Denied("e2") });
        var (events, _) = await ReadAsync(fake, $"s3://{Bucket}");
        events.Select(one => one.Problem is null).Should().Equal(false, true);
        events[0].Problem.Should().Contain("cannot be asked for");
    }

    [Test]
    public async Task ReadAsync_LargeObject_ComesInPartsAndGoesOnAfterACut()
    {
        var text = new StringBuilder();
        for (var i = 0; text.Length < 18 << 20; i++)
        {
            text.AppendLine(i % 100 == 0 ? Trail.Denied($"e{i}") : Trail.Succeeded($"e{i}"));
        }

        await using var fake = await StartAsync(new() { ["big.jsonl"] = text.ToString() });
        var (calm, _) = await ReadAsync(fake, $"s3://{Bucket}/big");
        fake.Faults.Layer = new FaultLayer(WireFault.Cut, 1, 1, isOnce: true);
        fake.ForgetCalls();

        var (events, summary) = await ReadAsync(fake, $"s3://{Bucket}/big");

        events.Should().Equal(calm);
        summary.Bad.Should().Be(0);
        fake.Calls.Count(call => call.Operation == "s3:GetObject").Should().BeGreaterThan(5);
    }

    [TestCase("PermanentRedirect", 301)]
    [TestCase("AuthorizationHeaderMalformed", 400)]
    public async Task ReadAsync_BucketInAnotherRegion_IsFoundThere(string code, int status)
    {
        await using var fake = await StartAsync(new() { ["a.json"] = Trail.Denied("e1") });
        fake.Data.BucketRegions[Bucket] = "us-west-2";
        fake.Data.WrongRegion = (status, code);

        (await ReadAsync(fake, $"s3://{Bucket}")).Events.Should().ContainSingle();
        fake.Calls.Where(call => call.Operation == "s3:GetObject").Should().OnlyContain(call => call.Region == "us-west-2");
    }

    [TestCase("s3:ListBucket", "s3:ListBucket on arn:aws:s3:::example-trail")]
    [TestCase("s3:GetObject", "s3:GetObject on this object")]
    public async Task ReadAsync_Denied_NamesThePermission(string operation, string says)
    {
        await using var fake = await StartAsync(Trails());
        fake.Faults.Deny(operation);
        await FluentActions.Awaiting(() => ReadAsync(fake, $"s3://{Bucket}")).Should().ThrowAsync<AwsAccessException>().WithMessage($"*{says}*--request-payer*");
    }

    [Test]
    public async Task ReadAsync_KeyDenied_NamesDecrypt()
    {
        await using var fake = await StartAsync(Trails());
        fake.Faults.Answer("s3:GetObject", new FakeReply.FaultReply(403, "AccessDenied", "User: arn:aws:iam::111111111111:user/x is not authorized to perform: kms:Decrypt on the resource"));
        await FluentActions.Awaiting(() => ReadAsync(fake, $"s3://{Bucket}")).Should().ThrowAsync<AwsAccessException>().WithMessage("*do not allow kms:Decrypt with its key*");
    }

    [Test]
    public async Task ReadAsync_NoSuchBucketOrPrefix_IsSaid()
    {
        await using var fake = await StartAsync(Trails());
        await FluentActions.Awaiting(() => ReadAsync(fake, "s3://no-such-bucket")).Should().ThrowAsync<AwsAccessException>().WithMessage("*there is no such bucket*");
        await FluentActions.Awaiting(() => ReadAsync(fake, $"s3://{Bucket}/nothing")).Should().ThrowAsync<CloudTrailFormatException>().WithMessage("*no object's key begins so*");
    }

    [Test]
    public async Task ReadAsync_RequesterPays_IsSentWhereTheCallerAgrees()
    {
        await using var fake = await StartAsync(Trails());
        await ReadAsync(fake, $"s3://{Bucket}");
        fake.Seen.Should().OnlyContain(request => !request.Headers.ContainsKey("x-amz-request-payer"));
        fake.ForgetCalls();

        await ReadAsync(fake, $"s3://{Bucket}", pays: true);
        fake.Seen.Should().OnlyContain(request => request.Headers["x-amz-request-payer"] == "requester");
    }

    // Two thirds of the answers are as they should be; whether or not trying again mends the rest, nothing is lost without a word.
    [TestCaseSource(nameof(Faults))]
    public async Task ReadAsync_EveryFault_GivesTheSameOrSaysWhatLacks(object fault, bool isOnce)
    {
        await using var fake = await StartAsync(Trails().Where(pair => pair.Key.Contains("1/CloudTrail/eu", StringComparison.Ordinal)).ToDictionary());
        var (calm, _) = await ReadAsync(fake, $"s3://{Bucket}");
        fake.Faults.Layer = new FaultLayer((WireFault)fault, 1, 3, isOnce);

        try
        {
            var (events, summary) = await ReadAsync(fake, $"s3://{Bucket}");
            (summary.Bad + events.Count(one => one.Problem is null)).Should().BeGreaterThanOrEqualTo(calm.Count);
            if (isOnce)
            {
                events.Where(one => one.Problem is null).Should().BeSubsetOf(calm);
            }
        }
        catch (AwsAccessException exception)
        {
            exception.Message.Should().StartWith("s3://example-trail");
        }
    }

    // Patience with throttling that lasts, and with answers that never come, is tested with the other commands.
    private static IEnumerable<TestCaseData> Faults => Enum.GetValues<WireFault>().SelectMany(fault => new[] { true, false }.Select(isOnce => (fault, isOnce)))
        .Where(pair => pair.fault != WireFault.Stall && (pair.isOnce || pair.fault != WireFault.Throttling)).Select(pair => new TestCaseData(pair.fault, pair.isOnce));

    private static DateTimeOffset Day(int day) => new(2026, 5, day, 0, 0, 0, TimeSpan.Zero);

    // Each event's id is its object's key.
    private static Dictionary<string, string> Trails()
    {
        var objects = new Dictionary<string, string> { ["readme.txt"] = "" };
        foreach (var account in s_accounts)
        {
            foreach (var region in s_regions)
            {
                for (var day = 2; day < 9; day++)
                {
                    var key = $"logs/AWSLogs/o-exampleorg1/{account}/CloudTrail/{region}/2026/05/0{day}/a.json";
                    objects[key] = TrailReaderTests.At(key, day == 5 ? "2026-05-04T23:59:00Z" : $"2026-05-0{day}T10:00:00Z", account, region);
                }

                objects[$"logs/AWSLogs/o-exampleorg1/{account}/CloudTrail-Digest/{region}/2026/05/04/d.json"] = "{\"digestStartTime\":\"x\"}";
            }
        }

        return objects;
    }

    private static async Task<FakeAws> StartAsync(Dictionary<string, string> objects)
    {
        var data = FakeData.Parse("""{"Accounts":{"111111111111":{}}}""");
        foreach (var (key, text) in objects)
        {
            data.With(Bucket, key, Encoding.UTF8.GetBytes(text));
        }

        return await FakeAws.StartAsync(data);
    }

    private static IEnumerable<string> Keys(FakeAws fake) => fake.Data.Objects[Bucket].Keys;

    private static async Task<(List<CloudTrailEvent> Events, ReadSummary Summary)> ReadAsync(FakeAws fake, string location, TrailRange? range = null, bool pays = false)
    {
        using var connection = SampleOrganization.Connect(fake);
        var source = new S3TrailSource(connection, location, pays);
        return await TrailReaderTests.ReadAsync(new(new()) { Range = range ?? TrailRange.All }, source);
    }
}
