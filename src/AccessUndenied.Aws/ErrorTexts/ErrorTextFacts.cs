namespace AccessUndenied.Aws.ErrorTexts;

/// <summary>What is known of a refused request beside the text of its error; it adds to what the text says, and outweighs it.</summary>
public sealed class ErrorTextFacts
{
    /// <summary>Who asked: the ARN of a user, role or session, or the name of a service.</summary>
    public string? Principal { get; init; }

    /// <summary>The action, such as <c>s3:GetObject</c>.</summary>
    public string? Action { get; init; }

    /// <summary>The resource, mostly an ARN.</summary>
    public string? Resource { get; init; }

    /// <summary>The condition keys of the request; a key may have several values.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Context { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);

    /// <summary>When the request was made.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>The account in which the resource was looked for, 12 digits; it also stands in for one that was made unreadable.</summary>
    public string? AccountId { get; init; }

    /// <summary>The Region that the request was sent to.</summary>
    public string? Region { get; init; }

    /// <summary>What a reader should know of these facts, a sentence each, such as where they come from.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
