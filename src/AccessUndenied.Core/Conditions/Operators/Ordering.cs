namespace AccessUndenied.Conditions;

/// <summary>How the left side of an ordered comparison must stand to the right one.</summary>
internal enum Ordering
{
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary>Reads the sign of a comparison.</summary>
internal static class OrderingExtensions
{
    public static bool Holds(this Ordering ordering, int comparison) => ordering switch
    {
        Ordering.Equal => comparison == 0,
        Ordering.Less => comparison < 0,
        Ordering.LessOrEqual => comparison <= 0,
        Ordering.Greater => comparison > 0,
        _ => comparison >= 0,
    };
}
