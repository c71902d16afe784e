namespace AccessUndenied.Samples.LambdaFunction;

/// <summary>What an attempt may do with an event.</summary>
public enum EventClaim
{
    /// <summary>Nobody had it before: publish it.</summary>
    First,

    /// <summary>An attempt that ended without word had it, and may have published it: publish it, and say that it may be there twice.</summary>
    Again,

    /// <summary>Another attempt has it at this moment: try later.</summary>
    Held,

    /// <summary>It was published.</summary>
    Done,
}
