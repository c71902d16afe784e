namespace AccessUndenied.Aws.Policies.ResourcePolicyProviders;

/// <summary>What is sent to ask for a policy, with names such as <c>{arn}</c> in the places that a resource fills.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path.</param>
/// <param name="Query">The query's parameters.</param>
/// <param name="Members">The members of the request's body, or its form's parameters.</param>
internal sealed record PolicyCall(string Method, string Path, IReadOnlyList<(string Name, string Value)> Query, IReadOnlyList<(string Name, string Value)> Members)
{
    /// <summary>Reads <c>GET /path/{name}?query={name}</c>, or <c>Member={name}&amp;Other={name}</c> where the protocol has neither method nor path.</summary>
    public static PolicyCall Parse(string text, bool isRest)
    {
        if (!isRest)
        {
            return new("POST", "/", [], Pairs(text));
        }

        var parts = text.Split(' ');
        var address = parts[1].Split('?');
        return new(parts[0], address[0], Pairs(address.ElementAtOrDefault(1)), Pairs(parts.ElementAtOrDefault(2)));
    }

    /// <summary>The value of a template, in which each name is replaced once; what a resource's ARN holds is never read as a name.</summary>
    public static string Fill(string template, IReadOnlyDictionary<string, string> values) =>
        template.StartsWith('{') && template.EndsWith('}') ? values[template[1..^1]]
        : template.StartsWith('{') ? values[template[1..template.IndexOf('}', StringComparison.Ordinal)]] + template[(template.IndexOf('}', StringComparison.Ordinal) + 1)..]
        : template;

    private static (string Name, string Value)[] Pairs(string? text) =>
        string.IsNullOrEmpty(text) ? [] : [.. text.Split('&').Select(pair => pair.Split('=', 2)).Select(pair => (pair[0], pair.ElementAtOrDefault(1) ?? ""))];
}
