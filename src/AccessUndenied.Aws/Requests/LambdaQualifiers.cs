using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <summary>The version or alias of a Lambda function that a request names beside the function.</summary>
/// <remarks>
/// An allow of the unqualified ARN is none of a version or alias. Source: Lambda Developer Guide, "Fine-tuning the Resources and Conditions
/// sections of policies".
/// </remarks>
internal static class LambdaQualifiers
{
    private const string Function = ":function:";

    /// <summary>The function's ARN without its version or alias, and that; null for none.</summary>
    internal static (string Function, string? Qualifier) Split(string arn) => QualifierAt(arn) is > 0 and var at ? (arn[..(at - 1)], arn[at..]) : (arn, null);

    internal static List<FoundResource> Add(List<FoundResource> found, ResourceSearch search)
    {
        if (search.Parameters.Text("qualifier") is not { Length: > 0 } qualifier)
        {
            return found;
        }

        return found.ConvertAll(f => QualifierAt(f.Id.Value) == 0 ? f with { Id = search.Identify(f.Id.Value + ":" + qualifier) } : f);
    }

    // Where it begins; 0 where a function has none, and -1 where the ARN is no function's.
    private static int QualifierAt(string arn) => arn.IndexOf(Function, StringComparison.Ordinal) is > 0 and var at
        ? arn.IndexOf(':', at + Function.Length) + 1
        : -1;
}
