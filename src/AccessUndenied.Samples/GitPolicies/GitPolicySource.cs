using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Samples.GitPolicies;

/// <summary>Finds the policies of users and roles in a folder of JSON files, as a Git repository keeps them.</summary>
/// <remarks>
/// Shape: <c>&lt;account&gt;/&lt;user or role&gt;/&lt;policy&gt;.json</c>. The folder is read once. Names out of events are looked up in what was
/// read and never become part of a path. Register it before <c>AddAccessUndenied()</c>, whose defaults give way to what is there.
/// </remarks>
public sealed class GitPolicySource : IPolicySource
{
    private const string NotKept = "the repository keeps the policies of users and roles alone";

    // What has a say and is kept elsewhere: said to be unknown rather than taken as absent.
    private static readonly UnavailableEvidence[] s_keptElsewhere =
    [
        new(PolicyLayer.Resource, "the resource's policy", NotKept),
        new(PolicyLayer.ServiceControl, "the organization's service control policies", NotKept),
        new(PolicyLayer.ResourceControl, "the organization's resource control policies", NotKept),
    ];

    private readonly Dictionary<(string Account, string Name), IReadOnlyList<AttachedPolicy>> _policies = [];

    /// <summary>Reads <paramref name="folder"/>.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public GitPolicySource(string folder)
    {
        foreach (var account in Directory.EnumerateDirectories(folder))
        {
            foreach (var entity in Directory.EnumerateDirectories(account))
            {
                var files = Directory.EnumerateFiles(entity, "*.json").Order(StringComparer.Ordinal);
                _policies[(Path.GetFileName(account), Path.GetFileName(entity))] = [.. files.Select(Read)];
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<PolicySet> GetPoliciesAsync(AuthorizationRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (account, name) = (request.Principal.AccountId ?? "", request.Principal.Name ?? "");
        return new(_policies.TryGetValue((account, name), out var policies)
            ? new PolicySet { Identity = policies, Unavailable = s_keptElsewhere }
            : new PolicySet { Unavailable = [new(PolicyLayer.Identity, $"the policies of {request.Principal}", $"there is no folder {account}/{name}"), .. s_keptElsewhere] });
    }

    private static AttachedPolicy Read(string file)
    {
        var policy = new AttachedPolicy
        {
            Document = null,
            Name = Path.GetFileNameWithoutExtension(file),
            AttachedToName = Path.GetFileName(Path.GetDirectoryName(file)),
            Origin = PolicyOrigin.Inline,
        };
        try
        {
            return policy with { Document = PolicyDocument.Parse(File.ReadAllBytes(file)) };
        }
        catch (PolicyFormatException exception)
        {
            // A file that cannot be read may deny: its layer becomes unknown, and the result says so.
            return policy with { Problem = $"{file}: {exception.Message}" };
        }
    }
}
