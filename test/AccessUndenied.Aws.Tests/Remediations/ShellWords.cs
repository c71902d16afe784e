using System.Text;

namespace AccessUndenied.Aws.Tests.Remediations;

/// <summary>Reads commands as a POSIX shell would, as far as our scripts go: words, single and double quotes, and escaped quotes.</summary>
internal static class ShellWords
{
    /// <summary>The commands of <paramref name="script"/>, each as its words; comments are left out.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Commands(string script) =>
        [.. script.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith('#')).Select(Words)];

    private static List<string> Words(string line)
    {
        var words = new List<string>();
        StringBuilder? word = null;
        for (var i = 0; i < line.Length; i++)
        {
            switch (line[i])
            {
                case '\'':
                    var end = line.IndexOf('\'', i + 1);
                    (word ??= new()).Append(line, i + 1, end - i - 1);
                    i = end;
                    break;
                case '"':
                    // Holds a command or a variable here, whose value stands for nothing but itself.
                    var close = line.IndexOf('"', i + 1);
                    (word ??= new()).Append(line, i + 1, close - i - 1);
                    i = close;
                    break;
                case '\\':
                    (word ??= new()).Append(line[++i]);
                    break;
                case ' ':
                    Flush();
                    break;
                default:
                    (word ??= new()).Append(line[i]);
                    break;
            }
        }

        Flush();
        return words;

        void Flush()
        {
            if (word is not null)
            {
                words.Add(word.ToString());
                word = null;
            }
        }
    }
}
