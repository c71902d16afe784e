namespace AccessUndenied.Aws.ErrorTexts;

/// <summary>What a text tells of refusals.</summary>
public sealed class ErrorTextContents
{
    internal ErrorTextContents(IReadOnlyList<ErrorTextDenial> denials, int leftOut, IReadOnlyList<string> otherErrors)
    {
        OtherErrors = otherErrors;
        Denials = denials;
        LeftOut = leftOut;
    }

    /// <summary>The refusals, each once, in the order in which they come up.</summary>
    public IReadOnlyList<ErrorTextDenial> Denials { get; }

    /// <summary>How many different ones there are beyond <see cref="ErrorTextReader.MostDenials"/>.</summary>
    public int LeftOut { get; }

    /// <summary>Where there is no refusal, the errors of AWS that the text tells of all the same, such as <c>NoSuchBucket (ListObjectsV2)</c>; at most 5.</summary>
    public IReadOnlyList<string> OtherErrors { get; }
}
