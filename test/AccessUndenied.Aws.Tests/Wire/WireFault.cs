namespace AccessUndenied.Aws.Tests.Wire;

/// <summary>What the network, a proxy or the service makes of an answer.</summary>
internal enum WireFault
{
    EmptyBody,
    EmptyObject,
    SignInPage,
    Truncated,
    WrongType,
    ServerError,
    Unavailable,
    Throttling,
    Reset,
    Cut,
    Stall,
    RepeatedToken,
    DuplicatePage,
    Denied,
    Expired,
}
