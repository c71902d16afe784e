using AccessUndenied.Aws.Catalog;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Conditions;

/// <summary>Keys whose value is an ARN, also where the caller sent a name.</summary>
/// <remarks>Source: Service Authorization Reference, the type of each key;
/// <see href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html#amazonelasticcontainerservice-policy-keys">Amazon ECS</see>.
/// </remarks>
internal static class ArnKeys
{
    /// <summary>The value as the key has it; unknown where the ARN cannot be told from what was sent.</summary>
    public static ContextValue Whole(KeySubject subject, ContextValue sent)
    {
        if (ActionCatalog.Default.TypeOf(subject.Key) != ConditionKeyType.Arn || sent.ToList().All(value => value.StartsWith("arn:", StringComparison.Ordinal)))
        {
            return sent;
        }

        return sent.Count == 1 && TypeOf(subject.Key, sent[0]) is { } type && (subject.Record.RecipientAccountId ?? subject.Principal.AccountId) is { } account
            && subject.Record.AwsRegion is { } region
            ? ContextValue.Of($"arn:{subject.Partition}:ecs:{region}:{account}:{type}/{sent[0]}")
            : ContextValue.Unknown;
    }

    // A family without a revision is its latest one, which the record does not tell.
    private static string? TypeOf(string key, string name) => key.ToUpperInvariant() switch
    {
        "ECS:CLUSTER" => "cluster",
        "ECS:TASK-DEFINITION" when name.Contains(':', StringComparison.Ordinal) => "task-definition",
        _ => null,
    };
}
