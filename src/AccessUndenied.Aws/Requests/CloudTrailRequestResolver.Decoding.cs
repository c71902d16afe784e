using AccessUndenied.Aws.Events;
using AccessUndenied.Events;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <remarks>With what the encoded message tells, where somebody can decode it.</remarks>
internal sealed partial class CloudTrailRequestResolver
{
    /// <inheritdoc/>
    public async ValueTask<RequestResolution> ResolveAsync(AccessDeniedEvent deniedEvent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(deniedEvent);
        if (deniedEvent is not CloudTrailEvent { Problem: null } record)
        {
            return Resolve(deniedEvent);
        }

        var resolution = await ResolveRecordedAsync(record, cancellationToken).ConfigureAwait(false) ?? await ResolveDecodedAsync(record, cancellationToken).ConfigureAwait(false);
        return await WithSessionAsync(record, resolution, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<RequestResolution> ResolveDecodedAsync(CloudTrailEvent record, CancellationToken cancellationToken)
    {
        if (_decoder is null || EncodedMessageOf(record) is not { } encoded)
        {
            return Resolve((AccessDeniedEvent)record);
        }

        var lookup = await _decoder.DecodeAsync(encoded, AccountOfCall(record), cancellationToken).ConfigureAwait(false);
        return lookup switch
        {
            AuthorizationMessageLookup.Decoded decoded => Resolve((AccessDeniedEvent)record, decoded.Message),
            AuthorizationMessageLookup.Unavailable unavailable => WithUnreadMessage(Resolve(record), unavailable),
            _ => Resolve(record),
        };
    }

    private static RequestResolution WithUnreadMessage(RequestResolution resolution, AuthorizationMessageLookup.Unavailable lookup) => resolution with
    {
        Unavailable =
        [
            .. resolution.Unavailable,
            new(null, RequestMessages.EncodedMessageItself, lookup.Why) { Kind = EvidenceKind.AuthorizationMessage, Permission = lookup.Permission },
        ],
    };

    // DEC-01: the account of the call alone can decode it; a copy of the record may have gone to another one.
    private static string? AccountOfCall(CloudTrailEvent record) =>
        AccountIds.IsAccountId(record.Identity?.AccountId) ? record.Identity!.AccountId
        : AccountIds.IsAccountId(record.RecipientAccountId) ? record.RecipientAccountId
        : null;
}
