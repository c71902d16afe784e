namespace AccessUndenied.Aws.Requests.Companions;

/// <summary>What a further action is checked on.</summary>
/// <param name="Kind">How the resource is found: <c>same</c>, <c>any</c>, <c>role</c>, <c>key</c>, <c>arn</c> and others.</param>
/// <param name="Argument">The parameter that names it, or the template of its ARN; empty for none.</param>
internal readonly record struct CompanionResource(string Kind, string Argument);
