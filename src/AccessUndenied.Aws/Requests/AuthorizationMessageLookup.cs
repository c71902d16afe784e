namespace AccessUndenied.Aws.Requests;

/// <summary>What came of decoding an authorization message.</summary>
public abstract record AuthorizationMessageLookup
{
    private AuthorizationMessageLookup()
    {
    }

    /// <summary>The message was decoded.</summary>
    /// <param name="Message">What it says.</param>
    public sealed record Decoded(DecodedAuthorizationMessage Message) : AuthorizationMessageLookup;

    /// <summary>Nobody knows; <paramref name="Why"/> names the missing permission or the fault.</summary>
    /// <param name="Why">The reason, in one sentence.</param>
    public sealed record Unavailable(string Why) : AuthorizationMessageLookup
    {
        /// <summary>The permission that was missing; null where something else was in the way.</summary>
        public string? Permission { get; init; }
    }
}
