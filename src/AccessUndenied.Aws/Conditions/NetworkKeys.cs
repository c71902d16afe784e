using System.Net;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Conditions;

/// <summary>Keys that say which way the request came.</summary>
internal static class NetworkKeys
{
    private const string Endpoints = "https://docs.aws.amazon.com/general/latest/gr/";

    // Services whose endpoints answer without TLS, too, by the column "Protocol" of their pages: "HTTP and HTTPS". All others take HTTPS alone. (GK-44)
    private static readonly (string Service, string Page)[] s_withoutTls =
    [
        ("s3", Endpoints + "s3.html"),
        ("sqs", Endpoints + "sqs-service.html"),
        ("sns", Endpoints + "sns.html"),
        ("dynamodb", Endpoints + "ddb.html"),
        ("ec2", Endpoints + "ec2-service.html"),
        ("autoscaling", Endpoints + "as.html"),
        ("application-autoscaling", Endpoints + "as-app.html"),
        ("autoscaling-plans", Endpoints + "autoscaling_region.html"),
        ("monitoring", Endpoints + "cw_region.html"),
        ("sdb", Endpoints + "sdb.html"),
    ];

    // Through an endpoint the address is a private one and stands under aws:VpcSourceIp (CT-05); services' own calls have none (GK-61).
    internal static ContextValue SourceIp(KeySubject subject) =>
        subject.Record.VpcEndpointId is not null || IsServiceCall(subject) ? ContextValue.Absent : Address(subject);

    internal static ContextValue VpcSourceIp(KeySubject subject) =>
        subject.Record.VpcEndpointId is null || IsServiceCall(subject) ? ContextValue.Absent : Address(subject);

    internal static ContextValue Endpoint(KeySubject subject) =>
        subject.Record.VpcEndpointId is { Length: > 0 } endpoint ? ContextValue.Of(endpoint) : ContextValue.Absent;

    internal static ContextValue OfEndpoint(KeySubject subject) => subject.Record.VpcEndpointId is null ? ContextValue.Absent : ContextValue.Unknown;

    internal static ContextValue EndpointAccount(KeySubject subject) =>
        AccountIds.IsAccountId(subject.Record.VpcEndpointAccountId) ? ContextValue.Of(subject.Record.VpcEndpointAccountId!) : OfEndpoint(subject);

    // CloudTrail writes no TLS details for a call without TLS, nor for all others: where HTTP is answered, their absence tells nothing. S3 writes the cipher elsewhere.
    internal static ContextValue SecureTransport(KeySubject subject)
    {
        if (IsServiceCall(subject))
        {
            return ContextValue.Absent;
        }

        var secure = subject.Record.TlsVersion is not null
            || !AnswersWithoutTls(subject.Record.Service)
            || (RecordParts.AdditionalEventData(subject.Record) is { } data
                && ParameterReader.TextOf(ParameterReader.Find(data, "CipherSuite")) is { Length: > 1 });
        return secure ? ContextValue.Of(true) : ContextValue.Unknown;
    }

    private static bool AnswersWithoutTls(string service) =>
        service.StartsWith("s3", StringComparison.Ordinal) || Array.Exists(s_withoutTls, row => ServiceName.LabelOf(service).SequenceEqual(row.Service));

    // SK-38.
    internal static ContextValue TlsVersion(KeySubject subject) =>
        IsServiceCall(subject) ? ContextValue.Absent
        : subject.Record.TlsVersion is { } version && version.StartsWith("TLSv", StringComparison.OrdinalIgnoreCase) ? ContextValue.Of(version[4..])
        : ContextValue.Unknown;

    private static bool IsServiceCall(KeySubject subject) => subject.Principal.Kind == PrincipalKind.Service;

    // A service's host name or "AWS Internal": the caller's own address is not in the record.
    private static ContextValue Address(KeySubject subject) =>
        subject.Record.SourceIpAddress is { } text && text.AsSpan().IndexOfAny('.', ':') > 0 && IPAddress.TryParse(text, out _)
            ? ContextValue.Of(text)
            : ContextValue.Unknown;
}
