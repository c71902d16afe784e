namespace AccessUndenied.Aws.ErrorTexts;

/// <summary>A refusal in a text, and where it stands.</summary>
internal sealed class FoundDenial
{
    /// <summary>Where AWS's sentence begins.</summary>
    internal required int Start { get; init; }

    /// <summary>Where it ends.</summary>
    internal required int End { get; init; }

    /// <summary>AWS's sentence.</summary>
    internal required string Message { get; set; }

    /// <summary>Whether the sentence says what was refused, rather than that something was.</summary>
    internal bool IsSentence { get; init; }

    /// <summary>The resource, where it stands in quotes and holds another sentence, so that <see cref="Message"/> has a sign in its place; null otherwise.</summary>
    internal string? Name { get; init; }

    /// <summary>Whether it ends at the beginning of another sentence that stands in the middle of its resource, or is such a sentence: which words are AWS's, nobody can tell.</summary>
    internal bool IsNested { get; set; }

    /// <summary>The row of the refusal that no policy makes and whose words these are; null for a denial.</summary>
    internal string? RefusedBy { get; init; }

    internal string? Code { get; set; }

    internal string? Operation { get; set; }

    internal string? Service { get; set; }

    internal string? RequestId { get; set; }

    internal string? Bucket { get; set; }

    internal string? Key { get; set; }

    internal string? Region { get; set; }

    /// <summary>Whether nothing tells what was refused.</summary>
    internal bool IsNameless => !IsSentence && RefusedBy is null && Operation is null && Bucket is null;
}
