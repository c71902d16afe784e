using System.Text;
using AccessUndenied.Text;

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
            clean.Append(char.IsSurrogate(letter) || VisibleText.IsHidden(new Rune(letter)) ? '\uFFFD' : letter);
        }

        return name.Length > MostLetters ? clean.Append('…').ToString() : clean.ToString();
    }
}
