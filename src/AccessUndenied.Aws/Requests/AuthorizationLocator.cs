using System.Text;

namespace AccessUndenied.Aws.Requests;

/// <summary>Cuts from a denial message the sentence that says where AWS keeps its record of the refusal, and reads the authorization id in it (AID-01 to AID-04).</summary>
/// <remarks>
/// Shape: <c>DENIAL. Go to LINK for complete details, or call the GetRequestAuthorizationDetails API with the following authorization id: ID</c>.
/// What stands before it is the denial, and is read as if the text ended there. The text is nobody's to trust: an id that may have been cut off, changed
/// or made up is not used.
/// </remarks>
internal static class AuthorizationLocator
{
    private const string Start = "Go to";
    private const string Scheme = "https://";
    private const string Route = "#/authorization-details/";
    private const string Tail = "authorization id";
    private const string Details = " for complete";
    private const string Word = "authorization";
    private const int LongestId = 256;

    // The longest link has a Region's name twice and an id.
    private const int LongestLocator = 1_024;
    private const int CutAt = 1024;

    /// <summary>The sentence as AWS writes it for <paramref name="link"/> and <paramref name="id"/>.</summary>
    internal static string Sentence(string link, string id) =>
        $"Go to {link} for complete details, or call the GetRequestAuthorizationDetails API with the following authorization id: {id}";

    /// <summary>The denial in <paramref name="text"/>, which is on one line, and what it refers to; null where it refers to nothing.</summary>
    internal static (string Denial, AuthorizationReference? Reference) Read(string text)
    {
        if (!text.Contains(Word, StringComparison.OrdinalIgnoreCase) && !text.Contains(".console.a", StringComparison.OrdinalIgnoreCase))
        {
            return (text, null);
        }

        var isCut = Encoding.UTF8.GetByteCount(text) is > CutAt - 4 and <= CutAt;
        if (FindStart(text, isCut) is not { } start)
        {
            return (text, HasLocatorInside(text) ? new() { Why = RequestMessages.AuthorizationIdInside } : null);
        }

        return (DenialBefore(text, start), ReadReference(text[start..], isCut));
    }

    /// <summary>The same, where the words in <paramref name="names"/> are known to be parts of names, and no sentence of AWS's: what stands behind them is (AID-04).</summary>
    /// <param name="text">The text.</param>
    /// <param name="names">The names that the call's parameters give.</param>
    /// <param name="read">What the text refers to by itself.</param>
    internal static (string Denial, AuthorizationReference? Reference) ReadBehind(
        string text, IReadOnlyList<string> names, (string Denial, AuthorizationReference? Reference) read)
    {
        foreach (var name in names)
        {
            if (name.IndexOf(Start, StringComparison.OrdinalIgnoreCase) is not (>= 0 and var start)
                || text.LastIndexOf(name[..(start + Start.Length)], StringComparison.Ordinal) is not (>= 0 and var at))
            {
                continue;
            }

            // All of the name, or as much of it as a text has that was cut off.
            var rest = text.AsSpan(at);
            var whole = rest.StartsWith(name, StringComparison.Ordinal);
            if ((whole || name.AsSpan().StartsWith(rest, StringComparison.Ordinal)) && (!whole || FindStart(rest[name.Length..].ToString(), isCut: false) is null)
                && at + start >= read.Denial.Length - 1)
            {
                return (text, new() { Why = RequestMessages.AuthorizationIdInside });
            }
        }

        return read;
    }

    /// <summary>Where the sentence starts that reaches to the end of the text; null where there is none.</summary>
    private static int? FindStart(string text, bool isCut)
    {
        for (var end = text.Length; end > 0 && text.AsSpan(0, end).LastIndexOf(Start, StringComparison.OrdinalIgnoreCase) is var at and >= 0; end = at)
        {
            if (text.Length - at > LongestLocator)
            {
                return null;
            }

            if (at > 0 && char.IsWhiteSpace(text[at - 1]) && IsLocator(text.AsSpan(at), isCut))
            {
                return at;
            }
        }

        return null;
    }

    // To its last letter, or as far as a text that was cut off goes.
    private static bool IsLocator(ReadOnlySpan<char> sentence, bool isCut)
    {
        var link = sentence[Start.Length..].TrimStart();
        if (link.Length == sentence.Length - Start.Length || !link.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return isCut && Scheme.AsSpan().StartsWith(link, StringComparison.OrdinalIgnoreCase);
        }

        if (TailOf(sentence, out var afterTail).Length > 0)
        {
            return IsNothing(afterTail) && Unwrapped(sentence).Contains(Route, StringComparison.OrdinalIgnoreCase);
        }

        var route = sentence.IndexOf(Route, StringComparison.OrdinalIgnoreCase);
        return route >= 0 ? EndsAfterLink(sentence[(route + Route.Length)..]) : isCut && !link.ContainsAny(' ', '"');
    }

    // "ID", "ID for complete details" and the words after it, but nothing of another sentence.
    private static bool EndsAfterLink(ReadOnlySpan<char> rest)
    {
        rest = rest[LettersOf(rest)..];
        const string Words = " for complete details, or call the GetRequestAuthorizationDetails API with the following authorization id:";
        return IsNothing(rest) || Words.AsSpan().StartsWith(rest.TrimEnd(), StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsNothing(ReadOnlySpan<char> rest) => rest.Trim(" \t\"'`)]},;.").IsEmpty;

    // "authorization id: ID", with what follows it.
    private static ReadOnlySpan<char> TailOf(ReadOnlySpan<char> sentence, out ReadOnlySpan<char> after)
    {
        after = default;
        var at = sentence.LastIndexOf(Tail, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return default;
        }

        var rest = sentence[(at + Tail.Length)..].TrimStart();
        if (rest.IsEmpty || rest[0] != ':')
        {
            return default;
        }

        rest = rest[1..].TrimStart();
        var length = LettersOf(rest);
        after = rest[length..];
        return rest[..length];
    }

    private static AuthorizationReference ReadReference(string sentence, bool isCut)
    {
        var tail = TailOf(sentence, out _).ToString();
        var link = Unwrapped(sentence);
        var route = link.IndexOf(Route, StringComparison.OrdinalIgnoreCase);
        var inLink = route < 0 ? "" : IdIn(link.AsSpan(route + Route.Length), sentence);
        var region = route < 0 ? null : RegionIn(link[..route]);
        if (region is "")
        {
            return new() { Why = RequestMessages.AuthorizationLinkForged };
        }

        // What stands last in a text that was cut off may lack its end.
        var isTailWhole = tail.Length > 0 && !(isCut && sentence.EndsWith(tail, StringComparison.Ordinal));
        if (tail.Length > 0 && inLink.Length > 0 && (isTailWhole ? tail != inLink : !inLink.StartsWith(tail, StringComparison.Ordinal)))
        {
            return new() { Region = region, Why = RequestMessages.AuthorizationIdsDiffer };
        }

        var id = isTailWhole ? tail : inLink;
        return id.Length == 0 ? new() { Region = region, Why = RequestMessages.AuthorizationIdCut }
            : IsId(id) ? new() { Id = id, Region = region }
            : new() { Region = region, Why = RequestMessages.NoAuthorizationId };
    }

    // The id of a link that goes on behind it; empty where it may have been cut off.
    private static string IdIn(ReadOnlySpan<char> text, string sentence)
    {
        var isWhole = sentence.Contains(Details, StringComparison.OrdinalIgnoreCase);
        return isWhole ? text[..LettersOf(text)].ToString() : "";
    }

    // Null where the link names none, empty where it is no link of the console.
    private static string? RegionIn(string link)
    {
        if (!Uri.TryCreate(link, UriKind.Absolute, out var address) || !IsConsole(address.Host, out var inHost) || address.UserInfo.Length > 0 || !address.IsDefaultPort)
        {
            return "";
        }

        var query = address.Query.TrimStart('?').Split('&').FirstOrDefault(part => part.StartsWith("region=", StringComparison.Ordinal))?["region=".Length..];
        var region = query ?? inHost;
        return region is null ? null : Partitions.IsRegionName(region) && (inHost is null || inHost == region) ? region : "";
    }

    private static bool IsConsole(string host, out string? region)
    {
        region = null;
        foreach (var suffix in (ReadOnlySpan<string>)["console.aws.amazon.com", "console.amazonaws.cn", "console.amazonaws-us-gov.com"])
        {
            if (host.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
            {
                var before = host[..^suffix.Length];
                region = before.Length > 1 ? before[..^1] : null;
                return before.Length == 0 || (before.EndsWith('.') && Partitions.IsRegionName(region));
            }
        }

        return false;
    }

    // The link alone, without the blanks that a line break left in it.
    private static string Unwrapped(ReadOnlySpan<char> sentence)
    {
        var link = sentence[Start.Length..];
        var end = link.IndexOf(Details, StringComparison.OrdinalIgnoreCase);
        return string.Concat((end < 0 ? link : link[..end]).ToString().Where(letter => !char.IsWhiteSpace(letter)));
    }

    // Exactly one full stop is AWS's: the name of a policy may end with another.
    private static string DenialBefore(string text, int start)
    {
        var denial = text.AsSpan(0, start).TrimEnd();
        return (denial.EndsWith(".") ? denial[..^1] : denial).ToString();
    }

    private static bool HasLocatorInside(string text) => text.Contains(Route, StringComparison.OrdinalIgnoreCase);

    private static int LettersOf(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && length <= LongestId && char.IsAsciiLetterOrDigit(text[length]))
        {
            length++;
        }

        return length;
    }

    private static bool IsId(string id) => id.Length <= LongestId && !id.Any(char.IsAsciiLetterUpper);
}
