using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Remediations;

/// <summary>Requests whose resource a policy cannot name, or must not, and how an Allow covers them.</summary>
/// <remarks>
/// An action without resource types is granted on <c>*</c> alone, whatever a message names. A text message goes to a phone number, which has
/// no ARN: NotResource with every topic leaves the topics out. Nor has an identity of Cognito one. Source: Service Authorization Reference, "The actions table", and Amazon SNS in it.
/// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html
/// </remarks>
internal static class UnnamedResources
{
    public static (string Member, string Value)? Of(AuthorizationRequest request)
    {
        if (request.Action.Equals(PhoneNumbers.Action, StringComparison.OrdinalIgnoreCase) && PhoneNumbers.Is(request.Resource.ToString()))
        {
            var partition = Arn.TryParse(request.Principal.EntityId ?? request.Principal.Id, out var caller) ? caller.Partition.ToString() : "aws";
            return ("NotResource", $"arn:{partition}:sns:*:*:*");
        }

        if (request.Action.StartsWith("iot:", StringComparison.OrdinalIgnoreCase) && CognitoIdentities.IsIdentity(request.Resource.ToString()))
        {
            return ("Resource", "*");
        }

        return !request.Resource.IsAny && !UnlistedResources.Are(request.Action, request.Resource.Value)
            && ActionCatalog.Default.FindAction(request.Action) is { TakesNoResource: true } ? ("Resource", "*") : null;
    }
}
