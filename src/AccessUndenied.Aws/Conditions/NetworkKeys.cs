using System.Net;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Conditions;

/// <summary>Keys that say which way the request came.</summary>
internal static class NetworkKeys
{
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

    // Only S3 (and its like) answers without TLS at all, and there the cipher tells it.
    internal static ContextValue SecureTransport(KeySubject subject)
    {
        if (IsServiceCall(subject))
        {
            return ContextValue.Absent;
        }

        var secure = subject.Record.TlsVersion is not null
            || !subject.Record.Service.StartsWith("s3", StringComparison.Ordinal)
            || (RecordParts.AdditionalEventData(subject.Record) is { } data
                && ParameterReader.TextOf(ParameterReader.Find(data, "CipherSuite")) is { Length: > 1 });
        return secure ? ContextValue.Of(true) : ContextValue.Unknown;
    }

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
