namespace AccessUndenied.Aws.Input;

/// <summary>What the reader of a kind of input takes for one value.</summary>
internal sealed class FramingRules
{
    /// <summary>What one value is called in sentences.</summary>
    public required string Item { get; init; }

    /// <summary>The quoted names of the arrays in an outermost object whose elements are the values.</summary>
    public byte[][] ListNames { get; init; } = [];

    /// <summary>How many arrays within each other are opened; those inside of them are values.</summary>
    public int Levels { get; init; } = 1;

    /// <summary>Whether text before an object in its line, such as the time of a log's line, is passed over.</summary>
    public bool LinesMayBeginWithText { get; init; }

    /// <summary>Whether a line that is no array, and no object that goes on below it, is one value, whatever stands in it.</summary>
    public bool LinesAreValues { get; init; }
}
