using AccessUndenied.Events;

namespace AccessUndenied.Aws.Requests.Companions;

/// <summary>What users are told about requests that a call needs beside its own action.</summary>
internal static class CompanionMessages
{
    public static readonly Note InstanceProfile = new(
        "instance-profile",
        "the request names an instance profile, and what is passed is its role; where no snapshot tells which that is, a role of the same name is taken");

    public static readonly Note RoleUnlisted = new("role-unlisted", "a role that a service is to use is mostly checked as iam:PassRole on the caller");

    public static readonly Note TagsUnlisted = new("tags-unlisted", "tags in a create call are checked with an action of their own by many services");

    public static readonly Note OneOfSeveral = new("one-of-several", "the call is authorized by one of several actions, by what it holds");

    public static readonly Note AllResources = new("all-resources", "the call is authorized once for each resource that it uses, and all of them must be allowed");

    public static Note OwnAction(string operation) => new("own-action", $"it is the action of {operation} itself, which must be allowed too");

    public static Note More(int count) => new("further-requests", $"the call means {count} further requests, which were not looked at");

    /// <summary>Why a row applies, in a clause.</summary>
    public static Note Why(CompanionRow row, ResourceSearch search, string operation)
    {
        if (row.Because is { } circumstance)
        {
            return new($"needed-for-{circumstance}", $"{Circumstance(circumstance)}; {row.Page}");
        }

        var sent = Sent(row, search);
        var note = sent is null
            ? new Note("also-checked", $"{operation} is also checked for {row.Action}; {row.Page}")
            : new("also-checked-for-what-is-sent", $"{operation} is also checked for {row.Action} because it {sent}; without that it is not needed; {row.Page}");
        return note with { Actions = [row.Action] };
    }

    // Only names that the table has are told: a record's own are anybody's.
    private static string? Sent(CompanionRow row, ResourceSearch search)
    {
        foreach (var trigger in row.Triggers)
        {
            if (trigger.IsAboutTags)
            {
                return "sends tags";
            }
        }

        return row.Triggers is not [{ IsAboutPresence: true } first, ..] ? null
            : first.Path == ParameterPath.AnyRole ? "passes a role"
            : $"sends {ParameterPath.WhereFound(search, first.Path)}";
    }

    /// <summary>A circumstance that no record shows, by its name in the table; null for a name that is not known.</summary>
    public static string? Circumstance(string name) => name switch
    {
        "bucket-key" => "needed where the bucket encrypts with a KMS key by default, which the record does not show",
        "object-key" => "needed where the object is encrypted with a KMS key, which the record does not show",
        "source-key" => "needed where the source object is encrypted with a KMS key, which the record does not show",
        "source-tags" => "needed where the source object has tags, which a copy takes along unless x-amz-tagging-directive is REPLACE",
        "upload-key" => "needed where the upload is encrypted with a KMS key, which only its first request shows",
        "multipart" => "needed beside kms:GenerateDataKey where the upload has several parts, which the record does not show",
        "queue-key" => "needed where the queue is encrypted with a KMS key, which the record does not show",
        "topic-key" => "needed where the topic is encrypted with a KMS key, which the record does not show",
        "stream-key" => "needed where the stream is encrypted with a KMS key, which the record does not show",
        "secret-key" => "needed where the secret is encrypted with a KMS key other than aws/secretsmanager, which the record does not show",
        "filtered-secrets" => "needed for each secret that the filters of the call let through, which the record does not show",
        "parameter-key" => "needed where the parameter is a SecureString under a key of the account's own, which the record does not show",
        "repository-key" => "needed where the repository is encrypted with a KMS key, which the record does not show",
        "function-key" => "needed where the function's environment is encrypted with a key of the account's own, which the record does not show",
        "volume-key" => "needed where a volume is encrypted with a KMS key, by the request, the image or the account's default, which the record does not show",
        "snapshot-key" => "needed where the snapshot is encrypted with a KMS key, which the record does not show",
        "database-key" => "needed where the database is encrypted with a key of the account's own, which the record does not show",
        "task-roles" => "needed where the task definition names roles, which the record does not show",
        "template-role" => "needed where the launch template names an instance profile, which the record does not show",
        "template-launch" => "needed where the group launches from a launch template, which is checked as if the caller launched it",
        "template-tags" => "needed where the launch template tags what it launches, which the record does not show",
        "service-role" => "needed where the service-linked role does not exist yet, which the record does not show",
        "image-policy" => "the image's repository policy must let the service read it, unless Lambda could add that itself",
        "stack-role" => "without a role of its own a stack is made with the caller's permissions",
        "federated-key" => "needed where the key in use is one of the account's own, which the record does not show",
        "edge-function" => "needed where the call associates a function with the distribution anew, with lambda:EnableReplication* on the same version",
        "manual-creation" => "needed where the service does it in the caller's name, by what the call asks for",
        _ => null,
    };

    public static Note BehindAccessPoint(string accessPoint) => new(
        "behind-access-point",
        $"the call goes through the access point {accessPoint} to a bucket of another account, whose bucket policy must allow it too; it may delegate to all access points of an account "
            + $"by a condition on s3:DataAccessPointAccount, or to this one by s3:DataAccessPointArn");
}
