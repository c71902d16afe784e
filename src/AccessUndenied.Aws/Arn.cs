using System.Diagnostics.CodeAnalysis;

namespace AccessUndenied.Aws;

/// <summary>The name that AWS gives to a resource, such as <c>arn:aws:iam::123456789012:role/app</c>.</summary>
/// <remarks>
/// Shape: <c>arn:partition:service:region:account:resource</c>; region and account may be empty, the resource may hold colons,
/// slashes and blanks. Every partition is as good as another. Case counts. Parsing copies nothing.
/// Source: AWS General Reference, "Amazon Resource Names (ARNs)".
/// </remarks>
public readonly struct Arn
{
    private const string Scheme = "arn:";
    private const int Fields = 6;

    private readonly string? _text;
    private readonly int _service;
    private readonly int _region;
    private readonly int _account;
    private readonly int _resource;

    private Arn(string text, int service, int region, int account, int resource)
    {
        _text = text;
        _service = service;
        _region = region;
        _account = account;
        _resource = resource;
    }

    /// <summary>The partition, such as <c>aws</c>, <c>aws-cn</c> or <c>aws-us-gov</c>.</summary>
    public ReadOnlySpan<char> Partition => Field(Scheme.Length, _service);

    /// <summary>The service's namespace, such as <c>s3</c>.</summary>
    public ReadOnlySpan<char> Service => Field(_service, _region);

    /// <summary>The region; empty where the resource has none or the format leaves it out.</summary>
    public ReadOnlySpan<char> Region => Field(_region, _account);

    /// <summary>The account, mostly 12 digits; empty where the format leaves it out, <c>aws</c> for what AWS itself owns.</summary>
    public ReadOnlySpan<char> AccountId => Field(_account, _resource);

    /// <summary>The rest: mostly a type, a separator and a name.</summary>
    public ReadOnlySpan<char> Resource => _text is null ? default : _text.AsSpan(_resource);

    /// <summary>What stands before the first slash or colon of <see cref="Resource"/>; empty when there is neither.</summary>
    public ReadOnlySpan<char> ResourceType => Resource.IndexOfAny('/', ':') is var end and > 0 ? Resource[..end] : default;

    /// <summary>Reads <paramref name="text"/>; false when it is not an ARN.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Arn arn)
    {
        arn = default;
        if (text is null || !text.StartsWith(Scheme, StringComparison.Ordinal))
        {
            return false;
        }

        var service = FieldAfter(text, Scheme.Length);
        var region = FieldAfter(text, service);
        var account = FieldAfter(text, region);
        var resource = FieldAfter(text, account);
        if (resource < 0 || resource == text.Length || service - Scheme.Length < 2 || region - service < 2
            || text.AsSpan(0, resource).IndexOfAnyInRange('\0', ' ') >= 0)
        {
            return false;
        }

        arn = new(text, service, region, account, resource);
        return true;
    }

    /// <summary>Whether it is an ARN, and not <c>default</c>.</summary>
    internal bool IsArn => _text is not null;

    /// <summary>Where <see cref="Resource"/> starts in the text.</summary>
    internal int ResourceStart => _resource;

    /// <summary>Reads <paramref name="text"/>; <c>default</c>, whose fields are all empty, when it is not an ARN.</summary>
    internal static Arn OrNone(string? text) => TryParse(text, out var arn) ? arn : default;

    /// <summary>The account that <paramref name="text"/> names; null when it is no ARN or names none.</summary>
    internal static string? AccountOf(string? text) => OrNone(text) is { IsArn: true } arn && AccountIds.IsAccountId(arn.AccountId) ? arn.AccountId.ToString() : null;

    /// <summary>The six fields of an ARN, or of a pattern or a format for ARNs, whatever stands in them; fewer where <paramref name="text"/> has fewer.</summary>
    internal static string[] FieldsOf(string text) => text.Split(':', Fields);

    /// <summary>The ARN as it was written; empty for <c>default</c>.</summary>
    public override string ToString() => _text ?? "";

    // Where the next field starts; -1 when there is none, and then for every later field too.
    private static int FieldAfter(string text, int start)
    {
        var colon = start < 0 ? -1 : text.IndexOf(':', start);
        return colon < 0 ? -1 : colon + 1;
    }

    private ReadOnlySpan<char> Field(int start, int next) => _text is null ? default : _text.AsSpan(start, next - start - 1);
}
