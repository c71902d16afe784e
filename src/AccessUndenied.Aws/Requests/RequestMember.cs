namespace AccessUndenied.Aws.Requests;

/// <summary>One value of a request's parameters.</summary>
/// <param name="Name">The member's name as the record has it.</param>
/// <param name="Folded">The name as names compare.</param>
/// <param name="Value">The value as text.</param>
/// <param name="Depth">How many members it lies within, wrappers and list items not counted.</param>
internal readonly record struct RequestMember(string Name, string Folded, string Value, int Depth)
{
    internal bool IsArn => Value.StartsWith("arn:", StringComparison.Ordinal);
}
