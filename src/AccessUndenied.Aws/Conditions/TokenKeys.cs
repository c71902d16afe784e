using System.Text.Json;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Conditions;

/// <summary>Keys that are claims of the token with which a caller came, or with which its session was made.</summary>
/// <remarks>
/// A key begins with the address of the provider that issued the token (<c>accounts.google.com:aud</c>), or with <c>saml</c>. The claims of
/// another provider are absent; those of the caller's own that the record does not tell are unknown. Source: IAM User Guide, "IAM and AWS STS
/// condition context keys", rule GK-51. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
/// </remarks>
internal static class TokenKeys
{
    internal static bool TryGet(KeySubject subject, out ContextValue value)
    {
        var colon = subject.Key.IndexOf(':', StringComparison.Ordinal);
        var issuer = subject.Key.AsSpan(0, colon);
        var claim = subject.Key[(colon + 1)..];
        value = ContextValue.Unknown;
        if (issuer.Equals("saml", StringComparison.OrdinalIgnoreCase))
        {
            value = OfSaml(subject, claim);
            return true;
        }

        if (issuer.IndexOf('.') < 0)
        {
            return false;
        }

        value = subject.Identity?.WebIdFederation is { } federation ? OfSession(subject.Key, issuer, federation)
            : subject.Principal.Kind == PrincipalKind.WebIdentity ? OfCaller(subject, issuer, claim)
            : ContextValue.Absent;
        return true;
    }

    private static ContextValue OfSession(string key, ReadOnlySpan<char> issuer, WebIdentityFederation federation)
    {
        foreach (var claim in federation.Attributes)
        {
            if (claim.Key.Equals(key, StringComparison.OrdinalIgnoreCase))
            {
                return ListOf(claim.Value);
            }
        }

        return federation.FederatedProvider is { } provider && !IsSame(TokenCaller.IssuerOf(provider), issuer) ? ContextValue.Absent : ContextValue.Unknown;
    }

    private static ContextValue OfCaller(KeySubject subject, ReadOnlySpan<char> issuer, string claim)
    {
        var caller = subject.Identity is { } identity ? TokenCaller.OfWebIdentity(identity) : default;
        if (caller.Issuer is not { } own)
        {
            return ContextValue.Unknown;
        }

        if (!IsSame(own, issuer))
        {
            return ContextValue.Absent;
        }

        var text = claim.ToLowerInvariant() switch
        {
            "aud" or "app_id" => Response(subject, "audience") ?? caller.Audience,
            "sub" or "id" or "user_id" => Response(subject, "subjectFromWebIdentityToken") ?? caller.Subject,
            _ => null,
        };
        return text is not null ? ContextValue.Of(text) : KnownClaims.AreWithout(own, claim) ? ContextValue.Absent : ContextValue.Unknown;
    }

    private static ContextValue OfSaml(KeySubject subject, string claim)
    {
        if (subject.Principal.Kind == PrincipalKind.RoleSession)
        {
            // A SAML session keeps its subject, and the record does not say that it is one.
            return ContextValue.Unknown;
        }

        if (subject.Principal.Kind != PrincipalKind.Saml)
        {
            return ContextValue.Absent;
        }

        var caller = subject.Identity is { } identity ? TokenCaller.OfSaml(identity) : default;
        var text = claim.ToLowerInvariant() switch
        {
            "namequalifier" => Response(subject, "nameQualifier") ?? caller.Provider,
            "sub" => Response(subject, "subject") ?? caller.Subject,
            "sub_type" => Response(subject, "subjectType"),
            "aud" => Response(subject, "audience"),
            "iss" => Response(subject, "issuer"),
            "doc" => Document(subject.Principal.Id),
            _ => null,
        };
        return text is null ? ContextValue.Unknown : ContextValue.Of(text);
    }

    // saml:doc is ACCOUNT/NAME of the provider.
    private static string? Document(string provider) =>
        Arn.TryParse(provider, out var arn) && arn.ResourceType is "saml-provider" && AccountIds.IsAccountId(arn.AccountId)
            ? $"{arn.AccountId}/{arn.Resource["saml-provider/".Length..]}"
            : null;

    // A call that went well tells its token's claims in the response.
    private static string? Response(KeySubject subject, string member) =>
        RecordParts.ResponseElements(subject.Record) is { } response ? ParameterReader.TextOf(ParameterReader.Find(response, member)) : null;

    // Auth0 and others end their address with a slash, which not everything that writes it keeps.
    private static bool IsSame(string own, ReadOnlySpan<char> issuer) =>
        own.AsSpan().TrimEnd('/').Equals(issuer.TrimEnd('/'), StringComparison.OrdinalIgnoreCase);

    // Cognito's amr is a list, which the record holds as one text: ["authenticated","graph.facebook.com"].
    private static ContextValue ListOf(string text)
    {
        if (text is not ['[', .., ']'])
        {
            return ContextValue.Of(text);
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return ContextValue.Of([.. document.RootElement.EnumerateArray().Select(ParameterReader.TextOf).OfType<string>()]);
        }
        catch (JsonException)
        {
            return ContextValue.Of([.. text[1..^1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)]);
        }
    }
}
