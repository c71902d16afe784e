using AccessUndenied.Aws.Catalog;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <summary>Bedrock's models, whose kind only the shape of the id tells.</summary>
/// <remarks>
/// Shape: <c>vendor.model</c> is a foundation model, the same behind a geography (<c>us.vendor.model</c>) an inference profile.
/// Source: Amazon Bedrock User Guide, "Supported Regions and models for inference profiles".
/// </remarks>
internal static class BedrockModels
{
    private static readonly string[] s_geographies = ["us.", "us-gov.", "eu.", "apac.", "jp.", "au.", "ca.", "global."];

    /// <summary>The Region for which the call of a model is authorized, whatever Region it was made in; null where the request is none.</summary>
    /// <remarks>
    /// A call through an inference profile is authorized in each destination Region, and through a global one once more without a Region, for
    /// which aws:RequestedRegion is <c>unspecified</c>. Source: Amazon Bedrock User Guide, "Global cross-Region inference".
    /// https://docs.aws.amazon.com/bedrock/latest/userguide/global-cross-region-inference.html
    /// </remarks>
    internal static string? DestinationOf(AuthorizationRequest request) =>
        request.Action.StartsWith("bedrock:InvokeModel", StringComparison.OrdinalIgnoreCase) && Arn.TryParse(request.Resource.Value, out var arn) && arn.Service is "bedrock"
            && arn.Resource.StartsWith("foundation-model/", StringComparison.Ordinal) && arn.Region.IndexOfAny('*', '?') < 0
            ? arn.Region.IsEmpty ? "unspecified" : arn.Region.ToString()
            : null;

    internal static List<FoundResource>? Find(CatalogAction action, ResourceSearch search)
    {
        if (action.Service != "bedrock")
        {
            return null;
        }

        if (search.Parameters.Text("modelId") is not { } id)
        {
            return action.Name.StartsWith("InvokeModel", StringComparison.Ordinal)
                ? [new(search.Identify($"arn:{search.Place.Partition}:bedrock:{search.Place.Region}::foundation-model/*"), Certainty.Guess, RequestMessages.FromType,
                RequestMessages.OpenPlaces("foundation-model"))]
                : null;
        }

        if (id.StartsWith("arn:", StringComparison.Ordinal) || !id.Contains('.', StringComparison.Ordinal))
        {
            return null;
        }

        var isProfile = Array.Exists(s_geographies, geography => id.StartsWith(geography, StringComparison.Ordinal));
        var place = search.Place;
        var text = isProfile
            ? $"arn:{place.Partition}:bedrock:{place.Region}:{place.AccountId ?? "*"}:inference-profile/{id}"
            : $"arn:{place.Partition}:bedrock:{place.Region}::foundation-model/{id}";
        return [new(search.Identify(text), Certainty.Likely, RequestMessages.FromParameters)];
    }
}
