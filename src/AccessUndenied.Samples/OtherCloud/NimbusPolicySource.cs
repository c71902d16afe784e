using System.Text;
using System.Text.Json;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Samples.OtherCloud;

/// <summary>Finds what members of Nimbus are allowed in an export of its policies: <c>{"member/ana": {"policy name": {…}}}</c>.</summary>
internal sealed class NimbusPolicySource : IPolicySource
{
    private readonly Dictionary<string, IReadOnlyList<AttachedPolicy>> _policies = new(StringComparer.Ordinal);

    /// <summary>Reads an export.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="PolicyFormatException">One of its policies is none.</exception>
    public NimbusPolicySource(string json)
    {
        using var export = JsonDocument.Parse(json);
        foreach (var member in export.RootElement.EnumerateObject())
        {
            _policies[member.Name] = [.. member.Value.EnumerateObject().Select(policy => new AttachedPolicy
            {
                Name = policy.Name,
                Document = PolicyDocument.Parse(Encoding.UTF8.GetBytes(policy.Value.GetRawText())),
                AttachedTo = member.Name,
                Origin = PolicyOrigin.Managed,
            })];
        }
    }

    public ValueTask<PolicySet> GetPoliciesAsync(AuthorizationRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(new PolicySet { Identity = _policies.GetValueOrDefault(request.Principal.Id, []) });
    }
}
