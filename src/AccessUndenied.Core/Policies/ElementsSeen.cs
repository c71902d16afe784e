namespace AccessUndenied.Policies;

/// <summary>Which elements a statement has; each is named as policies name it.</summary>
[Flags]
internal enum ElementsSeen
{
    None = 0,
    Sid = 1,
    Effect = 2,
    Action = 4,
    Resource = 8,
    Condition = 16,
    Principal = 32,
    NotAction = 64,
    NotResource = 128,
    NotPrincipal = 256,
}
