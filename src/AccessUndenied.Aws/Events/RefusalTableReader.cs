namespace AccessUndenied.Aws.Events;

/// <summary>Reads <c>Data/service-refusals.txt</c>, which stands in the assembly.</summary>
internal static class RefusalTableReader
{
    private const string Resource = "AccessUndenied.Aws.service-refusals.txt";

    public static IEnumerable<RefusalRow> Read()
    {
        using var stream = typeof(RefusalTableReader).Assembly.GetManifestResourceStream(Resource) ?? throw new InvalidOperationException($"{Resource} is missing in the assembly");
        using var reader = new StreamReader(stream);
        var lines = new List<(string Name, string Value)>();
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('['))
            {
                if (lines.Count > 0)
                {
                    yield return RowOf(lines);
                }

                lines = [("id", line.Trim('[', ']'))];
            }
            else if (line.Length > 0 && !line.StartsWith('#'))
            {
                var colon = line.IndexOf(':', StringComparison.Ordinal);
                lines.Add((line[..colon], line[(colon + 1)..].Trim()));
            }
        }

        yield return RowOf(lines);
    }

    private static RefusalRow RowOf(List<(string Name, string Value)> lines) => new()
    {
        Id = One(lines, "id"),
        Services = List(lines, "service"),
        Operations = List(lines, "operation"),
        Codes = List(lines, "code"),
        CodesAlone = List(lines, "alone"),
        Texts = [.. All(lines, "text").Select(LiteralPattern.Parse)],
        Takes = [.. All(lines, "take").Select(RefusalTake.Parse)],
        Asks = [.. All(lines, "asks").Select(RefusalAsk.Parse)],
        Where = [.. All(lines, "where").Select(RefusalAsk.KeyOf)],
        Whose = lines.Find(line => line.Name == "whose").Value,
        Reason = One(lines, "cause"),
        Advice = One(lines, "advice"),
        Page = One(lines, "page"),
        IsCertain = !lines.Contains(("certain", "no")),
        Detects = !lines.Contains(("detect", "no")) && !lines.Exists(line => line.Name == "where"),
        DetectsByCode = lines.Contains(("detect", "code")),
    };

    private static IEnumerable<string> All(List<(string Name, string Value)> lines, string name) => lines.Where(line => line.Name == name).Select(line => line.Value);

    private static string One(List<(string Name, string Value)> lines, string name) => lines.Single(line => line.Name == name).Value;

    private static IReadOnlyList<string> List(List<(string Name, string Value)> lines, string name) =>
        lines.Find(line => line.Name == name).Value is { } value ? value.Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];
}
