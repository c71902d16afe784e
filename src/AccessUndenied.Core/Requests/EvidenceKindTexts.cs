namespace AccessUndenied.Requests;

/// <summary>The fixed texts of <see cref="EvidenceKind"/>, on which snapshots, reports and other programs rely.</summary>
public static class EvidenceKindTexts
{
    /// <summary>The text of <paramref name="kind"/>, such as <c>resourcePolicy</c>.</summary>
    public static string ToText(this EvidenceKind kind) => kind switch
    {
        EvidenceKind.IdentityPolicies => "identityPolicies",
        EvidenceKind.FormerIdentityPolicies => "formerIdentityPolicies",
        EvidenceKind.GroupPolicies => "groupPolicies",
        EvidenceKind.ManagedPolicy => "managedPolicy",
        EvidenceKind.PermissionsBoundary => "permissionsBoundary",
        EvidenceKind.SessionPolicies => "sessionPolicies",
        EvidenceKind.AuthorizationDetails => "authorizationDetails",
        EvidenceKind.OtherEntities => "otherEntities",
        EvidenceKind.ResourcePolicy => "resourcePolicy",
        EvidenceKind.OtherResourcePolicies => "otherResourcePolicies",
        EvidenceKind.AliasedKeyPolicy => "aliasedKeyPolicy",
        EvidenceKind.TrustPolicy => "trustPolicy",
        EvidenceKind.DelegationPolicy => "delegationPolicy",
        EvidenceKind.PublicAccessBlock => "publicAccessBlock",
        EvidenceKind.Tags => "tags",
        EvidenceKind.ServiceControlPolicies => "serviceControlPolicies",
        EvidenceKind.ResourceControlPolicies => "resourceControlPolicies",
        EvidenceKind.EndpointPolicy => "endpointPolicy",
        EvidenceKind.Document => "policyDocument",
        EvidenceKind.AuthorizationMessage => "authorizationMessage",
        EvidenceKind.RequestedResource => "requestedResource",
        EvidenceKind.AuthorizationRecord => "authorizationRecord",
        _ => "other",
    };

    /// <summary>Reads what <see cref="ToText"/> gives; false, with <see cref="EvidenceKind.Other"/>, for any other text.</summary>
    public static bool TryParse(string? text, out EvidenceKind kind)
    {
        foreach (var candidate in Enum.GetValues<EvidenceKind>())
        {
            if (candidate.ToText() == text)
            {
                kind = candidate;
                return true;
            }
        }

        kind = EvidenceKind.Other;
        return false;
    }
}
