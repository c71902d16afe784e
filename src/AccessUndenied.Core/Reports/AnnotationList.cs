namespace AccessUndenied.Reports;

/// <summary>Annotations of one level, as many as GitHub shows of a step.</summary>
/// <remarks>Source: GitHub documentation, annotations of a step: ten errors, ten warnings and ten notices are shown. What is beyond is counted in the tenth.</remarks>
internal sealed class AnnotationList
{
    private const int Most = 10;

    private readonly List<string> _lines = [];
    private long _count;

    /// <summary>Adds one; <paramref name="make"/> is asked only where it is shown.</summary>
    public void Add(Func<string> make)
    {
        if (++_count <= Most)
        {
            _lines.Add(make());
        }
    }

    /// <summary>The lines, each with a line feed.</summary>
    /// <param name="more">Makes the one that counts the others.</param>
    public IEnumerable<string> Lines(Func<long, string> more) => _count <= Most
        ? _lines.Select(line => line + "\n")
        : _lines.Take(Most - 1).Append(more(_count - Most + 1)).Select(line => line + "\n");
}
