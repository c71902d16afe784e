namespace AccessUndenied.Requests;

/// <summary>A statement that matched, as the provider recorded it.</summary>
/// <param name="Layer">The kind of its policy; null where the record does not tell, or in words that are not known here.</param>
/// <param name="Policy">The policy's identifier in the record: an ARN, or a name that nothing else knows.</param>
/// <param name="Sid">The statement's id, which the provider may have made up; null where it has none.</param>
/// <param name="Denies">Whether it denies rather than allows; null where the record does not tell.</param>
public sealed record RecordedStatement(PolicyLayer? Layer, string Policy, string? Sid, bool? Denies);
