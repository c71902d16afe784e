using System.Text.Json;

namespace AccessUndenied.Aws.Events;

/// <summary>Reads <c>userIdentity</c>.</summary>
internal static class IdentityReading
{
    private static readonly byte[][] s_identity =
    [
        "type"u8.ToArray(), "principalId"u8.ToArray(), "arn"u8.ToArray(), "accountId"u8.ToArray(), "accessKeyId"u8.ToArray(), "userName"u8.ToArray(),
        "invokedBy"u8.ToArray(), "sessionContext"u8.ToArray(), "identityProvider"u8.ToArray(), "onBehalfOf"u8.ToArray(), "inScopeOf"u8.ToArray(),
        "invokedByDelegate"u8.ToArray(),
    ];

    private static readonly byte[][] s_session =
    [
        "sessionIssuer"u8.ToArray(), "attributes"u8.ToArray(), "webIdFederationData"u8.ToArray(), "sourceIdentity"u8.ToArray(),
        "ec2RoleDelivery"u8.ToArray(), "signInSessionArn"u8.ToArray(), "assumedRoot"u8.ToArray(),
    ];

    private static readonly byte[][] s_issuer =
        ["type"u8.ToArray(), "principalId"u8.ToArray(), "arn"u8.ToArray(), "accountId"u8.ToArray(), "userName"u8.ToArray()];

    private static readonly byte[][] s_attributes = ["creationDate"u8.ToArray(), "mfaAuthenticated"u8.ToArray()];

    private static readonly byte[][] s_webIdentity = ["federatedProvider"u8.ToArray(), "attributes"u8.ToArray()];

    private static readonly byte[][] s_scope =
        ["sourceArn"u8.ToArray(), "sourceAccount"u8.ToArray(), "issuerType"u8.ToArray(), "credentialsIssuedTo"u8.ToArray()];

    private static readonly byte[][] s_onBehalfOf = ["userId"u8.ToArray()];

    private static readonly byte[][] s_delegate = ["accountId"u8.ToArray()];

    internal static CloudTrailIdentity? Read(ref Utf8JsonReader reader, FieldProblems problems)
    {
        if (reader.TokenType == JsonTokenType.String && FieldReading.JsonIn(ref reader) is { } json && json.Span[0] == (byte)'{')
        {
            problems.Note("", EventMessages.IdentityIsText);
            var inner = new Utf8JsonReader(json.Span);
            inner.Read();
            return Read(ref inner, problems);
        }

        if (!FieldReading.BeginObject(ref reader, "userIdentity", problems))
        {
            return null;
        }

        var texts = new string?[s_identity.Length];
        var session = default(SessionFields);
        string? onBehalfOf = null;
        string? delegateAccount = null;
        ComputeScope? scope = null;
        var seen = 0UL;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = FieldReading.Which(ref reader, s_identity, ref seen, problems, ofCaller: true);
            reader.Read();
            switch (member)
            {
                case < 0:
                    reader.Skip();
                    break;
                case 3:
                    texts[member] = FieldReading.Account(ref reader, "userIdentity", s_identity[member], problems);
                    break;
                case 7:
                    session = ReadSession(ref reader, problems);
                    break;
                case 9:
                    onBehalfOf = ReadTexts(ref reader, "userIdentity.onBehalfOf", s_onBehalfOf, problems)[0];
                    break;
                case 10:
                    scope = ReadScope(ref reader, problems);
                    break;
                case 11:
                    delegateAccount = ReadTexts(ref reader, "userIdentity.invokedByDelegate", s_delegate, problems)[0];
                    break;
                case 5:
                    // That a name was taken out says something of its own; nobody takes it for a name.
                    texts[member] = FieldReading.Text(ref reader, "userIdentity.userName", problems);
                    break;
                default:
                    texts[member] = FieldReading.Text(ref reader, "userIdentity", s_identity[member], problems);
                    break;
            }
        }

        return new CloudTrailIdentity
        {
            Type = texts[0] ?? "",
            PrincipalId = texts[1],
            Arn = texts[2],
            AccountId = texts[3],
            AccessKeyId = texts[4],
            UserName = texts[5],
            InvokedBy = texts[6],
            IdentityProvider = texts[8],
            SessionIssuer = session.Issuer,
            CreationDate = session.CreationDate,
            MfaAuthenticated = session.MfaAuthenticated,
            WebIdFederation = session.WebIdentity,
            SourceIdentity = session.SourceIdentity,
            Ec2RoleDelivery = session.Ec2RoleDelivery,
            SignInSessionArn = session.SignInSessionArn,
            AssumedRoot = session.AssumedRoot,
            OnBehalfOfUserId = onBehalfOf,
            InScopeOf = scope,
            InvokedByDelegateAccountId = delegateAccount,
        };
    }

    private static SessionFields ReadSession(ref Utf8JsonReader reader, FieldProblems problems)
    {
        var session = default(SessionFields);
        if (!FieldReading.BeginObject(ref reader, "userIdentity.sessionContext", problems))
        {
            return session;
        }

        var seen = 0UL;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = FieldReading.Which(ref reader, s_session, ref seen, problems, ofCaller: true);
            reader.Read();
            switch (member)
            {
                case 0:
                    session.Issuer = ReadIssuer(ref reader, problems);
                    break;
                case 1:
                    ReadAttributes(ref reader, ref session, problems);
                    break;
                case 2:
                    session.WebIdentity = ReadWebIdentity(ref reader, problems);
                    break;
                case 3:
                    session.SourceIdentity = FieldReading.Text(ref reader, "userIdentity.sessionContext.sourceIdentity", problems);
                    break;
                case 4:
                    session.Ec2RoleDelivery = FieldReading.Text(ref reader, "userIdentity.sessionContext.ec2RoleDelivery", problems);
                    break;
                case 5:
                    session.SignInSessionArn = FieldReading.Text(ref reader, "userIdentity.sessionContext.signInSessionArn", problems);
                    break;
                case 6:
                    session.AssumedRoot = FieldReading.Flag(ref reader, "userIdentity.sessionContext.assumedRoot", problems);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return session;
    }

    private static void ReadAttributes(ref Utf8JsonReader reader, ref SessionFields session, FieldProblems problems)
    {
        if (!FieldReading.BeginObject(ref reader, "userIdentity.sessionContext.attributes", problems))
        {
            return;
        }

        var seen = 0UL;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = FieldReading.Which(ref reader, s_attributes, ref seen, problems);
            reader.Read();
            switch (member)
            {
                case 0:
                    session.CreationDate = FieldReading.Time(ref reader, "userIdentity.sessionContext.attributes.creationDate", problems);
                    break;
                case 1:
                    session.MfaAuthenticated = FieldReading.Flag(ref reader, "userIdentity.sessionContext.attributes.mfaAuthenticated", problems);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    private static SessionIssuer? ReadIssuer(ref Utf8JsonReader reader, FieldProblems problems)
    {
        var texts = ReadTexts(ref reader, "userIdentity.sessionContext.sessionIssuer", s_issuer, problems);
        var issuer = new SessionIssuer { Type = texts[0], PrincipalId = texts[1], Arn = texts[2], AccountId = texts[3], UserName = texts[4] };
        return issuer.IsEmpty ? null : issuer;
    }

    private static ComputeScope? ReadScope(ref Utf8JsonReader reader, FieldProblems problems)
    {
        var texts = ReadTexts(ref reader, "userIdentity.inScopeOf", s_scope, problems);
        var scope = new ComputeScope { SourceArn = texts[0], SourceAccount = texts[1], IssuerType = texts[2], CredentialsIssuedTo = texts[3] };
        return scope.IsEmpty ? null : scope;
    }

    private static WebIdentityFederation? ReadWebIdentity(ref Utf8JsonReader reader, FieldProblems problems)
    {
        if (!FieldReading.BeginObject(ref reader, "userIdentity.sessionContext.webIdFederationData", problems))
        {
            return null;
        }

        string? provider = null;
        var claims = new Dictionary<string, string>(StringComparer.Ordinal);
        var seen = 0UL;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = FieldReading.Which(ref reader, s_webIdentity, ref seen, problems);
            reader.Read();
            switch (member)
            {
                case 0:
                    provider = FieldReading.Text(ref reader, "userIdentity.sessionContext.webIdFederationData.federatedProvider", problems);
                    break;
                case 1:
                    ReadClaims(ref reader, claims, problems);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        var webIdentity = new WebIdentityFederation { FederatedProvider = provider, Attributes = claims };
        return webIdentity.IsEmpty ? null : webIdentity;
    }

    private static void ReadClaims(ref Utf8JsonReader reader, Dictionary<string, string> claims, FieldProblems problems)
    {
        if (!FieldReading.BeginObject(ref reader, "userIdentity.sessionContext.webIdFederationData.attributes", problems))
        {
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var at = reader.TokenStartIndex;
            var name = FieldReading.Lossy(ref reader);
            reader.Read();
            var value = reader.TokenType == JsonTokenType.StartArray ? List(ref reader) : FieldReading.Text(ref reader, name, problems);
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

    /// <summary>The members of an object that holds nothing but texts, in the order of <paramref name="names"/>.</summary>
    private static string?[] ReadTexts(ref Utf8JsonReader reader, string where, byte[][] names, FieldProblems problems)
    {
        var texts = new string?[names.Length];
        if (!FieldReading.BeginObject(ref reader, where, problems))
        {
            return texts;
        }

        var seen = 0UL;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = FieldReading.Which(ref reader, names, ref seen, problems, ofCaller: true);
            reader.Read();
            if (member < 0)
            {
                reader.Skip();
                continue;
            }

            var isAccount = names[member].AsSpan().EndsWith("ccountId"u8) || names[member].AsSpan().SequenceEqual("sourceAccount"u8);
            texts[member] = isAccount
                ? FieldReading.Account(ref reader, where, names[member], problems)
                : FieldReading.Text(ref reader, where, names[member], problems);
        }

        return texts;
    }

    private struct SessionFields
    {
        internal SessionIssuer? Issuer;
        internal DateTimeOffset? CreationDate;
        internal bool? MfaAuthenticated;
        internal WebIdentityFederation? WebIdentity;
        internal string? SourceIdentity;
        internal string? Ec2RoleDelivery;
        internal string? SignInSessionArn;
        internal bool? AssumedRoot;
    }
}
