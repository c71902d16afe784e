using System.Collections.Frozen;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Conditions;

/// <summary>Keys that say whose the resource is.</summary>
internal static class ResourceKeys
{
    // GK-60: actions on what belongs to two accounts.
    private static readonly FrozenSet<string> s_withoutOwner = new[]
    {
        "auditmanager:UpdateAssessmentFrameworkShare", "detective:AcceptInvitation", "ds:AcceptSharedDirectory",
        "ec2:AcceptTransitGatewayPeeringAttachment", "ec2:AcceptVpcEndpointConnections", "ec2:AcceptVpcPeeringConnection",
        "ec2:CreateTransitGatewayPeeringAttachment", "ec2:CreateVpcEndpoint", "ec2:CreateVpcPeeringConnection",
        "guardduty:AcceptAdministratorInvitation", "macie2:AcceptInvitation", "es:AcceptInboundConnection",
        "route53:AssociateVpcWithHostedZone", "route53:CreateVPCAssociationAuthorization", "securityhub:AcceptAdministratorInvitation",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    internal static ContextValue Account(KeySubject subject)
    {
        if (HasNoOwner(subject.Request.Action))
        {
            return ContextValue.Absent;
        }

        if (subject.Request.Resource.AccountId is { } owner)
        {
            return ContextValue.Of(owner);
        }

        return Arn.TryParse(subject.Request.Resource.Value, out var arn) && AccountIds.IsAccountId(arn.AccountId)
            ? ContextValue.Of(arn.AccountId.ToString())
            : ContextValue.Unknown;
    }

    internal static ContextValue Organization(KeySubject subject) => HasNoOwner(subject.Request.Action) || IsOfProvider(subject) ? ContextValue.Absent : ContextValue.Unknown;

    // What AWS itself owns, such as its managed prefix lists, is in no organization; its ARN has "aws" in the place of the account.
    // https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html
    private static bool IsOfProvider(KeySubject subject) => Arn.TryParse(subject.Request.Resource.Value, out var arn) && arn.AccountId is "aws" or "amazon";

    private static bool HasNoOwner(string action) => action.StartsWith("ebs:", StringComparison.OrdinalIgnoreCase) || s_withoutOwner.Contains(action);
}
