namespace AccessUndenied.Aws.Policies.ResourcePolicyProviders;

/// <summary>The shape of the last field of ARNs, such as <c>vaults/{vault}</c>.</summary>
/// <remarks>
/// Shape: letters stand for themselves; <c>{name}</c> is one or more letters up to the next slash or colon; <c>{name+}</c>, at the end alone, is all the rest.
/// </remarks>
internal sealed class ArnShape
{
    private readonly (bool IsName, string Text)[] _parts;
    private readonly bool _takesRest;

    public ArnShape(string text)
    {
        Text = text;
        var parts = new List<(bool IsName, string Text)>();
        for (var at = 0; at < text.Length;)
        {
            var open = text.IndexOf('{', at);
            var end = open < 0 ? text.Length : open;
            if (end > at)
            {
                parts.Add((false, text[at..end]));
            }

            if (open < 0)
            {
                break;
            }

            var close = text.IndexOf('}', open);
            parts.Add((true, text[(open + 1)..close].TrimEnd('+')));
            _takesRest = text[close - 1] == '+';
            at = close + 1;
        }

        _parts = [.. parts];
    }

    public string Text { get; }

    /// <summary>How much of <paramref name="resource"/> has this shape, up to its end or a slash or colon; 0 for none of it.</summary>
    /// <param name="resource">The last field of an ARN.</param>
    /// <param name="values">Where to put what the names stand for; null for nowhere.</param>
    public int Match(ReadOnlySpan<char> resource, IDictionary<string, string>? values = null)
    {
        var at = 0;
        for (var i = 0; i < _parts.Length; i++)
        {
            var (isName, text) = _parts[i];
            var rest = resource[at..];
            if (!isName)
            {
                if (!rest.StartsWith(text, StringComparison.Ordinal))
                {
                    return 0;
                }

                at += text.Length;
                continue;
            }

            var length = _takesRest && i == _parts.Length - 1 ? rest.Length : rest.IndexOfAny('/', ':') is >= 0 and var end ? end : rest.Length;
            if (length == 0)
            {
                return 0;
            }

            values?[text] = rest[..length].ToString();
            at += length;
        }

        return at == resource.Length || resource[at] is '/' or ':' ? at : 0;
    }

    /// <summary>The last field of the ARN of this shape in which the names stand for <paramref name="values"/>.</summary>
    public string With(IReadOnlyDictionary<string, string> values) => string.Concat(_parts.Select(part => part.IsName ? values[part.Text] : part.Text));
}
