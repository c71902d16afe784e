namespace AccessUndenied.Aws.Tests.ErrorTexts;

/// <summary>A text of an error and what it tells.</summary>
/// <param name="Name">What it is an example of.</param>
/// <param name="Text">The text.</param>
/// <param name="Expected">The refusals in it.</param>
public sealed record ErrorTextCase(string Name, string Text, IReadOnlyList<ExpectedDenial> Expected)
{
    private const string Fence = "~~~";

    public override string ToString() => Name;

    /// <summary>Every case of the files in <c>Cases/ErrorTexts</c>.</summary>
    public static IEnumerable<ErrorTextCase> All()
    {
        var folder = Path.Combine(Path.GetDirectoryName(typeof(ErrorTextCase).Assembly.Location)!, "Cases", "ErrorTexts");
        return Directory.GetFiles(folder, "*.md").Order(StringComparer.Ordinal).SelectMany(Read);
    }

    private static IEnumerable<ErrorTextCase> Read(string path)
    {
        var name = "";
        var expected = new List<ExpectedDenial>();
        List<string>? text = null;
        foreach (var line in File.ReadLines(path))
        {
            if (text is not null && line == Fence)
            {
                yield return new($"{Path.GetFileNameWithoutExtension(path)}: {name}", Unescape(string.Join('\n', text)), [.. expected]);
                text = null;
                expected.Clear();
            }
            else if (text is not null)
            {
                text.Add(line);
            }
            else if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                name = line[3..];
            }
            else if (line.StartsWith("expect ", StringComparison.Ordinal))
            {
                expected.Add(ExpectedDenial.Parse(line["expect ".Length..]));
            }
            else if (line == Fence)
            {
                text = [];
            }
        }
    }

    // What an editor would hide or take away.
    private static string Unescape(string text) => text.Replace('␛', '\u001B').Replace("␍", "\r", StringComparison.Ordinal);
}
