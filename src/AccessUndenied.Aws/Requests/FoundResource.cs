using AccessUndenied.Events;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <summary>A resource that a record tells of, and how sure that is.</summary>
/// <param name="Id">The resource.</param>
/// <param name="Certainty">How sure it is.</param>
/// <param name="From">Where it was found, in words.</param>
/// <param name="Note">What its reader should know; null when nothing.</param>
internal sealed record FoundResource(ResourceId Id, Certainty Certainty, string From, Note? Note = null);
