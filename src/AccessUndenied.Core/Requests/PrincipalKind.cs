using System.Text.Json.Serialization;

namespace AccessUndenied.Requests;

/// <summary>What kind of caller a <see cref="Principal"/> is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PrincipalKind>))]
public enum PrincipalKind
{
    /// <summary>Not known; nothing about the caller's own policies can be said.</summary>
    Unknown,

    /// <summary>A user with credentials of its own.</summary>
    User,

    /// <summary>A role itself: stands for some session of it whose name is not known.</summary>
    Role,

    /// <summary>A session of a role.</summary>
    RoleSession,

    /// <summary>A session that a user (or the account's root) made for somebody else with less than its own permissions.</summary>
    FederatedSession,

    /// <summary>The owner of an account, who starts with full access to it.</summary>
    Root,

    /// <summary>Somebody of a known account of whom nothing else is known.</summary>
    Account,

    /// <summary>A service of the provider that acts on its own behalf.</summary>
    Service,

    /// <summary>A caller that proved its identity with a token of an outside identity provider.</summary>
    WebIdentity,

    /// <summary>A caller that proved its identity with a SAML assertion.</summary>
    Saml,

    /// <summary>A user of the provider's workforce directory who acts without a role.</summary>
    DirectoryUser,

    /// <summary>Nobody: the request was not signed.</summary>
    Anonymous,
}
