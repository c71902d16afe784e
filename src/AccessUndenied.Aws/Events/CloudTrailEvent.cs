using System.Text.Json;
using AccessUndenied.Events;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Events;

/// <summary>One CloudTrail record.</summary>
/// <remarks>
/// Shape: members as AWS wrote them, nothing derived; what the record lacks is null. The large parts
/// (<see cref="RequestParameters"/> and its like) are parsed from <see cref="Raw"/> when first asked for.
/// Errors: a record that cannot be used has <see cref="AccessDeniedEvent.Problem"/>, and beside it whatever could be read.
/// Rules: docs/rules/records.md (CT-01 to CT-21).
/// Source:
/// <see href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html">
/// CloudTrail User Guide, "CloudTrail record contents"</see>.
/// </remarks>
public sealed partial record CloudTrailEvent : AccessDeniedEvent, IRequestInPart
{
    /// <inheritdoc/>
    public AuthorizationRequest? RequestInPart { get; internal init; }

    /// <summary>The Region that the request was sent to.</summary>
    public string? AwsRegion { get; internal init; }

    /// <summary>The event's type, such as <c>AwsApiCall</c>.</summary>
    public string? EventType { get; internal init; }

    /// <summary>The event's category: <c>Management</c>, <c>Data</c>, <c>NetworkActivity</c> or <c>Insight</c>.</summary>
    internal string? EventCategory { get; init; }

    /// <summary>Whether it is a VPC endpoint's own record of a call, which has another one of the call itself.</summary>
    /// <remarks>
    /// Source: <see href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-network-events-with-cloudtrail.html">
    /// CloudTrail User Guide, "Logging network activity events"</see>.
    /// </remarks>
    internal bool IsNetworkActivity => EventCategory == "NetworkActivity" || EventType == "AwsVpceEvent";

    /// <summary>Where the request came from: an address, a service's host name or <c>AWS Internal</c> (CT-05).</summary>
    public string? SourceIpAddress { get; internal init; }

    /// <summary>The caller's user agent as written, cut at 1 KB by CloudTrail (CT-06).</summary>
    public string? UserAgent { get; internal init; }

    /// <summary>The account that this copy of the record was delivered to (CT-11).</summary>
    public string? RecipientAccountId { get; internal init; }

    /// <summary>The id that the copies of one event in several accounts share (CT-11).</summary>
    internal string? SharedEventId { get; init; }

    /// <summary>The VPC endpoint that the request went through (CT-13).</summary>
    public string? VpcEndpointId { get; internal init; }

    /// <summary>The account of that endpoint, or <c>AWS Internal</c> (CT-13).</summary>
    internal string? VpcEndpointAccountId { get; init; }

    /// <summary>The TLS version of the request, such as <c>TLSv1.3</c> (CT-18).</summary>
    public string? TlsVersion { get; internal init; }

    /// <summary>Whether the call failed, so that it changed nothing and handed out nothing: an error of either member says so.</summary>
    internal bool HasFailed => ErrorCode.Length > 0 || ErrorMessage.Length > 0;

    /// <summary>Who signed the request; null only where <see cref="AccessDeniedEvent.Problem"/> says why.</summary>
    public CloudTrailIdentity? Identity { get; internal init; }

    /// <summary>The resources that the record names; empty when it names none.</summary>
    internal IReadOnlyList<CloudTrailResource> Resources { get; init; } = [];

    /// <summary>The request's parameters; null when the record has none (CT-08).</summary>
    public JsonElement? RequestParameters => RequestParametersPart?.Element;

    /// <summary>The response's elements; null when the record has none (CT-08).</summary>
    public JsonElement? ResponseElements => ResponseElementsPart?.Element;

    /// <summary>Further data of the service; null when the record has none (CT-17).</summary>
    public JsonElement? AdditionalEventData => AdditionalEventDataPart?.Element;

    /// <summary>
    /// The enrichment of CloudTrail Lake, with <c>requestContext</c> and <c>tagContext</c>; null when the record has none (CT-21).
    /// </summary>
    public JsonElement? EventContext => EventContextPart?.Element;

    /// <summary>The record's own bytes, UTF-8 JSON, without the envelope; empty when the event was built in memory. What was no text in them is U+FFFD.</summary>
    public ReadOnlyMemory<byte> Raw { get; internal init; }

    /// <summary>What its reader should know of members that could not be read as they are, a sentence each.</summary>
    internal IReadOnlyList<string> ReadingNotes { get; init; } = [];

    /// <summary>What is known of the call where there is no record of it; null for an event that was read from a record.</summary>
    internal ToldCall? Told { get; init; }

    /// <summary>What the scan said of it, where it was read out of an input.</summary>
    internal ScanOutcome Outcome { get; init; } = ScanOutcome.Denied;

    internal JsonPart? RequestParametersPart { get; init; }

    internal JsonPart? ResponseElementsPart { get; init; }

    internal JsonPart? AdditionalEventDataPart { get; init; }

    internal JsonPart? EventContextPart { get; init; }
}
