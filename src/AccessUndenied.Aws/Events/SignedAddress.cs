using System.Text.RegularExpressions;

namespace AccessUndenied.Aws.Events;

/// <summary>Hides in a text what a signed address lets its reader do: whoever has the address may use it.</summary>
/// <remarks>
/// Sources: IAM User Guide, "Authentication methods" (query parameters of version 4), Amazon S3 API Reference, "Authenticating requests: using query
/// parameters" and "REST authentication" (version 2), and the header of the same names.
/// <see href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html"/>,
/// <see href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html"/>.
/// </remarks>
internal static class SignedAddress
{
    // The sign between name and value also as addresses, JSON and HTML write it; words of everyday need it, names of AWS's own may have a colon.
    private const string Sign = "(?:=|%(?:25)*3d|\\\\u003d|&#(?:61|x3d);)";
    private const string Unmistakable = "x-amz-(?:security-token|s3session-token|signature|credential)\\\\*[\"']?[ \t]*(?:[:]|" + Sign + ")[ \t]*\\\\*[\"']?";
    private const string OfEveryday = "(?:awsaccesskeyid|security-?token|session-?token|signature|credential)" + Sign;

    private static readonly Regex s_credential = new(
        $"(?<name>{Unmistakable}|{OfEveryday})[^\\s&\"'<>\\\\;,()]+", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary><paramref name="text"/> with <c>[hidden]</c> for the values of those parameters.</summary>
    internal static string WithoutCredentials(string text) => MayHoldOne(text) ? s_credential.Replace(text, "${name}[hidden]") : text;

    // Nearly no refusal does.
    private static bool MayHoldOne(string text) => text.Contains("x-amz-", StringComparison.OrdinalIgnoreCase)
        || text.Contains('=', StringComparison.Ordinal) || text.Contains("3d", StringComparison.OrdinalIgnoreCase) || text.Contains("&#61;", StringComparison.Ordinal);
}
