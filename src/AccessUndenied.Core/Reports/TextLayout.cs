namespace AccessUndenied.Reports;

/// <summary>How a text report is laid out for the terminal that shows it.</summary>
public sealed class TextLayout(int width = 0, bool usesColor = false)
{
    /// <summary>After how many characters sentences go on in the next line; 0 leaves that to the terminal. Policies and commands, which are copied, never break.</summary>
    public int Width { get; } = width;

    /// <summary>Whether conclusions, closed gates and verified remedies are colored, by ANSI escapes.</summary>
    public bool UsesColor { get; } = usesColor;

    /// <summary>Whether a result takes a dozen lines at most: what, why and what to do, and how much more there is to say.</summary>
    /// <value>Default false: everything is said.</value>
    public bool IsBrief { get; init; }

    /// <summary>No line breaks, no colors: what goes into files and pipes.</summary>
    public static TextLayout Plain { get; } = new();
}
