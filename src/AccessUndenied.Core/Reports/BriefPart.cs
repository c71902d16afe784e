namespace AccessUndenied.Reports;

/// <summary>What a line of a short text is about.</summary>
internal enum BriefPart
{
    /// <summary>What happened.</summary>
    Head,

    /// <summary>Why.</summary>
    Why,

    /// <summary>Who changed a policy so that it was refused.</summary>
    Changed,

    /// <summary>What to do first.</summary>
    ToDo,

    /// <summary>What a statement gains or loses by it.</summary>
    Difference,

    /// <summary>The statement that is added, whole or not at all.</summary>
    Statement,

    /// <summary>What recorded calls made of it.</summary>
    Replayed,

    /// <summary>What whoever signs it has to know first.</summary>
    Warning,

    /// <summary>What to do else.</summary>
    Else,

    /// <summary>The well-known mistake that it looks like, what almost allowed it, or what else is known.</summary>
    Hint,

    /// <summary>Who asked.</summary>
    Who,

    /// <summary>On what.</summary>
    Resource,

    /// <summary>When.</summary>
    When,

    /// <summary>What could not be read.</summary>
    Unread,

    /// <summary>What else there is to say.</summary>
    Tail,
}
