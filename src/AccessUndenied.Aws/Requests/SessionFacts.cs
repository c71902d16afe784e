using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <summary>What is known of a session.</summary>
/// <param name="Session">The session.</param>
/// <param name="Context">The values of condition keys that follow from the calls that made it.</param>
internal sealed record SessionFacts(CallerSession Session, IReadOnlyList<KeyValuePair<string, ContextValue>> Context);
