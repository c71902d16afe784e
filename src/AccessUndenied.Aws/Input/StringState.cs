namespace AccessUndenied.Aws.Input;

/// <summary>What a byte of JSON needs to know of the bytes before it.</summary>
/// <param name="InString">Whether it stands inside a string.</param>
/// <param name="Escaped">Whether a backslash right before it takes its meaning away.</param>
internal readonly record struct StringState(bool InString, bool Escaped);
