namespace AccessUndenied.Aws.Policies.History;

/// <summary>One operation that changes policies.</summary>
/// <param name="Source">The service, the first part of the record's <c>eventSource</c>.</param>
/// <param name="Event">The record's <c>eventName</c>, without the version behind it.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Carrier">
/// The parameter that names what is changed; for resources the ARN with parameters in braces, of which <c>partition</c>, <c>region</c> and <c>account</c> are the record's own.
/// A parameter that has a whole ARN is the ARN.
/// </param>
/// <param name="Document">The parameter that has the document; a dot goes into a member.</param>
/// <param name="Page">The operation's page in the service's API reference.</param>
internal sealed record WriteRow(string Source, string Event, WriteKind Kind, string Carrier, string Document, string Page);
