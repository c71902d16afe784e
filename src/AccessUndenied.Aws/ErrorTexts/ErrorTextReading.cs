namespace AccessUndenied.Aws.ErrorTexts;

/// <summary>What a text tells of refusals.</summary>
/// <param name="Denials">The refusals, each once, in the order in which they come up.</param>
/// <param name="LeftOut">How many different ones there are beyond <see cref="ErrorTextReader.MostDenials"/>.</param>
public sealed record ErrorTextReading(IReadOnlyList<ErrorTextDenial> Denials, int LeftOut);
