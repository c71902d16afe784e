namespace AccessUndenied.Aws.Events;

/// <summary>A record while it is read.</summary>
internal sealed class RecordDraft(ReadOnlyMemory<byte> raw)
{
    public ReadOnlyMemory<byte> Raw { get; } = raw;

    public string? Id { get; set; }

    public DateTimeOffset? Time { get; set; }

    public string? Service { get; set; }

    public string? Operation { get; set; }

    public string? ErrorCode { get; set; }

    public string? ErrorMessage { get; set; }

    public string? AwsRegion { get; set; }

    public string? EventType { get; set; }

    public string? EventCategory { get; set; }

    public string? SourceIpAddress { get; set; }

    public string? UserAgent { get; set; }

    public string? RecipientAccountId { get; set; }

    public string? SharedEventId { get; set; }

    public string? VpcEndpointId { get; set; }

    public string? VpcEndpointAccountId { get; set; }

    public string? TlsVersion { get; set; }

    public CloudTrailIdentity? Identity { get; set; }

    public List<CloudTrailResource>? Resources { get; set; }

    public JsonPart? RequestParameters { get; set; }

    public JsonPart? ResponseElements { get; set; }

    public JsonPart? AdditionalEventData { get; set; }

    public JsonPart? EventContext { get; set; }

    public string? ResponseCode { get; set; }

    public string? ResponseMessage { get; set; }

    public CloudTrailEvent ToEvent(in RecordPlace place, FieldProblems problems) => new()
    {
        Id = Id ?? "",
        Time = Time,
        Service = Service ?? "",
        Operation = Operation ?? "",
        ErrorCode = ErrorCode ?? ResponseCode ?? "",
        ErrorMessage = SignedAddress.WithoutCredentials(ErrorMessage ?? ResponseMessage ?? ""),
        AwsRegion = AwsRegion,
        EventType = EventType,
        EventCategory = EventCategory,
        SourceIpAddress = SourceIpAddress,
        UserAgent = UserAgent,
        RecipientAccountId = RecipientAccountId,
        SharedEventId = SharedEventId,
        VpcEndpointId = VpcEndpointId,
        VpcEndpointAccountId = VpcEndpointAccountId,
        TlsVersion = TlsVersion,
        Identity = Identity,
        Resources = Resources ?? [],
        RequestParametersPart = RequestParameters,
        ResponseElementsPart = ResponseElements,
        AdditionalEventDataPart = AdditionalEventData,
        EventContextPart = EventContext,
        Raw = Raw,
        Origin = place.Origin,
        ReadingNotes = problems.Notes,
        Problem = problems.First is { } problem ? place.Say(problem) : null,
    };
}
