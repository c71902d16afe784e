using System.Text;
using AccessUndenied.Aws.Events;

namespace AccessUndenied.Aws.Replays;

/// <summary>Made-up names in the place of those of persons: in one file the same for the same original.</summary>
/// <remarks>
/// Of an e-mail address the domain stays, since policies ask for it. Names of IAM users stay, since policies and snapshots name them.
/// </remarks>
internal sealed class FixtureNames
{
    /// <summary>What stands for the session that called.</summary>
    internal const string Session = "session";

    /// <summary>What stands for any other session.</summary>
    internal const string OtherSession = "other-session";

    private const int MostPersons = 1_000_000;

    // After these, an ARN of STS has a session's name; the first has its role's before it.
    private const string AssumedRole = ":assumed-role/";
    private const string FederatedUser = ":federated-user/";

    private readonly Dictionary<string, string> _persons = new(StringComparer.Ordinal);

    /// <summary><paramref name="text"/> without the names of sessions and persons, and without credentials of signed addresses.</summary>
    /// <param name="text">A value of a record.</param>
    /// <param name="session">The name of the session that called; null for none.</param>
    internal string Of(string text, string? session) =>
        WithoutPersons(WithoutSessions(WithoutSessions(SignedAddress.WithoutCredentials(text), AssumedRole, session), FederatedUser, session));

    /// <summary>The name of the session in the ARN of one; null when it is none's.</summary>
    internal static string? SessionIn(string? arn)
    {
        if (arn is null || !arn.Contains(":sts:", StringComparison.Ordinal))
        {
            return null;
        }

        return arn[(arn.LastIndexOf('/') + 1)..] is { Length: > 0 } name ? name : null;
    }

    private static string WithoutSessions(string text, string start, string? session)
    {
        var at = text.IndexOf(start, StringComparison.Ordinal);
        if (at < 0)
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        var done = 0;
        for (; at >= 0; at = text.IndexOf(start, done, StringComparison.Ordinal))
        {
            var name = at + start.Length;
            if (start == AssumedRole)
            {
                name += LengthOfName(text.AsSpan(name));
                name += name < text.Length && text[name] == '/' ? 1 : 0;
            }

            clean.Append(text, done, name - done);
            var found = text.AsSpan(name);
            var isOwn = session is not null && found.StartsWith(session, StringComparison.Ordinal) && LengthOfName(found[session.Length..].TrimStart('.')) == 0;
            var length = isOwn ? session!.Length : text[name - 1] == '/' ? LengthOfName(found) : 0;
            clean.Append(length == 0 ? "" : isOwn ? Session : OtherSession);
            done = name + length;
        }

        return clean.Append(text, done, text.Length - done).ToString();
    }

    // RoleSessionName and Name of GetFederationToken: [\w+=,.@-]*.
    private static int LengthOfName(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && (char.IsLetterOrDigit(text[length]) || text[length] is '_' or '+' or '=' or ',' or '.' or '@' or '-'))
        {
            length++;
        }

        return length;
    }

    private string WithoutPersons(string text)
    {
        StringBuilder? clean = null;
        var done = 0;
        for (var at = FindSign(text, 0, out var sign); at >= 0; at = FindSign(text, at + sign, out sign))
        {
            var (start, end) = (at, at + sign);
            while (start > done && IsLocal(text[start - 1]))
            {
                start--;
            }

            while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '.' or '-'))
            {
                end++;
            }

            if (start < at && end > at + sign && !IsDigest(text.AsSpan(at + sign)) && !IsNameOfIam(text.AsSpan(0, start)))
            {
                (clean ??= new(text.Length)).Append(text, done, start - done).Append(PersonFor(text[start..end].Replace("%40", "@", StringComparison.Ordinal)));
                clean.Append(text, at, end - at);
                done = end;
            }
        }

        return clean is null ? text : clean.Append(text, done, text.Length - done).ToString();
    }

    private static int FindSign(string text, int from, out int length)
    {
        var sign = text.IndexOf('@', from);
        var written = text.IndexOf("%40", from, sign < 0 ? text.Length - from : sign - from, StringComparison.Ordinal);
        length = written >= 0 ? 3 : 1;
        return written >= 0 ? written : sign;
    }

    private static bool IsLocal(char letter) => char.IsLetterOrDigit(letter) || letter is '.' or '_' or '+' or '-' or '\'' or '%';

    // An image by its digest: repository@sha256:….
    private static bool IsDigest(ReadOnlySpan<char> domain) => domain.StartsWith("sha256:", StringComparison.Ordinal) || domain.StartsWith("sha512:", StringComparison.Ordinal);

    private static bool IsNameOfIam(ReadOnlySpan<char> before) => before[(before.LastIndexOfAny(" \"'\t\r\n") + 1)..] is var word
        && word.StartsWith("arn:", StringComparison.Ordinal) && word.Contains(":iam::", StringComparison.Ordinal);

    private string PersonFor(string address)
    {
        if (_persons.TryGetValue(address, out var person))
        {
            return person;
        }

        if (_persons.Count >= MostPersons)
        {
            return "person";
        }

        return _persons[address] = $"person-{_persons.Count + 1}";
    }
}
