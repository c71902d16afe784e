using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Policies.Snapshots;
using AccessUndenied.Aws.Requests;

namespace AccessUndenied.Aws.Policies.Live;

/// <summary>Asks AWS for its own records of refusals, in the account of the caller that was refused.</summary>
/// <remarks>An id is asked for once, for all who ask at the same time and after; where a fault kept it from being read, again after a while.</remarks>
internal sealed class LiveAuthorizationDetailsSource : IAuthorizationDetailsSource
{
    private readonly AnswerCache<AuthorizationDetailsQuery> _entries;

    public LiveAuthorizationDetailsSource(AwsConnection connection) =>
        _entries = new("authorization details", new AuthorizationCollector(connection).CollectAsync, connection.Options.MaxCachedAnswers, connection.Time);

    public async ValueTask<AuthorizationDetailsLookup> FindAsync(AuthorizationDetailsQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return AuthorizationEntry.Read((await _entries.GetAsync(query, cancellationToken).ConfigureAwait(false)).Utf8, "aws");
    }
}
