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
    private const string Dash = "(?:[-_]|%(?:25)*2d)?";
    private const string Quote = "\\\\*(?:[\"']|&quot;|&#34;)?";

    // A member's value, or the first of its list.
    private const string Opening = "(?:[ \t]*\\[[ \t]*\\\\*[\"']|[ \t]*" + Quote + ")";
    private const string Unmistakable = $"x{Dash}amz{Dash}(?:security{Dash}token|s3session{Dash}token|signature|credential){Quote}[ \t]*(?:[:>]|&gt;|{Sign}){Opening}";
    private const string OfEveryday = "(?:awsaccesskeyid|signature|credential)" + Sign;

    // As profiles, SDKs, environments, STS and the metadata endpoint name what they give out.
    private const string Given = $"(?:aws{Dash})?(?:(?:session|security){Dash}token|secret{Dash}access{Dash}key)(?:[ \t]*(?:>|&gt;|{Sign})|\\\\*(?:[\"']|&quot;|&#34;)[ \t]*:){Opening}";
    private const string OfMetadata = "\\\\*[\"']token\\\\*[\"'][ \t]*:[ \t]*\\\\*[\"']";
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    private static readonly Regex s_credential = new($"(?<name>{Unmistakable}|{OfEveryday}|{Given}|{OfMetadata})[^\\s&\"'<>\\\\;,()]+", Options | RegexOptions.IgnoreCase);

    // Tokens of STS begin alike, whatever stands before them.
    private static readonly Regex s_token = new("(?:IQoJ|FwoG|FQoG)[A-Za-z0-9+/=%_-]{24,}", Options);

    /// <summary><paramref name="text"/> with <c>[hidden]</c> for the values of those parameters, and for session tokens however they are named.</summary>
    internal static string WithoutCredentials(string text) => MayHoldOne(text) ? s_token.Replace(s_credential.Replace(text, "${name}[hidden]"), "[hidden]") : text;

    // Nearly no refusal does.
    private static bool MayHoldOne(string text) => text.Contains("x-amz-", StringComparison.OrdinalIgnoreCase)
        || text.Contains("token", StringComparison.OrdinalIgnoreCase) || text.Contains("secret", StringComparison.OrdinalIgnoreCase) || text.Contains("QoJ", StringComparison.Ordinal)
        || text.Contains("woG", StringComparison.Ordinal) || text.Contains("FQoG", StringComparison.Ordinal) || text.Contains('=', StringComparison.Ordinal)
        || text.Contains("3d", StringComparison.OrdinalIgnoreCase) || text.Contains("&#61;", StringComparison.Ordinal);
}
