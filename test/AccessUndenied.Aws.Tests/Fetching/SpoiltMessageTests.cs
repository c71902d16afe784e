using System.Text;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Fetching;
using AccessUndenied.Aws.Tests.Events;
using AccessUndenied.Aws.Tests.Fuzzing;
using AccessUndenied.Aws.Tests.Wire;

namespace AccessUndenied.Aws.Tests.Fetching;

/// <summary>A queue of spoilt messages, served on loopback.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SpoiltMessageTests
{
    private const int Messages = 400;
    private const int Seed = 20261128;

    [Test]
    public async Task ReceiveAsync_SpoiltMessages_AreReadOrNamedAndNoneIsLost()
    {
        var mutations = new InputMutations(Seed);
        var bodies = Enumerable.Range(0, Messages).Select(i => i % 2 == 0 ? Trail.Denied($"e{i}") : Sendable(mutations.Next(FuzzSeeds.QueueBodies()).Bytes)).ToArray();
        var data = FakeData.Parse("""{"Accounts":{"111111111111":{}}}""").With("example-trail", "a", Encoding.UTF8.GetBytes(Trail.Denied("of an object")));
        var queue = data.Queue(bodies);
        await using var fake = await FakeAws.StartAsync(data);
        using var connection = SampleOrganization.Connect(fake, options => options.TryTimeout = TimeSpan.FromSeconds(5));
        await using var source = new CloudTrailQueue(connection, FakeQueue.Location);
        var (summary, events, problems, completed) = (new ReadSummary(), new List<CloudTrailEvent>(), 0, 0);

        await foreach (var message in source.ReceiveAsync(summary))
        {
            events.AddRange(await message.ReadAsync().ToListAsync());
            problems += message.Problem is null ? 0 : 1;
            completed += message.Problem is null ? await source.CompleteAsync([message]) : 0;
        }

        (completed + problems).Should().Be(Messages);
        queue.Bodies.Should().HaveCount(problems);
        events.Select(one => one.Id).Where(id => id.Length > 1 && id[0] == 'e' && id.Skip(1).All(char.IsAsciiDigit)).Distinct().Should().HaveCount(Messages / 2);
        (events.Count + summary.Skipped).Should().Be(summary.Records);
    }

    // What SQS takes: no text without a letter, and none with control characters but the usual ones.
    private static string Sendable(byte[] body) => Encoding.UTF8.GetString(body) is var text && text.Trim().Length == 0 ? "{" : new string([.. text.Where(c => c >= ' ' || c is '\n' or '\r' or '\t')]);
}
