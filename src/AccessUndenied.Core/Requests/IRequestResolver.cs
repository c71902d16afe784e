using AccessUndenied.Events;

namespace AccessUndenied.Requests;

/// <summary>Finds out which requests a denied record stands for.</summary>
/// <remarks>
/// <para>Threads: called from several at once.</para>
/// <para>Order: what was certainly checked comes first, guesses last; the first request stands for the event.</para>
/// <para>Duplicates: no two requests have the same action on the same resource.</para>
/// <para>Caching: none is needed; the same event gives the same requests.</para>
/// <para>Faults: a record that makes no sense, or is of another provider, gives a <see cref="RequestResolution.Problem"/>, never an exception.</para>
/// </remarks>
public interface IRequestResolver
{
    /// <summary>The requests behind <paramref name="deniedEvent"/>; their contexts hold only what is certain already.</summary>
    RequestResolution Resolve(AccessDeniedEvent deniedEvent);

    /// <summary>The same, where something of the record has to be asked for elsewhere first.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was signaled.</exception>
    ValueTask<RequestResolution> ResolveAsync(AccessDeniedEvent deniedEvent, CancellationToken cancellationToken) => new(Resolve(deniedEvent));
}
