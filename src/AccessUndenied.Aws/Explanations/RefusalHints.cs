using AccessUndenied.Explanations;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Explanations;

/// <summary>Names what may have refused a request that every policy at hand allows (ANL-04).</summary>
internal static class RefusalHints
{
    public static string? Of(HintQuery query)
    {
        var request = query.Request;
        return request.Action.ToUpperInvariant() switch
        {
            // S3-05.
            "S3:GETOBJECT" or "S3:GETOBJECTVERSION" => HintMessages.MaybeNoSuchKey(request.Resource.ToString()),

            // DEP-11.
            "S3:PUTOBJECT" => HintMessages.MaybeKeyForWriting,
            "SECRETSMANAGER:GETSECRETVALUE" or "SSM:GETPARAMETER" or "SSM:GETPARAMETERS" => HintMessages.MaybeKeyForReading,
            "STS:ASSUMEROLE" => HintMessages.MaybeTagSession,
            _ => request.Principal.Kind == PrincipalKind.RoleSession && query.Policies.SessionPolicies.Count == 0 ? HintMessages.MaybeSessionPolicy : null,
        };
    }
}
