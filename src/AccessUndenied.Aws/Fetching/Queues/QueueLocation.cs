using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using AccessUndenied.Aws.Requests;

namespace AccessUndenied.Aws.Fetching.Queues;

/// <summary>A queue, written <c>sqs://</c> and its address without a scheme, such as <c>sqs://sqs.eu-west-1.amazonaws.com/111111111111/name</c>.</summary>
/// <remarks>Source: SQS Developer Guide, "Queue and message identifiers": up to 80 letters, digits, hyphens and underscores, and <c>.fifo</c>.</remarks>
/// <param name="Url">The address that calls name the queue by.</param>
/// <param name="Name">The address without its scheme.</param>
/// <param name="Region">The region in it; null where it has none.</param>
internal sealed record QueueLocation(string Url, string Name, string? Region)
{
    private const string Scheme = "sqs://";
    private const string Ordered = ".fifo";
    private const int LongestName = 80;
    private static readonly SearchValues<char> s_nameLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
    private static readonly SearchValues<char> s_addressLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:/[]");

    /// <summary>The queue's ARN, for messages; its name alone where the address does not tell the rest.</summary>
    public string Arn => QueueUrls.ArnOf(Url, new(Partitions.OfRegion(Region ?? ""), Region ?? "*", "*")) ?? Name;

    public static bool IsOne(string text) => text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    public static bool TryParse(string text, [NotNullWhen(true)] out QueueLocation? location)
    {
        location = null;
        if (!IsOne(text))
        {
            return false;
        }

        var address = text[Scheme.Length..];
        var url = QueueUrls.IsUrl(address) ? address : "https://" + address;
        if (address.AsSpan().ContainsAnyExcept(s_addressLetters) || !Uri.TryCreate(url, UriKind.Absolute, out var parsed) || parsed.UserInfo.Length > 0)
        {
            return false;
        }

        var parts = parsed.AbsolutePath.Trim('/').Split('/');
        if (parts.Length < 2 || !IsName(parts[^1]))
        {
            return false;
        }

        location = new(url.TrimEnd('/'), url[(url.IndexOf("://", StringComparison.Ordinal) + 3)..].TrimEnd('/'), QueueUrls.RegionIn(parsed.Host));
        return true;
    }

    public override string ToString() => Scheme + Name;

    private static bool IsName(string text)
    {
        var name = text.EndsWith(Ordered, StringComparison.Ordinal) ? text.AsSpan(0, text.Length - Ordered.Length) : text;
        return text.Length <= LongestName && !name.IsEmpty && !name.ContainsAnyExcept(s_nameLetters);
    }
}
