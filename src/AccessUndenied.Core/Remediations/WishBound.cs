namespace AccessUndenied.Remediations;

/// <summary>On which side of its value a wish is fulfilled.</summary>
public enum WishBound
{
    /// <summary>With the values alone.</summary>
    Exactly,

    /// <summary>With the value and all that is less or earlier.</summary>
    AtMost,

    /// <summary>With the value and all that is more or later.</summary>
    AtLeast,
}
