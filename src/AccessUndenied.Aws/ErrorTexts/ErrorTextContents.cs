namespace AccessUndenied.Aws.ErrorTexts;

/// <summary>What a text tells of refusals.</summary>
public sealed class ErrorTextContents
{
    internal ErrorTextContents(IReadOnlyList<ErrorTextDenial> denials, int leftOut)
    {
        Denials = denials;
        LeftOut = leftOut;
    }

    /// <summary>The refusals, each once, in the order in which they come up.</summary>
    public IReadOnlyList<ErrorTextDenial> Denials { get; }

    /// <summary>How many different ones there are beyond <see cref="ErrorTextReader.MostDenials"/>.</summary>
    public int LeftOut { get; }
}
