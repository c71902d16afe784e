namespace AccessUndenied.Aws.Tests.Reference;

/// <summary>What the plain evaluator answers.</summary>
/// <param name="Decision">allowed, implicitDeny, explicitDeny or indeterminate; null with an error.</param>
/// <param name="Assessment">The contract's text; null when indeterminate, "Error" with an error.</param>
/// <param name="Error">Why the request or a policy cannot be evaluated; null else.</param>
/// <param name="Layers">The decision of each layer that applies, by the contract's name of the layer.</param>
internal sealed record PlainResult(
    string? Decision, string? Assessment, string? Error, IReadOnlyDictionary<string, string> Layers)
{
    internal static PlainResult Failed(string error) => new(null, "Error", error, new Dictionary<string, string>());
}

/// <summary>The request or a policy document cannot be read at all.</summary>
internal sealed class PlainInputException(string message) : Exception(message);
