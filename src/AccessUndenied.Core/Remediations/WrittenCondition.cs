namespace AccessUndenied.Remediations;

/// <summary>A condition that a new statement carries.</summary>
/// <param name="Operator">The operator.</param>
/// <param name="Key">The key.</param>
/// <param name="Values">The values.</param>
/// <param name="IsAsWritten">Whether the values stand in a policy already, as patterns; else they are names, which stand for themselves.</param>
internal sealed record WrittenCondition(string Operator, string Key, IReadOnlyList<string> Values, bool IsAsWritten = false);
