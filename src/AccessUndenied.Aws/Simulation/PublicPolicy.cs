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

    public static bool IsPublic(PolicyDocument document)
    {
        foreach (var statement in document.StatementArray)
        {
            if (statement.Effect == Effect.Allow && statement.Principals is { } principals && !NamesFixedPrincipals(principals)
                && !Array.Exists(statement.ConditionArray, Pins))
            {
                return true;
            }
        }

        return false;
    }

    private static bool NamesFixedPrincipals(PrincipalElement principals)
    {
        if (principals.IsNegated)
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
        if (conditionOperator.IsNegated || conditionOperator.IfExists || conditionOperator.Quantifier == Quantifier.ForAllValues || condition.Values.Count == 0)
        {
            return false;
        }

        var key = Array.Find(s_pinningKeys, known => known.Equals(condition.Key, StringComparison.OrdinalIgnoreCase));
        return key is not null && Array.TrueForAll(condition.Compiled, value => IsFixed(key, conditionOperator, value));
    }

    private static bool IsFixed(string key, ConditionOperator conditionOperator, ConditionValue value) => conditionOperator.Comparison switch
    {
        IpAddressInRange => value.Parsed is IpRange range && IsNarrow(range),
        StringEquals or StringEqualsIgnoreCase => !value.Pattern.HasVariables,
        StringLike or ArnLike => !value.Pattern.HasVariables && IsFixedText(key, value.Text),
        _ => false,
    };

    private static bool IsNarrow(IpRange range) =>
        UInt128.PopCount(range.Mask) >= (UInt128)(range.IsV6 ? WidestIpV6 : WidestIpV4);

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
