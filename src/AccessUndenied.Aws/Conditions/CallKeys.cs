using System.Globalization;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Conditions;

/// <summary>Keys that say when, where and with what a call was made, and on whose behalf a service made it.</summary>
internal static class CallKeys
{
    // Their endpoints are in one region of the partition, whatever region the caller had in mind.
    private static readonly string[] s_globalServices =
        ["iam", "organizations", "route53", "route53domains", "cloudfront", "globalaccelerator", "shield", "waf", "support", "account", "budgets", "ce", "health"];

    internal static ContextValue Time(KeySubject subject) =>
        subject.Record.Time is { } time ? ContextValue.Of(Iso(time)) : ContextValue.Unknown;

    internal static ContextValue EpochTime(KeySubject subject) =>
        subject.Record.Time is { } time ? ContextValue.Of(time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)) : ContextValue.Unknown;

    internal static ContextValue Region(KeySubject subject)
    {
        if (BedrockModels.DestinationOf(subject.Request) is { } destination)
        {
            return ContextValue.Of(destination);
        }

        if (subject.Record.AwsRegion is { Length: > 0 } region)
        {
            return ContextValue.Of(region);
        }

        return Array.IndexOf(s_globalServices, ServiceName.LabelOf(subject.Record.Service).ToString()) >= 0
            ? ContextValue.Of(Partitions.LeadRegion(subject.Partition))
            : ContextValue.Unknown;
    }

    // Some services wrap it in brackets (CT-06).
    internal static ContextValue UserAgent(KeySubject subject) => subject.Record.UserAgent switch
    {
        null or "" => ContextValue.Unknown,
        ['[', .., ']'] agent => ContextValue.Of(agent[1..^1]),
        var agent => ContextValue.Of(agent),
    };

    internal static ContextValue SourceArn(KeySubject subject) => OnBehalf(subject, subject.Identity?.InScopeOf?.SourceArn ?? OfInvocation(subject, "sourceArn"));

    internal static ContextValue SourceAccount(KeySubject subject) => OnBehalf(subject, subject.Identity?.InScopeOf?.SourceAccount ?? OfInvocation(subject, "sourceAccount"));

    // What a service invokes a function for, where the record of the invocation has it; a service's parameters are the service's own.
    private static string? OfInvocation(KeySubject subject, string member) =>
        subject.Principal.Kind == PrincipalKind.Service && subject.Request.Action.Equals("lambda:InvokeFunction", StringComparison.OrdinalIgnoreCase)
            ? subject.Parameters.Text(member) : null;

    internal static ContextValue OfServiceCalls(KeySubject subject) => OnBehalf(subject, null);

    internal static string Iso(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static ContextValue OnBehalf(KeySubject subject, string? text) =>
        subject.Principal.Kind is not (PrincipalKind.Service or PrincipalKind.Unknown) ? ContextValue.Absent
        : text is null ? ContextValue.Unknown
        : ContextValue.Of(text);
}
