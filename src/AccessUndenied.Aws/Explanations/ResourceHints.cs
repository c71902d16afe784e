using AccessUndenied.Aws.Catalog;
using AccessUndenied.Conditions;
using AccessUndenied.Events;
using AccessUndenied.Explanations;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Explanations;

/// <summary>Recognizes a resource that was meant and is written otherwise.</summary>
internal static class ResourceHints
{
    private static readonly System.Buffers.SearchValues<char> s_suffix = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    private static readonly string[] s_fields = ["", "partition", "service", "region", "account"];

    // Fields that are mistaken alone or together.
    private static readonly int[][] s_mistaken = [[4], [3], [1], [3, 4], [1, 3, 4], [2]];

    /// <summary>The mistake in the resources of a statement, which do not cover the request's.</summary>
    public static Note? Of(HintQuery query, StatementTrace trace, ActionCatalog catalog)
    {
        if (trace.Statement.Resources is not { IsNegated: false } resources)
        {
            return null;
        }

        var action = query.Request.Action;
        if (catalog.FindAction(action) is { TakesNoResource: true } && !UnlistedResources.Are(action, query.Request.Resource.Value))
        {
            return HintMessages.TakesNoResource(action);
        }

        var resource = query.Request.Resource.ToString();
        if (query.Request.Resource.IsAny)
        {
            return null;
        }

        foreach (var value in resources.Values)
        {
            if ((OfValue(query, trace, value, resource) ?? ResourceForms.Hint(query.Request.Action, value, catalog)) is { } hint)
            {
                return hint;
            }
        }

        return null;
    }

    /// <summary>How <paramref name="value"/>, which does not match <paramref name="resource"/>, would; null when that is not seen.</summary>
    public static Note? OfShape(string value, string resource) => OfS3(value, resource) ?? OfService(value, resource);

    private static Note? OfValue(HintQuery query, StatementTrace trace, string value, string resource)
    {
        if (value.Contains("${", StringComparison.Ordinal))
        {
            return PolicyVariables.Hint(query, trace.Policy, value);
        }

        if (value.Length != value.Trim().Length && PolicyPattern.IsMatch(value.Trim(), resource))
        {
            return HintMessages.BlankInResource(value);
        }

        if (OfShape(value, resource) is { } shape)
        {
            return shape;
        }

        if (PolicyPattern.IsMatchIgnoringCase(value, resource))
        {
            return HintMessages.CaseOfResource(value, resource);
        }

        return OfFields(value, resource) ?? OfPath(value, resource)
            ?? (!value.EndsWith('*') && value.Length > 12 && resource.Length > value.Length && PolicyPattern.IsMatch(value + "*", resource) ? HintMessages.NamesOnlyItself(value, resource) : null);
    }

    // RES-10.
    private static Note? OfS3(string value, string resource)
    {
        if (!resource.StartsWith("arn:", StringComparison.Ordinal) || !resource.Contains(":s3:::", StringComparison.Ordinal))
        {
            return null;
        }

        var slash = resource.IndexOf('/', StringComparison.Ordinal);
        if (slash >= 0)
        {
            return !value.Contains('/', StringComparison.Ordinal) && PolicyPattern.IsMatch(value, resource[..slash]) ? HintMessages.BucketForObject(value) : null;
        }

        var cut = value.IndexOf('/', StringComparison.Ordinal);
        return cut >= 0 && PolicyPattern.IsMatch(value[..cut], resource) ? HintMessages.ObjectForBucket(value[..cut]) : null;
    }

    private static Note? OfService(string value, string resource)
    {
        return Arn.OrNone(resource).Service switch
        {
            // RES-16.
            "logs" when PolicyPattern.IsMatch(value + ":*", resource) => HintMessages.LogGroupWithoutStar(value),
            "logs" when value.EndsWith(":*", StringComparison.Ordinal) && PolicyPattern.IsMatch(value[..^2], resource) => HintMessages.LogGroupWithStar(value),

            // RES-15.
            "secretsmanager" when PolicyPattern.IsMatch(value + "-??????", resource) => HintMessages.SecretSuffix(value),
            "secretsmanager" when IsOfWholeSecret(value, resource) => HintMessages.SecretLikeSuffix(resource),
            "secretsmanager" when PolicyPattern.IsMatch(value, resource + "-aaaaaa") || PolicyPattern.IsMatch(resource + "-??????", value) => HintMessages.SecretWithoutSuffix(resource),

            // RES-14.
            "lambda" when PolicyPattern.IsMatch(value + ":*", resource) => HintMessages.LambdaQualifier(value, resource),
            "lambda" when value.EndsWith(":*", StringComparison.Ordinal) && PolicyPattern.IsMatch(value[..^2], resource) => HintMessages.LambdaUnqualified(value),
            "dynamodb" when PolicyPattern.IsMatch(value + "/index/*", resource) => HintMessages.TableForIndex(value),
            "dynamodb" when PolicyPattern.IsMatch(value + "/stream/*", resource) => HintMessages.TableForStream(value),

            // KMS-08.
            "kms" when value.Contains(":alias/", StringComparison.Ordinal) && resource.Contains(":key/", StringComparison.Ordinal) => HintMessages.AliasForKey(value),
            _ => null,
        };
    }

    /// <summary>Whether <paramref name="value"/> covers a secret of which <paramref name="resource"/> is the name without a suffix, though it looks whole (RES-15).</summary>
    public static bool IsOfWholeSecret(string value, string resource) => HasSuffix(resource) && PolicyPattern.IsMatch(value, resource + "-aaaaaa") && !PolicyPattern.IsMatch(value, resource);

    /// <summary>Whether the name ends as the ARN of a secret does.</summary>
    public static bool HasSuffix(string resource) => resource.LastIndexOf('-') is > 0 and var at && resource.Length - at == 7 && resource.AsSpan(at + 1).IndexOfAnyExcept(s_suffix) < 0;

    private static Note? OfFields(string value, string resource)
    {
        var wanted = Arn.FieldsOf(value);
        var had = Arn.FieldsOf(resource);
        if (wanted.Length < 6 || had.Length < 6)
        {
            return null;
        }

        foreach (var mistaken in s_mistaken)
        {
            var mended = (string[])wanted.Clone();
            foreach (var field in mistaken)
            {
                mended[field] = had[field];
            }

            if (PolicyPattern.IsMatch(string.Join(':', mended), resource))
            {
                var differences = mistaken.Where(field => wanted[field] != had[field])
                    .Select(field => HintMessages.Difference(s_fields[field], wanted[field], had[field]));
                return HintMessages.WrongFields(value, string.Join(" and ", differences));
            }
        }

        return null;
    }

    // IAM names a role or user with its path: role/x is another one than role/team/x.
    private static Note? OfPath(string value, string resource)
    {
        if (!resource.Contains(":iam:", StringComparison.Ordinal) || resource.LastIndexOf('/') is not (> 0 and var last) || value.LastIndexOf('/') is not (> 0 and var end))
        {
            return null;
        }

        return value[end..] == resource[last..] && Arn.FieldsOf(value) is [.., var mine] && Arn.FieldsOf(resource) is [.., var theirs]
            && mine[..mine.IndexOf('/', StringComparison.Ordinal)] == theirs[..theirs.IndexOf('/', StringComparison.Ordinal)]
            ? HintMessages.PathOfResource(value, resource)
            : null;
    }
}
