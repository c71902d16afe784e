using AccessUndenied.Aws.Catalog;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <summary>Text messages: what is published to is a phone number, which no ARN names.</summary>
/// <remarks>Source: Amazon SNS API Reference, "Publish", PhoneNumber. https://docs.aws.amazon.com/sns/latest/api/API_Publish.html</remarks>
internal static class PhoneNumbers
{
    /// <summary>The action that sends one.</summary>
    internal const string Action = "sns:Publish";

    // CloudTrail leaves the number out.
    private const string Hidden = "phone number";

    private const int MostDigits = 15;

    internal static bool IsNumber(ReadOnlySpan<char> text) =>
        text is ['+', ..] && text.Length is > 4 and <= MostDigits + 1 && text[1..].IndexOfAnyExceptInRange('0', '9') < 0;

    internal static FoundResource? Find(CatalogAction action, ResourceSearch search) => IsOf(action) && search.Parameters.Has("phoneNumber")
        ? new(search.Identify(search.Parameters.Text("phoneNumber") is { } number && IsNumber(number) ? number : Hidden), Certainty.Certain, RequestMessages.FromParameters,
        RequestMessages.TextMessage)
        : null;

    internal static FoundResource? OfMessage(CatalogAction action, ReadOnlySpan<char> text, ResourceSearch search) => IsOf(action) && IsNumber(text)
        ? new(search.Identify(text.ToString()), Certainty.Certain, RequestMessages.FromMessage, RequestMessages.TextMessage)
        : null;

    /// <summary>Whether <paramref name="resource"/> is a phone number rather than an ARN.</summary>
    internal static bool Is(string resource) => resource == Hidden || IsNumber(resource);

    private static bool IsOf(CatalogAction action) => action.FullName.Equals(Action, StringComparison.OrdinalIgnoreCase);
}
