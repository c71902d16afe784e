using System.Text.Json;
using System.Text.Json.Nodes;

namespace AccessUndenied.Cli.Tests.Samples;

/// <summary>A refusal of which everything is at hand, in a busy account: AWS's own record, a chain of sessions, and dozens of changes. The answer is not drowned in it.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class MomentReportTests
{
    private static string Data => Path.Combine(AppContext.BaseDirectory, "data", "moment");

    [TestCase("text", "  session    jane → Deploy → Deployer", "  recorded   iam:PassRole", "  changed    2026-11-27 11:20:00 UTC: jane changed", 26)]
    [TestCase("markdown", "- **Session:** jane → Deploy → Deployer", "- **Recorded:** `iam:PassRole`", "- **Who changed it:** 2026-11-27 11:20:00", 60)]
    [TestCase("html", "<strong>Session:</strong> jane → Deploy → Deployer", "<strong>Recorded:</strong> iam:PassRole", "2026-11-27 11:20:00 UTC: jane changed", int.MaxValue)]
    public void Analyze_AllThreeSources_TellsOfEachInOneLine(string format, string session, string recorded, string changed, int mostLines)
    {
        using var folder = new TemporaryFolder();

        var run = Analyze(folder, format);

        run.ExitCode.Should().Be(0, because: run.Error);
        foreach (var line in new[] { session, recorded, changed })
        {
            run.Text.Split(line).Should().HaveCount(2, because: $"{line} is there once:\n{run.Text}");
        }

        run.Text.Should().NotContain("Go to https").And.NotContain("`2026-11-27`");
        run.Lines.Length.Should().BeLessThanOrEqualTo(mostLines);
    }

    [Test]
    public void Analyze_AllThreeSources_SaysOfEachValueWhereItComesFrom()
    {
        using var folder = new TemporaryFolder();

        using var result = JsonDocument.Parse(Analyze(folder, "json").Output);

        var root = result.RootElement;
        root.GetProperty("Request").GetProperty("ContextFoundIn").GetProperty("aws:PrincipalTag/team").GetString().Should().Be("authorization details");
        root.GetProperty("Session").GetProperty("Chain")[0].GetProperty("ExternalId").GetString().Should().Be("acme-7");
        root.GetProperty("History").GetProperty("Changes")[0].GetProperty("Effect").GetString().Should().Be("madeAllowed");
        root.GetProperty("ErrorText").GetString().Should().Contain("Go to https");
    }

    private static ProgramRun Analyze(TemporaryFolder folder, string format)
    {
        var denied = (JsonObject)Records("authorization.json")[0]!.DeepClone();
        var identity = denied["userIdentity"]!;
        identity["sessionContext"]!["attributes"]!["creationDate"] = "2026-11-27T10:00:00Z";
        var (first, last) = ((JsonObject)Records("session.json")[0]!.DeepClone(), (JsonObject)Records("session.json")[1]!.DeepClone());
        first["requestParameters"]!["externalId"] = "acme-7";
        (last["eventTime"], last["eventID"]) = ("2026-11-27T10:00:00Z", "5a0e6b1c-0000-4000-8000-0000000000a2");
        last["requestParameters"] = new JsonObject { ["roleArn"] = "arn:aws:iam::123456789012:role/Deployer", ["roleSessionName"] = "build-77" };
        last["responseElements"]!["credentials"]!["accessKeyId"] = identity["accessKeyId"]!.DeepClone();
        last["responseElements"]!["assumedRoleUser"] = new JsonObject { ["assumedRoleId"] = identity["principalId"]!.DeepClone(), ["arn"] = identity["arn"]!.DeepClone() };
        var trail = new JsonArray(first, last);
        for (var i = 0; i < 40; i++)
        {
            var noise = Change($"2026-11-27T09:{i + 5:D2}:00Z", $"noise-{i}");
            (noise["requestParameters"]!["roleName"], noise["requestParameters"]!["policyName"]) = ("Deployer", $"p{i / 2 % 7}");
            if (i % 2 == 1)
            {
                noise["eventName"] = "DeleteRolePolicy";
                noise["requestParameters"]!.AsObject().Remove("policyDocument");
            }

            trail.Add(noise);
        }

        var before = JsonNode.Parse(File.ReadAllText(Path.Combine(Data, "authorization-snapshot.json")))!;
        before["CollectedAt"] = "2026-11-27T09:00:00Z";
        before.AsObject().Remove("AuthorizationDetails");
        var guard = Policies(before).First(policy => policy["Id"]!.GetValue<string>() == "p-examp1e1");
        var now = guard["PolicyDocument"]!.DeepClone();
        guard["PolicyDocument"] = """{"Version":"2012-10-17","Statement":[{"Sid":"NoPassRole","Effect":"Deny","Action":"iam:PassRole","Resource":"*"}]}""";
        var update = Change("2026-11-27T11:20:00Z", "update");
        (update["eventSource"], update["eventName"], update["recipientAccountId"]) = ("organizations.amazonaws.com", "UpdatePolicy", before["ManagementAccountId"]!.DeepClone());
        update["userIdentity"]!["accountId"] = before["ManagementAccountId"]!.DeepClone();
        update["requestParameters"] = new JsonObject { ["policyId"] = "p-examp1e1", ["content"] = now is JsonValue ? now : now.ToJsonString() };
        trail.Add(update);
        return ProgramRun.Of(
            "analyze", folder.Write("denied.json", JsonSerializer.SerializeToUtf8Bytes<JsonNode>(denied)), "--trail", folder.Write("trail.json", JsonSerializer.SerializeToUtf8Bytes<JsonNode>(trail)),
            "--snapshot", folder.Write("before.json", JsonSerializer.SerializeToUtf8Bytes(before)), "--snapshot", Path.Combine(Data, "authorization-snapshot.json"), "--format", format);
    }

    private static JsonObject Change(string time, string id)
    {
        var change = (JsonObject)Records("history-trail.json")[1]!.DeepClone();
        (change["eventTime"], change["eventID"]) = (time, id);
        return change;
    }

    private static IEnumerable<JsonNode> Policies(JsonNode snapshot) => snapshot["Organization"]!.AsObject().SelectMany(node => node.Value!["policies"]!.AsArray()).OfType<JsonNode>();

    private static JsonArray Records(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(Data, name)))!["Records"]!.AsArray();
}
