namespace AccessUndenied.Remediations.Opening;

/// <summary>To whom a part opens, seen from the caller.</summary>
internal enum OpenedTo
{
    /// <summary>The caller's session, which was passed policies of its own.</summary>
    Session,

    /// <summary>The caller: every session of its role.</summary>
    Caller,

    /// <summary>Others and the caller.</summary>
    CallerAndOthers,

    /// <summary>Others alone.</summary>
    Others,
}
