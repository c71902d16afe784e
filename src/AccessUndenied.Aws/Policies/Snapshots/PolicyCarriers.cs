using AccessUndenied.Aws.Policies.ResourcePolicyProviders;

namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>The types of resource that carry policies, and where.</summary>
/// <remarks>Source: IAM User Guide, "AWS services that work with IAM", column Resource-based policies, and the services' guides; mid 2026.</remarks>
internal static class PolicyCarriers
{
    // Service, and start of the ARN's resource field: types whose policies one call does not tell, or that are no documents of IAM's language.
    private static readonly (string Service, string Prefix)[] s_others =
    [
        ("serverlessrepo", "applications/"),
        ("signer", "/signing-profiles/"),
        ("sqs", ""),
    ];

    /// <summary>The carrier of the policy of the resource <paramref name="arn"/>, whatever the action.</summary>
    public static CarriedPolicy Of(string arn)
    {
        var fields = Arn.OrNone(arn);
        if (!fields.IsArn || fields.Resource.IsEmpty)
        {
            return CarriedPolicy.None;
        }

        return fields.Service switch
        {
            "s3" => OfS3(arn, fields),
            "kms" => fields.Resource.StartsWith("key/", StringComparison.Ordinal) ? new(arn, IsNeverWithout: true) : CarriedPolicy.None,
            "sns" => OfSns(arn, fields),
            "secretsmanager" => fields.Resource.StartsWith("secret:", StringComparison.Ordinal) ? OfSecret(arn) : CarriedPolicy.None,
            "logs" when !fields.Resource.StartsWith("delivery-destination:", StringComparison.Ordinal) => OfLogs(arn, fields),
            "dynamodb" => OfDynamoDb(arn, fields),
            "execute-api" => OfApi(arn, fields),
            "glue" => new(string.Concat(arn.AsSpan(0, fields.ResourceStart), "catalog")),
            "events" when fields.Resource.StartsWith("rule/", StringComparison.Ordinal) => OfRule(arn, fields),
            "s3tables" when fields.Resource.IndexOf("/table/", StringComparison.Ordinal) > 0 => new(arn),
            _ => OfTable(arn, fields),
        };
    }

    /// <summary>Whether the resource <paramref name="arn"/> is one whole resource of a kind that carries no policy, so that its owner shares it otherwise or not at all.</summary>
    public static bool IsOfKindWithout(string? arn) =>
        arn is not null && !arn.AsSpan().ContainsAny('*', '?') && Arn.OrNone(arn) is { IsArn: true, AccountId.IsEmpty: false } && Of(arn).IsNone;

    private static CarriedPolicy OfTable(string arn, Arn fields)
    {
        if (PolicyTable.FindCarrier(fields.Service, fields.Resource) is { } resource)
        {
            return new(fields.Resource.SequenceEqual(resource) ? arn : string.Concat(arn.AsSpan(0, fields.ResourceStart), resource));
        }

        foreach (var (service, prefix) in s_others)
        {
            if (fields.Service.SequenceEqual(service) && fields.Resource.StartsWith(prefix, StringComparison.Ordinal))
            {
                return new(arn);
            }
        }

        return CarriedPolicy.None;
    }

    private static CarriedPolicy OfS3(string arn, Arn fields)
    {
        if (fields.AccountId.IsEmpty)
        {
            var bucket = Cut(arn, fields, 1);
            return bucket.AsSpan(fields.ResourceStart).ContainsAny('*', '?') ? CarriedPolicy.None : new(bucket);
        }

        // arn:aws:s3:region:account:accesspoint/name/object/key; jobs, storage lenses and the like carry none.
        return fields.Resource.StartsWith("accesspoint/", StringComparison.Ordinal) || fields.Resource.StartsWith("access-grants/", StringComparison.Ordinal)
            ? new(Cut(arn, fields, 2))
            : CarriedPolicy.None;
    }

    // A subscription's ARN is its topic's and an id.
    private static CarriedPolicy OfSns(string arn, Arn fields)
    {
        if (fields.Resource.StartsWith("app/", StringComparison.Ordinal) || fields.Resource.StartsWith("endpoint/", StringComparison.Ordinal))
        {
            return CarriedPolicy.None;
        }

        var end = fields.Resource.IndexOf(':');
        return new(end < 0 ? arn : arn[..(fields.ResourceStart + end)]);
    }

    // CloudTrail names a secret with or without the suffix that Secrets Manager added to its name.
    private static CarriedPolicy OfSecret(string arn)
    {
        var suffix = arn.LastIndexOf('-');
        var hasSuffix = suffix == arn.Length - 7 && arn.AsSpan(suffix + 1).ToString().All(char.IsAsciiLetterOrDigit);
        return new(arn, hasSuffix ? [arn[..suffix]] : null);
    }

    // log-group:<name>, with ":*" or ":log-stream:<name>" after it; a name has no colon.
    private static CarriedPolicy OfLogs(string arn, Arn fields)
    {
        var isGroup = fields.Resource.StartsWith("log-group:", StringComparison.Ordinal);
        if (!isGroup && !fields.Resource.StartsWith("destination:", StringComparison.Ordinal))
        {
            return CarriedPolicy.None;
        }

        var name = fields.ResourceStart + fields.Resource.IndexOf(':') + 1;
        var end = arn.IndexOf(':', name);
        var carrier = end < 0 ? arn : arn[..end];
        return new(carrier, isGroup ? [carrier + ":*"] : null);
    }

    // A stream has a policy of its own; indexes are covered by their table's. Backups, exports and imports have none.
    private static CarriedPolicy OfDynamoDb(string arn, Arn fields)
    {
        if (!fields.Resource.StartsWith("table/", StringComparison.Ordinal))
        {
            return CarriedPolicy.None;
        }

        return new(fields.Resource.IndexOf("/stream/", StringComparison.Ordinal) > 0 ? arn : Cut(arn, fields, 2));
    }

    private static CarriedPolicy OfApi(string arn, Arn fields)
    {
        var api = Cut(arn, fields, 1);
        return new(api, [api + "/*", $"arn:{fields.Partition}:apigateway:{fields.Region}::/restapis/{api.AsSpan(fields.ResourceStart)}"]);
    }

    // Rules are governed by their bus: rule/<rule> on the default one, rule/<bus>/<rule> on another.
    private static CarriedPolicy OfRule(string arn, Arn fields)
    {
        var parts = fields.Resource.ToString().Split('/');
        return new(string.Concat(arn.AsSpan(0, fields.ResourceStart), "event-bus/", parts.Length > 2 ? string.Join('/', parts[1..^1]) : "default"));
    }

    private static string Cut(string arn, Arn fields, int parts)
    {
        var at = fields.ResourceStart;
        for (var i = 0; i < parts; i++)
        {
            var slash = arn.IndexOf('/', at);
            if (slash < 0)
            {
                return arn;
            }

            at = slash + 1;
        }

        return arn[..(at - 1)];
    }
}
