using System.Text.Json;
using static AccessUndenied.Aws.Events.RecordMember;

namespace AccessUndenied.Aws.Events;

/// <summary>The form of <c>userIdentity</c>: its members by name, and how each is read.</summary>
internal static class IdentityForm
{
    private static readonly MemberTable<IdentityDraft> s_onBehalfOf = new(
        "userIdentity.onBehalfOf", ofCaller: true, Text<IdentityDraft>("userId", (identity, text) => identity.OnBehalfOfUserId = text));

    private static readonly MemberTable<IdentityDraft> s_delegate = new(
        "userIdentity.invokedByDelegate", ofCaller: true, Account<IdentityDraft>("accountId", (identity, account) => identity.DelegateAccountId = account));

    private static readonly MemberTable<IdentityDraft> s_scope = new(
        "userIdentity.inScopeOf",
        ofCaller: true,
        Text<IdentityDraft>("sourceArn", (identity, text) => identity.InScopeOf = identity.InScopeOf! with { SourceArn = text }),
        Account<IdentityDraft>("sourceAccount", (identity, account) => identity.InScopeOf = identity.InScopeOf! with { SourceAccount = account }),
        Text<IdentityDraft>("issuerType", (identity, text) => identity.InScopeOf = identity.InScopeOf! with { IssuerType = text }),
        Text<IdentityDraft>("credentialsIssuedTo", (identity, text) => identity.InScopeOf = identity.InScopeOf! with { CredentialsIssuedTo = text }));

    private static readonly MemberTable<IdentityDraft> s_members = new(
        "userIdentity",
        ofCaller: true,
        Text<IdentityDraft>("type", (identity, text) => identity.Type = text),
        Text<IdentityDraft>("principalId", (identity, text) => identity.PrincipalId = text),
        Text<IdentityDraft>("arn", (identity, text) => identity.Arn = text),
        Account<IdentityDraft>("accountId", (identity, account) => identity.AccountId = account),
        Text<IdentityDraft>("accessKeyId", (identity, text) => identity.AccessKeyId = text),

        // That a name was taken out says something of its own; nobody takes it for a name.
        Verbatim<IdentityDraft>("userName", (identity, text) => identity.UserName = text),
        Text<IdentityDraft>("invokedBy", (identity, text) => identity.InvokedBy = text),
        Other<IdentityDraft>("sessionContext", ReadSession),
        Text<IdentityDraft>("identityProvider", (identity, text) => identity.IdentityProvider = text),
        Other<IdentityDraft>("onBehalfOf", ReadOnBehalfOf),
        Other<IdentityDraft>("inScopeOf", ReadScope),
        Other<IdentityDraft>("invokedByDelegate", ReadDelegate));

    internal static CloudTrailIdentity? Read(ref Utf8JsonReader reader, FieldProblems problems)
    {
        if (reader.TokenType == JsonTokenType.String && FieldReader.JsonIn(ref reader) is { } json && json.Span[0] == (byte)'{')
        {
            problems.Note("", EventMessages.IdentityIsText);
            var inner = new Utf8JsonReader(json.Span);
            inner.Read();
            return Read(ref inner, problems);
        }

        var identity = new IdentityDraft();
        return s_members.TryRead(ref reader, identity, problems) ? identity.ToIdentity() : null;
    }

    // Each is read anew where it occurs twice: nothing of the first remains.
    private static void ReadSession(ref Utf8JsonReader reader, string path, IdentityDraft identity, FieldProblems problems)
    {
        identity.Session = new();
        SessionForm.Read(ref reader, identity.Session, problems);
    }

    private static void ReadOnBehalfOf(ref Utf8JsonReader reader, string path, IdentityDraft identity, FieldProblems problems)
    {
        identity.OnBehalfOfUserId = null;
        s_onBehalfOf.TryRead(ref reader, identity, problems);
    }

    private static void ReadDelegate(ref Utf8JsonReader reader, string path, IdentityDraft identity, FieldProblems problems)
    {
        identity.DelegateAccountId = null;
        s_delegate.TryRead(ref reader, identity, problems);
    }

    private static void ReadScope(ref Utf8JsonReader reader, string path, IdentityDraft identity, FieldProblems problems)
    {
        identity.InScopeOf = new();
        s_scope.TryRead(ref reader, identity, problems);
        identity.InScopeOf = identity.InScopeOf.IsEmpty ? null : identity.InScopeOf;
    }
}
