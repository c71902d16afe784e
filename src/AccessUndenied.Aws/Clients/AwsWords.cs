using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace AccessUndenied.Aws.Clients;

/// <summary>What a service says of an error, without what it repeats of the request.</summary>
/// <remarks>
/// A service that cannot confirm a signature answers with the whole request as it saw it, the session's token included. Source:
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html">
/// IAM User Guide, "Troubleshoot Signature Version 4 signing for AWS API requests"</see>.
/// </remarks>
internal static class AwsWords
{
    private const int Longest = 600;
    private const int SignatureLength = 64;
    private const int AccessKeyLength = 16;

    // No name and no id of AWS has so long a part without a dot, a colon or a space.
    private const int TokenLength = 100;
    private const string Hidden = "[hidden]";

    private static readonly SearchValues<char> s_wordCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/%_-");

    private static readonly SearchValues<char> s_nameCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-:");

    // Headers and parameters that carry credentials or what is computed from them.
    private static readonly FrozenSet<string> s_secretNames = new[]
    {
        "x-amz-security-token", "x-amz-signature", "x-amz-credential", "security-token", "signature", "credential", "sessiontoken", "session-token", "secretaccesskey",
        "secret-access-key", "awsaccesskeyid", "accesskeyid", "authorization", "signatureprovided",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The first line of <paramref name="text"/>, up to where the request is repeated, with whatever may be a credential hidden.</summary>
    public static string Of(string text)
    {
        var line = text.AsSpan().TrimStart();
        var end = line.IndexOfAny('\r', '\n');
        line = end < 0 ? line : line[..end];
        var repeats = line.IndexOf("The Canonical String", StringComparison.OrdinalIgnoreCase);
        line = repeats < 0 ? line : line[..repeats];
        return WithoutSecrets(line[..Math.Min(line.Length, Longest)].TrimEnd());
    }

    /// <summary>The <paramref name="code"/> of an error, such as <c>NoSuchEntity</c>; null where it is no name and may be something that the request held.</summary>
    public static string? CodeOf(string? code) =>
        code is { Length: > 0 } && !code.AsSpan().ContainsAnyExcept(s_nameCharacters) && !IsSecret(code) ? code : null;

    private static string WithoutSecrets(ReadOnlySpan<char> text)
    {
        var words = new StringBuilder(text.Length);
        var isBehindName = false;
        while (!text.IsEmpty)
        {
            var length = text.IndexOfAnyExcept(s_wordCharacters);
            length = length < 0 ? text.Length : length;
            if (length == 0)
            {
                isBehindName &= text[0] is ':' or '=' or ' ' or '"' or '\'';
                words.Append(text[0]);
                text = text[1..];
                continue;
            }

            var word = text[..length];
            var isName = length < text.Length && text[length] is ':' or '=' or '"' or '\'' && s_secretNames.Contains(word.ToString());
            words.Append((isBehindName && !isName) || IsSecret(word) ? Hidden : word);
            isBehindName = isName;
            text = text[length..];
        }

        return words.ToString();
    }

    private static bool IsSecret(ReadOnlySpan<char> word) =>
        word.Length >= TokenLength
        || (word.Length == SignatureLength && !word.ContainsAnyExcept("0123456789abcdef"))
        || (word.Length >= AccessKeyLength && (word.StartsWith("AKIA", StringComparison.Ordinal) || word.StartsWith("ASIA", StringComparison.Ordinal))
            && !word.ContainsAnyExceptInRange('0', 'Z'));
}
