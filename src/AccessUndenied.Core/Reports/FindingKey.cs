using System.Text;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Simulation;

namespace AccessUndenied.Reports;

/// <summary>Tells which results have the same cause.</summary>
/// <remarks>
/// Denies are the same when the same statements deny, whoever asks for whatever. Missing allows are the same when the same
/// action lacks an allow in the same place. All causes count, since a change must mend every one of them.
/// </remarks>
internal static class FindingKey
{
    private const char Separator = '\u001F';

    public static string Of(AnalysisResult result)
    {
        var key = new StringBuilder();
        Add(key, result.Assessment.ToText());
        Add(key, result.Refusal?.Id);
        if (result.Causes.Count == 0)
        {
            // Nothing closes a gate: who asked for what is all there is to tell them apart.
            Add(key, result.ErrorMessage);
            Add(key, result.Assessment == Assessment.Error ? null : result.Request?.Principal.EntityId ?? result.Request?.Principal.Id);
            Add(key, result.Assessment == Assessment.Error ? null : result.Request?.Action);
        }

        foreach (var cause in result.Causes)
        {
            Add(key, LayerNames.Of(cause.Layer));
            Add(key, PartyOf(cause, result.Request));
            Add(key, cause.IsInferred ? "inferred" : cause.IsFromMessage ? "said" : "");
            if (cause.Decision == Decision.ExplicitDeny)
            {
                AddDeny(key, cause, result);
            }
            else
            {
                Add(key, result.Request?.Action);
                Add(key, PlaceOf(cause, result));
            }
        }

        foreach (var refused in result.AlsoRefused)
        {
            Add(key, refused.Request.Action);
            foreach (var cause in refused.Causes)
            {
                Add(key, LayerNames.Of(cause.Layer));
                Add(key, cause.PolicyId ?? cause.AttachedTo);
            }
        }

        return key.ToString();
    }

    // What a policy of an owner says of callers from anywhere is not mended for two of different homes at once: a stranger has only to call to be let in beside others.
    private static string? PartyOf(Cause cause, AuthorizationRequest? request) =>
        cause.Layer is not (PolicyLayer.Resource or PolicyLayer.RoleTrust or PolicyLayer.ResourceControl or PolicyLayer.VpcEndpoint) ? null
        : request?.Principal.Kind is PrincipalKind.WebIdentity or PrincipalKind.Saml ? request.Principal.Name ?? request.Principal.UniqueId
        : request?.Principal.AccountId;

    private static void AddDeny(StringBuilder key, Cause cause, AnalysisResult result)
    {
        Add(key, cause.PolicyId);
        Add(key, cause.Policy?.Name);
        Add(key, cause.AttachedTo);
        Add(key, cause.Statement is { } statement ? $"{statement.Index}" : null);
        if (cause.Statement is not null)
        {
            key.Append(Encoding.UTF8.GetString(cause.Statement.Json.Span));
        }
        else if (cause.PolicyId is null)
        {
            Add(key, result.Request?.Action);
        }
    }

    // Where the allow is to be added, if that is known: many objects have one bucket policy.
    private static string? PlaceOf(Cause cause, AnalysisResult result) =>
        result.Remediations.SelectMany(remediation => remediation.Changes)
            .FirstOrDefault(change => change.Layer == cause.Layer && change is not PolicyChange.NarrowDeny && change.CauseTarget == cause.AttachedTo)?.AttachmentTarget
        ?? cause.AttachedTo;

    private static void Add(StringBuilder key, string? part) => key.Append(part).Append(Separator);
}
