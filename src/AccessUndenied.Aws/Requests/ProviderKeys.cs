namespace AccessUndenied.Aws.Requests;

/// <summary>Condition keys that begin with the address of an identity provider.</summary>
internal static class ProviderKeys
{
    private const string Marker = ":oidc-provider/";
    private const int MostEdits = 4;

    /// <summary>The address that the keys of <paramref name="provider"/>, an ARN or an address, begin with.</summary>
    internal static string IssuerOf(string provider)
    {
        var at = provider.IndexOf(Marker, StringComparison.Ordinal);
        return at < 0 ? provider : provider[(at + Marker.Length)..];
    }

    /// <summary>The key of a claim of <paramref name="provider"/> that <paramref name="key"/> is a wrong form of; null where it is right, or another provider's.</summary>
    internal static string? MeantBy(string provider, string key)
    {
        var (issuer, at) = (IssuerOf(provider), key.LastIndexOf(':'));
        if (at <= 0)
        {
            return null;
        }

        var (written, claim) = (key[..at], key[at..]);
        if (written.Equals(issuer, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return IsFormOf(issuer, written) || IsNear(written, issuer) ? issuer + claim : null;
    }

    /// <summary>
    /// The same where <paramref name="key"/> cannot be another provider's: an address of nearly the same letters may be one of its own (idp-prd and idp-dev), unless IAM knows the
    /// provider by itself.
    /// </summary>
    internal static string? SurelyMeantBy(string provider, string key) =>
        MeantBy(provider, key) is { } meant && (!provider.Contains(Marker, StringComparison.Ordinal) || IsFormOf(IssuerOf(provider), key[..key.LastIndexOf(':')])) ? meant : null;

    // The ARN or the URL of the provider, which begin no key of a token.
    private static bool IsFormOf(string issuer, string written)
    {
        var bare = IssuerOf(written);
        bare = bare[(bare.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme ? scheme + 3 : 0)..].TrimEnd('/');
        return bare.Length < written.Length && bare.Equals(issuer.TrimEnd('/'), StringComparison.OrdinalIgnoreCase);
    }

    // A letter wrong, or letters left out of the host, with the rest alike.
    private static bool IsNear(string written, string issuer)
    {
        if (!written.Contains('.', StringComparison.Ordinal) || Math.Abs(written.Length - issuer.Length) > MostEdits)
        {
            return false;
        }

        var start = 0;
        while (start < written.Length && start < issuer.Length && written[start] == issuer[start])
        {
            start++;
        }

        var end = 0;
        while (end < written.Length - start && end < issuer.Length - start && written[^(end + 1)] == issuer[^(end + 1)])
        {
            end++;
        }

        return Math.Max(written.Length, issuer.Length) - start - end <= MostEdits && start + end >= issuer.Length - MostEdits && start > 0;
    }
}
