using System.Globalization;
using System.Text.Json.Nodes;
using AccessUndenied.Aws.Requests.Sessions;
using AccessUndenied.Requests;
using static AccessUndenied.Aws.Tests.Requests.Sessions.SessionRecords;

namespace AccessUndenied.Aws.Tests.Requests.Sessions;

/// <summary>Hundreds of sessions in chains of up to five roles, and the trail of them in every condition: what is told of a session is the truth, or not told.</summary>
internal sealed class HiddenSessionsTests
{
    private const int Sessions = 300;
    private const int Deepest = 5;
    private const string Policy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}""";

    private static readonly DateTimeOffset s_start = new(2026, 5, 5, 0, 0, 0, TimeSpan.Zero);

    [TestCase(1, "whole")]
    [TestCase(2, "whole")]
    [TestCase(3, "reordered and doubled")]
    [TestCase(4, "with gaps")]
    public async Task Find_SessionsOfATrail_AreTheTruthOrUnknown(int seed, string condition) // SESS-01, SESS-03, SESS-05, SESS-08
    {
        var random = new Random(seed);
        var truth = new List<Truth>();
        for (var i = 0; i < Sessions; i++)
        {
            truth.Add(Make(random, i, truth));
        }

        var isLost = truth.ToDictionary(session => session.Key, _ => condition == "with gaps" && random.Next(4) == 0, StringComparer.Ordinal);
        var records = truth.Where(session => !isLost[session.Key]).Select(session => session.Record).ToList();
        if (condition == "reordered and doubled")
        {
            records = [.. records.Concat(records.Where((_, i) => i % 3 == 0)).OrderBy(_ => random.Next())];
        }

        var index = new SessionIndex();
        foreach (var record in records)
        {
            index.Add(await ReadAsync(record));
        }

        var (found, whole, deepest) = (0, 0, 0);
        foreach (var session in truth)
        {
            var facts = index.Find(await ReadAsync(Denied(session.Role, session.Name, session.Key, created: Text(session.Time))))!;

            facts.Session.Found.Should().Be(!isLost[session.Key]);
            if (!facts.Session.Found)
            {
                facts.Session.Why.Should().NotBeNullOrEmpty();
                facts.Context.Should().BeEmpty();
                continue;
            }

            found++;
            facts.Session.SessionPolicies.Should().Be(session.HasPolicy ? 1 : 0);
            facts.Session.Chain[^1].ExternalId.Should().Be(session.ExternalId);
            facts.Session.Tags.Should().BeSubsetOf(session.Tags, "no tag is ever made up");
            (facts.Session.SourceIdentity ?? session.SourceIdentity).Should().Be(session.SourceIdentity);
            if (session.Ancestors().All(link => !isLost[link.Key]))
            {
                (whole, deepest) = (whole + 1, Math.Max(deepest, facts.Session.Chain.Count));
                facts.Session.Chain.Select(link => link.EventId).Should().Equal(session.Ancestors().Reverse().Append(session).Select(link => $"assume {link.Key}"));
                facts.Session.Chain[0].Principal.Should().Be(session.Person);
                facts.Session.Tags.Should().BeEquivalentTo(session.Tags);
                facts.Session.SourceIdentity.Should().Be(session.SourceIdentity);
                facts.Context.Where(pair => pair.Key.StartsWith("aws:PrincipalTag/", StringComparison.Ordinal))
                    .Should().BeEquivalentTo(session.Tags.Select(tag => KeyValuePair.Create($"aws:PrincipalTag/{tag.Key}", ContextValue.Of(tag.Value))));
            }
        }

        TestContext.Out.WriteLine($"{condition}, seed {seed}: {found} of {truth.Count} found, {whole} with all that led to them, at most {deepest} links");
        found.Should().Be(isLost.Values.Count(lost => !lost));
        deepest.Should().Be(Deepest);
    }

    // AWS refuses a tag whose key came along already, and a source identity where there is one.
    private static Truth Make(Random random, int number, List<Truth> before)
    {
        var parents = before.Where(session => session.Ancestors().Count() < Deepest - 1).ToList();
        var parent = parents.Count > 0 && random.Next(3) > 0 ? parents[random.Next(parents.Count)] : null;
        var person = parent?.Person ?? $"arn:aws:iam::{Account}:user/u{random.Next(6)}";
        var along = parent?.Transitive ?? new SortedDictionary<string, string>(StringComparer.Ordinal);
        var passed = Enumerable.Range(0, 4).Where(_ => random.Next(3) == 0).Select(i => $"k{i}").Where(key => !along.ContainsKey(key)).ToDictionary(key => key, _ => $"v{random.Next(3)}", StringComparer.Ordinal);
        var transitive = passed.Where(_ => random.Next(2) == 0).ToDictionary(StringComparer.Ordinal);
        var own = parent?.SourceIdentity is null && random.Next(4) == 0 ? $"s{random.Next(9)}" : null;
        var session = new Truth
        {
            Parent = parent,
            Person = person,
            Role = $"r{random.Next(8)}",
            Name = $"n{random.Next(3)}",
            Key = $"ASIA{number:D6}",
            Time = s_start.AddMinutes(number * 2),
            Tags = new(along.Concat(passed).ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal),
            Transitive = new(along.Concat(transitive).ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal),
            SourceIdentity = parent?.SourceIdentity ?? own,
            ExternalId = random.Next(3) == 0 ? $"x{random.Next(99)}" : null,
            HasPolicy = random.Next(3) == 0,
        };
        var parameters = passed.Count == 0 ? [] : Tags([.. passed.Select(tag => (tag.Key, tag.Value))]);
        if (transitive.Count > 0)
        {
            parameters["transitiveTagKeys"] = new JsonArray([.. transitive.Keys.Select(key => (JsonNode)key)]);
        }

        (parameters["sourceIdentity"], parameters["externalId"], parameters["policy"]) = (own, session.ExternalId, session.HasPolicy ? Policy : null);
        foreach (var absent in parameters.Where(pair => pair.Value is null).Select(pair => pair.Key).ToList())
        {
            parameters.Remove(absent);
        }

        var caller = parent is null ? person : $"arn:aws:sts::{Account}:assumed-role/{parent.Role}/{parent.Name}";
        session.Record = Assume(caller, parent?.Key ?? "AKIA" + person[^2..], session.Role, session.Name, session.Key, parameters, time: session.Time);
        return session;
    }

    private static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private sealed class Truth
    {
        public required Truth? Parent { get; init; }

        public required string Person { get; init; }

        public required string Role { get; init; }

        public required string Name { get; init; }

        public required string Key { get; init; }

        public required DateTimeOffset Time { get; init; }

        public required SortedDictionary<string, string> Tags { get; init; }

        public required SortedDictionary<string, string> Transitive { get; init; }

        public required string? SourceIdentity { get; init; }

        public required string? ExternalId { get; init; }

        public required bool HasPolicy { get; init; }

        public string Record { get; set; } = "";

        /// <summary>The sessions behind it, the nearest first.</summary>
        public IEnumerable<Truth> Ancestors()
        {
            for (var session = Parent; session is not null; session = session.Parent)
            {
                yield return session;
            }
        }
    }
}
