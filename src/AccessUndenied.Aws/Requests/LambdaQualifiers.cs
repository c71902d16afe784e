using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <summary>The version or alias of a Lambda function that a request names beside the function.</summary>
/// <remarks>
/// An allow of the unqualified ARN is none of a version or alias. Source: Lambda Developer Guide, "Fine-tuning the Resources and Conditions
/// sections of policies".
/// </remarks>
internal static class LambdaQualifiers
{
    internal static List<FoundResource> Add(List<FoundResource> found, ResourceSearch search)
    {
        const string Function = ":function:";
        if (search.Parameters.Text("qualifier") is not { Length: > 0 } qualifier)
        {
            return found;
        }

        return found.ConvertAll(f =>
            f.Id.Value.IndexOf(Function, StringComparison.Ordinal) is > 0 and var at && f.Id.Value.IndexOf(':', at + Function.Length) < 0
                ? f with { Id = search.Identify(f.Id.Value + ":" + qualifier) }
                : f);
    }
}
