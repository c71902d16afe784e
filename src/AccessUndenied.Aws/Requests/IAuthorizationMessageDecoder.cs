namespace AccessUndenied.Aws.Requests;

/// <summary>Decodes the encoded authorization messages of EC2 and of the services that pass EC2's errors on.</summary>
/// <remarks>
/// Called from several threads at once, once a record. What cannot be decoded is an answer,
/// <see cref="AuthorizationMessageLookup.Unavailable"/>, and not an exception. Rules DEC-01 to DEC-07.
/// Source: <see href="https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html">STS API Reference</see>.
/// </remarks>
internal interface IAuthorizationMessageDecoder
{
    /// <summary>Decodes <paramref name="encodedMessage"/>.</summary>
    /// <param name="encodedMessage">The message, whole: one that CloudTrail cut cannot be decoded.</param>
    /// <param name="accountId">The account of the refused call, the only one that can decode it; null when it is not known.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was signaled.</exception>
    ValueTask<AuthorizationMessageLookup> DecodeAsync(string encodedMessage, string? accountId, CancellationToken cancellationToken);
}
