namespace AccessUndenied.Aws.Tests.Reference;

/// <summary>The switch RestrictPublicBuckets of S3 Block Public Access (S3-21, S3-25).</summary>
internal static class PlainPublicAccess
{
    private static readonly string[] s_pinningKeys =
    [
        "aws:PrincipalOrgID", "aws:SourceIp", "aws:SourceArn", "aws:SourceVpc", "aws:SourceVpce", "aws:SourceOwner", "aws:SourceAccount",
        "aws:userid", "s3:DataAccessPointArn", "s3:DataAccessPointAccount",
    ];

    // A Deny where the policy is public and the caller comes from outside.
    internal static IEnumerable<PlainOutcome> Outcomes(PlainDocument policy, PlainRequest request)
    {
        var outside = request.Caller.Kind != PlainCallerKind.Service && (request.Caller.Account is null || !request.IsSameAccount);
        if (!outside)
        {
            return [];
        }
        if (policy.Statements.Any(statement => !statement.Malformed && statement.Effect == "Allow" && IsPublic(statement)))
        {
            return [PlainOutcome.Certain("Deny")];
        }
        return policy.Statements.Any(statement => statement.Malformed && statement.Effect != "Deny")
            ? [new PlainOutcome("Deny", Tri.Unknown, true, PlainGrade.Direct)]
            : [];
    }

    private static bool IsPublic(PlainStatement statement)
    {
        var fixedPrincipals = statement.Principal is { } principal && principal.Entries.All(entry => IsFixed(entry.Value));
        return !fixedPrincipals && !statement.Conditions.Exists(Pins);
    }

    private static bool Pins(PlainCondition condition)
    {
        var test = PlainOperator.Parse(condition.Operator)!;
        var suits = (test.IsText || test.Comparison == "IpAddress") && test is { Negated: false, IfExists: false } && test.Set != "ForAllValues";
        return suits && s_pinningKeys.Contains(condition.Key, StringComparer.OrdinalIgnoreCase)
            && condition.Values.All(value => IsFixed(condition.Key, value));
    }

    private static bool IsFixed(string key, string value)
    {
        if (key.Equals("aws:SourceIp", StringComparison.OrdinalIgnoreCase))
        {
            return IsFixed(value) && PlainComparisons.ParseRange(value) is { } range
                && range.Length >= (range.Address.GetAddressBytes().Length == 4 ? 8 : 32);
        }
        if (key.Equals("s3:DataAccessPointArn", StringComparison.OrdinalIgnoreCase) && value.EndsWith("accesspoint/*", StringComparison.Ordinal))
        {
            return IsFixed(value[..^1]);
        }
        return IsFixed(value);
    }

    private static bool IsFixed(string value) => !value.Contains('*') && !value.Contains('?') && !value.Contains("${", StringComparison.Ordinal);
}
