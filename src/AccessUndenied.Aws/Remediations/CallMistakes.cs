using AccessUndenied.Aws.Explanations;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Policies;
using AccessUndenied.Remediations;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Remediations;

/// <summary>Names that a client did not mean to pass: a variable that nothing put a value into, and an ARN where the service wants a name.</summary>
/// <remarks>The shape of ARNs: IAM User Guide, "Identify AWS resources with ARNs". https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html</remarks>
internal static class CallMistakes
{
    private const string Page = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html";

    private const string SecretPage = "https://docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot.html#ARN_secretnamehyphen";

    public static CallerWay? Of(AuthorizationRequest request, PolicySet policies)
    {
        if (NamesHalfASecret(request, policies))
        {
            return new(RemediationMessages.WholeSecretName(request.Resource.ToString()), SecretPage) { CanBeSimulated = false };
        }

        if (!Arn.TryParse(request.Resource.Value, out var arn))
        {
            return null;
        }

        var name = arn.Resource.ToString();
        if (InnerArn(WithoutFreeText(arn, name)) is { } inner && Arn.TryParse(inner, out var meant) && meant.Service.SequenceEqual(arn.Service))
        {
            var isElsewhere = meant.AccountId.Length > 0 && !meant.AccountId.SequenceEqual(arn.AccountId);
            return new(RemediationMessages.NameForArn(inner, NameOf(meant), isElsewhere ? meant.AccountId.ToString() : null), Page) { CanBeSimulated = false };
        }

        return UnexpandedNames.Find(WithoutFreeText(arn, name)) is { } variable ? new(RemediationMessages.ExpandVariable(variable)) { CanBeSimulated = false } : null;
    }

    // Keys of objects, log streams and topics may hold any character, so that a variable in them may be their name.
    private static string WithoutFreeText(Arn arn, string name) => arn.Service switch
    {
        "s3" => name.Split('/')[0],
        "logs" => name.IndexOf(":log-stream:", StringComparison.Ordinal) is >= 0 and var at ? name[..at] : name,
        "iot" or "execute-api" => "",
        _ => name,
    };

    // RES-15: the name looks whole by itself; a policy that would cover it with a suffix of its own, and not without, tells that it is not.
    private static bool NamesHalfASecret(AuthorizationRequest request, PolicySet policies)
    {
        if (request.Resource.Value is not { } resource || !resource.Contains(":secretsmanager:", StringComparison.Ordinal) || !ResourceHints.HasSuffix(resource))
        {
            return false;
        }

        IEnumerable<AttachedPolicy> all = [.. policies.Identity, .. policies.PermissionsBoundaries, .. policies.SessionPolicies, .. policies.ResourcePolicy is { } own ? [own]
            : Array.Empty<AttachedPolicy>()];
        return all.SelectMany(policy => policy.Document?.Statements ?? []).Where(statement => statement is { Effect: Effect.Allow, Resources.IsNegated: false })
            .SelectMany(statement => statement.Resources!.Values).Any(value => ResourceHints.IsOfWholeSecret(value, resource));
    }

    private static string? InnerArn(string name)
    {
        var at = name.IndexOf("arn:aws", StringComparison.Ordinal);
        return at >= 0 ? name[at..] : null;
    }

    private static string NameOf(Arn arn) => arn.Resource[(arn.Resource.LastIndexOfAny('/', ':') + 1)..].ToString();
}
