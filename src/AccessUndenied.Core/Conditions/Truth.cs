namespace AccessUndenied.Conditions;

/// <summary>Whether something holds, where not everything may be known. Ordered, so that AND is the least and OR the greatest.</summary>
public enum Truth
{
    /// <summary>It does not hold.</summary>
    False = 0,

    /// <summary>It may or may not hold.</summary>
    Unknown = 1,

    /// <summary>It holds.</summary>
    True = 2,
}
