using AccessUndenied.Aws.ErrorTexts;
using AccessUndenied.Cli.Output;

namespace AccessUndenied.Cli.Commands;

/// <summary>What <c>explain</c> was asked to do.</summary>
internal sealed record ExplainOptions
{
    /// <summary>The text; null to read it from stdin.</summary>
    public required string? Text { get; init; }

    /// <summary>What is known beside it.</summary>
    public required ErrorTextFacts Facts { get; init; }

    /// <summary>Where the policies come from.</summary>
    public required PolicyChoice Policies { get; init; }

    /// <summary>Where the results go.</summary>
    public required OutputChoice Output { get; init; }
}
