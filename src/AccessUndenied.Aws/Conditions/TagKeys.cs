using AccessUndenied.Aws.Requests;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Conditions;

/// <summary>Keys of tags: those of the resource and those that the request carries.</summary>
internal static class TagKeys
{
    // GK-35. The tags themselves are facts of the policy source; what is left is whether the key can be there at all.
    internal static ContextValue OfResource(KeySubject subject)
    {
        if (subject.IsSupplied == false || TaglessCalls.Lack(subject.Request, subject.Key))
        {
            return ContextValue.Absent;
        }

        // Service keys (ec2:ResourceTag/k) say the same as aws:ResourceTag/k.
        if (!subject.Key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase) && subject.Facts.TryGet("aws:ResourceTag/" + subject.Tail, out var same))
        {
            return same;
        }

        // What is being created has no tags yet; some services show those of the request.
        return subject.Record.Operation.StartsWith("Create", StringComparison.Ordinal) && subject.Parameters.AreKnown
            && subject.Request.Resource.Value.EndsWith('*') && Tags(subject)[subject.Tail] is null
                ? ContextValue.Absent
                : ContextValue.Unknown;
    }

    // SK-55, and the same key of other services: there only where tags come with a creation, and then it names the call.
    internal static ContextValue CreateAction(KeySubject subject)
    {
        var action = subject.Request.Action;
        var isTagging = action.EndsWith(":CreateTags", StringComparison.OrdinalIgnoreCase)
            || action.EndsWith(":AddTags", StringComparison.OrdinalIgnoreCase)
            || action.EndsWith(":TagResource", StringComparison.OrdinalIgnoreCase);
        return isTagging && !action.EndsWith(":" + subject.Record.Operation, StringComparison.OrdinalIgnoreCase)
            ? ContextValue.Of(subject.Record.Operation)
            : ContextValue.Absent;
    }

    internal static ContextValue OfRequest(KeySubject subject)
    {
        var tags = Tags(subject);
        return tags[subject.Tail] is { } value ? ContextValue.Of(value) : WithoutTags(subject, tags);
    }

    internal static ContextValue Keys(KeySubject subject)
    {
        var tags = Tags(subject);
        return tags.IsEmpty
            ? WithoutTags(subject, tags)
            : ContextValue.Of([.. tags.Tags.Select(t => t.Key).Concat(tags.BareKeys).Distinct(StringComparer.Ordinal)]);
    }

    private static ContextValue WithoutTags(KeySubject subject, RequestTags tags) =>
        subject.IsSupplied == false || subject.Parameters.AreKnown || !tags.IsEmpty ? ContextValue.Absent : ContextValue.Unknown;

    // EC2 says which kind of resource each set of tags is for.
    private static RequestTags Tags(KeySubject subject)
    {
        var type = Arn.TryParse(subject.Request.Resource.Value, out var arn) && arn.Service is "ec2" ? arn.ResourceType.ToString() : null;
        return RequestTags.Of(subject.Parameters, type);
    }
}
