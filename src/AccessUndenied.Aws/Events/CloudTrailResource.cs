namespace AccessUndenied.Aws.Events;

/// <summary>One entry of a record's <c>resources</c>; denied events often have none.</summary>
/// <remarks>
/// Source:
/// <see href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html">
/// CloudTrail User Guide, "Record contents"</see> (CT-10).
/// </remarks>
internal sealed record CloudTrailResource
{
    /// <summary>The resource's ARN.</summary>
    public string? Arn { get; init; }

    /// <summary>The beginning that the ARNs of all resources meant have in common, where the record gives that instead.</summary>
    public string? ArnPrefix { get; init; }

    /// <summary>The account that owns the resource.</summary>
    public string? AccountId { get; init; }

    /// <summary>The resource's type, such as <c>AWS::S3::Bucket</c>.</summary>
    public string? Type { get; init; }
}
