using AccessUndenied.Aws.Requests;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Conditions;

/// <summary>S3's keys that are no plain members of the request.</summary>
internal static class S3Keys
{
    internal static ContextValue AuthenticationType(KeySubject subject) => Additional(subject, "AuthenticationMethod") switch
    {
        "AuthHeader" => ContextValue.Of("REST-HEADER"),
        "QueryString" => ContextValue.Of("REST-QUERY-STRING"),
        _ => Unsigned(subject),
    };

    internal static ContextValue SignatureVersion(KeySubject subject) => Additional(subject, "SignatureVersion") switch
    {
        "SigV4" => ContextValue.Of("AWS4-HMAC-SHA256"),
        "SigV4A" => ContextValue.Of("AWS4-ECDSA-P256-SHA256"),
        "SigV2" => ContextValue.Of("AWS"),
        _ => Unsigned(subject),
    };

    internal static ContextValue ObjectTag(KeySubject subject) =>
        RequestTags.Of(subject.Parameters)[subject.Tail] is { } value ? ContextValue.Of(value) : WithoutTags(subject);

    internal static ContextValue ObjectTagKeys(KeySubject subject)
    {
        var tags = RequestTags.Of(subject.Parameters).Tags;
        return tags.Count > 0 ? ContextValue.Of([.. tags.Select(t => t.Key)]) : WithoutTags(subject);
    }

    // The access point as the resource, as the bucket, or among the record's resources.
    internal static ContextValue AccessPoint(KeySubject subject)
    {
        if (IsAccessPoint(subject.Request.Resource.Value, out var point) || IsAccessPoint(subject.Parameters.Text("bucketName"), out point))
        {
            return ContextValue.Of(point);
        }

        foreach (var resource in subject.Record.Resources)
        {
            if (IsAccessPoint(resource.Arn, out point))
            {
                return ContextValue.Of(point);
            }
        }

        return subject.Parameters.Text("Host")?.Contains("s3-accesspoint", StringComparison.OrdinalIgnoreCase) == true
            || subject.Parameters.Text("bucketName")?.EndsWith("-s3alias", StringComparison.Ordinal) == true
                ? ContextValue.Unknown
                : ContextValue.Absent;
    }

    internal static ContextValue AccessPointAccount(KeySubject subject)
    {
        var point = AccessPoint(subject);
        return point.IsKnown && Arn.TryParse(point[0], out var arn) ? ContextValue.Of(arn.AccountId.ToString()) : point;
    }

    private static bool IsAccessPoint(string? text, out string point)
    {
        const string Type = ":accesspoint/";
        point = "";
        if (text is null || !Arn.TryParse(text, out var arn) || arn.Service is not "s3" || text.IndexOf(Type, StringComparison.Ordinal) is not (> 0 and var at))
        {
            return false;
        }

        var end = text.IndexOf('/', at + Type.Length);
        point = end < 0 ? text : text[..end];
        return true;
    }

    private static string? Additional(KeySubject subject, string member) =>
        RecordParts.AdditionalEventData(subject.Record) is { } data ? ParameterReader.TextOf(ParameterReader.Find(data, member)) : null;

    private static ContextValue Unsigned(KeySubject subject) =>
        subject.Principal.Kind == PrincipalKind.Anonymous ? ContextValue.Absent : ContextValue.Unknown;

    private static ContextValue WithoutTags(KeySubject subject) => subject.Parameters.AreKnown ? ContextValue.Absent : ContextValue.Unknown;
}
