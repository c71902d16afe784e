using AccessUndenied.Aws.Events;

namespace AccessUndenied.Aws.Requests;

/// <summary>Who called with a token of an identity provider: the parts of <c>userIdentity.principalId</c>, as far as they are certain.</summary>
/// <remarks>
/// Shape: <c>PROVIDER:AUDIENCE:SUBJECT</c> of a web identity, where the provider is the ARN of an OIDC provider or a host, and
/// <c>QUALIFIER:SUBJECT</c> of SAML. Audience and subject may hold colons: <c>userName</c> repeats the subject and tells the cut. What
/// cannot be cut with certainty is null. Source: CloudTrail User Guide, "CloudTrail userIdentity element" (UID-10, UID-11); IAM API
/// Reference, CreateOpenIDConnectProvider, <c>Url</c>, which has no port, so that a provider's ARN has no colon but its own.
/// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
/// </remarks>
internal readonly struct TokenCaller
{
    private const string ProviderType = ":oidc-provider/";
    private const string Cognito = "cognito-identity.amazonaws.com";

    // The audience that AWS's own tools ask their providers for; no other audience begins with it and a colon.
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html
    private const string UsualAudience = "sts.amazonaws.com";

    private TokenCaller(string? provider, string? audience, string? subject)
    {
        Provider = provider;
        Audience = audience;
        Subject = subject;
    }

    /// <summary>The provider as trust policies name it, an ARN or a host; of SAML, the name qualifier.</summary>
    internal string? Provider { get; }

    internal string? Audience { get; }

    internal string? Subject { get; }

    /// <summary>The host and path that the provider's condition keys begin with; null when the provider is not known.</summary>
    internal string? Issuer => Provider is null ? null : IssuerOf(Provider);

    internal static TokenCaller OfWebIdentity(CloudTrailIdentity identity)
    {
        var id = Known(identity.PrincipalId);
        var named = WithoutScheme(Known(identity.IdentityProvider));
        var provider = ProviderIn(id, named) ?? named;
        var rest = id is not null && provider is not null && id.Length > provider.Length && id[provider.Length] == ':' && id.StartsWith(provider, StringComparison.Ordinal)
            ? id[(provider.Length + 1)..]
            : null;
        var subject = Known(identity.UserName);
        if (rest is null)
        {
            return new(provider, null, subject);
        }

        var cut = CutOf(rest, subject, provider!);
        return cut > 0 && cut < rest.Length - 1 ? new(provider, rest[..cut], rest[(cut + 1)..]) : new(provider, null, null);
    }

    internal static TokenCaller OfSaml(CloudTrailIdentity identity)
    {
        var id = Known(identity.PrincipalId);
        var qualifier = Known(identity.IdentityProvider);
        var subject = Known(identity.UserName);
        if (id is null)
        {
            return new(qualifier, null, subject);
        }

        // The qualifier is a hash in Base64, which has no colon; the subject may have some.
        var cut = qualifier is not null && id.Length > qualifier.Length && id[qualifier.Length] == ':' && id.StartsWith(qualifier, StringComparison.Ordinal)
            ? qualifier.Length
            : id.IndexOf(':', StringComparison.Ordinal);
        return cut > 0 && cut < id.Length - 1 ? new(id[..cut], null, id[(cut + 1)..]) : new(qualifier, null, subject);
    }

    /// <summary>What the condition keys of a provider begin with: its address without the scheme.</summary>
    internal static string IssuerOf(string provider)
    {
        var at = provider.IndexOf(ProviderType, StringComparison.Ordinal);
        return at < 0 ? provider : provider[(at + ProviderType.Length)..];
    }

    // Policies name the ARN, and some records have only the host beside it.
    private static string? ProviderIn(string? id, string? named)
    {
        if (id is null)
        {
            return null;
        }

        if (named is not null && named.StartsWith("arn:", StringComparison.Ordinal))
        {
            return id.StartsWith(named, StringComparison.Ordinal) ? named : null;
        }

        var type = id.StartsWith("arn:", StringComparison.Ordinal) ? id.IndexOf(ProviderType, StringComparison.Ordinal) : -1;
        var colon = id.IndexOf(':', type < 0 ? 0 : type + ProviderType.Length);
        var first = colon < 0 ? id : id[..colon];
        return type >= 0 || (named is null && first.Contains('.', StringComparison.Ordinal)) ? first : null;
    }

    private static int CutOf(string rest, string? subject, string provider)
    {
        if (subject is not null && rest.Length > subject.Length && rest.EndsWith(subject, StringComparison.Ordinal) && rest[^(subject.Length + 1)] == ':')
        {
            return rest.Length - subject.Length - 1;
        }

        var first = rest.IndexOf(':', StringComparison.Ordinal);
        if (first < 0 || first == rest.LastIndexOf(':'))
        {
            return first;
        }

        if (rest.StartsWith(UsualAudience + ":", StringComparison.Ordinal))
        {
            return first;
        }

        // Cognito's pools and identities are REGION:UUID each.
        return provider == Cognito && rest.Split(':') is [var region, var pool, _, _] ? region.Length + 1 + pool.Length : -1;
    }

    private static string? Known(string? text) => string.IsNullOrEmpty(text) || Redaction.Hides(text) ? null : text;

    private static string? WithoutScheme(string? provider) =>
        provider?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) == true ? provider["https://".Length..] : provider;
}
