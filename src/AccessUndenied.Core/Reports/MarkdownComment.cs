using System.Text;

namespace AccessUndenied.Reports;

/// <summary>Sections of Markdown that together fit into one comment.</summary>
/// <remarks>
/// Source: GitHub refuses the body of a comment, issue or pull request that is longer than 65,536 characters. Whole sections are taken until one does not
/// fit; that one and those behind it are a line each, and what does not fit as a line is counted. No section is ever cut, so that no block stays open.
/// </remarks>
internal sealed class MarkdownComment
{
    /// <summary>How many characters a comment has at most.</summary>
    public const int MostCharacters = 65_536;

    // For what stands above and below the sections: a line for every conclusion there is, and how many are left out.
    private const int RoomOfFrame = 4_096;
    private const int RoomOfLines = 8_192;

    private readonly StringBuilder _sections = new();
    private readonly StringBuilder _lines = new();
    private long _asLine;
    private long _leftOut;

    /// <summary>Adds a section, or where it does not fit the line that stands for it.</summary>
    /// <param name="section">The whole section, which ends with a line feed.</param>
    /// <param name="line">Makes its line, without line feed.</param>
    public void Add(string section, Func<string> line)
    {
        if (_asLine == 0 && _sections.Length + section.Length < MostCharacters - RoomOfFrame - RoomOfLines)
        {
            _sections.Append('\n').Append(section);
            return;
        }

        _asLine++;
        var text = _leftOut == 0 ? line() : "";
        if (_leftOut == 0 && _lines.Length + text.Length + 3 < RoomOfLines)
        {
            _lines.Append("- ").Append(text).Append('\n');
        }
        else
        {
            _leftOut++;
        }
    }

    /// <summary>The sections, then the lines, then how many are left out.</summary>
    public string ToMarkdown()
    {
        if (_asLine == 0)
        {
            return _sections.ToString();
        }

        var text = new StringBuilder().Append(_sections).Append("\n### ").Append(ReportMessages.InShort(_asLine)).Append("\n\n").Append(_lines);
        return text.Append(_leftOut > 0 ? $"- {ReportMessages.LeftOutOfComment(_leftOut)}\n" : "").ToString();
    }
}
