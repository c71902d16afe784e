using System.Text.Json;
using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Events;
using AccessUndenied.Events;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <remarks>What the record says of its own refusal (REQ-02, REQ-13).</remarks>
internal sealed partial class CloudTrailRequestResolver
{
    // MSG-53: EKS, GuardDuty, AppSync and Security Hub write the sentence into the response.
    private static DenialMessage MessageOf(CloudTrailEvent record) => DenialMessage.Parse(WholeTextOf(record), () => NamesIn(record));

    // The sentence that leads to AWS's own record is none of the denial, and nothing else is to be found in it.
    private static string? TextOf(CloudTrailEvent record) => DenialMessage.DenialIn(WholeTextOf(record), () => NamesIn(record));

    private static IEnumerable<string> NamesIn(CloudTrailEvent record) =>
        RecordParts.Parameters(record) is { AreKnown: true } parameters ? parameters.Flatten().Select(member => member.Value) : [];

    private static string? WholeTextOf(CloudTrailEvent record)
    {
        if (record.ErrorMessage.Length > 0)
        {
            return record.ErrorMessage;
        }

        // Most answers have no such member, and need not be parsed to know it.
        return record.ResponseElementsPart is { MayHoldSentence: true } && RecordParts.ResponseElements(record) is { ValueKind: JsonValueKind.Object } response
            ? SentenceIn(response) ?? SentenceIn(ParameterReader.Find(response, "error"))
            : null;
    }

    private static string? SentenceIn(JsonElement response) =>
        ParameterReader.TextOf(ParameterReader.Find(response, "message")) ?? ParameterReader.TextOf(ParameterReader.Find(response, "errorMessage"));

    private static DenialHint HintOf(CloudTrailEvent record, in DenialMessage message, DecodedAuthorizationMessage? decoded)
    {
        var hint = message.ToHint();
        var code = DenialDetection.Normalize(record.ErrorCode);

        // A text that names a kind of policy has said what refused.
        if (hint.Layer is null)
        {
            hint = new DenialHint(hint) { Refusal = RefusalReader.Of(record, TextOf(record)) };
        }

        if (hint.Refusal is not { IsCertain: true } && CredentialRefusals.Of(record, hint.Layer is not null) is { } ofCredentials)
        {
            hint = new DenialHint(hint) { Refusal = ofCredentials };
        }

        if (code is "VpceAccessDenied" && hint.Layer is null)
        {
            hint = new DenialHint(hint) { Layer = PolicyLayer.VpcEndpoint };
        }

        // DEC-03: the decoded message knows; the sentence may lack the reason.
        return decoded is null || hint.IsExplicitDeny is not null ? hint : new DenialHint(hint) { IsExplicitDeny = decoded.IsExplicitDeny };
    }

    private static List<Note> NotesOf(CloudTrailEvent record, in DenialMessage message, DecodedAuthorizationMessage? decoded)
    {
        var notes = record.ReadingNotes.Select(RequestMessages.OfReading).ToList();
        // A service that acts in its own name, or with its service-linked role, is the caller itself.
        if (record.Identity is { InvokedBy: { } service, Type: not "AWSService" } caller && service != "AWS Internal"
            && caller.SessionIssuer?.Arn?.Contains(":role/aws-service-role/", StringComparison.Ordinal) != true)
        {
            notes.Add(RequestMessages.OnBehalf(service));
        }

        if (record.Told is { IsNested: true })
        {
            notes.Add(RequestMessages.SentenceInName);
        }

        if (message.Note is { } note)
        {
            notes.Add(note);
        }

        if (!message.EncodedMessage.IsEmpty && decoded is null)
        {
            notes.Add(message.IsTruncated ? RequestMessages.CutEncodedMessage : RequestMessages.EncodedMessage);
        }

        // Only the call that made the session was given its policy.
        if (message.Layer == PolicyLayer.Session && record.Identity is { AccessKeyId: { Length: > 0 } key } session)
        {
            notes.Add(RequestMessages.SessionPolicyStandsIn(key, session.CreationDate));
        }

        var code = DenialDetection.Normalize(record.ErrorCode);
        if (code.Contains("Dependen", StringComparison.OrdinalIgnoreCase) || code is "EC2AccessDenied" or "S3AccessDenied" or "InsufficientPermissions")
        {
            notes.Add(RequestMessages.DependencyDenied);
        }
        else if (code.Equals("KMSAccessDenied", StringComparison.OrdinalIgnoreCase) || code is "EncryptionKeyAccessDenied")
        {
            notes.Add(RequestMessages.KeyDenied);
        }

        return notes;
    }

    private static Principal? PrincipalOf(CloudTrailEvent record, in DenialMessage message, out string? problem)
    {
        var principal = CloudTrailPrincipal.From(record.Identity, record.AwsRegion, out problem);
        if (principal is { Kind: PrincipalKind.Saml } && RecordParts.Parameters(record).Text("principalArn") is { } provider)
        {
            // CTX-03: trust policies name the provider, which AssumeRoleWithSAML has in its parameters.
            principal = principal with { Id = provider };
        }

        // UID-31: what a text says mends no identity that AWS never writes.
        if (principal is null && CloudTrailPrincipal.WhyImpossible(record.Identity) is not null)
        {
            return null;
        }

        return principal is null or { Kind: PrincipalKind.Unknown } && AwsPrincipal.TryParse(message.Caller.ToString(), out var named) ? named : principal;
    }

    // A service that works with a role of the request, or with a user's credentials that it keeps, tells whose rights were wanting.
    private static Principal? OtherNamed(CloudTrailEvent record, in DenialMessage message) =>
        !message.Caller.IsEmpty && AwsPrincipal.TryParse(message.Caller.ToString(), out var named) ? CloudTrailPrincipal.OtherThanCaller(named, record) : null;

    // MSG-58: what the parameters name was asked for, whatever a text names.
    private List<FoundResource> Agreed(CatalogAction action, ResourceSearch search, FoundResource named)
    {
        if (named.From != RequestMessages.FromMessage || action.TakesNoResource || !action.IsListed || search.Record.Told is not null)
        {
            return [named];
        }

        if (!_finder.IsOwn(action, search.Record.Service))
        {
            return _further.Agreed(action, search, named);
        }

        if (!search.Parameters.AreKnown)
        {
            return named.Id.IsAny && IsUseOfKey(action) ? _further.Open(action, search) : [named];
        }

        var asked = _finder.OfParameters(action, search);
        return ResourceContradictions.Of(named.Id.Value, asked, action, search, _finder) is { } other
            ? asked.ConvertAll(one => one with { Note = RequestMessages.ResourceContradicts(named.Id.ToString(), RequestMessages.FromMessage, other) })
            : named.Id.IsAny && IsUseOfKey(action) ? _further.Open(action, search)
            : [named];
    }

    // KMS always names the key: https://docs.aws.amazon.com/kms/latest/developerguide/policy-evaluation.html
    private static bool IsUseOfKey(CatalogAction action) => action.Service == "kms" && CompanionWitness.NamesOne(action);

    private CatalogAction ActionNamed(ReadOnlySpan<char> text)
    {
        if (_catalog.FindAction(text) is { } known)
        {
            return known;
        }

        return new(ActionName.ServiceOf(text).ToString().ToLowerInvariant(), ActionName.NameOf(text).ToString());
    }

    // A service that the catalog does not know keeps its own prefix, whoever else has an action of that name.
    private static CatalogAction OwnAction(CloudTrailEvent record, CatalogAction namesake) =>
        new(ServiceName.LabelOf(record.Service).Trim().ToString().ToLowerInvariant(), namesake.Name);

    private string PrefixOf(CloudTrailEvent record) =>
        _catalog.ServicesOfEventSource(record.Service) is [var first, ..] ? first : ServiceName.LabelOf(record.Service).ToString();

    // The usual case, a call of the action's own name, is told without the catalog.
    private bool IsOwnAction(CatalogAction action, string operation)
    {
        if (operation.StartsWith(action.Name, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        foreach (var own in _catalog.FindOperation(action.Service + ".amazonaws.com", operation).Actions)
        {
            if (own.FullName == action.FullName)
            {
                return true;
            }
        }

        return false;
    }
}
