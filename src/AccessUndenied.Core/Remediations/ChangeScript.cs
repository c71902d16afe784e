namespace AccessUndenied.Remediations;

/// <summary>A change, written so that it can be carried out.</summary>
/// <param name="Format">What it is written for, such as <c>aws-cli</c>, <c>terraform</c> or <c>cloudformation</c>.</param>
/// <param name="Text">The commands or the template; lines end with a line feed.</param>
public sealed record ChangeScript(string Format, string Text);
