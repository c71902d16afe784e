using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <summary>The KMS key that a request of another service names: <c>kmsKeyId</c>, <c>kmsMasterKeyId</c>, S3's headers and their like.</summary>
internal static class KmsKeyMembers
{
    private static readonly string[] s_beginnings = ["kmskey", "kmsmasterkey", "ssekmskey", "kmskeyarn", "ssekmsencryptionkey", "masterkey"];
    private const string Header = "xamzserversideencryptionawskmskeyid";

    /// <summary>The key; null where the request names none.</summary>
    internal static FoundResource? Find(ResourceSearch search)
    {
        foreach (var member in search.Members)
        {
            if (!IsKey(member.Folded))
            {
                continue;
            }

            if (Arn.TryParse(member.Value, out var arn) && arn.Service is "kms")
            {
                return new(search.Identify(member.Value), Certainty.Likely, RequestMessages.FromParameters, arn.ResourceType is "alias" ? RequestMessages.KeyAlias(member.Value) : null);
            }

            if (member.Value.StartsWith("alias/", StringComparison.Ordinal))
            {
                return new(search.Identify(Name("*", search)), Certainty.Guess, RequestMessages.FromParameters, RequestMessages.KeyAlias(member.Value));
            }

            if (IsId(member.Value))
            {
                return new(search.Identify(Name(member.Value, search)), Certainty.Likely, RequestMessages.FromParameters);
            }
        }

        return null;
    }

    private static bool IsKey(string folded) =>
        folded == Header || Array.Exists(s_beginnings, start => folded.StartsWith(start, StringComparison.Ordinal) || folded.EndsWith(start + "id", StringComparison.Ordinal));

    // A UUID, or a multi-Region key's mrk- and 32 digits.
    private static bool IsId(string text) => Guid.TryParseExact(text, "D", out _) || (text.Length == 36 && text.StartsWith("mrk-", StringComparison.Ordinal));

    private static string Name(string id, ResourceSearch search) =>
        $"arn:{search.Place.Partition}:kms:{search.Place.Region}:{search.Place.AccountId ?? "*"}:key/{id}";
}
