namespace AccessUndenied.Aws.Events;

/// <summary>How many calls failed with which error code, in bounded memory.</summary>
/// <remarks>A record's code is any text: what does not look like one counts as <see cref="Other"/>, and so does what comes after many others.</remarks>
internal sealed class FailureTally
{
    /// <summary>What failed with no code that can be named.</summary>
    internal const string Other = "";

    private const int MostCodes = 200;
    private const int MostLetters = 64;

    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <summary>The name to count a failure under: its error code, or its operation where it has none, as with a sign-in.</summary>
    /// <remarks>Shape: <c>ThrottlingException</c>, <c>Client.InvalidPermission.NotFound</c>; without namespaces and addresses around it.</remarks>
    internal static string NameOf(ReadOnlySpan<char> code, ReadOnlySpan<char> operation)
    {
        code = code.Trim();
        if (code.IsEmpty)
        {
            return IsName(operation) ? EventMessages.Failed(operation) : Other;
        }

        var address = code.IndexOf(":http", StringComparison.OrdinalIgnoreCase);
        code = address < 0 ? code : code[..address];
        code = code[(code.LastIndexOfAny('#', ':') + 1)..];
        return IsName(code) ? code.ToString() : Other;
    }

    /// <summary>A name as it was kept in a file.</summary>
    internal static string Kept(string name) => IsName(name) || (EventMessages.IsFailed(name, out var operation) && IsName(operation)) ? name : Other;

    /// <summary>Counts, or takes back what was counted or will be when its part is added.</summary>
    internal void Add(string name, long count = 1)
    {
        lock (_counts)
        {
            var key = _counts.Count < MostCodes || _counts.ContainsKey(name) ? name : Other;
            var sum = _counts.GetValueOrDefault(key) + count;
            if (sum == 0)
            {
                _counts.Remove(key);
            }
            else
            {
                _counts[key] = sum;
            }
        }
    }

    internal void AddAll(FailureTally other)
    {
        foreach (var (name, count) in other.ToDictionary())
        {
            Add(name, count);
        }
    }

    /// <summary>The counts as they are now; names stand in no order.</summary>
    internal Dictionary<string, long> ToDictionary()
    {
        lock (_counts)
        {
            return new(_counts, StringComparer.Ordinal);
        }
    }

    private static bool IsName(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text.Length > MostLetters)
        {
            return false;
        }

        foreach (var letter in text)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('.' or '_' or '-'))
            {
                return false;
            }
        }

        return true;
    }
}
