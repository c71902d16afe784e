namespace AccessUndenied.Samples.LambdaFunction;

/// <summary>What became of an event.</summary>
public enum Delivery
{
    /// <summary>Its explanation was published.</summary>
    Published,

    /// <summary>It came before, and was or is being published.</summary>
    Duplicate,

    /// <summary>It tells of a call of this function itself.</summary>
    OwnCall,
}
