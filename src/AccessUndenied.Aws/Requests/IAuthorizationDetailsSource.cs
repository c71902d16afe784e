namespace AccessUndenied.Aws.Requests;

/// <summary>Knows AWS's own records of refusals, by the authorization ids in their messages.</summary>
/// <remarks>
/// Called from several threads at once, once a record. What cannot be had is an answer, <see cref="AuthorizationDetailsLookup.Unavailable"/>, and not an
/// exception. Rules AID-01 to AID-09.
/// </remarks>
internal interface IAuthorizationDetailsSource
{
    /// <summary>Finds what is recorded for <paramref name="query"/>.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was signaled.</exception>
    ValueTask<AuthorizationDetailsLookup> FindAsync(AuthorizationDetailsQuery query, CancellationToken cancellationToken);
}
