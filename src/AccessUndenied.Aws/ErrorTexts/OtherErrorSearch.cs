namespace AccessUndenied.Aws.ErrorTexts;

/// <summary>Finds the errors of AWS that a text tells of and that are no refusals, such as <c>NoSuchBucket</c>.</summary>
/// <remarks>Only where AWS's command or an SDK says the code as one: <c>(NoSuchKey) when calling the GetObject operation</c>, <c>api error NoSuchKey: …</c>.</remarks>
internal static class OtherErrorSearch
{
    internal const int Most = 5;

    private const int LongestName = 64;
    private const string Calling = ") when calling the ";
    private const string Operation = " operation";
    private const string ApiError = "api error ";

    /// <summary>The codes, each with its operation where the text says it, once each.</summary>
    internal static List<string> Find(string flat)
    {
        var found = new List<string>();
        for (var from = 0; found.Count < Most && Next(flat, Calling, ref from) is { } at;)
        {
            var before = flat.AsSpan(Math.Max(0, at - LongestName - 1), at - Math.Max(0, at - LongestName - 1));
            var code = before[(before.LastIndexOf('(') + 1)..].ToString();
            var operation = flat.AsSpan(from, Math.Min(LongestName + Operation.Length, flat.Length - from));
            var end = operation.IndexOf(Operation, StringComparison.Ordinal);
            Add(found, code, end < 0 ? "" : operation[..end].ToString());
        }

        for (var from = 0; found.Count < Most && Next(flat, ApiError, ref from) is not null;)
        {
            var rest = flat.AsSpan(from, Math.Min(LongestName + 1, flat.Length - from));
            if (rest.IndexOf(':') is > 0 and var colon)
            {
                Add(found, rest[..colon].ToString(), "");
            }
        }

        return found;
    }

    private static int? Next(string flat, string anchor, ref int from)
    {
        var at = flat.IndexOf(anchor, from, StringComparison.Ordinal);
        from = at < 0 ? flat.Length : at + anchor.Length;
        return at < 0 ? null : at;
    }

    private static void Add(List<string> found, string code, string operation)
    {
        if (!IsName(code) || !code.AsSpan().ContainsAnyInRange('A', 'z') || (operation.Length > 0 && !IsName(operation)))
        {
            return;
        }

        var said = ErrorTextMessages.OtherError(code, operation);
        if (!found.Contains(said, StringComparer.Ordinal))
        {
            found.Add(said);
        }
    }

    private static bool IsName(string text) =>
        text.Length is > 0 and <= LongestName && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-');
}
