using System.Globalization;
using System.Text.Json.Nodes;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Aws.Simulation;
using AccessUndenied.Cluster.Tests.Programs;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using RequestContext = AccessUndenied.Requests.RequestContext;

namespace AccessUndenied.Cluster.Tests.Deployment;

/// <summary>What build/deploy/cluster says of the program is so.</summary>
public sealed class DeploymentTests
{
    private static readonly string[] s_variables = ["ACCESS_UNDENIED_CLUSTER", "ACCESS_UNDENIED_CLUSTER_TLS", "POD_IP", "AWS_REGION"];

    private static IEnumerable<TestCaseData> Containers() =>
        DeploymentFiles.Containers().Select(container => new TestCaseData(container.Arguments, container.Variables).SetArgDisplayNames(container.Place));

    [TestCaseSource(nameof(Containers))]
    public async Task Container_ItsCommand_IsTakenByTheProgram(string[] arguments, string[] variables)
    {
        // What is wrong with options is said before the store is asked for, which is not there.
        string[] command = [.. arguments.Select(argument => argument.Replace("$(POD_IP)", "127.0.0.1", StringComparison.Ordinal))];
        var (exitCode, _, error) = await ProgramProcess.ClusterAsync(new Dictionary<string, string> { ["ACCESS_UNDENIED_CLUSTER"] = "redis://127.0.0.1:1" }, command);

        error.Should().Contain("redis://127.0.0.1:1 does not answer");
        exitCode.Should().Be(1);
        variables.Should().BeSubsetOf(s_variables).And.Contain("ACCESS_UNDENIED_CLUSTER");
    }

    [Test]
    public void Worker_OfKubernetes_IsProbedAndReachedWhereItListens()
    {
        var worker = DeploymentFiles.Yaml("kubernetes.yaml").Single(document => (string?)document["kind"] == "Deployment")["spec"]!["template"]!["spec"]!;
        var container = worker["containers"]![0]!;
        var arguments = DeploymentFiles.Strings(container["args"]!);
        var (port, health, grace) = (Number(arguments, "--port"), Number(arguments, "--health-port"), Number(arguments, "--grace-seconds"));

        var ports = container["ports"]!.AsArray().ToDictionary(one => (string)one!["name"]!, one => (long)one!["containerPort"]!);
        ports.Should().Equal(new Dictionary<string, long> { ["silo"] = port, ["gateway"] = port + 1, ["health"] = health });
        foreach (var (probe, path) in new[] { ("startupProbe", "/live"), ("livenessProbe", "/live"), ("readinessProbe", "/ready") })
        {
            ((string)container[probe]!["httpGet"]!["path"]!, (string)container[probe]!["httpGet"]!["port"]!).Should().Be((path, "health"));
        }

        var policy = DeploymentFiles.Yaml("kubernetes.yaml").Single(document => (string?)document["kind"] == "NetworkPolicy" && (string?)document["metadata"]!["name"] == "worker");
        policy["spec"]!["ingress"]![0]!["ports"]!.AsArray().Select(one => (long)one!["port"]!).Should().Equal(port, port + 1);
        ((long)worker["terminationGracePeriodSeconds"]!).Should().BeGreaterThanOrEqualTo((2 * grace) + 10, "what is not ended by then is given back within as much again");
    }

    [Test]
    public void Worker_OfEcs_IsReachedWhereItListensAndStoppedWithPatience()
    {
        var template = DeploymentFiles.Json("workers.cloudformation.json")["Resources"]!;
        var container = template["WorkerTask"]!["Properties"]!["ContainerDefinitions"]![0]!;
        var arguments = DeploymentFiles.Strings(container["Command"]!).Single().Split(' ');
        var port = Number(arguments, "--port");

        container["PortMappings"]!.AsArray().Select(one => (long)one!["ContainerPort"]!).Should().Equal(port, port + 1);
        var ingress = template["WorkersReachWorkers"]!["Properties"]!;
        ((long)ingress["FromPort"]!, (long)ingress["ToPort"]!).Should().Be((port, port + 1));
        ((long)container["StopTimeout"]!).Should().BeGreaterThanOrEqualTo((2 * Number(arguments, "--grace-seconds")) + 10);
        DeploymentFiles.Strings(container["HealthCheck"]!["Command"]!).Last().Should().Contain($"/{Number(arguments, "--health-port")} ").And.Contain("GET /live");
    }

    [Test]
    public async Task HealthCheck_OfContainers_EndsWellWhereTheWorkerLivesAndNotElse()
    {
        using var store = StoreServers.Start(StoreServers.Redis);
        var health = FreePorts.Next();
        string[] commands =
        [
            DeploymentFiles.Strings(DeploymentFiles.Find(DeploymentFiles.Json("workers.cloudformation.json"), "HealthCheck").Single()["Command"]!).Last(),
            DeploymentFiles.Strings(DeploymentFiles.Find(DeploymentFiles.Yaml("compose.yaml").Single(), "healthcheck").Single()["test"]!).Last(),
        ];
        async Task<int> CheckAsync(string command)
        {
            var start = new System.Diagnostics.ProcessStartInfo("bash", ["-c", command.Replace("8081", health.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)])
            {
                RedirectStandardError = true, RedirectStandardOutput = true,
            };
            return (await ProgramProcess.RunAsync(System.Diagnostics.Process.Start(start)!)).ExitCode;
        }

        using (await WorkerProcess.StartAsync(store.Address, "--health-port", health.ToString(CultureInfo.InvariantCulture)))
        {
            foreach (var command in commands)
            {
                (await CheckAsync(command)).Should().Be(0);
            }
        }

        (await CheckAsync(commands[0])).Should().NotBe(0);
    }

    [Test]
    public async Task WorkerPolicy_WhatWorkersAndSubmittersAskOfS3_IsAllowedAndNothingElse()
    {
        using var folder = new TemporaryFolder();
        SampleTrail.Write(folder.Path, files: 6, recordsAFile: 5, seed: 3);
        using var bucket = new BucketServer(folder.Path, throttles: false);
        foreach (var command in new string[][] { ["analyze", "--group"], ["replay", "--change", SampleTrail.Change] })
        {
            await ProgramProcess.ClusterAsync(
                bucket.Environment, ["submit", "--local", "--partition-mb", "1", .. command, "--snapshot", SampleTrail.Snapshot, $"s3://{BucketServer.Bucket}/AWSLogs/"]);
        }

        var document = DeploymentFiles.Text("worker-policy.json").Replace("amzn-s3-demo-bucket", BucketServer.Bucket, StringComparison.Ordinal);
        var policy = new AttachedPolicy { Name = "worker", Document = PolicyDocument.Parse(document) };
        bucket.Asked.Should().NotBeEmpty();
        foreach (var (permission, resource, prefix) in bucket.Asked.Distinct())
        {
            (await AllowsAsync(policy, permission, resource, prefix)).Should().BeTrue($"{permission} on {resource} with the prefix '{prefix}' is asked for");
        }

        (await AllowsAsync(policy, "s3:ListBucket", $"arn:aws:s3:::{BucketServer.Bucket}", "other/")).Should().BeFalse();
        (await AllowsAsync(policy, "s3:GetObject", $"arn:aws:s3:::{BucketServer.Bucket}/other/a.json", "")).Should().BeFalse();
        DeploymentFiles.Find(JsonNode.Parse(document), "Action").Select(action => (string)action!).Should()
            .BeEquivalentTo(bucket.Asked.Select(asked => asked.Permission).Distinct().Append("kms:Decrypt"), "S3 decrypts on behalf of whoever reads");
    }

    [Test]
    public void WorkerRole_OfEcs_HasTheWorkerPolicy()
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["${AWS::Partition}"] = "aws", ["${AWS::Region}"] = "us-east-1", ["${AWS::URLSuffix}"] = "amazonaws.com", ["${TrailBucket}"] = "amzn-s3-demo-bucket", ["${TrailPrefix}"] = "AWSLogs/",
            ["TrailKeyArn"] = "arn:aws:kms:us-east-1:111111111111:key/00000000-0000-0000-0000-000000000000",
        };
        var policies = DeploymentFiles.Json("workers.cloudformation.json")["Resources"]!["WorkerRole"]!["Properties"]!["Policies"]!;

        var document = Resolve(policies.AsArray().Single()!["PolicyDocument"]!, values);

        JsonNode.DeepEquals(document, DeploymentFiles.Json("worker-policy.json")).Should().BeTrue($"{document} is to be that policy");
    }

    // With the trail's key; the few functions that the template uses.
    private static JsonNode Resolve(JsonNode node, Dictionary<string, string> values) => node switch
    {
        JsonObject { Count: 1 } members when members["Ref"] is { } name => JsonValue.Create(values[(string)name!]),
        JsonObject { Count: 1 } members when members["Fn::Sub"] is { } text =>
            JsonValue.Create(values.Aggregate((string)text!, (so, value) => so.Replace(value.Key, value.Value, StringComparison.Ordinal))),
        JsonObject { Count: 1 } members when members["Fn::If"] is { } choice => Resolve(choice[1]!, values),
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, (JsonNode?)Resolve(member.Value!, values)))),
        JsonArray items => new JsonArray([.. items.Select(item => Resolve(item!, values))]),
        _ => node.DeepClone(),
    };

    private static async Task<bool> AllowsAsync(AttachedPolicy policy, string action, string resource, string prefix)
    {
        AwsPrincipal.TryParse("arn:aws:iam::111111111111:role/access-undenied-worker", out var principal).Should().BeTrue();
        var context = action == "s3:ListBucket" ? RequestContext.Of([KeyValuePair.Create("s3:prefix", ContextValue.Of(prefix))]) : RequestContext.Empty;
        var request = new AuthorizationRequest { Principal = principal!, Action = action, Resource = new(resource), Context = context };
        return (await new LocalSimulator().SimulateAsync(request, new() { Identity = [policy] }, CancellationToken.None)).Find(PolicyLayer.Identity)?.Decision == Decision.Allowed;
    }

    private static long Number(string[] arguments, string option) => long.Parse(arguments[Array.IndexOf(arguments, option) + 1], CultureInfo.InvariantCulture);
}
