namespace AccessUndenied.Aws.Requests;

/// <summary>The key that each half of a re-encryption is checked on: <c>ReEncryptFrom</c> on the one that the data is under, <c>ReEncryptTo</c> on the one it is put under.</summary>
/// <remarks>
/// The record lists both, in no order that AWS promises; what names them are the parameters, and the source may be left out, since the ciphertext tells it. Source: AWS KMS API
/// Reference, "ReEncrypt", required permissions: https://docs.aws.amazon.com/kms/latest/APIReference/API_ReEncrypt.html
/// </remarks>
internal static class ReEncryptedKeys
{
    private const string Source = "sourceKeyId";
    private const string Destination = "destinationKeyId";

    /// <summary>Those of <paramref name="listed"/> that <paramref name="action"/> is checked on: one where the parameters tell it, and all where they do not.</summary>
    internal static List<FoundResource> Of(string action, List<FoundResource> listed, ResourceSearch search)
    {
        if (listed.Count < 2)
        {
            return listed;
        }

        return action switch
        {
            "kms:ReEncryptFrom" => Choose(listed, search.Parameters.Text(Source), search.Parameters.Text(Destination)),
            "kms:ReEncryptTo" => Choose(listed, search.Parameters.Text(Destination), search.Parameters.Text(Source)),
            _ => listed,
        };
    }

    private static List<FoundResource> Choose(List<FoundResource> listed, string? own, string? others)
    {
        var named = listed.FindAll(key => Is(key, own));
        if (named.Count == 1)
        {
            return named;
        }

        // An alias tells no key, but the other one may.
        var left = listed.FindAll(key => !Is(key, others));
        return left.Count == 1 ? left : listed;
    }

    private static bool Is(FoundResource key, string? name) =>
        name is not null && (key.Id.Value == name || key.Id.Value.EndsWith(":key/" + name, StringComparison.Ordinal));
}
