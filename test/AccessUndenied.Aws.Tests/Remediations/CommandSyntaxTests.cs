using System.Text.Json;
using System.Text.Json.Nodes;
using AccessUndenied.Aws.Remediations;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Tests.Remediations;

/// <summary>Every command has the parameters that its page in the AWS CLI's reference has, and all that it demands (<c>Cases/Remediations/Commands.json</c>).</summary>
[Parallelizable(ParallelScope.All)]
public sealed class CommandSyntaxTests
{
    private static readonly string[] s_globals = ["region", "profile", "query", "output"];

    private static readonly Dictionary<string, (HashSet<string> Required, HashSet<string> All)> s_commands = CaseFiles.Read(Path.Combine(CaseFiles.Root, "Remediations", "Commands.json"))
        .EnumerateArray().ToDictionary(
            item => item.GetProperty("command").GetString()!,
            item => (Texts(item, "required").ToHashSet(), Texts(item, "required").Concat(Texts(item, "optional")).Concat(s_globals).ToHashSet()),
            StringComparer.Ordinal);

    [TestCaseSource(nameof(Changes))]
    public void Run_EveryForm_CallsCommandsAsTheirPagesHaveThem(string name, object change)
    {
        _ = name;
        var scripts = new AwsPolicyDialect(new ScriptOptions { Profile = "ops" }).ScriptsOf((PolicyChange)change);
        using var shell = new PosixShell();
        shell.Answer("sts get-caller-identity", WrittenChanges.Account);
        shell.Answer("organizations create-policy", "p-1");
        shell.Answer("iam get-policy", "v1");
        shell.Answer("sqs get-queue-url", "https://sqs.eu-west-1.amazonaws.com/1/q");
        foreach (var (read, _) in GuardedCommandTests.Commands.Values)
        {
            shell.Answer(read, WrittenChanges.Before);
        }

        shell.Answer("iam get-policy-version", WrittenChanges.Before);
        using var host = new PowerShellHost();
        foreach (var call in shell.Run(scripts.Single(script => script.Format == "aws-cli").FileText).Calls)
        {
            Check(call);
        }

        if (scripts.SingleOrDefault(script => script.Format == "aws-cli-powershell") is { } other)
        {
            host.Run(other.Text).Calls.ToList().ForEach(Check);
        }
    }

    private static void Check(IReadOnlyList<string> call)
    {
        var command = $"{call[0]} {call[1]}";
        s_commands.Should().ContainKey(command);
        var options = call.Skip(2).Where(word => word.StartsWith("--", StringComparison.Ordinal)).Select(word => word[2..].Split('=')[0]).ToList();
        options.Should().OnlyHaveUniqueItems(because: command);
        options.Should().BeSubsetOf(s_commands[command].All, because: command);
        s_commands[command].Required.Should().BeSubsetOf(options, because: command);
        options.Should().Contain("profile", because: command);
        var document = call.SkipWhile(word => word is not ("--policy-document" or "--policy" or "--content" or "--inline-policy" or "--policy-text" or "--resource-policy" or "--attributes" or "--attribute-value")).Skip(1).FirstOrDefault();
        if (document is not null)
        {
            JsonNode.Parse(document.StartsWith("file:", StringComparison.Ordinal) ? document["file:".Length..] : document).Should().NotBeNull();
        }
    }

    private static IEnumerable<TestCaseData> Changes()
    {
        foreach (var (kind, _, _) in WrittenChanges.Kinds.Where(kind => kind.Kind != "access point"))
        {
            yield return new($"{kind} replaced", WrittenChanges.Of(kind, "name"));
            yield return new($"{kind} new", WrittenChanges.Of(kind, "name", before: kind is "trust" or "key" or "topic" or "endpoint" ? WrittenChanges.Before : null));
        }

        var managed = WrittenChanges.Of("role", "app");
        yield return new("managed", managed with { Policy = managed.Policy! with { Origin = PolicyOrigin.Managed, Id = $"arn:aws:iam::{WrittenChanges.Account}:policy/p" } });
        yield return new("boundary of the provider", managed with { Layer = PolicyLayer.PermissionsBoundary, Policy = managed.Policy! with { Origin = PolicyOrigin.ProviderManaged, Id = "arn:aws:iam::aws:policy/PowerUserAccess" } });
        yield return new("attachment", new PolicyChange.AttachPolicy
        {
            Layer = PolicyLayer.ServiceControl,
            AttachmentTarget = "arn:aws:organizations::111111111111:ou/o-1/ou-1",
            AccountId = managed.AccountId,
            Region = managed.Region,
            Policy = managed.Policy,
            Json = managed.Json,
            Document = managed.Document,
            Attached = new() { Name = "FullAWSAccess", Id = "p-FullAWSAccess", Document = managed.Policy!.Document },
        });
    }

    private static IEnumerable<string> Texts(JsonElement item, string member) => item.GetProperty(member).EnumerateArray().Select(text => text.GetString()!);
}
