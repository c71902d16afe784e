using AccessUndenied.Aws.Requests;
using AccessUndenied.Conditions;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Conditions;

/// <summary>Keys of calls that a service makes with the caller's own authority (forward access sessions).</summary>
/// <remarks>
/// A record with <c>invokedBy</c> looks the same for such a call and for a service that uses a role. Source: rules DEP-03, DEP-04, UID-20.
/// </remarks>
internal static class ForwardedCalls
{
    internal static ContextValue ViaService(KeySubject subject) => IsForwarded(subject) switch
    {
        Truth.True => ContextValue.Of(true),
        Truth.False => ContextValue.Of(false),
        _ => ContextValue.Unknown,
    };

    internal static ContextValue CalledVia(KeySubject subject) => IsForwarded(subject) switch
    {
        Truth.True when ServiceName.IsServiceName(subject.Identity!.InvokedBy) => ContextValue.Of(subject.Identity.InvokedBy!),
        Truth.False => ContextValue.Absent,
        _ => ContextValue.Unknown,
    };

    // The record names the last service of the chain; whether it was also the first, it does not tell.
    internal static ContextValue CalledViaFirst(KeySubject subject) =>
        IsForwarded(subject) == Truth.False ? ContextValue.Absent : ContextValue.Unknown;

    internal static ContextValue ModelContext(KeySubject subject) =>
        subject.Identity?.InvokedBy?.Contains("mcp", StringComparison.OrdinalIgnoreCase) == true ? ContextValue.Unknown : ContextValue.Absent;

    // SK-20: kms:ViaService is regional, such as s3.us-east-1.amazonaws.com.
    internal static ContextValue ViaRegionalService(KeySubject subject)
    {
        var via = CalledVia(subject);
        if (!via.IsKnown)
        {
            return via;
        }

        var suffix = subject.Partition == "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
        return subject.Record.AwsRegion is { } region
            ? ContextValue.Of($"{ServiceName.LabelOf(via[0])}.{region}.{suffix}")
            : ContextValue.Unknown;
    }

    private static bool MayBeTrusted(KeySubject subject, string service) => !ServiceName.IsServiceName(service)
        || !subject.Facts.TryGet($"{TrustFact.Prefix}{ServiceName.LabelOf(service)}", out var trusted) || !trusted.IsAbsent;

    internal static Truth IsForwarded(KeySubject subject)
    {
        if (subject.Identity?.InvokedBy is null || subject.Principal.Kind is PrincipalKind.Service or PrincipalKind.Anonymous)
        {
            return Truth.False;
        }

        if (subject.Principal.Kind is PrincipalKind.User or PrincipalKind.Root or PrincipalKind.FederatedSession)
        {
            return Truth.True;
        }

        if (subject.Principal.EntityId?.Contains(":role/aws-service-role/", StringComparison.Ordinal) == true)
        {
            return Truth.False;
        }

        // No service can assume a role of Identity Center; of others the trust policy tells, where it is at hand.
        return subject.Principal.Name?.StartsWith("AWSReservedSSO_", StringComparison.Ordinal) == true || !MayBeTrusted(subject, subject.Identity.InvokedBy) ? Truth.True : Truth.Unknown;
    }
}
