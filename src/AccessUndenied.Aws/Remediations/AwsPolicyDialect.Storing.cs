using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Simulation;
using AccessUndenied.Events;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Remediations;

/// <summary>What AWS refuses to store, and what is to be known where it is stored.</summary>
internal sealed partial class AwsPolicyDialect
{
    private const string PermissionSetPattern = "/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_";

    /// <inheritdoc/>
    /// <remarks>
    /// Source: Amazon S3 API Reference, "PublicAccessBlockConfiguration", <c>BlockPublicPolicy</c>: a bucket policy that is public is not taken,
    /// while one that is there stays: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PublicAccessBlockConfiguration.html.
    /// </remarks>
    public IReadOnlyList<Note> ObjectionsTo(PolicyChange change, AuthorizationRequest request, PolicySet policies)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(policies);
        var objections = new List<Note>();
        if (PublicPolicyIn(change, policies) is { } refused)
        {
            objections.Add(refused);
        }

        if (change is { Layer: PolicyLayer.Resource } and not PolicyChange.NarrowDeny && PolicyActions.Refusing(request) is { } refusing)
        {
            objections.Add(RemediationMessages.NotTakenByPolicy(request.Action, refusing.Kind, refusing.Page));
        }

        if (change.Layer is PolicyLayer.Identity or PolicyLayer.Resource && IsNeverAllowed(request, policies))
        {
            objections.Add(SimulationMessages.NeverAllowed(request.Action, request.Resource.ToString()));
        }

        return objections;
    }

    /// <inheritdoc/>
    public string? AdviceOn(PolicyChange change, AuthorizationRequest request)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(request);
        if (change.Policy is { Origin: PolicyOrigin.Managed, SpareVersion: { } version, Id: { } id })
        {
            return RemediationMessages.FullOfVersions(id, version);
        }

        return change is PolicyChange.AddStatements { Layer: PolicyLayer.Resource or PolicyLayer.RoleTrust or PolicyLayer.VpcEndpoint }
            && PatternOfPermissionSet(request.Principal.EntityId) is { } pattern
            && change.Json.Contains(request.Principal.EntityId!, StringComparison.Ordinal)
            ? RemediationMessages.RoleOfPermissionSet(pattern) : null;
    }

    /// <inheritdoc/>
    public bool IsGone(PrincipalEntry entry, AuthorizationRequest request)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(request);
        return entry.Type == "AWS" && UserIds.IsOfDeleted(entry.Value) && entry.Value != request.Principal.UniqueId
            && !(request.Context["aws:userid"] is { Count: 1 } user && UserIds.EntityOf(user[0]) == entry.Value);
    }

    /// <inheritdoc/>
    public string? DetachingOf(AttachedPolicy policy, string target)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(target);
        return policy is not { Origin: PolicyOrigin.ProviderManaged, Id: { } id }
            || !target.Contains(":iam::", StringComparison.Ordinal) || PlaceOf(PolicyLayer.Identity, target) is not { Advice: null } ? null
            : id.Contains("CompromisedKeyQuarantine", StringComparison.Ordinal) ? RemediationMessages.DetachQuarantine(policy.Name, target)
            : RemediationMessages.Detach(policy.Name, target);
    }

    private static Note? PublicPolicyIn(PolicyChange change, PolicySet policies)
    {
        var settings = change is { Layer: PolicyLayer.Resource, CurrentDocumentKnown: true } && Arn.OrNone(change.AttachmentTarget).Service is "s3"
            ? policies.Settings.Where(setting => setting.Name == PublicAccessSwitches.BlockPublicPolicy).Select(setting => setting.SetOn).Distinct(StringComparer.Ordinal).ToList() : [];
        if (settings.Count == 0)
        {
            return null;
        }

        var statements = PublicPolicy.StatementsOf(PolicyDocument.Parse(change.Document)).ToList();
        return statements.Count == 0 ? null : RemediationMessages.PublicPolicyRefused(statements, settings);
    }

    private static bool IsNeverAllowed(AuthorizationRequest request, PolicySet policies)
    {
        var evaluation = new Evaluation(ActionCatalog.Default);
        evaluation.Start(request, policies, MalformedStatements.ApplyPerhaps, recorder: null);
        return DecisionOrder.IsNeverAllowed(evaluation);
    }

    // arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Set_0123456789abcdef
    // https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
    private static string? PatternOfPermissionSet(string? role)
    {
        if (role is null)
        {
            return null;
        }

        var path = role.IndexOf(":role" + ReservedPath, StringComparison.Ordinal);
        return path < 0 || !role[(role.LastIndexOf('/') + 1)..].StartsWith(ReservedName, StringComparison.Ordinal) ? null
            : $"{role[..path]}:role{PermissionSetPattern}{PermissionSetOf(role)}_*";
    }
}
