using AccessUndenied.Events;

namespace AccessUndenied.Requests;

/// <summary>Finds out which requests a denied record stands for.</summary>
/// <remarks>Called from several threads at once. A record that makes no sense gives a <see cref="RequestResolution.Problem"/>, never an exception.</remarks>
public interface IRequestResolver
{
    /// <summary>The requests behind <paramref name="deniedEvent"/>; their contexts hold only what is certain already.</summary>
    RequestResolution Resolve(AccessDeniedEvent deniedEvent);

    /// <summary>The same, where something of the record has to be asked for elsewhere first.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was signaled.</exception>
    ValueTask<RequestResolution> ResolveAsync(AccessDeniedEvent deniedEvent, CancellationToken cancellationToken) => new(Resolve(deniedEvent));
}
