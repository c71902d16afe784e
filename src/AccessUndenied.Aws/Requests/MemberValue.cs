namespace AccessUndenied.Aws.Requests;

/// <summary>What of a member's value goes into an ARN.</summary>
internal static class MemberValue
{
    /// <summary>The name in <paramref name="value"/>; null when there is none that can stand for <paramref name="variable"/>.</summary>
    /// <param name="value">A name, an id, an ARN, the end of an ARN, or a URL.</param>
    /// <param name="variable">The variable that it is to fill.</param>
    /// <param name="account">Set to the account that the value names beside the resource, if it does.</param>
    internal static string? For(string value, TemplateVariable variable, ref string? account)
    {
        var text = value.AsSpan().Trim();
        if (text.StartsWith("https://", StringComparison.Ordinal) || text.StartsWith("http://", StringComparison.Ordinal))
        {
            text = OfUrl(text, ref account);
        }
        else if (Arn.TryParse(value, out var arn))
        {
            text = OfArn(arn, variable);
            if (AccountIds.IsAccountId(arn.AccountId))
            {
                account = arn.AccountId.ToString();
            }
        }
        else if (text.StartsWith("arn:", StringComparison.Ordinal))
        {
            return null;
        }
        else if (text.Length > 13 && text[12] == ':' && AccountIds.IsAccountId(text[..12]))
        {
            // Lambda's partial ARN: 123456789012:function:name.
            account = text[..12].ToString();
            text = text[13..];
        }

        text = OfService(WithoutOwnPrefix(text, variable.Before), variable);
        return IsAliasForKey(text, variable) || text.IsEmpty ? null : text.SequenceEqual(value) ? value : text.ToString();
    }

    // WAF writes the scope of a request in its own way; a build's id begins with its project's name.
    private static ReadOnlySpan<char> OfService(ReadOnlySpan<char> text, TemplateVariable variable) => variable.Folded switch
    {
        "scope" when text is "REGIONAL" => "regional",
        "scope" when text is "CLOUDFRONT" => "global",
        "projectname" when text.IndexOf(':') is > 0 and var colon => text[..colon],
        _ => text,
    };

    // SQS: https://sqs.us-east-1.amazonaws.com/123456789012/queue.
    private static ReadOnlySpan<char> OfUrl(ReadOnlySpan<char> url, scoped ref string? account)
    {
        url = url.TrimEnd('/');
        var slash = url.LastIndexOf('/');
        var before = url[..slash];
        var owner = before[(before.LastIndexOf('/') + 1)..];
        if (AccountIds.IsAccountId(owner))
        {
            account = owner.ToString();
        }

        return url[(slash + 1)..];
    }

    private static ReadOnlySpan<char> OfArn(Arn arn, TemplateVariable variable)
    {
        var resource = arn.Resource;
        if (variable.Before.Length > 0 && resource.StartsWith(variable.Before, StringComparison.OrdinalIgnoreCase))
        {
            return resource[variable.Before.Length..];
        }

        return resource[(resource.LastIndexOfAny('/', ':') + 1)..];
    }

    // SSM writes /path for parameter/path, KMS alias/x, Lambda function:x: what the format says already is not said twice.
    private static ReadOnlySpan<char> WithoutOwnPrefix(ReadOnlySpan<char> text, string before)
    {
        if (before.Length == 0)
        {
            return text;
        }

        if (text.Length > 1 && text[0] == '/' && before[^1] == '/')
        {
            return text[1..];
        }

        var start = before.AsSpan(0, before.Length - 1).LastIndexOfAny('/', ':') + 1;
        var own = before.AsSpan(start);
        return own.Length > 1 && text.StartsWith(own, StringComparison.OrdinalIgnoreCase) ? text[own.Length..] : text;
    }

    // The key behind an alias is not in the request.
    private static bool IsAliasForKey(ReadOnlySpan<char> text, TemplateVariable variable) =>
        variable.Folded == "keyid" && text.StartsWith("alias/", StringComparison.Ordinal);
}
