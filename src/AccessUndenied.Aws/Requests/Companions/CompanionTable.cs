using System.Collections.Frozen;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests.Companions;

/// <summary>What calls are checked for beside their own action, as AWS's pages on required permissions say.</summary>
/// <remarks>
/// Shape of <c>Data/companions.txt</c>: <c>@ page</c> stands for all that follows; a line that begins at the margin names a service's
/// prefix and its operations (<c>*</c> at the end of a name for all that begin so), and the indented lines below it are their rows:
/// triggers parted by commas or <c>-</c> for none, the action (<c>?</c> before it: possible), the resource as <c>kind</c> or
/// <c>kind:argument</c>, and then <c>to=service</c> (a role is passed to it; <c>?</c> where AWS does not say to which), <c>via=service</c>, <c>by=service</c>, <c>because=name</c>, <c>key=value</c>.
/// </remarks>
internal sealed class CompanionTable
{
    private const string ResourceName = "AccessUndenied.Aws.companions.txt";

    private static readonly Lazy<CompanionTable> s_default = new(ReadEmbedded);

    private readonly FrozenDictionary<string, CompanionRow[]> _rows;
    private readonly (string Prefix, CompanionRow Row)[] _open;
    private readonly FrozenSet<string> _tagging;

    private CompanionTable(Dictionary<string, List<CompanionRow>> rows, List<(string Prefix, CompanionRow Row)> open)
    {
        _rows = rows.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToArray(), StringComparer.OrdinalIgnoreCase);
        _open = [.. open];
        _tagging = All.Select(item => item.Row).Where(row => row.Triggers.Any(trigger => trigger.BringsTags)).Select(row => row.Action).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The table that the library carries.</summary>
    internal static CompanionTable Default => s_default.Value;

    /// <summary>Every row of every operation, for tests.</summary>
    internal IEnumerable<(string Operation, CompanionRow Row)> All =>
        _rows.SelectMany(pair => pair.Value.Select(row => (pair.Key, row))).Concat(_open.Select(open => (open.Prefix + "*", open.Row)));

    /// <summary>Whether <paramref name="action"/> is what some call is checked for because it sends tags.</summary>
    internal bool IsForTags(string action) => _tagging.Contains(action);

    /// <exception cref="InvalidDataException">A line has another shape.</exception>
    internal static CompanionTable Read(TextReader reader)
    {
        var rows = new Dictionary<string, List<CompanionRow>>(StringComparer.OrdinalIgnoreCase);
        var open = new List<(string, CompanionRow)>();
        var page = "";
        string[] operations = [];
        while (reader.ReadLine() is { } line)
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0 || words[0][0] == '#')
            {
                continue;
            }

            if (words[0] == "@")
            {
                page = words[1];
            }
            else if (line[0] != ' ')
            {
                operations = words;
            }
            else
            {
                Add(rows, open, operations, CompanionRowReader.Read(words, page));
            }
        }

        return new(rows, open);
    }

    /// <summary>The rows of a call.</summary>
    internal IEnumerable<CompanionRow> Of(string service, string operation)
    {
        var name = $"{service}:{operation}";
        if (_rows.TryGetValue(name, out var rows))
        {
            foreach (var row in rows)
            {
                yield return row;
            }
        }

        foreach (var (prefix, row) in _open)
        {
            if (name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                yield return row;
            }
        }
    }

    /// <summary>The services to which a call passes roles, without those of which AWS does not say to whom they go (<paramref name="isOpen"/>).</summary>
    internal IReadOnlyList<string> ReceiversOf(string service, string operation, out bool isOpen)
    {
        var receivers = Of(service, operation).SelectMany(row => row.Context).Where(item => item.Key == "iam:PassedToService").Select(item => item.Value)
            .Distinct(StringComparer.Ordinal).ToList();
        isOpen = receivers.Remove("?");
        return receivers;
    }

    private static void Add(Dictionary<string, List<CompanionRow>> rows, List<(string, CompanionRow)> open, string[] operations, CompanionRow row)
    {
        foreach (var operation in operations.AsSpan(1))
        {
            var name = $"{operations[0]}:{operation}";
            if (operation.EndsWith('*'))
            {
                open.Add((name[..^1], row));
            }
            else if (rows.TryGetValue(name, out var known))
            {
                known.Add(row);
            }
            else
            {
                rows.Add(name, [row]);
            }
        }
    }

    private static CompanionTable ReadEmbedded()
    {
        using var reader = new StreamReader(typeof(CompanionTable).Assembly.GetManifestResourceStream(ResourceName)!);
        return Read(reader);
    }
}
