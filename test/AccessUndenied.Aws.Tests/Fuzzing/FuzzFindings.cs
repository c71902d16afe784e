using System.Globalization;

namespace AccessUndenied.Aws.Tests.Fuzzing;

/// <summary>Keeps what a long run finds, one input for each place that fails, so that the run goes on.</summary>
/// <param name="folder">Where inputs are written.</param>
internal sealed class FuzzFindings(string folder)
{
    private readonly Dictionary<string, string> _found = new(StringComparer.Ordinal);

    public int Count => _found.Count;

    /// <summary>Does <paramref name="work"/>; where it fails at a new place, its input and the reason are written.</summary>
    public void Take(string name, Action work, Func<byte[]> input)
    {
        try
        {
            work();
        }
        catch (AssertionException exception)
        {
            var place = exception.InnerException?.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("AccessUndenied", StringComparison.Ordinal))?.Trim() ?? "";
            if (_found.TryAdd($"{name} {exception.InnerException?.GetType().Name} {place}", exception.Message))
            {
                Directory.CreateDirectory(folder);
                var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{name.Replace(' ', '-')}-{_found.Count}"));
                File.WriteAllBytes(path + ".input", input());
                File.WriteAllText(path + ".txt", $"{exception.Message}\n{exception.InnerException}");
            }
        }
    }

    /// <summary>Writes how far the run is, where the findings are.</summary>
    public void Note(string line)
    {
        Directory.CreateDirectory(folder);
        File.AppendAllText(Path.Combine(folder, "progress.txt"), line + "\n");
    }

    public override string ToString() => string.Join('\n', _found.Keys);
}
