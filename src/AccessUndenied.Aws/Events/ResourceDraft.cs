namespace AccessUndenied.Aws.Events;

/// <summary>One of a record's <c>resources</c> while it is read.</summary>
internal sealed class ResourceDraft
{
    public string? Arn { get; set; }

    public string? ArnInSmallLetters { get; set; }

    public string? ArnPrefix { get; set; }

    public string? AccountId { get; set; }

    public string? Type { get; set; }

    public CloudTrailResource ToResource() => new() { Arn = Arn ?? ArnInSmallLetters, ArnPrefix = ArnPrefix, AccountId = AccountId, Type = Type };
}
