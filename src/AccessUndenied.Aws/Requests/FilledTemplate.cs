using AccessUndenied.Aws.Catalog;

namespace AccessUndenied.Aws.Requests;

/// <summary>An ARN format of one resource type, filled from a request as far as the request tells.</summary>
internal sealed record FilledTemplate(ActionResourceType Type, ArnTemplate Template, string?[] Values, int Open, int Score, string? AccountId)
{
    /// <summary>More values for the last variable, in a call on several resources.</summary>
    internal IReadOnlyList<string> FurtherValues { get; init; } = [];

    /// <summary>An ARN of the request that has this form as it is; null when there is none.</summary>
    internal Arn? Whole { get; init; }

    internal bool IsFull => Open == 0;

    /// <summary>Whether what is open is the id of what the call makes: AWS authorizes that as <c>*</c>.</summary>
    internal bool IsNew { get; init; }

    /// <summary>Whether the resource's own name is known, and no more than an id that AWS made is open.</summary>
    internal bool IsNamed { get; init; }

    internal int Filled => Values.Length - Open;
}
