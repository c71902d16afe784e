using System.Text.Json;
using static AccessUndenied.Aws.Events.RecordMember;

namespace AccessUndenied.Aws.Events;

/// <summary>The form of <c>userIdentity.sessionContext</c>: its members by name, and how each is read.</summary>
internal static class SessionForm
{
    private const string Where = "userIdentity.sessionContext";

    private static readonly MemberTable<SessionDraft> s_issuer = new(
        $"{Where}.sessionIssuer",
        ofCaller: true,
        Text<SessionDraft>("type", (session, text) => session.Issuer = session.Issuer! with { Type = text }),
        Text<SessionDraft>("principalId", (session, text) => session.Issuer = session.Issuer! with { PrincipalId = text }),
        Text<SessionDraft>("arn", (session, text) => session.Issuer = session.Issuer! with { Arn = text }),
        Account<SessionDraft>("accountId", (session, account) => session.Issuer = session.Issuer! with { AccountId = account }),
        Text<SessionDraft>("userName", (session, text) => session.Issuer = session.Issuer! with { UserName = text }));

    private static readonly MemberTable<SessionDraft> s_attributes = new(
        $"{Where}.attributes",
        ofCaller: false,
        Time<SessionDraft>("creationDate", (session, time) => session.CreationDate = time),
        Flag<SessionDraft>("mfaAuthenticated", (session, flag) => session.MfaAuthenticated = flag));

    private static readonly MemberTable<SessionDraft> s_webIdentity = new(
        $"{Where}.webIdFederationData",
        ofCaller: false,
        Verbatim<SessionDraft>("federatedProvider", (session, text) => session.WebIdentity = session.WebIdentity! with { FederatedProvider = text }),
        Other<SessionDraft>("attributes", ReadClaims));

    private static readonly MemberTable<SessionDraft> s_members = new(
        Where,
        ofCaller: true,
        Other<SessionDraft>("sessionIssuer", ReadIssuer),
        Object("attributes", s_attributes),
        Other<SessionDraft>("webIdFederationData", ReadWebIdentity),
        Verbatim<SessionDraft>("sourceIdentity", (session, text) => session.SourceIdentity = text),
        Verbatim<SessionDraft>("ec2RoleDelivery", (session, text) => session.Ec2RoleDelivery = text),
        Verbatim<SessionDraft>("signInSessionArn", (session, text) => session.SignInSessionArn = text),
        Flag<SessionDraft>("assumedRoot", (session, flag) => session.AssumedRoot = flag));

    internal static void Read(ref Utf8JsonReader reader, SessionDraft session, FieldProblems problems) => s_members.TryRead(ref reader, session, problems);

    private static void ReadIssuer(ref Utf8JsonReader reader, string path, SessionDraft session, FieldProblems problems)
    {
        session.Issuer = new();
        s_issuer.TryRead(ref reader, session, problems);
        session.Issuer = session.Issuer.IsEmpty ? null : session.Issuer;
    }

    private static void ReadWebIdentity(ref Utf8JsonReader reader, string path, SessionDraft session, FieldProblems problems)
    {
        session.WebIdentity = new();
        s_webIdentity.TryRead(ref reader, session, problems);
        session.WebIdentity = session.WebIdentity.IsEmpty ? null : session.WebIdentity;
    }

    private static void ReadClaims(ref Utf8JsonReader reader, string path, SessionDraft session, FieldProblems problems)
    {
        if (!FieldReader.BeginObject(ref reader, path, problems))
        {
            return;
        }

        var claims = (Dictionary<string, string>)session.WebIdentity!.Attributes;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var at = reader.TokenStartIndex;
            var name = FieldReader.Lossy(ref reader);
            reader.Read();
            var value = reader.TokenType == JsonTokenType.StartArray ? List(ref reader) : FieldReader.Text(ref reader, name, problems);
            if (Redaction.Hides(value))
            {
                problems.Note(name, EventMessages.Hidden(name));
                continue;
            }

            if (value is not null && !claims.TryAdd(name, value))
            {
                problems.Add(EventMessages.Duplicate(name, at));
            }
        }
    }

    // Cognito's list of methods: one text, as in the records that write it so.
    private static string List(ref Utf8JsonReader reader)
    {
        using var list = JsonDocument.ParseValue(ref reader);
        return list.RootElement.GetRawText();
    }
}
