using System.Collections.Frozen;

namespace AccessUndenied.Aws.Requests;

/// <summary>Which calls of Organizations are the management account's matter, whoever makes them.</summary>
/// <remarks>
/// Source: AWS Organizations API Reference, each operation: "You can only call this operation from the management account or a member account
/// that is a delegated administrator", which all say but these. A delegated administrator's call is authorized on the management account's
/// resources, which the delegation policy of the organization opens.
/// https://docs.aws.amazon.com/organizations/latest/APIReference/API_Operations.html
/// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_delegate_policies.html
/// </remarks>
internal static class OrganizationCalls
{
    private const string Prefix = "organizations:";

    // What an account asks of its own membership.
    private static readonly FrozenSet<string> s_ofAnyAccount = new[]
    {
        "AcceptHandshake", "CancelHandshake", "CreateOrganization", "DeclineHandshake", "DescribeEffectivePolicy", "DescribeHandshake", "DescribeOrganization",
        "DescribeResponsibilityTransfer", "LeaveOrganization", "ListHandshakesForAccount", "ListInboundResponsibilityTransfers",
        "ListOutboundResponsibilityTransfers", "TerminateResponsibilityTransfer", "UpdateResponsibilityTransfer",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    internal static bool IsOfManagementAccount(string action) =>
        action.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && !s_ofAnyAccount.Contains(action[Prefix.Length..]);
}
