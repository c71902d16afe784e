namespace AccessUndenied.Aws.ErrorTexts;

/// <summary>Finds the refusals of AWS in a text as people have it: of the AWS CLI, an SDK, Terraform, CloudFormation, a log.</summary>
/// <remarks>
/// Shape: any text; colors, boxes, quotes, escapes of JSON and HTML and line breaks inside of words and ARNs are seen through.
/// Units: time and memory grow with the length of the text, and no faster; at most <see cref="MostDenials"/> different refusals are given.
/// Errors: a text without a refusal gives none.
/// Rules: docs/rules/messages.md for the sentences themselves.
/// </remarks>
public static class ErrorTextReader
{
    /// <summary>How many different refusals of one text are given at most; the others are counted.</summary>
    public const int MostDenials = 1_000;

    /// <summary>The refusals that <paramref name="text"/> tells of, in the order in which they come up; one that is told again counts once.</summary>
    public static ErrorTextContents Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var clean = CleanText.Of(text);
        var found = new DenialSearch(clean).Find();
        return DenialCounter.Of(found, clean);
    }
}
