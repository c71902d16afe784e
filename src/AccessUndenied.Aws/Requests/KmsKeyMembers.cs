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

            if (Arn.TryParse(member.Value, out var arn) && arn.Service is "kms" && arn.ResourceType is "alias")
            {
                return new(search.Identify(member.Value), Certainty.Likely, RequestMessages.FromParameters, RequestMessages.KeyAlias(member.Value));
            }

            if (Of(member.Value, search) is { } key)
            {
                return key;
            }
        }

        return null;
    }

    /// <summary>The key that <paramref name="value"/> names as KMS's own calls do: by its ARN, its id, or one of its aliases, which leaves it open; null where it names none.</summary>
    internal static FoundResource? Of(string? value, ResourceSearch search)
    {
        if (Arn.TryParse(value, out var arn))
        {
            return arn.Service is not "kms" ? null
                : arn.ResourceType is "alias"
                    ? new(search.Identify($"arn:{arn.Partition}:kms:{arn.Region}:{arn.AccountId}:key/*"), Certainty.Guess, RequestMessages.FromParameters, RequestMessages.KeyAlias(value!))
                : new(search.Identify(value!), Certainty.Likely, RequestMessages.FromParameters);
        }

        return value is null ? null
            : value.StartsWith("alias/", StringComparison.Ordinal) ? Open(search) with { Note = RequestMessages.KeyAlias(value) }
            : IsId(value) ? new(search.Identify(Name(value, search)), Certainty.Likely, RequestMessages.FromParameters)
            : null;
    }

    /// <summary>Some key of the account and the Region of the call.</summary>
    internal static FoundResource Open(ResourceSearch search) => new(search.Identify(Name("*", search)), Certainty.Guess, RequestMessages.FromParameters, RequestMessages.OpenPlaces("key"));

    private static bool IsKey(string folded) =>
        folded == Header || Array.Exists(s_beginnings, start => folded.StartsWith(start, StringComparison.Ordinal) || folded.EndsWith(start + "id", StringComparison.Ordinal));

    // A UUID, or a multi-Region key's mrk- and 32 digits.
    private static bool IsId(string text) => Guid.TryParseExact(text, "D", out _) || (text.Length == 36 && text.StartsWith("mrk-", StringComparison.Ordinal));

    private static string Name(string id, ResourceSearch search) =>
        $"arn:{search.Place.Partition}:kms:{search.Place.Region}:{search.Place.AccountId ?? "*"}:key/{id}";
}
