using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>An entry of an account's <c>Unavailable</c>: what the collector could not read, in its words, and what that means.</summary>
/// <remarks>
/// Shape of <see cref="What"/>: <c>resource policy of arn:aws:s3:::bucket</c>, <c>tags of arn:…</c>, <c>VPC endpoint vpce-1</c>,
/// <c>authorization details</c>. A text that names no known kind is evidence for no layer in particular.
/// </remarks>
internal sealed class UncollectedItem
{
    private const string Arn = "arn:";

    // The keys of objects may have spaces in them.
    private const string TagsOf = "tags of " + Arn;

    private static readonly string[] s_identity = ["authorization details", "authorizationdetails", "identity polic", "identity-based"];

    private readonly string _kind;

    public UncollectedItem(string what, string why)
    {
        What = what;
        Why = why;
        Target = what.StartsWith(TagsOf, StringComparison.Ordinal) ? what[(TagsOf.Length - Arn.Length)..] : what.Split(' ').FirstOrDefault(word => word.StartsWith(Arn, StringComparison.Ordinal) || word.StartsWith("vpce-", StringComparison.Ordinal))
            ?.TrimEnd('.', ',', ';', ')');

        // A bucket may be called "tags": only the words around the name tell the kind.
        _kind = Target is null ? what : what.Replace(Target, "", StringComparison.Ordinal);
        ConcernsTags = Says("tags");
        ConcernsPublicAccess = Says("public access");
        Layer = FindLayer();
    }

    public string What { get; }

    public string Why { get; }

    /// <summary>The ARN or endpoint id that it is about; null when it is about the account.</summary>
    public string? Target { get; }

    public PolicyLayer? Layer { get; }

    public bool ConcernsTags { get; }

    public bool ConcernsPublicAccess { get; }

    public UnavailableEvidence ToEvidence(PolicyLayer? layer) => new(layer, What, Why);

    private PolicyLayer? FindLayer()
    {
        if (ConcernsTags)
        {
            return null;
        }

        if (Says("service control") || Says("SCP"))
        {
            return PolicyLayer.ServiceControl;
        }

        if (Says("resource control") || Says("RCP"))
        {
            return PolicyLayer.ResourceControl;
        }

        if (Says("endpoint"))
        {
            return PolicyLayer.VpcEndpoint;
        }

        if (Says("boundary"))
        {
            return PolicyLayer.PermissionsBoundary;
        }

        if (Says("trust polic"))
        {
            return PolicyLayer.RoleTrust;
        }

        if (s_identity.Any(Says))
        {
            return PolicyLayer.Identity;
        }

        return Says("polic") || ConcernsPublicAccess || Target is not null ? PolicyLayer.Resource : null;
    }

    private bool Says(string text) => _kind.Contains(text, StringComparison.OrdinalIgnoreCase);
}
