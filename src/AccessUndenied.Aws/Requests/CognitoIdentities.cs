using AccessUndenied.Aws.Catalog;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <summary>Cognito identities as the target of AWS IoT's policies: REGION:UUID, which is no ARN and no certificate's.</summary>
/// <remarks>
/// A statement for them names every resource.
/// Source: AWS IoT Core Developer Guide, "Authorization with Amazon Cognito identities". https://docs.aws.amazon.com/iot/latest/developerguide/cog-iot-policies.html
/// </remarks>
internal static class CognitoIdentities
{
    private static readonly string[] s_members = ["target", "principal"];

    internal static bool IsIdentity(ReadOnlySpan<char> text) =>
        text.IndexOf(':') is > 0 and var colon && text[..colon].Count('-') >= 2 && !text[..colon].ContainsAny('/', '*') && Guid.TryParseExact(text[(colon + 1)..], "D", out _);

    internal static FoundResource? Find(CatalogAction action, ResourceSearch search)
    {
        var target = s_members.Select(search.Parameters.Text).FirstOrDefault(text => text is not null);
        return action.Service == "iot" && IsIdentity(target) ? Of(search, target!, RequestMessages.FromParameters) : null;
    }

    internal static FoundResource? OfMessage(CatalogAction action, ReadOnlySpan<char> text, ResourceSearch search) =>
        action.Service == "iot" && IsIdentity(text) ? Of(search, text.ToString(), RequestMessages.FromMessage) : null;

    private static FoundResource Of(ResourceSearch search, string identity, string from) => new(search.Identify(identity), Certainty.Certain, from, RequestMessages.CognitoIdentity);
}
