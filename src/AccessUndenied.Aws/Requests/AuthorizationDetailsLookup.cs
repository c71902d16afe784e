namespace AccessUndenied.Aws.Requests;

/// <summary>What came of asking for AWS's record of a refusal.</summary>
internal abstract record AuthorizationDetailsLookup
{
    private AuthorizationDetailsLookup()
    {
    }

    /// <summary>The record was found.</summary>
    /// <param name="Details">What it says.</param>
    /// <param name="Source">Where it was read: <c>aws</c> or <c>file</c>.</param>
    public sealed record Found(AuthorizationDetailsRecord Details, string Source) : AuthorizationDetailsLookup;

    /// <summary>Nobody knows; <paramref name="Why"/> names the missing permission, the age or the fault.</summary>
    /// <param name="Why">The reason, in one sentence.</param>
    public sealed record Unavailable(string Why) : AuthorizationDetailsLookup
    {
        /// <summary>Whether the record may well be there, and a missing permission or a fault kept it from being read: then evidence is lost.</summary>
        public bool IsLoss { get; init; }

        /// <summary>The permission that was missing; null where something else was in the way.</summary>
        public string? Permission { get; init; }
    }
}
