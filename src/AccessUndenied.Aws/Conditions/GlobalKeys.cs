using System.Collections.Frozen;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Conditions;

/// <summary>The keys of the prefix <c>aws:</c>, each with the function that finds its value.</summary>
/// <remarks>Rules: docs/rules/condition-keys.md.</remarks>
internal static class GlobalKeys
{
    private static readonly FrozenDictionary<string, Func<KeySubject, ContextValue>> s_keys =
        new Dictionary<string, Func<KeySubject, ContextValue>>(StringComparer.OrdinalIgnoreCase)
        {
            ["aws:PrincipalArn"] = PrincipalKeys.Arn, // GK-01
            ["aws:PrincipalAccount"] = PrincipalKeys.Account, // GK-02
            ["aws:PrincipalOrgID"] = PrincipalKeys.Organization, // GK-03
            ["aws:PrincipalOrgPaths"] = PrincipalKeys.Organization, // GK-04
            ["aws:PrincipalIsAWSService"] = PrincipalKeys.IsService, // GK-06
            ["aws:PrincipalServiceName"] = PrincipalKeys.ServiceName, // GK-07
            ["aws:PrincipalServiceNamesList"] = PrincipalKeys.ServiceName, // GK-07
            ["aws:PrincipalType"] = PrincipalKeys.Type, // GK-09
            ["aws:userid"] = PrincipalKeys.UserId, // GK-10
            ["aws:username"] = PrincipalKeys.UserName, // GK-11
            ["aws:AssumedRoot"] = SessionKeys.AssumedRoot, // GK-12
            ["aws:FederatedProvider"] = SessionKeys.FederatedProvider, // GK-13
            ["aws:TokenIssueTime"] = SessionKeys.TokenIssueTime, // GK-14
            ["aws:MultiFactorAuthPresent"] = SessionKeys.MfaPresent, // GK-15
            ["aws:MultiFactorAuthAge"] = SessionKeys.MfaAge, // GK-16
            ["aws:SourceIdentity"] = SessionKeys.SourceIdentity, // GK-17
            ["aws:SignInSessionArn"] = SessionKeys.SignInSession, // GK-18
            ["aws:ChatbotSourceArn"] = SessionKeys.OfSomeRoleSessions, // GK-19
            ["aws:ViaCustomerDomain"] = SessionKeys.Delegation, // GK-19
            ["aws:Ec2InstanceSourceVpc"] = SessionKeys.OfInstances, // GK-20
            ["aws:Ec2InstanceSourcePrivateIPv4"] = SessionKeys.OfInstances, // GK-20
            ["aws:SourceIp"] = NetworkKeys.SourceIp, // GK-27
            ["aws:SourceVpce"] = NetworkKeys.Endpoint, // GK-28
            ["aws:SourceVpc"] = NetworkKeys.OfEndpoint, // GK-29
            ["aws:SourceVpcArn"] = NetworkKeys.OfEndpoint, // GK-29
            ["aws:VpcSourceIp"] = NetworkKeys.VpcSourceIp, // GK-30
            ["aws:VpceAccount"] = NetworkKeys.EndpointAccount, // GK-31
            ["aws:VpceOrgID"] = NetworkKeys.OfEndpoint, // GK-31
            ["aws:VpceOrgPaths"] = NetworkKeys.OfEndpoint, // GK-31
            ["aws:ResourceAccount"] = ResourceKeys.Account, // GK-33
            ["aws:ResourceOrgID"] = ResourceKeys.Organization, // GK-34
            ["aws:ResourceOrgPaths"] = ResourceKeys.Organization, // GK-34
            ["aws:TagKeys"] = TagKeys.Keys, // GK-37
            ["aws:CalledVia"] = ForwardedCalls.CalledVia, // GK-38
            ["aws:CalledViaFirst"] = ForwardedCalls.CalledViaFirst, // GK-38
            ["aws:CalledViaLast"] = ForwardedCalls.CalledVia, // GK-38
            ["aws:ViaAWSService"] = ForwardedCalls.ViaService, // GK-40
            ["aws:ViaAWSMCPService"] = ForwardedCalls.ModelContext, // GK-41
            ["aws:CalledViaAWSMCP"] = ForwardedCalls.ModelContext, // GK-41
            ["aws:IsMcpServiceAction"] = ForwardedCalls.ModelContext, // GK-41
            ["aws:CurrentTime"] = CallKeys.Time, // GK-42
            ["aws:EpochTime"] = CallKeys.EpochTime, // GK-42
            ["aws:RequestedRegion"] = CallKeys.Region, // GK-43
            ["aws:SecureTransport"] = NetworkKeys.SecureTransport, // GK-44
            ["aws:UserAgent"] = CallKeys.UserAgent, // GK-45
            ["aws:referer"] = static _ => ContextValue.Absent, // GK-46: no AWS client sends it
            ["aws:SourceArn"] = CallKeys.SourceArn, // GK-47
            ["aws:SourceAccount"] = CallKeys.SourceAccount, // GK-47
            ["aws:SourceOrgID"] = CallKeys.OfServiceCalls, // GK-49
            ["aws:SourceOrgPaths"] = CallKeys.OfServiceCalls, // GK-49
            ["aws:SourceOwner"] = CallKeys.OfServiceCalls, // GK-50
        }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    internal static bool TryGet(KeySubject subject, out ContextValue value)
    {
        if (s_keys.TryGetValue(subject.Key, out var find))
        {
            value = find(subject);
            return true;
        }

        Func<KeySubject, ContextValue>? ofTag = subject.Key switch
        {
            var key when Starts(key, "aws:PrincipalTag/") => PrincipalKeys.Tag, // GK-05
            var key when Starts(key, "aws:ResourceTag/") => TagKeys.OfResource, // GK-35
            var key when Starts(key, "aws:RequestTag/") => TagKeys.OfRequest, // GK-36
            _ => null,
        };
        value = ofTag is null ? ContextValue.Unknown : ofTag(subject);
        return ofTag is not null;
    }

    private static bool Starts(string key, string prefix) => key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);
}
