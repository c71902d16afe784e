namespace AccessUndenied.Requests;

/// <summary>How sure it is that a call needed a request to be allowed.</summary>
public enum RequestNeed
{
    /// <summary>The call as it was made needs it.</summary>
    Needed,

    /// <summary>The call needs it under circumstances that its record does not show, such as how a bucket encrypts.</summary>
    Possible,
}
