using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Remediations.Opening;

/// <summary>What changes open, computed once for denials that are alike: a trail holds the same one thousands of times.</summary>
/// <remarks>
/// What opens hangs on the caller, the actions, the resources, the policies and the changes, and on no value of the request's context. Used from
/// several threads at once. It starts anew when it is full.
/// </remarks>
internal sealed class KnownOpenings
{
    private const int Most = 2_048;

    private readonly ConcurrentDictionary<AlikeDenial, OpenedAccessResult> _known = new();
    private readonly IAccessRules? _rules;

    public KnownOpenings(IAccessRules? rules) => _rules = rules;

    /// <summary>What the changes of <paramref name="remediation"/> open for the requests of an event.</summary>
    public OpenedAccessResult Of(IReadOnlyList<(AuthorizationRequest Request, PolicySet Policies)> requests, Remediation remediation)
    {
        var key = new AlikeDenial(requests, remediation.Changes);
        if (_known.TryGetValue(key, out var known))
        {
            return known;
        }

        if (_known.Count >= Most)
        {
            _known.Clear();
        }

        return _known[key] = _rules is null ? OpenedAccessResult.Unknown : OpenedAccessFinder.Of(requests, remediation.Changes, _rules);
    }

    private sealed class AlikeDenial : IEquatable<AlikeDenial>
    {
        private readonly object?[] _parts;
        private readonly int _hash;

        public AlikeDenial(IReadOnlyList<(AuthorizationRequest Request, PolicySet Policies)> requests, IReadOnlyList<PolicyChange> changes)
        {
            var parts = new List<object?>();
            foreach (var (request, policies) in requests)
            {
                parts.AddRange([request.Principal, request.Action, request.Resource, request.NetworkEndpointId, request.NetworkEndpointAccountId]);
                parts.AddRange(
                [
                    policies.Identity, policies.PermissionsBoundaries, policies.SessionPolicies, policies.ResourcePolicy, policies.ServiceControl, policies.ResourceControl,
                    policies.VpcEndpoint, policies.Unavailable, policies.PrincipalInManagementAccount, policies.ResourceInManagementAccount, policies.RestrictsPublicPolicies,
                    policies.ResourceAccountId,
                ]);
            }

            foreach (var change in changes)
            {
                parts.AddRange([change.Layer, change.IsAddition, change.AttachmentTarget, change.Policy, change.Replaces,
                    (change as PolicyChange.AttachPolicy)?.Attached, change.Json, change.StatementJson]);
            }

            _parts = [.. parts];
            var hash = default(HashCode);
            foreach (var part in _parts)
            {
                hash.Add(part is string or ValueType or Principal ? part.GetHashCode() : RuntimeHelpers.GetHashCode(part));
            }

            _hash = hash.ToHashCode();
        }

        public bool Equals(AlikeDenial? other) => other is not null && _hash == other._hash && _parts.Length == other._parts.Length
            && _parts.Zip(other._parts).All(pair => IsSame(pair.First, pair.Second));

        public override bool Equals(object? obj) => Equals(obj as AlikeDenial);

        public override int GetHashCode() => _hash;

        // Policies are shared between events, so that the same one is the same object; comparing their texts would cost what this saves.
        private static bool IsSame(object? one, object? other) =>
            ReferenceEquals(one, other) || (one is string or ValueType or Principal && one.Equals(other));
    }
}
