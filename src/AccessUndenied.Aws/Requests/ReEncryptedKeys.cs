using AccessUndenied.Aws.Catalog;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <summary>The key that each half of a re-encryption is checked on: <c>ReEncryptFrom</c> on the one that the data is under, <c>ReEncryptTo</c> on the one it is put under.</summary>
/// <remarks>
/// The record lists both, in no order that AWS promises; what names them are the parameters, and the source may be left out, since the ciphertext tells it. Rule KMS-16. Source: AWS KMS API
/// Reference, "ReEncrypt", required permissions: https://docs.aws.amazon.com/kms/latest/APIReference/API_ReEncrypt.html
/// </remarks>
internal static class ReEncryptedKeys
{
    private const string Source = "sourceKeyId";
    private const string Destination = "destinationKeyId";

    /// <summary>The key that the parameters name for <paramref name="action"/>, open where they leave it to the ciphertext; null for all other actions.</summary>
    internal static List<FoundResource>? Find(CatalogAction action, ResourceSearch search) => Names(action.FullName) is var (own, _) && search.Parameters.AreKnown
        ? [KmsKeyMembers.Of(search.Parameters.Text(own), search) ?? KmsKeyMembers.Open(search)]
        : null;

    /// <summary>Those of <paramref name="listed"/> that <paramref name="action"/> is checked on: one where the parameters tell it, and all where they do not.</summary>
    internal static List<FoundResource> Of(string action, List<FoundResource> listed, ResourceSearch search)
    {
        if (listed.Count == 0 || Names(action) is not var (own, others))
        {
            return listed;
        }

        var (ownName, otherName) = (search.Parameters.Text(own), search.Parameters.Text(others));
        var named = listed.FindAll(key => Is(key, ownName));
        if (named.Count == 1)
        {
            return named;
        }

        // An alias tells no key, but the other one may. Where the other one is all that is listed, the list tells nothing of this one.
        var left = listed.FindAll(key => !Is(key, otherName));
        return left.Count <= 1 ? left : listed;
    }

    private static (string Own, string Others)? Names(string action) => action switch
    {
        "kms:ReEncryptFrom" => (Source, Destination),
        "kms:ReEncryptTo" => (Destination, Source),
        _ => null,
    };

    private static bool Is(FoundResource key, string? name) =>
        name is not null && (key.Id.Value == name || key.Id.Value.EndsWith(":key/" + name, StringComparison.Ordinal));
}
