using AccessUndenied.Aws.Policies;
using AccessUndenied.Events;
using AccessUndenied.Explanations;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Explanations;

/// <summary>Recognizes that what refuses is a policy of AWS's own, which nobody can edit, and says what to do instead.</summary>
internal static class ImposedPolicies
{
    // The policies of AWS managed keys are made by the services and carry such an id, as auto-sqs-1.
    private const string ManagedKeyPolicy = "auto-";

    public static ServiceRefusal? Of(HintQuery query) => query.Layer switch
    {
        PolicyLayer.Session => OfGuest(query),
        PolicyLayer.Resource => OfManagedKey(query),
        _ => null,
    };

    private static ServiceRefusal? OfGuest(HintQuery query)
    {
        var isImposed = query.Policies.SessionPolicies.Any(policy => policy.Id == CognitoGuests.PolicyArn)
            || (CognitoGuests.IsGuest(query.Event, query.Request.Principal) && !CognitoGuests.Allows(query.Request.Action));
        return !isImposed ? null : new()
        {
            Id = "cognito-guest-session-policy",
            Reason = HintMessages.GuestSession(query.Request.Action),
            Advice = HintMessages.GuestSessionAdvice,
            Page = CognitoGuests.Page,
        };
    }

    private static ServiceRefusal? OfManagedKey(HintQuery query)
    {
        if (!query.Request.Action.StartsWith("kms:", StringComparison.OrdinalIgnoreCase)
            || query.Policies.ResourcePolicy?.Document?.Id is not { } id || !id.StartsWith(ManagedKeyPolicy, StringComparison.Ordinal))
        {
            return null;
        }

        var parts = id.Split('-');
        var service = parts.Length > 1 ? parts[1] : "";
        return new()
        {
            Id = "kms-aws-managed-key",
            Reason = HintMessages.ManagedKey(query.Request.Resource.ToString(), service, query.Request.Principal.ToString(), query.Result.IsCrossAccount),
            Advice = HintMessages.ManagedKeyAdvice(service),
            Page = "https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html",
        };
    }
}
