namespace AccessUndenied.Aws.Catalog;

/// <summary>How the actions of an operation were found, from the surest to the least sure.</summary>
internal enum OperationMatch
{
    /// <summary>The service has an action of the operation's name.</summary>
    SameName,

    /// <summary>A documented exception names the actions.</summary>
    Exception,

    /// <summary>A documented rule of the service turns the operation's name into that of an existing action.</summary>
    Rule,

    /// <summary>The event source is unknown, and one service alone has an action of that name: a guess.</summary>
    Guess,

    /// <summary>Nothing is known; the action is made of the event source and the operation's name.</summary>
    Unknown,
}
