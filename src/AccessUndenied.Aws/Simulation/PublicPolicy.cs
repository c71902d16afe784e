using AccessUndenied.Conditions;
using AccessUndenied.Policies;

namespace AccessUndenied.Aws.Simulation;

/// <summary>Whether S3 calls a bucket policy public (S3-25).</summary>
/// <remarks>
/// One Allow that does not pin its callers to fixed values makes the whole policy public.
/// Source: Amazon S3 User Guide, "Blocking public access to your Amazon S3 storage", "The meaning of 'public'".
/// </remarks>
internal static class PublicPolicy
{
    private const int WidestIpV4 = 8;
    private const int WidestIpV6 = 32;

    private static readonly string[] s_pinningKeys =
    [
        "aws:PrincipalOrgID", "aws:SourceIp", "aws:SourceArn", "aws:SourceVpc", "aws:SourceVpce", "aws:SourceOwner", "aws:SourceAccount", "aws:userid",
        "s3:DataAccessPointArn", "s3:DataAccessPointAccount",
    ];

    public static Truth IsPublic(PolicyDocument document, MalformedStatements malformed)
    {
        var isPublic = Truth.False;
        foreach (var statement in document.Statements)
        {
            isPublic = isPublic.Or(IsPublic(statement, malformed));
        }

        return isPublic;
    }

    /// <summary>The statements that make <paramref name="document"/> public.</summary>
    public static IEnumerable<Statement> StatementsOf(PolicyDocument document) => document.Statements.Where(statement => IsPublic(statement, MalformedStatements.NeverApply) == Truth.True);

    private static Truth IsPublic(Statement statement, MalformedStatements malformed)
    {
        if (statement.Problem is null)
        {
            return (statement.Effect == Effect.Allow && !NamesFixedPrincipals(statement.Principals)
                && !statement.Conditions.Any(Pins)).ToTruth();
        }

        return statement.Effect == Effect.Deny ? Truth.False : malformed switch
        {
            MalformedStatements.NeverApply => Truth.False,
            MalformedStatements.AlwaysApply => Truth.True,
            _ => Truth.Unknown,
        };
    }

    private static bool NamesFixedPrincipals(PrincipalElement? principals)
    {
        if (principals is null or { IsNegated: true })
        {
            return false;
        }

        foreach (var entry in principals.Entries)
        {
            if (entry.Value.AsSpan().ContainsAny('*', '?'))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Pins(Condition condition)
    {
        var conditionOperator = condition.Operator;
        if (conditionOperator.IsNull || conditionOperator.IsNegated || conditionOperator.IfExists || conditionOperator.Quantifier == Quantifier.ForAllValues || condition.Values.Count == 0)
        {
            return false;
        }

        var key = Array.Find(s_pinningKeys, known => known.Equals(condition.Key, StringComparison.OrdinalIgnoreCase));
        return key is not null && !condition.HasVariables && condition.Values.All(value => IsFixed(key, conditionOperator, value));
    }

    private static bool IsFixed(string key, ConditionOperator conditionOperator, string value) => conditionOperator.BaseName switch
    {
        "IpAddress" => IpRange.TryParse(value, out var range) && range.PrefixLength >= (range.IsV6 ? WidestIpV6 : WidestIpV4),
        "StringEquals" or "StringEqualsIgnoreCase" or "StringLike" or "ArnEquals" or "ArnLike" => IsFixedText(key, value),
        _ => false,
    };

    private static bool IsFixedText(string key, string text)
    {
        if (key == "s3:DataAccessPointArn")
        {
            // The name of the access point may be open, its account may not.
            var name = text.IndexOf(":accesspoint/", StringComparison.Ordinal);
            return !text.AsSpan(0, name < 0 ? text.Length : name).ContainsAny('*', '?');
        }

        return !text.AsSpan().ContainsAny('*', '?');
    }
}
