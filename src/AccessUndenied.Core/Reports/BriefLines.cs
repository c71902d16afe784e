using System.Text;
using AccessUndenied.Text;

namespace AccessUndenied.Reports;

/// <summary>The lines of a short text: as much of each subject as there is room for, the least important shortened first.</summary>
internal sealed class BriefLines(int width)
{
    private const int Indent = 13;
    private const int MostLines = 12;
    private const int MostOfStatement = 5;

    // What is given up first stands first; the conclusion, the caller, the resource and the last line are always there.
    private static readonly (BriefPart Part, int Rows)[] s_lessImportant =
    [
        (BriefPart.Replayed, 1), (BriefPart.Else, 1), (BriefPart.Warning, 1), (BriefPart.Hint, 1), (BriefPart.Who, 1), (BriefPart.Resource, 1), (BriefPart.ToDo, 2),
        (BriefPart.Changed, 1), (BriefPart.Why, 2), (BriefPart.Difference, 1), (BriefPart.Hint, 0), (BriefPart.Statement, 0), (BriefPart.Replayed, 0), (BriefPart.Head, 1),
        (BriefPart.Unread, 0), (BriefPart.Changed, 0), (BriefPart.ToDo, 1), (BriefPart.Else, 0), (BriefPart.Why, 1), (BriefPart.Difference, 0),
    ];

    // What takes the room that is left once the rest has found its size.
    private static readonly BriefPart[] s_moreImportant = [BriefPart.Why, BriefPart.ToDo, BriefPart.Resource, BriefPart.Who, BriefPart.Warning, BriefPart.Hint, BriefPart.Else];

    private readonly List<BriefBlock> _blocks = [];

    /// <summary>Adds a sentence behind its label, on at most <paramref name="most"/> lines.</summary>
    public void Add(BriefPart part, string lead, string text, int most) => _blocks.Add(BriefBlock.Sentence(part, lead + VisibleText.Of(text), part == BriefPart.Head ? 2 : Indent, width, most));

    /// <summary>Adds a name behind its label, unbroken where there is room for all of it.</summary>
    public void AddName(BriefPart part, string lead, string name) => _blocks.Add(BriefBlock.Name(part, lead, VisibleText.Of(name), width));

    /// <summary>Adds a statement that is to be pasted.</summary>
    public void AddStatement(string json) =>
        _blocks.Add(BriefBlock.Whole(BriefPart.Statement, $"{new string(' ', Indent)}+ {VisibleText.Of(json)}", Indent + 2, width, MostOfStatement));

    /// <summary>Adds the longest of <paramref name="texts"/> that fits, which go from long to short.</summary>
    public void AddFitting(BriefPart part, string lead, IReadOnlyList<string> texts) =>
        Add(part, lead, texts.FirstOrDefault(text => lead.Length + VisibleText.Of(text).Length <= width) ?? texts[^1], 1);

    /// <inheritdoc/>
    public override string ToString()
    {
        Shorten();
        foreach (var part in s_moreImportant)
        {
            Lengthen(part);
        }

        var text = new StringBuilder();
        foreach (var line in _blocks.SelectMany(block => block.Lines))
        {
            text.Append(line).Append('\n');
        }

        return text.ToString();
    }

    private bool Fits => _blocks.Sum(block => block.Rows) <= MostLines;

    private void Shorten()
    {
        foreach (var (part, rows) in s_lessImportant)
        {
            if (Fits)
            {
                return;
            }

            // Of several statements, a part alone would not do.
            _blocks.FindAll(block => block.Part == part).ForEach(block => block.Limit(rows));
        }
    }

    private void Lengthen(BriefPart part)
    {
        foreach (var block in _blocks.Where(block => block.Part == part))
        {
            for (var rows = block.Limited; rows < block.Most && Fits; rows++)
            {
                block.Limit(rows + 1);
                if (!Fits)
                {
                    block.Limit(rows);
                    break;
                }
            }
        }
    }
}
