namespace AccessUndenied.Aws.Clients;

/// <summary>What kept a call from going well.</summary>
internal enum AwsFault
{
    /// <summary>The service refused the request for a reason of its own; its code tells.</summary>
    Refused,

    /// <summary>The caller lacks the permission.</summary>
    Denied,

    /// <summary>What was asked for does not exist.</summary>
    NotFound,

    /// <summary>The credentials are not valid any more, or never were.</summary>
    Expired,

    /// <summary>There are no credentials.</summary>
    NoCredentials,

    /// <summary>No answer, or one that cannot be read.</summary>
    Unreachable,
}
