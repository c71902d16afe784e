using System.Globalization;
using System.Text;

namespace AccessUndenied.Aws.Events;

/// <summary>The name of a file in an archive as messages and origins have it: nothing in it acts on a terminal, and it has an end.</summary>
internal static class PartName
{
    private const int MostLetters = 300;

    internal static string Clean(string name)
    {
        var clean = new StringBuilder(name.Length);
        foreach (var letter in name.AsSpan(0, Math.Min(name.Length, MostLetters)))
        {
            clean.Append(letter < ' ' || char.IsSurrogate(letter)
                || char.GetUnicodeCategory(letter) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                ? '\uFFFD'
                : letter);
        }

        return name.Length > MostLetters ? clean.Append('…').ToString() : clean.ToString();
    }
}
