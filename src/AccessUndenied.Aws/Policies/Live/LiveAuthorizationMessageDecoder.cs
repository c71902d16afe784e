using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Policies.Snapshots;
using AccessUndenied.Aws.Requests;
using Amazon.SecurityToken.Model;

namespace AccessUndenied.Aws.Policies.Live;

/// <summary>Asks STS in the account of the call what an encoded message says, once for each message.</summary>
/// <remarks>Source: STS API Reference, <c>DecodeAuthorizationMessage</c> (DEC-01, DEC-02). What failed for a passing reason is asked again.</remarks>
internal sealed class LiveAuthorizationMessageDecoder : IAuthorizationMessageDecoder
{
    private const string Permission = "sts:DecodeAuthorizationMessage";

    private readonly AwsConnection _connection;
    private readonly BoundedCache<(string Message, string? Account), SharedTask<AuthorizationMessageLookup>> _messages;

    public LiveAuthorizationMessageDecoder(AwsConnection connection)
    {
        _connection = connection;
        _messages = new(connection.Options.MaxCachedAnswers);
    }

    public async ValueTask<AuthorizationMessageLookup> DecodeAsync(string encodedMessage, string? accountId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(encodedMessage);
        var key = (encodedMessage, accountId);
        var task = _messages.TryGet(key, out var known) ? known : _messages.Keep(key, new(token => AskAsync(encodedMessage, accountId, token)));
        try
        {
            return await task.GetAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (AwsCallException exception)
        {
            return new AuthorizationMessageLookup.Unavailable(exception.Message) { Permission = exception.MissingPermission };
        }
    }

    private async Task<AuthorizationMessageLookup> AskAsync(string encodedMessage, string? accountId, CancellationToken cancellationToken)
    {
        var access = accountId is null
            ? await _connection.ForCallerAsync(cancellationToken).ConfigureAwait(false)
            : await _connection.ForAccountAsync(accountId, cancellationToken).ConfigureAwait(false);
        var request = new DecodeAuthorizationMessageRequest { EncodedMessage = encodedMessage };
        var decoded = await access.RunAsync(
            Permission,
            async token => (await access.Sts().DecodeAuthorizationMessageAsync(request, token).ConfigureAwait(false)).DecodedMessage is { Length: > 0 } text
                ? text : throw new BadAnswerException("DecodedMessage"),
            cancellationToken).ConfigureAwait(false);
        return DecodedAuthorizationMessage.TryParse(decoded, out var message, out var problem)
            ? new AuthorizationMessageLookup.Decoded(message)
            : new AuthorizationMessageLookup.Unavailable(RequestMessages.DecodedUnreadable(problem));
    }
}
