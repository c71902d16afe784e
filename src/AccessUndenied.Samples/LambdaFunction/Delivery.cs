namespace AccessUndenied.Samples.LambdaFunction;

/// <summary>What became of an event.</summary>
public enum Delivery
{
    /// <summary>Its explanation was published.</summary>
    Published,

    /// <summary>Its explanation was published, and perhaps by an earlier attempt as well.</summary>
    PublishedAgain,

    /// <summary>It came before, and was published.</summary>
    Duplicate,

    /// <summary>It tells of a call of this function itself.</summary>
    OwnCall,
}
