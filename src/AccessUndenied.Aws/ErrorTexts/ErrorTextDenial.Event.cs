using System.Text.Json;
using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.ErrorTexts;

/// <content>The refusal as an event that the analyzer takes.</content>
public sealed partial class ErrorTextDenial
{
    private const string Placeholder = "AccessDenied";

    /// <summary>The refusal as an event to analyze, completed by what else is known.</summary>
    /// <remarks>
    /// What neither tells is unknown, not absent: a condition that hangs on it is named in the evidence. Without a caller or an action the event has a
    /// <c>Problem</c> that says what to name.
    /// </remarks>
    /// <param name="facts">What is known beside the text, which outweighs it; null for nothing.</param>
    public CloudTrailEvent ToEvent(ErrorTextFacts? facts = null)
    {
        facts ??= new();
        var principal = CallerOf(facts);
        var action = facts.Action ?? Action;
        var known = new CloudTrailEvent()
        {
            Id = "",
            Time = facts.Time?.ToUniversalTime(),
            Service = ServiceOf(action),
            Operation = Operation ?? ActionName.NameOf(action).ToString(),
            ErrorCode = ErrorCode ?? Placeholder,
            ErrorMessage = Message,
            Origin = $"line {Line.ToString(System.Globalization.CultureInfo.InvariantCulture)}",
            AwsRegion = facts.Region ?? Region,
            EventType = "AwsApiCall",
            RecipientAccountId = facts.AccountId,
            Identity = IdentityOf(principal),
            Problem = ProblemOf(principal, action, facts),
            EventContextPart = ContextOf(facts.Context),
            ReadingNotes = [.. facts.Notes, .. Notes()],
            Told = ToldOf(facts, action),
        };
        return known.Problem is null ? known : known with { Refusal = RefusalReader.Of(known, Message), RequestInPart = RequestInPart(principal, action, facts) };
    }

    // Of a request without a caller the rest is worth knowing all the same.
    private AuthorizationRequest? RequestInPart(string? principal, string? action, ErrorTextFacts facts)
    {
        if (action is null)
        {
            return null;
        }

        var resource = facts.Resource ?? Resource;
        return new()
        {
            Principal = AwsPrincipal.TryParse(principal, out var caller) ? caller : new() { Kind = PrincipalKind.Unknown, Id = principal ?? ErrorTextMessages.Unknown },
            Action = action,
            Resource = new(resource ?? "*", Arn.TryParse(resource, out var arn) && !arn.AccountId.IsEmpty ? arn.AccountId.ToString() : null),
            Provenance = new(
                facts.Action is null ? Certainty.Likely : Certainty.Certain, facts.Action is null ? RequestMessages.FromMessage : RequestMessages.FromGiven,
                resource is null ? Certainty.Guess : Certainty.Likely, facts.Resource is null ? RequestMessages.FromText : RequestMessages.FromGiven, []),
        };
    }

    // An account that was made unreadable may be given.
    private string? CallerOf(ErrorTextFacts facts)
    {
        if (facts.Principal is not null || Principal is null || facts.AccountId is null || AwsPrincipal.TryParse(Principal, out _))
        {
            return facts.Principal ?? Principal;
        }

        var parts = Arn.FieldsOf(Principal);
        return parts is ["arn", var partition, "iam" or "sts", "", _, var name] ? $"arn:{partition}:{parts[2]}::{facts.AccountId}:{name}" : Principal;
    }

    private string ServiceOf(string? action)
    {
        var prefix = Service ?? (ActionName.HasBoth(action) ? ActionName.ServiceOf(action).ToString().ToLowerInvariant() : null);
        return prefix is null ? "" : $"{prefix}.amazonaws.com";
    }

    private static CloudTrailIdentity? IdentityOf(string? principal)
    {
        if (!AwsPrincipal.TryParse(principal, out var known))
        {
            return null;
        }

        return known.Kind switch
        {
            PrincipalKind.Service => new() { Type = "AWSService", InvokedBy = principal },
            PrincipalKind.Anonymous => new() { Type = "AWSAccount", AccountId = "ANONYMOUS_PRINCIPAL" },
            PrincipalKind.User => new() { Type = "IAMUser", Arn = principal, AccountId = known.AccountId, UserName = known.Name },
            PrincipalKind.Root => new() { Type = "Root", Arn = principal, AccountId = known.AccountId },
            PrincipalKind.RoleSession => new() { Type = "AssumedRole", Arn = principal, AccountId = known.AccountId },
            PrincipalKind.Role => new() { Type = "Role", Arn = principal, AccountId = known.AccountId },
            PrincipalKind.FederatedSession => new() { Type = "FederatedUser", Arn = principal, AccountId = known.AccountId },
            _ => new() { Type = "", Arn = principal, AccountId = known.AccountId },
        };
    }

    private string? ProblemOf(string? principal, string? action, ErrorTextFacts facts)
    {
        if (IsRefusedByService && (principal is null || (action is null && Operation is null)))
        {
            return ErrorTextMessages.NoPolicy;
        }

        if (principal is null)
        {
            return ErrorTextMessages.NoPrincipal(action, facts.Resource ?? Resource);
        }

        if (!AwsPrincipal.TryParse(principal, out _))
        {
            return ErrorTextMessages.UnreadablePrincipal(principal);
        }

        return action is null && Operation is null ? ErrorTextMessages.NoAction : null;
    }

    private ToldCall ToldOf(ErrorTextFacts facts, string? action)
    {
        // What the sentence names is read of it, with all that belongs to its wording.
        var read = facts.Resource ?? (DenialMessage.Parse(Message).HasResource && !HasNameApart ? null : Resource);
        var takesNone = action is not null && Catalog.ActionCatalog.Default.FindAction(action) is { TakesNoResource: true };
        return new()
        {
            Action = facts.Action ?? (DenialMessage.Parse(Message).Action.IsEmpty && Service is null ? Action : null),
            Resource = read,
            IsResourceGiven = facts.Resource is not null,
            IsNested = IsNested,
            Unavailable = facts.Resource is null && Resource is null && !takesNone
                ? [new(null, ErrorTextMessages.TheResource, ErrorTextMessages.NoResource) { Kind = EvidenceKind.RequestedResource }]
                : [],
        };
    }

    private IEnumerable<string> Notes()
    {
        if (Count > 1)
        {
            yield return ErrorTextMessages.Repeated(Count);
        }

        yield return RequestId is { } id ? ErrorTextMessages.Record(id) : ErrorTextMessages.TextAlone;
    }

    // In the shape in which CloudTrail Lake has them.
    private static JsonPart? ContextOf(IReadOnlyDictionary<string, IReadOnlyList<string>> context)
    {
        if (context.Count == 0)
        {
            return null;
        }

        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("requestContext"u8);
            foreach (var (key, values) in context)
            {
                if (values.Count == 1)
                {
                    writer.WriteString(key, values[0]);
                    continue;
                }

                writer.WriteStartArray(key);
                foreach (var value in values)
                {
                    writer.WriteStringValue(value);
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return new(buffer.WrittenMemory);
    }
}
