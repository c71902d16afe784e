using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>Reads what snapshots of earlier versions say in words alone of what could not be read.</summary>
/// <remarks>
/// They have no kind, layer or target. Their words were <c>resource policy of arn:aws:s3:::bucket</c>, <c>tags of arn:…</c>, <c>policy of VPC endpoint vpce-1</c>,
/// <c>authorization details</c>. This is the only place that goes by words; what they do not tell is evidence for no layer in particular.
/// </remarks>
internal static class OlderEvidence
{
    private const string Arn = "arn:";

    // The keys of objects may have spaces in them.
    private const string TagsOf = "tags of " + Arn;

    private const string IdentityOf = "identity-based policies of ";

    // What each word tells; the first that occurs counts.
    private static readonly (string Word, EvidenceKind Kind, PolicyLayer? Layer)[] s_words =
    [
        ("tags", EvidenceKind.Tags, null),
        ("service control", EvidenceKind.ServiceControlPolicies, PolicyLayer.ServiceControl),
        ("SCP", EvidenceKind.ServiceControlPolicies, PolicyLayer.ServiceControl),
        ("resource control", EvidenceKind.ResourceControlPolicies, PolicyLayer.ResourceControl),
        ("RCP", EvidenceKind.ResourceControlPolicies, PolicyLayer.ResourceControl),
        ("endpoint", EvidenceKind.EndpointPolicy, PolicyLayer.VpcEndpoint),
        ("boundary", EvidenceKind.PermissionsBoundary, PolicyLayer.PermissionsBoundary),
        ("trust polic", EvidenceKind.TrustPolicy, PolicyLayer.RoleTrust),
        ("authorization details of other", EvidenceKind.OtherEntities, PolicyLayer.Identity),
        ("authorization details", EvidenceKind.AuthorizationDetails, PolicyLayer.Identity),
        ("authorizationdetails", EvidenceKind.AuthorizationDetails, PolicyLayer.Identity),
        ("identity polic", EvidenceKind.IdentityPolicies, PolicyLayer.Identity),
        ("identity-based", EvidenceKind.IdentityPolicies, PolicyLayer.Identity),
        ("managed policy", EvidenceKind.ManagedPolicy, null),
        ("public access", EvidenceKind.PublicAccessBlock, PolicyLayer.Resource),
        ("policies of other resources", EvidenceKind.OtherResourcePolicies, PolicyLayer.Resource),
        ("polic", EvidenceKind.ResourcePolicy, PolicyLayer.Resource),
    ];

    public static UnavailableEvidence Read(string what, string why)
    {
        var target = TargetIn(what);

        // A bucket may be called "tags": only the words around the name tell the kind.
        var words = target is null ? what : what.Replace(target, "", StringComparison.Ordinal);
        foreach (var (word, kind, layer) in s_words)
        {
            if (words.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return new(layer, what, why) { Kind = kind, Target = target };
            }
        }

        return new(target is null ? null : PolicyLayer.Resource, what, why) { Target = target };
    }

    private static string? TargetIn(string what)
    {
        if (what.StartsWith(TagsOf, StringComparison.Ordinal))
        {
            return what[(TagsOf.Length - Arn.Length)..];
        }

        var named = what.Split(' ').FirstOrDefault(word => word.StartsWith(Arn, StringComparison.Ordinal) || word.StartsWith("vpce-", StringComparison.Ordinal));
        return named is not null ? named.TrimEnd('.', ',', ';', ')') : what.StartsWith(IdentityOf + 'A', StringComparison.Ordinal) ? what[IdentityOf.Length..] : null;
    }
}
