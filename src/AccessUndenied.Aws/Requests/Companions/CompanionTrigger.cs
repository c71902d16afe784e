using AccessUndenied.Aws.Requests;

namespace AccessUndenied.Aws.Requests.Companions;

/// <summary>One thing that a request must hold for a further action to be needed.</summary>
/// <remarks>
/// Shape: <c>path</c> (is there and not empty), <c>!path</c> (is not), <c>path=value</c>, <c>path!=value</c> (also where it is not there);
/// a value may begin or end with <c>*</c>, and values compare without regard to case. <c>tags</c>: the request carries tags.
/// <c>~role</c>: some member of it names a role.
/// </remarks>
internal sealed class CompanionTrigger
{
    private const string Tags = "tags";
    private const string Header = "x-amz-tagging";

    private readonly string _value = "";
    private readonly bool _isNegated;
    private readonly bool _comparesValue;

    private CompanionTrigger(string path, bool isNegated, string? value)
    {
        Path = path;
        _isNegated = isNegated;
        _comparesValue = value is not null;
        _value = value ?? "";
    }

    /// <summary>The parameter it is about.</summary>
    internal string Path { get; }

    /// <summary>Whether it is there because the request sends the parameter, so that a call without it needs less.</summary>
    internal bool IsAboutPresence => !_isNegated;

    internal bool IsAboutTags => Path == Tags;

    /// <summary>Whether it is there because the request sends tags, under whatever name.</summary>
    internal bool BringsTags => !_isNegated && Path.Split('|') is var names && (names.Contains(Tags) || names.Contains(Header));

    internal static CompanionTrigger Parse(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
        {
            return text[0] == '!' ? new(text[1..], isNegated: true, null) : new(text, isNegated: false, null);
        }

        var isNegated = text[equals - 1] == '!';
        return new(text[..(isNegated ? equals - 1 : equals)], isNegated, text[(equals + 1)..]);
    }

    internal bool Matches(ResourceSearch search)
    {
        if (IsAboutTags)
        {
            return RequestTags.Of(search.Parameters).Tags.Count > 0 != _isNegated;
        }

        var values = ParameterPath.Values(search, Path);
        return (_comparesValue ? values.Exists(IsValue) : values.Count > 0) != _isNegated;
    }

    private bool IsValue(string text)
    {
        var value = _value.AsSpan().Trim('*');
        return (_value.StartsWith('*'), _value.EndsWith('*')) switch
        {
            (true, true) => text.AsSpan().Contains(value, StringComparison.OrdinalIgnoreCase),
            (true, false) => text.AsSpan().EndsWith(value, StringComparison.OrdinalIgnoreCase),
            (false, true) => text.AsSpan().StartsWith(value, StringComparison.OrdinalIgnoreCase),
            _ => text.AsSpan().Equals(value, StringComparison.OrdinalIgnoreCase),
        };
    }
}
